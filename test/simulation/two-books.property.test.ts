import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEvent } from '../../src/core/events/index.ts'
import { aBook } from '../../src/core/posting/test-view.ts'
import { TestProjections } from '../../src/store/projections/test-book.ts'

/*
 * Property: the book of the store, which derives what changed, and the plain book of the posting tests, which adds everything up
 * anew, accept and refuse the same events and end with the same fixed lines, cleared bases and exchange differences; entries
 * balance in every currency; stock in the ledger is stock in the movements; the projection equals its rebuild.
 * Method: events that a month may hold, backdated at will, referring to fitting earlier ones. Replay with the printed seed.
 */
const row = { product: 'P', quantity: '4', unitPrice: '25' }
const number = fc.nat(7)

type Draft = Readonly<Record<string, unknown>>

const own: readonly Draft[] = [
  { event: 'sales.invoice', customer: 'C1', warehouse: 'W', lines: [row] },
  { event: 'sales.invoice', customer: 'C1', warehouse: 'W', currency: 'USD', tax: 'export0', lines: [row, { account: '4109', amount: '3.33' }] },
  { event: 'sales.invoice', customer: 'C1', warehouse: 'W', tax: 'ppn12', discount: '7.77', lines: [row, row] },
  { event: 'sales.deliver', customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '7' }] },
  { event: 'purchase.invoice', supplier: 'S1', tax: 'ppn12', lines: [{ receipt: 'g0', line: 1, quantity: '30', unitPrice: '999.5' }] },
  { event: 'purchase.invoice', supplier: 'S1', currency: 'USD', warehouse: 'W2', lines: [row] },
  { event: 'purchase.receive', supplier: 'S1', warehouse: 'W', lines: [{ product: 'P', quantity: '9', unitPrice: '1234.567' }, { product: 'R', quantity: '3.3', unitPrice: '77.7' }] },
  { event: 'purchase.return', supplier: 'S1', receipt: 'g0', lines: [{ line: 1, quantity: '13' }] },
  { event: 'deposit.receive', customer: 'C1', account: '1112', amount: '20', bankCharge: '1.5' },
  { event: 'stock.adjust', warehouse: 'W', lines: [{ product: 'P', quantity: '-3' }, { product: 'P', quantity: '2', unitCost: '900' }] },
  { event: 'stock.count', warehouse: 'W2', lines: [{ product: 'P', counted: '1' }] },
  { event: 'stock.transfer', from: 'W', to: 'W2', lines: [{ product: 'P', quantity: '5' }] },
  { event: 'production.post', warehouse: 'W', consume: [{ product: 'P', quantity: '6' }], produce: [{ product: 'R', quantity: '7' }, { product: 'Q', quantity: '1', costShare: '2' }], labour: '33.33' },
  { event: 'fx.revalue', rates: { USD: '16100.5' } },
  { event: 'expense.post', account: '1112', rate: '16050', lines: [{ account: '6101', amount: '2.22' }] },
  { event: 'transfer.post', from: '1112', to: '1111', fromAmount: '3', toAmount: '48000', bankCharge: '0.5' },
]

/** `?type,type` stands for the id of an earlier event of one of the types. */
const referring: readonly Draft[] = [
  { event: 'reverse', target: '?purchase.receive,purchase.invoice,sales.deliver,sales.invoice,deposit.receive,payment.receive,payment.send,expense.post,transfer.post,stock.adjust,stock.transfer,production.post' },
  { event: 'sales.creditNote', customer: 'C1', invoice: '?sales.invoice', lines: [{ line: 1, quantity: '3' }] },
  { event: 'sales.creditNote', customer: 'C1', invoice: '?sales.invoice', lines: [{ line: 1, amount: '33.33' }] },
  { event: 'sales.invoice', customer: 'C1', delivery: '?sales.deliver', lines: [{ product: 'P', quantity: '7', unitPrice: '3' }] },
  { event: 'purchase.return', supplier: 'S1', invoice: '?purchase.invoice', lines: [{ line: 1, quantity: '2' }] },
  { event: 'payment.receive', customer: 'C1', account: '1111', amount: '55', allocations: [{ invoice: '?sales.invoice', amount: '50' }] },
  { event: 'payment.receive', customer: 'C1', account: '1112', amount: '55', rate: '16234.5', allocations: [{ invoice: '?sales.invoice', amount: '50' }] },
  { event: 'payment.receive', customer: 'C1', deposits: [{ deposit: '?deposit.receive,payment.receive,sales.creditNote', invoice: '?sales.invoice', amount: '4.5' }] },
  { event: 'payment.send', supplier: 'S1', account: '1112', amount: '60', rate: '16234.5', allocations: [{ invoice: '?purchase.invoice', amount: '50' }] },
  { event: 'landedCost.allocate', receipts: ['?purchase.receive'], by: 'quantity', amount: '10', account: '1111' },
  { event: 'fx.revalue', rates: { USD: '15900' }, replaces: '?fx.revalue' },
]

