import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import replication from 'pouchdb-replication'
import { betterSqliteAdapter } from '../store/pouch-adapter/index.ts'
import type { DocumentInput, Revisions, WriteResult } from '../store/revisions/index.ts'
import type { GuardedFetch } from './guarded-fetch.ts'
import { isStoreFailure, syncError } from './sync-error.ts'

// PouchDB is one object per process, and a second installation of a plug-in throws.
if (!('replicate' in PouchDB)) PouchDB.plugin(replication)
PouchDB.plugin(http)
PouchDB.plugin(betterSqliteAdapter as unknown as PouchDB.Plugin)

type BulkDocs = (request: { docs: DocumentInput[] }, options: { new_edits?: boolean }, callback: (error: unknown, results?: unknown[]) => void) => void

/**
 * Stores replicated documents. What one document does wrong (malformed, refused by the book) must not keep the others out: the
 * batch is halved until it is alone, and reported as denied. Failures of the disk are thrown.
 */
function writeReplicated(revisions: Revisions, docs: readonly DocumentInput[]): unknown[] {
  try {
    return revisions.write(docs, { newEdits: false, autoCompaction: true }) satisfies WriteResult[]
  } catch (error) {
    if (isStoreFailure(error)) throw error
    if (docs.length === 1) {
      const { _id, _rev } = docs[0]!
      const { reason, message } = error as { reason?: string; message?: string }
      return [{ error: true, name: 'forbidden', status: 403, id: _id, rev: _rev, message: message ?? '', reason: reason ?? message ?? String(error) }]
    }
    const middle = docs.length >> 1
    return [...writeReplicated(revisions, docs.slice(0, middle)), ...writeReplicated(revisions, docs.slice(middle))]
  }
}

/**
 * PouchDB asks both sides for their `info` to show a percentage in its task list, and lets a failure of that go unhandled, which
 * would end the process.
 */
const quietInfo = (name: string) => () => Promise.resolve({ db_name: name, doc_count: 0, update_seq: 0 })

/** A store as the replicator sees it. Design documents are the server's business and stay there. */
export function faceOf(revisions: Revisions): PouchDB.Database {
  const name = `mendunia-${revisions.uuid}`
  const db = new PouchDB(name, { adapter: 'better-sqlite3', revisions })
  const bulkDocs: BulkDocs = (request, options, callback) => {
    let results: unknown[]
    try {
      results = options.new_edits === false ? writeReplicated(revisions, request.docs) : revisions.write(request.docs)
    } catch (error) {
      callback(error)
      return
    }
    callback(null, results)
  }
  const revsDiff = (asked: Record<string, string[]>): Promise<object> =>
    Promise.resolve().then(() => revisions.revsDiff(Object.fromEntries(Object.entries(asked).filter(([id]) => !id.startsWith('_design/')))))
  return Object.assign(db, { _bulkDocs: bulkDocs, revsDiff, info: quietInfo(name) })
}

export interface Unreadable {
  id: string
  rev: string
  reason: string
}

interface BulkGetEntry {
  ok?: object
  missing?: string
  error?: { rev?: string; error?: string; reason?: string }
}

/**
 * A server's database as the replicator sees it.
 * @param id            stable, whatever its address is
 * @param onUnreadable  hears of documents that the server lists but does not give; they must not hold up the others
 */
export function remoteFace(url: string, id: string, guard: GuardedFetch, onUnreadable: (doc: Unreadable) => void): PouchDB.Database {
  const db = new PouchDB(url, { adapter: /^https:/.test(url) ? 'https' : 'http', skip_setup: true, fetch: (path: string, init?: RequestInit) => guard.fetch(path, init) })
  // PouchDB's own takes one lost request for "this server has no _bulk_get", and then fetches every document alone, for good.
  const bulkGet = async ({ docs }: { docs: { id: string; rev: string }[] }): Promise<object> => {
    const { status, body } = await guard.json('POST', '/_bulk_get?revs=true&latest=true', { docs })
    const results = body['results'] as { id: string; docs: BulkGetEntry[] }[] | undefined
    if (status !== 200 || !Array.isArray(results)) throw syncError('SYNC_SERVER_ERROR', { status }, { status })
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
