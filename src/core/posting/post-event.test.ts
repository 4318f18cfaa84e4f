import { describe, expect, it } from 'vitest'
import golden from '../../../test/fixtures/golden-month.json' with { type: 'json' }
import type { Effect } from './effects.ts'
import { TestBook, aBook } from './test-view.ts'

const day = '2026-03-10'
const sale = (more: object = {}): Record<string, unknown> => ({
  event: 'sales.invoice', id: 'i1', date: day, customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '10', unitPrice: '2000' }], ...more,
})
const bill = (more: object = {}): Record<string, unknown> => ({
  event: 'purchase.invoice', id: 'b1', date: day, supplier: 'S1', lines: [{ receipt: 'g0', line: 1, quantity: '40', unitPrice: '1000' }], ...more,
})
const pay = (more: object = {}): Record<string, unknown> => ({ event: 'payment.receive', id: 'p1', date: day, customer: 'C1', account: '1111', amount: '100', ...more })
const reverse = (target: string, id = `rv-${target}`): Record<string, unknown> => ({ event: 'reverse', id, date: '2026-03-12', target })

function effects<K extends Effect['effect']>(book: TestBook, id: string, kind: K): Extract<Effect, { effect: K }>[] {
  return book.posting(id).effects.filter((effect): effect is Extract<Effect, { effect: K }> => effect.effect === kind)
}

function total(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Number(line.split(' ')[3]), 0)
}

describe('every posting', () => {
  it('balances in base currency (golden month, derived cost aside)', () => {
    const book = new TestBook().all(...golden.events)
    for (const { view, posting } of book.held) {
      // Costs of stock balance by themselves when they are derived; a production's labour waits for them.
      if (view.type === 'production.post' || view.type === 'landedCost.allocate') continue
      expect([view.eventId, total(book.linesOf(view.eventId))]).toEqual([view.eventId, 0])
      for (const effect of posting.effects) for (const value of Object.values(effect)) expect(Object.is(value, -0)).toBe(false)
    }
  })
})

describe('purchases', () => {
  it('receives foreign goods at the value of each rounded line', () => {
    const book = aBook({
      event: 'purchase.receive', id: 'g1', date: day, supplier: 'S1', currency: 'USD', rate: '16000.5', warehouse: 'W',
      lines: [{ product: 'R', quantity: '3', unitPrice: '0.335' }],
    })
    // 1.005 → 1.01 dollars (half up), × 16000.5 = 16160.505 → 16160.51
    expect(book.linesOf('g1')).toEqual(['1301 IDR 1616051 1616051', '2110 IDR -1616051 -1616051'])
  })
  it('puts the difference between receipt and invoice into the variance, and the last part takes the remainder', () => {
    const book = aBook(
      { event: 'purchase.receive', id: 'g1', date: day, supplier: 'S1', warehouse: 'W', lines: [{ product: 'Q', quantity: '3', unitPrice: '0.333333' }] },
      bill({ lines: [{ receipt: 'g1', line: 1, quantity: '1', unitPrice: '0.5' }] }),
      bill({ id: 'b2', lines: [{ receipt: 'g1', line: 1, quantity: '2', unitPrice: '0.3' }] }),
    )
    expect(book.linesOf('b1')).toEqual(['2110 IDR 33 33', '5102 IDR 17 17', '2101 IDR -50 -50'])
    expect(book.linesOf('b2')).toEqual(['2110 IDR 67 67', '5102 IDR -7 -7', '2101 IDR -60 -60'])
  })
  it('takes a supplier invoice with VAT, goods that come with it and an expense', () => {
    const book = aBook(bill({ tax: 'ppn12', warehouse: 'W', lines: [{ product: 'Q', quantity: '2', unitPrice: '500' }, { account: '6104', amount: '100.50' }] }))
    expect(book.linesOf('b1')).toEqual(['1303 IDR 100000 100000', '6104 IDR 10050 10050', '1310 IDR 12100 12100', '2101 IDR -122150 -122150'])
    expect(book.item('b1')).toMatchObject({ amount: 122150, side: 'payable', party: 'S1' })
    expect(effects(book, 'b1', 'open')[0]?.dueDate).toBe('2026-03-24')
    expect(effects(book, 'b1', 'vat')).toEqual([{ effect: 'vat', side: 'input', code: 'ppn12', base: 110050, vat: 12100 }])
  })
  it('gives back goods before and after their invoice', () => {
    const book = aBook(
      bill({ tax: 'ppn12' }),
      { event: 'purchase.return', id: 'r1', date: day, supplier: 'S1', receipt: 'g0', lines: [{ line: 1, quantity: '60' }] },
      { event: 'purchase.return', id: 'r2', date: day, supplier: 'S1', invoice: 'b1', lines: [{ line: 1, quantity: '15' }] },
      { event: 'purchase.return', id: 'r3', date: day, supplier: 'S1', invoice: 'b1', lines: [{ line: 1, quantity: '25' }] },
    )
    expect(book.linesOf('r1')).toEqual(['2110 IDR 6000000 6000000', '5102 IDR -6000000 -6000000'])
    expect(book.linesOf('r2')).toEqual(['2101 IDR 1665000 1665000', '1310 IDR -165000 -165000', '5102 IDR -1500000 -1500000'])
    expect(book.linesOf('r3')).toEqual(['2101 IDR 2775000 2775000', '1310 IDR -275000 -275000', '5102 IDR -2500000 -2500000'])
    expect(book.item('b1')?.open).toBe(0)
    expect(effects(book, 'r2', 'move')).toEqual([{ effect: 'move', product: 'P', warehouse: 'W', quantity: -15000000, cost: { kind: 'issue', charge: '5102' } }])
  })
  it('spreads landed cost over the lines by value, weight or quantity', () => {
    const receipt = {
      event: 'purchase.receive', id: 'g1', date: day, supplier: 'S1', warehouse: 'W',
      lines: [{ product: 'P', quantity: '2', unitPrice: '10' }, { product: 'Q', quantity: '4', unitPrice: '15' }],
    }
    const split = (by: string): number[] => {
      const book = aBook(receipt, { event: 'landedCost.allocate', id: 'l1', date: day, receipts: ['g1'], by, amount: '100', account: '1111' })
      expect(book.linesOf('l1')).toEqual(['1111 IDR -10000 -10000'])
      return effects(book, 'l1', 'landed').map((effect) => effect.value)
    }
    expect(split('value')).toEqual([2500, 7500])
    expect(split('weight')).toEqual([10000, 0])
    expect(split('quantity')).toEqual([3333, 6667])
  })
})

