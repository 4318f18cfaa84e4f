import { addDays, daysBetween, isPlainDate } from '../../core/calendar/index.ts'
import type { Language } from './format.ts'

const monthWords: readonly (readonly string[])[] = [
  ['jan', 'januari', 'january'], ['feb', 'peb', 'februari', 'pebruari', 'february'], ['mar', 'maret', 'march'], ['apr', 'april'], ['mei', 'may'],
  ['jun', 'juni', 'june'], ['jul', 'juli', 'july'], ['agt', 'agu', 'ags', 'agustus', 'aug', 'august'], ['sep', 'sept', 'september'], ['okt', 'oct', 'oktober', 'october'],
  ['nov', 'nop', 'november', 'nopember'], ['des', 'dec', 'desember', 'december'],
]
const dayWords: Readonly<Record<string, number>> = {
  'hari ini': 0, sekarang: 0, today: 0, '今天': 0, kemarin: -1, yesterday: -1, '昨天': -1, besok: 1, tomorrow: 1, '明天': 1,
  'kemarin dulu': -2, lusa: 2, '前天': -2, '后天': 2,
}

/**
 * Reads a date as people type it: `3/11`, `3-11-26`, `3 nov`, `031126`, `11月3日`, `kemarin`, `today`, `+7`, `-1`, `2026-11-03`.
 * Day before month in Indonesian and English, month before day in Chinese. Without a year: the one that lies nearest to today.
 * @returns `YYYY-MM-DD`, null if it is no date
 */
export function parseDate(text: string, today: string, language: Language): string | null {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\u2212/g, '-').replace(/\s+/g, ' ')
  const word = dayWords[plain]
  if (word !== undefined) return addDays(today, word)
  const shift = /^([+-])\s?(\d{1,4})$/.exec(plain)
  if (shift) return addDays(today, Number(shift[2]) * (shift[1] === '-' ? -1 : 1))

  const chinese = /^(?:(\d{2}|\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?$/.exec(plain)
  if (chinese) return assemble(chinese[1], chinese[2], chinese[3], today)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain)
  if (iso) return assemble(iso[1], iso[2], iso[3], today)
  const named = /^(\d{1,2})[ .-]?([a-z]+)\.?[ .-]?(\d{2}|\d{4})?$/.exec(plain)
  if (named) {
    const month = monthWords.findIndex((words) => words.includes(named[2] ?? ''))
    return month < 0 ? null : assemble(named[3], String(month + 1), named[1], today)
  }
  const numbers = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?$/.exec(plain)
  if (numbers) return language === 'zh' ? assemble(numbers[3], numbers[1], numbers[2], today) : assemble(numbers[3], numbers[2], numbers[1], today)
  const packed = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(plain)
  if (packed) return language === 'zh' ? assemble(packed[3], packed[1], packed[2], today) : assemble(packed[3], packed[2], packed[1], today)
  const day = /^\d{1,2}$/.exec(plain)
  if (day) return asDate(Number(today.slice(0, 4)), Number(today.slice(5, 7)), Number(plain))
  return null
}

function assemble(year: string | undefined, month: string | undefined, day: string | undefined, today: string): string | null {
  const thisYear = Number(today.slice(0, 4))
  if (year !== undefined) return asDate(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day))
  const candidates = [thisYear - 1, thisYear, thisYear + 1].map((candidate) => asDate(candidate, Number(month), Number(day))).filter((date) => date !== null)
  candidates.sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))
  return candidates[0] ?? null
}

function asDate(year: number, month: number, day: number): string | null {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isPlainDate(date) ? date : null
}
