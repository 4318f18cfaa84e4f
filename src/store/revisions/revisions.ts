import type { Database } from 'better-sqlite3'
import { createError, MISSING_DOC } from 'pouchdb-errors'
import { collectConflicts, collectLeaves } from 'pouchdb-merge'
import { uuid } from 'pouchdb-utils'
import { compactDocument, compactRevisions, purgePath, type PurgeResult } from './compaction.ts'
import { getLocal, putLocal, removeLocal } from './local-documents.ts'
import { compareRevsDescending, getDocument, iterateWinners, leavesOf, listChanges, listDocuments, missingRevisions, readMetadata, readWinner } from './read.ts'
import { prepareStatements, type Statements } from './statements.ts'
import { writeDocuments } from './write.ts'
import type {
  AllDocsOptions, AllDocsRow, ChangeRow, ChangesOptions, DocumentInput, GetOptions, Metadata, RevisionsInfo, RevisionsOptions,
  StoredDocument, WriteOptions, WriteResult, WriteSuccess,
} from './types.ts'

export type CommitListener = (event: { updateSequence: number }) => void

/** As PouchDB's own default. */
const defaultRevsLimit = 1000

/**
 * CouchDB's document model in one SQLite database, synchronous. The tables (`revisionTables`) must exist.
 * Every method that writes is atomic; called within a transaction it joins it (as a savepoint).
 */
export class Revisions {
  readonly database: Database
  readonly revsLimit: number
  readonly #statements: Statements
  readonly #onWinners: RevisionsOptions['onWinners']
  readonly #listeners = new Set<CommitListener>()
  #uuid: string
  #liveCount: number | undefined
  #notificationDue = false
  #notificationScheduled = false

  constructor(database: Database, options: RevisionsOptions = {}) {
    this.database = database
    this.revsLimit = options.revsLimit ?? defaultRevsLimit
    this.#onWinners = options.onWinners
    this.#statements = prepareStatements(database)
    let id = this.#statements.meta.get('uuid')
    if (id === undefined) {
      id = uuid()
      if (!database.readonly) this.#statements.setMeta.run('uuid', id)
    }
    this.#uuid = id
  }

  /** The identity of this database, for replication ids. A copied file must be given a new one, see `renewUuid`. */
  get uuid(): string {
    return this.#uuid
  }

  /** Gives this database a new identity; to be called on a file that was copied or restored, before it replicates. */
  renewUuid(): string {
    this.#uuid = uuid()
    this.#statements.setMeta.run('uuid', this.#uuid)
    return this.#uuid
  }

  /**
   * Runs `work` in one transaction, together with whatever it writes here; commit listeners are told right after it.
   * Nested calls are savepoints of the outer one.
   */
  transaction<T>(work: () => T): T {
    const outermost = !this.database.inTransaction
    const result = outermost ? this.database.transaction(work).immediate() : this.database.transaction(work)()
    if (outermost) this.#notify()
    return result
  }

  /**
   * Writes documents in one transaction.
   * @returns one result per document, in the order given; an out-of-date edit is a 409 result and the others stand
   * @throws PouchDB's error (nothing is written) for a malformed document or an unknown attachment stub
   */
  write(docs: readonly DocumentInput[], options: WriteOptions = {}): WriteResult[] {
    if (docs.length === 0) return []
    const onWinners = this.#onWinners
    const nested = this.database.inTransaction
    if (nested) this.#liveCount = undefined
    const report = this.transaction(() => {
      const report = writeDocuments(this.#statements, docs, {
        newEdits: options.newEdits ?? true,
        deterministicRevs: options.deterministicRevs ?? true,
        wasDelete: options.wasDelete ?? false,
        autoCompaction: options.autoCompaction ?? false,
        revsLimit: this.revsLimit,
        reportWinners: onWinners !== undefined,
      })
      if (report.changed) this.#notificationDue = true
      if (onWinners && report.winners.length > 0) onWinners(report.winners)
      return report
    })
    // Within a foreign transaction the count may still be undone: it is counted anew when asked for.
    if (!nested && this.#liveCount !== undefined) this.#liveCount += report.countDelta
    if (nested) this.#scheduleNotification()
    return report.results
  }

