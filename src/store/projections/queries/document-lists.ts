import { daysBetween, isPlainDate } from '../../../core/calendar/index.ts'
import type { EventType } from '../../../core/events/index.ts'
import { noteOf } from '../posted-rows.ts'
import type { Sql } from '../sql.ts'
import { draftTotal, moneyText } from './figures.ts'
import { Conditions, type ListPage, type ListRequest, type ListSum, orderBy, partyNames, pattern } from './list-request.ts'
import { type PostedState, type SumRow, keptSums, stateColumn } from './posted-sums.ts'
import { type DocumentStatus, statusCondition, statusOfRow } from './status.ts'
import { type TextMatch, textMatch } from './text-match.ts'

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

/** Which rows of `posted` a request lets through, and the table with the index to read them by where it must be told. */
interface Chosen { readonly table: string; readonly where: Conditions }

/** An account with more lines is in so many documents that a page of them is found sooner by walking back through all. */
const fewLines = 2000

/**
 * Null where no row can be let through.
 * @param walking  the rows are read in their order until there are enough: what is not rare is asked of each then
 */
function chosenBy(sql: Sql, request: ListRequest, events: readonly string[], text: TextMatch | null, walking = false): Chosen | null {
  const where = new Conditions()
  if (events.length > 0) where.add(`event IN (${events.map(() => '?').join(', ')})`, ...events)
  const filter = request.filter ?? {}
  if (filter['party'] !== undefined) where.add('party = ?', filter['party'])
  if (filter['currency'] !== undefined) where.add('currency = ?', filter['currency'])
  if (filter['from'] !== undefined) where.add('date >= ?', filter['from'])
  if (filter['to'] !== undefined) where.add('date <= ?', filter['to'])
  if (filter['account'] !== undefined) {
    const many = walking && (sql.value<number>('SELECT sum(lines) FROM balance WHERE account = ?', filter['account']) ?? 0) > fewLines
    where.add(many ? 'EXISTS (SELECT 1 FROM ledger_line l WHERE l.n = posted.n AND l.account = ?)' : 'n IN (SELECT n FROM ledger_line WHERE account = ?)', filter['account'])
  }
  if (filter['product'] !== undefined) where.add('n IN (SELECT n FROM movement WHERE product = ?)', filter['product'])
  let index = ''
  if (filter['status'] !== undefined) {
    const condition = statusCondition(filter['status'], filter['status'] === 'posted' && onlyInvoices(events) && !hasPlain(sql, events))
    if (!condition) return null
    where.add(condition.sql, ...(condition.needsToday ? [request.today] : []))
    index = condition.index ?? ''
  }
  if (text) {
    where.add(text.sql, ...text.values)
    if (text.numbers) {
      where.add('n IN (SELECT value FROM json_each(?))', JSON.stringify(text.numbers))
      return { table: 'posted NOT INDEXED', where }
    }
  }
  // Few documents have an account, a product or a party; the rest is left to the planner.
  const named = ['account', 'product', 'party'].some((name) => filter[name] !== undefined)
  return { table: index === '' || named ? 'posted' : `posted INDEXED BY ${index}`, where }
}

const invoices: readonly string[] = ['sales.invoice', 'purchase.invoice']
const onlyInvoices = (events: readonly string[]): boolean => events.length > 0 && events.every((event) => invoices.includes(event))
/** Invoices on which nothing was ever due: paid in advance, or of nothing. */
const hasPlain = (sql: Sql, events: readonly string[]): boolean => keptSums(sql, { events, states: ['plain'] }).length > 0