describe('sales', () => {
  it('issues the goods, opens a receivable and counts turnover', () => {
    const book = aBook(sale({ tax: 'ppn12', lines: [{ product: 'P', quantity: '10', unitPrice: '2000' }, { account: '4109', amount: '50' }, { account: '2204', amount: '1' }] }))
    expect(book.linesOf('i1')).toEqual(['4102 IDR -2000000 -2000000', '4109 IDR -5000 -5000', '2204 IDR -100 -100', '2201 IDR -220500 -220500', '1201 IDR 2225600 2225600'])
    expect(effects(book, 'i1', 'turnover')).toEqual([{ effect: 'turnover', base: 2005000 }])
    expect(effects(book, 'i1', 'sale')).toEqual([{ effect: 'sale', product: 'P', quantity: 10000000, revenue: 2000000 }])
    expect(effects(book, 'i1', 'move')).toEqual([{ effect: 'move', product: 'P', warehouse: 'W', quantity: -10000000, cost: { kind: 'issue', charge: '5101' } }])
    expect(effects(book, 'i1', 'open')[0]?.dueDate).toBe('2026-04-09')
  })
  it('rounds discounts as the paper does, then spreads that of the whole invoice', () => {
    const book = aBook(
      sale({ currency: 'USD', rate: '1.5', tax: 'export0', discount: '0.10', lines: [
        { product: 'P', quantity: '3', unitPrice: '0.335', discountPercent: '10' }, { product: 'SV', quantity: '1', unitPrice: '1.00' },
      ] }),
    )
    // gross 1.005 → 1.01, discount 0.101 → 0.10, net 0.91; of 0.10 it bears 0.10 × 0.91 / 1.91 = 0.0476 → 0.05
    expect(book.posting('i1').facts.lines.map((line) => [line.net, line.base])).toEqual([[86, 129], [95, 143]])
    expect(book.linesOf('i1')).toContain('1201 USD 181 272')
  })
  it('moves stock in the base unit and keeps the line as typed', () => {
    const book = aBook(sale({ lines: [{ product: 'P', quantity: '2.5', unit: 'karton', unitPrice: '100000' }] }))
    expect(book.posting('i1').facts.lines[0]).toMatchObject({ quantity: 60000000, net: 25000000 })
    expect(book.quantity('P', 'W', day)).toBe(40000000)
  })
  it('stores the rate for tax papers beside the rate that it posts at', () => {
    const book = aBook({ event: 'rate.set', id: 't', date: '2026-03-04', currency: 'USD', rate: '15950', kind: 'tax' }, sale({ currency: 'USD' }))
    expect(book.posting('i1')).toMatchObject({ rate: '16000', taxRate: '15950' })
  })
  it('uses up an order by deliveries and by invoices with their own, and refers credit to the delivery', () => {
    const order = { event: 'sales.order', id: 'o1', date: day, customer: 'C1', lines: [{ product: 'P', quantity: '10', unitPrice: '1' }, { product: 'P', quantity: '5', unitPrice: '2' }] }
    const deliver = { event: 'sales.deliver', id: 'v1', date: day, customer: 'C1', warehouse: 'W', order: 'o1', lines: [{ product: 'P', quantity: '4' }] }
    const book = aBook(order, deliver, sale({ order: 'o1' }))
    expect(book.progress('orderDelivered', 'doc:o1', 0, 'P').quantity).toBe(14000000)
    book.all(
      sale({ id: 'i2', delivery: 'v1', lines: [{ product: 'P', quantity: '4', unitPrice: '1' }] }),
      { event: 'sales.creditNote', id: 'c2', date: day, customer: 'C1', invoice: 'i2', lines: [{ line: 1, quantity: '1', warehouse: 'W2' }] },
    )
    expect(effects(book, 'c2', 'move')).toEqual([
      { effect: 'move', product: 'P', warehouse: 'W2', quantity: 1000000, cost: { kind: 'returned', of: { doc: 'doc:v1', index: 0 }, charge: '5101' } },
    ])
  })
  it('credits an open invoice first and makes a deposit of the rest, at the rate of the invoice', () => {
    const book = aBook(
      sale({ currency: 'USD', rate: '16100', tax: 'export0', lines: [{ product: 'P', quantity: '10', unitPrice: '2' }] }),
      pay({ account: '1112', amount: '15', allocations: [{ invoice: 'i1', amount: '15' }] }),
      { event: 'sales.creditNote', id: 'c1', date: day, customer: 'C1', invoice: 'i1', lines: [{ line: 1, quantity: '4', restock: false }] },
    )
    expect(book.linesOf('c1')).toEqual(['1201 USD -500 -8050000', '2120 USD -300 -4830000', '4101 IDR 12880000 12880000'])
    expect(book.item('c1')).toMatchObject({ side: 'deposit', open: 300 })
    expect(effects(book, 'c1', 'vat')[0]).toMatchObject({ base: -12880000, vat: 0 })
    expect(effects(book, 'c1', 'move')).toEqual([])
    expect(effects(book, 'c1', 'sale')).toEqual([{ effect: 'sale', product: 'P', quantity: -4000000, revenue: -12880000 }])
  })
  it('takes VAT back in proportion and all that is left with the last part', () => {
    const credit = (id: string, line: object): object => ({ event: 'sales.creditNote', id, date: day, customer: 'C1', invoice: 'i1', lines: [line] })
    const book = aBook(sale({ tax: 'ppn12', lines: [{ product: 'SV', quantity: '3', unitPrice: '333.33' }] }), credit('c1', { line: 1, quantity: '1' }), credit('c2', { line: 1, amount: '0.01' }), credit('c3', { line: 1, amount: '666.65' }))
    expect(['i1', 'c1', 'c2', 'c3'].map((id) => book.posting(id).facts.vat)).toEqual([10900, 3600, 0, 7300])
    expect(book.item('i1')?.open).toBe(0)
  })
})

