import { createHash } from 'node:crypto'
import type { ReportPrint } from '../../contract/index.ts'
import { type MutableDocument, canonicalJson } from '../../core/document/index.ts'
import { lastDayOf } from '../../core/calendar/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Book } from '../../store/book/index.ts'
import { type DocumentBody, type Sql, type WinnerReader, projectedInMemory, revisionReader, runReport as buildReport } from '../../store/projections/index.ts'
import { dotsOf, envelope } from '../posting/apply-event.ts'
import { newUlid } from '../posting/identity.ts'

/** What a print saw: of each device the postings up to its head, except those that had not arrived. */
interface Seen { readonly heads: Readonly<Record<string, number>>; readonly missing: Readonly<Record<string, readonly number[]>>; readonly postings: number }

interface PrintFields extends Seen {
  readonly how: ReportPrint['how']
  readonly report: string
  readonly arguments: Readonly<Record<string, string>>
  readonly period: string | null
  /** SHA-256 over the canonical JSON of the report as it was. */
  readonly hash: string
}

function seenNow(sql: Sql): Seen {
  const heads: Record<string, number> = {}
  const missing: Record<string, readonly number[]> = {}
  let postings = 0
  for (const { device, head, count } of sql.rows<{ device: string; head: number; count: number }>('SELECT device, max(position) AS head, count(*) AS count FROM posted GROUP BY device ORDER BY device')) {
    heads[device] = head
    postings += count
    if (count === head) continue
    const here = new Set(sql.values<number>('SELECT position FROM posted WHERE device = ?', device))
    missing[device] = Array.from({ length: head }, (_, place) => place + 1).filter((position) => !here.has(position))
  }
  return { heads, missing, postings }
}

export function reportHash(report: unknown): string {
  return createHash('sha256').update(canonicalJson(report)).digest('hex')
}

/**
 * Keeps what a report saw, as a document of the book. The same report on the same book as the print before is kept once.
 * @returns its id
 */
export function keepPrint(book: Book, print: { readonly how: ReportPrint['how']; readonly report: string; readonly arguments: Readonly<Record<string, string>>; readonly period?: string; readonly json: unknown }, author: string): string {
  const fields: PrintFields = { how: print.how, report: print.report, arguments: print.arguments, period: print.period ?? null, hash: reportHash(print.json), ...seenNow(book.projections.sql) }
  const last = printDocuments(book).find((document) => document.fields.report === fields.report)
  if (last && canonicalJson(last.fields) === canonicalJson(fields)) return last.id
  const id = `reportPrint:${newUlid()}`
  const device = book.device.code
  const document: MutableDocument = { ...envelope(book, id, 'reportPrint', author), clock: { [device]: 1 }, dots: dotsOf({ ...fields }, device, 1), fields: { ...fields }, eventId: id, date: book.now().slice(0, 10) }
  book.transaction(() => book.write([{ ...document }]))
  return id
}

/** What the close of a period saw is kept with it: its trial balance can be explained later. */
export function keepClose(book: Book, period: string, author: string): void {
  const asOf = lastDayOf(period)
  keepPrint(book, { how: 'close', report: 'trial-balance', arguments: { asOf }, period, json: buildReport(book.projections.sql, 'trial-balance', { asOf }) }, author)
}

interface PrintDocument { readonly id: string; readonly at: string; readonly author: string; readonly device: string; readonly fields: PrintFields }

/** Newest first. */
function printDocuments(book: Book): PrintDocument[] {
  // By id, hence by their time: a ULID begins with it.
  const ids = book.projections.sql.values<string>("SELECT id FROM document WHERE id >= 'reportPrint:' AND id < 'reportPrint;' AND deleted = 0 ORDER BY id DESC LIMIT 500")
  return ids.flatMap((id) => {
    const body = book.document(id) as (DocumentBody & { at?: unknown; author?: unknown; device?: unknown; fields?: unknown }) | undefined
    const fields = body?.fields as PrintFields | undefined
    if (!body || typeof fields !== 'object' || fields === null || typeof fields.report !== 'string' || typeof fields.heads !== 'object') return []
    return [{ id, at: String(body.at ?? ''), author: String(body.author ?? ''), device: String(body.device ?? ''), fields }]
  })
}

