import { parseAddress, type Address } from './address.ts'
import { backOff } from './back-off.ts'
import { linkToBook, linkToServer, type Link } from './link.ts'
import { faceOf } from './pouch.ts'
import { Revisions } from '../store/revisions/index.ts'
import { RecordKeeper } from './record.ts'
import { isAway, isUnexpected, needsPerson, refusalOf, syncError } from './sync-error.ts'
import { type Refusal, refuse } from '../core/errors/index.ts'
import type {
  BookRemote, DeniedDocument, Direction, Remote, ServerRemote, Synchroniser, SynchroniserOptions, SyncProgress, SyncResult, SyncState, SyncStatus, SyncTiming,
} from './types.ts'

const defaultTiming: SyncTiming = {
  retryMin: 2_000,
  retryMax: 5 * 60_000,
  refusedRetryMin: 60_000,
  poll: 25_000,
  answer: 60_000,
}

/** A replication that was cancelled writes at most one more checkpoint. */
const stopPatienceMs = 2_000

type Progress = ((progress: SyncProgress) => void) | undefined

/** One remote of one book: exchanges once or all the time, and knows how it stands. */
class BookSynchroniser implements Synchroniser {
  readonly #options: SynchroniserOptions
  readonly #timing: SyncTiming
  readonly #local: PouchDB.Database
  readonly #keeper: RecordKeeper
  /** What is wrong with the address, if it is wrong. */
  readonly #address: Address | Refusal | null
  readonly #listeners = new Set<(status: SyncStatus) => void>()
  readonly #running = new Set<PouchDB.Replication>()
  #stopWatching: (() => void) | null = null
  /** Ends what is open on the line; a new one after each `stop`. */
  #line = new AbortController()
  #state: SyncState = 'off'
  #refusal: Refusal | null = null
  #pushed = 0
  #pulled = 0
  #live: Promise<void> | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #wake: (() => void) | null = null
  /** Counts calls of `stop`: work that began before the last one has to end. */
  #stops = 0
  #announcementDue = false

  constructor(options: SynchroniserOptions) {
    this.#options = options
    this.#timing = { ...defaultTiming, ...options.timing }
    this.#local = faceOf(options.revisions)
    let label: string
    const { remote } = options
    if ('url' in remote) {
      this.#address = readAddress(remote)
      label = 'database' in this.#address ? this.#address.database : 'invalid'
    } else {
      this.#address = null
      label = `book:${bookOf(remote).revisions.uuid}`
    }
    this.#keeper = new RecordKeeper(options.revisions, label)
  }

  status(): SyncStatus {
    const { lastSuccess, denied } = this.#keeper.record
    return {
      state: this.#state, pushed: this.#pushed, pulled: this.#pulled, pending: this.#keeper.pending(), lastSuccess, denied: [...denied], refusal: this.#refusal,
    }
  }

  onStatus(listener: (status: SyncStatus) => void): () => void {
    this.#listeners.add(listener)
    this.#watch()
    return () => this.#listeners.delete(listener)
  }

  remoteBookId(): string | null {
    return this.#keeper.record.bookId
  }

  once(onProgress?: (progress: SyncProgress) => void): Promise<SyncResult> {
    this.#watch()
    const stops = this.#stops
    const run = this.#turn.then(() => this.#exchangeOnce(stops, onProgress))
    this.#turn = run.catch(() => undefined)
    return run
  }