/** The statement of a page, for its plan to be tested; it skips `skip` rows and takes `take`. */
export function pageStatement(sql: Sql, request: ListRequest, events: readonly string[], take: number, skip: number, text = textMatch(sql, request.search)): { readonly sql: string; readonly values: readonly unknown[] } | null {
  const order = orderBy(request, columns, 'date DESC, ord DESC', 'n')
  const parts = events.length > 1 && !request.sort && !text?.numbers ? events.map((event) => [event]) : [events]
  const chosen: Chosen[] = []
  for (const part of parts) {
    const each = chosenBy(sql, request, part, text, !request.sort)
    if (!each) return null
    chosen.push(each)
  }
  const page = ({ table, where }: Chosen): string => `SELECT ${selected} FROM ${table} ${where.sql} ${order} LIMIT ?`
  const [only] = chosen
  if (only && chosen.length === 1 && request.sort) {
    // Only numbers go through the sorter: the rows are read when it is known which.
    return { sql: `SELECT ${selected} FROM posted WHERE n IN (SELECT n FROM ${only.table} ${only.where.sql} ${order} LIMIT ? OFFSET ?) ${order}`, values: [...only.where.values, take, skip] }
  }
  if (only && chosen.length === 1) return { sql: `${page(only)} OFFSET ?`, values: [...only.where.values, take, skip] }
  // Several types in order of date: the first rows of each come from an index, and only these are sorted.
  return {
    sql: `SELECT * FROM (${chosen.map((each) => `SELECT * FROM (${page(each)})`).join(' UNION ALL ')}) ${order} LIMIT ? OFFSET ?`,
    values: [...chosen.flatMap(({ where }) => [...where.values, take + skip]), take, skip],
  }
}

const keptStates: Readonly<Record<string, PostedState>> = { void: 'void', reversed: 'reversed', paid: 'paid' }

/** How many rows there are and what they come to: from kept sums where they tell, else counted once as long as nothing changes. */
export function sumsOf(sql: Sql, request: ListRequest, events: readonly string[], text: TextMatch | null): readonly SumRow[] {
  const filter = request.filter ?? {}
  const { status, from, to, currency } = filter
  const kept = !text && filter['party'] === undefined && filter['account'] === undefined && filter['product'] === undefined
  const state = status === undefined ? undefined : keptStates[status]
  if (kept && (status === undefined || state)) return keptSums(sql, { events, ...(state ? { states: [state] } : {}), currency, from, to })
  const counted = (asked: ListRequest, among: readonly string[]): readonly SumRow[] => {
    const chosen = chosenBy(sql, asked, among, text)
    if (!chosen) return []
    const statement = `SELECT currency, ${stateColumn} AS state, count(*) AS documents, sum(total) AS total, sum(open) AS open FROM ${chosen.table} ${chosen.where.sql} GROUP BY 1, 2`
    return sql.remembered(JSON.stringify([statement, chosen.where.values]), () => sql.rows<SumRow>(statement, ...chosen.where.values))
  }
  if (kept && status === 'posted') {
    // What is never paid is counted already; of invoices, those that are not due yet are among the open ones.
    const among = events.length === 0 ? invoices : events.filter((event) => invoices.includes(event))
    const open = among.length === 0 ? [] : counted({ ...request, filter: { ...filter, status: 'notDue' } }, among)
    return [...keptSums(sql, { events, states: ['plain'], currency, from, to }), ...open]
  }
  return counted(request, events)
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
  const text = textMatch(sql, request.search)
  const statement = pageStatement(sql, request, events, rest, Math.max(0, request.offset - drafts.length), text)
  if (!statement) return { drafts: shown, posted: [], total: drafts.length, sums: [] }
  const posted = rest === 0 ? [] : sql.rows<PostedRow>(statement.sql, ...statement.values)
  let total = drafts.length
  const byCurrency = new Map<string, { total: number; open: number }>()
  for (const row of sumsOf(sql, request, events, text)) {
    total += row.documents
    // What was reversed is shown, but it is no money.
    if (row.currency === null || row.state === 'reversed' || row.state === 'void') continue
    const sum = byCurrency.get(row.currency)
    byCurrency.set(row.currency, { total: (sum?.total ?? 0) + row.total, open: (sum?.open ?? 0) + row.open })
  }
  const sums = [...byCurrency].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, sum]): ListSum => ({ currency, total: moneyText(sum.total, currency), open: moneyText(sum.open, currency) }))
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
