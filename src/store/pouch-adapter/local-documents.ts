import { createError, MISSING_DOC } from 'pouchdb-errors'
import type { DocumentInput, StoredDocument } from '../revisions/index.ts'
import type { Store } from './open.ts'

/** @throws MISSING_DOC (404) */
export function getLocal(store: Store, id: string): StoredDocument {
  const doc = store.revisions.localGet(id)
  if (!doc) throw createError(MISSING_DOC)
  return doc
}

/** The replicator's note of how far it came: it may be lost with the power, since the documents before it are on the disk, and are then asked for again. */
function isCheckpoint(doc: DocumentInput): boolean {
  return doc.replicator === 'pouchdb' && typeof doc.session_id === 'string' && Array.isArray(doc.history)
}

/** @throws REV_CONFLICT (409) */
export function putLocal({ revisions, synchronous }: Store, doc: DocumentInput): object {
  const { database } = revisions
  if (synchronous === null || database.inTransaction || !isCheckpoint(doc)) return revisions.localPut(doc)
  database.pragma('synchronous = NORMAL')
  try {
    return revisions.localPut(doc)
  } finally {
    database.pragma(`synchronous = ${synchronous}`)
  }
}

export function removeLocal(store: Store, doc: DocumentInput): object {
  return store.revisions.localRemove(doc)
}
