import { createError, MISSING_DOC } from 'pouchdb-errors'
import type { RevisionTree } from '../revisions/index.ts'
import type { Store } from './open.ts'

/** @throws MISSING_DOC (404) */
export function getRevisionTree(store: Store, id: string): RevisionTree {
  const metadata = store.revisions.metadata(id)
  if (!metadata) throw createError(MISSING_DOC)
  return metadata.tree
}
