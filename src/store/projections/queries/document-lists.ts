import { daysBetween, isPlainDate } from '../../../core/calendar/index.ts'
import type { EventType } from '../../../core/events/index.ts'
import { noteOf } from '../posted-rows.ts'
import type { Sql } from '../sql.ts'
import { draftTotal, moneyText } from './figures.ts'
import { Conditions, type ListPage, type ListRequest, type ListSum, orderBy, partyNames, pattern } from './list-request.ts'
import { type DocumentStatus, statusCondition, statusOfRow } from './status.ts'

export interface SalesRow {
  readonly id: string; readonly number: string | null; readonly date: string; readonly party: string; readonly partyName: string; readonly partyNameZh: string | null
  readonly currency: string; readonly total: string; readonly open: string; readonly dueDate: string | null; readonly status: DocumentStatus; readonly daysOverdue: number
}

export interface DocumentRow {
  readonly id: string; readonly type: EventType; readonly number: string | null; readonly date: string; readonly party: string | null; readonly partyName: string | null
  readonly currency: string | null; readonly total: string; readonly status: DocumentStatus; readonly note: string
}

interface PostedRow {
  doc: string; event: EventType; number: string | null; event_id: string; date: string; party: string | null; currency: string | null; total: number; open: number; due_date: string | null; reversed: number; void: number; note: string
}
interface DraftRow { doc: string; event: EventType; date: string; party: string | null; currency: string | null; fields: string }

const columns: Readonly<Record<string, string>> = {
  number: 'number', date: 'date|ord', party: 'party', partyName: 'party', currency: 'currency', total: 'total', open: 'open', dueDate: 'due_date', type: 'event',
}
const selected = 'n, ord, doc, event, number, event_id, date, party, currency, total, open, due_date, reversed, void, note'

/** Which rows of `posted` a request lets through; null where none can be. */
function conditionsOf(request: ListRequest, events: readonly string[]): Conditions | null {
  const where = new Conditions()
  if (events.length > 0) where.add(`event IN (${events.map(() => '?').join(', ')})`, ...events)
  const filter = request.filter ?? {}
  if (filter['party'] !== undefined) where.add('party = ?', filter['party'])
  if (filter['currency'] !== undefined) where.add('currency = ?', filter['currency'])
  if (filter['from'] !== undefined) where.add('date >= ?', filter['from'])
  if (filter['to'] !== undefined) where.add('date <= ?', filter['to'])
  if (filter['account'] !== undefined) where.add('n IN (SELECT n FROM ledger_line WHERE account = ?)', filter['account'])
  if (filter['product'] !== undefined) where.add('n IN (SELECT n FROM movement WHERE product = ?)', filter['product'])
  if (filter['status'] !== undefined) {
    const condition = statusCondition(filter['status'])
    if (!condition) return null
    where.add(condition.sql, ...(condition.needsToday ? [request.today] : []))
  }
  const search = request.search?.trim()
  if (search) {
    const like = pattern(search)
    where.add(
      `(number LIKE ? ESCAPE '\\' OR event_id LIKE ? ESCAPE '\\' OR party IN (SELECT code FROM master WHERE type = 'party' AND (code LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' OR name_alternative LIKE ? ESCAPE '\\')))`,
      like, like, like, like, like,
    )
  }
  return where
}

/** The statement of a page, for its plan to be tested; it skips `skip` rows and takes `take`. */
export function pageStatement(request: ListRequest, events: readonly string[], take: number, skip: number): { readonly sql: string; readonly values: readonly unknown[] } | null {
  const order = orderBy(request, columns, 'date DESC, ord DESC', 'n')
  const parts = events.length > 1 && !request.sort ? events.map((event) => [event]) : [events]
  const conditions = parts.map((part) => conditionsOf(request, part))
  if (conditions.some((where) => where === null)) return null
  const page = (where: Conditions): string => `SELECT ${selected} FROM posted ${where.sql} ${order} LIMIT ?`
  const all = conditions as Conditions[]
  const [only] = all
  if (only && all.length === 1) return { sql: `${page(only)} OFFSET ?`, values: [...only.values, take, skip] }
  // Several types in order of date: the first rows of each come from an index, and only these are sorted.
  return {
    sql: `SELECT * FROM (${all.map((where) => `SELECT * FROM (${page(where)})`).join(' UNION ALL ')}) ${order} LIMIT ? OFFSET ?`,
    values: [...all.flatMap((where) => [...where.values, take + skip]), take, skip],
  }
}

function draftsOf(sql: Sql, request: ListRequest, events: readonly string[]): DraftRow[] {
  const filter = request.filter ?? {}
  if (filter['status'] !== undefined && filter['status'] !== 'draft') return []
  if (filter['account'] !== undefined || filter['product'] !== undefined) return []
  const where = new Conditions().add('posted IS NULL')
  if (events.length > 0) where.add(`event IN (${events.map(() => '?').join(', ')})`, ...events)
  if (filter['party'] !== undefined) where.add('party = ?', filter['party'])
  if (filter['currency'] !== undefined) where.add("coalesce(currency, 'IDR') = ?", filter['currency'])
  if (filter['from'] !== undefined) where.add('date >= ?', filter['from'])
  if (filter['to'] !== undefined) where.add('date <= ?', filter['to'])
  const search = request.search?.trim()
  if (search) {
    const like = pattern(search)
    where.add(`(event_id LIKE ? ESCAPE '\\' OR party IN (SELECT code FROM master WHERE type = 'party' AND (code LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' OR name_alternative LIKE ? ESCAPE '\\')))`, like, like, like, like)
  }
  return sql.rows<DraftRow>(`SELECT doc, event, date, party, currency, fields FROM draft ${where.sql} ORDER BY at DESC, doc DESC`, ...where.values)
}

