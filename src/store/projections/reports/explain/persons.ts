import { addDays } from '../../../../core/calendar/index.ts'
import type { ExplainedLine, ExplainedPart } from '../../../../core/report-layout/index.ts'
import type { Sql } from '../../sql.ts'
import { Chart, rupiah } from '../figures.ts'

/** What moved in a person's name on an account, as a row of the report of them asks: its opening, a line, its closing, or the account as a whole. */
export function personalPart(sql: Sql, kind: string, about: readonly string[], column: string, from: string, to: string): ExplainedPart {
  const [account = '', party, doc] = about
  const sign = new Chart(sql).type(account) === 'asset' ? 1 : -1
  const isPeriod = column === 'added' || column === 'taken'
  const rows = sql.rows<{ party: string; date: string; event_id: string; number: string | null; doc: string; base: number }>(
    `SELECT g.product AS party, p.date, p.event_id, p.number, p.doc, sum(g.value) AS base FROM progress g JOIN posted p ON p.n = g.n
     WHERE g.doc = ? AND g.kind = 'personal' AND (? IS NULL OR g.product = ?) AND p.date >= ? AND p.date <= ? GROUP BY g.product, p.n HAVING sum(g.value) <> 0 ORDER BY g.product, p.date, p.ord`,
    account, party ?? null, party ?? null, isPeriod ? from : '0000-01-01', kind === 'opening' ? addDays(from, -1) : to,
  )
  const lines: ExplainedLine[] = []
  for (const row of rows) {
    const amount = row.base * sign
    const isOwn = row.doc === doc
    if (!isPeriod || (kind === 'line' ? isOwn : (column === 'taken') === amount < 0)) {
      lines.push({ date: row.date, event: row.event_id, number: row.number, docId: row.doc, amount: rupiah(column === 'taken' ? -amount : amount), ...(party === undefined ? { party: row.party } : {}) })
    }
    // The balance on a line is that of the day's documents up to it.
    if (kind === 'line' && !isPeriod && isOwn) break
  }
  return { part: 'ledgerLines', unit: { kind: 'money' }, lines, adds: true }
}
