import { addDays, isPlainDate } from './plain-date.ts'

/**
 * A hybrid logical clock value: `2026-11-24T20:20:23.123Z-0004`, wall time in UTC to the millisecond, then a counter of four
 * hexadecimal digits. Values sort as text. Two values of one device are never equal.
 * @source Kulkarni et al., "Logical Physical Clocks", 2014
 */
export type ClockValue = string

const dayMs = 86_400_000

export const clockPattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z-[0-9a-f]{4}$/

/**
 * The next value: later than `last` (the latest value seen, own or received) and not before the wall clock.
 * @param wall  now, as `Date.prototype.toISOString` prints it
 */
export function nextClock(last: ClockValue | null, wall: string): ClockValue {
  if (last === null || wall > last.slice(0, 24)) return `${wall}-0000`
  const counter = parseInt(last.slice(25), 16) + 1
  // 65536 values in one millisecond: the wall part moves on to the next one.
  if (counter > 0xffff) return `${nextMillisecond(last.slice(0, 24))}-0000`
  return `${last.slice(0, 24)}-${counter.toString(16).padStart(4, '0')}`
}

/** Beyond this no clock goes by itself, however long it counts: the rest of the four-digit years is room to count on. */
const credibleBefore = '9000'

/**
 * Whether a received value may move our own clock forward. One that names no instant, or one at the end of all time, would leave
 * nothing after it: from then on no document of ours could follow.
 */
export function isCredibleClock(value: unknown): value is ClockValue {
  if (typeof value !== 'string' || !clockPattern.test(value) || value >= credibleBefore || !isPlainDate(value.slice(0, 10))) return false
  return value.slice(11, 13) < '24' && value.slice(14, 16) < '60' && value.slice(17, 19) < '60'
}

function nextMillisecond(wall: string): string {
  const milliseconds = ((Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16))) * 60 + Number(wall.slice(17, 19))) * 1000 + Number(wall.slice(20, 23)) + 1
  const date = milliseconds < dayMs ? wall.slice(0, 10) : addDays(wall.slice(0, 10), 1)
  const time = milliseconds % dayMs
  const part = (size: number, count: number, digits: number): string => String(Math.floor(time / size) % count).padStart(digits, '0')
  return `${date}T${part(3_600_000, 24, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}Z`
}
