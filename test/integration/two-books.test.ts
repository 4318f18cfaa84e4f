// Two PCs of one company and a server between them, through the backend as the page and the command line use it: edits on both
// sides, exchanges, and then both show the same to the last cent.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import type { AttentionRow, BackendEvent, ContractName, InputOf, OutputOf, ReportName } from '../../src/contract/index.ts'
import { RefusalError } from '../../src/core/errors/index.ts'
import { type CouchServer, startCouchServer } from '../couch-server.ts'
import golden from '../fixtures/golden-month.json' with { type: 'json' }

/** One PC with its own program folder and one book. */
class Pc {
  readonly folder = mkdtempSync(join(tmpdir(), 'mendunia-pc-'))
  readonly book = join(this.folder, 'usaha.mendunia')
  readonly events: BackendEvent[] = []
  readonly #backend: Backend
  readonly #dispatch

  constructor() {
    const dataFolder = join(this.folder, 'data')
    this.#backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
    this.#dispatch = createDispatch(this.#backend)
    this.#backend.subscribe((event) => this.events.push(event))
  }

  async call<Name extends ContractName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const reply = await this.#dispatch(name, input, ownerSession)
    if (!reply.ok) throw new RefusalError(...reply.refusals)
    return reply.value as OutputOf<Name>
  }

  async refusal<Name extends ContractName>(name: Name, input: InputOf<Name>): Promise<string> {
    return this.call(name, input).then(() => 'done', (error: unknown) => (error as RefusalError).refusals[0]?.code ?? String(error))
  }

  /** Posts events that must all be taken. @returns their numbers */
  async post(...events: readonly object[]): Promise<(string | null)[]> {
    const { results } = await this.call('events.apply', { events: [...events] })
    expect(results.filter(({ status }) => status !== 'posted')).toEqual([])
    return results.map((result) => result.number ?? null)
  }

  report(name: ReportName, given: Record<string, string>): Promise<string> {
    return this.call('report.run', { name, arguments: given }).then((report) => JSON.stringify(report))
  }

  async attention(kind?: string): Promise<AttentionRow[]> {
    const { rows } = await this.call('list.page', { list: 'attention', offset: 0, limit: 1000, ...(kind === undefined ? {} : { filter: { kind } }) })
    return rows as AttentionRow[]
  }

  async close(): Promise<void> {
    await this.#backend.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const period = { from: '2026-02-01', to: '2026-04-30' }
const reports: readonly [ReportName, Record<string, string>][] = [
  ['trial-balance', { asOf: period.to }], ['general-ledger', period], ['stock-valuation', { asOf: period.to }], ['stock-card', period], ['aged-receivables', { asOf: period.to }], ['balance-sheet', { asOf: period.to }],
  ['vat-summary', period], ['sales-by-product', period],
]

async function expectEqual(...pcs: readonly Pc[]): Promise<void> {
  for (const [name, given] of reports) {
    const [first, ...others] = await Promise.all(pcs.map((pc) => pc.report(name, given)))
    for (const other of others) expect(other).toBe(first)
    expect(first?.length).toBeGreaterThan(60)
  }
  const states = await Promise.all(pcs.map((pc) => pc.call('app.state', {})))
  expect(new Set(states.map(({ book }) => book?.documents)).size).toBe(1)
  const attention = await Promise.all(pcs.map((pc) => pc.attention()))
  for (const other of attention) expect(other).toEqual(attention[0])
  for (const pc of pcs) expect(await pc.call('book.verify', {})).toMatchObject({ ok: true, problems: [] })
}

let server: CouchServer
const a = new Pc()
const b = new Pc()
const login = () => ({ remote: server.url, user: server.user, password: server.password })
const exchange = async (...pcs: readonly Pc[]): Promise<void> => {
  for (const pc of pcs) await pc.call('sync.now', login())
}
const closing = new Set(['period.close', 'fx.revalue', 'tax.vatSettle', 'tax.finalIncome'])
const month = golden.events.filter(({ id, event }) => !closing.has(event) && !['exp-pphf', 'so-opname-bahan', 'so-opname-jadi'].includes(id))

beforeAll(async () => {
  server = await startCouchServer()
  await a.call('book.create', { file: a.book, company: { name: 'CV Rotan Cirebon Jaya', baseCurrency: 'IDR', vatRegistered: true } })
  await a.post(...month)
  await exchange(a)
  await b.call('book.clone', { file: b.book, ...login() })
}, 60_000)
afterAll(async () => {
  await a.close()
  await b.close()
  await server.close()
})

describe('a clone', () => {
  it('shows what the first book shows, under a code of its own', async () => {
    await exchange(a)
    await expectEqual(a, b)
    expect([(await a.call('app.state', {})).book?.device, (await b.call('app.state', {})).book?.device]).toEqual(['A', 'B'])
    const card = JSON.parse(await b.report('trial-balance', { asOf: '2026-03-02' })) as { rows: { account: string; balance: string }[] }
    expect(card.rows.find(({ account }) => account === '1101')?.balance).toBe('4850000.00')
  }, 60_000)

  it('made at the same time as another takes another code', async () => {
    const others = [new Pc(), new Pc(), new Pc()]
    const apart = await startCouchServer()
    try {
      const there = { remote: apart.url, user: apart.user, password: apart.password }
      await a.call('sync.now', there)
      const infos = await Promise.all(others.map((pc) => pc.call('book.clone', { file: pc.book, ...there })))
      const codes = infos.map(({ device }) => device)
      expect(new Set(['A', ...codes]).size).toBe(4)
      for (const pc of others) {
        await pc.call('sync.now', there)
        await pc.post({ event: 'expense.post', id: `of-${(await pc.call('app.state', {})).book?.device ?? ''}`, date: '2026-04-02', account: '1101', lines: [{ account: '6109', amount: '1' }] })
      }
    } finally {
      for (const pc of others) await pc.close()
      await apart.close()
    }
  }, 60_000)

  it('keeps its code when it is opened again', async () => {
    await b.call('book.close', {})
    expect(await b.call('book.open', { file: b.book })).toMatchObject({ device: 'B', newDeviceCode: null })
  })
})

describe('edits on both sides', () => {
  it('become the same on both: postings, backdated goods, one field each, one payment twice', async () => {
    const fields = async (pc: Pc, code: string, type: 'party' | 'product' = 'party') => pc.call('master.get', { type, code })
    // A sells while B writes down goods that had come earlier: the cost of A's sale changes when they meet.
    await a.post(
      { event: 'sales.invoice', id: 'a-sale', date: '2026-04-10', customer: 'CUS-HOTEL', tax: 'ppn12', warehouse: 'GD-JADI', lines: [{ product: 'KRS-LOUNGE', quantity: '5', unitPrice: '900000' }] },
      { event: 'payment.receive', id: 'a-paid', date: '2026-04-12', customer: 'CUS-HOTEL', account: '1111', amount: '1000000', allocations: [{ invoice: 'si-hotel-1', amount: '1000000' }] },
    )
    await b.post(
      { event: 'purchase.receive', id: 'b-late', date: '2026-03-02', supplier: 'SUP-CATKAYU', warehouse: 'GD-JADI', lines: [{ product: 'KRS-LOUNGE', quantity: '40', unitPrice: '999999.99' }] },
      { event: 'payment.receive', id: 'b-paid', date: '2026-04-11', customer: 'CUS-HOTEL', account: '1111', amount: '1000000', allocations: [{ invoice: 'si-hotel-1', amount: '1000000' }] },
      { event: 'expense.post', id: 'b-cost', date: '2026-04-11', account: '1101', lines: [{ account: '6109', amount: '12345.67' }] },
    )
    const [hotelA, hotelB] = [await fields(a, 'CUS-HOTEL'), await fields(b, 'CUS-HOTEL')]
    await a.call('master.save', { id: hotelA.id, rev: hotelA.rev, fields: { phone: '+62 231 200001' } })
    await b.call('master.save', { id: hotelB.id, rev: hotelB.rev, fields: { email: 'beli@samudra.example' } })
    const [bremenA, bremenB] = [await fields(a, 'CUS-BREMEN'), await fields(b, 'CUS-BREMEN')]
    await a.call('master.save', { id: bremenA.id, rev: bremenA.rev, fields: { phone: '+49 421 1', email: 'a@bremen.example' } })
    await b.call('master.save', { id: bremenB.id, rev: bremenB.rev, fields: { phone: '+49 421 2' } })

    await exchange(a, b, a, b)
    await expectEqual(a, b)

    expect((await fields(a, 'CUS-HOTEL')).fields).toMatchObject({ phone: '+62 231 200001', email: 'beli@samudra.example' })
    expect(await fields(b, 'CUS-HOTEL')).toEqual(await fields(a, 'CUS-HOTEL'))
    // Both wrote the phone: one is shown, the other waits for a person.
    const both = await fields(b, 'CUS-BREMEN')
    expect(both).toEqual(await fields(a, 'CUS-BREMEN'))
    expect([both.fields['phone'], both.fields['email'], both.conflicts]).toEqual(['+49 421 1', 'a@bremen.example', { phone: [{ device: 'B', value: '+49 421 2' }] }])

    const rows = await a.attention()
    expect(rows.map(({ kind }) => kind)).toContain('overCleared')
    expect(rows.find(({ kind }) => kind === 'conflict')).toMatchObject({ params: { count: 1 }, target: { kind: 'party', code: 'CUS-BREMEN' } })

    // 4,850,000 at the start, less the expenses of the month and B's: a total that both must know.
    const balance = JSON.parse(await a.report('trial-balance', { asOf: period.to })) as { rows: { account: string; balance: string; debit: string; credit: string }[] }
    expect(balance.rows.find(({ account }) => account === '1101')?.balance).toBe((4850000 - 385000 - 127500 - 75000 - 12345.67).toFixed(2))
  }, 60_000)

  it('a choice settles the field everywhere', async () => {
    const party = await a.call('master.get', { type: 'party', code: 'CUS-BREMEN' })
    await a.call('master.save', { id: party.id, rev: party.rev, fields: { phone: '+49 421 2' } })
    await exchange(a, b)
    await expectEqual(a, b)
    const chosen = await b.call('master.get', { type: 'party', code: 'CUS-BREMEN' })
    expect([chosen.fields['phone'], chosen.conflicts]).toEqual(['+49 421 2', undefined])
    expect(await b.attention('conflict')).toEqual([])
  }, 60_000)

  it('also settles by keeping what is shown', async () => {
    const read = (pc: Pc) => pc.call('master.get', { type: 'party', code: 'CUS-FOSHAN' })
    for (const [pc, phone] of [[a, '+86 1'], [b, '+86 2']] as const) {
      const { id, rev } = await read(pc)
      await pc.call('master.save', { id, rev, fields: { phone } })
    }
    await exchange(a, b, a)
    const { id, rev, fields } = await read(a)
    await a.call('master.save', { id, rev, fields: { phone: fields['phone'] } })
    await exchange(a, b)
    await expectEqual(a, b)
    expect((await read(b)).conflicts).toBeUndefined()
  }, 60_000)

  it('a draft that both went on with waits with both versions; one that both posted stands twice', async () => {
    const event = { event: 'expense.post' as const, id: 'draft-1', date: '2026-04-20', account: '1101', lines: [{ account: '6109', amount: '1000' }] }
    const draft = await a.call('draft.save', { event })
    await exchange(a, b)
    await a.call('draft.save', { id: draft.id, rev: draft.rev, event: { ...event, lines: [{ account: '6109', amount: '1111' }] } })
    await b.call('draft.save', { id: draft.id, rev: draft.rev, event: { ...event, lines: [{ account: '6109', amount: '2222' }] } })
    await exchange(a, b, a)
    await expectEqual(a, b)
    expect((await a.attention('conflict'))[0]).toMatchObject({ target: { kind: 'draft', id: draft.id } })

    const seen = await Promise.all([a, b].map((pc) => pc.call('draft.get', { id: draft.id })))
    expect(seen[0]).toEqual(seen[1])
    for (const [place, pc] of [a, b].entries()) {
      const one = seen[place]!
      await pc.call('event.post', { event: { ...one.event, id: `draft-1-${place}` }, draft: { id: one.id, rev: one.rev } })
    }
    await exchange(a, b, a)
    await expectEqual(a, b)
    expect((await b.attention('draftPostedTwice')).length).toBe(1)
    expect(await b.attention('conflict')).toEqual([])
  }, 60_000)

  it('never give one number to two documents', async () => {
    const expense = (id: string) => ({ event: 'expense.post', id, date: '2026-04-21', account: '1101', lines: [{ account: '6109', amount: '1' }] })
    const numbers = [...(await a.post(...['n1', 'n2', 'n3'].map(expense))), ...(await b.post(...['n4', 'n5', 'n6'].map(expense)))]
    expect(new Set(numbers).size).toBe(6)
    expect(numbers.map((number) => number?.slice(0, 13))).toEqual([...Array<string>(3).fill('EX/2026/04/A-'), ...Array<string>(3).fill('EX/2026/04/B-')])
    await exchange(a, b, a)
    const { rows } = await b.call('list.page', { list: 'documents', offset: 0, limit: 1000 })
    const all = rows.flatMap((row) => ('number' in row && row.number ? [row.number] : []))
    expect(new Set(all).size).toBe(all.length)
    await expectEqual(a, b)
  }, 60_000)
})

describe('an open page', () => {
  it('hears of what another PC wrote, with what to read again', async () => {
    await a.post({ event: 'expense.post', id: 'heard', date: '2026-04-22', account: '1101', lines: [{ account: '6109', amount: '10' }] })
    await exchange(a)
    await b.call('sync.configure', { url: server.url, user: server.user, password: server.password, live: true })
    await until(() => b.call('sync.status', {}).then(({ state }) => state === 'upToDate'))
    b.events.length = 0
    const before = await b.report('trial-balance', { asOf: period.to })
    const party = await a.call('master.get', { type: 'party', code: 'CUS-PORTLAND' })
    await a.call('master.save', { id: party.id, rev: party.rev, fields: { phone: '+1 503 1' } })
    await a.post({ event: 'expense.post', id: 'heard-2', date: '2026-04-22', account: '1101', lines: [{ account: '6109', amount: '10' }] })
    await exchange(a)
    const topics = () => new Set(b.events.flatMap((event) => (event.event === 'changed' ? event.topics : [])))
    await until(() => topics().has('ledger') && topics().has('parties'))
    expect(await b.report('trial-balance', { asOf: period.to })).not.toBe(before)
    await b.call('sync.live', { on: false })
    await exchange(b, a)
    await expectEqual(a, b)
  }, 60_000)
})

describe('from book to book', () => {
  it('without any server: a third PC clones a file and brings it up to date', async () => {
    const c = new Pc()
    try {
      await b.call('book.close', {})
      await c.call('book.clone', { file: c.book, remote: b.book })
      expect((await c.call('app.state', {})).book?.device).toBe('C')
      await c.post({ event: 'expense.post', id: 'c-cost', date: '2026-04-23', account: '1101', lines: [{ account: '6109', amount: '3' }] })
      await c.call('sync.now', { remote: b.book })
      await b.call('book.open', { file: b.book })
      await exchange(b, a)
      await expectEqual(a, b, c)
      expect(await c.refusal('book.clone', { file: c.book, remote: a.book })).toBe('BOOK_EXISTS')
    } finally {
      await c.close()
    }
  }, 60_000)

  it('not with another company', async () => {
    const other = new Pc()
    try {
      await other.call('book.create', { file: other.book, company: { name: 'CV Lain', baseCurrency: 'IDR' } })
      expect(await other.refusal('sync.now', login())).toBe('SYNC_WRONG_BOOK')
      await other.call('book.close', {})
      expect(await a.refusal('sync.now', { remote: other.book })).toBe('SYNC_WRONG_BOOK')
    } finally {
      await other.close()
    }
  }, 60_000)
})

describe('a document that this version does not understand', () => {
  const at = '2026-11-24T00:00:00.000Z-0000'
  const base = { schema: 1, device: 'Z', author: 'seseorang', at, eventId: 'z' }
  const event = { event: 'expense.post', id: 'z', date: '2026-04-01' }
  const posting = { date: '2026-04-01', effects: [], facts: {}, party: null, references: [] }
  const chain = { position: 1, previous: null, hash: '' }
  const strangers = [
    { _id: 'party:newer', type: 'party', ...base, schema: 99, fields: { code: 'BARU', name: 'Versi baru' } },
    { _id: 'hologram:1', type: 'hologram', ...base },
    { _id: 'party:no-fields', type: 'party', ...base, fields: 'x' },
    { _id: 'party:no-clock', type: 'party', ...base, at: 'kemarin', fields: {} },
    { _id: 'expense:no-effects', type: 'expense', ...base, event, posting: { ...posting, effects: 'x' }, chain },
    { _id: 'expense:odd-effect', type: 'expense', ...base, event, posting: { ...posting, effects: [{ effect: 'line', account: '1101', currency: 'IDR', amount: 1.5, base: 'x' }] }, chain },
    { _id: 'expense:unbalanced', type: 'expense', ...base, event, posting: { ...posting, effects: [{ effect: 'line', account: '1101', currency: 'IDR', amount: 100, base: 100 }] }, chain },
    { _id: 'salesInvoice:other-type', type: 'salesInvoice', ...base, event, posting, chain },
  ]

  it('is kept, passed on and listed, and never touches the books', async () => {
    const before = await a.report('general-ledger', period)
    for (const document of strangers) expect((await server.request('PUT', `${new URL(server.url).pathname.slice(1)}/${encodeURIComponent(document._id)}`, document)).status).toBe(201)
    await exchange(a, b)
    await expectEqual(a, b)
    expect(await a.report('general-ledger', period)).toBe(before)
    expect((await b.attention('quarantined')).length).toBe(strangers.length)

    // On to a third PC that never saw that server.
    const c = new Pc()
    try {
      await b.call('book.close', {})
      await c.call('book.clone', { file: c.book, remote: b.book })
      await b.call('book.open', { file: b.book })
      expect((await c.attention('quarantined')).length).toBe(strangers.length)
      const file = await c.call('book.export', { kind: 'json', language: 'en' })
      const { documents } = JSON.parse(Buffer.from(file.base64, 'base64').toString('utf8')) as { documents: { _id: string }[] }
      for (const { _id } of strangers) expect(documents.map((document) => document._id)).toContain(_id)
    } finally {
      await c.close()
    }
  }, 60_000)
})

describe('a server that does not let us', () => {
  it('says so with a code, and nothing is left behind', async () => {
    const c = new Pc()
    try {
      expect(await a.refusal('sync.now', { ...login(), password: 'salah' })).toBe('SYNC_UNAUTHORIZED')
      expect(await a.refusal('sync.now', { remote: 'http://127.0.0.1:9/tutup', user: 'x', password: 'x' })).toBe('SYNC_OFFLINE')
      expect(await c.refusal('book.clone', { file: c.book, ...login(), password: 'salah' })).toBe('SYNC_UNAUTHORIZED')
      expect(await c.refusal('book.clone', { file: c.book, remote: 'http://127.0.0.1:9/tutup' })).toBe('SYNC_OFFLINE')
      expect((await c.call('app.state', {})).book).toBeNull()
      await c.call('book.create', { file: c.book, company: { name: 'CV Baru', baseCurrency: 'IDR' } })
    } finally {
      await c.close()
    }
  }, 60_000)
})

describe('a database that is another one than before', () => {
  it('is left alone until a person says that it follows; then it gets everything, and is asked about once', async () => {
    const name = new URL(server.url).pathname.slice(1)
    await a.call('sync.configure', { url: server.url, user: server.user, password: server.password, live: false })
    await a.call('sync.now', {})
    await server.request('DELETE', name)
    expect((await server.request('PUT', name)).status).toBe(201)
    expect(await a.refusal('sync.now', {})).toBe('SYNC_REPLACED')
    expect(await a.call('sync.status', {})).toMatchObject({ state: 'refused', refusal: { code: 'SYNC_REPLACED' } })
    expect((await a.call('sync.now', { acceptReplaced: true })).pushed).toBeGreaterThan(50)
    expect(await a.call('sync.now', {})).toMatchObject({ state: 'upToDate', pending: 0, refusal: null })
    expect(await b.refusal('sync.now', login())).toBe('SYNC_REPLACED')
    await b.call('sync.now', { ...login(), acceptReplaced: true })
    await exchange(a, b)
    await expectEqual(a, b)
    // Who does not want it, stops.
    await server.request('DELETE', name)
    await server.request('PUT', name)
    await a.refusal('sync.now', {})
    await a.call('sync.live', { on: false })
    expect(await a.call('sync.status', {})).toMatchObject({ state: 'off', refusal: null })
  }, 60_000)
})

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not come to pass')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
