import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import replication from 'pouchdb-replication'
import { betterSqliteAdapter } from '../store/pouch-adapter/index.ts'
import type { DocumentInput, Revisions, WriteResult } from '../store/revisions/index.ts'
import { type BulkGetResult, readBulkGet } from './answers.ts'
import type { DeletionWatch } from './deletion-watch.ts'
import type { GuardedFetch } from './guarded-fetch.ts'
import type { Pace } from './meter.ts'
import { isStoreFailure, type SyncError } from './sync-error.ts'

// PouchDB is one object per process, and a second installation of a plug-in throws.
if (!('replicate' in PouchDB)) PouchDB.plugin(replication)
PouchDB.plugin(http)
PouchDB.plugin(betterSqliteAdapter as unknown as PouchDB.Plugin)

type BulkDocs = (request: { docs: DocumentInput[] }, options: { new_edits?: boolean }, callback: (error: unknown, results?: unknown[]) => void) => void

/** As long as this may the book be busy with what arrives before it answers a question of the page. */
const turnMs = 15
const largestPart = 200

/**
 * Stores replicated documents. What one document does wrong (malformed, refused by the book) must not keep the others out: the
 * batch is halved until it is alone, and reported as denied. Failures of the disk, and a pull that a person has to look at, are thrown.
 */
function writeReplicated(revisions: Revisions, watch: DeletionWatch | null, docs: readonly DocumentInput[]): unknown[] {
  const write = (): WriteResult[] => revisions.write(docs, { newEdits: false, autoCompaction: true })
  try {
    return watch ? watch.guard(docs, write) : write()
  } catch (error) {
    if (isStoreFailure(error) || (error as Partial<SyncError>).syncRefusal) throw error
    if (docs.length === 1) {
      const { _id, _rev } = docs[0]!
      const { reason, message } = error as { reason?: string; message?: string }
      return [{ error: true, name: 'forbidden', status: 403, id: _id, rev: _rev, message: message ?? '', reason: reason ?? message ?? String(error) }]
    }
    const middle = docs.length >> 1
    return [...writeReplicated(revisions, watch, docs.slice(0, middle)), ...writeReplicated(revisions, watch, docs.slice(middle))]
  }
}

/** Stores a batch in parts, each its own transaction and as large as fits into one turn; questions are answered between them. */
async function writeInTurns(revisions: Revisions, watch: DeletionWatch | null, docs: readonly DocumentInput[], part: { size: number }): Promise<unknown[]> {
  watch?.inspect(docs)
  const results: unknown[] = []
  for (let next = 0; next < docs.length; ) {
    if (next > 0) await new Promise((resolve) => setImmediate(resolve))
    const slice = docs.slice(next, next + part.size)
    const started = performance.now()
    results.push(...writeReplicated(revisions, watch, slice))
    const took = performance.now() - started
    if (took > turnMs * 1.5) part.size = Math.max(1, Math.floor((part.size * turnMs) / took))
    else if (took < turnMs * 0.7 && slice.length === part.size) part.size = Math.min(largestPart, part.size * 2)
    next += slice.length
  }
  return results
}

/**
 * PouchDB asks both sides for their `info` to show a percentage in its task list, and lets a failure of that go unhandled, which
 * would end the process.
 */
const quietInfo = (name: string) => () => Promise.resolve({ db_name: name, doc_count: 0, update_seq: 0 })

type Asked = Record<string, string[]>

/**
 * A store as the replicator sees it. Design documents are the server's business and stay there.
 * @param watch   stops what would delete too much; null where nobody could be asked
 * @param accept  of the revisions that the other side names, those that are wanted now
 */
export function faceOf(revisions: Revisions, watch: DeletionWatch | null = null, accept: (asked: Asked) => Asked = (asked) => asked): PouchDB.Database {
  const name = `mendunia-${revisions.uuid}`
  const db = new PouchDB(name, { adapter: 'better-sqlite3', revisions })
  const part = { size: 25 }
  const bulkDocs: BulkDocs = (request, options, callback) => {
    if (options.new_edits === false) {
      writeInTurns(revisions, watch, request.docs, part).then((results) => callback(null, results), (error: unknown) => callback(error))
      return
    }
    let results: unknown[]
    try {
      results = revisions.write(request.docs)
    } catch (error) {
      callback(error)
      return
    }
    callback(null, results)
  }
  const revsDiff = (asked: Asked): Promise<object> =>
    Promise.resolve().then(() => revisions.revsDiff(accept(Object.fromEntries(Object.entries(asked).filter(([id]) => !id.startsWith('_design/'))))))
  return Object.assign(db, { _bulkDocs: bulkDocs, revsDiff, info: quietInfo(name) })
}

export interface Unreadable {
  id: string
  rev: string
  reason: string
}

/**
 * A server's database as the replicator sees it.
 * @param id            stable, whatever its address is
 * @param onUnreadable  hears of documents that the server lists but does not give; they must not hold up the others
 */
export function remoteFace(url: string, id: string, guard: GuardedFetch, pace: Pace, onUnreadable: (doc: Unreadable) => void): PouchDB.Database {
  const db = new PouchDB(url, { adapter: /^https:/.test(url) ? 'https' : 'http', skip_setup: true, fetch: (path: string, init?: RequestInit) => guard.fetch(path, init) })
  const ask = async (docs: readonly { id: string; rev: string }[]): Promise<BulkGetResult[]> => {
    const started = Date.now()
    const { status, body } = await guard.json('POST', '/_bulk_get?revs=true&latest=true', { docs })
    pace.took(docs.length, Date.now() - started)
    const asked = new Map<string, string[]>()
    for (const { id, rev } of docs) asked.set(id, [...(asked.get(id) ?? []), rev])
    return readBulkGet(status, body, asked)
  }
  // PouchDB's own takes one lost request for "this server has no _bulk_get", and then fetches every document alone, for good.
  const bulkGet = async ({ docs }: { docs: { id: string; rev: string }[] }): Promise<object> => {
    const results: BulkGetResult[] = []
    for (let next = 0; next < docs.length; ) {
      const part = docs.slice(next, next + pace.size)
      results.push(...(await ask(part)))
      next += part.length
    }
    for (const result of results) {
      result.docs = result.docs.filter((entry) => {
        if (entry.ok) return true
        onUnreadable({ id: result.id, rev: entry.error?.rev ?? entry.missing ?? '', reason: entry.error?.reason ?? entry.error?.error ?? 'missing' })
        return false
      })
    }
    return { results }
  }
  return Object.assign(db, { id: () => Promise.resolve(id), info: quietInfo(id), bulkGet })
}
