import SQLite from 'better-sqlite3'
import { beforeAll, expect, it } from 'vitest'
import type { PostedDocument } from '../../../core/posting/index.ts'
import { createProjections } from '../projections.ts'
import { runReport } from '../reports/index.ts'
import { Sql } from '../sql.ts'
import { TestProjections } from '../test-book.ts'
import { pageStatement } from './document-lists.ts'
import { homeSummary, listPage, statusOf } from './index.ts'

const book = new TestProjections('A')
const { sql } = book.projections
const today = '2026-04-20'
const request = { offset: 0, limit: 10, today }

beforeAll(() => {
  const day = '2026-03-01'
  book.apply(
    { event: 'company.set', id: 'co', date: day, name: 'Company' }, { event: 'party.add', id: 'c1', date: day, code: 'CUS-FOSHAN', name: 'Foshan Lihua Furniture', nameZh: '佛山丽华家具', termsDays: 30 },
    { event: 'party.add', id: 'c2', date: day, code: 'CUS-BREMEN', name: 'Korbwerk Bremen' }, { event: 'warehouse.add', id: 'w', date: day, code: 'W', name: 'Shop' },
    { event: 'product.add', id: 'p', date: day, code: 'KRS-01', name: 'Kursi rotan', nameZh: '藤椅', hsCode: '9401.53', unit: 'pcs' }, { event: 'rate.set', id: 'r1', date: day, currency: 'USD', rate: '16000' },
    { event: 'stock.adjust', id: 'a1', date: day, warehouse: 'W', lines: [{ product: 'KRS-01', quantity: '10', unitCost: '100000' }] },
    { event: 'sales.invoice', id: 'i1', date: '2026-03-02', customer: 'CUS-FOSHAN', currency: 'USD', tax: 'export0', warehouse: 'W', lines: [{ product: 'KRS-01', quantity: '2', unitPrice: '50' }] },
    { event: 'sales.invoice', id: 'i2', date: '2026-04-10', customer: 'CUS-FOSHAN', currency: 'USD', tax: 'export0', warehouse: 'W', lines: [{ product: 'KRS-01', quantity: '1', unitPrice: '50' }] },
    { event: 'sales.invoice', id: 'i3', date: '2026-04-20', customer: 'CUS-BREMEN', warehouse: 'W', lines: [{ product: 'KRS-01', quantity: '1', unitPrice: '900000' }] },
    { event: 'payment.receive', id: 'p1', date: '2026-04-12', customer: 'CUS-FOSHAN', account: '1112', amount: '20', allocations: [{ invoice: 'i2', amount: '20' }] },
    { event: 'payment.receive', id: 'p3', date: '2026-04-20', customer: 'CUS-BREMEN', account: '1111', amount: '900000', allocations: [{ invoice: 'i3', amount: '900000' }] },
  )
  book.put({
    _id: 'draft:1', type: 'draft', schema: 1, device: 'A', author: 'test', at: '2026-06-02T00:00:00.000Z-0000', clock: {}, dots: {}, eventId: 'draft:1', date: '2026-04-20',
    fields: { event: { event: 'sales.invoice', id: 'd1', date: '2026-04-20', customer: 'CUS-BREMEN', currency: 'USD', lines: [{ product: 'KRS-01', quantity: '3', unitPrice: '10.5' }] } },
  })
  book.projections.fillSearch()
})

it('lists invoices with what is open: drafts first, then the latest', () => {
  const page = listPage(sql, 'sales', request)
  expect(page.rows.map((row) => [row.date, row.total, row.open, row.status])).toEqual([
    ['2026-04-20', '31.50', '31.50', 'draft'], ['2026-04-20', '900000.00', '0.00', 'paid'], ['2026-04-10', '50.00', '30.00', 'partlyPaid'], ['2026-03-02', '100.00', '100.00', 'overdue'],
  ])
  expect(page.total).toBe(4)
  expect(page.sums).toEqual([{ currency: 'IDR', total: '900000.00', open: '0.00' }, { currency: 'USD', total: '150.00', open: '130.00' }])
})

it.each(['draft', 'paid', 'partlyPaid', 'overdue'])('filters invoices by the status that it shows: %s', (status) => {
  const page = listPage(sql, 'sales', { ...request, filter: { status } })
  expect(page.rows.map((row) => row.status)).toEqual([status])
  expect(page.total).toBe(1)
})

it('shows each status alone as in the list', () => {
  for (const row of listPage(sql, 'sales', request).rows) if (row.status !== 'draft') expect(statusOf(sql, row.id, today)).toBe(row.status)
})

