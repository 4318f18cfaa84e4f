import type { ListName, ListRows, SettingsView } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { DocumentType } from '../../core/events/index.ts'
import { closingSummary, homeSummary, listPage, masterOf, revisionReader } from '../../store/projections/index.ts'
import { companyName } from '../book-keeper.ts'
import type { Handlers } from '../context.ts'
import { printPaper } from '../printing/index.ts'
import { exportReport, listToCsv, listToXlsx, reportTable, toText } from '../reporting/index.ts'
import { seriesKey, seriesPrefixes } from '../posting/series.ts'
import { shipmentAttention } from '../shipments/index.ts'
import { homeWithTax, withTaxAttention } from '../tax/index.ts'
import { masterView, requireMutable } from './documents.ts'
import { reportNamesOf } from './report-names.ts'
import { runReport } from './report-run.ts'

export const readingHandlers: Handlers<
  'list.page' | 'list.export' | 'search.find' | 'closing.summary' | 'home.summary' | 'report.run' | 'report.table' | 'report.text' | 'report.export' | 'settings.get'
> = {
  'list.page': ({ book, today }, { list, ...params }) => {
    const { sql } = book().projections
    if (list !== 'attention') return listPage(sql, list, { ...params, today: today() })
    const { kind, severity } = params.filter ?? {}
    const shipments = shipmentAttention(book(), today()).filter((row) => (kind === undefined || row.kind === kind) && (severity === undefined || row.severity === severity))
    return withTaxAttention(book(), today(), params, [...shipments, ...listPage(sql, list, { ...params, today: today(), offset: 0, limit: 1000 }).rows])
  },

  'list.export': async ({ book, today }, { list, columns, headings, format, ...params }) => {
    const rows: string[][] = []
    const { sql } = book().projections
    for (let offset = 0; ; offset += 1000) {
      const page = listPage(sql, list, { ...params, today: today(), offset, limit: 1000 })
      for (const row of page.rows) rows.push(columns.map((column) => cellText(row, column)))
      if (page.rows.length < 1000) break
    }
    const numeric = columns.map((column) => numericColumns.has(column))
    const base64 = format === 'csv' ? Buffer.from(listToCsv(headings, rows, numeric), 'utf8').toString('base64') : Buffer.from(await listToXlsx(list, headings, rows, numeric)).toString('base64')
    return { fileName: `${list}_${today()}.${format}`, mediaType: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', base64 }
  },

  'search.find': ({ book }, { text, limit, kinds }) => book().projections.search(text, { limit, ...(kinds ? { kinds } : {}) }),
  'closing.summary': ({ book, today }, { month }) => {
    const { projections, database } = book()
    return closingSummary(projections.sql, projections.view(), revisionReader(database), today(), month)
  },
  'home.summary': ({ book }, { today }) => {
    const home = homeSummary(book().projections.sql, today)
    return homeWithTax(book(), today, { ...home, attention: [...shipmentAttention(book(), today), ...home.attention] })
  },
  'report.run': ({ book, today }, { name, arguments: given }) => runReport(book(), name, given, today()),
  'report.table': ({ book, today }, { name, arguments: given, language }) => {
    const open = book()
    return reportTable(runReport(open, name, given, today()), language, reportNamesOf(open, language))
  },
  'report.text': ({ book, today }, { name, arguments: given, language }) => {
    const open = book()
    return toText(reportTable(runReport(open, name, given, today()), language, reportNamesOf(open, language)), language, companyName(open))
  },
  'report.export': ({ book, today }, { name, arguments: given, format, language }) => {
    const open = book()
    return exportReport({
      report: runReport(open, name, given, today()), format, language, names: reportNamesOf(open, language), company: companyName(open),
      print: printPaper,
    })
  },

  'settings.get': ({ book, today }): SettingsView => {
    const open = book()
    const company = masterOf(open.projections.sql, 'company', null)
    if (!company) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id: 'company' }))
    const year = today().slice(0, 4)
    return {
      company: masterView(requireMutable(open, company.id)),
      device: open.device,
      series: (Object.entries(seriesPrefixes) as [DocumentType, string][]).map(([type, prefix]) => ({ type, prefix, last: open.local.get(seriesKey(prefix, year, open.device.code)) })),
      lockedThrough: open.projections.view().lockedThrough(),
    }
  },
}

/** Columns whose text is a figure: a workbook gets numbers, everything else stays text. */
const numericColumns: ReadonlySet<string> = new Set([
  'total', 'open', 'quantity', 'value', 'unitCost', 'salePrice', 'receivable', 'payable', 'overdue', 'balance', 'currencyBalance', 'rate', 'amount', 'daysOverdue',
])

function cellText(row: ListRows[ListName], column: string): string {
  const value = (row as unknown as Readonly<Record<string, unknown>>)[column]
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return String((value as { id?: unknown }).id ?? '')
  return String(value)
}
