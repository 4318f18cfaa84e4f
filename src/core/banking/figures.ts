import { type PlainDate, isPlainDate } from '../calendar/index.ts'
import { AmountTooLargeError, type CurrencyCode, type Minor, exponentOf, parseDecimal, safe } from '../money/index.ts'

export type DecimalMark = '.' | ','
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/**
 * An amount as banks print it, with a known decimal mark: `1,234,567.00`, `1260,`, `-15.5`, `(1.000,00)`.
 * @returns smallest units; null for what is no such amount, has more decimals than the currency, or is too large
 */
export function readAmount(text: string, mark: DecimalMark, currency: CurrencyCode): Minor | null {
  let body = text.replace(/[\s'’\u00a0]/g, '')
  let negative = false
  const inBrackets = /^\((.+)\)$/.exec(body)
  if (inBrackets) {
    negative = true
    body = inBrackets[1] ?? ''
  }
  const sign = /^([+-])?(.*?)([+-])?$/.exec(body)
  if (!sign || (sign[1] !== undefined && sign[3] !== undefined)) return null
  if (sign[1] === '-' || sign[3] === '-') negative = !negative
  body = sign[2] ?? ''
  const group = mark === '.' ? ',' : '.'
  const [whole = '', fraction = '', more] = body.split(mark)
  if (more !== undefined || !/^[0-9]*$/.test(fraction)) return null
  if (!/^([0-9]+|[0-9]{1,3}(\D[0-9]{3})+)$/.test(whole) || !/^[0-9]+$/.test(whole.replaceAll(group, ''))) return null
  const digits = whole.replaceAll(group, '').replace(/^0+(?=[0-9])/, '')
  const places = exponentOf(currency)
  const shown = fraction.replace(/0+$/, '')
  if (shown.length > places || digits.length > 18) return null
  const value = parseDecimal(digits)
  if (!value) return null
  try {
    const amount = safe(BigInt(digits + shown.padEnd(places, '0')))
    return negative && amount !== 0 ? -amount : amount
  } catch (error) {
    if (error instanceof AmountTooLargeError) return null
    throw error
  }
}

const monthNames: Readonly<Record<string, number>> = {
  jan: 1, feb: 2, mar: 3, apr: 4, mei: 5, may: 5, jun: 6, jul: 7, agu: 8, agt: 8, ags: 8, aug: 8, sep: 9, okt: 10, oct: 10, nov: 11, des: 12, dec: 12,
}

/**
 * A date in figures or with a month's name, followed by anything (banks put the time there).
 * @param yearOf  the year of a date that is printed without one
 */
export function readDate(text: string, order: DateOrder, yearOf?: (month: number) => number | null): PlainDate | null {
  const body = text.trim().replace(/^'/, '')
  const named = /^([0-9]{1,2})[ -]([A-Za-z]{3})[A-Za-z]*[ -]([0-9]{4})/.exec(body)
  if (named) return dateOf(Number(named[3]), monthNames[(named[2] ?? '').toLowerCase()] ?? 0, Number(named[1]))
  const packed = /^([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9]{1,3}[/.-])/.exec(body)
  if (packed && order === 'ymd') return dateOf(Number(packed[1]), Number(packed[2]), Number(packed[3]))
  const parts = /^([0-9]{1,4})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?(?![0-9])/.exec(body)
  if (!parts) return null
  const [, a = '', b = '', c] = parts
  if (order === 'ymd' || a.length === 4) return c === undefined || a.length !== 4 ? null : dateOf(Number(a), Number(b), Number(c))
  if (a.length > 2) return null
  const [day, month] = order === 'dmy' ? [Number(a), Number(b)] : [Number(b), Number(a)]
  const year = c === undefined ? yearOf?.(month) : c.length === 2 ? 2000 + Number(c) : Number(c)
  return year === undefined || year === null ? null : dateOf(year, month, day)
}

/** @returns null for a day that the calendar does not have */
export function dateOf(year: number, month: number, day: number): PlainDate | null {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isPlainDate(date) ? date : null
}

/** Names that Indonesian banks use beside the ISO codes. */
export function readCurrency(text: string): string {
  const code = text.trim().toUpperCase().replace(/[.]/g, '')
  return code === 'RP' || code === '' ? 'IDR' : code === 'US$' || code === '$' ? 'USD' : code === 'RMB' ? 'CNY' : code
}
