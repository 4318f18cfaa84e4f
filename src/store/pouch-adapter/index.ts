// The PouchDB 9 adapter `better-sqlite3`: PouchDB's face on a store of revisions, one file per operation.
// May import ../revisions, better-sqlite3, pouchdb-utils, pouchdb-errors, node:*; nothing else of ours.
// Invariant: it holds no state of the documents; closing or destroying through PouchDB never touches a store that was lent to it.
import { adapterName, BetterSqliteAdapter } from './adapter.ts'

interface PouchConstructor {
  adapter(id: string, adapter: object, addToPreferredAdapters: boolean): void
}

/** `PouchDB.plugin(betterSqliteAdapter)`, then `new PouchDB('file.db', { adapter: 'better-sqlite3' })`. */
export function betterSqliteAdapter(PouchDB: PouchConstructor): void {
  PouchDB.adapter(adapterName, BetterSqliteAdapter, true)
}

export { adapterName } from './adapter.ts'
export type { AdapterOptions } from './types.ts'
export default betterSqliteAdapter
