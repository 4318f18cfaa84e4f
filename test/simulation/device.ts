// One device of a simulated run: its book, its clock, its disk, its line, and how its process dies.
import { existsSync, rmSync } from 'node:fs'
import type { Chance } from '../../src/backend/demo/chance.ts'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { RefusalError } from '../../src/core/errors/index.ts'
import { type SyncResult, type Synchroniser, createSynchroniser } from '../../src/sync/index.ts'
import { type Book, backup, openBook, restore, verifyDatabase } from '../../src/store/book/index.ts'
import { Installation } from '../../src/store/installation/index.ts'
import type { Projections } from '../../src/store/projections/index.ts'
import { copyBook, cutPower, rotPage } from './disk.ts'
import type { Plant } from './planted-bugs.ts'

/** Where the process dies: before the commit, right after it; or a write in the transaction fails. */
export type Accident = 'beforeCommit' | 'afterCommit' | 'failure'

/** What is wrong with a disk for a while. */
export type DiskTrouble = 'full' | 'readOnly'

export class Device {
  readonly file: string
  /** Milliseconds by which its clock is wrong. */
  skew = 0
  /** It died in the middle of something: what it does now nobody sees. */
  dead = false
  trouble: DiskTrouble | null = null
  /** The file of its last backup. */
  backedUp: string | null = null
  book!: Book
  synchroniser!: Synchroniser
  readonly #plant: Plant | null
  readonly #line: typeof fetch
  readonly #url: string
  #accident: Accident | null = null
  #countdown = 0

  constructor(file: string, line: (device: Device) => typeof fetch, url: string, plant: Plant | null) {
    this.file = file
    this.#line = line(this)
    this.#url = url
    this.#plant = plant
  }

  /** Takes the file's book as the one at work. */
  open(): void {
    this.dead = false
    this.book = openBook(this.file)
    this.#watch()
    this.synchroniser = this.#link(false)
    if (this.trouble !== null) this.#burden(this.trouble)
  }

  #link(acceptReplaced: boolean): Synchroniser {
    return createSynchroniser({
      revisions: this.book.revisions, bookId: this.book.id, deviceId: this.book.device.id, fetch: this.#line, createIfMissing: true, acceptReplaced,
      remote: { url: this.#url, user: 'siti', password: 'rahasia' },
    })
  }

  /** One exchange; whether the server's database is another one than before, its owner knows and says yes to. */
  async exchange(): Promise<SyncResult> {
    const result = await this.synchroniser.once()
    if (result.refusal?.code !== 'SYNC_REPLACED') return result
    await this.synchroniser.stop()
    this.synchroniser = this.#link(true)
    const accepted = await this.synchroniser.once()
    await this.synchroniser.stop()
    this.synchroniser = this.#link(false)
    return accepted
  }

  /** Lets an accident happen at the n-th write from now on. */
  arm(accident: Accident, countdown: number): void {
    this.#accident = accident
    this.#countdown = countdown
  }

  disarm(): void {
    this.#accident = null
  }

  #due(...kinds: readonly Accident[]): boolean {
    if (this.#accident === null || !kinds.includes(this.#accident)) return false
    this.#countdown -= 1
    return this.#countdown <= 0
  }

  /** The order matters: the disk is looked at before a planted bug repairs itself. */
  #watch(): void {
    const { book } = this
    book.revisions.onCommitted(() => {
      if (this.#due('afterCommit')) this.die()
    })
    this.#plant?.(book)
    const project: Projections['project'] = book.projections.project.bind(book.projections)
    Object.defineProperty(book.projections, 'project', {
      configurable: true,
      value: (changes: Parameters<Projections['project']>[0]) => {
        if (this.#due('beforeCommit')) this.die()
        if (this.#due('failure')) {
          this.#accident = null
          throw new Error('a simulated failure between two writes')
        }
        project(changes)
      },
    })
  }

  /** From now on the disk has room for some pages only, or takes nothing at all. */
  hinder(trouble: DiskTrouble): void {
    this.trouble = trouble
    this.#burden(trouble)
  }

  #burden(trouble: DiskTrouble): void {
    const { database } = this.book
    if (trouble === 'readOnly') database.pragma('query_only = ON')
    else database.pragma(`max_page_count = ${(database.pragma('page_count', { simple: true }) as number) + 2}`)
  }

  relieve(): void {
    this.trouble = null
    this.book.database.pragma('query_only = OFF')
    this.book.database.pragma('max_page_count = 1000000')
  }

  /** What is on the disk at this instant is all that is left. */
  die(): void {
    this.#accident = null
    if (this.dead) return
    this.dead = true
    copyBook(this.file, `${this.file}.left`)
  }

  /**
   * The process ends without closing anything, and is started again on what the disk held.
   * @param powerCut  draws what the disk had not yet been told to keep
   */
  async restartAfterDeath(powerCut: Chance | null): Promise<void> {
    this.die()
    await this.#leave()
    if (powerCut) cutPower(`${this.file}.left`, powerCut)
    rmSync(`${this.file}-shm`, { force: true })
    copyBook(`${this.file}.left`, this.file)
    this.open()
  }

  async backUp(): Promise<void> {
    const file = `${this.file}.backup`
    rmSync(file, { force: true })
    await backup(this.book, file)
    this.backedUp = file
  }

  /**
   * A page of the file goes bad while the program is closed. Where the check finds it, the last backup takes the file's place, as a
   * copy that takes a new device code.
   * @returns what happened
   */
  async damage(chance: Chance): Promise<'found' | 'unseen'> {
    await this.close()
    const page = rotPage(this.file, chance)
    if (!isDamaged(this.file)) {
      this.open()
      return 'unseen'
    }
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.file + suffix, { force: true })
    if (this.backedUp === null) throw new Error(`page ${page} was damaged, and there was no backup`)
    restore(this.backedUp, this.file)
    const keeper = new BookKeeper(new Installation(`${this.file}.data`), () => undefined)
    keeper.open(this.file, 'siti', '2026-03-14')
    keeper.close()
    this.open()
    return 'found'
  }

  async #leave(): Promise<void> {
    await this.synchroniser.stop()
    this.book.database.close()
  }

  async close(): Promise<void> {
    await this.synchroniser.stop()
    this.book.close()
  }
}

/** What the program says of a file when it opens it, or the nightly check when it walks it. */
function isDamaged(file: string): boolean {
  let book: Book
  try {
    book = openBook(file)
  } catch (error) {
    if (error instanceof RefusalError) return true
    throw error
  }
  try {
    return verifyDatabase(book.database).problems.length > 0
  } finally {
    book.close()
    if (existsSync(`${file}-wal`)) rmSync(`${file}-wal`)
  }
}