describe('payments', () => {
  it('follows the worked example of the contract', () => {
    const book = new TestBook().all(
      { event: 'party.add', id: 'm1', date: '2026-03-01', code: 'C1', name: 'C' },
      { event: 'warehouse.add', id: 'm2', date: '2026-03-01', code: 'W', name: 'W' },
      { event: 'product.add', id: 'm3', date: '2026-03-01', code: 'P', name: 'P' },
      { event: 'purchase.receive', id: 'g1', date: '2026-03-02', supplier: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '3', unitPrice: '100000' }] },
      { event: 'stock.adjust', id: 'a1', date: '2026-03-03', warehouse: 'W', lines: [{ product: 'P', quantity: '-1' }] },
      { event: 'sales.invoice', id: 'i1', date: '2026-03-05', customer: 'C1', currency: 'USD', rate: '16000.5', tax: 'export0', warehouse: 'W', lines: [{ product: 'P', quantity: '1', unitPrice: '1000' }] },
      { event: 'payment.receive', id: 'p1', date: '2026-03-10', customer: 'C1', account: '1112', amount: '390.00', bankCharge: '10.00', rate: '16100', allocations: [{ invoice: 'i1', amount: '400.00' }] },
      { event: 'purchase.receive', id: 'g2', date: '2026-03-02', supplier: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '1', unitPrice: '60000.01' }] },
      { event: 'fx.revalue', id: 'f1', date: '2026-03-31', rates: { USD: '16200' } },
    )
    expect(book.linesOf('p1')).toEqual(['1112 USD 39000 627900000', '6106 IDR 16100000 16100000', '1201 USD -40000 -640020000', '7101 IDR -3980000 -3980000'])
    expect(book.lines.filter((line) => line.event === 'f1').map((line) => `${line.date} ${line.account} ${line.amount} ${line.base}`)).toEqual([
      '2026-03-31 1112 0 3900000', '2026-03-31 7102 -3900000 -3900000', '2026-04-01 1112 0 -3900000', '2026-04-01 7102 3900000 3900000',
      '2026-03-31 1201 0 11970000', '2026-03-31 7102 -11970000 -11970000', '2026-04-01 1201 0 -11970000', '2026-04-01 7102 11970000 11970000',
    ])
    expect(book.pool('P', '2026-03-31')).toEqual({ quantity: 2000000, value: 18000001 })
  })
  it('keeps what is over as a deposit, which a later event applies without money', () => {
    const book = aBook(
      sale({ currency: 'USD', rate: '16000', lines: [{ product: 'P', quantity: '10', unitPrice: '2' }] }),
      pay({ account: '1112', amount: '9', bankCharge: '1', rate: '16200', allocations: [{ invoice: 'i1', amount: '4' }] }),
      pay({ id: 'p2', account: undefined, amount: undefined, deposits: [{ deposit: 'p1', invoice: 'i1', amount: '6' }] }),
    )
    expect(book.linesOf('p1')).toEqual(['1112 USD 900 14580000', '6106 IDR 1620000 1620000', '1201 USD -400 -6400000', '2120 USD -600 -9720000', '7101 IDR -80000 -80000'])
    expect(book.linesOf('p2')).toEqual(['2120 USD 600 9720000', '1201 USD -600 -9600000', '7101 IDR -120000 -120000'])
  })
  it('pays a supplier, charge on top, and keeps an advance', () => {
    const book = aBook(
      bill(),
      { event: 'payment.send', id: 's1', date: day, supplier: 'S1', account: '1111', amount: '100', bankCharge: '5', allocations: [{ invoice: 'b1', amount: '70' }] },
      { event: 'payment.send', id: 's2', date: day, supplier: 'S1', advances: [{ advance: 's1', invoice: 'b1', amount: '30' }] },
    )
    expect(book.linesOf('s1')).toEqual(['1111 IDR -10500 -10500', '6106 IDR 500 500', '2101 IDR 7000 7000', '1210 IDR 3000 3000', '7101 IDR 0 0'])
    expect(book.linesOf('s2')).toEqual(['1210 IDR -3000 -3000', '2101 IDR 3000 3000', '7101 IDR 0 0'])
  })
  it('counts withheld tax as settling, on the side of whoever withheld it', () => {
    const book = aBook(
      sale(), bill(),
      pay({ amount: '19600', withheld: [{ account: '1320', amount: '400', certificate: 'BP-1' }], allocations: [{ invoice: 'i1', amount: '20000' }] }),
      { event: 'payment.send', id: 's1', date: day, supplier: 'S1', account: '1111', amount: '39200', withheld: [{ account: '2204', amount: '800' }], allocations: [{ invoice: 'b1', amount: '40000' }] },
    )
    expect(book.linesOf('p1').slice(0, 3)).toEqual(['1111 IDR 1960000 1960000', '1320 IDR 40000 40000', '1201 IDR -2000000 -2000000'])
    expect(book.linesOf('s1').slice(0, 3)).toEqual(['1111 IDR -3920000 -3920000', '2204 IDR -80000 -80000', '2101 IDR 4000000 4000000'])
  })
  it('charges VAT at a domestic deposit and credits it once at the invoices', () => {
    const book = aBook(
      { event: 'deposit.receive', id: 'd1', date: day, customer: 'C1', account: '1111', amount: '11100', tax: 'ppn12' },
      sale({ tax: 'ppn12', taxedDeposits: ['d1'] }),
      sale({ id: 'i2', tax: 'ppn12', taxedDeposits: ['d1'] }),
    )
    expect(book.linesOf('d1')).toEqual(['1111 IDR 1110000 1110000', '2201 IDR -110000 -110000', '2120 IDR -1000000 -1000000'])
    expect(book.linesOf('i1')).toEqual(['4102 IDR -2000000 -2000000', '2201 IDR -110000 -110000', '1201 IDR 2110000 2110000'])
    expect(effects(book, 'i1', 'vat').map(({ base, vat }) => [base, vat])).toEqual([[-1000000, -110000], [2000000, 220000]])
    expect(book.linesOf('i2')).toContain('2201 IDR -220000 -220000')
  })
  it('pays expenses from a foreign account and moves money between accounts', () => {
    const book = aBook(
      { event: 'expense.post', id: 'x1', date: day, account: '1112', rate: '10.005', lines: [{ account: '6101', amount: '1' }, { account: '2210', amount: '2' }] },
      { event: 'transfer.post', id: 't1', date: day, from: '1112', to: '1111', fromAmount: '10', toAmount: '161000', bankCharge: '0.5' },
      { event: 'transfer.post', id: 't2', date: day, from: '1111', to: '1112', fromAmount: '16000', toAmount: '1', bankCharge: '3' },
      { event: 'transfer.post', id: 't3', date: day, from: '1112', to: '1113', fromAmount: '2', toAmount: '14' },
    )
    expect(book.linesOf('x1')).toEqual(['6101 IDR 1001 1001', '2210 IDR 2001 2001', '1112 USD -300 -3002'])
    expect(book.linesOf('t1')).toEqual(['1112 USD -1050 -16900000', '1111 IDR 16100000 16100000', '6106 IDR 800000 800000'])
    expect(book.linesOf('t2')).toEqual(['1111 IDR -1600300 -1600300', '1112 USD 100 1600000', '6106 IDR 300 300'])
    expect(book.linesOf('t3')).toEqual(['1112 USD -200 -3200000', '1113 CNY 1400 3200000'])
  })
})

