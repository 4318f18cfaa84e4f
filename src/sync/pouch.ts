import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import replication from 'pouchdb-replication'
import { betterSqliteAdapter } from '../store/pouch-adapter/index.ts'
import type { DocumentInput, Revisions, WriteResult } from '../store/revisions/index.ts'
import { isStoreFailure } from './sync-error.ts'

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
    return revisions.write(docs, { newEdits: false }) satisfies WriteResult[]
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

/** A store as the replicator sees it. Design documents are the server's business and stay there. */
export function faceOf(revisions: Revisions): PouchDB.Database {
  const db = new PouchDB(`mendunia-${revisions.uuid}`, { adapter: 'better-sqlite3', revisions })
  const bulkDocs: BulkDocs = (request, options, callback) => {
    let results: unknown[]
    try {
      const docs = request.docs.filter((doc) => !String(doc._id).startsWith('_design/'))
      const written = options.new_edits === false ? writeReplicated(revisions, docs) : revisions.write(docs)
      let at = 0
      results = request.docs.map((doc) => (String(doc._id).startsWith('_design/') ? { ok: true, id: doc._id, rev: doc._rev } : written[at++]))
    } catch (error) {
      callback(error)
      return
    }
    callback(null, results)
  }
  return Object.assign(db, { _bulkDocs: bulkDocs })
}

/** A server's database as the replicator sees it. @param id  stable, whatever its address is */
export function remoteFace(url: string, id: string, fetchFunction: (url: string, init?: RequestInit) => Promise<Response>): PouchDB.Database {
  const db = new PouchDB(url, { adapter: /^https:/.test(url) ? 'https' : 'http', skip_setup: true, fetch: fetchFunction })
  return Object.assign(db, { id: () => Promise.resolve(id) })
}
