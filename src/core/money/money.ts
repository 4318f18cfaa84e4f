import { type CurrencyCode, baseCurrency, exponentOf } from './currencies.ts'
import { type Decimal, divideDown, divideHalfUp, fixedText, rescale } from './decimal.ts'

/** An amount in the smallest unit of its currency (sen, cent, yen): a safe integer. The currency stands beside it. */
export type Minor = number
/** A quantity in millionths of its unit: a safe integer. */
export type Micro = number

/** A sum or product that leaves the safe integers; refused as `AMOUNT_TOO_LARGE` where a person's input caused it. */
export class AmountTooLargeError extends Error {
  readonly code = 'AMOUNT_TOO_LARGE'
  constructor() {
    super('AMOUNT_TOO_LARGE')
    this.name = 'AmountTooLargeError'
  }
}

export function safe(value: bigint): number {
  if (value > 9007199254740991n || value < -9007199254740991n) throw new AmountTooLargeError()
  return Number(value) + 0
}

/** Adds amounts of one currency. @throws AmountTooLargeError when the sum is not a safe integer */
export function sum(...amounts: readonly Minor[]): Minor {
  let total = 0
  for (const amount of amounts) {
    total += amount
    if (!Number.isSafeInteger(total)) throw new AmountTooLargeError()
  }
  return total + 0
}

/** `-0` is not a number that a ledger knows. */
export function negate(amount: Minor): Minor {
  return amount === 0 ? 0 : -amount
}

/** A decimal of at most the currency's places as smallest units. */
export function toMinor(value: Decimal, currency: CurrencyCode): Minor {
  return safe(rescale(value, exponentOf(currency)))
}

export function toMicro(value: Decimal): Micro {
  return safe(rescale(value, 6))
}

/** Exactly the currency's decimals: `1250.50`, `1200` (yen), `0.00`. */
export function minorText(amount: Minor, currency: CurrencyCode = baseCurrency): string {
  return fixedText(BigInt(amount), exponentOf(currency))
}

/** A quantity without trailing zeros: `12.5`, `3`. */
export function microText(quantity: Micro): string {
  const text = fixedText(BigInt(quantity), 6)
  return text.replace(/\.?0+$/, '')
}

/** Rule MONEY: quantity × price, half up to the currency's exponent. */
export function priceTimes(quantity: Micro, price: Decimal, currency: CurrencyCode): Minor {
  const exponent = exponentOf(currency)
  const product = BigInt(quantity) * price.digits * 10n ** BigInt(exponent)
  return safe(divideHalfUp(product, 10n ** BigInt(6 + price.scale)))
}

/** Rule MONEY: amount × rate, in base currency. A rate is rupiah per one unit; rupiah themselves are not converted. */
export function toBase(amount: Minor, currency: CurrencyCode, rate: Decimal): Minor {
  if (currency === baseCurrency) return amount
  const product = BigInt(amount) * rate.digits * 10n ** BigInt(exponentOf(baseCurrency))
  return safe(divideHalfUp(product, 10n ** BigInt(exponentOf(currency) + rate.scale)))
}

/** Rule MONEY: amount × percent / 100, half up. */
export function percentOf(amount: Minor, percent: Decimal): Minor {
  return safe(divideHalfUp(BigInt(amount) * percent.digits, 100n * 10n ** BigInt(percent.scale)))
}

/**
 * Rule SHARE: what `part` of a remaining `whole` takes from the remaining `value`. The last part takes the remainder.
 * @source events contract, section 2
 */
export function share(part: number | bigint, whole: number | bigint, value: Minor): Minor {
  const p = BigInt(part)
  const w = BigInt(whole)
  if (p === w) return value
  if (p === 0n || w === 0n) return 0
  return safe(divideHalfUp(p * BigInt(value), w))
}

/** Spreads `value` over `weights` in order by SHARE; sums to `value` exactly unless all weights are zero. */
export function spread(value: Minor, weights: readonly (number | bigint)[]): Minor[] {
  let whole = weights.reduce<bigint>((total, weight) => total + BigInt(weight), 0n)
  let left = value
  return weights.map((weight) => {
    const taken = share(weight, whole, left)
    whole -= BigInt(weight)
    left -= taken
    return taken
  })
}

/** Cuts to whole units of the base currency, towards zero (tax amounts are whole rupiah). */
export function wholeUnitsDown(numerator: bigint, denominator: bigint): Minor {
  const unit = 10n ** BigInt(exponentOf(baseCurrency))
  return safe(divideDown(numerator, denominator * unit) * unit)
}
