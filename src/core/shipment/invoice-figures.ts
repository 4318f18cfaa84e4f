import { type Decimal, divideHalfUp, parseDecimal } from '../money/decimal.ts'
import { type CustomsValue, customsValue } from './customs-value.ts'
import { isIncoterm, sellerInsures, sellerPaysFreight } from './incoterms.ts'
import { decimalOrNull, product, scaled } from './measures.ts'
import { type PackageRow, type PackageTotals, chargeableWeight, packageRows, packageTotals } from './packages.ts'
import type { ShipmentData } from './shipment-data.ts'

export interface LineFigures {
  readonly lineNo: number
  readonly sku: string
  /** Minor units of the invoice currency, as all amounts here. */
  readonly grossAmount: bigint
  readonly lineDiscount: bigint
  readonly lineAmount: bigint
  /** What quantity × price less discount gives, whatever was typed over it. */
  readonly computedAmount: bigint
}

/** Every number that commercial invoice, packing list and customs value need. Amounts in minor units, weights in grams. */
export interface ShipmentFigures {
  readonly exponent: number
  readonly lines: readonly LineFigures[]
  readonly subtotal: bigint
  readonly discount: bigint
  readonly goodsValue: bigint
  /** Null where the shipment does not say how the freight is found. */
  readonly freight: bigint | null
  readonly insurance: bigint | null
  readonly otherCharges: bigint
  readonly taxBase: bigint | null
  readonly taxAmount: bigint | null
  readonly total: bigint
  readonly depositReceived: bigint | null
  readonly rows: readonly PackageRow[]
  readonly packages: PackageTotals
  readonly customs: CustomsValue
  /** FOB of each line by largest remainders over the line amounts. */
  readonly fobByLine: readonly bigint[]
  /** 110 % of CIF, or what was typed. */
  readonly insuredValue: bigint | null
}

const exponents: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, KWD: 3, BHD: 3, OMR: 3, TND: 3, JOD: 3, CLP: 0, ISK: 0 }

/** Decimals of a currency's smallest unit: what the shipment says, else ISO 4217. */
export function moneyExponent(data: ShipmentData): number {
  const stated = data.moneyExponent
  if (typeof stated === 'number' && Number.isInteger(stated) && stated >= 0 && stated <= 4) return stated
  return exponents[data.currency ?? ''] ?? 2
}

export function shipmentFigures(data: ShipmentData): ShipmentFigures {
  const exponent = moneyExponent(data)
  const money = (text: string | undefined): bigint | null => {
    const value = decimalOrNull(text)
    return value === null ? null : scaled(value, exponent)
  }
  const lines = (data.lines ?? []).map((line, index): LineFigures => {
    const quantity = decimalOrNull(line.quantity)
    const price = decimalOrNull(line.unitPrice)
    const grossAmount = quantity === null || price === null ? 0n : scaled(product(quantity, price), exponent)
    const lineDiscount = money(line.lineDiscountAmount) ?? percentOf(grossAmount, decimalOrNull(line.lineDiscountPercent))
    const computedAmount = grossAmount - lineDiscount
    return { lineNo: index + 1, sku: line.sku ?? '', grossAmount, lineDiscount, computedAmount, lineAmount: money(line.lineAmount) ?? computedAmount }
  })
  const subtotal = total(lines.map((line) => line.lineAmount))
  const discount = money(data.discountAmount) ?? percentOf(subtotal, decimalOrNull(data.discountPercent))
  const goodsValue = subtotal - discount
  const rows = packageRows(data)
  const packages = packageTotals(rows)
  const freight = freightAmount(data, packages, exponent)
  const added = data.chargesShown === 'added'
  const term = isIncoterm(data.incoterm) ? data.incoterm : null
  const insurance = money(data.insurance?.amount) ?? premium(data, goodsValue, freight ?? 0n, money)
  const otherCharges = money(data.charges?.other) ?? 0n
  const customs = customsValue({
    term, goods: goodsValue, freight: freight ?? 0n, insurance: insurance ?? 0n, chargesAdded: added,
    toOnBoard: money(data.charges?.toOnBoard) ?? 0n, afterDischarge: money(data.charges?.afterDischarge) ?? 0n,
    importDuty: money(data.charges?.importDuty) ?? 0n,
  })
  const taxAmount = money(data.taxAmount)
  const charged = added ? (freight ?? 0n) + (insurance ?? 0n) : 0n
  return {
    exponent, lines, subtotal, discount, goodsValue, freight, insurance, otherCharges,
    taxBase: money(data.taxBase), taxAmount,
    total: goodsValue + charged + otherCharges + (taxAmount ?? 0n),
    depositReceived: money(data.payment?.depositReceived),
    rows, packages, customs,
    fobByLine: largestRemainders(customs.fob, lines.map((line) => line.lineAmount)),
    insuredValue: money(data.insurance?.insuredValue) ?? (insurance === null ? null : divideHalfUp(customs.cif * 110n, 100n)),
  }
}

