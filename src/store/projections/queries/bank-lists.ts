import { baseCurrency } from '../../../core/money/index.ts'
import type { Sql } from '../sql.ts'
import { moneyText } from './figures.ts'
import { Conditions, type ListPage, type ListRequest, orderBy, pattern } from './list-request.ts'

export interface BankLineRow {
  readonly id: string
  readonly account: string
  readonly currency: string
  readonly date: string
  readonly valueDate: string
  /** Money that came in is positive. */
  readonly amount: string
  readonly text: string
  readonly counterparty: string | null
  readonly reference: string | null
  readonly status: 'open' | 'matched' | 'ignored'
  /** Documents that it is matched to. */
  readonly documents: readonly { readonly id: string; readonly number: string; readonly type: string; readonly partyName: string | null }[]
}

/** A line is matched as long as an event that it names stands; else it waits, whatever it says of itself. */
export const bankLineStatus = `CASE WHEN EXISTS (SELECT 1 FROM bank_match x JOIN posted p ON p.event_id = x.event_id WHERE x.doc = b.doc AND p.reversed = 0 AND p.void = 0) THEN 'matched'
  WHEN b.ignored = 1 THEN 'ignored' ELSE 'open' END`

interface Row { doc: string; account: string; currency: string; date: string; value_date: string; amount: number; text: string; counterparty: string | null; reference: string | null; status: BankLineRow['status'] }

/** Filters: `account`, `status`, `from`, `to`, `direction` (in, out). Newest first unless sorted. */
export function bankLineList(sql: Sql, request: ListRequest): ListPage<BankLineRow> {
  const where = new Conditions()
  const filter = request.filter ?? {}
  if (filter['account'] !== undefined) where.add('b.account = ?', filter['account'])
  if (filter['from'] !== undefined) where.add('b.date >= ?', filter['from'])
  if (filter['to'] !== undefined) where.add('b.date <= ?', filter['to'])
  if (filter['direction'] === 'in') where.add('b.amount > 0')
  if (filter['direction'] === 'out') where.add('b.amount < 0')
  if (filter['status'] !== undefined) where.add(`${bankLineStatus} = ?`, filter['status'])
  const search = request.search?.trim()
  if (search) where.add("(b.text LIKE ? ESCAPE '\\' OR b.counterparty LIKE ? ESCAPE '\\' OR b.reference LIKE ? ESCAPE '\\')", pattern(search), pattern(search), pattern(search))
  const order = orderBy(request, { date: 'b.date|b.place', amount: 'b.amount', text: 'b.text', account: 'b.account' }, 'b.date DESC, b.place DESC, b.doc', 'b.doc')
  const rows = sql.rows<Row>(
    `SELECT b.doc, b.account, b.currency, b.date, b.value_date, b.amount, b.text, b.counterparty, b.reference, ${bankLineStatus} AS status FROM bank_line b ${where.sql} ${order} LIMIT ? OFFSET ?`,
    ...where.values, request.limit, request.offset,
  )
  const sums = sql.rows<{ currency: string; rows: number; total: number; open: number }>(
    `SELECT b.currency, count(*) AS rows, sum(b.amount) AS total, sum(CASE WHEN ${bankLineStatus} = 'open' THEN b.amount ELSE 0 END) AS open FROM bank_line b ${where.sql} GROUP BY b.currency ORDER BY b.currency`, ...where.values,
  )
  return {
    rows: rows.map((row) => ({
      id: row.doc, account: row.account, currency: row.currency, date: row.date, valueDate: row.value_date, amount: moneyText(row.amount, row.currency), text: row.text, counterparty: row.counterparty,
      reference: row.reference, status: row.status, documents: row.status === 'matched' ? documentsOf(sql, row.doc) : [],
    })),
    total: sums.reduce((count, row) => count + row.rows, 0), sums: sums.map((row) => ({ currency: row.currency, total: moneyText(row.total, row.currency), open: moneyText(row.open, row.currency) })),
  }
}

