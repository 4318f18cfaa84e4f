import { describe, expect, it } from 'vitest'
import { attentionRows } from './queries/attention-list.ts'
import type { DocumentBody } from './reader.ts'
import { TestProjections, sealed } from './test-book.ts'

/** Two devices on one book; `meet` is a third that knows what both did. */
function apart(start: readonly unknown[]): { a: TestProjections; b: TestProjections; meet: () => TestProjections } {
  const origin = new TestProjections('O')
  origin.apply(
    { event: 'company.set', id: 'co', date: '2026-03-01', name: 'Company' }, { event: 'party.add', id: 'c1', date: '2026-03-01', code: 'C1', name: 'Customer' }, { event: 'party.add', id: 's1', date: '2026-03-01', code: 'S1', name: 'Supplier' },
    { event: 'warehouse.add', id: 'w', date: '2026-03-01', code: 'W', name: 'Shop' }, { event: 'product.add', id: 'p', date: '2026-03-01', code: 'P', name: 'Chair' }, ...start,
  )
  const shared = [...origin.documents.values()]
  const device = (code: string): TestProjections => {
    const book = new TestProjections(code, false)
    book.put(...shared)
    return book
  }
  const a = device('A')
  const b = device('B')
  return {
    a, b,
    meet: () => {
      const all = new Map<string, DocumentBody>([...a.documents, ...b.documents])
      const book = new TestProjections('M', false)
      book.put(...all.values())
      expect(book.projections.compare().differences).toEqual([])
      return book
    },
  }
}

const kinds = (book: TestProjections): string[] => book.projections.sql.values<string>('SELECT DISTINCT kind FROM attention ORDER BY kind')
const base = (book: TestProjections, account: string): number => book.projections.sql.value<number>('SELECT coalesce(sum(base), 0) FROM ledger_line WHERE account = ?', account) ?? 0

const invoice = { event: 'sales.invoice', id: 'i1', date: '2026-03-05', customer: 'C1', currency: 'USD', tax: 'export0', rate: '16000', lines: [{ account: '4101', amount: '100' }] }
const goods = { event: 'purchase.receive', id: 'g1', date: '2026-03-02', supplier: 'S1', warehouse: 'W', lines: [{ product: 'P', quantity: '10', unitPrice: '1000' }] }

