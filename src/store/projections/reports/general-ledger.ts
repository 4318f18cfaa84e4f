import { addDays } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { money, rupiah } from './figures.ts'

export interface LedgerReportLine { readonly date: string; readonly event: string; readonly currency: string; readonly amount: string; readonly base: string; readonly number: string | null; readonly document: string }

/** Lines of one account in a period, in date and event order, one at a time: a million of them need not fit in memory. */
export function* ledgerLines(sql: Sql, account: string, from: string, to: string): Generator<LedgerReportLine & { readonly baseMinor: number }> {
  const rows = sql.iterate<{ date: string; event_id: string; number: string | null; doc: string; currency: string; amount: number; base: number }>(
    `SELECT l.date, p.event_id, p.number, p.doc, l.currency, l.amount, l.base FROM ledger_line l JOIN posted p ON p.n = l.n WHERE l.account = ? AND l.date >= ? AND l.date <= ? ORDER BY l.date, p.ord, l.currency`,
    account, from, to,
  )
  for (const row of rows) {
    yield { date: row.date, event: row.event_id, currency: row.currency, amount: money(row.amount, row.currency), base: rupiah(row.base), number: row.number, document: row.doc, baseMinor: row.base }
  }
}

/** Accounts with a balance before the period or a line in it. */
export function generalLedger(sql: Sql, from: string, to: string, only?: string): Record<string, unknown> {
  const opening = new Map<string, number>()
  for (const row of accountBalances(sql, addDays(from, -1))) opening.set(row.account, (opening.get(row.account) ?? 0) + row.base)
  const codes = only === undefined ? sql.values<string>('SELECT DISTINCT account FROM balance ORDER BY account') : [only]
  const accounts: Record<string, unknown>[] = []
  for (const account of codes) {
    const start = opening.get(account) ?? 0
    let closing = start
    const lines: LedgerReportLine[] = []
    for (const { baseMinor, ...line } of ledgerLines(sql, account, from, to)) {
      closing += baseMinor
      lines.push(line)
    }
    if (start !== 0 || lines.length > 0) accounts.push({ account, opening: rupiah(start), lines, closing: rupiah(closing) })
  }
  return { report: 'general-ledger', from, to, currency: 'IDR', accounts }
}
