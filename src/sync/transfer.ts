import type { DocumentInput, Revisions } from '../store/revisions/index.ts'

/*
 * Carrying documents that are named, outside the replicator's order: today's before old ones, scans one after the other at the end.
 * No checkpoint moves; whoever is interrupted asks again what is missing.
 */

/** A document's id with its revisions that are wanted. */
export type Named = readonly [id: string, revs: readonly string[]]

interface Diff {
  [id: string]: { missing: string[] }
}

interface BulkGetAnswer {
  results: { docs: { ok?: DocumentInput }[] }[]
}

interface WriteAnswer {
  id?: string
  rev?: string
  error?: unknown
  reason?: string
}

export interface Transferred {
  readonly written: number
  readonly denied: readonly { readonly id: string; readonly rev: string; readonly reason: string }[]
}

function counted(docs: readonly DocumentInput[], answers: readonly unknown[]): Transferred {
  const denied = (answers as readonly WriteAnswer[]).filter((answer) => answer.error !== undefined && answer.error !== false).map(({ id, rev, reason }) => ({ id: id ?? '', rev: rev ?? '', reason: reason ?? '' }))
  return { written: docs.length - denied.length, denied }
}

export function leavesOf(revisions: Revisions, ids: readonly string[]): Named[] {
  return ids.map((id) => [id, revisions.leaves(id).map((leaf) => leaf._rev)] as const)
}

/** Sends what the other side lacks of these. */
export async function sendNamed(revisions: Revisions, peer: PouchDB.Database, named: readonly Named[]): Promise<Transferred> {
  if (named.length === 0) return { written: 0, denied: [] }
  const diff = (await peer.revsDiff(Object.fromEntries(named))) as Diff
  const docs = Object.entries(diff).flatMap(([id, { missing }]) => revisions.openRevs(id, missing, { revs: true, latest: true }).flatMap((found) => ('ok' in found ? [found.ok] : [])))
  return docs.length === 0 ? { written: 0, denied: [] } : counted(docs, await peer.bulkDocs(docs, { new_edits: false }))
}

/** Fetches what this side lacks of these. */
export async function fetchNamed(local: PouchDB.Database, peer: PouchDB.Database, named: readonly Named[]): Promise<Transferred> {
  if (named.length === 0) return { written: 0, denied: [] }
  const diff = (await local.revsDiff(Object.fromEntries(named))) as Diff
  const wanted = Object.entries(diff).flatMap(([id, { missing }]) => missing.map((rev) => ({ id, rev })))
  if (wanted.length === 0) return { written: 0, denied: [] }
  const { results } = (await (peer as unknown as { bulkGet(options: object): Promise<BulkGetAnswer> }).bulkGet({ docs: wanted, revs: true, latest: true })) satisfies BulkGetAnswer
  const docs = results.flatMap(({ docs }) => docs.flatMap(({ ok }) => (ok ? [ok] : [])))
  return docs.length === 0 ? { written: 0, denied: [] } : counted(docs, await local.bulkDocs(docs, { new_edits: false }))
}
