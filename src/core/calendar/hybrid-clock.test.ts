import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockPattern, isCredibleClock, nextClock } from './hybrid-clock.ts'

describe('the hybrid clock', () => {
  it('follows the wall, counts where the wall stands or goes back, and carries when it has counted through a millisecond', () => {
    expect(nextClock(null, '2026-11-24T20:20:23.123Z')).toBe('2026-11-24T20:20:23.123Z-0000')
    expect(nextClock('2026-11-24T20:20:23.123Z-0000', '2026-11-24T20:20:23.123Z')).toBe('2026-11-24T20:20:23.123Z-0001')
    expect(nextClock('2026-11-24T20:20:23.123Z-0009', '1999-01-01T00:00:00.000Z')).toBe('2026-11-24T20:20:23.123Z-000a')
    expect(nextClock('2026-11-24T20:20:23.123Z-ffff', '2026-11-24T20:20:23.123Z')).toBe('2026-11-24T20:20:23.124Z-0000')
    expect(nextClock('2026-12-31T23:59:59.999Z-ffff', '2026-11-24T20:20:23.123Z')).toBe('2027-01-01T00:00:00.000Z-0000')
  })

  it('gives a later value of the same form, whatever came before', () => {
    const wall = fc.date({ min: new Date('2020-01-01'), max: new Date('8999-12-31T23:59:59.999Z'), noInvalidDate: true }).map((date) => date.toISOString())
    fc.assert(fc.property(wall, fc.constantFrom('0000', '0fff', 'fffe', 'ffff'), wall, (before, counter, now) => {
      const last = `${before}-${counter}`
      const next = nextClock(last, now)
      expect(next > last && next.slice(0, 24) >= now).toBe(true)
      expect(next).toMatch(clockPattern)
    }))
  })

  it.each(['9999-12-31T23:59:59.999Z-ffff', '9999-99-99T99:99:99.999Z-ffff', '8999-12-31T23:59:99.999Z-ffff', '2026-02-30T00:00:00.000Z-0000', '2026-11-24T24:00:00.000Z-0000', '2026-11-24', '', 7, null])(
    'does not believe %s', (value) => {
      expect(isCredibleClock(value)).toBe(false)
    },
  )

  it('believes a clock that is years ahead: what follows a document must come after it', () => {
    expect(isCredibleClock('2062-01-01T00:00:00.000Z-0000')).toBe(true)
  })
})
