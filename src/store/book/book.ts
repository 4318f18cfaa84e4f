import { copyFileSync, rmSync } from 'node:fs'
import SQLite, { type Database } from 'better-sqlite3'
import { type ClockValue, isCredibleClock, nextClock } from '../../core/calendar/index.ts'
import { type Trust, postingText } from '../../core/document/index.ts'
import { InvariantError, RefusalError, refuse } from '../../core/errors/index.ts'
import { type DocumentInput, type Revisions, type StoredDocument, type WinnerChange, openRevisions } from '../revisions/index.ts'
import { type Projections, createProjections } from '../projections/index.ts'
import { requirePlace } from './book-place.ts'
import { createFile, openFile, readHeader, translateStoreError } from './book-file.ts'
import { Door } from './door.ts'
import { LocalState } from './local-state.ts'
import { derivation, latestVersion, migrate, pendingMigrations } from './migrations.ts'
import { putInPlace } from './put-in-place.ts'
import { type PassedOver, resolveConflicts } from './resolve-conflicts.ts'
import type { Signer } from './signing.ts'

export interface BookOptions {
  /** Now, as `toISOString` prints it; the clock of the machine unless a test sets it. */
  readonly now?: () => string
}

export interface DeviceIdentity {
  /** Short code in document numbers: `A`. */
  readonly code: string
  /** ULID of this copy of the book on this device. */
  readonly id: string
}

/**
 * A commit in WAL mode needs one wait for the disk; the checkpoint that moves pages from the WAL into the file needs many, and
 * would make every fiftieth posting ten times as slow. It runs when nobody wrote for this long.
 */
const checkpointAfterIdleMs = 400
/** Changes among which an unfinished merge is looked for when a book is opened: more than any one batch. */
const lookedAtOnOpening = 2000

/** An open book: the only writer of its file. */
export class Book {
  readonly file: string
  readonly readOnly: boolean
  /** Version of the newer program that wrote it; such a book is read only. */
  readonly newer: number | null
  readonly database: Database
  readonly revisions: Revisions
  readonly projections: Projections
  readonly local: LocalState
  /** Signs what this device posts; null until its key was fetched, and in a book without a root of trust. */
  signer: Signer | null = null
  readonly #door: Door
  readonly #now: () => string
  #clock: ClockValue | null
  readonly #listeners = new Set<(changes: readonly WinnerChange[]) => void>()
  readonly #passedOver: PassedOver = new Map()
  /** The sequence up to which versions were merged. */
  #resolved = 0
  #uncommitted: WinnerChange[] = []
  #savedAt: string | null = null
  #checkpointTimer: NodeJS.Timeout | null = null

