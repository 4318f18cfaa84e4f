import { describe, expect, it } from 'vitest'
import { formatDate, formatDecimal, formatFixed } from './format.ts'

describe('figures and dates on papers', () => {
  it('group thousands and mark decimals as each language does', () => {
    expect(formatFixed(123456789n, 2, 'en')).toBe('1,234,567.89')
    expect(formatFixed(123456789n, 2, 'id')).toBe('1.234.567,89')
    expect(formatFixed(-11048n, 2, 'zh')).toBe('−110.48')
    expect(formatFixed(0n, 0, 'en')).toBe('0')
    expect(formatFixed(100n, 2, 'en')).toBe('1.00')
  })

  it('keep the places that a decimal needs and no more', () => {
    expect(formatDecimal({ digits: 18905n, scale: 3 }, 'id', 2)).toBe('18,905')
    expect(formatDecimal({ digits: 425000n, scale: 4 }, 'en', 2)).toBe('42.50')
    expect(formatDecimal({ digits: 425000n, scale: 4 }, 'en', 3)).toBe('42.500')
    expect(formatDecimal({ digits: 5n, scale: 0 }, 'en', 2)).toBe('5.00')
  })

  it('write months in words or with their sign', () => {
    expect(formatDate('2026-11-24', 'en')).toBe('24 Nov 2026')
    expect(formatDate('2026-11-04', 'id')).toBe('4 November 2026')
    expect(formatDate('2026-11-24', 'zh')).toBe('2026年11月24日')
    expect(formatDate('2026-02-30', 'en')).toBe('2026-02-30')
    expect(formatDate(undefined, 'en')).toBe('')
  })
})
