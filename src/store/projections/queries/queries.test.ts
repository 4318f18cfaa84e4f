import { beforeAll, expect, it } from 'vitest'
import { TestProjections } from '../test-book.ts'
import { pageStatement } from './document-lists.ts'
import { listPage, statusOf } from './index.ts'

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

it('reads first pages through an index and never sorts what it does not show', () => {
  const plan = (given: Parameters<typeof pageStatement>[0], events: readonly string[]): string => {
    const statement = pageStatement(given, events, 50, 0)
    return sql.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement?.sql}`, ...(statement?.values ?? [])).map((row) => row.detail).join('; ')
  }
  expect(plan(request, ['sales.invoice'])).toMatch(/^SEARCH posted USING INDEX posted_event \(event=\?\)$/)
  expect(plan(request, ['sales.invoice', 'payment.receive']).match(/USING INDEX posted_event \(event=\?\)/g)).toHaveLength(2)
  expect(plan(request, [])).toMatch(/^SCAN posted USING INDEX posted_date$/)
  expect(plan({ ...request, filter: { party: 'CUS-FOSHAN' } }, [])).toMatch(/^SEARCH posted USING INDEX posted_party \(party=\?\)$/)
  expect(plan({ ...request, filter: { from: '2026-03-01', to: '2026-03-31' } }, ['sales.invoice'])).toMatch(/^SEARCH posted USING INDEX posted_event \(event=\? AND date>\? AND date<\?\)$/)
})
