// CouchDB's document model on SQLite: revision trees, bodies, attachments, sequences, local documents.
// May import better-sqlite3 (types), pouchdb-merge, pouchdb-utils, pouchdb-errors, node:crypto; nothing of ours.
// Invariant: trees, winners and revision ids are exactly PouchDB's, and every write is one transaction.
export { digestOf } from './attachments.ts'
export type { PurgeResult } from './compaction.ts'
export { openRevisions, Revisions, type CommitListener } from './revisions.ts'
export { revisionTables } from './tables.ts'
export type {
  AllDocsOptions, AllDocsRow, AttachmentStub, ChangeRow, ChangesOptions, DocumentInput, GetOptions, Metadata, RevisionPath, RevisionsInfo,
  RevisionsOptions, RevisionTree, StoredDocument, WinnerChange, WriteFailure, WriteOptions, WriteResult, WriteSuccess,
} from './types.ts'