describe('stock', () => {
  it('fixes the value of what is found and leaves that of what is lost to be derived', () => {
    const book = aBook({
      event: 'stock.adjust', id: 'a1', date: day, warehouse: 'W',
      lines: [{ product: 'P', quantity: '3', unitCost: '10.005' }, { product: 'P', quantity: '0.000001' }, { product: 'P', quantity: '-2' }],
    })
    expect(book.linesOf('a1')).toEqual(['1303 IDR 3002 3002', '5103 IDR -3002 -3002'])
    expect(effects(book, 'a1', 'move').map((move) => move.cost.kind)).toEqual(['fixed', 'fixed', 'issue'])
  })
  it('fixes the differences of a count as they are known', () => {
    const book = aBook(
      { event: 'purchase.receive', id: 'g1', date: day, supplier: 'S1', warehouse: 'W', lines: [{ product: 'Q', quantity: '4', unitPrice: '5' }] },
      { event: 'stock.count', id: 'k1', date: day, warehouse: 'W', account: '6109', lines: [{ product: 'P', counted: '98' }, { product: 'Q', counted: '5' }, { product: 'R', counted: '0' }] },
    )
    expect(effects(book, 'k1', 'move').map((move) => [move.product, move.quantity])).toEqual([['P', -2000000], ['Q', 1000000]])
    expect(book.linesOf('k1')).toEqual(['1303 IDR 500 500', '6109 IDR -500 -500'])
  })
  it('moves between warehouses, out before in, and back by a reversal', () => {
    const book = aBook({ event: 'stock.transfer', id: 't1', date: day, from: 'W', to: 'W2', lines: [{ product: 'P', quantity: '30' }] }, reverse('t1'))
    const moves = (id: string): [string, number][] => effects(book, id, 'move').map((move) => [move.warehouse, move.quantity])
    expect(moves('t1')).toEqual([['W', -30000000], ['W2', 30000000]])
    expect(moves('rv-t1')).toEqual([['W2', -30000000], ['W', 30000000]])
  })
  it('produces, all materials before all products, and is undone against the variance', () => {
    const book = aBook(
      { event: 'production.post', id: 'pr', date: day, warehouse: 'W', consume: [{ product: 'P', quantity: '5' }], produce: [{ product: 'Q', quantity: '2', costShare: '3' }, { product: 'R', quantity: '1' }], labour: '70', overhead: '30' },
      reverse('pr'),
    )
    expect(effects(book, 'pr', 'move').map((move) => move.cost)).toEqual([
      { kind: 'consumed' }, { kind: 'produced', weight: 3000000, added: 10000 }, { kind: 'produced', weight: 1000000, added: 10000 },
    ])
    expect(book.linesOf('pr')).toEqual(['5201 IDR -7000 -7000', '5202 IDR -3000 -3000'])
    expect(book.linesOf('rv-pr')).toEqual(['5201 IDR 7000 7000', '5102 IDR -7000 -7000', '5202 IDR 3000 3000', '5102 IDR -3000 -3000'])
    expect(effects(book, 'rv-pr', 'move').map((move) => move.cost)).toEqual([
      { kind: 'returned', of: { doc: 'doc:pr', index: 0 }, charge: '5102' }, { kind: 'issue', charge: '5102' }, { kind: 'issue', charge: '5102' },
    ])
  })
})