it('pages without gaps and overlaps over drafts and postings', () => {
  const ids = [0, 1, 2, 3].flatMap((offset) => listPage(sql, 'sales', { ...request, offset, limit: 1 }).rows.map((row) => row.id))
  expect(ids).toEqual(listPage(sql, 'sales', request).rows.map((row) => row.id))
})

it('lists products with stock, parties with balances, accounts, rates, open items and what needs a person', () => {
  expect(listPage(sql, 'products', request).rows[0]).toMatchObject({ code: 'KRS-01', quantity: '6', value: '600000.00', unitCost: '100000.00', nameZh: '藤椅' })
  expect(listPage(sql, 'parties', { ...request, sort: { column: 'receivable', descending: true } }).rows[0]).toMatchObject({ code: 'CUS-FOSHAN', receivable: '2080000.00', overdue: '1600000.00' })
  expect(listPage(sql, 'accounts', { ...request, limit: 100, search: 'dolar AS' }).rows).toMatchObject([{ code: '1112', balance: '320000.00', currencyBalance: '20.00' }])
  expect(listPage(sql, 'rates', request).rows).toMatchObject([{ currency: 'USD', rate: '16000', kind: 'book' }])
  expect(listPage(sql, 'openItems', { ...request, filter: { party: 'CUS-FOSHAN', side: 'receivable' } }).rows.map((row) => [row.item, row.open])).toEqual([['i1', '100.00'], ['i2', '30.00']])
  expect(listPage(sql, 'attention', request).rows).toMatchObject([{ kind: 'overdueReceivable', params: { party: 'Foshan Lihua Furniture', days: 19 } }])
  expect(listPage(sql, 'documents', { ...request, filter: { type: 'payment.receive' } }).total).toBe(2)
  const mixed = listPage(sql, 'documents', { ...request, filter: { type: 'payment.receive,stock.adjust' } })
  expect([mixed.total, ...mixed.rows.map((row) => row.date)]).toEqual([3, '2026-04-20', '2026-04-12', '2026-03-01'])
})

it.each([
  ['rot', 'KRS-01'], ['ursi', 'KRS-01'], ['ku', 'KRS-01'], ['椅', 'KRS-01'], ['藤椅', 'KRS-01'], ['tengyi', 'KRS-01'], ['ty', 'KRS-01'], ['丽华', 'CUS-FOSHAN'], ['lihua furn', 'CUS-FOSHAN'], ['krs-0', 'KRS-01'], ['bremen', 'CUS-BREMEN'],
])('finds by a few letters or characters: %s', (text, code) => {
  expect(book.projections.search(text).map((hit) => hit.code)).toContain(code)
})

it('finds nothing by what only looks like a query', () => {
  for (const text of ['"', '*', 'NEAR(kursi)', '" OR "', '%', ' ', "'", '^x', 'zz9']) expect(book.projections.search(text)).toEqual([])
})

it('finds by a text in the list what its row shows', () => {
  const found = (search: string): readonly string[] => listPage(sql, 'documents', { ...request, search }).rows.map((row) => row.party ?? row.id)
  expect(found('lihua')).toEqual(['CUS-FOSHAN', 'CUS-FOSHAN', 'CUS-FOSHAN'])
  expect(found('丽华')).toEqual(found('lihua'))
  expect(found('i3')).toHaveLength(1)
  expect(found('cus-bre')).toEqual(['CUS-BREMEN', 'CUS-BREMEN'])
  expect(found('nothing of it')).toEqual([])
})

it('counts a list of any filter as its rows are', () => {
  book.apply({ event: 'sales.invoice', id: 'i4', date: '2026-04-15', customer: 'CUS-BREMEN', warehouse: 'W', lines: [{ product: 'KRS-01', quantity: '1', unitPrice: '700000' }] }, { event: 'reverse', id: 'rv', date: '2026-04-16', target: 'i4' })
  const filters: Record<string, string>[] = ['void', 'reversed', 'paid', 'overdue', 'partlyPaid', 'posted'].map((status) => ({ status }))
  filters.push({}, { currency: 'USD' }, { party: 'CUS-FOSHAN' }, { from: '2026-03-02', to: '2026-04-15' }, { from: '2026-03-01' }, { to: '2026-03-31', status: 'overdue' }, { from: '2026-04-02', to: '2026-04-10' })
  for (const type of ['', 'sales.invoice', 'payment.receive,stock.adjust']) {
    for (const filter of filters) {
      const page = listPage(sql, 'documents', { ...request, limit: 1000, filter: { ...filter, ...(type === '' ? {} : { type }) } })
      const sums = new Map<string, number>()
      for (const row of page.rows) {
        if (row.status !== 'draft' && row.status !== 'reversed' && row.status !== 'void' && row.currency !== null) sums.set(row.currency, (sums.get(row.currency) ?? 0) + Number(row.total))
      }
      expect([filter, page.total, page.sums.map((sum) => [sum.currency, Number(sum.total)])]).toEqual([filter, page.rows.length, [...sums].sort(([a], [b]) => (a < b ? -1 : 1))])
    }
  }
})

