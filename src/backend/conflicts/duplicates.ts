import type { ConflictKind, ConflictRow, DoublePosting, DuplicatePair, DuplicateSide } from '../../contract/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { openFields } from '../../core/merging/index.ts'
import type { Book } from '../../store/book/index.ts'
import { joinedField, recognise } from '../../store/projections/index.ts'
import { documentView } from '../handlers/document-view.ts'
import { editedFields } from '../posting/apply-event.ts'
import { decisionDocument } from './decisions.ts'
import { nameOf, requireVersioned } from './document-conflict.ts'

const kinds: Readonly<Record<string, ConflictKind>> = { conflict: 'fields', discardedElsewhere: 'discarded', possibleDuplicate: 'alike', duplicateCode: 'sameCode', draftPostedTwice: 'postedTwice' }

/** All that devices did while apart and that waits for a person. */
export function conflictRows(book: Book): ConflictRow[] {
  const { sql } = book.projections
  const rows: ConflictRow[] = []
  const pairs = new Set<string>()
  for (const { kind, key, doc, params } of sql.rows<{ kind: string; key: string; doc: string; params: string }>(
    `SELECT kind, key, doc, params FROM attention WHERE kind IN (${Object.keys(kinds).map(() => '?').join(', ')}) ORDER BY kind, key, doc`, ...Object.keys(kinds),
  )) {
    const shown = kinds[kind] as ConflictKind
    const otherId = shown === 'alike' ? (JSON.parse(params) as { other?: string }).other : shown === 'sameCode' ? firstOfCode(book, key) : shown === 'postedTwice' ? firstOfDraft(book, key) : undefined
    // Two are alike by their tax numbers and by their names: one pair.
    const pair = `${shown} ${doc} ${otherId ?? ''}`
    if (pairs.has(pair)) continue
    pairs.add(pair)
    rows.push({ kind: shown, id: doc, ...shortOf(book, doc), other: otherId === undefined ? null : { id: otherId, code: shortOf(book, otherId).code, name: shortOf(book, otherId).name } })
  }
  return rows
}

/** @param key  `party/CODE` */
function firstOfCode(book: Book, key: string): string | undefined {
  const slash = key.indexOf('/')
  return book.projections.sql.value<string>('SELECT doc FROM master WHERE type = ? AND code = ? ORDER BY doc LIMIT 1', key.slice(0, slash), key.slice(slash + 1))
}

function firstOfDraft(book: Book, draft: string): string | undefined {
  return book.projections.sql.value<string>('SELECT doc FROM posted WHERE draft = ? AND reversed = 0 ORDER BY ord LIMIT 1', draft)
}

function shortOf(book: Book, id: string): { readonly type: string; readonly code: string; readonly name: string; readonly fields: number } {
  const found = book.document(id)
  const known = found && recognise(found)
  if (known?.kind === 'posted') return { type: known.body.type, code: known.body.number ?? known.body.eventId, name: known.body.posting.party ?? '', fields: 0 }
  if (!known || !('body' in known)) return { type: id.slice(0, id.indexOf(':')), code: id, name: '', fields: 0 }
  const { fields, eventId, type } = known.body
  return { type, code: typeof fields['code'] === 'string' ? fields['code'] : eventId, name: nameOf(known.body), fields: openFields(known.body).length }
}

/** Both documents of a draft that was posted on two devices. @param id  of the draft or of one of them */
export function doublePosting(book: Book, id: string, today: string): DoublePosting {
  const draft = id.startsWith('draft:') ? id.slice('draft:'.length) : book.projections.sql.value<string>('SELECT draft FROM posted WHERE doc = ?', id)
  const documents = draft === undefined ? [] : book.projections.sql.values<string>('SELECT doc FROM posted WHERE draft = ? ORDER BY ord', draft)
  if (draft === undefined || documents.length === 0) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return { draft: `draft:${draft}`, documents: documents.map((doc) => documentView(book, doc, today)) }
}

/** Two documents that may be one thing; without `other` the one that it is joined to or looks like. */
export function duplicatePair(book: Book, id: string, other?: string): DuplicatePair {
  const { sql } = book.projections
  const partner = other ?? joinedTo(book, id) ?? conflictRows(book).find((row) => row.id === id && row.other)?.other?.id ?? conflictRows(book).find((row) => row.other?.id === id)?.id
  if (partner === undefined) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  const [first, second] = [requireJoinable(book, id), requireJoinable(book, partner)].sort((a, b) => (a._id < b._id ? -1 : 1)) as [MutableDocument, MutableDocument]
  if (first.type !== second.type || first._id === second._id) throw new RefusalError(refuse('JOIN_IMPOSSIBLE'))
  const keys = new Set(sql.values<string>('SELECT a.key FROM likeness a JOIN likeness b ON b.type = a.type AND b.key = a.key WHERE a.doc = ? AND b.doc = ?', first._id, second._id).map((key) => key.slice(0, key.indexOf(' '))))
  const by = (['code', 'taxId', 'name'] as const).filter((one) => keys.has(one))
  const standing = joinedTo(book, first._id) === second._id ? second._id : joinedTo(book, second._id) === first._id ? first._id : null
  return { type: first.type as 'party' | 'product', by, sides: [sideOf(book, first), sideOf(book, second)], standing, obstacles: obstaclesOf(first, second) }
}

