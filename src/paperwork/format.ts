import { type Decimal, fixedText, rescale } from '../core/money/index.ts'
import { isPlainDate } from '../core/calendar/index.ts'
import type { Language } from './types.ts'

// Numbers and dates as papers print them, from our own tables: what Intl prints changes with the version of its data, and an
// invoice that is printed again in three years must not.

const marks: Readonly<Record<Language, { thousands: string, decimal: string }>> = {
  id: { thousands: '.', decimal: ',' },
  en: { thousands: ',', decimal: '.' },
  zh: { thousands: ',', decimal: '.' },
}

const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monthsId = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember']

/** `1,234.50` (en, zh) or `1.234,50` (id) from `digits` × 10^-scale; a real minus sign, no `-0`. */
export function formatFixed(digits: bigint, scale: number, language: Language): string {
  const [whole = '0', fraction] = fixedText(digits < 0n ? -digits : digits, scale).split('.')
  const { thousands, decimal } = marks[language]
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
  return `${digits < 0n ? '−' : ''}${grouped}${fraction === undefined ? '' : decimal + fraction}`
}

/** A decimal with at least `placesMin` places, more if it has them. */
export function formatDecimal(value: Decimal, language: Language, placesMin = 0): string {
  const places = Math.max(placesMin, significantPlaces(value))
  const digits = value.scale > places ? value.digits / 10n ** BigInt(value.scale - places) : rescale(value, places)
  return formatFixed(digits, places, language)
}

/** Places of a decimal without its trailing zeros. */
export function significantPlaces(value: Decimal): number {
  let { digits, scale } = value
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n
    scale -= 1
  }
  return scale
}

/** `24 Nov 2026`, `24 November 2026`, `2026年11月24日`: never figures alone, nobody abroad knows which is the month. */
export function formatDate(date: string | undefined, language: Language): string {
  if (!isPlainDate(date)) return date ?? ''
  const [year = '', month = '', day = ''] = date.split('-')
  const number = Number(month)
  if (language === 'zh') return `${Number(year)}年${number}月${Number(day)}日`
  return `${Number(day)} ${(language === 'id' ? monthsId : monthsEn)[number - 1] ?? ''} ${year}`
}
