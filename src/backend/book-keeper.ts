import { randomInt } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BookInfo, Topic } from '../contract/index.ts'
import type { MutableDocument } from '../core/document/index.ts'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { type Book, type DeviceIdentity, createBook, openBook } from '../store/book/index.ts'
import type { Installation } from '../store/installation/index.ts'
import { applyOrThrow, dotsOf, envelope } from './posting/apply-event.ts'
import { newUlid } from './posting/identity.ts'
import { readResource } from './resources.ts'

export type ChartName = 'default' | 'trader' | 'exporter' | 'cooperative'

interface ChartAccount {
  readonly code: string
  readonly name: { readonly id: string; readonly en: string; readonly zh: string }
  readonly type: string
  readonly currency: string
  readonly cash: boolean
  readonly control: boolean
  readonly role: string | null
}

/** What an installation remembers is written this long after the last posting, and when the book is closed. */
const rememberAfterMs = 1000

/** Opens, creates and closes the one book of this process, and sees to it that no document number is ever used twice. */
export class BookKeeper {
  readonly #installation: Installation
  readonly #onChanged: (topics: readonly Topic[]) => void
  #book: Book | null = null
  #newDeviceCode: string | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(installation: Installation, onChanged: (topics: readonly Topic[]) => void) {
    this.#installation = installation
    this.#onChanged = onChanged
  }

  get current(): Book | null {
    return this.#book
  }

  /** @throws RefusalError BOOK_NOT_OPEN */
  require(): Book {
    if (!this.#book) throw new RefusalError(refuse('BOOK_NOT_OPEN'))
    return this.#book
  }

  /**
   * Creates a company's book with its chart of accounts; this device becomes `A`.
   * @param company  the fields of `company.set`
   * @throws RefusalError the refusals of `company.set`, BOOK_EXISTS, FOLDER_READ_ONLY, DISK_FULL; no file is left behind
   */
  create(file: string, company: Readonly<Record<string, unknown>>, chart: ChartName, author: string, today: string): Book {
    const path = resolve(file)
    const book = createBook(path, { book: newUlid(), device: { code: 'A', id: newUlid() } })
    try {
      book.transaction(() => {
        writeChart(book, chart, author, today)
        writeDevice(book, author, today)
        applyOrThrow(book, { ...company, event: 'company.set', id: 'company/init', date: today }, { author })
      })
    } catch (error) {
      book.discard()
      throw error
    }
    this.#adopt(book)
    return book
  }

  /** @throws RefusalError as `openBook` */
  open(file: string, author: string, today: string): Book {
    const path = resolve(file)
    if (this.#book && this.isOpen(path)) return this.#book
    const book = openBook(path)
    let newDeviceCode: string | null = null
    try {
      if (!book.readOnly && this.#isUnknownCopy(book)) newDeviceCode = this.#takeNewCode(book, author, today)
    } catch (error) {
      book.close()
      throw error
    }
    this.#adopt(book, newDeviceCode)
    return book
  }

  /** Whether this very file is open: opening it again changes nothing. */
  isOpen(file: string): boolean {
    return this.#book !== null && samePath(this.#book.file, resolve(file))
  }

  /** Makes an opened book the one of this process; the one before is closed. */
  #adopt(book: Book, newDeviceCode: string | null = null): void {
    this.close()
    this.#book = book
    this.#newDeviceCode = newDeviceCode
    this.#remember(book)
    outsideTheBook(() => this.#installation.rememberBook(book.file, companyName(book), new Date().toISOString()))
    book.onChanged((changes) => {
      this.#onChanged(topicsOf(changes.map((change) => change.id)))
      this.#rememberSoon()
    })
    this.#onChanged(['book'])
  }

  close(): void {
    const book = this.#book
    if (!book) return
    this.#book = null
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    try {
      this.#remember(book)
    } finally {
      book.close()
    }
    this.#onChanged(['book'])
  }

  /** Closes and removes the open book: its making failed or was cancelled. */
  abandon(): void {
    const book = this.#book
    if (!book) return
    book.discard()
    this.#book = null
    this.#onChanged(['book'])
  }

  info(): BookInfo | null {
    const book = this.#book
    if (!book) return null
    return {
      file: book.file, company: companyName(book), device: book.device.code, readOnly: book.readOnly, documents: book.revisions.info().docCount,
      savedAt: book.savedAt, lastBackupAt: book.local.get('lastBackup'), newDeviceCode: this.#newDeviceCode,
    }
  }

  /** The open book goes on as another device: its key is gone. @returns the code */
  takeNewCode(author: string, today: string): string {
    this.#newDeviceCode = this.#takeNewCode(this.require(), author, today)
    this.#remember(this.require())
    this.#onChanged(['book'])
    return this.#newDeviceCode
  }

  /** A copy that this installation never opened, that lies behind what it remembers, or that lies in two places. */
  #isUnknownCopy(book: Book): boolean {
    if (book.local.get('copied') !== null) return true
    const known = this.#installation.copy(book.device.id)
    if (!known) return true
    if (!samePath(known.file, book.file) && existsSync(known.file)) return true
    // Also a copy without a newer posting would use version numbers of its fields a second time.
    if (known.clock && (book.local.get('clock') ?? '') < known.clock) return true
    if (known.position === 0) return false
    const last = book.local.getJson<{ position: number; hash: string }>(`chain/${book.device.code}`)
    return last === null || last.position < known.position || (last.position === known.position && last.hash !== known.hash)
  }

  /** @returns the code */
  #takeNewCode(book: Book, author: string, today: string): string {
    const device: DeviceIdentity = { code: randomCode(new Set(announcedCodes(book))), id: newUlid() }
    book.transaction(() => {
      // Where its key is at hand, it vouches for the new one.
      book.local.set('device/before', book.device.id)
      book.local.setJson('device', device)
      book.local.set('copied', null)
      // Two copies under one replication identity would share checkpoints, and pass over each other's documents.
      book.revisions.renewUuid()
      writeDevice(book, author, today)
    })
    return device.code
  }

  #remember(book: Book): void {
    if (book.readOnly) return
    const last = book.local.getJson<{ position: number; hash: string }>(`chain/${book.device.code}`)
    outsideTheBook(() => this.#installation.rememberCopy(book.device.id, { file: book.file, position: last?.position ?? 0, hash: last?.hash ?? null, clock: book.local.get('clock') }))
  }

  #rememberSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      if (this.#book) this.#remember(this.#book)
    }, rememberAfterMs).unref()
  }
}