/** What each agreed share of the total comes to; the last takes what rounding leaves. */
export function paymentShares(data: ShipmentData, amount: bigint): { percent: string, event: string, amount: bigint }[] {
  const splits = data.payment?.splits ?? []
  let left = amount
  return splits.map((split, index) => {
    const share = index === splits.length - 1 ? left : percentOf(amount, decimalOrNull(split.percent))
    left -= share
    return { percent: split.percent, event: split.event, amount: share }
  })
}

/**
 * Freight in minor units: `AMOUNT` as given; LCL rate × revenue tons (cubic metres or gross tons, the larger, at least the
 * minimum); FCL rate × containers; air and courier rate × chargeable kilograms. Null where the basis or a rate is missing.
 * @source domain notes "export papers", arithmetic 5 and 7.1
 */
export function freightAmount(data: ShipmentData, packages: PackageTotals, exponent: number): bigint | null {
  const freight = data.freight
  if (freight === undefined || freight === null) return null
  const times = (rate: string | undefined, factor: Decimal): bigint | null => {
    const value = decimalOrNull(rate)
    return value === null ? null : scaled(product(value, factor), exponent)
  }
  switch (freight.basis) {
    case 'LCL': return times(freight.ratePerRevenueTon, { digits: revenueTon(data, packages), scale: 3 })
    case 'FCL': return times(freight.ratePerContainer, decimalOrNull(String(freight.containers ?? '1')) ?? { digits: 1n, scale: 0 })
    case 'AIR': return times(freight.ratePerKg, { digits: chargeableWeight(packages, 6000).chargeable, scale: 3 })
    case 'COURIER': return times(freight.ratePerKg, { digits: chargeableWeight(packages, 5000).chargeable, scale: 3 })
    default: return times(freight.amount, { digits: 1n, scale: 0 })
  }
}

/** Thousandths of a revenue ton. */
export function revenueTon(data: ShipmentData, packages: PackageTotals): bigint {
  const tons = divideHalfUp(packages.gross, 1000n)
  const larger = packages.volume > tons ? packages.volume : tons
  const minimum = scaled(decimalOrNull(data.freight?.minimumRevenueTon) ?? { digits: 1n, scale: 0 }, 3)
  return larger > minimum ? larger : minimum
}

/**
 * The premium for 110 % of CIF at a rate. Where the prices already hold it: 1.1 × rate × goods; where it comes on top of
 * cost and freight: CIF = CFR / (1 − 1.1 × rate), premium = CIF − CFR.
 * @source UCP 600 art. 28(f)(ii); domain notes "FOB/CIF block"
 */
function premium(data: ShipmentData, goods: bigint, freight: bigint, money: (text?: string) => bigint | null): bigint | null {
  const rate = decimalOrNull(data.insurance?.ratePercent)
  if (rate === null) return null
  // 1.1 × rate / 100 as a fraction with one decimal more than the rate.
  const share = { digits: rate.digits * 11n, scale: rate.scale + 3 }
  const one = 10n ** BigInt(share.scale)
  const term = data.incoterm ?? ''
  if (data.chargesShown !== 'added' && (sellerInsures(term) || /^D/.test(term))) {
    const landed = goods - (money(data.charges?.afterDischarge) ?? 0n) - (money(data.charges?.importDuty) ?? 0n)
    return divideHalfUp(landed * share.digits, one)
  }
  if (share.digits >= one) return null
  const costAndFreight = data.chargesShown === 'added' || !sellerPaysFreight(term) ? goods + freight : goods
  return divideHalfUp(costAndFreight * one, one - share.digits) - costAndFreight
}

function percentOf(amount: bigint, percent: Decimal | null): bigint {
  return percent === null ? 0n : divideHalfUp(amount * percent.digits, 100n * 10n ** BigInt(percent.scale))
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n)
}

/**
 * Spreads `value` over `weights`: each takes the whole part of its share, the units that are left go to the largest remainders
 * (the earlier line on a tie). Sums to `value` exactly unless all weights are zero.
 */
export function largestRemainders(value: bigint, weights: readonly bigint[]): bigint[] {
  const whole = total(weights)
  if (whole <= 0n || value < 0n || weights.some((weight) => weight < 0n)) return weights.map(() => 0n)
  const shares = weights.map((weight) => value * weight / whole)
  let left = value - total(shares)
  const order = weights.map((weight, index) => ({ index, rest: value * weight % whole }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const { index } of order) {
    if (left === 0n) break
    shares[index] = (shares[index] ?? 0n) + 1n
    left -= 1n
  }
  return shares
}

/** A typed amount has more decimals than its currency (`147000.50` yen). */
export function exceedsExponent(text: string | undefined, exponent: number): boolean {
  const value = text === undefined ? null : parseDecimal(text.trim())
  return value !== null && value.scale > exponent && value.digits % 10n ** BigInt(value.scale - exponent) !== 0n
}
