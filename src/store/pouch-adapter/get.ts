import { createError, MISSING_DOC } from 'pouchdb-errors'
import type { StoredDocument } from '../revisions/index.ts'
import type { Store } from './open.ts'

/** @throws MISSING_DOC (404) `missing` or `deleted` */
export function get(store: Store, id: string, options: { rev?: string; latest?: boolean }): { doc: StoredDocument; metadata: object } {
  const metadata = store.revisions.metadata(id)
  if (!metadata) throw createError(MISSING_DOC, 'missing')
  if (!options.rev && metadata.deleted) throw createError(MISSING_DOC, 'deleted')
  const doc = store.revisions.get(id, options.rev ? { rev: options.rev, latest: options.latest === true } : {})
  if (!doc) throw createError(MISSING_DOC)
  const { tree, winner, deleted, seq } = metadata
  return { doc, metadata: { id, rev_tree: tree, winningRev: winner, deleted, seq } }
}
