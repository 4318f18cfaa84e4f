import { appendFileSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { changesHandler } from 'pouchdb-utils'
import { openRevisions, revisionTables, type Revisions, type WriteResult } from '../revisions/index.ts'
import type { AdapterOptions, Callback } from './types.ts'

/** The format of a stand-alone file, in its `user_version`. */
const fileFormat = 1

/** SQLite writes its log back into the file at 1000 pages and then begins it anew: the size that it reaches in any case. */
const logBytes = 1000 * (4096 + 24) + 32
/** A database that is written this often is written often. */
const commitsBeforeReserve = 20

/** The one channel of a store's change handler. */
export const changesChannel = 'changes'

/** One call of `bulkDocs`; `run` writes, and `done` is called when that is on the disk. */
export interface Write {
  run(): WriteResult[]
  done: Callback<WriteResult[]>
}

/** An open store and the PouchDB objects that show it. */
export interface Store {
  readonly revisions: Revisions
  readonly handler: changesHandler
  /** null: the store belongs to somebody else. */
  readonly file: string | null
  /** SQLite's `synchronous` of a file of its own. */
  readonly synchronous: string | null
  users: number
  closed: boolean
  /** Writes that wait for their common transaction. */
  readonly waiting: Write[]
  close(): void
}

// PouchDB objects of one name share one connection, as its LevelDB adapter does; a second one would not see `onCommitted`.
const storesByFile = new Map<string, Store>()
const storesByRevisions = new WeakMap<Revisions, Store>()

function makeStore(revisions: Revisions, file: string | null, synchronous: string | null, onClose: () => void): Store {
  const handler = new changesHandler()
  const stop = revisions.onCommitted(() => handler.notify(changesChannel))
  return {
    revisions,
    handler,
    file,
    synchronous,
    users: 0,
    closed: false,
    waiting: [],
    close() {
      if (this.closed) return
      this.closed = true
      stop()
      handler.removeAllListeners()
      onClose()
    },
  }
}

/**
 * Grows the write-ahead log to its full size after some commits: one that overwrites waits for the disk about half as long as one
 * that makes a file longer. What follows the last frame is no frame, so that SQLite passes over the zeros.
 */
function reserveLog(revisions: Revisions, file: string): void {
  let commits = 0
  const stop = revisions.onCommitted(() => {
    commits++
    if (commits < commitsBeforeReserve) return
    stop()
    try {
      const { size } = statSync(`${file}-wal`)
      if (size < logBytes) appendFileSync(`${file}-wal`, Buffer.alloc(logBytes - size), { flush: true })
    } catch {
      // A full disk is told by the write that needs the room.
    }
  })
}

function openFile(file: string, options: AdapterOptions): Store {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  try {
    const format = database.pragma('user_version', { simple: true }) as number
    if (format > fileFormat) throw new Error(`${file} was written by a newer version (format ${format})`)
    database.pragma('journal_mode = WAL')
    const synchronous = options.synchronous ?? 'FULL'
    database.pragma(`synchronous = ${synchronous}`)
    database.pragma('foreign_keys = ON')
    database.pragma('cache_size = -32768')
    if (format < fileFormat) {
      database.transaction(() => {
        database.exec(revisionTables)
        database.pragma(`user_version = ${fileFormat}`)
      }).immediate()
    }
    const revisions = openRevisions(database, options.revs_limit === undefined ? {} : { revsLimit: options.revs_limit })
    if (file !== ':memory:') reserveLog(revisions, file)
    return makeStore(revisions, file, synchronous, () => {
      storesByFile.delete(file)
      database.close()
    })
  } catch (error) {
    database.close()
    throw error
  }
}

/** Opens the store that these options name, or joins it if it is open already. */
export function openStore(options: AdapterOptions): Store {
  const { revisions } = options
  let store: Store | undefined
  if (revisions) {
    store = storesByRevisions.get(revisions)
    if (!store || store.closed) {
      store = makeStore(revisions, null, null, () => storesByRevisions.delete(revisions))
      storesByRevisions.set(revisions, store)
    }
  } else {
    const file = options.name === ':memory:' ? ':memory:' : resolve(options.name)
    store = storesByFile.get(file)
    if (!store) {
      store = openFile(file, options)
      storesByFile.set(file, store)
    }
  }
  store.users++
  return store
}

export function leaveStore(store: Store): void {
  store.users--
  if (store.users <= 0) store.close()
}

/** Closes the store for everybody and removes its file. */
export function destroyStore(store: Store): void {
  store.close()
  if (!store.file || store.file === ':memory:') return
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(store.file + suffix, { force: true })
}
