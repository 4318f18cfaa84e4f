import { type PlainDate, addMonths, firstDayOf, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'

/** Documents of one currency and kind of state: how many, and what they come to. */
export interface SumRow { readonly currency: string | null; readonly state: PostedState; readonly documents: number; readonly total: number; readonly open: number }

/** `plain`: nothing of it is ever paid; `open` and `paid` are invoices with a due date. */
export type PostedState = 'void' | 'reversed' | 'plain' | 'open' | 'paid'

/** The state of a row of `posted`; the triggers of the migration say the same. */
export const stateColumn = `CASE WHEN void <> 0 THEN 'void' WHEN reversed <> 0 THEN 'reversed'
  WHEN due_date IS NULL OR event NOT IN ('sales.invoice', 'purchase.invoice') THEN 'plain' WHEN open <> 0 THEN 'open' ELSE 'paid' END`

interface Asked { readonly events: readonly string[]; readonly states?: readonly PostedState[]; readonly currency?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined }

/** Sums from the kept ones; at the ends of a range of days that is no range of months, those days are read. */
export function keptSums(sql: Sql, asked: Asked): SumRow[] {
  const { from, to } = asked
  if (from !== undefined && to !== undefined && from > to) return []
  const first = from === undefined ? null : monthOf(from as PlainDate)
  const last = to === undefined ? null : monthOf(to as PlainDate)
  const wholeFrom = first === null ? null : from === firstDayOf(first) ? first : addMonths(first, 1)
  const wholeTo = last === null ? null : to === lastDayOf(last) ? last : addMonths(last, -1)
  if (wholeFrom !== null && wholeTo !== null && wholeFrom > wholeTo) return daySums(sql, asked, from as string, to as string)
  const rows = monthSums(sql, asked, wholeFrom, wholeTo)
  if (from !== undefined && wholeFrom !== first) rows.push(...daySums(sql, asked, from, lastDayOf(monthOf(from as PlainDate))))
  if (to !== undefined && wholeTo !== last) rows.push(...daySums(sql, asked, firstDayOf(monthOf(to as PlainDate)), to))
  return rows
}

function conditions({ events, states, currency }: Asked): { readonly parts: string[]; readonly values: unknown[] } {
  const parts: string[] = []
  const values: unknown[] = []
  const among = (column: string, list: readonly string[] | undefined): void => {
    if (list === undefined || list.length === 0) return
    parts.push(`${column} IN (${list.map(() => '?').join(', ')})`)
    values.push(...list)
  }
  among('event', events)
  among('state', states)
  if (currency !== undefined) {
    parts.push('currency = ?')
    values.push(currency)
  }
  return { parts, values }
}

function monthSums(sql: Sql, asked: Asked, from: string | null, to: string | null): SumRow[] {
  const { parts, values } = conditions(asked)
  parts.push('documents <> 0')
  if (from !== null) {
    parts.push('month >= ?')
    values.push(from)
  }
  if (to !== null) {
    parts.push('month <= ?')
    values.push(to)
  }
  return sql.rows<SumRow>(
    `SELECT nullif(currency, '') AS currency, state, sum(documents) AS documents, sum(total) AS total, sum(open) AS open FROM posted_sum WHERE ${parts.join(' AND ')} GROUP BY 1, 2`, ...values,
  )
}

function daySums(sql: Sql, asked: Asked, from: string, to: string): SumRow[] {
  const { parts, values } = conditions(asked)
  const inner = asked.events.length > 0 ? `event IN (${asked.events.map(() => '?').join(', ')}) AND ` : ''
  return sql.rows<SumRow>(
    `SELECT currency, state, count(*) AS documents, sum(total) AS total, sum(open) AS open FROM (SELECT event, currency, total, open, ${stateColumn} AS state FROM posted WHERE ${inner}date >= ? AND date <= ?)
     ${parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`} GROUP BY 1, 2`, ...(asked.events.length > 0 ? asked.events : []), from, to, ...values,
  )
}