function documentsOf(sql: Sql, line: string): BankLineRow['documents'] {
  return sql.rows<{ doc: string; number: string | null; event_id: string; event: string; name: string | null }>(
    `SELECT p.doc, p.number, p.event_id, p.event, (SELECT m.name FROM master m WHERE m.type = 'party' AND m.code = p.party ORDER BY m.doc LIMIT 1) AS name
     FROM bank_match x JOIN posted p ON p.event_id = x.event_id WHERE x.doc = ? AND p.reversed = 0 AND p.void = 0 ORDER BY p.ord`, line,
  ).map((row) => ({ id: row.doc, number: row.number ?? row.event_id, type: row.event, partyName: row.name }))
}

export interface BankLineFacts { readonly doc: string; readonly status: BankLineRow['status']; readonly fields: Readonly<Record<string, unknown>> }

/** Open lines, of one account or of all others. */
export function openBankLines(sql: Sql, account: string, others: boolean): BankLineFacts[] {
  return sql.rows<{ doc: string; fields: string }>(`SELECT b.doc, b.fields FROM bank_line b WHERE b.account ${others ? '<>' : '='} ? AND ${bankLineStatus} = 'open' ORDER BY b.date, b.place, b.doc LIMIT 2000`, account)
    .map((row) => ({ doc: row.doc, status: 'open', fields: JSON.parse(row.fields) as Record<string, unknown> }))
}

export function bankLineFacts(sql: Sql, doc: string): BankLineFacts | null {
  const row = sql.row<{ doc: string; fields: string; status: BankLineRow['status'] }>(`SELECT b.doc, b.fields, ${bankLineStatus} AS status FROM bank_line b WHERE b.doc = ?`, doc)
  return row ? { doc: row.doc, status: row.status, fields: JSON.parse(row.fields) as Record<string, unknown> } : null
}

/** All lines that are matched to an event: a transfer stands in two statements. */
export function linesOfEvent(sql: Sql, eventId: string): string[] {
  return sql.values<string>('SELECT doc FROM bank_match WHERE event_id = ? ORDER BY doc', eventId)
}

export function hasBankDocument(sql: Sql, doc: string): boolean {
  return sql.value('SELECT 1 FROM bank_line WHERE doc = ? UNION ALL SELECT 1 FROM bank_statement WHERE doc = ?', doc, doc) !== undefined
}

export interface BankSetting { readonly id: string; readonly account: string; readonly fields: Readonly<Record<string, unknown>> }

export function bankSettings(sql: Sql, type: 'bankProfile' | 'bankRule'): BankSetting[] {
  return sql.rows<{ doc: string; account: string; fields: string }>('SELECT doc, account, fields FROM bank_setting WHERE type = ? ORDER BY account, doc', type)
    .map((row) => ({ id: row.doc, account: row.account, fields: JSON.parse(row.fields) as Record<string, unknown> }))
}

export interface BankStatementRow { readonly id: string; readonly from: string; readonly to: string; readonly opening: number | null; readonly closing: number | null; readonly currency: string }

/** Statements of an account, oldest first. */
export function bankStatements(sql: Sql, account: string): BankStatementRow[] {
  return sql.rows<{ doc: string; from_date: string; to_date: string; opening: number | null; closing: number | null; currency: string }>(
    'SELECT doc, from_date, to_date, opening, closing, currency FROM bank_statement WHERE account = ? ORDER BY to_date, from_date, doc', account,
  ).map((row) => ({ id: row.doc, from: row.from_date, to: row.to_date, opening: row.opening, closing: row.closing, currency: row.currency }))
}

export interface CashMovement { readonly docId: string; readonly eventId: string; readonly number: string; readonly type: string; readonly date: string; readonly amount: number; readonly party: string | null }

/**
 * What the books moved on a cash account between two days and no bank line is matched to; opening balances are no movement.
 * @param amount  only movements of exactly this much
 */
