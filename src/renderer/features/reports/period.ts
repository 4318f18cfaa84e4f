import { addMonths, firstDayOf, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import type { ReportName } from '../../../contract/index.ts'

/** A span of days, and the day on which a balance over it is struck. */
export interface Period { readonly from: string; readonly to: string; readonly asOf: string }

export const presets = ['thisMonth', 'lastMonth', 'thisYear', 'lastYear'] as const
export type Preset = (typeof presets)[number]
export type PeriodChoice = { readonly kind: Preset } | { readonly kind: 'custom'; readonly from: string; readonly to: string }

export const asOfReports: ReadonlySet<ReportName> = new Set(['trial-balance', 'balance-sheet', 'stock-valuation', 'aged-receivables', 'aged-payables'])

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
