import { expect, it } from 'vitest'
import { greetingAt } from './greeting.ts'
import { countryShares, isNewBook, monthChange, wholePercent } from './summary-figures.ts'

const summary = (more: object = {}) => ({
  attention: [], cash: { base: '0.00', byCurrency: [], days: [] }, receivables: { total: '0.00', buckets: [] }, sales: { total: '0.00', months: [], countries: [] }, profit: { total: '0.00', products: [] },
  stock: { value: '0.00', products: 0, empty: 0 }, ...more,
})

it('greets by the hour', () => expect([3, 4, 10, 11, 14, 15, 17, 18, 23].map(greetingAt)).toEqual(['evening', 'morning', 'morning', 'noon', 'noon', 'afternoon', 'afternoon', 'evening', 'evening']))

it('takes a book for new only while nothing is in it', () => {
  expect(isNewBook(summary())).toBe(true)
  expect(isNewBook(summary({ stock: { value: '0.00', products: 0, empty: 1 } }))).toBe(false)
  expect(isNewBook(summary({ receivables: { total: '-5.00', buckets: [] } }))).toBe(false)
})

it('compares the latest month with the one before, if there was one', () => {
  const months = (...values: string[]) => values.map((base, index) => ({ month: `2026-0${index + 1}`, base }))
  expect(monthChange(months('100.00', '108.40'))).toBe(8)
  expect(monthChange(months('100.00', '0.00'))).toBe(-100)
  expect(monthChange(months('0.00', '5.00'))).toBeNull()
  expect(monthChange(months('5.00'))).toBeNull()
})

it('gathers small countries into one', () => {
  const sales = { total: '100.00', months: [], countries: [['ID', '10.00'], ['CN', '50.00'], ['JP', '20.00'], ['DE', '15.00'], ['NL', '5.00']].map(([country = '', base = '']) => ({ country, base })) }
  expect(countryShares(sales)).toEqual([{ country: 'CN', percent: 50 }, { country: 'JP', percent: 20 }, { country: 'DE', percent: 15 }, { country: null, percent: 15 }])
  expect(countryShares({ total: '96.00', months: [], countries: [{ country: 'CN', base: '120.00' }] }), 'a part was credited').toEqual([{ country: 'CN', percent: 100 }])
  expect(wholePercent('1', '0.00')).toBeNull()
})
