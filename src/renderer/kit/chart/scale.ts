/** A decimal text as a place on the screen. Never for a sum or for anything that is shown as a figure. */
export function placeOf(value: string): number {
  const number = Number(value)
  return Number.isFinite(number) ? number : 0
}

/**
 * A scale from zero (or from below it) to a round number above the largest value.
 * @returns ascending round ticks, the first and the last being the ends of the scale; at least two
 */
export function roundTicks(values: readonly number[], ticksMax = 4): number[] {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  if (low === high) return [0, 1]
  const rough = (high - low) / Math.max(1, ticksMax - 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const ticks: number[] = []
  for (let index = Math.floor(low / step); index <= Math.ceil(high / step); index++) ticks.push(index * step + 0)
  return ticks
}

/** How far along the scale a value lies, 0 to 1. */
export function shareOf(value: number, ticks: readonly number[]): number {
  const low = ticks[0] ?? 0
  const high = ticks.at(-1) ?? 1
  return high === low ? 0 : Math.min(1, Math.max(0, (value - low) / (high - low)))
}

/** A tick as the decimal text that the formatting functions take. */
export function tickText(tick: number): string {
  return Number.isInteger(tick) && Math.abs(tick) < 1e21 ? tick.toFixed(0) : String(tick)
}
