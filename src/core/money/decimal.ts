/**
 * Exact decimals. A rate, a price or a percentage is a whole number of 10^-scale, held as a BigInt, so that nothing is ever
 * rounded except by the named rules in `rounding.ts`. (A decimal library would bring a precision setting at which a
 * quotient is rounded once before our own rule rounds it again; whole numbers cannot.)
 */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const canonical = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/

/** Reads the canonical spelling of the events contract (`-?(0|[1-9][0-9]*)(\.[0-9]+)?`); null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  const parts = canonical.exec(text)
  if (!parts) return null
  const fraction = parts[3] ?? ''
  const digits = BigInt(parts[2] + fraction)
  return { digits: parts[1] ? -digits : digits, scale: fraction.length }
}

export function decimalOf(whole: number | bigint, scale = 0): Decimal {
  return { digits: BigInt(whole), scale }
}

/** The same value with at least `scale` places. */
export function rescale(value: Decimal, scale: number): bigint {
  if (scale < value.scale) throw new RangeError(`rescale: ${value.scale} places do not fit into ${scale}`)
  return value.digits * 10n ** BigInt(scale - value.scale)
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = rescale(a, scale) - rescale(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Canonical text, without trailing zeros: `12.5`, `3`, `-0.25`. */
export function decimalText(value: Decimal): string {
  const text = fixedText(value.digits, value.scale)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** `digits` × 10^-scale with exactly `scale` places; never `-0`. */
export function fixedText(digits: bigint, scale: number): string {
  const negative = digits < 0n
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0')
  const cut = text.length - scale
  const body = scale === 0 ? text : `${text.slice(0, cut)}.${text.slice(cut)}`
  return negative && digits !== 0n ? `-${body}` : body
}

/** Divides and rounds half away from zero. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('divideHalfUp: division by zero')
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const quotient = (2n * n + d) / (2n * d)
  return negative ? -quotient : quotient
}

/** Divides and rounds towards zero. */
export function divideDown(numerator: bigint, denominator: bigint): bigint {
  return numerator / denominator
}
