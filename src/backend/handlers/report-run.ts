import type { ReportName } from '../../contract/index.ts'
import { isPlainDate } from '../../core/calendar/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { comparableReports } from '../../core/report-layout/index.ts'
import type { Book } from '../../store/book/index.ts'
import { type Sql, runReport as buildReport } from '../../store/projections/index.ts'
import { isTaxReport, taxReport } from '../tax/index.ts'
import { knownMark, knownSql } from './report-prints.ts'

type Given = { readonly [Key in 'from' | 'to' | 'asOf' | 'account' | 'product' | 'party' | 'by' | 'compareFrom' | 'compareTo' | 'asKnown']?: string | undefined }

export const asOfReports: ReadonlySet<ReportName> = new Set(['trial-balance', 'balance-sheet', 'stock-valuation', 'aged-receivables', 'aged-payables', 'stock-by-warehouse', 'receivables-by-currency', 'payables-by-currency'])

/**
 * The dates that a report runs with: what was left open is today.
 * @throws RefusalError FIELD_MISSING for a period without its beginning, DATE_INVALID
 */
export function datesOf(name: ReportName, given: Given, today: string): { readonly asOf: string } | { readonly from: string; readonly to: string } {
  for (const date of [given.from, given.to, given.asOf, given.compareFrom, given.compareTo]) if (date !== undefined && !isPlainDate(date)) throw new RefusalError(refuse('DATE_INVALID', { text: date }))
  if (asOfReports.has(name)) return { asOf: given.asOf ?? given.to ?? today }
  if (given.from === undefined) throw new RefusalError(refuse('FIELD_MISSING', { name: 'from' }, 'from'))
  return { from: given.from, to: given.to ?? today }
}

/** The projections that a report reads: those of the book, or of what was known at a print. */
export function sqlOf(book: Book, given: Given): Sql {
  return given.asKnown === undefined ? book.projections.sql : knownSql(book, given.asKnown)
}

/**
 * Runs a report; with a period to compare, the other one stands in its `comparison`.
 * @throws RefusalError FIELD_MISSING, DATE_INVALID, DOCUMENT_NOT_FOUND for an unknown print
 */
export function runReport(book: Book, name: ReportName, given: Given, today: string): Readonly<Record<string, unknown>> {
  const sql = sqlOf(book, given)
  const { account, product, party, by } = given
  const about = { account, product, party, by }
  const dates = datesOf(name, given, today)
  if (isTaxReport(name)) return taxReport(book, name, 'from' in dates ? dates.from : dates.asOf, 'to' in dates ? dates.to : dates.asOf)
  const built = buildReport(sql, name, { ...about, ...dates })
  const report = given.asKnown === undefined ? built : { ...built, asKnown: knownMark(book, given.asKnown, name, built) }
  const comparison = comparedDates(name, given)
  if (comparison === null) return report
  return { ...report, comparison: buildReport(sql, name, { ...about, ...comparison }) }
}

/** The dates of the period beside it, or null. @throws RefusalError FIELD_MISSING where only its beginning is given */
export function comparedDates(name: ReportName, given: Given): { readonly asOf: string } | { readonly from: string; readonly to: string } | null {
  if ((given.compareFrom === undefined && given.compareTo === undefined) || !comparableReports.has(name)) return null
  if (given.compareTo === undefined) throw new RefusalError(refuse('FIELD_MISSING', { name: 'compareTo' }, 'compareTo'))
  if (asOfReports.has(name)) return { asOf: given.compareTo }
  if (given.compareFrom === undefined) throw new RefusalError(refuse('FIELD_MISSING', { name: 'compareFrom' }, 'compareFrom'))
  return { from: given.compareFrom, to: given.compareTo }
}
