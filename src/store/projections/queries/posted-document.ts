import { type EventType, documentTypes } from '../../../core/events/index.ts'
import { type CurrencyCode, isCurrency, microText, minorText } from '../../../core/money/index.ts'
import type { ItemSide } from '../../../core/posting/index.ts'
import type { Sql } from '../sql.ts'
import { type AccountNames, accountNames } from './master-data.ts'
import { type DocumentStatus, type StatusRow, statusOfRow } from './status.ts'

export interface DocumentLedgerLine {
  readonly date: string
  readonly account: string
  readonly accountName: AccountNames
  readonly currency: string
  readonly amount: string
  readonly base: string
}

interface LineRow { readonly date: string; readonly account: string; readonly currency: string; readonly amount: number; readonly base: number }

/** Ledger lines of a posted document, by date and account; amounts in canonical text. */
export function ledgerOf(sql: Sql, doc: string): DocumentLedgerLine[] {
  const rows = sql.rows<LineRow>(
    'SELECT l.date, l.account, l.currency, l.amount, l.base FROM posted p JOIN ledger_line l ON l.n = p.n WHERE p.doc = ? ORDER BY l.date, l.account, l.currency', doc,
  )
  return rows.map((row) => lineText(sql, row))
}

export function lineText(sql: Sql, line: LineRow): DocumentLedgerLine {
  return { date: line.date, account: line.account, accountName: accountNames(sql, line.account), currency: line.currency, amount: text(line.amount, line.currency), base: minorText(line.base) }
}

export interface DocumentMovement { readonly product: string; readonly warehouse: string; readonly quantity: string; readonly value: string }

export function movementsOf(sql: Sql, doc: string): DocumentMovement[] {
  return sql.rows<{ product: string; warehouse: string; quantity: number; value: number }>(
    'SELECT m.product, m.warehouse, m.quantity, m.value + m.correction AS value FROM posted p JOIN movement m ON m.n = p.n WHERE p.doc = ? ORDER BY m.idx', doc,
  ).map((row) => ({ product: row.product, warehouse: row.warehouse, quantity: microText(row.quantity), value: minorText(row.value) }))
}

export interface DocumentItem { readonly item: string; readonly side: ItemSide; readonly party: string; readonly currency: string; readonly amount: string; readonly open: string; readonly dueDate: string }

/** What a document opened, and how much of it is still open. */
export function itemsOf(sql: Sql, doc: string): DocumentItem[] {
  return sql.rows<{ item: string; side: ItemSide; party: string; currency: string; amount: number; open: number; dueDate: string }>(
    'SELECT item, side, party, currency, amount, open, due_date AS dueDate FROM item WHERE doc = ? ORDER BY derived, item <> (SELECT event_id FROM posted WHERE posted.doc = item.doc), item', doc,
  ).map((row) => ({ ...row, amount: text(row.amount, row.currency), open: text(row.open, row.currency) }))
}

export interface RelatedDocument {
  readonly id: string
  readonly type: EventType
  readonly number: string | null
  readonly date: string
  readonly amount: string
  readonly currency: string
  /** `to`: the document refers to it; `from`: it refers to the document. */
  readonly direction: 'from' | 'to'
}

export function relatedOf(sql: Sql, doc: string): RelatedDocument[] {
  const select = 'SELECT o.doc AS id, o.event AS type, o.number, o.date, o.total, o.currency'
  type Row = { id: string; type: EventType; number: string | null; date: string; total: number; currency: string | null }
  const to = sql.rows<Row>(`${select} FROM posted p JOIN reference r ON r.n = p.n JOIN posted o ON o.doc = r.doc WHERE p.doc = ? ORDER BY o.ord`, doc)
  const from = sql.rows<Row>(`${select} FROM reference r JOIN posted o ON o.n = r.n WHERE r.doc = ? ORDER BY o.ord`, doc)
  const view = (row: Row, direction: 'from' | 'to'): RelatedDocument => {
    const currency = row.currency ?? 'IDR'
    return { id: row.id, type: row.type, number: row.number, date: row.date, amount: text(row.total, currency), currency, direction }
  }
  return [...to.map((row) => view(row, 'to')), ...from.map((row) => view(row, 'from'))]
}

/** Where a posted document stands on a day. */
export function statusOf(sql: Sql, doc: string, today: string): DocumentStatus {
  const row = sql.row<StatusRow>('SELECT event, total, open, due_date, reversed, void FROM posted WHERE doc = ?', doc)
  return row ? statusOfRow(row, today) : 'posted'
}

/** The document that bears a number; null if none does. */
export function idOfNumber(sql: Sql, number: string): string | null {
  // Numbers are kept by type of document: each is asked, through the index.
  const events = Object.keys(documentTypes)
  return sql.value<string>(`SELECT doc FROM posted WHERE event IN (${events.map(() => '?').join(', ')}) AND number = ? ORDER BY ord LIMIT 1`, ...events, number) ?? null
}

/** The number of the document that an event (or the document itself) made; null if there is none. */
export function numberOfEvent(sql: Sql, id: string): string | null {
  return sql.value<string | null>('SELECT number FROM posted WHERE event_id = ? OR doc = ? ORDER BY ord LIMIT 1', id, id) ?? null
}

function text(amount: number, currency: string): string {
  return minorText(amount, isCurrency(currency) ? currency : ('IDR' satisfies CurrencyCode))
}
