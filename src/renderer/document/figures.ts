import { compareDecimals, divideHalfUp, exponentOf, fixedText, isCurrency, parseDecimal, type Decimal } from '../../core/money/index.ts'

/** Figures of a document while it is typed, by the rules of the events contract; the backend's preview says the same a moment later. */
export interface TypedLine {
  readonly quantity?: unknown
  readonly unitPrice?: unknown
  readonly discountPercent?: unknown
  readonly amount?: unknown
}

const exponent = (currency: string) => (isCurrency(currency) ? exponentOf(currency) : 2)
const decimal = (value: unknown): Decimal | null => (typeof value === 'string' ? parseDecimal(value) : null)

/** The named rule MONEY: half up, away from zero, to `places`. */
function toMoney(value: Decimal, places: number): bigint {
  return value.scale <= places ? value.digits * 10n ** BigInt(places - value.scale) : divideHalfUp(value.digits, 10n ** BigInt(value.scale - places))
}

const times = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, scale: a.scale + b.scale })

/** @returns minor units: gross and net of one line, null while quantity or price is missing */
function lineFigures(line: TypedLine, places: number): { gross: bigint; net: bigint } | null {
  const amount = decimal(line.amount)
  if (amount) return { gross: toMoney(amount, places), net: toMoney(amount, places) }
  const quantity = decimal(line.quantity)
  const price = decimal(line.unitPrice)
  if (!quantity || !price) return null
  const gross = toMoney(times(quantity, price), places)
  const percent = decimal(line.discountPercent)
  if (!percent) return { gross, net: gross }
  return { gross, net: gross - toMoney({ digits: gross * percent.digits, scale: places + percent.scale + 2 }, places) }
}

export function lineNet(line: TypedLine, currency: string): string | null {
  const places = exponent(currency)
  const figures = lineFigures(line, places)
  return figures ? fixedText(figures.net, places) : null
}

export interface TypedTotals {
  readonly subtotal: string
  readonly discount: string
  readonly net: string
  readonly vat: string
  readonly total: string
  readonly quantity: string
}

/**
 * Sums of a document: lines' nets, less the discount of the whole, plus VAT.
 * @source events contract 2, PPN_DPP_NILAI_LAIN: net × 11/12 × 12 %, down to a whole rupiah
 */
export function documentTotals(lines: readonly TypedLine[], currency: string, discount: unknown, tax: unknown): TypedTotals {
  const places = exponent(currency)
  let subtotal = 0n
  let quantity: Decimal = { digits: 0n, scale: 0 }
  for (const line of lines) {
    subtotal += lineFigures(line, places)?.net ?? 0n
    const count = decimal(line.quantity)
    if (count) quantity = plus(quantity, count)
  }
  const less = decimal(discount)
  const taken = less ? toMoney(less, places) : 0n
  const net = subtotal - taken
  const whole = 10n ** BigInt(places)
  const vat = tax === 'ppn12' && net > 0n ? ((net * 11n) / (100n * whole)) * whole : 0n
  return {
    subtotal: fixedText(subtotal, places), discount: fixedText(taken, places), net: fixedText(net, places), vat: fixedText(vat, places),
    total: fixedText(net + vat, places), quantity: fixedText(quantity.digits, quantity.scale).replace(/(\.[0-9]*?)0+$/, '$1').replace(/\.$/, ''),
  }
}

function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale }
}

/** Sum of canonical decimal texts; what is not a decimal yet counts as nothing. */
export function sumOf(values: readonly unknown[], places = 2): string {
  let sum: Decimal = { digits: 0n, scale: places }
  for (const value of values) {
    const next = decimal(value)
    if (next) sum = plus(sum, next)
  }
  return fixedText(sum.digits, sum.scale)
}

export function negated(value: string): string {
  const parsed = parseDecimal(value)
  return parsed ? fixedText(-parsed.digits, parsed.scale) : value
}

export function difference(a: string, b: string, places = 2): string {
  return sumOf([a, negated(b)], places)
}

/** amount × rate in base currency. */
export function inBase(amount: unknown, rate: unknown): string {
  const value = decimal(amount)
  const factor = decimal(rate) ?? { digits: 1n, scale: 0 }
  return value ? fixedText(toMoney(times(value, factor), 2), 2) : '0.00'
}

export function isZero(value: string | null | undefined): boolean {
  const parsed = typeof value === 'string' ? parseDecimal(value) : null
  return !parsed || parsed.digits === 0n
}

export function isNegative(value: string | null | undefined): boolean {
  const parsed = typeof value === 'string' ? parseDecimal(value) : null
  return parsed !== null && parsed.digits < 0n
}

/** The smaller of two canonical decimals, in its own spelling. */
export function smaller(a: string, b: string): string {
  const x = parseDecimal(a)
  const y = parseDecimal(b)
  if (!x || !y) return x ? a : b
  return compareDecimals(x, y) <= 0 ? a : b
}

/** One more of something: what a scanner does to a quantity. */
export function oneMore(quantity: unknown): string {
  const value = decimal(quantity)
  if (!value) return '1'
  return fixedText(value.digits + 10n ** BigInt(value.scale), value.scale)
}