function sideOf(book: Book, document: MutableDocument): DuplicateSide {
  const { sql } = book.projections
  const code = String(document.fields['code'] ?? '')
  const isOwner = sql.value<string>('SELECT doc FROM master WHERE type = ? AND code = ? ORDER BY doc LIMIT 1', document.type, code) === document._id
  const documents = !isOwner ? 0 : document.type === 'party'
    ? sql.value<number>('SELECT count(*) FROM posted WHERE party = ?', code)
    : sql.value<number>('SELECT count(DISTINCT n) FROM movement WHERE product = ?', code)
  return {
    id: document._id, rev: document._rev ?? '', code, name: nameOf(document), device: document.dots['code']?.[0] ?? document.device, madeAt: document.date, fields: document.fields, documents: documents ?? 0,
  }
}

function joinedTo(book: Book, id: string): string | undefined {
  return book.projections.sql.value<string>('SELECT into_doc FROM joined WHERE doc = ?', id)
}

function requireJoinable(book: Book, id: string): MutableDocument {
  const document = requireVersioned(book, id)
  if (document.type !== 'party' && document.type !== 'product') throw new RefusalError(refuse('JOIN_IMPOSSIBLE'))
  return document
}

/** Stock and costs of two goods can be one only where they are counted and valued alike. */
function obstaclesOf(a: MutableDocument, b: MutableDocument): string[] {
  if (a.type !== 'product') return []
  const usual: Readonly<Record<string, unknown>> = { kind: 'goods', unit: 'pcs', costing: '', inventory: 'goods' }
  return Object.entries(usual).filter(([name, otherwise]) => (a.fields[name] ?? otherwise) !== (b.fields[name] ?? otherwise)).map(([name]) => name)
}

/** @throws RefusalError JOIN_IMPOSSIBLE of two kinds or of one with itself, JOIN_DIFFERENT where goods are counted or valued unlike */
export function join(book: Book, id: string, stays: string, author: string, today: string): void {
  const loser = requireJoinable(book, id)
  // What stands for `stays` already stands for this one too.
  const into = requireJoinable(book, joinedTo(book, stays) ?? stays)
  if (loser.type !== into.type || loser._id === into._id) throw new RefusalError(refuse('JOIN_IMPOSSIBLE'))
  const [obstacle] = obstaclesOf(loser, into)
  if (obstacle !== undefined) throw new RefusalError(refuse('JOIN_DIFFERENT', { name: obstacle }))
  book.transaction(() => book.write([
    editedFields(book, loser, { [joinedField]: into._id }, author),
    ...(into.fields[joinedField] === undefined ? [] : [editedFields(book, into, { [joinedField]: null }, author)]),
    decisionDocument(book, { what: 'joined', about: loser._id, name: nameOf(loser), a: loser._id, b: into._id }, author, today),
  ]))
}

/** Takes a joining back, also one that two devices made in opposite directions. */
export function separate(book: Book, id: string, author: string, today: string): void {
  const document = requireJoinable(book, id)
  const partner = joinedTo(book, id) ?? book.projections.sql.value<string>('SELECT doc FROM joined WHERE into_doc = ? ORDER BY doc LIMIT 1', id)
  const both = [document, ...(partner === undefined ? [] : [requireJoinable(book, partner)])].filter((one) => one.fields[joinedField] !== undefined && (one._id === id || one.fields[joinedField] === id))
  if (both.length === 0) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  book.transaction(() => book.write([
    ...both.map((one) => editedFields(book, one, { [joinedField]: null }, author)), decisionDocument(book, { what: 'separated', about: id, name: nameOf(document), a: id, b: partner ?? '' }, author, today),
  ]))
}

/** Notes that two documents that look alike are two things: they are not proposed again, on no device. */
export function keepApart(book: Book, id: string, other: string, author: string, today: string): void {
  const [a, b] = [requireJoinable(book, id), requireJoinable(book, other)]
  book.transaction(() => book.write([decisionDocument(book, { what: 'apart', about: a._id, name: nameOf(a), a: a._id, b: b._id }, author, today)]))
}
