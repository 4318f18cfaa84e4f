// A month-end revaluation followed by part payments. Well-known systems post the gain of the revaluation a second time at the
// payment, or leave rupiah in a receivable that has no dollars any more. All figures are worked out by hand.
import { describe, expect, it } from 'vitest'
import { SmallBook } from './small-book.ts'

const invoice = { event: 'sales.invoice', id: 'i1', date: '2026-03-10', customer: 'C1', currency: 'USD', rate: '16250', tax: 'export0', lines: [{ account: '4109', amount: '10000' }] }
const revalue = (date: string, rate: string, more: object = {}) => ({ event: 'fx.revalue', id: `fx-${date}`, date, rates: { USD: rate }, ...more })
const paid = (id: string, date: string, amount: string, rate: string, more: object = {}) => (
  { event: 'payment.receive', id, date, customer: 'C1', account: '1112', amount, rate, allocations: [{ invoice: 'i1', amount }], ...more })
const end = '2026-12-31'

describe('revaluation at month end, then part payments', () => {
  const book = new SmallBook(
    invoice,
    revalue('2026-03-31', '16350'),
    paid('p1', '2026-04-10', '4000', '16400'),
    revalue('2026-04-30', '16300'),
    paid('p2', '2026-05-15', '6000', '16200'),
    revalue('2026-05-31', '16500'),
  )

  it('shows the gain of March in March, and gives it back on the first of April', () => {
    expect(book.balance('1201', '2026-03-31')).toBe('USD 10000.00 = 163500000.00')
    expect(book.balance('7102', '2026-03-31')).toBe('-1000000.00')
    expect(book.balance('1201', '2026-04-01')).toBe('USD 10000.00 = 162500000.00')
    expect(book.balance('7102', '2026-04-01')).toBe('')
  })

  it('realises at the part payment what lies between invoice and payment, and nothing twice', () => {
    // 4,000 at 16,400 less 4,000 at 16,250.
    expect(book.balance('7101', '2026-04-10')).toBe('-600000.00')
    expect(book.balance('1201', '2026-04-10')).toBe('USD 6000.00 = 97500000.00')
    expect(book.balance('7102', '2026-04-10')).toBe('')
  })

  it('revalues at the end of April only what is still open, and the dollars that came', () => {
    // Receivable 6,000 × (16,300 − 16,250) = 300,000; bank 4,000 × (16,300 − 16,400) = −400,000.
    expect(book.balance('1201', '2026-04-30')).toBe('USD 6000.00 = 97800000.00')
    expect(book.balance('1112', '2026-04-30')).toBe('USD 4000.00 = 65200000.00')
    expect(book.balance('7102', '2026-04-30')).toBe('100000.00')
    expect(book.balance('7102', '2026-05-01')).toBe('')
  })

  it('leaves nothing in receivables when the rest is paid', () => {
    expect(book.balance('1201', '2026-05-15')).toBe('')
    // 600,000 of April, and 6,000 × (16,200 − 16,250) = −300,000.
    expect(book.balance('7101', end)).toBe('-300000.00')
    // Bank 10,000 at 16,500 less 65,600,000 + 97,200,000: only the bank is revalued in May.
    expect(book.balance('7102', '2026-05-31')).toBe('-2200000.00')
    expect(book.balance('1201', '2026-05-31')).toBe('')
    expect(book.balance('1112', end)).toBe('USD 10000.00 = 162800000.00')
    expect(book.balance('7102', end)).toBe('')
  })

  it('holds together', () => {
    expect(book.problems()).toEqual([])
  })
})