it('counts again after a posting, and after one that was taken back', () => {
  const total = (): number => listPage(sql, 'documents', { ...request, search: 'cus' }).total
  const before = total()
  const undone = sql.database.transaction(() => {
    book.projections.project([{ id: 'none:1', body: null }, { id: [...book.documents.keys()].find((id) => id.startsWith('paymentReceived:')) as string, body: null }])
    expect(total()).toBe(before - 1)
    throw new Error('taken back')
  })
  expect(undone).toThrow('taken back')
  expect(total()).toBe(before)
})

const planOf = (statement: { readonly sql: string; readonly values: readonly unknown[] } | null): string =>
  sql.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement?.sql}`, ...(statement?.values ?? [])).map((row) => row.detail).join('; ')

it('reads first pages through an index and never sorts what it does not show', () => {
  const plan = (given: Parameters<typeof pageStatement>[1], events: readonly string[]): string => planOf(pageStatement(sql, given, events, 50, 0))
  expect(plan(request, ['sales.invoice'])).toMatch(/^SEARCH posted USING INDEX posted_event \(event=\?\)$/)
  expect(plan(request, ['sales.invoice', 'payment.receive']).match(/USING INDEX posted_event \(event=\?\)/g)).toHaveLength(2)
  expect(plan(request, [])).toMatch(/^SCAN posted USING INDEX posted_date$/)
  expect(plan({ ...request, filter: { party: 'CUS-FOSHAN' } }, [])).toMatch(/^SEARCH posted USING INDEX posted_party \(party=\?\)$/)
  expect(plan({ ...request, filter: { from: '2026-03-01', to: '2026-03-31' } }, ['sales.invoice'])).toMatch(/^SEARCH posted USING INDEX posted_event \(event=\? AND date>\? AND date<\?\)$/)
  expect(plan({ ...request, filter: { status: 'overdue' } }, ['sales.invoice'])).toMatch(/^SEARCH posted USING INDEX posted_open \(event=\? AND due_date/)
  expect(plan({ ...request, filter: { status: 'posted' } }, ['sales.invoice'])).toMatch(/^SEARCH posted USING INDEX posted_open/)
  expect(plan({ ...request, filter: { status: 'reversed' } }, [])).toMatch(/^SCAN posted USING INDEX posted_reversed/)
  expect(plan({ ...request, filter: { status: 'void' } }, ['reverse'])).toMatch(/^SEARCH posted USING INDEX posted_void \(event=\?\)/)
  expect(plan({ ...request, search: 'lihua' }, ['sales.invoice'])).toMatch(/^SEARCH posted USING INTEGER PRIMARY KEY \(rowid=\?\)/)
  expect(plan({ ...request, sort: { column: 'number', descending: true } }, ['sales.invoice'])).toMatch(/SEARCH posted USING COVERING INDEX posted_number \(event=\?\)/)
})

it('never walks all documents for the first page, an aged report or the stock', () => {
  const walked: string[] = []
  class Watched extends Sql {
    override rows<Row>(statement: string, ...values: unknown[]): Row[] {
      const steps = planOf({ sql: statement, values }).split('; ')
      walked.push(...steps.filter((step) => /^SCAN (posted|ledger_line|movement|item|item_entry|sale|[iemplt])\b/.test(step)).map((step) => `${step}: ${statement}`))
      return super.rows(statement, ...values)
    }
  }
  const watched = new Watched(sql.database)
  homeSummary(watched, today)
  for (const name of ['trial-balance', 'balance-sheet', 'stock-valuation', 'aged-receivables', 'aged-payables']) runReport(watched, name, { asOf: today })
  runReport(watched, 'income-statement', { from: '2026-01-01', to: today })
  expect(walked).toEqual([])
})

it('answers what a posting would do in a book that may only be read', () => {
  const posted = book.make({ event: 'stock.adjust', id: 'a9', date: today, warehouse: 'W', lines: [{ product: 'KRS-01', quantity: '2', unitCost: '100000' }] })
  const readOnly = createProjections(new SQLite(book.database.serialize(), { readonly: true }), { reader: book })
  expect(readOnly.search('kursi').map((hit) => hit.code)).toContain('KRS-01')
  const stock = (side: 'before' | 'after'): number | undefined => readOnly.preview(posted as unknown as PostedDocument).stock[0]?.[side]
  expect(readOnly.preview(posted as unknown as PostedDocument).ledger).toEqual([])
  expect((stock('after') ?? 0) - (stock('before') ?? 0)).toBe(2000000)
})
