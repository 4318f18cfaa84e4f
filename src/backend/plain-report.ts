// A report without the whole backend: most of a short command's time is reading programs that it does not use.
// It answers only what is plainly answerable; with anything else (a book that a window has open, a book that needs care) it answers
// null, and the caller goes its ordinary way, which says what is the matter.
import type { InputOf, ReportName } from '../contract/index.ts'
import { openBook } from '../store/book/index.ts'
import { reportNamesOf } from './handlers/report-names.ts'
import { runReport } from './handlers/report-run.ts'
import { findRunningBackend } from './process/open-books.ts'
import { reportTable } from './reporting/report-table.ts'
import { toText } from './reporting/terminal-text.ts'

export interface PlainReport {
  readonly name: ReportName
  readonly file: string
  readonly dataFolder: string
  readonly arguments: InputOf<'report.run'>['arguments']
  readonly today: string
  readonly format: 'json' | 'table'
  readonly language: 'id' | 'en' | 'zh'
}

/** @returns the text to print; null where the book is not plainly readable. What a report refuses is thrown as everywhere. */
export function plainReport({ name, file, dataFolder, arguments: given, today, format, language }: PlainReport): string | null {
  if (findRunningBackend(dataFolder, file) !== undefined) return null
  const book = openBook(file)
  try {
    const report = runReport(book, name, given, today)
    if (format === 'json') return `${JSON.stringify(report)}\n`
    return toText(reportTable(report, language, reportNamesOf(book, language)), language, book.projections.view().company().name)
  } finally {
    book.close()
  }
}
