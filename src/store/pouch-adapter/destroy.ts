import { createError, FORBIDDEN } from 'pouchdb-errors'
import { destroyStore, type Store } from './open.ts'

/** Removes the file. A store that was only lent to PouchDB is not destroyed through it (403). */
export function destroy(store: Store): void {
  if (store.file === null) throw createError(FORBIDDEN, 'This database belongs to its opener and is not destroyed through PouchDB')
  destroyStore(store)
}
