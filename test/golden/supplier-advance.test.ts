// Money to a supplier before the invoice: it stands at the rate of its day, is not revalued, pays an invoice later, and what is left of
// it comes back. All figures are worked out by hand.
import { expect, it } from 'vitest'
import { runReport } from '../../src/store/projections/index.ts'
import { SmallBook } from './small-book.ts'

const end = '2026-12-31'

it('a supplier\'s advance, used and given back', () => {
  const book = new SmallBook(
    { event: 'payment.send', id: 'adv', date: '2026-03-02', supplier: 'S1', account: '1112', amount: '300', rate: '16000' },
    { event: 'purchase.invoice', id: 'bill', date: '2026-03-05', supplier: 'S1', currency: 'USD', rate: '16200', lines: [{ account: '6104', amount: '1000' }] },
    { event: 'payment.send', id: 'use', date: '2026-03-06', supplier: 'S1', advances: [{ advance: 'adv', invoice: 'bill', amount: '200' }] },
    { event: 'advance.refund', id: 'back', date: '2026-03-07', supplier: 'S1', advance: 'adv', account: '1112', amount: '45', bankCharge: '5', rate: '16100' },
  )
  // 200 × (16,200 − 16,000) = 40,000 gained by paying with it, 50 × (16,100 − 16,000) = 5,000 by getting it back.
  expect([book.balance('1210', end), book.balance('2101', end), book.balance('7101', end), book.balance('6106', end)]).toEqual(['USD 50.00 = 800000.00', 'USD -800.00 = -12960000.00', '-45000.00', '80500.00'])
  book.apply({ event: 'fx.revalue', id: 'fx', date: '2026-03-31', rates: { USD: '16500' } })
  // The debt is revalued, the advance is not.
  expect([book.balance('1210', '2026-03-31'), book.balance('2101', '2026-03-31')]).toEqual(['USD 50.00 = 800000.00', 'USD -800.00 = -13200000.00'])
  const { sql } = book.projections
  expect(runReport(sql, 'party-statement', { from: '2026-03-01', to: '2026-03-31', party: 'S1' })).toMatchObject({ parties: [{ party: 'S1', accounts: [{ currency: 'USD', documents: '-1000.00', payments: '250.00', closing: '-750.00' }] }] })
  expect(runReport(sql, 'aged-payables', { asOf: '2026-03-30' })).toMatchObject({ total: '12960000.00', byCurrency: [{ currency: 'USD', open: '800.00' }] })
  // 300 at 16,000 out, 45 at 16,100 back: all of it money of suppliers.
  expect(runReport(sql, 'cash-flow', { from: '2026-03-01', to: '2026-03-30' })).toMatchObject({ rows: [{ amount: '0.00' }, { category: 'suppliers', amount: '-4075500.00' }, { amount: '0.00' }, { amount: '0.00' }, { amount: '0.00' }, { amount: '0.00' }] })
  expect(book.problems()).toEqual([])
})
