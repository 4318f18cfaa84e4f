import { type PlainDate, type PlainMonth, addDays, addMonths, dayNumber, firstDayOf, lastDayOf } from '../calendar/index.ts'

export const taxObligations = ['ppn', 'efaktur', 'finalIncome', 'withholding', 'instalment', 'annualPerson', 'annualCompany'] as const
export type TaxObligation = (typeof taxObligations)[number]
export type TaxAct = 'pay' | 'report'

/** A due date as `resources/tax/due-dates.json` has it: a day of the month that many months after the period, 0 for the last. */
export interface DueRule {
  readonly obligation: TaxObligation
  readonly act: TaxAct
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly months: number
  readonly day: number
  readonly source: string
  readonly verify?: boolean
}

/** Days on which tax offices do not work, by year, as `resources/tax/holidays.json` has them. */
export interface HolidayYear { readonly year: string; readonly holidays: readonly PlainDate[]; readonly jointLeave: readonly PlainDate[] }

/** Of Monday 0 … Sunday 6. 1970-01-01 was a Thursday. */
export function weekday(date: PlainDate): number {
  return (((dayNumber(date) + 3) % 7) + 7) % 7
}

export function isWorkingDay(date: PlainDate, years: readonly HolidayYear[]): boolean {
  if (weekday(date) >= 5) return false
  const year = years.find((each) => each.year === date.slice(0, 4))
  return year === undefined || (!year.holidays.includes(date) && !year.jointLeave.includes(date))
}

/** The day itself if offices work on it, else the next on which they do. @source PMK 81/2024: a due date on a holiday moves on */
export function nextWorkingDay(date: PlainDate, years: readonly HolidayYear[]): PlainDate {
  let day = date
  while (!isWorkingDay(day, years)) day = addDays(day, 1)
  return day
}

export interface DueDate {
  /** By the rule alone. */
  readonly nominal: PlainDate
  /** Moved to the next working day. */
  readonly due: PlainDate
  /** The holidays of its year are known. */
  readonly isCertain: boolean
  readonly source: string
}

/**
 * When an obligation of a month (for a year: of its last month) is due; null where no rule is known for it.
 * The rule is that of the day on which it would be due.
 */
export function dueDateOf(rules: readonly DueRule[], years: readonly HolidayYear[], obligation: TaxObligation, act: TaxAct, period: PlainMonth): DueDate | null {
  for (const rule of rules) {
    if (rule.obligation !== obligation || rule.act !== act) continue
    const month = addMonths(period, rule.months)
    const last = lastDayOf(month)
    const day = rule.day === 0 ? last : `${month}-${String(rule.day).padStart(2, '0')}`
    const nominal = day > last ? last : day
    if (nominal < rule.from || (rule.to !== null && nominal > rule.to)) continue
    const due = nextWorkingDay(nominal, years)
    return { nominal, due, isCertain: years.some((each) => each.year === due.slice(0, 4)), source: rule.source }
  }
  return null
}

/** The Wednesday that a weekly tax exchange rate of this day began on. @source KMK Kurs: valid from Wednesday to Tuesday */
export function rateWeekOf(date: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } {
  const from = addDays(date, -((weekday(date) + 5) % 7))
  return { from, to: addDays(from, 6) }
}

/** Export proceeds are due by the end of the third month after the month of the PEB. @source PP 36/2023; PBI 7/2023 */
export function proceedsDue(pebDate: PlainDate): PlainDate {
  return lastDayOf(addMonths(firstDayOf(pebDate.slice(0, 7)).slice(0, 7), 3))
}
