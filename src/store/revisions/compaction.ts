import { collectConflicts, compactTree, isDeleted, removeLeafFromTree, traverseRevTree, winningRev } from 'pouchdb-merge'
import type { Statements } from './statements.ts'
import type { Metadata, RevisionTree } from './types.ts'

/** Drops the bodies of revisions, and attachments that nothing shows any more. The tree is not touched. */
export function deleteBodies(statements: Statements, doc: number, revs: readonly string[]): void {
  const digests = new Set<string>()
  for (const rev of revs) {
    for (const digest of statements.usesOf.all(doc, rev)) digests.add(digest)
    statements.deleteUses.run(doc, rev)
    statements.deleteRevision.run(doc, rev)
  }
  for (const digest of digests) statements.deleteUnusedAttachment.run(digest)
}

/** Marks revisions as missing in the tree and drops their bodies. */
export function compactRevisions(statements: Statements, metadata: Metadata, revs: readonly string[]): void {
  if (revs.length === 0) return
  const gone = new Set(revs)
  traverseRevTree(metadata.tree, (_isLeaf, pos, id, _context, options) => {
    if (gone.has(`${pos}-${id}`)) options.status = 'missing'
  })
  statements.updateTree.run(JSON.stringify(metadata.tree), metadata.doc)
  deleteBodies(statements, metadata.doc, revs)
}

/** Drops the bodies of all inner revisions of one document. */
export function compactDocument(statements: Statements, metadata: Metadata): void {
  const revs = compactTree({ rev_tree: metadata.tree })
  if (revs.length > 0) compactRevisions(statements, metadata, revs)
}

export interface PurgeResult {
  ok: true
  deletedRevs: string[]
  documentWasRemovedCompletely: boolean
}

/**
 * Forgets a leaf and the ancestors that only it has, without leaving a deletion behind.
 * @param path  revisions from the leaf up to (not including) the first one that another leaf shares, as `findPathToLeaf` gives them
 */
export function purgePath(statements: Statements, metadata: Metadata, path: readonly string[], nextSequence: number): PurgeResult {
  let tree: RevisionTree = metadata.tree
  // Leaves first: only a leaf can be taken out of a tree.
  for (const rev of [...path].sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10))) tree = removeLeafFromTree(tree, rev)
  const digests = statements.usesOfDocument.all(metadata.doc)
  // A purge may take away the highest sequence; it must not be given out again.
  statements.setMeta.run('purgedTo', String(nextSequence))
  if (tree.length === 0) {
    statements.deleteDocument.run(metadata.doc)
  } else {
    deleteBodies(statements, metadata.doc, path)
    const winner = winningRev({ rev_tree: tree })
    statements.updateDocument.run(
      nextSequence, winner, isDeleted({ rev_tree: tree }, winner) ? 1 : 0, collectConflicts({ rev_tree: tree }).length, JSON.stringify(tree), metadata.doc,
    )
  }
  for (const digest of digests) statements.deleteUnusedAttachment.run(digest)
  return { ok: true, deletedRevs: [...path], documentWasRemovedCompletely: tree.length === 0 }
}
