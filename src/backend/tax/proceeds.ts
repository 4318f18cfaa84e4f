import { isPlainDate } from '../../core/calendar/index.ts'
import { type CurrencyCode, type Minor, exponentOf, parseDecimal, safe, toMinor } from '../../core/money/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { type Incoterm, customsValue, isIncoterm } from '../../core/shipment/index.ts'
import { proceedsDue } from '../../core/tax/index.ts'
import type { ExportNote } from '../../contract/index.ts'
import type { Book } from '../../store/book/index.ts'
import { exportNoteOf } from './notes.ts'

type Fields = Readonly<Record<string, unknown>>

export interface ExportRow {
  readonly doc: string
  readonly event: string
  readonly number: string | null
  readonly date: string
  readonly party: string
  readonly currency: CurrencyCode
  readonly incoterm: string
  readonly note: ExportNote
  readonly fob: Minor
  readonly dueDate: string
  readonly received: Minor
  readonly receivedDate: string | null
  /** Numbers of the payments, oldest first. */
  readonly payments: string
  readonly difference: Minor
  readonly status: 'open' | 'partly' | 'received' | 'late' | 'explained'
}

/**
 * Exports of a time by the date of their PEB (of the invoice where it is not noted), and what came in for them by a day.
 * @source domain notes, bookkeeping and tax, 6.8
 */
export function exportRows(book: Book, from: string, to: string, asOf: string): ExportRow[] {
  const { sql } = book.projections
  // A PEB may be a little earlier or later than its invoice.
  const docs = sql.rows<{ doc: string }>(
    `SELECT p.doc FROM vat_row v JOIN posted p ON p.n = v.n WHERE v.date >= date(?, '-62 days') AND p.own_date <= date(?, '+62 days') AND v.side = 'output' AND v.code = 'export0' AND p.event = 'sales.invoice'
     AND p.reversed = 0 AND p.void = 0 ORDER BY p.own_date, p.ord`, from, to,
  )
  return rowsOf(book, docs.map(({ doc }) => doc), from, to, asOf)
}

/** The longest due exports of a time that something is still owed on, at most so many: for the inbox, which must not read them all. */
export function openExports(book: Book, from: string, to: string, asOf: string, limit: number): ExportRow[] {
  const docs = book.projections.sql.values<string>(
    `SELECT p.doc FROM posted p WHERE p.event = 'sales.invoice' AND p.open <> 0 AND p.reversed = 0 AND p.void = 0 AND p.own_date >= ? AND p.own_date <= ?
     AND EXISTS (SELECT 1 FROM vat_row v WHERE v.n = p.n AND v.side = 'output' AND v.code = 'export0') ORDER BY p.due_date LIMIT ?`, from, to, limit,
  )
  return rowsOf(book, docs, from, to, asOf)
}

function rowsOf(book: Book, docs: readonly string[], from: string, to: string, asOf: string): ExportRow[] {
  return docs.flatMap((doc): ExportRow[] => {
    const document = book.document(doc) as unknown as PostedDocument | undefined
    if (!document) return []
    const row = exportRow(book, document, asOf)
    const counts = row.note.pebDate ?? row.date
    return counts >= from && counts <= to ? [row] : []
  })
}

function exportRow(book: Book, document: PostedDocument, asOf: string): ExportRow {
  const { event, posting } = document
  const currency: CurrencyCode = posting.currency ?? 'IDR'
  const shipment = (typeof event['shipment'] === 'object' && event['shipment'] !== null ? event['shipment'] : {}) as Fields
  const note = exportNoteOf(book, document._id, shipment)
  const money = (text: string | null): Minor | null => {
    const value = text === null ? null : parseDecimal(text)
    return value === null || value.scale > exponentOf(currency) ? null : toMinor(value, currency)
  }
  const fob = money(note.fob) ?? invoiceFob(event, posting.facts.net, currency)
  const paid = paymentsOf(book, document, asOf)
  const dueDate = proceedsDue(note.pebDate ?? event.date)
  const status = paid.received >= fob ? 'received' : note.reason !== null ? 'explained' : asOf > dueDate ? 'late' : paid.received > 0 ? 'partly' : 'open'
  return {
    doc: document._id, event: document.eventId, number: document.number, date: event.date, party: posting.party ?? '', currency, incoterm: typeof event['incoterm'] === 'string' ? event['incoterm'] : '', note, fob, dueDate, ...paid,
    difference: paid.received - fob, status,
  }
}

/** FOB that the invoice comes to: freight and insurance that it says stand inside its price are taken out. */
function invoiceFob(event: Fields, net: Minor, currency: CurrencyCode): Minor {
  const term = isIncoterm(event['incoterm']) ? (event['incoterm'] as Incoterm) : null
  const charge = (value: unknown): bigint => {
    const text = typeof value === 'object' && value !== null ? (value as Fields)['amount'] : value
    const decimal = typeof text === 'string' ? parseDecimal(text) : null
    return decimal === null || decimal.scale > exponentOf(currency) || decimal.digits < 0n ? 0n : BigInt(toMinor(decimal, currency))
  }
  const { fob } = customsValue({
    term, goods: BigInt(net), freight: charge(event['freight']), insurance: charge(event['insurance']), chargesAdded: event['chargesShown'] === undefined || event['chargesShown'] === 'added', toOnBoard: 0n, afterDischarge: 0n, importDuty: 0n,
  })
  return fob > 0n ? safe(fob) : net
}

function paymentsOf(book: Book, document: PostedDocument, asOf: string): { received: Minor; receivedDate: string | null; payments: string } {
  const rows = book.projections.sql.rows<{ amount: number; date: string; number: string | null; event: string }>(
    `SELECT -e.amount AS amount, e.date, p.number, p.event FROM item_entry e JOIN posted p ON p.n = e.n
     WHERE e.doc = ? AND e.item = ? AND e.date <= ? AND e.kind IN ('clear', 'unclear') AND p.event <> 'sales.creditNote' ORDER BY e.ord, e.idx`, document._id, document.eventId, asOf,
  )
  const received = rows.reduce((sum, { amount }) => sum + amount, 0)
  const money = rows.filter(({ amount }) => amount > 0)
  const last = money.at(-1)?.date ?? null
  return { received, receivedDate: isPlainDate(last) && received > 0 ? last : null, payments: received > 0 ? [...new Set(money.flatMap(({ number }) => (number === null ? [] : [number])))].join(', ') : '' }
}

