import type { AllDocsOptions, AllDocsRow, StoredDocument } from '../revisions/index.ts'
import { fillAttachments, markStubs } from './attachments.ts'
import type { Store } from './open.ts'

interface PouchAllDocsOptions {
  keys?: unknown[]
  key?: string
  startkey?: string
  endkey?: string
  inclusive_end?: boolean
  descending?: boolean
  skip?: number
  limit?: number
  include_docs?: boolean
  conflicts?: boolean
  attachments?: boolean
  binary?: boolean
  update_seq?: boolean
}

interface Row {
  id?: string
  key: unknown
  value?: { rev: string; deleted?: true }
  doc?: StoredDocument | null
  error?: 'not_found'
}

function present(row: AllDocsRow): Row {
  const result: Row = { id: row.id, key: row.id, value: { rev: row.rev } }
  if (row.doc) result.doc = row.doc
  return result
}

function rowOfKey(store: Store, key: unknown, options: PouchAllDocsOptions): Row {
  const metadata = typeof key === 'string' ? store.revisions.metadata(key) : undefined
  if (!metadata) return { key, error: 'not_found' }
  if (metadata.deleted) return { id: metadata.id, key, value: { rev: metadata.winner, deleted: true }, doc: null }
  const row: Row = { id: metadata.id, key, value: { rev: metadata.winner } }
  if (options.include_docs) row.doc = store.revisions.get(metadata.id, { conflicts: options.conflicts === true })!
  return row
}

function rowsOf(store: Store, options: PouchAllDocsOptions): Row[] {
  if (options.keys) return options.keys.map((key) => rowOfKey(store, key, options))
  const query: AllDocsOptions = {
    descending: options.descending === true,
    skip: options.skip ?? 0,
    includeDocs: options.include_docs === true,
    conflicts: options.conflicts === true,
    inclusiveEnd: options.inclusive_end !== false,
  }
  if (typeof options.limit === 'number') query.limit = options.limit
  // An absent bound and an empty one are the same to PouchDB's adapters.
  const start = options.key ?? options.startkey
  const end = options.key ?? options.endkey
  if (start) query.startId = start
  if (end) query.endId = end
  if (options.key) query.inclusiveEnd = true
  return store.revisions.allDocs(query).map(present)
}

export function allDocs(store: Store, options: PouchAllDocsOptions): object {
  const rows = rowsOf(store, options)
  for (const { doc } of rows) {
    if (!doc?._attachments) continue
    if (options.include_docs && options.attachments) fillAttachments(store, doc, options.binary === true)
    else markStubs(doc)
  }
  const { docCount, updateSequence } = store.revisions.info()
  const result: Record<string, unknown> = { total_rows: docCount, offset: options.skip, rows }
  if (options.update_seq) result.update_seq = updateSequence
  return result
}
