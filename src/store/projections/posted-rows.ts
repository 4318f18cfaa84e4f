import { type CurrencyCode, isCurrency, parseDecimal, toMinor } from '../../core/money/index.ts'
import { eventOrder } from '../../core/posting/derive/index.ts'
import type { Effect, PostedDocument } from '../../core/posting/index.ts'
import type { Sql } from './sql.ts'

export interface PostedHeader { readonly n: number; readonly doc: string; readonly event_id: string; readonly ord: string; readonly date: string; readonly void: number; readonly target: string | null; readonly draft: string | null; readonly event: string; readonly number: string | null; readonly device: string; readonly position: number }

export function headerOf(sql: Sql, doc: string): PostedHeader | undefined {
  return sql.row<PostedHeader>('SELECT n, doc, event_id, ord, date, void, target, draft, event, number, device, position FROM posted WHERE doc = ?', doc)
}

export function targetOf(effects: readonly Effect[]): string | null {
  for (const effect of effects) if (effect.effect === 'reverse') return effect.target
  return null
}

/** Inserts or rewrites the index row of a posted document. @returns its number */
export function writeHeader(sql: Sql, body: PostedDocument, date: string, known: PostedHeader | undefined): number {
  const { posting } = body
  const { facts } = posting
  let due: string | null = null
  let open = 0
  for (const effect of posting.effects) {
    if (effect.effect === 'open' && effect.item === body.eventId) {
      due = effect.dueDate
      open = effect.amount
    }
  }
  const values = [
    body.type, body.event.event, body.eventId, body.number, eventOrder(body), body.at, body.device, body.author ?? '', body.chain.position, posting.date, date, posting.party, posting.currency,
    posting.rate, facts.net, facts.vat, facts.base, paperTotal(body), due, open, targetOf(posting.effects), draftOf(body._id), noteOf(body.event),
  ]
  if (known) {
    sql.run(
      `UPDATE posted SET type = ?, event = ?, event_id = ?, number = ?, ord = ?, at = ?, device = ?, author = ?, position = ?, own_date = ?, date = ?, party = ?, currency = ?, rate = ?, net = ?,
       vat = ?, base = ?, total = ?, due_date = ?, open = ?, target = ?, draft = ?, note = ? WHERE n = ?`, ...values, known.n,
    )
    return known.n
  }
  return Number(sql.statement(
    `INSERT INTO posted (type, event, event_id, number, ord, at, device, author, position, own_date, date, party, currency, rate, net, vat, base, total, due_date, open, target, draft, note, doc, void, reversed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
  ).run(...values, body._id).lastInsertRowid)
}

/** `<type>:<ulid of the draft>.<device>` names the draft that it was posted from. */
export function draftOf(id: string): string | null {
  const dot = id.indexOf('.')
  return dot < 0 ? null : id.slice(id.indexOf(':') + 1, dot)
}

/** Rows of effects that nothing is derived of. */
export function writeFacts(sql: Sql, n: number, date: string, effect: Effect, idx: number): void {
  switch (effect.effect) {
    case 'progress':
      sql.run(
        'INSERT INTO progress (doc, kind, line, product, n, idx, quantity, value, vat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        effect.doc, effect.kind, effect.line, effect.product ?? '', n, idx, effect.quantity, effect.value, effect.vat ?? 0,
      )
      break
    case 'vat':
      sql.run('INSERT INTO vat_row (n, idx, date, side, code, base, vat) VALUES (?, ?, ?, ?, ?, ?, ?)', n, idx, date, effect.side, effect.code, effect.base, effect.vat)
      break
    case 'turnover':
      sql.run('INSERT INTO turnover (n, idx, date, base) VALUES (?, ?, ?, ?)', n, idx, date, effect.base)
      break
    case 'sale':
      sql.run('INSERT INTO sale (n, idx, date, product, quantity, revenue) VALUES (?, ?, ?, ?, ?, ?)', n, idx, date, effect.product, effect.quantity, effect.revenue)
      break
    case 'order':
      sql.run('INSERT INTO order_line (n, product, quantity) VALUES (?, ?, ?) ON CONFLICT (n, product) DO UPDATE SET quantity = quantity + excluded.quantity', n, effect.product, effect.quantity)
      break
    case 'once':
      sql.run('INSERT INTO once_key (key, n, idx, free) VALUES (?, ?, ?, ?)', effect.key, n, idx, effect.free === true ? 1 : 0)
      break
    default:
      break
  }
}

export function removeFacts(sql: Sql, n: number): void {
  for (const table of ['vat_row', 'turnover', 'sale', 'order_line', 'reference']) sql.run(`DELETE FROM ${table} WHERE n = ?`, n)
  // Few documents are ever taken out again, so that these two go without an index on the document.
  sql.run('DELETE FROM progress WHERE n = ?', n)
  sql.run('DELETE FROM once_key WHERE n = ?', n)
}

function paperTotal(body: PostedDocument): number {
  const { facts, currency } = body.posting
  const total = facts.net + facts.vat
  if (total !== 0 || !isCurrency(currency)) return total
  const { event } = body
  const amount = amountOf(event['amount'], currency) ?? amountOf(event['fromAmount'], currency)
  return amount ?? 0
}

function amountOf(value: unknown, currency: CurrencyCode): number | null {
  const decimal = typeof value === 'string' ? parseDecimal(value) : null
  try {
    return decimal === null ? null : toMinor(decimal, currency)
  } catch (error) {
    // More places than the currency has: the amount is of another currency (a transfer), and the list shows none.
    if (error instanceof RangeError) return null
    throw error
  }
}

const noteMax = 200

/** What a list shows beside a document to recognise it. */
export function noteOf(event: Readonly<Record<string, unknown>>): string {
  for (const name of ['note', 'description', 'memo', 'reference', 'asset', 'period', 'target']) {
    const value = event[name]
    if (typeof value === 'string' && value !== '') return value.slice(0, noteMax)
  }
  return ''
}
