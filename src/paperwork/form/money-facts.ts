import { type ShipmentData, decimalOrNull, paymentShares, scaled } from '../../core/shipment/index.ts'
import { type Decimal, divideHalfUp } from '../../core/money/index.ts'
import { addDays, isPlainDate } from '../../core/calendar/index.ts'
import { amountInWords } from '../amount-in-words.ts'
import { formatDecimal } from '../format.ts'
import { type Context, type Fact, type FactResult, asWritten, currencyValue, dateValue, decimalValue, joined, measureValue, moneyValue, reference, typedText } from './context.ts'
import { shippedOn } from './transport-facts.ts'

/** Amounts of the sale, customs value, insurance and the letter of credit. */
export const moneyFacts: Readonly<Record<string, Fact>> = {
  subtotal: { path: 'lines', value: (context) => moneyValue(context.figures.subtotal, context) },
  discount: { path: 'discountPercent', value: (context) => moneyValue(-context.figures.discount, context) },
  goodsValue: { path: 'lines', value: (context) => moneyValue(context.figures.goodsValue, context) },
  freight: { path: 'freight', value: (context) => moneyValue(context.figures.freight ?? 0n, context) },
  insurance: { path: 'insurance', value: (context) => moneyValue(context.figures.insurance ?? 0n, context) },
  total: { path: 'lines', value: (context) => moneyValue(context.figures.total, context) },
  totalCurrency: { path: 'lines', value: (context) => currencyValue(context.figures.total, context) },
  totalWords: { path: 'lines', value: (context) => words(context.figures.total, context) },
  totalTerm: { path: 'incoterm', value: ({ data }) => joined(' ', data.incoterm, data.incotermPlace) },
  fob: { path: 'lines', value: (context) => moneyValue(context.figures.customs.fob, context) },
  fobCurrency: { path: 'lines', value: (context) => currencyValue(context.figures.customs.fob, context) },
  cif: { path: 'lines', value: (context) => moneyValue(context.figures.customs.cif, context) },
  cfr: { path: 'lines', value: (context) => moneyValue(context.figures.customs.fob + context.figures.customs.freight, context) },
  ndpbm: { path: 'customsRate.idrPerUnit', value: (context) => decimalValue(context.data.customsRate?.idrPerUnit, context, 4) },
  ndpbmValidity: { path: 'customsRate.validFrom', value: (context) => (context.data.customsRate?.validFrom === undefined ? null : `${text(dateValue(context.data.customsRate.validFrom, context))} – ${text(dateValue(context.data.customsRate.validTo, context))}`) },
  fobIdr: { path: 'customsRate.idrPerUnit', value: (context) => rupiah(context.figures.customs.fob, context) },
  cifIdr: { path: 'customsRate.idrPerUnit', value: (context) => rupiah(context.figures.customs.cif, context) },
  insuredValue: { path: 'insurance.insuredValue', value: (context) => moneyValue(context.figures.insuredValue, context) },
  insuredCurrency: { path: 'insurance.insuredValue', value: (context) => currencyValue(context.figures.insuredValue, context) },
  insuredWords: { path: 'insurance.insuredValue', value: (context) => (context.figures.insuredValue === null ? null : words(context.figures.insuredValue, context)) },
  insuredBasis: { path: 'insurance.cover', value: (context) => (context.figures.insuredValue === null ? null : `${insuredPercent(context)}% ${of(context)} ${text(moneyValue(context.figures.customs.cif, context))}`) },
  insuranceRate: { path: 'insurance.ratePercent', value: (context) => (context.data.insurance?.ratePercent === undefined ? null : `${text(decimalValue(context.data.insurance.ratePercent, context))}%`) },
  insuranceConditions: { path: 'insurance.conditions', value: ({ data }) => data.insurance?.conditions },
  insuranceCover: { path: 'insurance.cover', value: ({ data }) => data.insurance?.cover },
  premium: { path: 'insurance.ratePercent', value: (context) => currencyValue(context.figures.insurance, context) },
  deposit: { path: 'payment.splits', value: (context) => currencyValue(depositOf(context), context) },
  depositWords: { path: 'payment.splits', value: (context) => wordsOrNull(depositOf(context), context) },
  balance: { path: 'payment.splits', value: (context) => currencyValue(balanceOf(context), context) },
  balanceWords: { path: 'payment.splits', value: (context) => wordsOrNull(balanceOf(context), context) },
  receiptAmount: { path: 'papers.receipt.amount', value: (context) => currencyValue(receiptOf(context), context) },
  receiptWords: { path: 'papers.receipt.amount', value: (context) => wordsOrNull(receiptOf(context), context) },
  noteAmount: { path: 'papers.note.amount', value: (context) => currencyValue(typedAmount(context), context) },
  noteWords: { path: 'papers.note.amount', value: (context) => wordsOrNull(typedAmount(context), context) },
  newBalance: { path: 'lines', value: (context) => currencyValue(newBalance(context), context) },
  draftAmount: { path: 'lines', value: (context) => currencyValue(draftOf(context), context) },
  draftWords: { path: 'lines', value: (context) => wordsOrNull(draftOf(context), context) },
  tenor: { path: 'payment.term', value: (context) => typedText(context, 'tenor', 'draft') ?? tenorOf(context.data) },
  maturity: { path: 'payment.term', value: (context) => dateValue(maturityOf(context.data), context) },
  collectionTerm: { path: 'payment.term', value: (context) => typedText(context, 'collectionTerm') ?? (/D\/?A\b/i.test(context.data.payment?.term ?? '') ? 'D/A' : 'D/P') },
  lcRef: { path: 'payment.lc.no', value: (context) => reference(context.data.payment?.lc?.no, context.data.payment?.lc?.date, context) },
  lcNo: { path: 'payment.lc.no', value: ({ data }) => data.payment?.lc?.no },
  lcDate: { path: 'payment.lc.date', value: (context) => dateValue(context.data.payment?.lc?.date, context) },
  lcBank: { path: 'payment.lc.issuingBank', value: ({ data }) => data.payment?.lc?.issuingBank },
  lcApplicant: { path: 'payment.lc.applicant', value: ({ data }) => data.payment?.lc?.applicant },
  lcAmount: { path: 'payment.lc.amount', value: (context) => currencyValue(creditOf(context), context) },
  lcTolerance: { path: 'payment.lc.tolerancePercent', value: (context) => (context.data.payment?.lc?.tolerancePercent === undefined ? null : `± ${text(decimalValue(context.data.payment.lc.tolerancePercent, context))}%`) },
  lcMinimum: { path: 'payment.lc.amount', value: (context) => currencyValue(limitOf(context, -1n), context) },
  lcMaximum: { path: 'payment.lc.amount', value: (context) => currencyValue(limitOf(context, 1n), context) },
  lcUndrawn: { path: 'payment.lc.amount', value: (context) => currencyValue(creditOf(context) === null ? null : (creditOf(context) ?? 0n) - context.figures.total, context) },
  lcLatestShipment: { path: 'payment.lc.latestShipment', value: (context) => dateValue(context.data.payment?.lc?.latestShipment, context) },
  lcExpiry: { path: 'payment.lc.expiryDate', value: (context) => joined(', ', text(dateValue(context.data.payment?.lc?.expiryDate, context)), context.data.payment?.lc?.expiryPlace) },
  lcPresentationDays: { path: 'payment.lc.presentationDays', value: ({ data }) => (data.payment?.lc === undefined ? null : String(data.payment.lc.presentationDays ?? 21)) },
  lcLatestPresentation: { path: 'payment.lc.presentationDays', value: (context) => dateValue(latestPresentation(context.data), context) },
  lcPartial: { path: 'payment.lc.partialShipment', value: ({ data }) => data.payment?.lc?.partialShipment },
  lcTranshipment: { path: 'payment.lc.transshipment', value: ({ data }) => data.payment?.lc?.transshipment },
  lcGoods: { path: 'payment.lc.goodsText', value: ({ data }) => data.payment?.lc?.goodsText },
  presentationDate: { path: 'papers.presentation.date', value: (context) => dateValue(context.data.papers?.['presentation']?.date, context) },
  taxBaseIdr: { path: 'taxBase', value: (context) => decimalValue(context.data.taxBase, context) ?? rupiah(context.figures.customs.fob, context) },
  taxAmount: { path: 'taxAmount', value: (context) => decimalValue(context.data.taxAmount ?? '0', context) },
  stockOpening: { path: 'stockCard.opening', value: (context) => decimalValue(context.data.stockCard?.opening, context) },
  stockClosing: { path: 'stockCard.closing', value: (context) => decimalValue(context.data.stockCard?.closing, context) },
  stockGoods: { path: 'stockCard.sku', value: ({ data }) => joined(' · ', data.stockCard?.sku, data.stockCard?.name) },
  stockUnit: { path: 'stockCard.unit', value: ({ data }) => data.stockCard?.unit },
  stockWarehouse: { path: 'stockCard.warehouse', value: ({ data }) => data.stockCard?.warehouse },
  statementPeriod: { path: 'statement.from', value: (context) => (context.data.statement === undefined ? null : `${text(dateValue(context.data.statement.from, context))} – ${text(dateValue(context.data.statement.to, context))}`) },
  statementOpening: { path: 'statement.opening', value: (context) => joined(' ', context.data.statement?.currency, text(asWritten(context.data.statement?.opening, context))) },
  statementClosing: { path: 'statement.closing', value: (context) => joined(' ', context.data.statement?.currency, text(asWritten(context.data.statement?.closing, context))) },
  ageing0: { path: 'statement.ageing[0]', value: (context) => asWritten(context.data.statement?.ageing?.[0], context) },
  ageing30: { path: 'statement.ageing[1]', value: (context) => asWritten(context.data.statement?.ageing?.[1], context) },
  ageing60: { path: 'statement.ageing[2]', value: (context) => asWritten(context.data.statement?.ageing?.[2], context) },
  ageing90: { path: 'statement.ageing[3]', value: (context) => asWritten(context.data.statement?.ageing?.[3], context) },
  ageingMore: { path: 'statement.ageing[4]', value: (context) => asWritten(context.data.statement?.ageing?.[4], context) },
}

