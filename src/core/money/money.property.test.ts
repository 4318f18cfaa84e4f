import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareDecimals, currencyCodes, decimalText, minorText, parseDecimal, percentOf, priceTimes, share, spread, sum, toBase, toMicro, toMinor, microText,
  wholeUnitsDown, AmountTooLargeError,
} from './index.ts'

const minor = fc.integer({ min: -1e14, max: 1e14 })
const weights = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 8 })

describe('SHARE', () => {
  it('spreads exactly, in order, unless there is nothing to spread over', () => {
    fc.assert(fc.property(minor, weights, (value, parts) => {
      const shares = spread(value, parts)
      const total = shares.reduce((a, b) => a + b, 0)
      expect(total).toBe(parts.every((part) => part === 0) ? 0 : value)
      shares.forEach((taken, index) => {
        if (parts[index] === 0) expect(taken).toBe(0)
        expect(Math.sign(taken) * Math.sign(value)).toBeGreaterThanOrEqual(0)
      })
    }))
  })
  it('leaves the remainder to the last part', () => {
    expect(spread(100, [1, 1, 1])).toEqual([33, 34, 33])
    expect(spread(-100, [1, 1, 1])).toEqual([-33, -34, -33])
    expect(share(0, 5, 100)).toBe(0)
    expect(share(3, 0, 100)).toBe(0)
    expect(share(0, 0, 100)).toBe(100)
  })
})

describe('MONEY', () => {
  it('rounds half up, away from zero, to the exponent of the currency', () => {
    const price = (text: string): NonNullable<ReturnType<typeof parseDecimal>> => parseDecimal(text) ?? { digits: 0n, scale: 0 }
    expect(priceTimes(toMicro(price('3')), price('0.335'), 'USD')).toBe(101)
    expect(priceTimes(toMicro(price('1')), price('0.5'), 'JPY')).toBe(1)
    expect(priceTimes(toMicro(price('1')), price('0.0005'), 'KWD')).toBe(1)
    expect(toBase(-1, 'USD', price('0.5'))).toBe(-1)
    expect(toBase(1000, 'JPY', price('105.005'))).toBe(10500500)
    expect(percentOf(-50, price('1'))).toBe(-1)
    expect(toBase(7, 'IDR', price('99'))).toBe(7)
  })
  it('is within half a unit of the exact product', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), fc.bigInt({ min: 0n, max: 10n ** 10n }), fc.constantFrom(0, 2, 6), (quantity, digits, scale) => {
      let rounded: number
      try {
        rounded = priceTimes(quantity, { digits, scale }, 'IDR')
      } catch (error) {
        expect(error).toBeInstanceOf(AmountTooLargeError)
        return
      }
      const exact = BigInt(quantity) * digits * 100n
      const unit = 10n ** BigInt(6 + scale)
      const off = BigInt(rounded) * unit - exact
      expect(2n * off <= unit && 2n * off > -unit).toBe(true)
    }))
  })
  it('cuts tax to whole rupiah towards zero', () => {
    expect(wholeUnitsDown(19999n, 1n)).toBe(19900)
    expect(wholeUnitsDown(-19999n, 1n)).toBe(-19900)
  })
})

describe('text', () => {
  it('reads what it writes', () => {
    fc.assert(fc.property(minor, fc.constantFrom(...currencyCodes), (amount, currency) => {
      const read = parseDecimal(minorText(amount, currency))
      expect(read && toMinor(read, currency)).toBe(amount + 0)
    }))
    fc.assert(fc.property(fc.integer(), (quantity) => {
      const read = parseDecimal(microText(quantity))
      expect(read && toMicro(read)).toBe(quantity + 0)
    }))
    fc.assert(fc.property(fc.bigInt(), fc.nat(12), (digits, scale) => {
      const value = { digits, scale }
      const read = parseDecimal(decimalText(value))
      expect(read && compareDecimals(read, value)).toBe(0)
    }))
  })
  it('reads nothing else', () => {
    for (const text of ['', ' 1', '1 ', '1,0', '.5', '5.', '+1', '1e3', '01', '--1', '0x1', '１', 'NaN', '1\n']) expect(parseDecimal(text)).toBe(null)
    expect(minorText(0)).toBe('0.00')
    expect(minorText(-5)).toBe('-0.05')
    expect(minorText(1200, 'JPY')).toBe('1200')
  })
})

it('refuses sums that are no safe integers', () => {
  expect(() => sum(Number.MAX_SAFE_INTEGER, 1)).toThrow(AmountTooLargeError)
  expect(Object.is(sum(-0), 0)).toBe(true)
})