describe('what two devices did while apart', () => {
  it('makes the excess of an invoice paid twice a deposit at the rate of the payment', () => {
    const { a, b, meet } = apart([invoice])
    a.apply({ event: 'payment.receive', id: 'pa', date: '2026-03-10', customer: 'C1', account: '1112', amount: '70', rate: '16100', allocations: [{ invoice: 'i1', amount: '70' }] })
    b.apply({ event: 'payment.receive', id: 'pb', date: '2026-03-11', customer: 'C1', account: '1112', amount: '50', rate: '16200', allocations: [{ invoice: 'i1', amount: '50' }] })
    const book = meet()
    const view = book.projections.view()
    expect(view.item('i1')).toMatchObject({ open: 0, openBase: 0 })
    expect(view.item('pb#1') ?? view.item('pb#0') ?? view.item('pb#2')).toMatchObject({ side: 'deposit', open: 2000, openBase: 2000 * 16200 })
    expect(kinds(book)).toEqual(['overCleared'])
    expect(base(book, '3901')).toBe(0)
  })

  it('lets the first reversal stand and the second have no effect', () => {
    const { a, b, meet } = apart([invoice])
    a.apply({ event: 'reverse', id: 'ra', date: '2026-03-10', target: 'i1' })
    b.apply({ event: 'reverse', id: 'rb', date: '2026-03-11', target: 'i1' })
    const book = meet()
    expect(base(book, '4101')).toBe(0)
    expect(base(book, '1201')).toBe(0)
    expect(kinds(book)).toEqual(['doubleReversal'])
    expect(book.projections.view().event('i1')?.reversedBy).toBe('ra')
    // The one that stood goes: the other takes its place.
    book.delete([...book.documents.values()].find((body) => body['eventId'] === 'ra')?.['_id'] as string)
    expect(book.projections.view().event('i1')?.reversedBy).toBe('rb')
    expect(kinds(book)).toEqual([])
  })

  it('gives goods sold beyond the stock a provisional cost, and the real one when goods arrive', () => {
    const { a, b, meet } = apart([goods])
    a.apply({ event: 'sales.deliver', id: 'da', date: '2026-03-05', customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '8' }] })
    b.apply({ event: 'sales.deliver', id: 'db', date: '2026-03-06', customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '6' }] })
    const book = meet()
    expect(kinds(book)).toEqual(['negativeStock', 'provisionalCost'])
    expect(base(book, '5101')).toBe(1_400_000)
    expect(base(book, '1303')).toBe(-400_000)
    book.apply({ event: 'purchase.receive', id: 'g2', date: '2026-03-20', supplier: 'S1', warehouse: 'W', lines: [{ product: 'P', quantity: '5', unitPrice: '1200' }] })
    expect(kinds(book)).toEqual([])
    expect(base(book, '5101')).toBe(1_000_000 + 4 * 120_000)
    expect(base(book, '1303')).toBe(120_000)
    expect(book.projections.view().pool('P', '2026-03-31')).toEqual({ quantity: 1_000_000, value: 120_000 })
    expect(book.projections.compare().differences).toEqual([])
  })

  it('counts what arrives late in a closed period on the first open day', () => {
    const { a, b, meet } = apart([invoice])
    a.apply({ event: 'journal.post', id: 'ja', date: '2026-03-20', lines: [{ account: '6101', debit: '5' }, { account: '1101', credit: '5' }] })
    b.apply({ event: 'period.close', id: 'cb', date: '2026-04-02', period: '2026-03' })
    a.apply({ event: 'journal.post', id: 'jb', date: '2026-03-21', lines: [{ account: '6101', debit: '7' }, { account: '1101', credit: '7' }] })
    a.apply({ event: 'journal.post', id: 'jc', date: '2026-03-22', lines: [{ account: '6101', debit: '9' }, { account: '1101', credit: '9' }] })
    const book = meet()
    const days = book.projections.sql.rows<{ event_id: string; date: string; own_date: string }>("SELECT event_id, date, own_date FROM posted WHERE event = 'journal.post' ORDER BY ord")
    // Also the one with an earlier clock than the close: who closed had not seen it. What it had seen stays.
    expect(days.map(({ event_id, date }) => `${event_id} ${date}`)).toEqual(['ja 2026-04-01', 'jb 2026-04-01', 'jc 2026-04-01'])
    expect(book.projections.sql.row("SELECT (SELECT ord FROM posted WHERE event_id = 'ja') < ord AS earlier FROM posted WHERE event_id = 'cb'")).toEqual({ earlier: 1 })
    expect(book.projections.sql.value("SELECT date FROM posted WHERE event_id = 'i1'")).toBe('2026-03-05')
    expect(book.projections.view().event('cb')?.effects).toEqual([{ effect: 'close', period: '2026-03', heads: { O: 1 } }])
    expect(book.projections.view().chainHeads()).toEqual({ A: 3, B: 1, O: 1 })
    expect(kinds(book)).toEqual(['lateInClosedPeriod'])
    // The close is taken out: every document counts on its own day again.
    book.delete([...book.documents.values()].find((body) => body['eventId'] === 'cb')?.['_id'] as string)
    expect(book.projections.sql.value('SELECT count(*) FROM posted WHERE date <> own_date')).toBe(0)
    expect(book.projections.compare().differences).toEqual([])
  })

  it('flags keys taken twice, ids and codes used twice, drafts posted twice', () => {
    const { a, b, meet } = apart([])
    for (const book of [a, b]) {
      book.apply(
        { event: 'depreciation.post', id: 'dep', date: '2026-03-31', asset: 'loom', cost: '1200', lifeMonths: 12, startPeriod: '2026-03', period: '2026-03' },
        { event: 'party.add', id: `n${book.device}`, date: '2026-03-02', code: 'NEW', name: `New of ${book.device}` },
      )
      const body = book.make({ ...invoice, id: `x${book.device}` })
      book.put(sealed({ ...body, _id: `salesInvoice:DRAFT.${book.device}` }))
    }
    const book = meet()
    expect(kinds(book)).toEqual(['draftPostedTwice', 'duplicateCode', 'duplicateEventId', 'takenTwice'])
    expect(book.projections.view().party('NEW')?.name).toBe('New of A')
    expect(base(book, '6107')).toBe(20_000)
  })

  it('flags a number and a place in a chain that two documents have, in whatever order they come', () => {
    const { a } = apart([])
    const first = a.make({ ...invoice, id: 'x' })
    const bodies = [first, a.make({ ...invoice, id: 'y' }), a.make({ ...invoice, id: 'z' })].map((body) => sealed({ ...body, number: 'INV/2026/03/A-0001', chain: { position: 7, previous: null, hash: '' } }))
    const books = [bodies, [...bodies].reverse()].map((order) => {
      const { a: book } = apart([])
      for (const body of order) book.put(body)
      return book
    })
    for (const book of books) {
      expect(book.projections.sql.rows('SELECT kind, key, doc, params FROM attention ORDER BY kind, doc')).toEqual(
        (['duplicateNumber', 'forkedChain'] as const).flatMap((kind) => bodies.slice(1).map((body) => ({
          kind, doc: body['_id'], ...(kind === 'forkedChain' ? { key: 'A 7', params: '{"id":"A"}' } : { key: 'sales.invoice INV/2026/03/A-0001', params: '{"id":"INV/2026/03/A-0001"}' }),
        }))),
      )
      expect(book.projections.compare().differences).toEqual([])
      // All stand, until they go.
      expect(base(book, '4101')).toBe(-3 * 160_000_000)
      for (const body of bodies.slice(1)) book.delete(String(body['_id']))
      expect(kinds(book)).toEqual([])
    }
  })

  it('keeps a posting that does not fit its hash out of the books, and takes it in when it does', () => {
    const { a } = apart([])
    const body = a.make({ ...invoice, id: 'x' })
    const before = a.projections.fingerprint()
    a.put({ ...body, author: 'forger' })
    expect(base(a, '4101')).toBe(0)
    expect(a.projections.sql.rows('SELECT kind, key, doc FROM attention')).toEqual([{ kind: 'quarantined', key: 'forged', doc: body['_id'] }])
    expect(attentionRows(a.projections.sql, '2026-03-31')).toMatchObject([{ kind: 'forged', severity: 'error', params: { id: body['_id'] } }])
    expect(a.projections.compare().differences).toEqual([])
    a.delete(String(body['_id']))
    expect(a.projections.fingerprint()).toBe(before)
    a.put(body)
    expect(kinds(a)).toEqual([])
    expect(base(a, '4101')).toBe(-160_000_000)
  })
})

