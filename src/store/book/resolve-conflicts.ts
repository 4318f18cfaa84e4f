import { type MutableDocument, canonicalJson } from '../../core/document/index.ts'
import { isUnseenDiscard, mergeDocuments } from '../../core/merging/index.ts'
import type { Revisions } from '../revisions/index.ts'

/** Documents whose versions cannot be merged, by id, at the sequence at which that was found. */
export type PassedOver = Map<string, number>

/**
 * Merges the concurrent versions of mutable documents: the merged one follows the winner, the others end. Every device that
 * holds the same versions writes the same revisions, so that merging makes no new conflict. Posted documents and what this
 * program does not understand stay as they are. A draft that was discarded on one device and written on another lives, and
 * carries that it was discarded.
 * @param passedOver  kept by the caller, so that nothing is looked at twice
 * @param since  the sequence up to which drafts were looked at for discards before
 * @returns how many documents were merged; all of them in one transaction
 */
export function resolveConflicts(revisions: Revisions, passedOver: PassedOver, since = 0): number {
  const waiting = [...new Set([...revisions.conflicted(), ...discardedElsewhere(revisions, since)])].filter((id) => passedOver.get(id) !== revisions.metadata(id)?.seq)
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

/** Living drafts of which a deleted version is here too. The sign before the order keeps SQLite from walking all ids instead of the few new sequences. */
function discardedElsewhere(revisions: Revisions, since: number): string[] {
  return revisions.database.prepare<[number], string>(
    "SELECT id FROM document d WHERE seq > ? AND deleted = 0 AND substr(id, 1, 6) = 'draft:' AND EXISTS (SELECT 1 FROM revision r WHERE r.doc = d.doc AND r.deleted = 1) ORDER BY +id",
  ).pluck().all(since) as string[]
}

function mergeDocument(revisions: Revisions, id: string): boolean {
  const all = revisions.leaves(id)
  const living = all.filter((leaf) => !leaf._deleted)
  const winner = revisions.winner(id)
  const known = winner && mergeDocuments(living)
  if (!winner || !known) return false
  const discards = all.filter((leaf) => leaf._deleted && isUnseenDiscard(leaf, known))
  const body: MutableDocument | null = discards.length > 0 ? mergeDocuments([...living, ...discards]) : known
  if (!body || (living.length === 1 && discards.length === 0)) return false
  const { _rev, ...before } = winner
  const isNews = canonicalJson({ ...body, device: '' }) !== canonicalJson({ ...before, device: '' })
  const losers = living.filter((leaf) => leaf._rev !== _rev).map((leaf) => ({ _id: id, _rev: leaf._rev, _deleted: true }))
  const results = revisions.write([...(isNews ? [{ ...body, _rev }] : []), ...losers])
  return results.every((result) => result.error === undefined)
}