/** All prints of a report and all closes, newest first. */
export function printsOf(book: Book, report?: string): ReportPrint[] {
  return printDocuments(book).filter(({ fields }) => report === undefined || fields.report === report || fields.how === 'close').map(({ id, at, author, device, fields }) => ({
    id, how: fields.how, report: fields.report, arguments: fields.arguments, at: at.slice(0, 24), author, device, period: fields.period ?? null, postings: fields.postings,
  }))
}

interface Known { readonly book: Book; readonly id: string; readonly sql: Sql; readonly at: string; close(): void }
let known: Known | null = null

/**
 * The projections of exactly what a print saw, in memory: postings up to the heads of that moment, master data that was there.
 * The last one is kept, since one looks at more than one figure of it.
 * @throws RefusalError DOCUMENT_NOT_FOUND
 */
export function knownSql(book: Book, id: string): Sql {
  if (known?.book === book && known.id === id) return known.sql
  const print = printDocuments(book).find((document) => document.id === id)
  if (!print) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }, 'asKnown'))
  known?.close()
  known = null
  const { projections, close } = projectedInMemory(readerOf(book, print))
  known = { book, id, sql: projections.sql, at: print.at, close }
  return projections.sql
}

/**
 * The moment of a print, and whether the replayed report is, byte for byte, what was kept; null for another report or other dates
 * than the ones that were.
 */
export function knownMark(book: Book, id: string, report: string, json: Readonly<Record<string, unknown>>): { readonly at: string; readonly author: string; readonly postings: number; readonly same: boolean | null } | undefined {
  const print = printDocuments(book).find((document) => document.id === id)
  if (print === undefined) return undefined
  const { fields } = print
  const asked = fields.report === report && Object.entries(fields.arguments).every(([key, value]) => json[key] === undefined || json[key] === value)
  const compared = fields.arguments['compareTo'] !== undefined
  return { at: print.at.slice(0, 24), author: print.author, postings: fields.postings, same: asked && !compared ? reportHash(json) === fields.hash : null }
}

function readerOf(book: Book, print: PrintDocument): WinnerReader {
  const all = revisionReader(book.database)
  const revisions = book.database.prepare<[string], string>('SELECT r.body FROM document d JOIN revision r ON r.doc = d.doc WHERE d.id = ? AND r.deleted = 0').pluck()
  /** The body that counted then, or null. */
  const then = (body: DocumentBody): DocumentBody | null => {
    const chain = body['chain'] as { position?: unknown } | undefined
    if (typeof chain === 'object' && chain !== null) {
      const device = String(body['device'])
      const position = Number(chain.position)
      return position <= (print.fields.heads[device] ?? 0) && !(print.fields.missing[device] ?? []).includes(position) ? body : null
    }
    if (typeof body['at'] !== 'string' || body['at'] <= print.at) return body
    // Changed since: the newest version of that time, where it is still there.
    const id = String(body['_id'])
    let best: (DocumentBody & { at: string }) | null = null
    for (const text of revisions.all(id)) {
      const earlier = JSON.parse(text) as DocumentBody & { at?: unknown }
      if (typeof earlier.at === 'string' && earlier.at <= print.at && (best === null || earlier.at > best.at)) best = { ...earlier, _id: id, at: earlier.at }
    }
    return best
  }
  return {
    read(id) {
      const body = all.read(id)
      return body === null ? null : then(body)
    },
    ids: () => all.ids(),
    *winners() {
      for (const { body } of all.winners?.() ?? []) {
        const old = then(body)
        if (old !== null) yield { body: old }
      }
    },
  }
}
