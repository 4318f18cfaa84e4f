import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finalIncomeTaxOf, ppnInGross, ppnOfNet, vatBack } from './index.ts'

const rupiah = fc.integer({ min: 0, max: 1_000_000_000_000_00 })

describe('PPN', () => {
  it('is 11/12 × 12 % of the net, cut down to a whole rupiah once', () => {
    expect(ppnOfNet(1_000_00)).toBe(110_00)
    expect(ppnOfNet(1_009_99)).toBe(111_00)
    expect(ppnOfNet(9_09)).toBe(0)
    expect(ppnOfNet(9_10)).toBe(1_00)
  })
  it('is found again in a gross amount to within the rupiah that was cut', () => {
    fc.assert(fc.property(rupiah, (net) => {
      const vat = ppnOfNet(net)
      expect(vat % 100).toBe(0)
      expect(Math.abs(ppnInGross(net + vat) - vat)).toBeLessThanOrEqual(100)
    }))
  })
  it('comes back whole over any parts', () => {
    fc.assert(fc.property(rupiah, fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }), (net, weights) => {
      const left = { net, vat: ppnOfNet(net) }
      weights.forEach((weight, index) => {
        const part = index === weights.length - 1 ? left.net : Math.floor((left.net * weight) / 200)
        const back = vatBack(part, left)
        expect(back).toBeGreaterThanOrEqual(0)
        left.net -= part
        left.vat -= back
      })
      expect(left).toEqual({ net: 0, vat: 0 })
    }))
  })
})

it('final income tax is 0.5 % down to a whole rupiah, and nothing below zero', () => {
  expect(finalIncomeTaxOf(199_99)).toBe(0)
  expect(finalIncomeTaxOf(200_00)).toBe(1_00)
  expect(finalIncomeTaxOf(-5_000_00)).toBe(0)
})
