import { canonicalJson, mergeLeaves } from '../../core/document/index.ts'
import type { Revisions } from '../revisions/index.ts'

/** Documents whose versions cannot be merged, by id, at the sequence at which that was found. */
export type PassedOver = Map<string, number>

/**
 * Merges the concurrent versions of mutable documents: the merged one follows the winner, the others end. Every device that
 * holds the same versions writes the same revisions, so that merging makes no new conflict. Posted documents and what this
 * program does not understand stay as they are.
 * @param passedOver  kept by the caller, so that nothing is looked at twice
 * @returns how many documents were merged; all of them in one transaction
 */
export function resolveConflicts(revisions: Revisions, passedOver: PassedOver): number {
  const waiting = revisions.conflicted().filter((id) => passedOver.get(id) !== revisions.metadata(id)?.seq)
  if (waiting.length === 0) return 0
  return revisions.transaction(() => {
    let merged = 0
    for (const id of waiting) {
      if (mergeDocument(revisions, id)) merged += 1
      else passedOver.set(id, revisions.metadata(id)?.seq ?? 0)
    }
    return merged
  })
}

function mergeDocument(revisions: Revisions, id: string): boolean {
  const leaves = revisions.leaves(id).filter((leaf) => !leaf._deleted)
  const winner = revisions.winner(id)
  const body = winner && mergeLeaves(leaves)
  if (!winner || !body) return false
  const { _rev, ...before } = winner
  const isNews = canonicalJson({ ...body, device: '' }) !== canonicalJson({ ...before, device: '' })
  const losers = leaves.filter((leaf) => leaf._rev !== _rev).map((leaf) => ({ _id: id, _rev: leaf._rev, _deleted: true }))
  const results = revisions.write([...(isNews ? [{ ...body, _rev }] : []), ...losers])
  return results.every((result) => result.error === undefined)
}