export function text(result: FactResult): string {
  return result === null || result === undefined ? '' : typeof result === 'string' ? result : result.text
}

function words(minor: bigint, { data, figures, language }: Context): string {
  const size = minor < 0n ? -minor : minor
  return size / 10n ** BigInt(figures.exponent) > 999_999_999_999_999n ? '' : amountInWords(minor, data.currency ?? '', figures.exponent, language)
}

function wordsOrNull(minor: bigint | null, context: Context): string | null {
  return minor === null ? null : words(minor, context)
}

/** An amount at the customs rate in whole rupiah, half up. */
export function rupiah(minor: bigint, context: Context): FactResult {
  const rate = decimalOrNull(context.data.customsRate?.idrPerUnit)
  if (rate === null) return null
  return measureValue(divideHalfUp(minor * rate.digits, 10n ** BigInt(rate.scale + context.figures.exponent)), 0, context)
}

function depositOf({ data, figures }: Context): bigint | null {
  const shares = paymentShares(data, figures.total)
  return shares.length > 1 ? shares[0]?.amount ?? null : null
}

function balanceOf(context: Context): bigint | null {
  const deposit = depositOf(context)
  return deposit === null ? null : context.figures.total - deposit
}

/** What was received: typed on the receipt, else the deposit, else the whole invoice. */
export function receiptOf(context: Context): bigint | null {
  return typedAmount(context) ?? depositOf(context) ?? context.figures.total
}

