import type { PouchError } from 'pouchdb-errors'

/** One revision in a tree: hash, what is known of it, its children (PouchDB's own shape). */
export type RevisionNode = [id: string, options: { status: 'available' | 'missing'; deleted?: boolean }, children: RevisionNode[]]

/** A root of a tree: `pos` is the generation of its first revision. */
export interface RevisionPath {
  pos: number
  ids: RevisionNode
}

export type RevisionTree = RevisionPath[]

export interface DeletableTree {
  id?: string
  rev_tree: RevisionTree
}

export interface RevisionLeaf {
  rev: string
  opts: { status: string; deleted?: boolean }
}

/** What CouchDB shows of an attachment whose bytes are not asked for. Length in bytes. */
export interface AttachmentStub {
  content_type: string
  digest: string
  length: number
  revpos: number
  stub?: true
  data?: string | Uint8Array
}

/** A document as it is read: its own fields, and those that CouchDB reserves. */
export interface StoredDocument {
  _id: string
  _rev: string
  _deleted?: true
  _attachments?: Record<string, AttachmentStub>
  _conflicts?: string[]
  _revisions?: { start: number; ids: string[] };
  [field: string]: unknown
}

/** A document as it is given to `write`; `_rev` names the parent (new edits) or the revision itself (replicated). */
export type DocumentInput = Record<string, unknown>

export interface WriteOptions {
  /** true: a local edit that must name the current leaf; false: a replicated revision that is merged into the tree. Default true. */
  newEdits?: boolean
  /** false: random revision ids, as PouchDB's `deterministic_revs: false`. Default true. */
  deterministicRevs?: boolean
  /** true: deleting a document that was never there is refused with 404. */
  wasDelete?: boolean
  /** true: bodies of inner revisions of the written documents are dropped in the same transaction. */
  autoCompaction?: boolean
}

export interface WriteSuccess {
  ok: true
  id: string
  rev: string
  error?: undefined
}

/** A refused document: PouchDB's error object (status 409 `conflict`, 404 `not_found`) with the id of the document. */
export type WriteFailure = PouchError & { id: string }

export type WriteResult = WriteSuccess | WriteFailure

/** A document whose winning revision is another one than before. */
export interface WinnerChange {
  id: string
  seq: number
  rev: string
  deleted: boolean
  body: StoredDocument
  /** null: the document was not known before. */
  previousRev: string | null
}

export interface RevisionsOptions {
  /** Called once per `write`, inside its transaction, before it commits; what it throws undoes the write. */
  onWinners?: (changes: WinnerChange[]) => void
  /** Longest path that a tree keeps, in revisions. Default 1000, as PouchDB's. */
  revsLimit?: number
}

export interface GetOptions {
  rev?: string
  /** With `rev`: the leaf that descends from it. */
  latest?: boolean
  /** Adds `_revisions`, the path from this revision to its root. */
  revs?: boolean
  /** Adds `_conflicts`, the other leaves that are not deleted. */
  conflicts?: boolean
}

export interface AllDocsOptions {
  startId?: string
  endId?: string
  /** Default true. */
  inclusiveEnd?: boolean
  descending?: boolean
  skip?: number
  limit?: number
  includeDocs?: boolean
  conflicts?: boolean
}

export interface AllDocsRow {
  id: string
  rev: string
  seq: number
  deleted: boolean
  doc?: StoredDocument
}

export interface ChangeRow {
  id: string
  seq: number
  /** The winning revision. */
  rev: string
  deleted: boolean
  tree: RevisionTree
  doc?: StoredDocument
}

export interface ChangesOptions {
  limit?: number
  descending?: boolean
  includeDocs?: boolean
}

export interface RevisionsInfo {
  uuid: string
  docCount: number
  updateSequence: number
}

export interface Metadata {
  doc: number
  id: string
  seq: number
  winner: string
  deleted: boolean
  tree: RevisionTree
}
