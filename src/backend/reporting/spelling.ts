import { type CurrencyCode, exponentOf, isCurrency, parseDecimal, rescale } from '../../core/money/index.ts'
import type { ReportCell, ReportTable } from '../../core/report-layout/index.ts'
import { formatDecimal } from '../../paperwork/format.ts'
import { type ReportLanguage, reportText } from './words.ts'

const shortMonths = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agt', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const

/** `24 Nov 2026`; Chinese `2026-11-24`. */
export function spellDate(date: string, language: ReportLanguage): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!parts || language === 'zh') return date
  return `${Number(parts[3])} ${shortMonths[language][Number(parts[2]) - 1] ?? ''} ${parts[1]}`
}

/** Places that the page's own amounts are written with: none if every one is whole, so that the column stays calm and lines up. */
export function placesOf(table: ReportTable): number {
  const fractions = table.rows.some((row) => Object.values(row.cells).some((cell) => cell.kind === 'money' && /\.\d*[1-9]/.test(cell.value)))
  return fractions ? (isCurrency(table.currency) ? exponentOf(table.currency) : 2) : 0
}

/** A cell as people read it: grouped figures, a dash for a zero amount, the currency before a foreign amount. */
export function spellCell(cell: ReportCell | undefined, places: number, language: ReportLanguage): string {
  if (cell === undefined) return ''
  switch (cell.kind) {
    case 'text':
    case 'code': return cell.text
    case 'date': return spellDate(cell.value, language)
    case 'money': return /[1-9]/.test(cell.value) ? spellNumber(cell.value, places, language) : '–'
    case 'foreign': return spellForeign(cell.currency, cell.value, language)
    case 'quantity': return /[1-9]/.test(cell.value) ? spellNumber(cell.value, 0, language) : '–'
    case 'count': return cell.value
    case 'percent': return `${spellNumber(cell.value, 1, language)}%`
  }
}

function spellForeign(currency: string, value: string, language: ReportLanguage): string {
  const hasSen = /\.\d*[1-9]/.test(value)
  const places = currency === 'IDR' ? (hasSen ? 2 : 0) : isCurrency(currency) ? exponentOf(currency as CurrencyCode) : 2
  return `${currency === 'IDR' ? 'Rp' : currency} ${spellNumber(value, places, language)}`
}

function spellNumber(value: string, places: number, language: ReportLanguage): string {
  const decimal = parseDecimal(value)
  if (!decimal) return value
  const kept = places === 0 && !/\.\d*[1-9]/.test(value) ? { digits: rescale(decimal, decimal.scale) / 10n ** BigInt(decimal.scale), scale: 0 } : decimal
  return formatDecimal(kept, language, places)
}

/** `As of 30 Nov 2026` or `1 Nov 2026 to 30 Nov 2026`. */
export function spellPeriod(period: ReportTable['period'], language: ReportLanguage): string {
  return 'asOf' in period
    ? reportText(language, 'period.asOf', { date: spellDate(period.asOf, language) })
    : reportText(language, 'period.range', { from: spellDate(period.from, language), to: spellDate(period.to, language) })
}

/** The period, the one beside it, and that it is not how the book is now. */
export function spellPeriods(table: ReportTable, language: ReportLanguage): string {
  const parts = [spellPeriod(table.period, language)]
  if (table.comparedWith !== undefined) parts.push(reportText(language, 'compare.with', { period: spellPeriod(table.comparedWith, language) }))
  if (table.asKnown !== undefined) parts.push(reportText(language, 'asKnown.short', { date: `${spellDate(table.asKnown.at.slice(0, 10), language)} ${table.asKnown.at.slice(11, 16)} UTC` }))
  return parts.join(' · ')
}