export function unmatchedMovements(sql: Sql, account: string, currency: string, from: string, to: string, amount: number | null = null): CashMovement[] {
  return sql.rows<{ doc: string; event_id: string; number: string | null; event: string; date: string; amount: number; party: string | null }>(
    `SELECT p.doc, p.event_id, p.number, p.event, l.date, l.amount, p.party FROM ledger_line l JOIN posted p ON p.n = l.n
     WHERE l.account = ? AND l.currency = ? AND l.date BETWEEN ? AND ? AND l.amount <> 0 AND (? IS NULL OR l.amount = ?) AND p.reversed = 0 AND p.event NOT IN ('opening.post', 'reverse', 'fx.revalue')
       AND NOT EXISTS (SELECT 1 FROM bank_match x JOIN bank_line b ON b.doc = x.doc WHERE x.event_id = p.event_id AND b.account = l.account) ORDER BY l.date, p.ord LIMIT 2000`,
    account, currency, from, to, amount, amount,
  ).map((row) => ({ docId: row.doc, eventId: row.event_id, number: row.number ?? row.event_id, type: row.event, date: row.date, amount: row.amount, party: row.party }))
}

export function cashBalance(sql: Sql, account: string, currency: string, date: string): number {
  return sql.value<number>(`SELECT coalesce(sum(CASE WHEN currency = ? THEN ${currency === baseCurrency ? 'base' : 'amount'} ELSE 0 END), 0) FROM ledger_line WHERE account = ? AND date <= ?`, currency, account, date) ?? 0
}

/** Sum and number of an account's open lines up to a day. */
export function openLineSum(sql: Sql, account: string, to: string): { readonly amount: number; readonly count: number } {
  return sql.row<{ amount: number; count: number }>(`SELECT coalesce(sum(b.amount), 0) AS amount, count(*) AS count FROM bank_line b WHERE b.account = ? AND b.date <= ? AND ${bankLineStatus} <> 'matched'`, account, to) ?? { amount: 0, count: 0 }
}

export interface ClaimRow { readonly item: string; readonly doc: string; readonly number: string | null; readonly side: 'receivable' | 'payable'; readonly party: string; readonly currency: string; readonly open: number; readonly due: string; readonly net: number }

/** Invoices that are open in a currency, oldest due first. */
export function openClaims(sql: Sql, currency: string, side: 'receivable' | 'payable'): ClaimRow[] {
  return sql.rows<ClaimRow>(
    `SELECT i.item, i.doc, p.number, i.side, i.party, i.currency, i.open, i.due_date AS due, coalesce(p.net, 0) AS net FROM item i LEFT JOIN posted p ON p.doc = i.doc
     WHERE i.side = ? AND i.currency = ? AND i.open > 0 AND i.derived = 0 ORDER BY i.due_date, i.item LIMIT 5000`, side, currency,
  )
}

export function openOrders(sql: Sql, currency: string): { readonly doc: string; readonly id: string; readonly number: string | null; readonly party: string; readonly total: number }[] {
  return sql.rows(
    `SELECT p.doc, p.event_id AS id, p.number, p.party, p.total FROM posted p WHERE p.event = 'sales.order' AND p.reversed = 0 AND p.currency = ? AND p.party IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM reference r JOIN posted i ON i.n = r.n WHERE r.doc = p.doc AND i.event = 'sales.invoice' AND i.reversed = 0) ORDER BY p.date DESC LIMIT 1000`, currency,
  )
}

/** Names by which a party may be called. */
export function partyNamesOfAll(sql: Sql): { readonly code: string; readonly names: string[] }[] {
  return sql.rows<{ code: string; name: string; fields: string }>("SELECT code, name, fields FROM master WHERE type = 'party' ORDER BY doc").map((row) => {
    const fields = JSON.parse(row.fields) as Record<string, unknown>
    return { code: row.code, names: [row.name, fields['nameZh'], fields['nameLocal'], fields['nameEn'], fields['bankName']].filter((name): name is string => typeof name === 'string' && name !== '') }
  })
}
