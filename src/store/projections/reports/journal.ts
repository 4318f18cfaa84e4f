import type { Sql } from '../sql.ts'
import { money, rupiah } from './figures.ts'

interface JournalRow {
  n: number; date: string; event_id: string; event: string; number: string | null; doc: string; device: string; author: string; position: number; account: string; currency: string; amount: number; base: number
}

/** Every entry of a period with its lines, by date and event order; a document that books on two days is an entry on each. */
export function journal(sql: Sql, from: string, to: string): Record<string, unknown> {
  const entries: { entry: Record<string, unknown> & { lines: Record<string, unknown>[] }; n: number; date: string; debit: number }[] = []
  let total = 0
  const rows = sql.iterate<JournalRow>(
    `SELECT p.n, l.date, p.event_id, p.event, p.number, p.doc, p.device, p.author, p.position, l.account, l.currency, l.amount, l.base FROM ledger_line l JOIN posted p ON p.n = l.n
     WHERE l.account IN (SELECT DISTINCT account FROM balance) AND l.date >= ? AND l.date <= ? ORDER BY l.date, p.ord, l.account, l.currency`, from, to,
  )
  for (const row of rows) {
    let last = entries.at(-1)
    if (last === undefined || last.n !== row.n || last.date !== row.date) {
      last = {
        n: row.n, date: row.date, debit: 0,
        entry: { date: row.date, event: row.event_id, type: row.event, lines: [], number: row.number, document: row.doc, device: row.device, author: row.author, position: row.position },
      }
      entries.push(last)
    }
    last.entry.lines.push({ account: row.account, currency: row.currency, amount: money(row.amount, row.currency), base: rupiah(row.base) })
    if (row.base > 0) {
      last.debit += row.base
      total += row.base
    }
  }
  return { report: 'journal', from, to, currency: 'IDR', entries: entries.map(({ entry, debit }) => ({ ...entry, total: rupiah(debit) })), total: rupiah(total) }
}
