import { createError, MISSING_DOC } from 'pouchdb-errors'
import type { StoredDocument } from '../revisions/index.ts'
import type { Store } from './open.ts'

/** @throws MISSING_DOC (404) `missing` or `deleted` */
export function get(store: Store, id: string, options: { rev?: string; latest?: boolean }): { doc: StoredDocument; metadata: object } {
  const found = options.rev ? { metadata: store.revisions.metadata(id) } : store.revisions.winnerWithMetadata(id)
  const metadata = found?.metadata
  if (!metadata) throw createError(MISSING_DOC, 'missing')
  if (!options.rev && metadata.deleted) throw createError(MISSING_DOC, 'deleted')
  const doc = found && 'doc' in found ? found.doc : store.revisions.get(id, { rev: options.rev!, latest: options.latest === true })
  if (!doc) throw createError(MISSING_DOC)
  const { tree, winner, deleted, seq } = metadata
  return { doc, metadata: { id, rev_tree: tree, winningRev: winner, deleted, seq } }
}
