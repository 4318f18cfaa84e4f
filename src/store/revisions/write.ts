import { createError, MISSING_DOC, REV_CONFLICT, type PouchError } from 'pouchdb-errors'
import { isLocalId } from 'pouchdb-merge'
import { assertStubsKnown, storeAttachments } from './attachments.ts'
import { compactDocument, deleteBodies } from './compaction.ts'
import { putLocal, removeLocal } from './local-documents.ts'
import { mergeRevision, type MergeOptions, type TreeState } from './merge-revision.ts'
import { parseDocument, type ParsedRevision } from './parse-document.ts'
import { assemble } from './read.ts'
import type { Statements } from './statements.ts'
import type { DocumentInput, RevisionTree, WinnerChange, WriteFailure, WriteResult } from './types.ts'

export interface WriteContext extends MergeOptions {
  autoCompaction: boolean
  /** Whether the caller wants the changed winners. */
  reportWinners: boolean
}

export interface WriteReport {
  results: WriteResult[]
  winners: WinnerChange[]
  /** Change of the number of documents that are not deleted. */
  countDelta: number
  changed: boolean
}

interface Pending {
  index: number
  revision: ParsedRevision
}

/** A document while the revisions that this call brings are placed in its tree. */
interface Open {
  doc: number
  seq: number
  conflicts: number
  state: TreeState
  treeText: string
  dirty: boolean
}

function failure(error: PouchError, id: string): WriteFailure {
  return Object.assign(error, { id })
}

/** Groups revisions by document, in order of first appearance; replicated ones oldest first, or a child would hide its parent's body. */
function groupById(pending: readonly Pending[], newEdits: boolean): Map<string, Pending[]> {
  const groups = new Map<string, Pending[]>()
  for (const item of pending) {
    const group = groups.get(item.revision.id)
    if (group) group.push(item)
    else groups.set(item.revision.id, [item])
  }
  if (!newEdits) {
    for (const group of groups.values()) if (group.length > 1) group.sort((a, b) => a.revision.generation - b.revision.generation)
  }
  return groups
}

function writeLocal(statements: Statements, doc: DocumentInput): WriteResult {
  try {
    return doc._deleted ? removeLocal(statements, doc) : putLocal(statements, doc)
  } catch (error) {
    if ((error as Partial<PouchError>).error !== true) throw error
    return failure(error as PouchError, doc._id as string)
  }
}

/**
 * Writes documents. To be called inside a transaction: it throws (and the transaction must be undone) if a document is
 * malformed or shows an unknown attachment; a document that is merely out of date gets a 409 result of its own.
 */
export function writeDocuments(statements: Statements, docs: readonly DocumentInput[], context: WriteContext): WriteReport {
  const results = new Array<WriteResult>(docs.length)
  const pending: Pending[] = []
  const locals: number[] = []
  docs.forEach((doc, index) => {
    if (isLocalId(doc._id)) locals.push(index)
    else pending.push({ index, revision: parseDocument(doc, context) })
  })
  assertStubsKnown(statements, docs)
  for (const index of locals) results[index] = writeLocal(statements, docs[index]!)

  const report: WriteReport = { results, winners: [], countDelta: 0, changed: false }
  let sequence = pending.length > 0 ? statements.updateSequence.get()! : 0

  for (const [id, group] of groupById(pending, context.newEdits)) {
    const row = statements.documentById.get(id)
    const previousRev = row?.winner ?? null
    const wasLive = row !== undefined && row.deleted === 0
    let open: Open | null = row
      ? {
          doc: row.doc, seq: row.seq, conflicts: 0, dirty: false, treeText: row.tree,
          state: { tree: JSON.parse(row.tree) as RevisionTree, winner: row.winner, deleted: row.deleted === 1 },
        }
      : null
    let written = false

    for (const { index, revision: given } of group) {
      const outcome = mergeRevision(open?.state ?? null, given, context)
      if (outcome.kind === 'known') {
        results[index] = { ok: true, id, rev: given.rev }
        continue
      }
      if (outcome.kind !== 'merged') {
        results[index] = failure(outcome.kind === 'conflict' ? createError(REV_CONFLICT) : createError(MISSING_DOC, 'deleted'), id)
        // The merge has already changed the tree in place: take it back.
        if (open) open.state.tree = JSON.parse(open.treeText) as RevisionTree
        continue
      }
      const { revision } = outcome
      sequence++
      const { data, digests } = storeAttachments(statements, revision.data, revision.generation)
      const treeText = JSON.stringify(outcome.tree)
      const state = { tree: outcome.tree, winner: outcome.winner, deleted: outcome.deleted }
      if (open) {
        open.seq = sequence
        open.conflicts = outcome.conflicts
        open.state = state
        open.treeText = treeText
        open.dirty = true
      } else {
        const { lastInsertRowid } = statements.insertDocument.run(id, sequence, outcome.winner, outcome.deleted ? 1 : 0, outcome.conflicts, treeText)
        open = { doc: Number(lastInsertRowid), seq: sequence, conflicts: outcome.conflicts, state, treeText, dirty: false }
      }
      statements.insertRevision.run(open.doc, revision.rev, outcome.revisionDeleted ? 1 : 0, JSON.stringify(data))
      for (const digest of digests) statements.insertUse.run(open.doc, revision.rev, digest)
      if (outcome.stemmed.length > 0) deleteBodies(statements, open.doc, outcome.stemmed)
      written = true
      results[index] = { ok: true, id, rev: revision.rev }
    }
    if (!open) continue
    if (open.dirty) {
      const { state } = open
      statements.updateDocument.run(open.seq, state.winner, state.deleted ? 1 : 0, open.conflicts, open.treeText, open.doc)
    }
    if (context.autoCompaction) {
      compactDocument(statements, { doc: open.doc, id, seq: open.seq, ...open.state })
    }
    if (!written) continue
    report.changed = true
    report.countDelta += Number(!open.state.deleted) - Number(wasLive)
    const { winner, deleted } = open.state
    if (context.reportWinners && winner !== previousRev) {
      // Read back what is stored, so that a listener sees the same value now and at a rebuild.
      const stored = statements.revision.get(open.doc, winner)!
      report.winners.push({ id, seq: open.seq, rev: winner, deleted, body: assemble(id, winner, stored), previousRev })
    }
  }
  return report
}
