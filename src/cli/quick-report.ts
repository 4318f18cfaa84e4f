// A report at the terminal without the whole backend: most of a short command's time is reading programs that it does not use.
// It answers only what is plainly answerable; with anything else (a book that a window has open, a refusal, a file to write) the
// command goes its ordinary way, which says what is the matter.
import { resolve } from 'node:path'
import { reportNamesOf } from '../backend/handlers/report-names.ts'
import { runReport } from '../backend/handlers/report-run.ts'
import { defaultDataFolder } from '../backend/process/data-folder.ts'
import { findRunningBackend } from '../backend/process/open-books.ts'
import { reportTable } from '../backend/reporting/report-table.ts'
import { toText } from '../backend/reporting/terminal-text.ts'
import type { ReportName } from '../contract/index.ts'
import { openBook } from '../store/book/index.ts'
import { readArguments } from './arguments.ts'
import { languageOf } from './language.ts'
import { reportArgumentsOf } from './report-options.ts'

const names: ReadonlySet<string> = new Set(['trial-balance', 'balance-sheet', 'income-statement', 'cash-flow', 'equity-changes', 'general-ledger', 'stock-valuation', 'aged-receivables', 'aged-payables'])

/** @returns what the command prints, or null where it has to go its ordinary way */
export function quickReport(argv: readonly string[]): string | null {
  try {
    const given = readArguments(argv)
    const [name = '', ...rest] = given.positionals
    const file = resolve(given.need('book'))
    const format = given.text('format') ?? (given.flags.has('json') ? 'json' : 'table')
    const isPlain = [...given.flags].every((flag) => flag === 'json') && given.text('out') === undefined && given.text('as-known') === undefined && (format === 'json' || format === 'table')
    if (given.command !== 'report' || !names.has(name) || rest.length > 0 || !isPlain) return null
    if (findRunningBackend(given.text('data') ?? defaultDataFolder(), file) !== undefined) return null
    const book = openBook(file)
    try {
      const now = new Date()
      const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
      const report = runReport(book, name as ReportName, reportArgumentsOf(given), today)
      if (format === 'json' || given.flags.has('json')) return `${JSON.stringify(report)}\n`
      const language = languageOf(given)
      return toText(reportTable(report, language, reportNamesOf(book, language)), language, book.projections.view().company().name)
    } finally {
      book.close()
    }
  } catch {
    return null
  }
}
