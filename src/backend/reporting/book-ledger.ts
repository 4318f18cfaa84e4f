import type { Book } from '../../store/book/index.ts'
import { listPage } from '../../store/projections/index.ts'
import type { ExportAccount, ExportLine } from './plain-text-ledger.ts'

const lineSql = (where: string): string =>
  `SELECT l.date, l.n AS entry, p.event, p.event_id AS eventId, p.number, l.account, l.currency, l.amount, l.base FROM ledger_line l JOIN posted p ON p.n = l.n ${where} ORDER BY l.date, p.ord, l.account, l.currency`

/** Every line of the ledger, or those of one month (`2026-03`), entry by entry. Nothing may be written while it is being read. */
export function ledgerLines(book: Book, month?: string): IterableIterator<ExportLine> {
  const { sql } = book.projections
  return month === undefined ? sql.iterate<ExportLine>(lineSql('')) : sql.iterate<ExportLine>(lineSql('WHERE l.date BETWEEN ? AND ?'), `${month}-01`, `${month}-31`)
}

/** The months (`2026-03`) in which something is booked, in order. */
export function ledgerMonths(book: Book): string[] {
  return book.projections.sql.rows<{ month: string }>('SELECT DISTINCT substr(date, 1, 7) AS month FROM ledger_line ORDER BY month').map(({ month }) => month)
}

export function exportAccounts(book: Book, today: string, nameOf: (code: string) => string): ExportAccount[] {
  const accounts: ExportAccount[] = []
  for (;;) {
    const { rows, total } = listPage(book.projections.sql, 'accounts', { today, offset: accounts.length, limit: 1000 })
    accounts.push(...rows.map(({ code, type }) => ({ code, type, name: nameOf(code) })))
    if (rows.length === 0 || accounts.length >= total) return accounts
  }
}