it('answers what a posting would book without keeping it', () => {
  const { a } = apart([goods])
  const before = a.projections.fingerprint()
  const body = a.make({ event: 'sales.invoice', id: 'i9', date: '2026-03-05', customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '4', unitPrice: '1500' }] })
  const preview = a.projections.preview(body as never)
  expect(preview.stock).toEqual([{ product: 'P', before: 10_000_000, after: 6_000_000 }])
  expect(preview.ledger.find((line) => line.account === '5101')?.base).toBe(400_000)
  expect([preview.revenue, preview.cost]).toEqual([600_000, 400_000])
  expect(a.projections.fingerprint()).toBe(before)
})

it('tells which product a plan would starve, also at a later point', () => {
  const { a } = apart([goods])
  a.apply({ event: 'sales.deliver', id: 'd1', date: '2026-03-20', customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '7' }] })
  const view = a.projections.view()
  const plan = (quantity: number, date = '2026-03-05') => view.shortage([{ product: 'P', warehouse: 'W', date, quantity: quantity * 1_000_000 }])
  expect(plan(-3)).toBeNull()
  expect(plan(-4)).toEqual({ product: 'P', warehouse: 'W', available: 3_000_000 })
  expect(plan(-11, '2026-03-01')).toMatchObject({ product: 'P' })
  expect(view.shortage([{ product: 'P', warehouse: 'W', date: '2026-03-05', quantity: -5_000_000 }, { product: 'P', warehouse: 'W', date: '2026-03-06', quantity: 5_000_000 }])).toBeNull()
})
