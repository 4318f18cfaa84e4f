import type { FileOutput, QuarantineReason, QuarantineRow } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { documentTypes } from '../../core/events/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterTypes } from '../../store/projections/index.ts'
import type { StoredDocument } from '../../store/revisions/index.ts'
import { programVersion } from '../version.ts'
import { decisionDocument } from './decisions.ts'

/** Quarantined documents that are shown; more come when these are gone. */
const rowsMax = 500
const excerptCharacters = 4000
/** Postings are kept, whatever is wrong with them: what a chain was made of may be asked for. */
const masters: ReadonlySet<string> = new Set(masterTypes)
const postings: ReadonlySet<string> = new Set(Object.values(documentTypes).filter((type) => !masters.has(type)))
const discardable: ReadonlySet<string> = new Set<QuarantineReason>(['malformed', 'oversized'])

export function quarantineRows(book: Book): QuarantineRow[] {
  const rows = book.projections.sql.rows<{ doc: string; key: string }>("SELECT doc, key FROM attention WHERE kind = 'quarantined' ORDER BY doc LIMIT ?", rowsMax)
  return rows.flatMap(({ doc, key }) => {
    const document = book.document(doc)
    return document ? [rowOf(book, document, key)] : []
  })
}

function rowOf(book: Book, document: StoredDocument, key: string): QuarantineRow {
  const finer = key === 'forged' ? book.projections.sql.value<QuarantineReason>('SELECT reason FROM refused_posting WHERE doc = ?', document._id) : undefined
  const reason = finer ?? (key as QuarantineReason)
  const text = (name: string): string => (typeof document[name] === 'string' ? (document[name] as string) : '')
  const json = JSON.stringify(document, null, 2)
  const at = text('at').slice(0, 24)
  return {
    id: document._id, reason, type: text('type') || document._id.slice(0, Math.max(0, document._id.indexOf(':'))), number: text('number') || null, device: text('device').slice(0, 20), author: text('author').slice(0, 100),
    at: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(at) ? at : null, bytes: Buffer.byteLength(JSON.stringify(document)), mayDiscard: mayDiscard(document, reason), excerpt: json.slice(0, excerptCharacters),
  }
}

function mayDiscard(document: StoredDocument, reason: QuarantineReason): boolean {
  return discardable.has(reason) && !postings.has(String(document['type'])) && !postings.has(document._id.slice(0, document._id.indexOf(':'))) && document['chain'] === undefined
}

function requireQuarantined(book: Book, id: string): { readonly document: StoredDocument; readonly key: string } {
  const key = book.projections.sql.value<string>("SELECT key FROM attention WHERE kind = 'quarantined' AND doc = ?", id)
  const document = book.document(id)
  if (key === undefined || !document) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return { document, key }
}

/** The document and why it was set aside, for who helps. */
export function quarantineFile(book: Book, id: string): FileOutput {
  const { document, key } = requireQuarantined(book, id)
  const { excerpt: _excerpt, ...row } = rowOf(book, document, key)
  const json = JSON.stringify({ program: programVersion, book: book.id, device: book.device.code, setAside: row, document }, null, 2)
  return { fileName: `${id.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 80)}.json`, mediaType: 'application/json', base64: Buffer.from(json, 'utf8').toString('base64') }
}

/** Ends a document on every device. @throws RefusalError QUARANTINE_KEPT for what may still be needed */
export function discardQuarantined(book: Book, id: string, author: string, today: string): void {
  const { document, key } = requireQuarantined(book, id)
  if (!mayDiscard(document, key as QuarantineReason)) throw new RefusalError(refuse('QUARANTINE_KEPT', { id }))
  book.transaction(() => {
    const leaves = book.revisions.leaves(id).filter((leaf) => !leaf._deleted)
    book.revisions.write(leaves.map((leaf) => ({ _id: id, _rev: leaf._rev, _deleted: true })))
    book.write([decisionDocument(book, { what: 'quarantineDiscarded', about: id, name: id }, author, today)])
  })
}
