import { describe, expect, it } from 'vitest'
import { roundTicks, shareOf, tickText } from './scale.ts'

describe('the scale of a chart', () => {
  it('starts at zero and ends on a round number above the largest value', () => {
    expect(roundTicks([391_000_000, 120_000_000])).toEqual([0, 200_000_000, 400_000_000])
    expect(roundTicks([7])).toEqual([0, 2.5, 5, 7.5])
  })

  it('reaches below zero when a value does', () => {
    const ticks = roundTicks([-30, 100])
    expect(ticks[0]).toBeLessThanOrEqual(-30)
    expect(ticks).toContain(0)
    expect(shareOf(0, ticks)).toBeGreaterThan(0)
  })

  it('has two ends even where nothing is', () => {
    expect(roundTicks([])).toEqual([0, 1])
    expect(shareOf(0, roundTicks([0, 0]))).toBe(0)
  })

  it('writes a large tick out in full', () => {
    expect(tickText(2e9)).toBe('2000000000')
    expect(tickText(2.5)).toBe('2.5')
  })
})