describe('reversal', () => {
  it('turns inventory lines of a receipt against the variance', () => {
    const book = aBook(reverse('g0'))
    expect(book.linesOf('rv-g0')).toEqual(['5102 IDR -10000000 -10000000', '2110 IDR 10000000 10000000'])
    expect(effects(book, 'rv-g0', 'move')).toEqual([{ effect: 'move', product: 'P', warehouse: 'W', quantity: -100000000, cost: { kind: 'issue', charge: '5102' } }])
  })
  it('brings the goods of an invoice back at their cost and closes its item', () => {
    const book = aBook(sale({ tax: 'ppn12' }), reverse('i1'))
    expect(book.linesOf('rv-i1')).toEqual(['4102 IDR 2000000 2000000', '2201 IDR 220000 220000', '1201 IDR -2220000 -2220000'])
    expect(effects(book, 'rv-i1', 'move')[0]?.cost).toMatchObject({ kind: 'returned', charge: '5101' })
    expect(book.item('i1')).toMatchObject({ open: 0, reversed: true })
    expect(book.turnover('2026-03')).toBe(0)
    expect(book.event('i1')?.reversedBy).toBe('rv-i1')
  })
  it('restores what a payment had cleared, with the exchange difference', () => {
    const book = aBook(
      sale({ currency: 'USD', rate: '16000', lines: [{ product: 'P', quantity: '10', unitPrice: '2' }] }),
      pay({ account: '1112', amount: '10', rate: '16200', allocations: [{ invoice: 'i1', amount: '7' }] }),
      reverse('p1'),
    )
    expect(book.item('i1')).toMatchObject({ open: 2000, openBase: 32000000 })
    expect(book.item('p1')).toMatchObject({ open: 0, reversed: true })
    const sums = new Map<string, number>()
    for (const line of [...book.linesOf('p1'), ...book.linesOf('rv-p1')]) {
      const [account = '', , , base] = line.split(' ')
      sums.set(account, (sums.get(account) ?? 0) + Number(base))
    }
    expect([...sums.values()]).toEqual([0, 0, 0, 0])
  })
  it('gives back invoiced receipt quantities', () => {
    const book = aBook(bill(), reverse('b1'))
    expect(book.progress('receiptInvoiced', 'doc:g0', 1)).toEqual({ quantity: 0, value: 0, vat: 0 })
    expect(book.apply(bill({ id: 'b2', lines: [{ receipt: 'g0', line: 1, quantity: '100', unitPrice: '1' }] }))).toBe('posted')
  })
})

