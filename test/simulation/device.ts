// One device of a simulated run: its book, its clock, its line, and how its process dies.
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { type SyncResult, type Synchroniser, createSynchroniser } from '../../src/sync/index.ts'
import { type Book, openBook } from '../../src/store/book/index.ts'
import type { Projections } from '../../src/store/projections/index.ts'
import type { Plant } from './planted-bugs.ts'

/** Where the process dies: before the commit, right after it; or a write in the transaction fails. */
export type Accident = 'beforeCommit' | 'afterCommit' | 'failure'

export class Device {
  readonly file: string
  /** Milliseconds by which its clock is wrong. */
  skew = 0
  /** It died in the middle of something: what it does now nobody sees. */
  dead = false
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

  /** Takes the opened (or makes the file's) book as the one at work. */
  open(): void {
    this.dead = false
    this.book = openBook(this.file)
    this.#watch()
    this.synchroniser = this.#link(false)
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

  /** What is on the disk at this instant is all that is left. */
  die(): void {
    this.#accident = null
    if (this.dead) return
    this.dead = true
    for (const suffix of ['', '-wal']) {
      rmSync(`${this.file}.left${suffix}`, { force: true })
      if (existsSync(this.file + suffix)) copyFileSync(this.file + suffix, `${this.file}.left${suffix}`)
    }
  }

  /** The process ends without closing anything, and is started again on what the disk held. */
  async restartAfterDeath(): Promise<void> {
    this.die()
    await this.#leave()
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.file + suffix, { force: true })
    for (const suffix of ['', '-wal']) if (existsSync(`${this.file}.left${suffix}`)) copyFileSync(`${this.file}.left${suffix}`, this.file + suffix)
    this.open()
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
