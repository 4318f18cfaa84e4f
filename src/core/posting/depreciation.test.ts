import { describe, expect, it } from 'vitest'
import { depreciationOf, monthOfLife, nextPeriod } from './depreciation.ts'

const terms = { cost: 1_000_000_00, residual: 0, lifeMonths: 7, startPeriod: '2026-11' }

describe('depreciation', () => {
  it('loses nothing over the life', () => {
    const months = Array.from({ length: 7 }, (_, index) => depreciationOf(terms, index + 1))
    expect(months.reduce((sum, month) => sum + month, 0)).toBe(terms.cost)
    expect(new Set(months).size).toBeLessThanOrEqual(2)
  })

  it('counts the months of the life over the turn of a year', () => {
    expect(monthOfLife(terms, '2026-11')).toBe(1)
    expect(monthOfLife(terms, '2027-01')).toBe(3)
    expect(monthOfLife(terms, '2026-10')).toBe(0)
  })

  it('finds the first month that is not taken, also in a gap', () => {
    expect(nextPeriod(terms, new Set())).toBe('2026-11')
    expect(nextPeriod(terms, new Set(['2026-11', '2027-01']))).toBe('2026-12')
    expect(nextPeriod({ ...terms, lifeMonths: 2 }, new Set(['2026-11', '2026-12']))).toBeNull()
  })
})
