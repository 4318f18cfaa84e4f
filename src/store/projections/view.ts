import { createHash } from 'node:crypto'
import { type PlainMonth, firstDayOf, lastDayOf, monthOf } from '../../core/calendar/index.ts'
import { type MutableDocument, canonicalJson } from '../../core/document/index.ts'
import { type BusinessEvent, type EventType, documentTypes } from '../../core/events/index.ts'
import { type CurrencyCode, baseCurrency, parseDecimal } from '../../core/money/index.ts'
import { type PeriodMark, lockedThrough } from '../../core/posting/derive/index.ts'
import type { AccountView, BookView, EventView, ItemView, PlannedMovement, PostedDocument, ProductView } from '../../core/posting/index.ts'
import { eventIdOwners } from './attention.ts'
import { redirectedPosting, standingCode } from './joining.ts'
import { Masters, companyFields, fieldsOf, namesOf } from './masters.ts'
import type { WinnerReader } from './reader.ts'
import type { Sql } from './sql.ts'

/** Tells a repeated event from another one under the same id: SHA-256 over its canonical JSON. */
export function eventDigest(event: unknown): string {
  return createHash('sha256').update(canonicalJson(event)).digest('hex')
}

const eventTypeOfDocument = new Map<string, EventType>((Object.entries(documentTypes) as [EventType, string][]).map(([event, type]) => [type, event]))
const noFacts: EventView['facts'] = { lines: [], net: 0, vat: 0, base: 0 }

/** The book as posting asks it, answered from the projections. Reads only; each answer is as of the moment it is asked. */
export function createView(sql: Sql, reader: WinnerReader): BookView {
  return {
    company() {
      const fields = companyFields(sql) ?? {}
      return { vatRegistered: fields['vatRegistered'] !== false, costing: fields['costing'] === 'fifo' ? 'fifo' : 'movingAverage', name: namesOf(fields).id }
    },

    account(code) {
      const fields = fieldsOf(sql, 'account', code)
      if (!fields) return null
      return {
        code, type: fields['type'] as AccountView['type'], currency: (fields['currency'] ?? baseCurrency) as AccountView['currency'], cash: fields['cash'] === true, control: fields['control'] === true,
        role: (fields['role'] ?? null) as AccountView['role'],
      }
    },

    accountOfRole: (role) => new Masters(sql).accountOfRole(role),

    party(code) {
      const fields = fieldsOf(sql, 'party', code)
      return fields && { code: standingCode(sql, 'party', code), name: namesOf(fields).id, termsDays: typeof fields['termsDays'] === 'number' ? fields['termsDays'] : 0 }
    },

    product(code) {
      const fields = fieldsOf(sql, 'product', code)
      if (!fields) return null
      const inventory = fields['inventory']
      return {
        code: standingCode(sql, 'product', code), name: namesOf(fields).id, kind: fields['kind'] === 'service' ? 'service' : 'goods', costing: new Masters(sql).costing(code),
        inventory: inventory === 'raw' || inventory === 'finished' ? inventory : 'goods', weightKg: typeof fields['weightKg'] === 'string' ? fields['weightKg'] : '0',
        unit: typeof fields['unit'] === 'string' ? fields['unit'] : 'pcs', units: Array.isArray(fields['units']) ? (fields['units'] as ProductView['units']) : [],
      }
    },

    warehouse(code) {
      const fields = fieldsOf(sql, 'warehouse', code)
      return fields && { code, name: namesOf(fields).id }
    },

    rate(currency, date, kind = 'book') {
      const rate = sql.value<string>('SELECT rate FROM exchange_rate WHERE currency = ? AND kind = ? AND date <= ? ORDER BY date DESC, ord DESC LIMIT 1', currency, kind, date)
      return rate === undefined ? null : parseDecimal(rate)
    },

    event: (id) => eventView(sql, reader, id),
    item: (id) => itemView(sql, id),

    progress(kind, doc, line, product) {
      const found = product === undefined
        ? sql.row<{ quantity: number; value: number; vat: number }>('SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(value), 0) AS value, coalesce(sum(vat), 0) AS vat FROM progress WHERE doc = ? AND kind = ? AND line = ?', doc, kind, line)
        : sql.row<{ quantity: number; value: number; vat: number }>(
            'SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(value), 0) AS value, coalesce(sum(vat), 0) AS vat FROM progress WHERE doc = ? AND kind = ? AND line = ? AND product = ?', doc, kind, line, product,
          )
      return found ?? { quantity: 0, value: 0, vat: 0 }
    },

    dependents: (docId) =>
      sql.values<string>('SELECT p.event_id FROM reference r JOIN posted p ON p.n = r.n WHERE r.doc = ? AND p.reversed = 0 AND p.void = 0 AND p.target IS NULL ORDER BY p.ord', docId),

    lockedThrough: () => lockedThroughNow(sql),

    chainHeads: () => Object.fromEntries(sql.rows<{ device: string; head: number }>('SELECT device, max(position) AS head FROM posted GROUP BY device ORDER BY device').map(({ device, head }) => [device, head])),

    onceTaken: (key) => (sql.value<number>('SELECT coalesce(sum(1 - 2 * free), 0) FROM once_key WHERE key = ?', key) ?? 0) > 0,

    pool(product, date) {
      const row = sql.row<{ quantity: number; value: number }>(
        "SELECT run_quantity AS quantity, run_value AS value FROM movement WHERE product = ? AND date <= ? ORDER BY date DESC, ord DESC, idx DESC LIMIT 1", product, date,
      )
      return row ?? { quantity: 0, value: 0 }
    },

    quantity: (product, warehouse, date) => quantityAt(sql, product, warehouse, date),
    shortage: (movements) => shortage(sql, movements),

    monetaryBalances(date) {
      return accountBalances(sql, date)
        .filter((row) => row.currency !== baseCurrency && isMonetary(sql, row.account))
        .map(({ account, currency, amount, base }) => ({ account, currency, amount, base }))
    },

    baseBalance(account, date) {
      const month = monthOf(date)
      const kept = sql.value<number>('SELECT coalesce(sum(debit - credit), 0) FROM balance WHERE account = ? AND month < ?', account, month) ?? 0
      const rest = date === lastDayOf(month)
        ? sql.value<number>('SELECT coalesce(sum(debit - credit), 0) FROM balance WHERE account = ? AND month = ?', account, month)
        : sql.value<number>('SELECT coalesce(sum(base), 0) FROM ledger_line WHERE account = ? AND date >= ? AND date <= ?', account, firstDayOf(month), date)
      return kept + (rest ?? 0)
    },

    turnover: (period) => sql.value<number>('SELECT coalesce(sum(base), 0) FROM turnover WHERE date >= ? AND date <= ?', firstDayOf(period), lastDayOf(period)) ?? 0,

    resultBalances(date: string) {
      const sums = new Map<string, number>()
      for (const row of accountBalances(sql, date)) sums.set(row.account, (sums.get(row.account) ?? 0) + row.base)
      const types = new Set(['income', 'costOfSales', 'expense', 'other', 'tax'])
      return [...sums]
        .filter(([account, base]) => base !== 0 && types.has(String(fieldsOf(sql, 'account', account)?.['type'])))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([account, base]) => ({ account, base }))
    },
  } as BookView
}

