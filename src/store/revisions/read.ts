import { collectConflicts, collectLeaves, latest, rootToLeaf, traverseRevTree } from 'pouchdb-merge'
import type { BodyRow, ListRow, Statements } from './statements.ts'
import type { AllDocsOptions, AllDocsRow, ChangeRow, ChangesOptions, GetOptions, Metadata, RevisionTree, StoredDocument } from './types.ts'

/** Puts a stored body together as PouchDB shows it: own fields first, then `_id`, `_rev`, `_deleted`. */
export function assemble(id: string, rev: string, row: BodyRow): StoredDocument {
  const doc = JSON.parse(row.body) as StoredDocument
  doc._id = id
  doc._rev = rev
  if (row.deleted) doc._deleted = true
  return doc
}

export function readMetadata(statements: Statements, id: string): Metadata | undefined {
  const row = statements.documentById.get(id)
  return row && { doc: row.doc, id: row.id, seq: row.seq, winner: row.winner, deleted: row.deleted === 1, tree: JSON.parse(row.tree) as RevisionTree }
}

export function readRevision(statements: Statements, metadata: Metadata, rev: string): StoredDocument | undefined {
  const row = statements.revision.get(metadata.doc, rev)
  return row && assemble(metadata.id, rev, row)
}

/** A document's metadata and its winning revision, which may be a deletion. Two look-ups: SQLite takes twice as long to join them. */
export function readWinner(statements: Statements, id: string): { metadata: Metadata; doc: StoredDocument | undefined } | undefined {
  const metadata = readMetadata(statements, id)
  return metadata && { metadata, doc: readRevision(statements, metadata, metadata.winner) }
}

/** Finds the path from a revision to its root, newest first, as `_revisions` shows it. */
export function revisionPath(tree: RevisionTree, rev: string): { start: number; ids: string[] } | undefined {
  const generation = Number.parseInt(rev, 10)
  const hash = rev.slice(rev.indexOf('-') + 1)
  for (const path of rootToLeaf(tree)) {
    const index = generation - path.pos
    if (path.ids[index]?.id === hash) return { start: generation, ids: path.ids.slice(0, index + 1).map((node) => node.id).reverse() }
  }
  return undefined
}

function latestLeaf(metadata: Metadata, rev: string): string | undefined {
  return revisionPath(metadata.tree, rev) && latest(rev, { id: metadata.id, rev_tree: metadata.tree })
}

/** Reads one revision of a document, by default the winner; undefined if it is not stored, or the winner is a deletion. */
export function getDocument(statements: Statements, id: string, options: GetOptions = {}): StoredDocument | undefined {
  const metadata = readMetadata(statements, id)
  if (!metadata || (!options.rev && metadata.deleted)) return undefined
  const rev = options.rev ? (options.latest ? latestLeaf(metadata, options.rev) : options.rev) : metadata.winner
  const doc = rev === undefined ? undefined : readRevision(statements, metadata, rev)
  if (!doc) return undefined
  if (options.conflicts) {
    const conflicts = collectConflicts({ rev_tree: metadata.tree })
    if (conflicts.length > 0) doc._conflicts = conflicts
  }
  if (options.revs) {
    const path = revisionPath(metadata.tree, doc._rev)
    if (path) doc._revisions = path
  }
  return doc
}

/** All leaves with their bodies, deletions too: highest generation first, then highest hash, whatever order they arrived in. */
export function leavesOf(statements: Statements, id: string): StoredDocument[] {
  const metadata = readMetadata(statements, id)
  if (!metadata) return []
  return collectLeaves(metadata.tree)
    .map((leaf) => leaf.rev)
    .sort(compareRevsDescending)
    .flatMap((rev) => readRevision(statements, metadata, rev) ?? [])
}

export function compareRevsDescending(a: string, b: string): number {
  return Number.parseInt(b, 10) - Number.parseInt(a, 10) || (a < b ? 1 : a > b ? -1 : 0)
}

function winnerDocument(row: ListRow, conflicts: boolean): StoredDocument {
  const doc = assemble(row.id, row.winner, { deleted: row.deleted, body: row.body! })
  if (conflicts) {
    const losers = collectConflicts({ rev_tree: JSON.parse(row.tree) as RevisionTree })
    if (losers.length > 0) doc._conflicts = losers
  }
  return doc
}

/** Documents that are not deleted, in order of id (byte order of UTF-8, as CouchDB's `_all_docs`). */
export function listDocuments(statements: Statements, options: AllDocsOptions): AllDocsRow[] {
  const { startId, endId, inclusiveEnd = true, descending = false, skip = 0, limit = -1, includeDocs = false, conflicts = false } = options
  const where = ['d.deleted = 0']
  const values: unknown[] = []
  if (startId !== undefined) {
    where.push(descending ? 'd.id <= ?' : 'd.id >= ?')
    values.push(startId)
  }
  if (endId !== undefined) {
    where.push(`d.id ${descending ? '>' : '<'}${inclusiveEnd ? '=' : ''} ?`)
    values.push(endId)
  }
  const rows = statements.list(includeDocs, where.join(' AND '), descending ? 'd.id DESC' : 'd.id').all(...values, limit, skip)
  return rows.map((row) => {
    const entry: AllDocsRow = { id: row.id, rev: row.winner, seq: row.seq, deleted: false }
    if (includeDocs) entry.doc = winnerDocument(row, conflicts)
    return entry
  })
}

/** Documents changed after a sequence (descending: from the last one on), each once, at its last change. */
export function listChanges(statements: Statements, since: number, options: ChangesOptions): ChangeRow[] {
  const { limit = -1, descending = false, includeDocs = false } = options
  const rows = statements
    .list(includeDocs, descending ? 'd.seq < ?' : 'd.seq > ?', descending ? 'd.seq DESC' : 'd.seq')
    .all(descending ? (since || Number.MAX_SAFE_INTEGER) : since, limit, 0)
  return rows.map((row) => {
    const change: ChangeRow = { id: row.id, seq: row.seq, rev: row.winner, deleted: row.deleted === 1, tree: JSON.parse(row.tree) as RevisionTree }
    if (includeDocs) change.doc = winnerDocument(row, false)
    return change
  })
}

/**
 * Yields every winner that is not deleted, in order of id. Reads page by page: the caller may write between two of them,
 * and sees or misses what it writes as its id falls after or before the place that was reached.
 */
export function* iterateWinners(statements: Statements, pageSize = 500): Generator<StoredDocument> {
  const first = statements.list(true, 'd.deleted = 0', 'd.id')
  const next = statements.list(true, 'd.deleted = 0 AND d.id > ?', 'd.id')
  let rows = first.all(pageSize, 0)
  while (rows.length > 0) {
    for (const row of rows) yield winnerDocument(row, false)
    if (rows.length < pageSize) return
    rows = next.all(rows[rows.length - 1]!.id, pageSize, 0)
  }
}

/** Of the revisions that a peer names, those whose bodies are not here. */
export function missingRevisions(statements: Statements, asked: Readonly<Record<string, readonly string[]>>): Record<string, { missing: string[] }> {
  const result: Record<string, { missing: string[] }> = {}
  for (const [id, revs] of Object.entries(asked)) {
    const metadata = readMetadata(statements, id)
    const missing = new Set(revs)
    if (metadata) {
      traverseRevTree(metadata.tree, (_isLeaf, pos, hash, _context, options) => {
        if (options.status === 'available') missing.delete(`${pos}-${hash}`)
      })
    }
    if (missing.size > 0) result[id] = { missing: [...missing] }
  }
  return result
}