  /** One revision of a document, by default the winner; undefined if it is not stored, or the winner is a deletion. */
  get(id: string, options?: GetOptions): StoredDocument | undefined {
    return getDocument(this.#statements, id, options)
  }

  /** The winning revision, also when it is a deletion (`_deleted`); undefined if the document is not known. */
  winner(id: string): StoredDocument | undefined {
    return readWinner(this.#statements, id)?.doc
  }

  /** As `winner`, with the document's metadata. */
  winnerWithMetadata(id: string): { metadata: Metadata; doc: StoredDocument | undefined } | undefined {
    return readWinner(this.#statements, id)
  }

  /** Revisions that lost and are not deleted, in an order that does not depend on arrival. */
  conflicts(id: string): string[] {
    const metadata = readMetadata(this.#statements, id)
    return metadata ? collectConflicts({ rev_tree: metadata.tree }).sort(compareRevsDescending) : []
  }

  /** Ids of all documents that have conflicts, in order. */
  conflicted(): string[] {
    return this.#statements.conflicted.all().map((row) => row.id)
  }

  /** All leaves with bodies, deletions too. */
  leaves(id: string): StoredDocument[] {
    return leavesOf(this.#statements, id)
  }

  /** The answer to `open_revs`: the leaves (`'all'`) or the named revisions, each found or missing. */
  openRevs(id: string, which: 'all' | readonly string[], options: { revs?: boolean; latest?: boolean } = {}): ({ ok: StoredDocument } | { missing: string })[] {
    const metadata = readMetadata(this.#statements, id)
    const revs: string[] = which === 'all' ? (metadata ? collectLeaves(metadata.tree).map((leaf) => leaf.rev) : []) : [...which]
    const seen = new Set<string>()
    return revs.flatMap((rev): ({ ok: StoredDocument } | { missing: string })[] => {
      const doc = getDocument(this.#statements, id, { rev, ...options })
      if (!doc) return [{ missing: rev }]
      if (seen.has(doc._rev)) return []
      seen.add(doc._rev)
      return [{ ok: doc }]
    })
  }

  metadata(id: string): Metadata | undefined {
    return readMetadata(this.#statements, id)
  }

  /** Every winner that is not deleted, in order of id; the caller may write meanwhile. */
  iterateWinners(): Generator<StoredDocument> {
    return iterateWinners(this.#statements)
  }

  allDocs(options: AllDocsOptions = {}): AllDocsRow[] {
    return listDocuments(this.#statements, options)
  }

  /** Documents changed after `since`, each once, at its last change, oldest change first. */
  changesSince(since: number, options: ChangesOptions | number = {}): ChangeRow[] {
    return listChanges(this.#statements, since, typeof options === 'number' ? { limit: options } : options)
  }

  /** How many documents changed after `since`. */
  changeCount(since: number): number {
    return this.#statements.changeCount.get(since)!
  }

  /** Of the revisions that a peer names (`{ id: [rev, …] }`), those whose bodies are not here. */
  revsDiff(asked: Readonly<Record<string, readonly string[]>>): Record<string, { missing: string[] }> {
    return missingRevisions(this.#statements, asked)
  }

  localGet(id: string): StoredDocument | undefined {
    return getLocal(this.#statements, id)
  }

  /** @throws REV_CONFLICT (409) unless `_rev` is the stored one */
  localPut(doc: DocumentInput): WriteSuccess {
    return this.transaction(() => putLocal(this.#statements, doc))
  }

  /** @throws MISSING_DOC (404), REV_CONFLICT (409) */
  localRemove(doc: DocumentInput): WriteSuccess {
    return this.transaction(() => removeLocal(this.#statements, doc))
  }

  /** The bytes with this digest. */
  attachment(digest: string): Buffer | undefined {
    return this.#statements.attachment.get(digest)
  }

  /** The bytes of a document's attachment, of the winner or of `rev`. */
  attachmentOf(id: string, name: string, rev?: string): { contentType: string; digest: string; data: Buffer } | undefined {
    const stub = this.get(id, rev === undefined ? {} : { rev })?._attachments?.[name]
    const data = stub && this.attachment(stub.digest)
    return data && { contentType: stub.content_type, digest: stub.digest, data }
  }

  /** Drops the bodies of all inner revisions, of one document or of all. Leaves and trees stay. */
  compact(id?: string): void {
    this.transaction(() => {
      if (id !== undefined) {
        const metadata = readMetadata(this.#statements, id)
        if (metadata) compactDocument(this.#statements, metadata)
        return
      }
      let since = 0
      for (;;) {
        const page = listChanges(this.#statements, since, { limit: 500 })
        if (page.length === 0) return
        for (const change of page) compactDocument(this.#statements, readMetadata(this.#statements, change.id)!)
        since = page[page.length - 1]!.seq
      }
    })
  }

  /** Drops the bodies of the named revisions of one document. */
  compactRevisions(id: string, revs: readonly string[]): void {
    this.transaction(() => {
      const metadata = readMetadata(this.#statements, id)
      if (!metadata) throw createError(MISSING_DOC)
      compactRevisions(this.#statements, metadata, revs)
    })
  }

  /** Forgets a leaf and the ancestors that are only its own; nothing of this replicates. @param path from `findPathToLeaf` */
  purge(id: string, path: readonly string[]): PurgeResult {
    this.#liveCount = undefined
    const result = this.transaction(() => {
      const metadata = readMetadata(this.#statements, id)
      if (!metadata) throw createError(MISSING_DOC)
      this.#notificationDue = true
      return purgePath(this.#statements, metadata, path, this.updateSequence() + 1)
    })
    this.#scheduleNotification()
    return result
  }

  /** The sequence of the last change; grows with every stored revision. */
  updateSequence(): number {
    return this.#statements.updateSequence.get()!
  }

  info(): RevisionsInfo {
    let docCount = this.#liveCount
    if (docCount === undefined) {
      docCount = this.#statements.liveCount.get()!
      if (!this.database.inTransaction) this.#liveCount = docCount
    }
    return { uuid: this.#uuid, docCount, updateSequence: this.updateSequence() }
  }

  /** Tells `listener` after each commit that changed documents. @returns a function that stops it */
  onCommitted(listener: CommitListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * A transaction that somebody else began ends after we return, usually within the same turn of the event loop: listeners are
   * told in the next one. Being told once too often is harmless, they read the changes themselves.
   */
  #scheduleNotification(): void {
    if (!this.#notificationDue || this.#notificationScheduled) return
    this.#notificationScheduled = true
    setImmediate(() => {
      this.#notificationScheduled = false
      if (!this.database.open) return
      if (this.database.inTransaction) this.#scheduleNotification()
      else this.#notify()
    })
  }

  #notify(): void {
    if (!this.#notificationDue) return
    this.#notificationDue = false
    const event = { updateSequence: this.updateSequence() }
    for (const listener of [...this.#listeners]) listener(event)
  }
}

/** Opens the document model on a connection whose tables exist. */
export function openRevisions(database: Database, options: RevisionsOptions = {}): Revisions {
  return new Revisions(database, options)
}
