import { daysBetween } from '../../../core/calendar/index.ts'
import { sideSign } from '../../../core/posting/derive/index.ts'
import type { Sql } from '../sql.ts'
import { money, rupiah } from './figures.ts'

export const buckets = ['current', '1-30', '31-60', '61-90', 'over-90'] as const
export type Bucket = (typeof buckets)[number]

export function bucketOf(daysOverdue: number): Bucket {
  if (daysOverdue <= 0) return 'current'
  if (daysOverdue <= 30) return '1-30'
  if (daysOverdue <= 60) return '31-60'
  return daysOverdue <= 90 ? '61-90' : 'over-90'
}

export interface AgedItem { readonly doc: string; readonly item: string; readonly party: string; readonly date: string; readonly due_date: string; readonly currency: string; readonly open: number; readonly openBase: number }

/** Items open at a date: those open now, and those that a later document changed, taken back to that date (joined in this order). */
export function openItemsAt(sql: Sql, side: 'receivable' | 'payable', asOf: string): AgedItem[] {
  const sign = sideSign(side)
  return sql.rows<AgedItem>(
    `SELECT i.doc, i.item, i.party, i.date, i.due_date, i.currency, ? * sum(e.amount) AS open, ? * sum(e.base) AS openBase
     FROM (SELECT doc, item FROM item WHERE side = ? AND open <> 0 UNION SELECT e.doc, e.item FROM posted p CROSS JOIN item_entry e ON e.n = p.n WHERE p.date > ?) k
     CROSS JOIN item i ON i.doc = k.doc AND i.item = k.item AND i.side = ? AND i.posted_date <= ?
     CROSS JOIN item_entry e ON e.doc = i.doc AND e.item = i.item AND e.date <= ?
     GROUP BY i.doc, i.item HAVING sum(e.amount) <> 0 ORDER BY i.party, i.due_date, i.item, i.doc`, sign, sign, side, asOf, side, asOf, asOf,
  )
}

/** Open receivables or payables by age; base at original rates. */
export function agedItems(sql: Sql, report: 'aged-receivables' | 'aged-payables', asOf: string, party?: string): Record<string, unknown> {
  const sums = new Map<string, number>()
  const byBucket = new Map<Bucket, number>()
  let total = 0
  const rows: Record<string, unknown>[] = []
  for (const item of openItemsAt(sql, report === 'aged-receivables' ? 'receivable' : 'payable', asOf)) {
    if (party !== undefined && item.party !== party) continue
    const daysOverdue = Math.max(0, daysBetween(item.due_date, asOf))
    const bucket = bucketOf(daysOverdue)
    sums.set(item.currency, (sums.get(item.currency) ?? 0) + item.open)
    byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + item.openBase)
    total += item.openBase
    rows.push({
      party: item.party, document: item.item, date: item.date, dueDate: item.due_date, currency: item.currency, open: money(item.open, item.currency), openBase: rupiah(item.openBase), daysOverdue, bucket,
      number: sql.value<string | null>('SELECT number FROM posted WHERE doc = ?', item.doc) ?? null, documentId: item.doc,
    })
  }
  return {
    report, asOf, currency: 'IDR', rows, byCurrency: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, open]) => ({ currency, open: money(open, currency) })),
    buckets: buckets.map((bucket) => ({ bucket, openBase: rupiah(byBucket.get(bucket) ?? 0) })), total: rupiah(total),
  }
}
