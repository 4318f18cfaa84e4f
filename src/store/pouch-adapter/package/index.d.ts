// Types of pouchdb-adapter-better-sqlite3. They stand on their own: with @types/pouchdb-core the options below join its own.

declare namespace betterSqliteAdapter {
  /** What `new PouchDB(name, options)` takes beside PouchDB's own options. */
  interface Options {
    adapter: 'better-sqlite3'
    /** Longest path that a revision tree keeps. Default 1000. */
    revs_limit?: number
    /** Bodies of inner revisions are dropped in the transaction that writes their children. Default false. */
    auto_compaction?: boolean
    /** false: random revision ids. Default true. */
    deterministic_revs?: boolean
    /**
     * SQLite's `synchronous`. Default `FULL`: what was reported saved survives a power cut. `NORMAL` survives a killed
     * process, and may lose the last transactions (never the file) to a power cut.
     */
    synchronous?: 'NORMAL' | 'FULL' | 'EXTRA'
  }

  /** PouchDB, as far as the plugin uses it. */
  interface PouchConstructor {
    adapter(id: string, adapter: object, addToPreferredAdapters: boolean): void
  }
}

interface BetterSqliteAdapter {
  /** `PouchDB.plugin(adapter)`, then `new PouchDB('file.db', { adapter: 'better-sqlite3' })`. */
  (PouchDB: betterSqliteAdapter.PouchConstructor): void
  readonly adapterName: 'better-sqlite3'
}

declare const betterSqliteAdapter: BetterSqliteAdapter
export = betterSqliteAdapter