  start(): void {
    if (this.#live) return
    this.#watch()
    this.#live = this.#liveLoop(this.#stops).finally(() => {
      this.#live = null
    })
  }

  async stop(): Promise<void> {
    this.#stops++
    this.#wake?.()
    const ending = [...this.#running]
    for (const replication of ending) replication.cancel()
    this.#line.abort()
    this.#line = new AbortController()
    await this.#live
    await this.#turn
    await Promise.race([Promise.allSettled(ending), new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref())])
    this.#stopWatching?.()
    this.#stopWatching = null
    this.#become('off', this.#refusal)
  }

  retryNow(): void {
    this.#wake?.()
  }

  /** What the book writes changes the count of what waits. */
  #watch(): void {
    this.#stopWatching ??= this.#options.revisions.onCommitted(() => this.#announceLater())
  }

  async #exchangeOnce(stops: number, onProgress: Progress): Promise<SyncResult> {
    const before = { pushed: this.#pushed, pulled: this.#pulled }
    let refusal: Refusal | null = null
    try {
      const link = await this.#connect()
      try {
        await this.#exchange(link, onProgress)
        if (stops === this.#stops) this.#succeed()
      } finally {
        await link.close()
      }
    } catch (error) {
      if (stops === this.#stops) refusal = this.#fail(error)
    }
    if (stops !== this.#stops) refusal = refuse('CANCELLED')
    refusal ??= this.#deniedRefusal()
    return { ...this.status(), ok: refusal === null, pushed: this.#pushed - before.pushed, pulled: this.#pulled - before.pulled, refusal }
  }

  async #connect(): Promise<Link> {
    this.#become('connecting', null)
    const { record } = this.#keeper
    const { remote } = this.#options
    if (this.#address && 'code' in this.#address) throw Object.assign(new Error(this.#address.code), { syncRefusal: this.#address })
    const link = this.#address
      ? await linkToServer(this.#address, this.#options, this.#timing, record.epoch, this.#line.signal, (doc) => this.#deny({ ...doc, direction: 'pull' }))
      : await linkToBook(bookOf(remote as Exclude<Remote, ServerRemote>), this.#options, record.epoch)
    if (record.epoch !== null && record.epoch !== link.epoch) this.#keeper.forget()
    if (record.epoch !== link.epoch || record.bookId !== (link.bookId || null)) {
      record.epoch = link.epoch
      record.bookId = link.bookId || null
      this.#keeper.save()
    }
    return link
  }

  /** Everything both ways, once: what was denied before, then what is new here, then what is new there. */
  async #exchange(link: Link, onProgress: Progress): Promise<void> {
    this.#become('syncing', null)
    for (const direction of ['push', 'pull'] as const) {
      const ids = this.#keeper.deniedIds(direction)
      if (ids.length === 0) continue
      for (const id of ids) this.#keeper.accept(direction, id)
      // Without a checkpoint, or the replicator would pass over them again.
      await this.#replicate(link, direction, { doc_ids: ids, checkpoint: false }, undefined)
    }
    this.#confirm((await this.#replicate(link, 'push', {}, onProgress)).last_seq)
    await this.#replicate(link, 'pull', {}, onProgress)
    // What came in has a local sequence too; the replicator finds that it needs no sending.
    if (this.#keeper.pending() > this.#keeper.deniedIds('push').length) {
      this.#confirm((await this.#replicate(link, 'push', {}, undefined)).last_seq)
    }
  }

  #replication(link: Link, direction: Direction, options: PouchDB.ReplicationOptions): PouchDB.Replication {
    const replication = direction === 'push' ? this.#local.replicate.to(link.peer, options) : this.#local.replicate.from(link.peer, options)
    let counted = 0
    replication.on('denied', (error) => {
      const { id, rev, reason, message } = error as { id: string; rev?: string; reason?: string; message?: string }
      this.#deny({ id, rev: rev ?? this.#options.revisions.winner(id)?._rev ?? '', direction, reason: reason ?? message ?? '' })
    })
    replication.on('change', (result) => {
      const fresh = result.docs_written - counted
      counted = result.docs_written
      if (direction === 'push') this.#pushed += fresh
      else this.#pulled += fresh
      this.#announceLater()
    })
    this.#running.add(replication)
    const ended = (): void => {
      this.#running.delete(replication)
    }
    replication.then(ended, ended)
    return replication
  }

  async #replicate(link: Link, direction: Direction, options: PouchDB.ReplicationOptions, onProgress: Progress): Promise<PouchDB.ReplicationResult> {
    const replication = this.#replication(link, direction, options)
    replication.on('change', (result) => {
      const remaining = direction === 'push' ? this.#options.revisions.changeCount(Number(result.last_seq)) : (result.pending ?? null)
      onProgress?.({ phase: direction, pushed: this.#pushed, pulled: this.#pulled, remaining })
    })
    const result = await replication
    // Cancelled ones end as if all were well.
    if (result.status !== 'complete') throw syncError('SYNC_OFFLINE')
    return result
  }

  /** Exchanges all the time; returns when stopped. */
  async #liveLoop(stops: number): Promise<void> {
    let failures = 0
    while (stops === this.#stops) {
      let retryAfterMs: number | undefined
      try {
        const link = await this.#connect()
        try {
          if (stops !== this.#stops) return
          await this.#exchange(link, undefined)
          if (stops !== this.#stops) return
          this.#succeed()
          failures = 0
          await this.#follow(link)
        } finally {
          await link.close()
        }
        continue
      } catch (error) {
        if (stops !== this.#stops) return
        const { code } = this.#fail(error)
        if (needsPerson(code)) {
          await this.#pause(null)
          continue
        }
        failures++
        retryAfterMs = (error as { retryAfterMs?: number }).retryAfterMs
        const min = isAway(code) ? this.#timing.retryMin : this.#timing.refusedRetryMin
        const wait = backOff(failures, min, Math.max(this.#timing.retryMax, min), Math.random())
        await this.#pause(Math.max(wait, retryAfterMs ?? 0))
      }
    }
  }

  /** Follows both feeds. Rejects when one breaks, resolves when stopped. */
  #follow(link: Link): Promise<void> {
    return new Promise((resolve, reject) => {
      const { poll } = this.#timing
      const push = this.#replication(link, 'push', { live: true, retry: false })
      const pull = this.#replication(link, 'pull', { live: true, retry: false, heartbeat: false, timeout: poll })
      const quiet = { push: false, pull: false }
      const end = (settle: () => void): void => {
        for (const replication of [push, pull]) replication.cancel()
        settle()
      }
      for (const [direction, replication] of [['push', push], ['pull', pull]] as const) {
        replication.on('active', () => {
          quiet[direction] = false
          this.#become('syncing', null)
        })
        replication.on('paused', (error) => {
          if (error) return
          quiet[direction] = true
          if (quiet.push && quiet.pull) this.#succeed()
        })
        replication.on('error', (error) => end(() => reject(error as Error)))
        replication.on('complete', () => end(resolve))
      }
      push.on('checkpoint', (at) => {
        if ('checkpoint' in at) this.#confirm(at['checkpoint'] as number)
      })
    })
  }

  /** @param milliseconds  null: until somebody wakes us */
  #pause(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === null ? null : setTimeout(() => this.#wake?.(), milliseconds)
      this.#wake = () => {
        if (timer) clearTimeout(timer)
        this.#wake = null
        resolve()
      }
    })
  }

  #confirm(sequence: number | string): void {
    const confirmed = Number(sequence)
    if (!Number.isSafeInteger(confirmed) || confirmed <= this.#keeper.record.pushedTo) return
    this.#keeper.record.pushedTo = confirmed
    this.#announceLater()
  }

  #deny(document: DeniedDocument): void {
    this.#keeper.deny(document)
    this.#keeper.save()
  }

  #deniedRefusal(): Refusal | null {
    const count = this.#keeper.record.denied.length
    return count === 0 ? null : refuse('SYNC_DENIED', { count })
  }

  #succeed(): void {
    this.#keeper.record.lastSuccess = new Date().toISOString()
    this.#keeper.save()
    const refusal = this.#deniedRefusal()
    this.#become(refusal ? 'refused' : 'upToDate', refusal)
  }

  #fail(error: unknown): Refusal {
    if (isUnexpected(error)) this.#options.onUnexpected?.(error)
    const refusal = refusalOf(error)
    this.#keeper.save()
    this.#become(isAway(refusal.code) ? 'offline' : 'refused', refusal)
    return refusal
  }

  #become(state: SyncState, refusal: Refusal | null): void {
    if (state === this.#state && refusal?.code === this.#refusal?.code) {
      this.#announceLater()
      return
    }
    this.#state = state
    this.#refusal = refusal
    this.#announce()
  }

  #announce(): void {
    if (this.#listeners.size === 0) return
    const status = this.status()
    for (const listener of [...this.#listeners]) listener(status)
  }

  /** Counts change often; listeners hear of them once per turn of the event loop. */
  #announceLater(): void {
    if (this.#announcementDue) return
    this.#announcementDue = true
    setImmediate(() => {
      this.#announcementDue = false
      if (this.#options.revisions.database.open) this.#announce()
    })
  }
}

function bookOf(remote: BookRemote | Revisions): BookRemote {
  return remote instanceof Revisions ? { revisions: remote } : remote
}

function readAddress(remote: ServerRemote): Address | Refusal {
  try {
    return parseAddress(remote)
  } catch (error) {
    return refusalOf(error)
  }
}

/** Connects a book with one remote; nothing goes over the line before `once` or `start`. */
export function createSynchroniser(options: SynchroniserOptions): Synchroniser {
  return new BookSynchroniser(options)
}
