import { type ReportJson, type ReportNames, type ReportTable, layOutReport } from '../../core/report-layout/index.ts'
import { type ReportLanguage, reportText } from './words.ts'

/** Names that know nothing: codes and event ids stand alone. */
export const noNames: ReportNames = { account: () => '', product: () => '', party: () => '', warehouse: () => '', document: () => '' }

/**
 * A report as title, columns, rows and totals in one language.
 * @param report the JSON of the events contract, section 7
 * @param names names of accounts, products, parties, warehouses and the numbers of documents, in the same language
 */
export function reportTable(report: unknown, language: ReportLanguage, names: ReportNames = noNames): ReportTable {
  return layOutReport(report as ReportJson, (key) => reportText(language, key), names)
}
