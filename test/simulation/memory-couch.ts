// A CouchDB in this process, as far as replication uses one: the requests of the protocol over a store in memory. It answers at
// once and has no clock, so that a run depends on its seed alone.
import SQLite from 'better-sqlite3'
import { type DocumentInput, type Revisions, openRevisions, revisionTables } from '../../src/store/revisions/index.ts'

export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export class MemoryCouch {
  /** A proxy before it refuses what is larger; null: it takes all. */
  bodyLimit: number | null = null
  readonly url = 'http://127.0.0.1:5984/book'
  revisions: Revisions
  #database = new SQLite(':memory:')
  #exists = false
  #instance = '1'

  /** @param backup  what `backup` gave; an empty server without it */
  constructor(backup?: Buffer) {
    if (backup) this.#database = new SQLite(backup)
    else this.#database.exec(revisionTables)
    this.#exists = backup !== undefined
    this.revisions = openRevisions(this.#database)
  }

  /** A backup of the server, as its file would be. */
  backup(): Buffer {
    return this.#database.serialize()
  }

  /** Puts a backup in the place of what is there: sequences and checkpoints go back with the documents. */
  restore(backup: Buffer): void {
    this.#database.close()
    this.#database = new SQLite(backup)
    this.revisions = openRevisions(this.#database)
    this.#exists = true
  }

  /** Deletes the database; the next device makes it anew. */
  drop(): void {
    this.#database.close()
    this.#database = new SQLite(':memory:')
    this.#database.exec(revisionTables)
    this.revisions = openRevisions(this.#database)
    this.#exists = false
    this.#instance += '1'
  }

  close(): void {
    this.#database.close()
  }

  /** As `handle`, for the place of a `fetch`. */
  answer(url: string, init: RequestInit = {}): Response {
    const { status, body } = this.handle(init.method ?? 'GET', url, init.body as string | undefined)
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  }

  /** Carries a request out. @returns status and body, as JSON */
  handle(method: string, address: string, text: string | undefined): Reply {
    if (this.bodyLimit !== null && (text?.length ?? 0) > this.bodyLimit) return { status: 413, body: { error: 'too_large', reason: 'the request entity is too large' } }
    const url = new URL(address)
    const [, database = '', ...rest] = url.pathname.split('/')
    if (database === '') return { status: 200, body: { couchdb: 'Welcome', version: '3.5.0', uuid: 'simulated' } }
    const path = rest.map(decodeURIComponent).join('/')
    if (path === '' && method === 'PUT') {
      if (this.#exists) return { status: 412, body: { error: 'file_exists' } }
      this.#exists = true
      return { status: 201, body: { ok: true } }
    }
    if (!this.#exists) return { status: 404, body: { error: 'not_found', reason: 'Database does not exist.' } }
    const { revisions } = this
    const given = text === undefined ? {} : (JSON.parse(text) as Record<string, unknown>)
    try {
      if (path === '') return { status: 200, body: { db_name: database, doc_count: revisions.info().docCount, update_seq: revisions.updateSequence(), instance_start_time: this.#instance } }
      if (path === '_changes') return { status: 200, body: this.#changes(url.searchParams, given) }
      if (path === '_revs_diff') return { status: 200, body: revisions.revsDiff(given as Record<string, string[]>) }
      if (path === '_bulk_get') return { status: 200, body: this.#bulkGet(given['docs'] as { id: string; rev: string }[]) }
      if (path === '_bulk_docs') return { status: 201, body: this.#bulkDocs(given['docs'] as DocumentInput[], given['new_edits'] !== false) }
      if (path === '_ensure_full_commit') return { status: 201, body: { ok: true } }
      if (path.startsWith('_local/')) return this.#local(method, path, given)
      return this.#document(method, path, given)
    } catch (error) {
      const { status, name, message } = error as { status?: number; name: string; message: string }
      if (status === undefined) throw error
      return { status, body: { error: name, reason: message } }
    }
  }

  #changes(query: URLSearchParams, given: Record<string, unknown>): unknown {
    const since = Number(query.get('since') ?? 0)
    const limit = Number(query.get('limit') ?? 0) || Number.MAX_SAFE_INTEGER
    const asked = (given['doc_ids'] ?? JSON.parse(query.get('doc_ids') ?? 'null')) as string[] | null
    const all = this.revisions.changesSince(since).filter((row) => asked === null || asked.includes(row.id))
    if (query.get('descending') === 'true') all.reverse()
    const rows = all.slice(0, limit)
    const results = rows.map((row) => ({
      seq: row.seq, id: row.id, changes: this.revisions.leaves(row.id).map((leaf) => ({ rev: leaf._rev })), ...(row.deleted ? { deleted: true } : {}),
    }))
    return { results, last_seq: rows.at(-1)?.seq ?? Math.max(since, rows.length === all.length ? this.revisions.updateSequence() : since), pending: all.length - rows.length }
  }

  #bulkGet(docs: readonly { id: string; rev: string }[]): unknown {
    return {
      results: docs.map(({ id, rev }) => ({
        id,
        docs: this.revisions.openRevs(id, [rev], { revs: true, latest: true }).map((found) => ('ok' in found ? found : { error: { id, rev, error: 'not_found', reason: 'missing' } })),
      })),
    }
  }

  /** As CouchDB: of replicated documents only those are named that were not taken. */
  #bulkDocs(docs: DocumentInput[], newEdits: boolean): unknown {
    const results = this.revisions.write(docs, { newEdits, autoCompaction: true })
    return newEdits ? results : results.filter((result) => result.error !== undefined)
  }

  #local(method: string, id: string, given: Record<string, unknown>): { status: number; body: unknown } {
    if (method === 'PUT') return { status: 201, body: this.revisions.localPut({ ...given, _id: id }) }
    const found = this.revisions.localGet(id)
    return found ? { status: 200, body: found } : { status: 404, body: { error: 'not_found', reason: 'missing' } }
  }

  #document(method: string, id: string, given: Record<string, unknown>): { status: number; body: unknown } {
    if (method === 'PUT') {
      const [result] = this.revisions.write([{ ...given, _id: id }])
      return result!.error === undefined ? { status: 201, body: result } : { status: 409, body: { error: 'conflict', reason: 'Document update conflict.' } }
    }
    const found = this.revisions.get(id)
    return found ? { status: 200, body: found } : { status: 404, body: { error: 'not_found', reason: 'missing' } }
  }
}
