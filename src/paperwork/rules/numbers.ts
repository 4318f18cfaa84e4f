import { parseDecimal } from '../../core/money/index.ts'
import type { ShipmentData } from '../../core/shipment/index.ts'
import type { Found, Rule } from '../types.ts'
import { filled, isDate } from './general.ts'
import { at, warning } from './reading.ts'

const currencySign = /(US\$|S\$|A\$|Rp\.?|[$€¥£元]|\b(USD|EUR|JPY|CNY|RMB|IDR)\b)/i

/** Figures that a person types, with their paths. */
function figuresOf(data: ShipmentData): [string, string][] {
  const list: [string, string | undefined][] = [
    ...(data.lines ?? []).flatMap((line, index): [string, string | undefined][] => [
      [`lines[${index}].quantity`, line.quantity], [`lines[${index}].unitPrice`, line.unitPrice], [`lines[${index}].lineAmount`, line.lineAmount], [`lines[${index}].lineDiscountAmount`, line.lineDiscountAmount],
    ]),
    ['discountAmount', data.discountAmount], ['freight.amount', data.freight?.amount], ['insurance.amount', data.insurance?.amount], ['insurance.insuredValue', data.insurance?.insuredValue],
    ['payment.depositReceived', data.payment?.depositReceived], ['payment.lc.amount', data.payment?.lc?.amount],
  ]
  return list.filter((entry): entry is [string, string] => filled(entry[1]))
}

/** How a figure with marks can be meant: `1.250,50` as 1250.50; null where it is a plain decimal or no figure at all. */
export function readingsOf(text: string): readonly string[] | null {
  const bare = text.replace(currencySign, '').replace(/[\s\u00a0_]/g, '').replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
  if (parseDecimal(bare) !== null) return bare === text.trim() ? null : [bare]
  const readings = new Set<string>()
  if (/^-?\d{1,3}(\.\d{3})*,\d+$/.test(bare)) readings.add(bare.replaceAll('.', '').replace(',', '.'))
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) readings.add(bare.replaceAll(',', ''))
  if (/^-?\d{1,3}(\.\d{3}){2,}$/.test(bare)) readings.add(bare.replaceAll('.', ''))
  if (/^-?\d+,\d+$/.test(bare)) readings.add(bare.replace(',', '.'))
  // A mark in the middle of a group is a slip: where the digits would stop is the other reading.
  if (/^-?\d+\.\d+,\d+$/.test(bare)) readings.add(bare.slice(0, bare.indexOf(',')))
  return readings.size === 0 ? null : [...readings]
}

/** What reads in two ways, and what carries a sign of a currency, wherever in the folder it stands. */
export const numberRules: readonly Rule[] = [
  warning('GEN-019', 'program', ({ data }) => figuresOf(data).flatMap(([field, text]): Found[] => {
    if (currencySign.test(text) || parseDecimal(text.trim()) !== null) return []
    const readings = readingsOf(text)
    return readings === null ? [] : [{ field, params: { text, readings: readings.join(' / ') } }]
  })),
  warning('GEN-020', 'program', ({ data }) => figuresOf(data).flatMap(([field, text]): Found[] => {
    const sign = currencySign.exec(text)?.[0]
    return sign === undefined ? [] : [{ field, params: { text, sign } }]
  })),
]

/** Date of every paper that the folder numbers. */
export const paperDateRules: readonly Rule[] = [
  { code: 'GEN-002', severity: 'error', source: 'program', check: ({ data }) => Object.entries(data.papers ?? {}).flatMap(([key, paper]): Found[] => (paper.date !== undefined && paper.date !== '' && !isDate(paper.date) ? [{ field: at(key, 'date') }] : [])) },
  {
    code: 'GEN-003', severity: 'warning', source: 'custom',
    check: ({ data, today }) => Object.entries(data.papers ?? {}).flatMap(([key, paper]): Found[] => (isDate(paper.date) && paper.date > today && paper.planned !== true ? [{ field: at(key, 'date'), params: { date: paper.date } }] : [])),
  },
]
