import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { burstGapMs, burstKey, noBurst } from './scanner.ts'

const type = (keys: readonly string[], gaps: readonly number[]) => {
  let state = noBurst
  let at = 1000
  let scanned: string | null = null
  keys.forEach((key, index) => {
    at += index === 0 ? 500 : gaps[index - 1] ?? 0
    const step = burstKey(state, key, at)
    state = step.state
    scanned = step.scanned
  })
  return scanned
}
const codes = fc.array(fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-.'), { minLength: 4, maxLength: 20 })

describe('scanner', () => {
  it('reads any burst that Enter ends', () => {
    fc.assert(fc.property(codes, fc.integer({ min: 0, max: burstGapMs - 1 }), (code, gap) => {
      expect(type([...code, 'Enter'], Array.from({ length: 20 }, () => gap))).toBe(code.join(''))
    }))
  })

  it('never takes a hand for a scanner', () => {
    fc.assert(fc.property(codes, fc.integer({ min: burstGapMs, max: 400 }), (code, gap) => {
      expect(type([...code, 'Enter'], Array.from({ length: 20 }, () => gap))).toBe(null)
    }))
  })

  it('reads capitals, for which the scanner presses Shift', () => {
    expect(type(['Shift', 'R', 'Shift', 'C', '-', '1', '0', '1', 'Enter'], Array.from({ length: 9 }, () => 5))).toBe('RC-101')
  })

  it('takes what was typed slowly before a burst as no part of it', () => {
    expect(type(['x', 'R', 'C', '0', '1', 'Enter'], [200, 5, 5, 5, 5])).toBe('RC01')
  })
})
