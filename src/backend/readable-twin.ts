import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ReadableTwin } from '../contract/index.ts'
import { type Refusal, RefusalError, refuse } from '../core/errors/index.ts'
import { type Book, translateStoreError } from '../store/book/index.ts'
import { type BookKeeper, companyName } from './book-keeper.ts'
import { reportNamesOf } from './handlers/report-names.ts'
import { exportAccounts, ledgerLines, ledgerMonths } from './reporting/book-ledger.ts'
import { ledgerText } from './reporting/plain-text-ledger.ts'

/** What this copy of the book remembers of its twin; it does not replicate. */
interface Kept {
  readonly kind: 'journal' | 'beancount'
  readonly language: 'id' | 'en' | 'zh'
  /** The update sequence that the file holds, and when it was written. */
  readonly sequence: number
  readonly writtenAt: string | null
}

const stateKey = 'readableTwin'
/** After a change it waits for a pause in the work: who types the next invoice needs the processor. */
const quietMs = 15_000

/**
 * Keeps the ledger of the open book as plain text beside it: what a person can read with any editor, and hledger or beancount check,
 * should this program ever be gone. The file is replaced whole, so that it is always a readable one.
 */
export class ReadableTwins {
  readonly #keeper: BookKeeper
  readonly #today: () => string
  readonly #told: () => void
  #timer: NodeJS.Timeout | null = null
  #writing: Promise<void> | null = null
  #refusal: { book: Book; refusal: Refusal } | null = null

  /** @param told  called after the file was written or refused */
  constructor(keeper: BookKeeper, today: () => string, told: () => void) {
    this.#keeper = keeper
    this.#today = today
    this.#told = told
  }

  state(book: Book): ReadableTwin | null {
    const kept = keptOf(book)
    if (!kept) return null
    const refusal = this.#refusal?.book === book ? this.#refusal.refusal : null
    return { kind: kept.kind, file: fileOf(book, kept), writtenAt: kept.writtenAt, isCurrent: isCurrent(book, kept), refusal }
  }

  /** @throws RefusalError DISK_FULL, FOLDER_READ_ONLY, BOOK_READ_ONLY, BOOK_EXISTS (its name is a folder's): then nothing is kept */
  async keep(book: Book, kind: Kept['kind'] | null, language: Kept['language']): Promise<void> {
    if (kind === null) {
      book.transaction(() => book.local.set(stateKey, null))
      return
    }
    const kept: Kept = { kind, language, sequence: -1, writtenAt: null }
    const sequence = book.revisions.updateSequence()
    if (statSync(fileOf(book, kept), { throwIfNoEntry: false })?.isDirectory()) throw new RefusalError(refuse('BOOK_EXISTS', { file: fileOf(book, kept) }))
    try {
      writeParts(fileOf(book, kept), twinParts(book, kept, this.#today()))
    } catch (error) {
      throw translateStoreError(error, fileOf(book, kept))
    }
    book.transaction(() => book.local.setJson(stateKey, { ...kept, sequence, writtenAt: book.now() }))
    this.#refusal = null
  }

  /** To be called after each change: writes the file when a while nothing has changed. */
  changed(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#writing ??= this.#write().finally(() => (this.#writing = null))
    }, quietMs).unref()
  }

  /** Writes what is not in the file yet, before the book is closed. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const book = this.#keeper.current
    const kept = book && !book.readOnly ? keptOf(book) : null
    if (!book || !kept || isCurrent(book, kept)) return
    try {
      const sequence = book.revisions.updateSequence()
      writeParts(fileOf(book, kept), twinParts(book, kept, this.#today()))
      this.#written(book, kept, sequence)
    } catch (error) {
      this.#failed(book, error)
    }
  }

  /** Month by month, so that calls are answered in between; what is changed meanwhile begins it anew. */
  async #write(): Promise<void> {
    const book = this.#keeper.current
    const kept = book && !book.readOnly ? keptOf(book) : null
    if (!book || !kept || isCurrent(book, kept)) return
    const sequence = book.revisions.updateSequence()
    const isSame = (): boolean => this.#keeper.current === book && book.revisions.updateSequence() === sequence
    try {
      const file = new PartialFile(fileOf(book, kept))
      try {
        for (const part of twinParts(book, kept, this.#today())) {
          file.write(part)
          await new Promise((resolve) => setImmediate(resolve))
          if (!isSame()) {
            file.discard()
            this.changed()
            return
          }
        }
        file.put()
      } catch (error) {
        file.discard()
        throw error
      }
      this.#written(book, kept, sequence)
    } catch (error) {
      this.#failed(book, error)
    }
  }

  #written(book: Book, kept: Kept, sequence: number): void {
    book.transaction(() => book.local.setJson(stateKey, { ...kept, sequence, writtenAt: book.now() }))
    this.#refusal = null
    this.#told()
  }

  #failed(book: Book, error: unknown): void {
    const known = translateStoreError(error, book.file)
    // The book itself is whole: it is said where the twin is set, and tried again after the next change.
    this.#refusal = { book, refusal: known instanceof RefusalError ? (known.refusals[0] as Refusal) : refuse('FOLDER_READ_ONLY', { folder: dirname(book.file) }) }
    this.#told()
  }
}

function keptOf(book: Book): Kept | null {
  return book.local.getJson<Kept>(stateKey)
}

function isCurrent(book: Book, kept: Kept): boolean {
  return kept.writtenAt !== null && kept.sequence === book.revisions.updateSequence()
}

function fileOf(book: Book, kept: Kept): string {
  return `${book.file.replace(/\.mendunia$/, '')}.${kept.kind}`
}

/** The text in pieces of a month. */
function* twinParts(book: Book, kept: Kept, today: string): Generator<string> {
  const months = ledgerMonths(book)
  const text = ledgerText(kept.kind, exportAccounts(book, today, reportNamesOf(book, kept.language).account), companyName(book))
  const { sql } = book.projections
  const used = sql.rows<{ account: string }>('SELECT DISTINCT account FROM ledger_line').map(({ account }) => account)
  yield text.head(used, sql.value<string>('SELECT min(date) FROM ledger_line') ?? today)
  for (const month of months) yield text.entries(ledgerLines(book, month))
}

function writeParts(path: string, parts: Iterable<string>): void {
  const file = new PartialFile(path)
  try {
    for (const part of parts) file.write(part)
    file.put()
  } catch (error) {
    file.discard()
    throw error
  }
}

/** A file that takes its name when it is whole and on the disk. */
class PartialFile {
  readonly #path: string
  readonly #partial: string
  #descriptor: number | null

  constructor(path: string) {
    this.#path = path
    this.#partial = `${path}.partial`
    this.#descriptor = openSync(this.#partial, 'w', 0o600)
  }

  write(text: string): void {
    if (this.#descriptor !== null && text !== '') writeSync(this.#descriptor, text)
  }

  put(): void {
    if (this.#descriptor === null) return
    fsyncSync(this.#descriptor)
    closeSync(this.#descriptor)
    this.#descriptor = null
    renameSync(this.#partial, this.#path)
  }

  discard(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
    rmSync(this.#partial, { force: true })
  }
}
