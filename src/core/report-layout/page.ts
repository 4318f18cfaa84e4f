import type { DocumentMark } from './report-json.ts'
import type { LaidOutReport } from './report-json.ts'
import type { ReportCell, ReportColumn, ReportDrill, ReportNames, ReportRow, ReportTable, ReportWords } from './report-table.ts'

export const text = (value: string): ReportCell => ({ kind: 'text', text: value })
export const code = (value: string): ReportCell => ({ kind: 'code', text: value })
export const money = (value: string): ReportCell => ({ kind: 'money', value })
export const date = (value: string): ReportCell => ({ kind: 'date', value })
export const quantity = (value: string): ReportCell => ({ kind: 'quantity', value })

/** The page while it is being written. */
export class Page {
  readonly rows: ReportRow[] = []
  readonly report: LaidOutReport
  readonly currency: string
  readonly words: ReportWords
  readonly names: ReportNames

  constructor(report: LaidOutReport, currency: string, words: ReportWords, names: ReportNames) {
    this.report = report
    this.currency = currency
    this.words = words
    this.names = names
  }

  add(kind: ReportRow['kind'], cells: ReportRow['cells'], more: Omit<ReportRow, 'kind' | 'cells'> = {}): void {
    this.rows.push({ kind, cells, ...more })
  }

  column(id: string, align: 'start' | 'end', characters: number, flexible = false): ReportColumn {
    return { id, heading: this.words(`columns.${id}`), align, characters, ...(flexible ? { flexible } : {}) }
  }

  note(event: string, mark: DocumentMark): Record<string, ReportCell> {
    const about = mark.text || this.names.about?.(event)
    return about ? { note: text(about) } : {}
  }

  document(event: string, mark: DocumentMark): ReportCell {
    return text(mark.number || this.names.document(event) || event)
  }

  end(period: ReportTable['period'], columns: readonly ReportColumn[], wide = false): ReportTable {
    return {
      report: this.report, title: this.words(`titles.${this.report}`), period, currency: this.currency, columns, rows: this.rows,
      totals: this.rows.filter((row) => row.kind === 'total'), wide,
    }
  }
}

export function toDocument(page: Page, event: string, mark: DocumentMark): ReportDrill {
  return { to: 'document', id: mark.docId || page.names.documentId?.(event) || event }
}

/** The ledger of one account, from the first of January to the day of a balance. */
export function toLedger(account: string, to: string, from = `${to.slice(0, 4)}-01-01`): ReportDrill {
  return { to: 'report', name: 'general-ledger', arguments: { account, from, to } }
}

