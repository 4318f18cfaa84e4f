import { mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { changesHandler } from 'pouchdb-utils'
import { openRevisions, revisionTables, type Revisions } from '../revisions/index.ts'
import type { AdapterOptions } from './types.ts'

/** The format of a stand-alone file, in its `user_version`. */
const fileFormat = 1

/** The one channel of a store's change handler. */
export const changesChannel = 'changes'

/** An open store and the PouchDB objects that show it. */
export interface Store {
  readonly revisions: Revisions
  readonly handler: changesHandler
  /** null: the store belongs to somebody else. */
  readonly file: string | null
  users: number
  closed: boolean
  close(): void
}

// PouchDB objects of one name share one connection, as its LevelDB adapter does; a second one would not see `onCommitted`.
const storesByFile = new Map<string, Store>()
const storesByRevisions = new WeakMap<Revisions, Store>()

function makeStore(revisions: Revisions, file: string | null, onClose: () => void): Store {
  const handler = new changesHandler()
  const stop = revisions.onCommitted(() => handler.notify(changesChannel))
  return {
    revisions,
    handler,
    file,
    users: 0,
    closed: false,
    close() {
      if (this.closed) return
      this.closed = true
      stop()
      handler.removeAllListeners()
      onClose()
    },
  }
}

function openFile(file: string, options: AdapterOptions): Store {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  try {
    const format = database.pragma('user_version', { simple: true }) as number
    if (format > fileFormat) throw new Error(`${file} was written by a newer version (format ${format})`)
    database.pragma('journal_mode = WAL')
    database.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`)
    database.pragma('foreign_keys = ON')
    if (format < fileFormat) {
      database.transaction(() => {
        database.exec(revisionTables)
        database.pragma(`user_version = ${fileFormat}`)
      }).immediate()
    }
    const revisions = openRevisions(database, options.revs_limit === undefined ? {} : { revsLimit: options.revs_limit })
    return makeStore(revisions, file, () => {
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
      store = makeStore(revisions, null, () => storesByRevisions.delete(revisions))
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
