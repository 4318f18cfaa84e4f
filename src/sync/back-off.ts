/**
 * How long to wait before the next attempt: doubles with each failure up to a limit, and varies by half, so that the PCs of one
 * shop do not all come back in the same second.
 * @param failures  failures in a row, from 1
 * @param random    from 0 to 1
 * @returns milliseconds
 */
export function backOff(failures: number, min: number, max: number, random: number): number {
  const full = Math.min(max, min * 2 ** Math.min(failures - 1, 30))
  return Math.round(full * (0.5 + random / 2))
}
