// The golden month as the contract gives it: its events, its reports, and what a book answers to the same questions.
import { type Sql, runReport } from '../../src/store/projections/index.ts'
import { narrowed } from '../command-line.ts'
import expected from '../fixtures/golden-month.expected.json' with { type: 'json' }
import golden from '../fixtures/golden-month.json' with { type: 'json' }

export const goldenEvents = golden.events
export const goldenReports: Readonly<Record<string, unknown>> = expected.reports
export const goldenReportNames = Object.keys(expected.reports) as (keyof typeof expected.reports)[]

/** The arguments that the expected file names for a report, as `runReport` takes them. */
export function goldenArguments(name: (typeof goldenReportNames)[number]): Record<string, string> {
  const flags = expected.arguments[name]
  const given: Record<string, string> = {}
  for (let at = 0; at < flags.length; at += 2) given[flags[at] === '--as-of' ? 'asOf' : (flags[at] ?? '').slice(2)] = flags[at + 1] ?? ''
  return given
}

/** One report as JSON has it, without the keys that the contract does not name (extra keys are allowed, array elements are not). */
export function goldenAnswer(sql: Sql, name: (typeof goldenReportNames)[number]): unknown {
  return narrowed(JSON.parse(JSON.stringify(runReport(sql, name, goldenArguments(name)))), goldenReports[name])
}

export function goldenAnswers(sql: Sql): Record<string, unknown> {
  return Object.fromEntries(goldenReportNames.map((name) => [name, goldenAnswer(sql, name)]))
}
