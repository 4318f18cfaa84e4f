import { createError, MISSING_DOC } from 'pouchdb-errors'
import type { DocumentInput, StoredDocument } from '../revisions/index.ts'
import type { Store } from './open.ts'

/** @throws MISSING_DOC (404) */
export function getLocal(store: Store, id: string): StoredDocument {
  const doc = store.revisions.localGet(id)
  if (!doc) throw createError(MISSING_DOC)
  return doc
}

export function putLocal(store: Store, doc: DocumentInput): object {
  return store.revisions.localPut(doc)
}

export function removeLocal(store: Store, doc: DocumentInput): object {
  return store.revisions.localRemove(doc)
}
