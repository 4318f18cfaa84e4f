import { decimalText, divideHalfUp, fixedText, parseDecimal, rescale } from '../money/index.ts'

// Sums over figures that a report already gave as text. Exact; a text that is no decimal counts as nothing.

/** Adds decimal texts; the result has the most places among them. */
export function addTexts(...texts: readonly string[]): string {
  const values = texts.map((text) => parseDecimal(text) ?? { digits: 0n, scale: 0 })
  const scale = values.reduce((most, value) => Math.max(most, value.scale), 0)
  return fixedText(values.reduce((sum, value) => sum + rescale(value, scale), 0n), scale)
}

export function negateText(text: string): string {
  if (isZero(text)) return text.replace('-', '')
  return text.startsWith('-') ? text.slice(1) : `-${text}`
}

export function isZero(text: string): boolean {
  return !/[1-9]/.test(text)
}

export function isNegative(text: string): boolean {
  return text.startsWith('-') && !isZero(text)
}

/** value ÷ quantity, half up; null where there is nothing to divide by. */
export function quotientText(value: string, quantity: string, places: number): string | null {
  const v = parseDecimal(value)
  const q = parseDecimal(quantity)
  if (!v || !q || q.digits === 0n) return null
  const numerator = v.digits * 10n ** BigInt(q.scale + places)
  return fixedText(divideHalfUp(numerator, q.digits * 10n ** BigInt(v.scale)), places)
}

/** part ÷ whole in percent with one decimal, without a trailing zero; null for a whole of zero. */
export function percentText(part: string, whole: string): string | null {
  const quotient = quotientText(part, whole, 3)
  const value = quotient === null ? null : parseDecimal(quotient)
  return value ? decimalText({ digits: value.digits, scale: 1 }) : null
}