describe('month end', () => {
  it('replaces an earlier revaluation, also one that replaced another', () => {
    const value = (id: string, rate: string, replaces?: string): object => ({ event: 'fx.revalue', id, date: '2026-03-31', rates: { USD: rate }, ...(replaces ? { replaces } : {}) })
    const book = aBook(sale({ currency: 'USD', rate: '16000', lines: [{ product: 'P', quantity: '10', unitPrice: '2' }] }), value('f1', '16100'), value('f2', '16200', 'f1'), value('f3', '15900', 'f2'))
    expect(book.baseBalance('1201', '2026-03-31')).toBe(2000 * 15900)
    expect(book.baseBalance('1201', '2026-04-30')).toBe(2000 * 16000)
    expect(book.baseBalance('7102', '2026-04-30')).toBe(0)
    expect(book.apply(value('f4', '16000', 'f1'))).toEqual(['REFERENCE_REVERSED'])
    expect(book.apply(value('f4', '16000'))).toEqual(['ALREADY_POSTED'])
  })
  it('writes an asset off exactly over its life', () => {
    const book = aBook()
    for (let month = 1; month <= 7; month += 1) {
      const period = `2026-0${month}`
      book.all({ event: 'depreciation.post', id: `dp${month}`, date: `${period}-28`, asset: 'LOOM', cost: '100', residual: '0.01', lifeMonths: 7, startPeriod: '2026-01', period })
    }
    expect(book.baseBalance('6107', '2026-12-31')).toBe(9999)
    expect(book.linesOf('dp1')).toEqual(['6107 IDR 1428 1428', '1509 IDR -1428 -1428'])
  })
  it('works out final income tax in whole rupiah, never below zero', () => {
    const tax = (id: string, period: string, exemptTurnover?: string): object => ({ event: 'tax.finalIncome', id, date: '2026-05-31', period, ...(exemptTurnover ? { exemptTurnover } : {}) })
    const book = aBook(sale({ lines: [{ product: 'SV', quantity: '1', unitPrice: '123456.78' }] }), tax('x1', '2026-03', '1000'), tax('x2', '2026-04', '1000'))
    expect(book.linesOf('x1')).toEqual(['8101 IDR 61200 61200', '2203 IDR -61200 -61200'])
    expect(book.linesOf('x2')).toEqual([])
  })
  it('settles VAT of the month; input that is left carries forward', () => {
    const settle = { event: 'tax.vatSettle', id: 'v', date: '2026-03-31', period: '2026-03' }
    expect(aBook(sale({ tax: 'ppn12' }), bill({ tax: 'ppn12', lines: [{ account: '6104', amount: '1000' }] }), settle).linesOf('v')).toEqual([
      '2201 IDR 220000 220000', '1310 IDR -11000 -11000', '2202 IDR -209000 -209000',
    ])
    expect(aBook(sale({ tax: 'ppn12' }), bill({ tax: 'ppn12', lines: [{ account: '6104', amount: '90000' }] }), settle).linesOf('v')).toEqual([
      '2201 IDR 220000 220000', '1310 IDR -220000 -220000',
    ])
  })
  it('brings the result of a year to retained earnings', () => {
    const book = aBook(sale(), { event: 'expense.post', id: 'x1', date: day, account: '1101', lines: [{ account: '6101', amount: '50' }] }, { event: 'year.close', id: 'y', date: '2026-12-31', year: '2026' })
    expect(book.linesOf('y')).toEqual(['4102 IDR 2000000 2000000', '6101 IDR -5000 -5000', '3201 IDR -1995000 -1995000'])
  })
  it('opens a book: the rest goes to the opening balance', () => {
    const book = aBook({
      event: 'opening.post', id: 'op', date: '2026-03-01', accounts: [{ account: '1112', debit: '10', rate: '16000' }, { account: '3101', credit: '1000' }],
      receivables: [{ id: 'old', customer: 'C1', amount: '50', date: '2026-01-05' }], payables: [{ id: 'owed', supplier: 'S1', currency: 'USD', amount: '1' }],
      stock: [{ product: 'R', warehouse: 'W', quantity: '4', value: '20' }],
    })
    expect(book.linesOf('op')).toEqual([
      '1112 USD 1000 16000000', '3101 IDR -100000 -100000', '1201 IDR 5000 5000', '2101 USD -100 -1600000', '1301 IDR 2000 2000', '3301 IDR -14307000 -14307000',
    ])
    expect(effects(book, 'op', 'open').map((effect) => [effect.date, effect.dueDate])).toEqual([['2026-01-05', '2026-02-04'], ['2026-03-01', '2026-03-15']])
  })
})