function typedAmount(context: Context): bigint | null {
  const value = decimalOrNull(typedText(context, 'amount'))
  return value === null ? null : scaled(value, context.figures.exponent)
}

function newBalance(context: Context): bigint | null {
  const note = typedAmount(context)
  if (note === null) return null
  return context.paperKey === 'creditNote' ? context.figures.total - note : context.figures.total + note
}

/** A draft is drawn for the invoice, or for the share that the collection takes. */
function draftOf(context: Context): bigint {
  const value = decimalOrNull(typedText(context, 'amount', 'draft'))
  return value === null ? context.figures.total : scaled(value, context.figures.exponent)
}

function tenorOf(data: ShipmentData): string {
  const days = /(\d+)\s*(?:days|hari)/i.exec(data.payment?.term ?? '')?.[1]
  if (days === undefined) return 'AT SIGHT'
  return `${days} DAYS AFTER ${/sight/i.test(data.payment?.term ?? '') && !/B\/L/i.test(data.payment?.term ?? '') ? 'SIGHT' : 'B/L DATE'}`
}

/** `after` leaves out the day itself. @source UCP 600 art. 3 */
function maturityOf(data: ShipmentData): string | undefined {
  const days = /(\d+) DAYS AFTER B\/L/.exec(tenorOf(data))?.[1]
  const from = shippedOn(data)
  return days === undefined || !isPlainDate(from) ? undefined : addDays(from, Number(days))
}

function creditOf({ data, figures }: Context): bigint | null {
  const value = decimalOrNull(data.payment?.lc?.amount)
  return value === null ? null : scaled(value, figures.exponent)
}

/** The most (`side` 1) or the least (-1) that may be drawn within the tolerance. @source UCP 600 art. 30, field 39A */
function limitOf(context: Context, side: 1n | -1n): bigint | null {
  const credit = creditOf(context)
  if (credit === null) return null
  const tolerance: Decimal = decimalOrNull(context.data.payment?.lc?.tolerancePercent) ?? { digits: 0n, scale: 0 }
  const hundred = 100n * 10n ** BigInt(tolerance.scale)
  return divideHalfUp(credit * (hundred + side * tolerance.digits), hundred)
}

/** The last day to present: so many days after shipment, never after expiry. @source UCP 600 art. 6(d), 14(c) */
export function latestPresentation(data: ShipmentData): string | undefined {
  const lc = data.payment?.lc
  const from = shippedOn(data)
  if (lc === undefined || lc === null || !isPlainDate(from)) return undefined
  const last = addDays(from, lc.presentationDays ?? 21)
  return isPlainDate(lc.expiryDate) && lc.expiryDate < last ? lc.expiryDate : last
}

function insuredPercent({ figures, language }: Context): string {
  const { cif } = figures.customs
  const insured = figures.insuredValue ?? 0n
  if (cif <= 0n) return '110'
  // The percentage as agreed: of CIF, to two decimals where it is not whole.
  const basis = divideHalfUp(insured * 10_000n, cif)
  return basis % 100n === 0n ? String(basis / 100n) : formatDecimal({ digits: basis, scale: 2 }, language)
}

function of({ language }: Context): string {
  return { id: 'dari', en: 'of', zh: '×' }[language]
}
