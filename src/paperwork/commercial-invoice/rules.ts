import { compareDecimals, fixedText } from '../../core/money/index.ts'
import {
  type ShipmentData, decimalOrNull, destinationCountry, exceedsExponent, isIncoterm, scaled, seaOnly, sellerInsures, sellerPaysFreight, transportKind,
} from '../../core/shipment/index.ts'
import { eachLine, filled, found, generalRules, isDate } from '../rules/general.ts'
import { rupiahAbroad } from '../rules/sales-papers.ts'
import { statedTotals } from '../rules/stated-totals.ts'
import type { Found, Rule, RuleInput } from '../types.ts'

const zero = { digits: 0n, scale: 0 }

/** Papers of the shipment that claim an origin. */
const originPapers = ['formE', 'rcep', 'formD', 'formB', 'formA', 'formAk', 'formAanz', 'formIjepa', 'ska']

/** The rules of the commercial invoice in the order of the domain notes, 2.5; the general ones first. */
export const rules: readonly Rule[] = [
  ...generalRules('commercialInvoice'),
  rupiahAbroad,
  {
    code: 'GEN-010', severity: 'error', source: 'program',
    check: ({ data, figures }) => differs(data.totals?.subtotal, figures.subtotal, figures.exponent, 'totals.subtotal'),
  },
  { code: 'CI-001', severity: 'error', source: 'UCP 600 art.18', check: ({ data }) => found((data.lines ?? []).length === 0, 'lines') },
  {
    code: 'CI-002', severity: 'error', source: 'program',
    check: ({ data }) => eachLine(data, 'quantity', (line) => {
      const quantity = decimalOrNull(line.quantity)
      const price = decimalOrNull(line.unitPrice)
      return quantity === null || price === null || compareDecimals(quantity, zero) <= 0 || compareDecimals(price, zero) < 0
    }),
  },
  {
    code: 'CI-003', severity: 'warning', source: 'WTO valuation agreement',
    check: ({ data }) => eachLine(data, 'unitPrice', (line) => decimalOrNull(line.unitPrice)?.digits === 0n),
  },
  {
    code: 'CI-004', severity: 'error', source: 'program',
    check: ({ data, figures }) => eachLine(data, 'lineAmount', (line, index) => {
      const typed = decimalOrNull(line.lineAmount)
      const computed = { digits: figures.lines[index]?.computedAmount ?? 0n, scale: figures.exponent }
      return typed !== null && compareDecimals(typed, computed) !== 0 && { a: line.lineAmount ?? '', b: fixedText(computed.digits, computed.scale) }
    }),
  },
  {
    code: 'CI-005', severity: 'error', source: 'program',
    check: ({ data, figures }) => differs(data.totals?.total, figures.total, figures.exponent, 'totals.total'),
  },
  {
    code: 'CI-006', severity: 'error', source: 'Incoterms 2020',
    check: ({ data }) => {
      const kind = transportKind(data)
      const inland = kind === 'air' || kind === 'courier' || kind === 'road' || kind === 'rail' || kind === 'post'
      return found(inland && seaOnly(data.incoterm ?? ''), 'incoterm', { incoterm: data.incoterm ?? '' })
    },
  },
  {
    code: 'CI-007', severity: 'error', source: 'PMK 155/PMK.04/2022; BC 3.0',
    check: ({ data, figures, exporting }) => found(exporting && sellerPaysFreight(termOf(data)) && figures.freight === null, 'freight'),
  },
  {
    code: 'CI-008', severity: 'error', source: 'Incoterms 2020 A5',
    check: ({ data, figures }) => found(sellerInsures(termOf(data)) && figures.insurance === null, 'insurance.ratePercent', { incoterm: termOf(data) }),
  },
  {
    code: 'CI-009', severity: 'warning', source: 'Incoterms 2020',
    check: ({ data, figures }) => {
      const term = termOf(data)
      return found(term !== '' && !sellerInsures(term) && !term.startsWith('D') && data.chargesShown === 'added' && (figures.insurance ?? 0n) > 0n,
        'insurance', { incoterm: term })
    },
  },
  {
    code: 'CI-010', severity: 'warning', source: 'ICC guidance',
    check: ({ data }) => found(data.incoterm === 'FOB' && (filled(data.shipment?.containerNo) || transportKind(data) === 'sea-fcl'), 'incoterm'),
  },
  {
    code: 'CI-011', severity: 'error', source: 'UCP 600 art.18(a)(iii)',
    check: ({ data }) => {
      const currency = data.payment?.lc?.currency
      return filled(currency) ? found(currency !== data.currency, 'currency', { a: data.currency ?? '', b: currency }) : []
    },
  },
  { code: 'CI-012', severity: 'warning', source: 'UCP 600 art.18(b), 30', check: aboveCredit },
  {
    code: 'CI-013', severity: 'error', source: 'UCP 600 art.18(a)(ii), 14(j)',
    check: ({ data }) => {
      const lc = data.payment?.lc
      if (!filled(lc?.applicant)) return []
      const sameName = squeezed(lc.applicant) === squeezed(data.buyer?.name ?? '')
      const sameCountry = !filled(lc.applicantCountry) || lc.applicantCountry === data.buyer?.country
      return found(!sameName || !sameCountry, 'buyer.name', { applicant: lc.applicant })
    },
  },
  {
    code: 'CI-014', severity: 'warning', source: 'UCP 600 art.18(c)',
    check: ({ data }) => {
      const goods = data.payment?.lc?.goodsText
      if (!filled(goods)) return []
      const printed = [data.goodsHeader, ...(data.lines ?? []).map((line) => line.descriptionEn)].map((text) => squeezed(text ?? '')).join(' ')
      return found(!printed.includes(squeezed(goods)), 'goodsHeader')
    },
  },
  {
    code: 'CI-015', severity: 'error', source: 'customs',
    check: ({ data, exporting }) => (exporting ? eachLine(data, 'countryOrigin', (line) => !filled(line.countryOrigin)) : []),
  },
  {
    code: 'CI-016', severity: 'warning', source: 'rules of origin',
    check: ({ data }) => {
      if (!originPapers.some((paper) => data.papers?.[paper] !== undefined)) return []
      return eachLine(data, 'countryOrigin', (line) => line.leftOutOfOrigin !== true && filled(line.countryOrigin) && line.countryOrigin !== 'ID' && { country: line.countryOrigin })
    },
  },
  {
    code: 'CI-017', severity: 'error', source: 'UCP 600 art.14(d)',
    check: ({ data, figures }) => (figures.rows.length === 0 ? [] : statedTotals(data, figures.packages)),
  },
  {
    code: 'CI-018', severity: 'warning', source: 'books',
    check: ({ figures }) => {
      const { depositReceived, total, exponent } = figures
      return depositReceived === null ? [] : found(depositReceived > total, 'payment.depositReceived', { a: fixedText(depositReceived, exponent), b: fixedText(total, exponent) })
    },
  },
  {
    code: 'CI-019', severity: 'error', source: 'program',
    check: ({ figures, exporting }) => found(
      exporting && figures.subtotal > 0n && figures.customs.fob <= 0n && ((figures.freight ?? 0n) > 0n || (figures.insurance ?? 0n) > 0n), 'freight'),
  },
  {
    code: 'CI-020', severity: 'warning', source: 'plausibility',
    check: ({ figures }) => {
      const { fob, freight } = figures.customs
      return fob <= 0n ? [] : found(freight * 100n > fob * 60n, 'freight', { percent: String(freight * 100n / fob) })
    },
  },
  {
    code: 'CI-021', severity: 'warning', source: 'plausibility',
    check: ({ facts }) => (facts.similarInvoice === undefined ? [] : found(true, 'order.buyerOrderNo', { no: facts.similarInvoice })),
  },
  {
    code: 'CI-022', severity: 'warning', source: 'GACC declaration elements',
    check: ({ data, exporting }) => (exporting && destinationCountry(data) === 'CN'
      ? eachLine(data, 'descriptionZh', (line) => !filled(line.descriptionZh) || !filled(line.brand) || !filled(line.material))
      : []),
  },
  { code: 'CI-023', severity: 'warning', source: 'PMK 172/2023', check: ({ data }) => found(data.buyer?.related === true, 'buyer.related') },
  {
    code: 'CI-024', severity: 'error', source: 'PEB attachment logic',
    check: ({ data }) => {
      const a = data.papers?.commercialInvoice?.date
      const b = data.shipment?.pebDate
      return isDate(a) && isDate(b) ? found(a > b, 'papers.commercialInvoice.date', { a, b }) : []
    },
  },
  { code: 'CI-025', severity: 'warning', source: 'ISO 4217', check: tooManyDecimals },
  {
    code: 'CI-026', severity: 'error', source: 'UU PPN art.7(2)',
    check: ({ data, figures, exporting }) => found(exporting && ((figures.taxAmount ?? 0n) > 0n || data.tax === 'ppn12'), 'taxAmount'),
  },
  {
    code: 'CI-027', severity: 'warning', source: 'Incoterms 2020',
    check: ({ data, figures }) => {
      const term = termOf(data)
      const buyerPays = term !== '' && !sellerPaysFreight(term)
      return found(buyerPays && data.chargesShown === 'added' && (figures.freight ?? 0n) > 0n, 'freight', { incoterm: term })
    },
  },
]

