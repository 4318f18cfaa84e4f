// `sync`, `clone` and `server setup` as their user meets them: two PCs, one server, the same bytes in the end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk } from '../command-line.ts'
import { type CouchServer, startCouchServer } from '../couch-server.ts'

let server: CouchServer
const [a, b] = [new Desk(), new Desk()]
const bookA = a.file('a.mendunia')
const bookB = b.file('b.mendunia')
const remote = () => ['--remote', server.url, '--user', server.user, '--password', server.password]
const day = '2026-11-02'
const expense = (id: string, amount: string) => ({ event: 'expense.post', id, date: day, account: '1101', lines: [{ account: '6109', amount }] })

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
  await a.done('init', '--book', bookA, '--company', a.write('company.json', { name: 'CV Rotan', baseCurrency: 'IDR' }))
}, 60_000)
afterAll(async () => {
  a.clear()
  b.clear()
  await server.close()
})

async function same(): Promise<void> {
  for (const report of [['trial-balance', '--as-of', '2026-12-31'], ['general-ledger', '--from', '2026-11-01', '--to', '2026-11-30'], ['stock-valuation', '--as-of', '2026-12-31'], ['stock-card', '--from', '2026-11-01', '--to', '2026-11-30']]) {
    const [first, second] = await Promise.all([[a, bookA] as const, [b, bookB] as const].map(([desk, book]) => desk.done('report', ...report, '--book', book, '--json')))
    expect(second!.out).toBe(first!.out)
  }
  const [first, second] = await Promise.all([a.done('verify', '--book', bookA, '--json'), b.done('verify', '--book', bookB, '--json')])
  expect([first.json(), second.json()]).toMatchObject([{ ok: true }, { ok: true }])
}

describe('a company on two PCs', () => {
  it('sets its server up once, and twice changes nothing', async () => {
    expect((await a.done('server', 'setup', '--book', bookA, ...remote(), '--json')).json()).toMatchObject({ database: server.url, created: true, design: 'installed' })
    expect((await a.done('server', 'setup', '--book', bookA, ...remote(), '--json')).json()).toMatchObject({ created: false, design: 'unchanged' })
    const path = new URL(server.url).pathname.slice(1)
    expect((await server.request('GET', `${path}/_design/mendunia`)).body).toMatchObject({ validate_doc_update: expect.stringContaining('POSTED_IMMUTABLE') as string })
    // From now on the book knows its server.
    expect((await a.done('sync', '--book', bookA, '--json')).json()).toMatchObject({ state: 'upToDate', refusal: null, pending: 0 })
  }, 60_000)

  it('writes on both and shows the same on both', async () => {
    expect((await b.done('clone', '--book', bookB, ...remote(), '--json')).json()).toMatchObject({ device: 'B', company: 'CV Rotan' })
    const start = [
      { event: 'party.add', id: 'p', date: day, code: 'S', name: 'UD Rotan' }, { event: 'warehouse.add', id: 'w', date: day, code: 'G', name: 'Gudang' }, { event: 'product.add', id: 'k', date: day, code: 'K', name: 'Kursi' },
      { event: 'purchase.receive', id: 'r', date: day, supplier: 'S', warehouse: 'G', lines: [{ product: 'K', quantity: '10', unitPrice: '1000' }] },
    ]
    await Promise.all([
      a.done('apply', a.write('a.json', { events: [...start, expense('a1', '1000'), expense('a2', '2000')] }), '--book', bookA),
      b.done('apply', b.write('b.json', { events: [expense('b1', '300')] }), '--book', bookB),
    ])
    await a.done('sync', '--book', bookA)
    await b.done('sync', '--book', bookB, ...remote())
    expect((await a.done('sync', '--book', bookA)).out).toMatch(/^upToDate: \d+ sent, 1 received/)
    await same()
    const { rows } = (await b.done('report', 'trial-balance', '--book', bookB, '--json')).json<{ rows: { account: string; balance: string }[] }>()
    expect(rows.find(({ account }) => account === '6109')?.balance).toBe('3300.00')
  }, 120_000)

  it('needs no server when the other book is a file', async () => {
    await b.done('apply', b.write('b2.json', { events: [expense('b2', '44')] }), '--book', bookB)
    await a.done('sync', '--book', bookA, '--remote', bookB)
    await same()
  }, 60_000)

  it.each([
    ['SYNC_UNAUTHORIZED', () => ['sync', '--book', bookA, '--remote', server.url, '--user', server.user, '--password', 'salah']],
    ['SYNC_OFFLINE', () => ['sync', '--book', bookA, '--remote', 'http://127.0.0.1:9/mati', '--user', 'x', '--password', 'y']],
    ['SYNC_URL_INVALID', () => ['sync', '--book', bookA, '--remote', 'http://127.0.0.1:9']],
    ['SYNC_UNAUTHORIZED', () => ['clone', '--book', a.file('c.mendunia'), '--remote', server.url, '--user', server.user, '--password', 'salah']],
    ['SYNC_UNAUTHORIZED', () => ['server', 'setup', '--book', bookA, '--remote', server.url, '--user', server.user, '--password', 'salah']],
    ['SYNC_OFFLINE', () => ['server', 'setup', '--book', bookA, '--remote', 'http://127.0.0.1:9/mati', '--user', 'x', '--password', 'y']],
  ] as [string, () => string[]][])('%s ends with 1', async (code, args) => {
    const outcome = await a.run(...args(), '--json')
    expect([outcome.code, outcome.json<{ refused: { code: string }[] }>().refused[0]?.code]).toEqual([1, code])
    expect((await a.run('verify', '--book', a.file('c.mendunia'))).code).toBe(1)
  }, 60_000)
})