describe('the same', () => {
  const straight = [invoice, revalue('2026-03-31', '16350'), paid('p1', '2026-04-10', '4000', '16400'), revalue('2026-04-30', '16300'), paid('p2', '2026-05-15', '6000', '16200')]
  const results = (book: SmallBook) => ['1201', '1112', '7101', '7102'].map((account) => book.balance(account, end))
  const wanted = ['', 'USD 10000.00 = 162800000.00', '-300000.00', '']

  it.each([
    ['in the order of the dates', straight],
    ['with the month ends posted last, for past months', [straight[0], straight[2], straight[4], straight[1], straight[3]]],
    ['with a month end that was run again at another rate', [...straight, revalue('2026-03-31', '17000', { id: 'again', replaces: 'fx-2026-03-31' }), revalue('2026-04-30', '15000', { id: 'again-2', replaces: 'fx-2026-04-30' })]],
    ['without any month end', [straight[0], straight[2], straight[4]]],
  ])('%s', (_name, events) => {
    const book = new SmallBook(...events)
    expect(results(book)).toEqual(wanted)
    expect(book.problems()).toEqual([])
  })

  it('after a payment in three odd parts: the last takes what is left, to the sen', () => {
    const odd = { ...invoice, rate: '16250.335', lines: [{ account: '4109', amount: '1000.01' }] }
    const book = new SmallBook(odd, revalue('2026-03-31', '16350'), paid('p1', '2026-04-10', '333.33', '16400'), revalue('2026-04-30', '16300'), paid('p2', '2026-05-15', '333.34', '16200'), paid('p3', '2026-05-16', '333.34', '16210.5'))
    // 1,000.01 × 16,250.335 = 16,250,497.50335; a third of it goes with 333.33, each time of what is left.
    expect(book.balance('1201', '2026-03-10')).toBe('USD 1000.01 = 16250497.50')
    expect(book.balance('1201', '2026-04-10')).toBe('USD 666.68 = 10833773.34')
    expect(book.balance('1201', end)).toBe('')
    // Received 333.33 × 16,400 + 333.34 × 16,200 + 333.34 × 16,210.5 = 5,466,612.00 + 5,400,108.00 + 5,403,608.07.
    expect(book.balance('7101', end)).toBe((16250497.5 - 16270328.07).toFixed(2))
    expect(book.problems()).toEqual([])
  })
})

it('mirrors it for what is owed to a supplier', () => {
  const book = new SmallBook(
    { event: 'purchase.invoice', id: 'b1', date: '2026-03-10', supplier: 'S1', currency: 'USD', rate: '16000', lines: [{ account: '6104', amount: '3000' }] },
    { event: 'transfer.post', id: 't1', date: '2026-03-11', from: '1111', to: '1112', fromAmount: '48300000', toAmount: '3000' },
    revalue('2026-03-31', '16200'),
    { event: 'payment.send', id: 's1', date: '2026-04-10', supplier: 'S1', account: '1112', amount: '1000', rate: '16100', allocations: [{ invoice: 'b1', amount: '1000' }] },
  )
  expect(book.balance('2101', '2026-03-31')).toBe('USD -3000.00 = -48600000.00')
  // Loss of 3,000 × 200 on the debt, gain of 3,000 × (16,200 − 16,100) on the dollars.
  expect(book.balance('7102', '2026-03-31')).toBe('300000.00')
  expect(book.balance('2101', '2026-04-10')).toBe('USD -2000.00 = -32000000.00')
  expect(book.balance('7101', '2026-04-10')).toBe('100000.00')
  book.apply({ event: 'payment.send', id: 's2', date: '2026-05-10', supplier: 'S1', account: '1112', amount: '2000', rate: '15900', allocations: [{ invoice: 'b1', amount: '2000' }] })
  expect(book.balance('2101', end)).toBe('')
  expect(book.balance('7101', end)).toBe('-100000.00')
  expect(book.balance('7102', end)).toBe('')
  expect(book.problems()).toEqual([])
})

it('does not revalue a deposit, and realises the difference when it is applied', () => {
  // The worked figures of the bookkeeping notes, section 3.3.
  const book = new SmallBook(
    { event: 'deposit.receive', id: 'd1', date: '2026-03-02', customer: 'C1', account: '1112', amount: '3000', rate: '16100' },
    invoice,
    { event: 'payment.receive', id: 'a1', date: '2026-03-10', customer: 'C1', deposits: [{ deposit: 'd1', invoice: 'i1', amount: '3000' }] },
  )
  expect([book.balance('2120', end), book.balance('7101', end), book.balance('1201', end)]).toEqual(['', '450000.00', 'USD 7000.00 = 113750000.00'])
  book.apply(revalue('2026-03-31', '16350'))
  expect([book.balance('1201', '2026-03-31'), book.balance('2120', '2026-03-31')]).toEqual(['USD 7000.00 = 114450000.00', ''])
  book.apply({ ...paid('p1', '2026-04-20', '6975', '16400', { bankCharge: '25' }), allocations: [{ invoice: 'i1', amount: '7000' }] })
  expect([book.balance('1201', end), book.balance('6106', end), book.balance('7101', end)]).toEqual(['', '410000.00', '-600000.00'])
  expect(book.problems()).toEqual([])
})
