/** A business date `YYYY-MM-DD` without a time zone, and a month `YYYY-MM`: strings that sort as they follow each other. */
export type PlainDate = string
export type PlainMonth = string

const datePattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
const monthPattern = /^([0-9]{4})-([0-9]{2})$/

export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string') return false
  const parts = datePattern.exec(text)
  if (!parts) return false
  const year = Number(parts[1])
  const month = Number(parts[2])
  const day = Number(parts[3])
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function isPlainMonth(text: unknown): text is PlainMonth {
  if (typeof text !== 'string') return false
  const parts = monthPattern.exec(text)
  return parts !== null && Number(parts[1]) >= 1 && Number(parts[2]) >= 1 && Number(parts[2]) <= 12
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function monthOf(date: PlainDate): PlainMonth {
  return date.slice(0, 7)
}

export function lastDayOf(month: PlainMonth): PlainDate {
  const year = Number(month.slice(0, 4))
  return `${month}-${pad(daysInMonth(year, Number(month.slice(5, 7))))}`
}

export function firstDayOf(month: PlainMonth): PlainDate {
  return `${month}-01`
}

/** Moves a month by a whole number of months. */
export function addMonths(month: PlainMonth, count: number): PlainMonth {
  const index = monthIndex(month) + count
  const year = Math.floor(index / 12)
  return `${String(year).padStart(4, '0')}-${pad((index % 12) + 1)}`
}

/** Months since year 0: differences between months are differences between these. */
export function monthIndex(month: PlainMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, days_from_civil). */
export function dayNumber(date: PlainDate): number {
  const month = Number(date.slice(5, 7))
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

export function dateOfDayNumber(days: number): PlainDate {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