  constructor(file: string, database: Database, options: BookOptions & { readOnly?: boolean; newer?: number | null } = {}) {
    this.file = file
    this.readOnly = options.readOnly ?? false
    this.newer = options.newer ?? null
    this.database = database
    this.#now = options.now ?? (() => new Date().toISOString())
    this.local = new LocalState(database)
    this.projections = createProjections(database)
    this.#door = new Door(database, this.projections, this.local, () => this.id)
    this.revisions = openRevisions(database, { revsLimit: 100, onWinners: (changes) => this.#project(changes) })
    this.#clock = this.local.get('clock')
    this.revisions.onCommitted(() => this.#committed())
    this.#resolved = Math.max(0, this.revisions.updateSequence() - lookedAtOnOpening)
    // A process that was killed between a replicated write and its merge left one to do.
    if (!this.readOnly) this.#resolve()
  }

  /** The company's identity, the same in every copy of the book. */
  get id(): string {
    const id = this.local.get('book')
    if (id === null) throw new InvariantError('the book has no identity')
    return id
  }

  get device(): DeviceIdentity {
    const device = this.local.getJson<DeviceIdentity>('device')
    if (device === null) throw new InvariantError('the book has no device')
    return device
  }

  get savedAt(): string | null {
    return this.#savedAt ?? this.#clock?.slice(0, 24) ?? null
  }

  now(): string {
    return this.#now()
  }

  /** A clock value later than every document in the book; take one for each document. */
  tick(): ClockValue {
    this.#clock = nextClock(this.#clock, this.#now())
    return this.#clock
  }

  /**
   * One transaction over everything that `work` writes: revisions, projections, local state. What is returned was committed
   * with `synchronous=FULL`.
   * @throws RefusalError DISK_FULL, BOOK_READ_ONLY, BOOK_NEWER, BOOK_DAMAGED; nothing is half written
   */
  transaction<T>(work: () => T): T {
    if (this.newer !== null) throw new RefusalError(refuse('BOOK_NEWER', { file: this.file, version: this.newer }))
    if (this.readOnly) throw new RefusalError(refuse('BOOK_READ_ONLY', { file: this.file }))
    const nested = this.database.inTransaction
    const before = this.#uncommitted.length
    try {
      const result = this.revisions.transaction(work)
      if (!nested) {
        this.#savedAt = this.#now()
        this.#checkpointWhenIdle()
      }
      return result
    } catch (error) {
      // The clock may run ahead of what was stored, never behind: only the list of changes is taken back.
      this.#uncommitted.length = before
      throw translateStoreError(error, this.file)
    }
  }

  /**
   * Writes local edits. Bodies of earlier versions are dropped: merging needs leaves only, and a draft is saved as it is typed.
   * @throws RefusalError DRAFT_CHANGED when a document is not at the revision it was read at; DOCUMENT_TOO_LARGE for one that no server would take
   */
  write(documents: readonly DocumentInput[]): { readonly id: string; readonly rev: string }[] {
    for (const document of documents) refuseTooLarge(document)
    return this.revisions.write(documents, { autoCompaction: true }).map((result) => {
      if (result.error !== undefined) throw new RefusalError(refuse('DRAFT_CHANGED', { id: String(result.id) }))
      return { id: result.id, rev: result.rev }
    })
  }

  /** Whose keys count in this book. */
  trust(): Trust {
    return this.#door.trust()
  }

  /** Judges everything anew: while a book is being cloned, whose it is may be known only when it is all here. Within a transaction. */
  judgeAnew(): void {
    const readmitted = this.#door.admitAnew()
    if (readmitted.length > 0) this.projections.project(readmitted)
  }

  /**
   * The signature of a posting of this device, to be written within this transaction; undefined in a book without a root of trust.
   * @throws RefusalError DEVICE_KEY_LOCKED where unsigned postings would count nowhere else
   */
  signPosting(hash: string): string | undefined {
    if (!this.signer) {
      if (this.trust().isEnforced) throw new RefusalError(refuse('DEVICE_KEY_LOCKED'))
      return undefined
    }
    this.#door.noteOwn(hash)
    return this.signer.sign(postingText(this.id, hash))
  }

  document(id: string): StoredDocument | undefined {
    return this.revisions.get(id)
  }

  /** Tells `listener` after each commit which winners changed, from here or from another device. */
  onChanged(listener: (changes: readonly WinnerChange[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @throws RefusalError DOCUMENT_POSTED (the write is undone) for another version of a document that is in the books, wherever it comes from */
  #project(changes: WinnerChange[]): void {
    for (const { id, previousRev } of changes) {
      if (previousRev !== null && (id.startsWith('trust:') || this.projections.sql.value('SELECT 1 FROM posted WHERE doc = ?', id) !== undefined)) throw new RefusalError(refuse('DOCUMENT_POSTED', { id }))
    }
    for (const change of changes) {
      const at = change.body['at']
      if (isCredibleClock(at) && (this.#clock === null || at > this.#clock)) this.#clock = at
    }
    if (this.#clock !== null) this.local.set('clock', this.#clock)
    const readmitted = this.#door.admit(changes)
    this.projections.project([...changes.map((change) => ({ id: change.id, body: change.deleted ? null : change.body })), ...readmitted])
    this.#uncommitted.push(...changes)
  }

  /** Nobody edits between a replicated write and its merge: both happen in one turn of the event loop. */
  #resolve(): void {
    if (this.database.inTransaction) return
    try {
      resolveConflicts(this.revisions, this.#passedOver, this.#resolved)
      this.#resolved = this.revisions.updateSequence()
    } catch {
      // What was written before is saved and must not be reported as failed; the versions stay, and the next commit tries again.
    }
  }

  #committed(): void {
    if (!this.readOnly) this.#resolve()
    const changes = this.#uncommitted
    if (changes.length === 0) return
    this.#uncommitted = []
    for (const listener of [...this.#listeners]) listener(changes)
  }

  #checkpointWhenIdle(): void {
    if (this.#checkpointTimer) this.#checkpointTimer.refresh()
    else this.#checkpointTimer = setTimeout(() => this.#checkpoint(), checkpointAfterIdleMs).unref()
  }

  #checkpoint(): void {
    this.#checkpointTimer = null
    if (!this.database.open || this.database.inTransaction) return
    try {
      this.database.pragma('wal_checkpoint(PASSIVE)')
    } catch (error) {
      // A full disk or a statement that is still being read: what was committed is safe in the WAL, the next commit tries again.
      if (!(error instanceof SQLite.SqliteError || error instanceof TypeError)) throw error
    }
  }

  /** Closes and removes a book whose making failed. */
  discard(): void {
    if (this.#checkpointTimer) clearTimeout(this.#checkpointTimer)
    this.database.close()
    removeFiles(this.file)
  }

  /** Truncates the WAL, so that a closed book is one whole file, and frees the lock. */
  close(): void {
    if (!this.database.open) return
    if (this.#checkpointTimer) clearTimeout(this.#checkpointTimer)
    try {
      if (!this.readOnly) this.database.pragma('wal_checkpoint(TRUNCATE)')
    } catch (error) {
      // On a full disk the pages stay in the WAL beside the file: nothing is lost, and the book is closed all the same.
      if (!(error instanceof SQLite.SqliteError)) throw error
    } finally {
      this.database.close()
    }
  }
}

/** CouchDB takes no document above this (`max_document_size`), also none in a book that has no server yet: it may get one. */
const documentBytesMax = 8_000_000
/** Each character of JSON is at least one byte; only a text near the limit is counted in bytes. */
function refuseTooLarge(document: DocumentInput): void {
  const { length } = JSON.stringify(document)
  const size = length > documentBytesMax / 4 ? Buffer.byteLength(JSON.stringify(document)) : length
  if (size > documentBytesMax) throw new RefusalError(refuse('DOCUMENT_TOO_LARGE', { size, max: documentBytesMax }))
}

/**
 * Creates a book with its tables and nothing in it.
 * @throws RefusalError BOOK_EXISTS, FOLDER_READ_ONLY, DISK_FULL, BOOK_ON_REMOVABLE, BOOK_ON_NETWORK, BOOK_IN_SYNC_FOLDER
 */
export function createBook(file: string, identity: { readonly book: string; readonly device: DeviceIdentity }, options: BookOptions = {}): Book {
  requirePlace(file)
  const database = createFile(file)
  try {
    migrate(database)
    const book = new Book(file, database, options)
    book.transaction(() => {
      book.local.set('book', identity.book)
      book.local.setJson('device', identity.device)
      book.local.set('projectedBy', derivation())
    })
    return book
  } catch (error) {
    database.close()
    removeFiles(file)
    throw translateStoreError(error, file)
  }
}

/**
 * Opens a book; migrates an older one after keeping a copy of the file beside it; opens a newer one read-only.
 * @throws RefusalError BOOK_NOT_FOUND, BOOK_NOT_A_BOOK, BOOK_DAMAGED, BOOK_LOCKED, BOOK_MIGRATION_CHANGED, DISK_FULL, FOLDER_READ_ONLY,
 *   BOOK_ON_REMOVABLE, BOOK_ON_NETWORK, BOOK_IN_SYNC_FOLDER (not for reading alone), BOOK_NEWER for a newer one whose tables cannot even be read
 */
export function openBook(file: string, options: BookOptions & { readOnly?: boolean } = {}): Book {
  const header = readHeader(file)
  const newer = header.userVersion > latestVersion()
  const readOnly = options.readOnly === true || newer
  if (!readOnly) requirePlace(file)
  const database = openFile(file, readOnly)
  try {
    if (!readOnly && pendingMigrations(database).length > 0) {
      database.pragma('wal_checkpoint(TRUNCATE)')
      keepCopy(file, header.userVersion)
      migrate(database)
    }
    const book = new Book(file, database, { ...options, readOnly, newer: newer ? header.userVersion : null })
    if (!readOnly) projectAnew(book)
    return book
  } catch (error) {
    database.close()
    const known = translateStoreError(error, file)
    if (newer && !(known instanceof RefusalError)) throw new RefusalError(refuse('BOOK_NEWER', { file, version: header.userVersion }))
    throw known
  }
}

/** The file as it was before its migration. Written beside its name first: a torn copy would replace the only whole one. */
function keepCopy(file: string, version: number): void {
  const copy = `${file}.before-${latestVersion()}-from-${version}.bak`
  try {
    copyFileSync(file, `${copy}.partial`)
    putInPlace(`${copy}.partial`, copy)
  } catch (error) {
    rmSync(`${copy}.partial`, { force: true })
    throw error
  }
}

/** A program that knows more kinds of documents, or derives more from them, derives everything once anew: a rebuild is what `verify` compares with. */
function projectAnew(book: Book): void {
  if (book.local.get('projectedBy') === derivation()) return
  book.transaction(() => {
    book.projections.rebuild()
    book.local.set('projectedBy', derivation())
  })
}

function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true })
}
