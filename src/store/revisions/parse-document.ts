import { createError, DOC_VALIDATION, INVALID_REV } from 'pouchdb-errors'
import { invalidIdError, rev as revisionHash, uuid } from 'pouchdb-utils'
import type { DocumentInput, RevisionNode, RevisionPath } from './types.ts'

/** Fields that CouchDB reserves, and whether they stay in the stored body. Any other leading underscore is refused. */
const reservedFields: ReadonlyMap<string, boolean> = new Map([
  ['_id', false], ['_rev', false], ['_deleted', false], ['_revisions', false], ['_revs_info', false], ['_conflicts', false],
  ['_deleted_conflicts', false], ['_local_seq', false], ['_rev_tree', false], ['_removed', false],
  ['_attachments', true], ['_access', true],
  ['_replication_id', true], ['_replication_state', true], ['_replication_state_time', true], ['_replication_state_reason', true],
  ['_replication_stats', true],
])

/** What of an attachment is kept; anything else that came with it is dropped. */
const attachmentFields = ['data', 'digest', 'content_type', 'length', 'revpos', 'stub'] as const

export interface ParsedRevision {
  id: string
  rev: string
  generation: number
  deleted: boolean
  /** The known ancestors and this revision, as a tree with one branch. */
  path: RevisionPath
  /** The body without `_id` and `_rev`; attachments still as they were given. */
  data: Record<string, unknown>
}

/** Splits `3-abc` into generation and hash; throws INVALID_REV (400) for anything else. */
export function splitRev(rev: unknown): { generation: number; hash: string } {
  const match = typeof rev === 'string' ? /^(\d+)-(.*)$/s.exec(rev) : null
  if (!match) throw createError(INVALID_REV)
  return { generation: Number(match[1]), hash: match[2]! }
}

function pathOf(start: number, ids: readonly string[], deleted: boolean): RevisionPath {
  const leaf: RevisionNode = [ids[0]!, deleted ? { status: 'available', deleted: true } : { status: 'available' }, []]
  let node = leaf
  for (let index = 1; index < ids.length; index++) node = [ids[index]!, { status: 'missing' }, [node]]
  return { pos: start - ids.length + 1, ids: node }
}

function replicatedPath(doc: DocumentInput, deleted: boolean): { rev: string; generation: number; path: RevisionPath } {
  const revisions = doc._revisions as { start?: unknown; ids?: unknown } | undefined
  if (!revisions) {
    const { generation, hash } = splitRev(doc._rev)
    return { rev: `${generation}-${hash}`, generation, path: pathOf(generation, [hash], deleted) }
  }
  const { start, ids } = revisions
  // A remote's answer is not trusted: a malformed path would corrupt the tree for good.
  if (!Number.isSafeInteger(start) || !Array.isArray(ids) || ids.length === 0 || ids.some((id) => typeof id !== 'string' || id === '')) {
    throw createError(INVALID_REV)
  }
  const generation = start as number
  if (generation < ids.length) throw createError(INVALID_REV)
  return { rev: `${generation}-${ids[0]}`, generation, path: pathOf(generation, ids as string[], deleted) }
}

function cleanAttachments(doc: DocumentInput): DocumentInput {
  if (!doc._attachments) return doc
  if (doc._deleted) {
    const { _attachments: _, ...rest } = doc
    return rest
  }
  const cleaned: Record<string, unknown> = {}
  for (const [name, attachment] of Object.entries(doc._attachments as Record<string, Record<string, unknown>>)) {
    const kept: Record<string, unknown> = {}
    for (const field of attachmentFields) if (field in attachment) kept[field] = attachment[field]
    cleaned[name] = kept
  }
  return { ...doc, _attachments: cleaned }
}

/**
 * Reads a document as PouchDB does: who it is, which revision it makes or is, and what of it is stored.
 * A new edit's revision id is the MD5 of the document as given (its `_rev`, the parent, included), so that two devices that
 * make the same edit make the same revision.
 * @throws PouchDB's INVALID_REV, MISSING_ID, INVALID_ID, RESERVED_ID or DOC_VALIDATION
 */
export function parseDocument(given: DocumentInput, options: { newEdits: boolean; deterministicRevs: boolean }): ParsedRevision {
  let doc = cleanAttachments(given)
  const deleted = Boolean(doc._deleted)
  let rev: string
  let generation: number
  let path: RevisionPath
  if (options.newEdits) {
    if (!doc._id) doc = { ...doc, _id: uuid() }
    const hash = revisionHash(doc, options.deterministicRevs)
    if (doc._rev) {
      const parent = splitRev(doc._rev)
      generation = parent.generation + 1
      path = pathOf(generation, [hash, parent.hash], deleted)
    } else {
      generation = 1
      path = pathOf(1, [hash], deleted)
    }
    rev = `${generation}-${hash}`
  } else {
    ({ rev, generation, path } = replicatedPath(doc, deleted))
  }
  invalidIdError(doc._id)

  const data: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(doc)) {
    if (field.startsWith('_')) {
      const kept = reservedFields.get(field)
      if (kept === undefined) {
        const error = createError(DOC_VALIDATION, field)
        error.message = `${DOC_VALIDATION.message}: ${field}`
        throw error
      }
      if (!kept) continue
    }
    data[field] = value
  }
  return { id: doc._id as string, rev, generation, deleted, path, data }
}