function termOf(data: ShipmentData): string {
  return isIncoterm(data.incoterm) ? data.incoterm : ''
}

function squeezed(text: string): string {
  return text.toUpperCase().replace(/\s+/g, ' ').trim()
}

function differs(stated: string | undefined, computed: bigint, exponent: number, field: string): readonly Found[] {
  const value = decimalOrNull(stated)
  if (value === null) return []
  return found(compareDecimals(value, { digits: computed, scale: exponent }) !== 0, field, { a: stated ?? '', b: fixedText(computed, exponent) })
}

function aboveCredit({ data, figures }: RuleInput): readonly Found[] {
  const amount = decimalOrNull(data.payment?.lc?.amount)
  if (amount === null) return []
  const tolerance = decimalOrNull(data.payment?.lc?.tolerancePercent) ?? zero
  // total > amount × (100 + tolerance) / 100, in whole numbers.
  const credit = scaled(amount, figures.exponent)
  const hundred = 100n * 10n ** BigInt(tolerance.scale)
  const most = credit * (hundred + tolerance.digits)
  return found(figures.total * hundred > most, 'payment.lc.amount', { a: fixedText(figures.total, figures.exponent), b: fixedText(credit, figures.exponent) })
}

function tooManyDecimals({ data, figures }: RuleInput): readonly Found[] {
  const params = { currency: data.currency ?? '', n: String(figures.exponent) }
  const amounts: [string, string | undefined][] = [
    ...(data.lines ?? []).flatMap((line, index): [string, string | undefined][] => [
      [`lines[${index}].lineAmount`, line.lineAmount], [`lines[${index}].lineDiscountAmount`, line.lineDiscountAmount],
    ]),
    ['discountAmount', data.discountAmount], ['freight.amount', data.freight?.amount], ['insurance.amount', data.insurance?.amount],
    ['charges.other', data.charges?.other], ['payment.depositReceived', data.payment?.depositReceived], ['totals.total', data.totals?.total],
    ['taxBase', data.taxBase], ['taxAmount', data.taxAmount],
  ]
  return amounts.filter(([, text]) => exceedsExponent(text, figures.exponent)).map(([field]) => ({ field, params }))
}