const anEvent = fc.record({
  draft: fc.oneof(fc.constantFrom(...own), fc.constantFrom(...referring)), date: fc.constantFrom('2026-03-08', '2026-03-10', '2026-03-12'), which: number,
})

/** Lines into which costs are derived, and the exchange pair: the plain book has no opinion on them. */
const derived = ['1301', '1302', '1303', '5101', '5102', '5103', '3901']

function summed(lines: readonly { event: string; date: string; account: string; currency: string; amount: number; base: number }[]): string[] {
  const sums = new Map<string, { amount: number; base: number }>()
  for (const line of lines) {
    if (derived.includes(line.account)) continue
    const key = `${line.event} ${line.date} ${line.account} ${line.currency}`
    const sum = sums.get(key) ?? { amount: 0, base: 0 }
    sums.set(key, { amount: sum.amount + line.amount, base: sum.base + line.base })
  }
  return [...sums].flatMap(([key, { amount, base }]) => (amount !== 0 || base !== 0 ? [`${key} ${amount} ${base}`] : [])).sort()
}

function setUp(costing: string): { store: TestProjections; plain: ReturnType<typeof aBook> } {
  const store = new TestProjections()
  const day = '2026-03-01'
  store.apply(
    { event: 'company.set', id: 'co', date: day, name: 'Company', costing },
    { event: 'party.add', id: 'm1', date: day, code: 'C1', name: 'Customer', termsDays: 30 },
    { event: 'party.add', id: 'm3', date: day, code: 'S1', name: 'Supplier', termsDays: 14 },
    { event: 'warehouse.add', id: 'm5', date: day, code: 'W', name: 'Shop' },
    { event: 'warehouse.add', id: 'm6', date: day, code: 'W2', name: 'Shed' },
    { event: 'product.add', id: 'm7', date: day, code: 'P', name: 'Chair', weightKg: '5.5' },
    { event: 'product.add', id: 'm8', date: day, code: 'Q', name: 'Cushion' },
    { event: 'product.add', id: 'm9', date: day, code: 'R', name: 'Rattan', inventory: 'raw' },
    { event: 'rate.set', id: 'm11', date: day, currency: 'USD', rate: '16000' },
    { event: 'purchase.receive', id: 'g0', date: day, supplier: 'S1', warehouse: 'W', lines: [{ product: 'P', quantity: '100', unitPrice: '1000' }] },
  )
  return { store, plain: aBook() }
}

function storeAnswer(store: TestProjections, event: unknown): string {
  if (!readEvent(event).ok) throw new Error('a draft of this test is malformed')
  try {
    store.apply(event)
    return 'posted'
  } catch (error) {
    // `make` throws "CODE {params} CODE {params}".
    return (String((error as Error).message).match(/[A-Z_]{6,}(?= \{|$)/g) ?? [String(error)]).join()
  }
}

it.each(['movingAverage', 'fifo'])('two books of different make agree (%s)', (costing) => {
  let posted = 0
  fc.assert(fc.property(fc.array(anEvent, { minLength: 8, maxLength: 20 }), (events) => {
    const { store, plain } = setUp(costing)
    for (const [index, { draft, date, which }] of events.entries()) {
      let fits = true
      const filled = JSON.stringify({ ...draft, id: `e${index}`, date }).replace(/"\?([^"]+)"/g, (_, types: string) => {
        const found = plain.held.filter((held) => types.split(',').includes(held.view.type) && (which > 5 || held.reversedBy === null))
        fits &&= found.length > 0
        return JSON.stringify(found[which % Math.max(found.length, 1)]?.view.eventId ?? '')
      })
      if (!fits) continue
      const event: unknown = JSON.parse(filled)
      const answer = plain.apply(event)
      expect([filled, storeAnswer(store, event)]).toEqual([filled, answer === 'posted' ? answer : answer.join()])
      if (answer === 'posted') posted += 1
    }
    const lines = store.projections.sql.rows<{ event: string; date: string; account: string; currency: string; amount: number; base: number }>(
      'SELECT p.event_id AS event, l.date, l.account, l.currency, l.amount, l.base FROM ledger_line l JOIN posted p ON p.n = l.n',
    )
    expect(summed(lines)).toEqual(summed(plain.lines))
    expect(store.projections.sql.rows('SELECT n, date, currency, sum(amount), sum(base) FROM ledger_line GROUP BY n, date, currency HAVING sum(amount) <> 0 OR sum(base) <> 0')).toEqual([])
    const stock = lines.filter((line) => line.account.startsWith('130')).reduce((total, line) => total + line.base, 0)
    expect(store.projections.sql.row<{ value: number }>('SELECT coalesce(sum(value + correction), 0) AS value FROM movement')?.value).toBe(stock)
    expect(store.projections.compare().differences).toEqual([])
    store.database.close()
  }), { numRuns: 60 })
  expect(posted).toBeGreaterThan(200)
}, 120_000)
