import type { PlainDate } from './plain-date.ts'

/**
 * A hybrid logical clock value: `2026-11-24T20:20:23.123Z-0004`, wall time in UTC to the millisecond, then a counter of four
 * hexadecimal digits. Values sort as text. Two values of one device are never equal.
 * @source Kulkarni et al., "Logical Physical Clocks", 2014
 */
export type ClockValue = string

export const clockPattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z-[0-9a-f]{4}$/

/**
 * The next value: later than `last` (the latest value seen, own or received) and not before the wall clock.
 * @param wall  now, as `Date.prototype.toISOString` prints it
 */
export function nextClock(last: ClockValue | null, wall: string): ClockValue {
  if (last === null || wall > last.slice(0, 24)) return `${wall}-0000`
  const counter = parseInt(last.slice(25), 16) + 1
  // 65536 values in one millisecond: the wall part moves on by text-safe carrying into the next millisecond.
  if (counter > 0xffff) return `${nextMillisecond(last.slice(0, 24))}-0000`
  return `${last.slice(0, 24)}-${counter.toString(16).padStart(4, '0')}`
}

export function clockDate(value: ClockValue): PlainDate {
  return value.slice(0, 10)
}

function nextMillisecond(wall: string): string {
  const digits = wall.replace(/[^0-9]/g, '')
  const milliseconds = Number(digits.slice(14)) + 1
  if (milliseconds < 1000) return `${wall.slice(0, 20)}${String(milliseconds).padStart(3, '0')}Z`
  // Seconds beyond 59 still sort correctly as text; the next wall reading overtakes them.
  return `${wall.slice(0, 17)}${String(Number(wall.slice(17, 19)) + 1).padStart(2, '0')}.000Z`
}