/** Drafts stand before what is posted, whatever the order: they are work that waits. */
function page(sql: Sql, request: ListRequest, events: readonly string[], withDrafts: boolean): { drafts: DraftRow[]; posted: PostedRow[]; total: number; sums: ListSum[] } {
  const drafts = withDrafts ? draftsOf(sql, request, events) : []
  const shown = drafts.slice(request.offset, request.offset + request.limit)
  const rest = request.limit - shown.length
  const statement = pageStatement(request, events, rest, Math.max(0, request.offset - drafts.length))
  if (!statement) return { drafts: shown, posted: [], total: drafts.length, sums: [] }
  const posted = rest === 0 ? [] : sql.rows<PostedRow>(statement.sql, ...statement.values)
  const where = conditionsOf(request, events) as Conditions
  let total = drafts.length
  const sums: ListSum[] = []
  const rows = sql.rows<{ currency: string | null; reversed: number; rows: number; total: number; open: number }>(
    `SELECT currency, reversed, count(*) AS rows, sum(total) AS total, sum(open) AS open FROM posted ${where.sql} GROUP BY currency, reversed ORDER BY currency`, ...where.values,
  )
  for (const row of rows) {
    total += row.rows
    // What was reversed is shown, but it is no money.
    if (row.currency !== null && row.reversed === 0) sums.push({ currency: row.currency, total: moneyText(row.total, row.currency), open: moneyText(row.open, row.currency) })
  }
  return { drafts: shown, posted, total, sums }
}

/** Invoices with what is open of them: sales or purchases. */
export function invoiceList(sql: Sql, request: ListRequest, event: 'sales.invoice' | 'purchase.invoice'): ListPage<SalesRow> {
  const found = page(sql, request, [event], true)
  const names = partyNames(sql, [...found.drafts, ...found.posted].map((row) => row.party))
  const rows: SalesRow[] = []
  for (const draft of found.drafts) {
    const event = eventOf(draft)
    const total = draftTotal(event)
    const due = event['dueDate']
    rows.push({
      id: draft.doc, number: null, date: draft.date, party: draft.party ?? '', partyName: draft.party === null ? '' : (names.get(draft.party)?.name ?? draft.party),
      partyNameZh: draft.party === null ? null : (names.get(draft.party)?.nameZh ?? null), currency: draft.currency ?? 'IDR', total, open: total, dueDate: typeof due === 'string' && due !== '' ? due : null, status: 'draft', daysOverdue: 0,
    })
  }
  for (const row of found.posted) {
    rows.push({
      id: row.doc, number: row.number, date: row.date, party: row.party ?? '', partyName: row.party === null ? '' : (names.get(row.party)?.name ?? row.party),
      partyNameZh: row.party === null ? null : (names.get(row.party)?.nameZh ?? null), currency: row.currency ?? 'IDR', total: moneyText(row.total, row.currency), open: moneyText(row.open, row.currency),
      dueDate: row.due_date, status: statusOfRow(row, request.today), daysOverdue: row.due_date !== null && isPlainDate(request.today) ? daysBetween(row.due_date, request.today) : 0,
    })
  }
  return { rows, total: found.total, sums: found.sums }
}

/** All postings, or those of some types (`filter.type`, several separated by commas). */
export function documentList(sql: Sql, request: ListRequest): ListPage<DocumentRow> {
  const types = request.filter?.['type']?.split(',').map((type) => type.trim()).filter((type) => type !== '') ?? []
  const found = page(sql, request, types, types.length > 0 || request.filter?.['status'] === 'draft')
  const names = partyNames(sql, [...found.drafts, ...found.posted].map((row) => row.party))
  const nameOf = (party: string | null): string | null => (party === null ? null : (names.get(party)?.name ?? party))
  const rows: DocumentRow[] = []
  for (const draft of found.drafts) {
    const event = eventOf(draft)
    rows.push({
      id: draft.doc, type: draft.event, number: null, date: draft.date, party: draft.party, partyName: nameOf(draft.party), currency: draft.currency, total: draftTotal(event), status: 'draft', note: noteOf(event),
    })
  }
  for (const row of found.posted) {
    rows.push({
      id: row.doc, type: row.event, number: row.number, date: row.date, party: row.party, partyName: nameOf(row.party), currency: row.currency, total: moneyText(row.total, row.currency),
      status: statusOfRow(row, request.today), note: row.note,
    })
  }
  return { rows, total: found.total, sums: found.sums }
}

function eventOf(draft: DraftRow): Readonly<Record<string, unknown>> {
  return ((JSON.parse(draft.fields) as { event?: unknown }).event ?? {}) as Readonly<Record<string, unknown>>
}
