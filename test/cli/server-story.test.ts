// The whole story of a company and its server, from the command line: set up, two PCs and a bookkeeper by invitation, the same bytes everywhere; and
// who has no business there is refused by the server itself. It runs on the server of the tests, or on a CouchDB that the environment names.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk } from '../command-line.ts'
import { type CouchServer, startCouchServer } from '../couch-server.ts'

let server: CouchServer
const desks = { owner: new Desk(), shop: new Desk(), bookkeeper: new Desk() }
const books = { owner: desks.owner.file('owner.mendunia'), shop: desks.shop.file('shop.mendunia'), bookkeeper: desks.bookkeeper.file('bookkeeper.mendunia') }
type Who = keyof typeof desks
const everybody = Object.keys(desks) as Who[]
const day = '2026-11-02'
const name = (): string => decodeURIComponent(new URL(server.url).pathname.slice(1))
/** The administrator's address, as a person pastes it. */
const administrator = (): string => server.url.replace('//', `//${encodeURIComponent(server.user)}:${encodeURIComponent(server.password)}@`)
const run = (who: Who, ...args: string[]) => desks[who].done(...args, '--book', books[who], '--json')
const expense = (id: string, amount: string) => ({ event: 'expense.post', id, date: day, account: '1101', lines: [{ account: '6109', amount }] })
const apply = (who: Who, file: string, events: readonly object[]) => desks[who].done('apply', desks[who].write(file, { events }), '--book', books[who])

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
  await desks.owner.done('init', '--book', books.owner, '--company', desks.owner.write('company.json', { name: 'CV Rotan Jaya', baseCurrency: 'IDR' }))
}, 60_000)
afterAll(async () => {
  for (const desk of Object.values(desks)) desk.clear()
  await server.removeUsers(`${name()}-`)
  await server.close()
})

