import { type Decimal, divideHalfUp, fixedText, parseDecimal, rescale } from '../money/decimal.ts'

/** Decimals as they stand in a shipment: absent, empty and unreadable all read as null; the rules say which it was. */
export function decimalOrNull(text: string | undefined | null): Decimal | null {
  return typeof text === 'string' ? parseDecimal(text.trim()) : null
}

/** `value` × 10^scale, half up where it has more places. */
export function scaled(value: Decimal, scale: number): bigint {
  return value.scale <= scale ? rescale(value, scale) : divideHalfUp(value.digits, 10n ** BigInt(value.scale - scale))
}

export function product(...factors: readonly Decimal[]): Decimal {
  return factors.reduce((a, b) => ({ digits: a.digits * b.digits, scale: a.scale + b.scale }), { digits: 1n, scale: 0 })
}

/** Kilograms are held in grams. */
export function gramsOf(text: string | undefined): bigint | null {
  const value = decimalOrNull(text)
  return value === null ? null : scaled(value, 3)
}

/** `"555.200"`: kilograms with three decimals. */
export function kilogramText(grams: bigint): string {
  return fixedText(grams, 3)
}

/** `"14.608"`: cubic metres with three decimals, from cubic decimetres. */
export function cubicMetreText(cubicDecimetres: bigint): string {
  return fixedText(cubicDecimetres, 3)
}
