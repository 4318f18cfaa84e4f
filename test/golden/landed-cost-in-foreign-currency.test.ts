// Landed cost in a foreign currency, with rates above and below one. Well-known systems convert it a second time, divide by the
// rate instead of multiplying, or put all of it on goods of which half are sold. All figures are worked out by hand.
import { describe, expect, it } from 'vitest'
import { SmallBook } from './small-book.ts'

const end = '2026-12-31'
const row = (product: string, quantity: string, unitPrice: string) => ({ product, quantity, unitPrice })
const received = { event: 'purchase.receive', id: 'g1', date: '2026-03-02', supplier: 'S1', warehouse: 'W', lines: [row('P', '10', '100000'), row('Q', '20', '50000')] }
const sold = (id: string, date: string, lines: readonly (readonly [string, string])[]) => ({ event: 'sales.deliver', id, date, customer: 'C1', warehouse: 'W', lines: lines.map(([product, quantity]) => ({ product, quantity })) })
const landed = (id: string, more: object) => ({ event: 'landedCost.allocate', id, date: '2026-03-10', receipts: ['g1'], by: 'value', supplier: 'S2', ...more })
const dollars = landed('l1', { currency: 'USD', amount: '100', rate: '16000.5' })
const won = landed('l2', { currency: 'KRW', amount: '1000001', rate: '0.85', by: 'quantity' })

describe('landed cost in a foreign currency', () => {
  // Both lines are worth 1,000,000; of P 6 of 10 are left (moving average), of Q 5 of 20 (FIFO).
  const before = [received, sold('v1', '2026-03-05', [['P', '4'], ['Q', '15']])]

  it('at a rate above one: amount times rate, once, split by what is still there', () => {
    const book = new SmallBook(...before, dollars)
    // 100 × 16,000.5 = 1,600,050.00, half for each line. P: 6/10 of 800,025.00 = 480,015.00. Q: 5/20 = 200,006.25.
    expect(book.balance('2101', end)).toBe('USD -100.00 = -1600050.00')
    expect(book.stock('P')).toBe('6 = 1080015.00')
    expect(book.stock('Q')).toBe('5 = 450006.25')
    // Goods sold: 400,000 + 750,000, and their share 320,010.00 + 600,018.75.
    expect(book.balance('5101', end)).toBe('2070028.75')
    expect(book.problems()).toEqual([])
  })

  it('at a rate below one', () => {
    const book = new SmallBook(...before, won)
    // 1,000,001 × 0.85 = 850,000.85. By quantity 10 : 20: 283,333.62 and 566,667.23. P: 6/10 = 170,000.17. Q: 5/20 = 141,666.81.
    expect(book.balance('2101', end)).toBe('KRW -1000001 = -850000.85')
    expect(book.stock('P')).toBe('6 = 770000.17')
    expect(book.stock('Q')).toBe('5 = 391666.81')
    expect(book.balance('5101', end)).toBe((1150000 + 283333.62 - 170000.17 + 566667.23 - 141666.81).toFixed(2))
    expect(book.problems()).toEqual([])
  })

  it('both together, then all is sold: everything that was paid is in the cost of what was sold, to the sen', () => {
    const book = new SmallBook(...before, dollars, won, sold('v2', '2026-03-20', [['P', '6'], ['Q', '5']]))
    expect([book.stock('P'), book.stock('Q'), book.balance('1302', end), book.balance('1303', end)]).toEqual(['', '', '', ''])
    expect(book.balance('5101', end)).toBe((2000000 + 1600050 + 850000.85).toFixed(2))
    expect(book.problems()).toEqual([])
  })

  it('does not touch a receipt in yet another currency twice', () => {
    // 10 × 45.5 = 455.00 yuan at 2,200 = 1,001,000.00.
    const yuan = { ...received, currency: 'CNY', rate: '2200', lines: [row('P', '10', '45.5')] }
    const book = new SmallBook(yuan, sold('v1', '2026-03-05', [['P', '4']]), dollars)
    expect(book.balance('2110', end)).toBe('-1001000.00')
    expect(book.stock('P')).toBe(`6 = ${(600600 + 960030).toFixed(2)}`)
    expect(book.balance('5101', end)).toBe((400400 + 640020).toFixed(2))
    expect(book.problems()).toEqual([])
  })

  it('paid from a dollar account at once', () => {
    const account = { ...dollars, supplier: undefined, account: '1112', currency: undefined }
    const book = new SmallBook(...before, JSON.parse(JSON.stringify(account)))
    expect([book.balance('1112', end), book.stock('P')]).toEqual(['USD -100.00 = -1600050.00', '6 = 1080015.00'])
    expect(book.problems()).toEqual([])
  })

  it('for goods that are all gone is cost of goods sold', () => {
    const book = new SmallBook(received, sold('v1', '2026-03-05', [['P', '10'], ['Q', '20']]), dollars)
    expect([book.stock('P'), book.stock('Q'), book.balance('5101', end)]).toEqual(['', '', '3600050.00'])
    expect(book.problems()).toEqual([])
  })

  it('is worked out again when goods were sold earlier than it was known', () => {
    const late = new SmallBook(received, dollars, won, sold('v1', '2026-03-05', [['P', '4'], ['Q', '15']]))
    const straight = new SmallBook(...before, dollars, won)
    for (const account of ['1302', '1303', '5101', '2101']) expect(late.balance(account, end)).toBe(straight.balance(account, end))
    expect(late.problems()).toEqual([])
  })

  it('leaves the paid invoice of the forwarder with nothing but its exchange difference', () => {
    const book = new SmallBook(...before, dollars, { event: 'fx.revalue', id: 'fx', date: '2026-03-31', rates: { USD: '16200' } },
      { event: 'payment.send', id: 's2', date: '2026-04-05', supplier: 'S2', account: '1112', amount: '100', rate: '16100', allocations: [{ invoice: 'l1', amount: '100' }] })
    // 100 × (16,100 − 16,000.5): a loss; the stock keeps the rate of the day of the cost.
    expect([book.balance('2101', end), book.balance('7101', end), book.stock('P')]).toEqual(['', '9950.00', '6 = 1080015.00'])
    expect(book.problems()).toEqual([])
  })
})
