// What a month of a small exporter may hold, drawn by chance: goods in and out of two warehouses, several
// currencies (one without decimals, one worth less than a rupiah), returns, reversals, dates that go back.
import fc from 'fast-check'

type Draft = Readonly<Record<string, unknown>>
export interface DrawnEvent { readonly draft: Draft; readonly date: string; readonly which: number; readonly quantities: readonly string[]; readonly price: string; readonly rate: string }

const day = '2026-03-01'
/** The book's own rates, one per currency. */
export const bookRates = { USD: '16000.5', JPY: '105.37', KRW: '0.85' } as const

export const openedBook = (costing: 'fifo' | 'movingAverage'): Draft[] => [
  { event: 'company.set', id: 'co', date: day, name: 'Company' },
  { event: 'party.add', id: 'm1', date: day, code: 'C1', name: 'Customer', termsDays: 30 },
  { event: 'party.add', id: 'm2', date: day, code: 'S1', name: 'Supplier', termsDays: 14 },
  { event: 'warehouse.add', id: 'm3', date: day, code: 'W', name: 'Shop' },
  { event: 'warehouse.add', id: 'm4', date: day, code: 'W2', name: 'Shed' },
  { event: 'product.add', id: 'm5', date: day, code: 'P', name: 'Chair', costing },
  { event: 'product.add', id: 'm6', date: day, code: 'Q', name: 'Basket', costing: 'fifo', inventory: 'finished' },
  { event: 'product.add', id: 'm7', date: day, code: 'R', name: 'Rattan', costing: 'movingAverage', inventory: 'raw' },
  { event: 'account.add', id: 'm8', date: day, code: '2700', name: 'Savings', type: 'liability' },
  ...Object.entries(bookRates).map(([currency, rate]) => ({ event: 'rate.set', id: `rate-${currency}`, date: day, currency, rate })),
  { event: 'purchase.receive', id: 'g0', date: day, supplier: 'S1', warehouse: 'W', lines: [
    { product: 'P', quantity: '20', unitPrice: '1000.33' }, { product: 'Q', quantity: '7', unitPrice: '333.33' }, { product: 'P', quantity: '9', unitPrice: '777.7' }, { product: 'R', quantity: '30.5', unitPrice: '99.99' },
  ] },
]

