import { describe, expect, it } from 'vitest'
import { refusalCatalogue } from '../errors/index.ts'
import { close, day, deliver, depreciation, expense, ordinary, refused, reverse, sale } from './refused-events.test-data.ts'
import { aBook } from './test-view.ts'

describe('refusals of posting', () => {
  it.each(refused)('%s: %s', (code, _why, before, event) => {
    const book = aBook(...before)
    expect(book.apply(event)).toEqual([code])
    for (const refusal of book.refusals) expect(Object.keys(refusal.params).sort()).toEqual([...refusalCatalogue[refusal.code]].sort())
  })

  it('accepts the ordinary form of everything that the table above breaks', () => {
    for (const event of ordinary) {
      expect(aBook().apply(event)).toBe('posted')
    }
  })

  it('reports several problems of one event together', () => {
    const result = aBook().apply(sale({ customer: 'X', lines: [{ product: 'X', quantity: '1', unitPrice: '1' }, { account: '1201', amount: '1' }] }))
    expect(result).toEqual(['UNKNOWN_PARTY', 'UNKNOWN_PRODUCT', 'CONTROL_ACCOUNT'])
  })

  it('lets a reversed document be followed by what it had prevented', () => {
    const book = aBook(deliver(), sale({ delivery: 'v1' }), { ...reverse('i1'), id: 'rv1' })
    expect(book.apply(sale({ id: 'i2', delivery: 'v1' }))).toBe('posted')
    const worn = aBook(depreciation(), { ...reverse('dp1', '2026-03-31'), id: 'rv1' })
    expect(worn.apply(depreciation({ id: 'dp2' }))).toBe('posted')
  })

  it('reopens a closed month', () => {
    const book = aBook(close)
    expect(book.apply({ event: 'period.reopen', id: 'ro', date: day, period: '2026-03', reason: 'late freight bill' })).toBe('posted')
    expect(book.apply(expense())).toBe('posted')
  })
})