/**
 * What is remembered outside the book protects from copies, it is no part of the book: where it cannot be written (a full disk, a
 * folder that became read-only) the book goes on, and the next posting tries again.
 */
function outsideTheBook(remember: () => void): void {
  try {
    remember()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
  }
}

export function companyName(book: Book): string {
  return book.projections.view().company().name
}

/** The codes of all devices that announced themselves, one for each. */
export function announcedCodes(book: Book): string[] {
  const codes: string[] = []
  for (const row of book.revisions.allDocs({ startId: 'device:', endId: 'device:\uffff', includeDocs: true })) {
    const code = (row.doc as { fields?: { code?: unknown } } | undefined)?.fields?.code
    if (typeof code === 'string') codes.push(code)
  }
  return codes
}

/** `A` … `Z`, then `AA` …: for a device that is invited and therefore knows all others. */
export function nextCode(taken: ReadonlySet<string>): string {
  for (let index = 0; ; index += 1) {
    const last = String.fromCharCode(65 + (index % 26))
    const code = index < 26 ? last : String.fromCharCode(64 + Math.floor(index / 26)) + last
    if (!taken.has(code)) return code
  }
}

/** For a copy, which may have sisters that it cannot know: three characters of chance (about 24,000) instead of the next letter. */
export function randomCode(taken: ReadonlySet<string>): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
  const signs = `${letters}23456789`
  for (;;) {
    const code = letters.charAt(randomInt(letters.length)) + signs.charAt(randomInt(signs.length)) + signs.charAt(randomInt(signs.length))
    if (!taken.has(code)) return code
  }
}

function writeChart(book: Book, chart: ChartName, author: string, today: string): void {
  const { accounts } = readResource('charts', `${chart}.json`) as { accounts: readonly ChartAccount[] }
  book.write(accounts.map((account) => mutable(book, 'account', { ...account }, `chart/${account.code}`, author, today)))
}

/** Announces this copy of the book to the others. @returns the document's id and revision */
export function writeDevice(book: Book, author: string, today: string): { readonly id: string; readonly rev: string } {
  const { code, id } = book.device
  return book.write([mutable(book, 'device', { code, name: code }, `device/${id}`, author, today)])[0] as { id: string; rev: string }
}

function mutable(book: Book, type: string, fields: Record<string, unknown>, eventId: string, author: string, date: string): Record<string, unknown> {
  const device = book.device.code
  const document: MutableDocument = {
    ...envelope(book, `${type}:${newUlid()}`, type, author), clock: { [device]: 1 }, dots: dotsOf(fields, device, 1), fields, eventId, date,
  }
  return { ...document }
}

function samePath(a: string, b: string): boolean {
  return realPath(a) === realPath(b)
}

function realPath(file: string): string {
  try {
    return realpathSync.native(file)
  } catch {
    return resolve(file)
  }
}

const topicsByType: Readonly<Record<string, readonly Topic[]>> = {
  company: ['settings', 'book', 'attention'], account: ['accounts', 'attention'], party: ['parties', 'attention'], product: ['products', 'stock', 'attention'], warehouse: ['settings', 'stock'], exchangeRate: ['rates'],
  draft: ['drafts', 'sales', 'purchases', 'attention'], decision: ['attention'], device: ['settings', 'sync'], trust: ['settings', 'sync'], shipment: ['shipments', 'attention'], issuedPaper: ['shipments'], receivedPaper: ['shipments'], bankLine: ['bank'], bankStatement: ['bank'], bankProfile: ['bank'], bankRule: ['bank'], taxNote: ['tax', 'attention'], reportPrint: ['reports'],
}

/** Postings touch almost everything that a screen may show: only master data and drafts are told apart. */
function topicsOf(ids: readonly string[]): Topic[] {
  const found = new Set<Topic>()
  for (const id of ids) {
    const known = topicsByType[id.slice(0, id.indexOf(':'))]
    for (const topic of known ?? ['ledger', 'stock', 'sales', 'purchases', 'payments', 'parties', 'products', 'accounts', 'attention', 'settings'] as const) found.add(topic)
  }
  return [...found]
}