/** `#0`, `#1`: a quantity, `$`: a price, `%`: a rate, `?types`: the id of an earlier event of one of the types. */
const row = { product: 'P', quantity: '#0', unitPrice: '$' }
const drafts: readonly (readonly [weight: number, Draft])[] = [
  [3, { event: 'purchase.receive', supplier: 'S1', warehouse: 'W', lines: [row, { product: 'Q', quantity: '#1', unitPrice: '$' }] }],
  [2, { event: 'purchase.receive', supplier: 'S1', warehouse: 'W2', currency: 'JPY', lines: [{ product: 'R', quantity: '#1', unitPrice: '$' }, row] }],
  [1, { event: 'purchase.invoice', supplier: 'S1', warehouse: 'W', currency: 'USD', rate: '%', lines: [row, { account: '6104', amount: '3.33' }, { product: 'R', quantity: '#1', unitPrice: '$' }] }],
  [1, { event: 'purchase.invoice', supplier: 'S1', tax: 'ppn12', lines: [{ receipt: '?purchase.receive', line: 1, quantity: '#1', unitPrice: '$' }] }],
  [1, { event: 'purchase.return', supplier: 'S1', receipt: '?purchase.receive', lines: [{ line: 1, quantity: '#1' }] }],
  [1, { event: 'purchase.return', supplier: 'S1', invoice: '?purchase.invoice', lines: [{ line: 1, quantity: '#1' }] }],
  [2, { event: 'landedCost.allocate', receipts: ['?purchase.receive,purchase.invoice'], by: 'quantity', amount: '10.07', currency: 'USD', rate: '%', supplier: 'S1' }],
  [1, { event: 'landedCost.allocate', receipts: ['g0'], by: 'value', amount: '10007', currency: 'KRW', supplier: 'S1' }],
  [1, { event: 'landedCost.allocate', receipts: ['?purchase.receive', 'g0'], by: 'value', amount: '777.77', account: '1111' }],
  [3, { event: 'sales.invoice', customer: 'C1', warehouse: 'W', lines: [row] }],
  [2, { event: 'sales.invoice', customer: 'C1', warehouse: 'W', currency: 'USD', rate: '%', tax: 'export0', lines: [{ product: 'Q', quantity: '#1', unitPrice: '$' }, row, { account: '4109', amount: '3.33' }] }],
  [1, { event: 'sales.invoice', customer: 'C1', warehouse: 'W2', currency: 'JPY', tax: 'export0', lines: [row] }],
  [1, { event: 'sales.invoice', customer: 'C1', warehouse: 'W', tax: 'ppn12', discount: '7.77', lines: [row, { product: 'R', quantity: '#1', unitPrice: '$' }] }],
  [1, { event: 'sales.deliver', customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '3' }] }],
  [1, { event: 'sales.invoice', customer: 'C1', delivery: '?sales.deliver', lines: [{ product: 'P', quantity: '3', unitPrice: '$' }] }],
  [3, { event: 'sales.creditNote', customer: 'C1', invoice: '?sales.invoice', lines: [{ line: 1, quantity: '#1' }] }],
  [1, { event: 'sales.creditNote', customer: 'C1', invoice: '?sales.invoice', lines: [{ line: 1, amount: '13' }] }],
  [1, { event: 'stock.adjust', warehouse: 'W', lines: [{ product: 'P', quantity: '-2.5' }, { product: 'Q', quantity: '#1', unitCost: '$' }] }],
  [1, { event: 'stock.adjust', warehouse: 'W2', lines: [{ product: 'P', quantity: '#1' }, { product: 'R', quantity: '#0' }] }],
  [1, { event: 'stock.transfer', from: 'W', to: 'W2', lines: [{ product: 'P', quantity: '#0' }] }],
  [2, { event: 'production.post', warehouse: 'W', consume: [{ product: 'R', quantity: '#0' }, { product: 'P', quantity: '1' }], produce: [{ product: 'Q', quantity: '#1' }, { product: 'P', quantity: '1', costShare: '2' }], labour: '33.33', overhead: '$' }],
  [1, { event: 'deposit.receive', customer: 'C1', account: '1112', amount: '20', bankCharge: '1.5', rate: '%' }],
  [2, { event: 'payment.receive', customer: 'C1', account: '1112', amount: '55', rate: '%', allocations: [{ invoice: '?sales.invoice', amount: '17.5' }] }],
  [1, { event: 'payment.receive', customer: 'C1', account: '1115', amount: '300', rate: '104', allocations: [{ invoice: '?sales.invoice', amount: '300' }] }],
  [1, { event: 'payment.receive', customer: 'C1', deposits: [{ deposit: '?deposit.receive,payment.receive,sales.creditNote', invoice: '?sales.invoice', amount: '4.5' }] }],
  [1, { event: 'payment.send', supplier: 'S1', account: '1112', amount: '60', rate: '%', allocations: [{ invoice: '?purchase.invoice,landedCost.allocate', amount: '10.07' }] }],
  [1, { event: 'transfer.post', from: '1112', to: '1115', fromAmount: '3', toAmount: '450', bankCharge: '0.5', rate: '%' }],
  [1, { event: 'expense.post', account: '1112', rate: '%', lines: [{ account: '6101', amount: '2.22' }] }],
  [1, { event: 'fx.revalue', rates: { USD: '%', JPY: '106', KRW: '0.9' } }],
  [1, { event: 'deposit.refund', customer: 'C1', deposit: '?deposit.receive,payment.receive,sales.creditNote', account: '1112', amount: '3.5', bankCharge: '0.5', rate: '%' }],
  [1, { event: 'payment.send', supplier: 'S1', account: '1112', amount: '40', rate: '%' }],
  [1, { event: 'advance.refund', supplier: 'S1', advance: '?payment.send', account: '1112', amount: '3.5', bankCharge: '0.5', rate: '%' }],
  [1, { event: 'receivable.writeOff', customer: 'C1', invoice: '?sales.invoice', account: '6109', amount: '5' }],
  [1, { event: 'loan.take', party: 'S1', account: '1111', amount: '90', bankCharge: '10' }],
  [1, { event: 'loan.repay', party: 'S1', account: '1111', principal: '60', interest: '1.11' }],
  [1, { event: 'loan.give', party: 'C1', account: '1101', amount: '90' }],
  [1, { event: 'loan.collect', party: 'C1', account: '1101', principal: '30', expenses: [{ account: '6104', amount: '30' }] }],
  [1, { event: 'savings.receive', party: 'C1', kind: 'voluntary', account: '1101', amount: '90' }],
  [1, { event: 'savings.withdraw', party: 'C1', kind: 'voluntary', account: '1101', amount: '60' }],
  [4, { event: 'reverse', target: '?purchase.receive,purchase.invoice,sales.deliver,sales.invoice,deposit.receive,payment.receive,payment.send,stock.adjust,stock.transfer,production.post,deposit.refund,advance.refund,receivable.writeOff,loan.take,loan.repay,loan.give,loan.collect,savings.receive,savings.withdraw' }],
]

export const dates = ['2026-03-02', '2026-03-05', '2026-03-08', '2026-03-12', '2026-04-02'] as const

export const drawnEvent: fc.Arbitrary<DrawnEvent> = fc.record({
  draft: fc.oneof(...drafts.map(([weight, draft]) => ({ weight, arbitrary: fc.constant(draft) }))),
  date: fc.constantFrom(...dates), which: fc.nat(1000),
  quantities: fc.tuple(fc.constantFrom('1', '2', '4', '7', '2.5', '3.333333'), fc.constantFrom('1', '2', '3', '0.75', '0.000001')),
  price: fc.constantFrom('25', '3.33', '1234.567', '0.01', '77.7'), rate: fc.constantFrom('16234.5', '15900', '16000.12345678'),
})

/** The event as it can be applied after those that are there; null where nothing fitting is there to refer to. */
export function filled(drawn: DrawnEvent, id: string, earlier: readonly { readonly event: string; readonly id: string }[]): Record<string, unknown> | null {
  let fits = true
  const text = JSON.stringify({ ...drawn.draft, id, date: drawn.date })
    .replace(/"\?([^"]+)"/g, (_match, types: string) => {
      const found = earlier.filter(({ event }) => types.split(',').includes(event))
      fits &&= found.length > 0
      return JSON.stringify(found[drawn.which % Math.max(found.length, 1)]?.id ?? '')
    })
    .replace(/"#([01])"/g, (_match, place: string) => JSON.stringify(drawn.quantities[Number(place)]))
    .replaceAll('"$"', JSON.stringify(drawn.price)).replaceAll('"%"', JSON.stringify(drawn.rate))
  return fits ? (JSON.parse(text) as Record<string, unknown>) : null
}