export function lockedThroughNow(sql: Sql): PlainMonth | null {
  const marks = sql.rows<{ effect: 'close' | 'reopen'; period: string }>('SELECT effect, period FROM period_mark ORDER BY ord, idx')
  return lockedThrough(marks.map((mark): PeriodMark => ({ ...mark, order: '', heads: null })))
}

export interface AccountBalance { readonly account: string; readonly currency: CurrencyCode; readonly debit: number; readonly credit: number; readonly amount: number; readonly base: number; readonly lines: number }

/**
 * Sums per account and currency of all lines dated ≤ `date`: whole months from the kept balances, the rest of one from the lines. Sorted.
 * @param only  these accounts, else all
 */
export function accountBalances(sql: Sql, date: string, only?: readonly string[]): AccountBalance[] {
  const month = monthOf(date)
  const accounts = only ?? sql.values<string>('SELECT DISTINCT account FROM balance')
  const some = only ? 'account IN (SELECT value FROM json_each(?)) AND' : ''
  const list = JSON.stringify(accounts)
  // A month that ends is whole, and one without later lines as good as whole.
  const whole = date === lastDayOf(month)
  const rest = whole ? [] : accounts.filter((account) => sql.value('SELECT 1 FROM ledger_line WHERE account = ? AND date > ? AND date <= ? LIMIT 1', account, date, lastDayOf(month)) !== undefined)
  return sql.rows<AccountBalance>(
    `SELECT account, currency, sum(debit) AS debit, sum(credit) AS credit, sum(amount) AS amount, sum(debit) - sum(credit) AS base, sum(lines) AS lines FROM (
       SELECT account, currency, debit, credit, amount, lines FROM balance WHERE ${some} month <= ? AND (month < ? OR account NOT IN (SELECT value FROM json_each(?)))
       UNION ALL
       SELECT account, currency, sum(CASE WHEN base > 0 THEN base ELSE 0 END), sum(CASE WHEN base < 0 THEN -base ELSE 0 END), sum(amount), count(*)
       FROM ledger_line WHERE account IN (SELECT value FROM json_each(?)) AND date >= ? AND date <= ? GROUP BY account, currency
     ) GROUP BY account, currency ORDER BY account, currency`,
    ...(only ? [list] : []), month, month, JSON.stringify(rest), JSON.stringify(rest), firstDayOf(month), date,
  )
}

/** Deposits and advances are settled in goods and keep their rate; the exchange account has no value of its own. */
function isMonetary(sql: Sql, account: string): boolean {
  const fields = fieldsOf(sql, 'account', account)
  return fields?.['cash'] === true || fields?.['role'] === 'receivable' || fields?.['role'] === 'payable'
}

