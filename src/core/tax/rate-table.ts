import { type PlainDate, isPlainDate } from '../calendar/index.ts'
import { type CurrencyCode, decimalText, isCurrency, parseDecimal } from '../money/index.ts'

/** A currency of the weekly decree: how many units its rate is for, and what its table calls it (lower case). */
export interface DecreeCurrency { readonly code: string; readonly per: number; readonly names: readonly string[] }

export interface DecreeRate {
  readonly code: string
  readonly per: number
  /** As it stands in the table, canonical. */
  readonly quoted: string
  /** Rupiah per one unit. */
  readonly rate: string
  /** The book can hold this currency. */
  readonly currency: CurrencyCode | null
}

export interface RateTable {
  /** First and last day as the text names them; null where it does not. */
  readonly from: PlainDate | null
  readonly to: PlainDate | null
  /** `56/KM.10/2020`; null where it is not named. */
  readonly decree: string | null
  readonly rates: readonly DecreeRate[]
  /** Currencies that are named without a rate behind them, or with two different ones. */
  readonly unread: readonly string[]
}

const months: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'], ['februari', 'pebruari', 'february', 'feb', 'peb'], ['maret', 'march', 'mar'], ['april', 'apr'], ['mei', 'may'], ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'], ['agustus', 'august', 'agt', 'agu', 'aug'], ['september', 'sept', 'sep'], ['oktober', 'october', 'okt', 'oct'], ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
]

/**
 * A figure of the table: grouped with two decimals, grouped without, or short with two decimals. Two decimals always, so that
 * two figures without a gap between them (`193,000,60`) still part.
 */
const figure =
  /(?<![0-9.,])(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{2}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}|[0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9]|[.,][0-9])|[0-9]+[.,][0-9]{2})/

/**
 * Reads the weekly exchange rate decree as it is copied from a web page, a PDF or a sheet: 25 currencies by code or name, with
 * the rate behind each; JPY is per 100. What stands around is passed over.
 * @source KMK Kurs, weekly; Ministry of Finance
 */
export function readRateTable(text: string, currencies: readonly DecreeCurrency[]): RateTable {
  const plain = text.normalize('NFKC').replace(/[\u00a0\t|]+/g, ' ')
  const places = placesOf(plain, currencies)
  const found = new Map<string, DecreeRate | null>()
  for (const [index, place] of places.entries()) {
    const end = places[index + 1]?.start ?? plain.length
    const quoted = firstFigure(plain.slice(place.end, end))
    if (quoted === null) {
      if (!found.has(place.currency.code)) found.set(place.currency.code, null)
      continue
    }
    const before = found.get(place.currency.code)
    if (before) continue
    found.set(place.currency.code, rateOf(place.currency, quoted))
  }
  const dates = datesIn(plain)
  return {
    from: dates[0] ?? null, to: dates[1] ?? null, decree: /[0-9]+\/(?:KM|MK)\.[0-9]+\/[A-Z0-9./]*[0-9]{4}/i.exec(plain)?.[0]?.toUpperCase() ?? null,
    rates: [...found.values()].filter((rate): rate is DecreeRate => rate !== null), unread: [...found].filter(([, rate]) => rate === null).map(([code]) => code),
  }
}

interface Place { readonly start: number; readonly end: number; readonly currency: DecreeCurrency }

/** Where the currencies stand, in their order; a name and its code beside each other are one place. */
function placesOf(text: string, currencies: readonly DecreeCurrency[]): Place[] {
  const lower = text.toLowerCase()
  const places: Place[] = []
  for (const currency of currencies) {
    const words = [currency.code.toLowerCase(), ...currency.names]
    for (const word of words) {
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        const isWhole = !/\p{L}/u.test(lower[at - 1] ?? ' ') && !/\p{L}/u.test(lower[at + word.length] ?? ' ')
        if (isWhole) places.push({ start: at, end: at + word.length, currency })
      }
    }
  }
  places.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Place[] = []
  for (const place of places) {
    const last = kept.at(-1)
    if (last && place.start < last.end) continue
    kept.push(place)
  }
  return kept
}

function firstFigure(text: string): string | null {
  const match = figure.exec(text)
  if (!match) return null
  const body = match[0]
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','))
  const decimals = body.length - last - 1
  const whole = (decimals === 3 ? body : body.slice(0, last)).replace(/[.,]/g, '').replace(/^0+(?=[0-9])/, '')
  const value = parseDecimal(decimals === 3 ? whole : `${whole}.${body.slice(last + 1)}`)
  return value === null || value.digits === 0n ? null : decimalText(value)
}

function rateOf(currency: DecreeCurrency, quoted: string): DecreeRate {
  const value = parseDecimal(quoted) ?? { digits: 0n, scale: 0 }
  // per is 1 or 100: dividing moves the point, exactly.
  const scale = value.scale + String(currency.per).length - 1
  return { code: currency.code, per: currency.per, quoted, rate: decimalText({ digits: value.digits, scale }), currency: isCurrency(currency.code) ? currency.code : null }
}

/** 1 to 12. */
function monthNumber(name: string): number {
  return months.findIndex((each) => each.includes(name.toLowerCase())) + 1
}

/** The days of validity: `30 Desember 2020 - 05 Januari 2021`, `18-11-2026`, `2026-11-18`; the year may be named once. */
function datesIn(text: string): PlainDate[] {
  const found: { at: number; date: PlainDate }[] = []
  const add = (at: number, year: string, month: string, day: string): void => {
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (isPlainDate(date)) found.push({ at, date })
  }
  const names = months.flat().sort((a, b) => b.length - a.length).join('|')
  const worded = new RegExp(`([0-9]{1,2})(?:\\s+(${names}))?(?:\\s+([0-9]{4}))?\\s*(?:-|–|—|s\\.?d\\.?|sampai(?: dengan)?|until|to)\\s*([0-9]{1,2})\\s+(${names})\\s+([0-9]{4})`, 'iu')
  const range = worded.exec(text)
  if (range) {
    const [, day = '', month, year, lastDay = '', lastMonth = '', lastYear = ''] = range
    const first = monthNumber(month ?? lastMonth)
    const last = monthNumber(lastMonth)
    add(range.index, year ?? (first > last ? String(Number(lastYear) - 1) : lastYear), String(first), day)
    add(range.index + 1, lastYear, String(last), lastDay)
    return found.map(({ date }) => date)
  }
  for (const match of text.matchAll(new RegExp(`([0-9]{1,2})\\s+(${names})\\s+([0-9]{4})`, 'giu'))) {
    add(match.index, match[3] ?? '', String(monthNumber(match[2] ?? '')), match[1] ?? '')
  }
  for (const match of text.matchAll(/(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])/g)) add(match.index, match[1] ?? '', match[2] ?? '', match[3] ?? '')
  for (const match of text.matchAll(/(?<![0-9])([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?![0-9])/g)) add(match.index, match[3] ?? '', match[2] ?? '', match[1] ?? '')
  return found.sort((a, b) => a.at - b.at).map(({ date }) => date)
}
