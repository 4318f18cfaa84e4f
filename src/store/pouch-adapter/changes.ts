import { clone, filterChange, uuid } from 'pouchdb-utils'
import type { ChangeRow, StoredDocument } from '../revisions/index.ts'
import { fillAttachments } from './attachments.ts'
import { changesChannel, type Store } from './open.ts'
import type { AdapterApi, Callback } from './types.ts'

interface Change {
  id: string
  seq: number
  changes: { rev: string }[]
  doc?: StoredDocument
  deleted?: true
}

interface PouchChangesOptions {
  since?: number
  limit?: number
  descending?: boolean
  continuous?: boolean
  include_docs?: boolean
  attachments?: boolean
  binary?: boolean
  conflicts?: boolean
  return_docs?: boolean
  doc_ids?: string[]
  filter?: unknown
  processChange: (doc: object, metadata: object, options: object) => Change
  onChange: (change: Change) => void
  complete: Callback
}

/** How many documents are read before others get a turn. */
const pageSize = 200

/** Reads the page after `since`; of a short list of ids, all at once. */
function readPage(store: Store, since: number, options: PouchChangesOptions, withBodies: boolean): { rows: ChangeRow[]; last: boolean } {
  if (options.doc_ids) {
    const rows: ChangeRow[] = []
    for (const id of new Set(options.doc_ids)) {
      const metadata = store.revisions.metadata(id)
      if (!metadata || (!options.descending && metadata.seq <= since)) continue
      const row: ChangeRow = { id, seq: metadata.seq, rev: metadata.winner, deleted: metadata.deleted, tree: metadata.tree }
      if (withBodies) row.doc = store.revisions.winner(id)!
      rows.push(row)
    }
    rows.sort((a, b) => (options.descending ? b.seq - a.seq : a.seq - b.seq))
    return { rows, last: true }
  }
  const rows = store.revisions.changesSince(since, { limit: pageSize, descending: options.descending === true, includeDocs: withBodies })
  return { rows, last: rows.length < pageSize }
}

function follow(api: AdapterApi, store: Store, options: PouchChangesOptions): { cancel: () => void } {
  const id = uuid()
  store.handler.addListener(changesChannel, id, api, options)
  store.handler.notify(changesChannel)
  return { cancel: () => store.handler.removeListener(changesChannel, id) }
}

/**
 * The changes feed. It always answers in a later turn of the event loop: a listener that is attached after the call, as
 * PouchDB's replicator does, would miss what came earlier.
 */
export function changes(api: AdapterApi, store: Store, given: PouchChangesOptions): { cancel: () => void } {
  const options = clone(given)
  if (options.continuous) return follow(api, store, options)

  const filter = filterChange(options)
  const withBodies = options.include_docs === true || typeof options.filter === 'function'
  const limit = options.limit && options.limit > 0 ? options.limit : Infinity
  const results: Change[] = []
  let lastSequence = options.since ?? 0
  // Descending feeds begin at the end, whatever `since` says, as CouchDB's do.
  let position = options.descending ? 0 : lastSequence
  let count = 0
  let ended = false

  /** @returns true when the feed has all that was asked for */
  const take = (row: ChangeRow): boolean => {
    lastSequence = row.seq
    const metadata = { id: row.id, rev_tree: row.tree, seq: row.seq, winningRev: row.rev, deleted: row.deleted }
    const change = options.processChange(row.doc ?? { _id: row.id, _rev: row.rev }, metadata, options)
    change.seq = row.seq
    const passed = filter(change)
    if (typeof passed === 'object') throw passed
    if (!passed) return false
    count++
    if (options.include_docs && options.attachments && change.doc) fillAttachments(store, change.doc, options.binary === true)
    options.onChange(change)
    if (options.return_docs) results.push(change)
    return count >= limit
  }

  const step = (): void => {
    if (ended || store.closed) return
    try {
      const { rows, last } = readPage(store, position, options, withBodies)
      let full = false
      for (const row of rows) {
        if (ended) return
        position = row.seq
        full = take(row)
        if (full) break
      }
      if (!last && !full) {
        setImmediate(step)
        return
      }
      ended = true
      options.complete(null, { results, last_seq: lastSequence })
    } catch (error) {
      ended = true
      options.complete(error)
    }
  }
  setImmediate(step)
  return {
    cancel() {
      ended = true
    },
  }
}
