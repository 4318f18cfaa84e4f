import { divideHalfUp, fixedText, parseDecimal } from '../../../core/money/index.ts'

/** Decimals of a quantity. @source events contract, section 1 */
const placesMax = 6
const short = (digits: bigint, scale: number): string => fixedText(digits, scale).replace(/(\.[0-9]*?)0+$/, '$1').replace(/\.$/, '')

/** Product of two canonical decimals, half up to six places; null where one is none. */
export function multiplyDecimals(a: string, b: string): string | null {
  const x = parseDecimal(a)
  const y = parseDecimal(b)
  if (!x || !y) return null
  const scale = x.scale + y.scale
  const digits = x.digits * y.digits
  return scale <= placesMax ? short(digits, scale) : short(divideHalfUp(digits, 10n ** BigInt(scale - placesMax)), placesMax)
}

export function sumDecimals(a: string, b: string): string {
  const x = parseDecimal(a) ?? { digits: 0n, scale: 0 }
  const y = parseDecimal(b) ?? { digits: 0n, scale: 0 }
  const scale = Math.max(x.scale, y.scale)
  return short(x.digits * 10n ** BigInt(scale - x.scale) + y.digits * 10n ** BigInt(scale - y.scale), scale)
}
