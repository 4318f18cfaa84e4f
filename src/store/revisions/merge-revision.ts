import { collectConflicts, isDeleted, merge, revExists, winningRev } from 'pouchdb-merge'
import { parseDocument, type ParsedRevision } from './parse-document.ts'
import type { RevisionTree } from './types.ts'

export interface TreeState {
  tree: RevisionTree
  winner: string
  deleted: boolean
}

export interface MergeOptions {
  newEdits: boolean
  deterministicRevs: boolean
  wasDelete: boolean
  revsLimit: number
}

export interface Merged extends TreeState {
  kind: 'merged'
  revision: ParsedRevision
  /** The new revision is a deletion (its document need not be deleted: another branch may win). */
  revisionDeleted: boolean
  /** How many leaves that are not deleted lost. */
  conflicts: number
  /** Revisions that fell off the end of the tree; their bodies go too. */
  stemmed: string[]
}

export type MergeOutcome = Merged | { kind: 'known' } | { kind: 'conflict' } | { kind: 'nothingToDelete' }

function settle(revision: ParsedRevision, tree: RevisionTree, stemmed: string[] | undefined): Merged {
  const metadata = { rev_tree: tree }
  const winner = winningRev(metadata)
  const deleted = isDeleted(metadata, winner)
  return {
    kind: 'merged',
    revision,
    tree,
    winner,
    deleted,
    revisionDeleted: revision.rev === winner ? deleted : isDeleted(metadata, revision.rev),
    conflicts: isSinglePath(tree) ? 0 : collectConflicts(metadata).length,
    stemmed: stemmed ?? [],
  }
}

function isSinglePath(tree: RevisionTree): boolean {
  if (tree.length !== 1) return false
  let node = tree[0]!.ids
  while (node[2].length === 1) node = node[2][0]!
  return node[2].length === 0
}

function insertDocument(revision: ParsedRevision, options: MergeOptions): MergeOutcome {
  const merged = merge([], revision.path, options.revsLimit)
  const outcome = settle(revision, merged.tree, merged.stemmedRevs)
  if (options.wasDelete && outcome.deleted) return { kind: 'nothingToDelete' }
  // A local edit names a parent that was never here.
  if (options.newEdits && merged.tree[0]!.ids[1].status === 'missing') return { kind: 'conflict' }
  return outcome
}

/**
 * Places one revision in a document's tree, by the rules of PouchDB's `processDocs` and `updateDoc`:
 * a replicated revision is always accepted (a known one changes nothing); a local edit must extend a leaf, or
 * bring back a deleted document.
 * @param previous  null if the document is not known; its tree is changed in place, give a copy
 */
export function mergeRevision(previous: TreeState | null, given: ParsedRevision, options: MergeOptions): MergeOutcome {
  if (!previous) return insertDocument(given, options)
  const { newEdits, deterministicRevs } = options
  let revision = given
  if (!newEdits && revExists(previous.tree, revision.rev)) return { kind: 'known' }

  if (newEdits && previous.deleted && !revision.deleted && revision.generation === 1) {
    // Putting a deleted document anew, without its revision, continues after the deletion.
    revision = parseDocument({ ...revision.data, _rev: previous.winner, _id: revision.id }, { newEdits, deterministicRevs })
  }
  const merged = merge(previous.tree, revision.path, options.revsLimit)
  if (newEdits) {
    const inConflict = previous.deleted
      ? revision.deleted
        ? merged.conflicts !== 'new_leaf'
        : merged.conflicts === 'new_branch'
      : merged.conflicts !== 'new_leaf'
    if (inConflict) return { kind: 'conflict' }
  }
  return settle(revision, merged.tree, merged.stemmedRevs)
}