function quantityAt(sql: Sql, product: string, warehouse: string, date: string): number {
  const newest = sql.row<{ date: string }>('SELECT date FROM movement WHERE product = ? ORDER BY date DESC, ord DESC, idx DESC LIMIT 1', product)
  if (!newest) return 0
  if (newest.date <= date) return sql.value<number>('SELECT quantity FROM stock WHERE product = ? AND warehouse = ?', product, warehouse) ?? 0
  return sql.value<number>(
    'SELECT warehouse_quantity FROM movement WHERE product = ? AND date <= ? AND warehouse = ? ORDER BY date DESC, ord DESC, idx DESC LIMIT 1', product, date, warehouse,
  ) ?? 0
}

function shortage(sql: Sql, movements: readonly PlannedMovement[]): ReturnType<BookView['shortage']> {
  const groups = new Map<string, PlannedMovement[]>()
  for (const movement of movements) {
    const key = JSON.stringify([movement.product, movement.warehouse])
    const group = groups.get(key)
    if (group) group.push(movement)
    else groups.set(key, [movement])
  }
  for (const group of groups.values()) {
    const { product, warehouse } = group[0] as PlannedMovement
    // Inserted last in event order at its date: stable by date, in the order in which they are planned.
    const planned = group.map((movement, place) => ({ movement, place })).sort((a, b) => (a.movement.date < b.movement.date ? -1 : a.movement.date > b.movement.date ? 1 : a.place - b.place))
    const first = (planned[0] as { movement: PlannedMovement }).movement.date
    const later = sql.rows<{ date: string; quantity: number }>(
      'SELECT date, warehouse_quantity AS quantity FROM movement WHERE product = ? AND date > ? AND warehouse = ? AND kind <> \'landed\' ORDER BY date, ord, idx', product, first, warehouse,
    )
    let running = quantityAt(sql, product, warehouse, first)
    let change = 0
    let available = running
    let short = false
    let place = 0
    const pass = (upTo: string | null): void => {
      while (place < later.length && (upTo === null || (later[place] as { date: string }).date <= upTo)) {
        running = (later[place] as { quantity: number }).quantity
        if (change < 0) {
          available = Math.min(available, running)
          if (running + change < 0) short = true
        }
        place += 1
      }
    }
    for (const { movement } of planned) {
      pass(movement.date)
      if (change >= 0 && movement.quantity < 0) available = Math.min(available, running)
      change += movement.quantity
      if (movement.quantity < 0 && running + change < 0) short = true
    }
    pass(null)
    if (short) return { product, warehouse, available }
  }
  return null
}

function itemView(sql: Sql, id: string): ItemView | null {
  const row = sql.row<{
    doc: string; item: string; side: ItemView['side']; party: string; account: string; currency: CurrencyCode; amount: number; base: number; open: number; open_base: number; date: string; posted_date: string; closed: number
  }>('SELECT doc, item, side, party, account, currency, amount, base, open, open_base, date, posted_date, closed FROM item WHERE item = ? ORDER BY ord LIMIT 1', id)
  if (!row) return null
  return {
    doc: row.doc, item: row.item, side: row.side, party: row.party, account: row.account, currency: row.currency, amount: row.amount, base: row.base, open: row.open, openBase: row.open_base, date: row.date,
    postedDate: row.posted_date, reversed: row.closed === 1 || sql.value<number>('SELECT reversed FROM posted WHERE doc = ?', row.doc) === 1,
  }
}

function eventView(sql: Sql, reader: WinnerReader, id: string): EventView | null {
  // Where two devices posted one event, its id means the first; the other is named by its document.
  const doc = eventIdOwners(sql, id)[0] ?? sql.value<string>('SELECT doc FROM item WHERE item = ? ORDER BY ord LIMIT 1', id) ?? sql.value<string>('SELECT doc FROM posted WHERE doc = ?', id)
  const body = doc === undefined ? null : reader.read(doc)
  if (doc === undefined || body === null) return null
  if (body['posting'] === undefined) return masterView(body as unknown as MutableDocument)
  const posted = body as unknown as PostedDocument
  const posting = redirectedPosting(sql, posted.posting)
  const reversedBy = sql.value<string>('SELECT event_id FROM posted WHERE target = ? AND void = 0 ORDER BY ord LIMIT 1', doc)
  return {
    docId: doc, eventId: posted.eventId, type: posted.event.event, date: posting.date, event: posted.event, effects: posting.effects, currency: posting.currency, rate: posting.rate, party: posting.party,
    facts: posting.facts, reversedBy: reversedBy ?? null, digest: eventDigest(posted.event),
  }
}

function masterView(body: MutableDocument): EventView {
  const type = eventTypeOfDocument.get(body.type) ?? 'company.set'
  const event: BusinessEvent = { ...body.fields, event: type, id: body.eventId, date: body.date }
  return { docId: body._id, eventId: body.eventId, type, date: body.date, event, effects: [], currency: null, rate: null, party: null, facts: noFacts, reversedBy: null, digest: body.eventDigest ?? '' }
}