/** What a user may do on the server itself, past the program. */
async function as(user: string, password: string, method: string, path: string, body?: unknown): Promise<number> {
  const response = await fetch(server.root + path, {
    method, headers: { 'content-type': 'application/json', ...(user === '' ? {} : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  await response.arrayBuffer()
  return response.status
}

/** Everything to the server, then everything from there. */
async function exchangeAll(): Promise<void> {
  for (const who of everybody) await run(who, 'sync')
  await Promise.all((['owner', 'shop'] as const).map((who) => run(who, 'sync')))
}

async function allEqual(): Promise<void> {
  for (const report of [['trial-balance', '--as-of', '2026-12-31'], ['general-ledger', '--from', '2026-11-01', '--to', '2026-11-30'], ['balance-sheet', '--as-of', '2026-12-31'], ['stock-card', '--from', '2026-11-01', '--to', '2026-11-30']]) {
    const outs = await Promise.all(everybody.map(async (who) => (await run(who, 'report', ...report)).out))
    expect(new Set(outs).size, report[0]).toBe(1)
  }
  for (const outcome of await Promise.all(everybody.map((who) => run(who, 'verify')))) expect(outcome.json()).toMatchObject({ ok: true })
}

interface Setup { database: string; user: string; password: string | null; steps: { step: string; outcome: string }[] }
interface Invitation { code: string; device: string; user: string }

let first: Setup
const codes: Partial<Record<Who, Invitation>> = {}

describe('a company on its own server', () => {
  it('is set up by one command, which may be given again', async () => {
    first = (await run('owner', 'server', 'setup', administrator())).json<Setup & Record<string, unknown>>()
    expect(first).toMatchObject({ database: server.url, created: true, design: 'installed', user: `${name()}-a`, password: expect.stringMatching(/^.{32}$/) as string })
    expect(first.steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(first.steps.map(({ step }) => step)).toEqual(['server', 'users', 'database', 'design', 'security', 'revisions', 'user', 'entry', 'rules', 'stranger'])
    const again = (await run('owner', 'server', 'setup', administrator())).json<Setup & Record<string, unknown>>()
    expect(again).toMatchObject({ created: false, design: 'unchanged', user: first.user, password: first.password })
    expect((await run('owner', 'sync')).json()).toMatchObject({ state: 'upToDate', pending: 0 })
  }, 300_000)

  it('is found in order by its check', async () => {
    const check = async (...args: string[]) => (await desks.owner.run('server', 'check', ...args, '--book', books.owner, '--json')).json<{ ok: boolean; findings: { check: string; state: string; detail: string }[] }>()
    const byAdministrator = await check(administrator())
    // A test server on another machine has no certificate, and the check says so.
    const faults = ({ findings }: typeof byAdministrator): unknown => findings.filter(({ check, state }) => check !== 'tls' && (state === 'bad' || state === 'warning'))
    expect(faults(byAdministrator)).toEqual([])
    expect(byAdministrator.findings.find(({ check }) => check === 'users')?.detail).toContain(`${first.user} (device A)`)
    // Without an address it is the device's own view.
    expect(faults(await check())).toEqual([])
  }, 300_000)

  it('takes in a second PC and a bookkeeper, each by one code', async () => {
    await apply('owner', 'start.json', [
      { event: 'party.add', id: 'p', date: day, code: 'S', name: 'UD Rotan' }, { event: 'warehouse.add', id: 'w', date: day, code: 'G', name: 'Gudang' }, { event: 'product.add', id: 'k', date: day, code: 'K', name: 'Kursi' },
      { event: 'purchase.receive', id: 'r', date: day, supplier: 'S', warehouse: 'G', lines: [{ product: 'K', quantity: '10', unitPrice: '1000' }] }, expense('a1', '1000'), expense('a2', '2000'),
    ])
    for (const [who, device] of [['shop', 'B'], ['bookkeeper', 'C']] as const) {
      const invitation = (await run('owner', 'server', 'invite', administrator())).json<Invitation & Record<string, unknown>>()
      expect(invitation).toMatchObject({ device, user: `${name()}-${device.toLowerCase()}`, code: expect.stringMatching(/^MENDUNIA1:[0-9A-Z]+$/) as string })
      codes[who] = invitation
      // As it comes out of a chat: cut into lines, in small letters.
      const pasted = (invitation.code.match(/.{1,40}/g) ?? []).join('\n').toLowerCase()
      expect((await desks[who].done('clone', '--invitation', pasted, '--book', books[who], '--json')).json()).toMatchObject({ device, company: 'CV Rotan Jaya' })
    }
    expect((await run('owner', 'sync')).json()).toMatchObject({ state: 'upToDate' })
    expect((await run('owner', 'server', 'devices')).json()).toMatchObject([{ code: 'A', standing: 'root', isOwn: true }, { code: 'B', standing: 'introduced' }, { code: 'C', standing: 'introduced' }])
  }, 300_000)

  it('shows the same on all three, to the byte', async () => {
    await apply('shop', 'shop.json', [expense('b1', '300'), expense('b2', '44')])
    await apply('bookkeeper', 'journal.json', [expense('c1', '7')])
    await exchangeAll()
    await allEqual()
    const { rows } = (await run('owner', 'report', 'trial-balance')).json<{ rows: { account: string; balance: string }[] }>()
    expect(rows.find(({ account }) => account === '6109')?.balance).toBe('3351.00')
  }, 300_000)

  it('gives no second PC the book by a code that was used, and says what is wrong with a code', async () => {
    const stranger = new Desk()
    try {
      const join = async (code: string): Promise<string[]> => {
        const outcome = await stranger.run('clone', '--invitation', code, '--book', stranger.file('x.mendunia'), '--json')
        expect(outcome.code).toBe(1)
        return outcome.json<{ refused: { code: string }[] }>().refused.map((refusal) => refusal.code)
      }
      const used = codes.shop?.code ?? ''
      expect(await join(used)).toEqual(['INVITATION_USED'])
      expect(await join(used.slice(0, -3))).toEqual(['INVITATION_DAMAGED'])
      expect(await join(used.replace('MENDUNIA1', 'MENDUNIA7'))).toEqual(['INVITATION_NEWER'])
      expect(await join('halo')).toEqual(['INVITATION_DAMAGED'])
    } finally {
      stranger.clear()
    }
  }, 300_000)

  it('is closed to nobody, to a wrong password, to a user of another company, and to whoever breaks its rules', async () => {
    const [user, password] = [first.user, first.password ?? '']
    await server.addUser(`${name()}-foreign`, 'rahasia')
    expect(await as(user, password, 'GET', name())).toBe(200)
    for (const [who, secret] of [['', ''], [user, 'salah'], [`${name()}-foreign`, 'rahasia']] as const) {
      for (const path of [name(), `${name()}/_all_docs`, `${name()}/_changes`]) expect([401, 403], `${who} ${path}`).toContain(await as(who, secret, 'GET', path))
      expect([401, 403]).toContain(await as(who, secret, 'POST', `${name()}/_bulk_docs`, { docs: [{ _id: 'draft:x', type: 'draft', schema: 1, device: 'B', author: 'x', at: 'y' }] }))
    }
    const posted = ((await server.request('GET', `${name()}/_all_docs?startkey=${encodeURIComponent('"expense:"')}&limit=1&include_docs=true`)).body as { rows: { doc: { _id: string; _rev: string } }[] }).rows[0]?.doc
    const trust = ((await server.request('GET', `${name()}/_all_docs?startkey=${encodeURIComponent('"trust:"')}&limit=1&include_docs=true`)).body as { rows: { doc: { _id: string; _rev: string } }[] }).rows[0]?.doc
    for (const doc of [posted, trust]) {
      const path = `${name()}/${encodeURIComponent(doc?._id ?? '')}`
      expect(await as(user, password, 'PUT', path, { ...doc, author: 'thief' })).toBe(403)
      expect(await as(user, password, 'DELETE', `${path}?rev=${doc?._rev ?? ''}`)).toBe(403)
    }
    for (const bad of [{ _id: 'draft:1' }, { _id: 'draft:1', type: 'party', schema: 1, device: 'B', author: 'x', at: 'y' }, { _id: 'draft:1', type: 'draft', schema: 1, author: 'x', at: 'y' }]) {
      expect(await as(user, password, 'PUT', `${name()}/${encodeURIComponent('draft:1')}`, bad)).toBe(403)
    }
    expect([401, 403]).toContain(await as(user, password, 'PUT', `${name()}/_design/mine`, { _id: '_design/mine' }))
    expect([401, 403]).toContain(await as(user, password, 'PUT', `${name()}/_security`, {}))
    expect(await as(user, password, 'GET', `_users/${encodeURIComponent(`org.couchdb.user:${name()}-b`)}`)).toBe(404)
    expect([401, 403]).toContain(await as(user, password, 'GET', '_users/_all_docs'))
    expect([401, 403]).toContain(await as(user, password, 'DELETE', name()))
  }, 300_000)

  it('gives a device another password when it is asked to, and the device goes on', async () => {
    const before = (await server.request('GET', `_users/${encodeURIComponent(`org.couchdb.user:${name()}-b`)}`)).body as { derived_key: string }
    await run('owner', 'server', 'rotate', 'B')
    await run('shop', 'sync')
    await run('shop', 'sync')
    const after = (await server.request('GET', `_users/${encodeURIComponent(`org.couchdb.user:${name()}-b`)}`)).body as { derived_key: string }
    expect(after.derived_key).not.toBe(before.derived_key)
    expect((await run('shop', 'sync')).json()).toMatchObject({ state: 'upToDate' })
    expect((await run('owner', 'server', 'rotate')).json()).toEqual({ device: 'A', done: true })
    expect(await as(first.user, first.password ?? '', 'GET', name())).toBe(401)
    expect((await run('owner', 'sync')).json()).toMatchObject({ state: 'upToDate' })
  }, 300_000)

  it('shuts a stolen PC out of the server, and what it posts from then on out of the books', async () => {
    await exchangeAll()
    const head = (await run('owner', 'server', 'expel', 'B', administrator())).json<{ device: string; users: string[]; head: number }>()
    expect(head).toEqual({ device: 'B', users: [`${name()}-b`], head: 2 })
    await apply('shop', 'stolen.json', [expense('b3', '999999')])
    const refused = await desks.shop.run('sync', '--book', books.shop, '--json')
    expect([refused.code, refused.json<{ refused: { code: string }[] }>().refused[0]?.code]).toEqual([1, 'SYNC_UNAUTHORIZED'])
    // By another way than the server: its posting is kept, listed, and counts nowhere.
    await desks.owner.done('sync', '--book', books.owner, '--remote', books.shop, '--json')
    const { rows } = (await run('owner', 'report', 'trial-balance')).json<{ rows: { account: string; balance: string }[] }>()
    expect(rows.find(({ account }) => account === '6109')?.balance).toBe('3351.00')
    expect((await run('owner', 'server', 'devices')).json()).toMatchObject([{ code: 'A' }, { code: 'B', standing: 'expelled', postings: 2, refused: 1 }, { code: 'C' }])
    expect((await run('owner', 'verify')).json()).toMatchObject({ ok: true })
    // The bookkeeper hears of it by the server, and decides the same.
    await run('owner', 'sync')
    await run('bookkeeper', 'sync')
    expect((await run('bookkeeper', 'report', 'trial-balance')).out).toBe((await run('owner', 'report', 'trial-balance')).out)
  }, 300_000)
})
