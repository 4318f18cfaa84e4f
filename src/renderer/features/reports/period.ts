import { addDays, addMonths, daysBetween, firstDayOf, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import type { ReportName } from '../../../contract/index.ts'

/** A span of days, and the day on which a balance over it is struck. */
export interface Period { readonly from: string; readonly to: string; readonly asOf: string }

export const presets = ['thisMonth', 'lastMonth', 'thisYear', 'lastYear'] as const
export type Preset = (typeof presets)[number]
export type PeriodChoice = { readonly kind: Preset } | { readonly kind: 'custom'; readonly from: string; readonly to: string }

export const asOfReports: ReadonlySet<ReportName> = new Set(['trial-balance', 'balance-sheet', 'stock-valuation', 'aged-receivables', 'aged-payables', 'stock-by-warehouse', 'receivables-by-currency', 'payables-by-currency'])

/** The days of a preset. A balance of a span that is not over is struck today: nobody asks how much is owed at the end of next week. */
export function presetPeriod(preset: Preset, today: string): Period {
  const year = today.slice(0, 4)
  const lastYear = String(Number(year) - 1).padStart(4, '0')
  switch (preset) {
    case 'thisMonth': return { from: firstDayOf(monthOf(today)), to: lastDayOf(monthOf(today)), asOf: today }
    case 'lastMonth': {
      const month = addMonths(monthOf(today), -1)
      return { from: firstDayOf(month), to: lastDayOf(month), asOf: lastDayOf(month) }
    }
    case 'thisYear': return { from: `${year}-01-01`, to: `${year}-12-31`, asOf: today }
    case 'lastYear': return { from: `${lastYear}-01-01`, to: `${lastYear}-12-31`, asOf: `${lastYear}-12-31` }
  }
}

export function periodOf(choice: PeriodChoice, today: string): Period {
  return choice.kind === 'custom' ? { from: choice.from, to: choice.to, asOf: choice.to } : presetPeriod(choice.kind, today)
}

/** What a place says of the period; what it leaves open comes from the period used last. */
export function placePeriod(params: Readonly<Record<string, string>> | undefined, choice: PeriodChoice, today: string): Period {
  const usual = periodOf(choice, today)
  const isDate = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)
  const to = isDate(params?.['to']) ? params['to'] : usual.to
  const from = isDate(params?.['from']) ? params['from'] : usual.from
  return { from, to, asOf: isDate(params?.['asOf']) ? params['asOf'] : isDate(params?.['to']) ? to : usual.asOf }
}

/** The preset that means just these days, else `custom`. */
export function choiceOf(period: Period, usesAsOf: boolean, today: string): PeriodChoice {
  const kind = presets.find((preset) => {
    const dates = presetPeriod(preset, today)
    return usesAsOf ? dates.asOf === period.asOf : dates.from === period.from && dates.to === period.to
  })
  return kind === undefined ? { kind: 'custom', from: period.from, to: usesAsOf ? period.asOf : period.to } : { kind }
}

export const comparisons = ['none', 'previousPeriod', 'previousYear'] as const
export type Comparison = (typeof comparisons)[number]

/** The days beside a period: the same number of whole months before, or of days where it is none of months; or the year before. */
export function comparedPeriod(comparison: Comparison, period: Period, usesAsOf: boolean): { readonly compareFrom?: string; readonly compareTo?: string } {
  if (comparison === 'none') return {}
  if (comparison === 'previousYear') return usesAsOf ? { compareTo: yearBefore(period.asOf) } : { compareFrom: yearBefore(period.from), compareTo: yearBefore(period.to) }
  // A balance is set beside the one of the end of the month before.
  if (usesAsOf) return { compareTo: addDays(firstDayOf(monthOf(period.asOf)), -1) }
  if (period.from === firstDayOf(monthOf(period.from)) && period.to === lastDayOf(monthOf(period.to))) {
    let months = 1
    while (addMonths(monthOf(period.from), months) <= monthOf(period.to)) months += 1
    return { compareFrom: firstDayOf(addMonths(monthOf(period.from), -months)), compareTo: addDays(period.from, -1) }
  }
  return { compareFrom: addDays(period.from, -daysBetween(period.from, period.to) - 1), compareTo: addDays(period.from, -1) }
}

function yearBefore(date: string): string {
  const month = addMonths(monthOf(date), -12)
  const same = `${month}-${date.slice(8)}`
  return same > lastDayOf(month) || date === lastDayOf(monthOf(date)) ? lastDayOf(month) : same
}

/** What a report can be told apart by, the first if nobody says; none for most. */
export const dimensionsOf: Partial<Record<ReportName, readonly ('month' | 'product' | 'buyer' | 'country')[]>> = { 'gross-margin': ['product', 'buyer', 'country'], 'income-by': ['month', 'product', 'buyer', 'country'] }

/** The year that a day lies in. */
export function yearOf(period: Period): { readonly from: string; readonly to: string } {
  const year = period.to.slice(0, 4)
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}
