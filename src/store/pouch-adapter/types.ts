import type { Revisions } from '../revisions/index.ts'

export type Callback<T = unknown> = (error: unknown, result?: T) => void

/** What PouchDB hands to an adapter, and what the adapter takes of its own. */
export interface AdapterOptions {
  /** The file of the database, exactly as named; not used with `revisions`. */
  name: string
  /** An open store to show, in place of a file of its own. It is neither closed nor destroyed through PouchDB. */
  revisions?: Revisions
  /** Longest path that a revision tree keeps. Default 1000. */
  revs_limit?: number
  auto_compaction?: boolean
  deterministic_revs?: boolean
  /** SQLite's `synchronous` for a file of its own. Default FULL: what was reported saved survives a power cut. */
  synchronous?: 'NORMAL' | 'FULL' | 'EXTRA'
}

/** The PouchDB object that is being given its methods. */
export interface AdapterApi {
  name: string
  auto_compaction?: boolean
  __opts: AdapterOptions;
  [method: string]: unknown
}
