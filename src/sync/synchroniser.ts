import { parseAddress, type Address } from './address.ts'
import { backOff } from './back-off.ts'
import { type Comparison, compareWith } from './compare.ts'
import { DeletionWatch } from './deletion-watch.ts'
import { type LineRecord, newLineRecord } from './guarded-fetch.ts'
import { linkToBook, linkToServer, lookAtServer, type Link } from './link.ts'
import { faceOf } from './pouch.ts'
import { Revisions } from '../store/revisions/index.ts'
import { RecordKeeper } from './record.ts'
import { isScan, scanDone, scansDue, setAsideScans } from './scans.ts'
import { isAway, isUnexpected, needsPerson, refusalOf, syncError } from './sync-error.ts'
import { type Named, type Transferred, fetchNamed, leavesOf, sendNamed } from './transfer.ts'
import { type Refusal, RefusalError, refuse } from '../core/errors/index.ts'
import type {
  BookRemote, DeniedDocument, Direction, ExchangeOrder, Remote, ServerRemote, Synchroniser, SynchroniserOptions, SyncProgress, SyncResult, SyncState, SyncStatus, SyncTiming,
} from './types.ts'

const defaultTiming: SyncTiming = {
  retryMin: 2_000,
  retryMax: 5 * 60_000,
  refusedRetryMin: 60_000,
  poll: 25_000,
  answer: 60_000,
  saving: 15 * 60_000,
}

/** With more than this waiting, the newest go before the rest. */
const longQueue = 300
const newestFirst = 100
/** The refused ones are tried again after this many of the shortest waits. */
const deniedAgain = 10
/** Far more deletions than anybody would read through are only counted. */
const deletionsRead = 20_000

/** A replication that was cancelled writes at most one more checkpoint. */
const stopPatienceMs = 2_000

type Progress = ((progress: SyncProgress) => void) | undefined

/** One remote of one book: exchanges once or all the time, and knows how it stands. */
class BookSynchroniser implements Synchroniser {
  readonly #options: SynchroniserOptions
  readonly #timing: SyncTiming
  readonly #local: PouchDB.Database
  /** The same without the rule that scans come last. */
  readonly #localWhole: PouchDB.Database
  readonly #deletions: DeletionWatch
  readonly #line: LineRecord = newLineRecord()
  readonly #keeper: RecordKeeper
  /** What is wrong with the address, if it is wrong. */
  readonly #address: Address | Refusal | null
  readonly #listeners = new Set<(status: SyncStatus) => void>()
  readonly #running = new Set<PouchDB.Replication>()
  #stopWatching: (() => void) | null = null
  /** Ends what is open on the line; a new one after each `stop`. */
  #lineEnd = new AbortController()
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
  #progress: { done: number; total: number } | null = null
  /** Counts at the beginning of the run, for its progress. */
  #before = 0
  /** The other side's sequence up to which this session has pulled. */
  #pulledTo: number | string = 0
  #heldDeletions: readonly string[] = []
  /** Bytes that the record has counted. */
  #countedBytes = { sent: 0, received: 0 }

  constructor(options: SynchroniserOptions) {
    this.#options = options
    this.#timing = { ...defaultTiming, ...options.timing }
    this.#deletions = new DeletionWatch(options.revisions)
    this.#local = faceOf(options.revisions, this.#deletions, (asked) => setAsideScans(this.#keeper, options.revisions, 'pull', asked))
    this.#localWhole = faceOf(options.revisions, this.#deletions)
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
    const { skewMs } = this.#line
    return {
      state: this.#state, pushed: this.#pushed, pulled: this.#pulled, pending: this.#keeper.pending(), lastSuccess, denied: [...denied], refusal: this.#refusal,
      progress: this.#state === 'syncing' ? this.#progress : null, bytes: this.#bytes(), clockSkewMs: skewMs === 0 ? null : skewMs, deletions: this.#heldDeletions,
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

  once(onProgress?: (progress: SyncProgress) => void, order: ExchangeOrder = {}): Promise<SyncResult> {
    this.#watch()
    const stops = this.#stops
    const run = this.#turn.then(() => this.#exchangeOnce(stops, onProgress, order))
    this.#turn = run.catch(() => undefined)
    return run
  }

  async compare(): Promise<Comparison> {
    const { revisions, remote } = this.#options
    try {
      if (this.#address && 'code' in this.#address) throw new RefusalError(this.#address)
      const link = this.#address
        ? await lookAtServer(this.#address, this.#options, this.#timing, this.#lineEnd.signal, this.#line)
        : { peer: faceOf(bookOf(remote as Exclude<Remote, ServerRemote>).revisions), close: () => Promise.resolve() }
      if (link === null) {
        const ids = revisions.changesSince(0).map(({ id }) => id).filter((id) => !id.startsWith('_'))
        return { onlyHere: { count: ids.length, ids: ids.slice(-newestFirst).reverse() }, onlyThere: { count: 0, ids: [] }, same: 0 }
      }
      try {
        return await compareWith(revisions, this.#localWhole, link.peer)
      } finally {
        await link.close()
      }
    } catch (error) {
      throw error instanceof RefusalError ? error : new RefusalError(refusalOf(error))
    }
  }

  keepDeleted(): void {
    const { revisions } = this.#options
    const kept = this.#heldDeletions.flatMap((id) => revisions.get(id) ?? [])
    revisions.write(kept)
    this.#heldDeletions = []
    this.#announceLater()
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
    this.#lineEnd.abort()
    this.#lineEnd = new AbortController()
    await this.#live
    await this.#turn
    await Promise.race([Promise.allSettled(ending), new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref())])
    this.#stopWatching?.()
    this.#stopWatching = null
    this.#become('off', this.#refusal)
  }

  async pause(): Promise<void> {
    await this.stop()
    this.#watch()
    this.#become('paused', null)
  }

  retryNow(): void {
    this.#wake?.()
  }

  /** What the book writes changes the count of what waits. */
  #watch(): void {
    this.#stopWatching ??= this.#options.revisions.onCommitted(() => this.#announceLater())
  }

  async #exchangeOnce(stops: number, onProgress: Progress, order: ExchangeOrder): Promise<SyncResult> {
    const before = { pushed: this.#pushed, pulled: this.#pulled }
    let refusal: Refusal | null = null
    this.#deletions.isAllowed = order.acceptDeletions === true
    try {
      const link = await this.#connect()
      try {
        await this.#exchange(link, onProgress, order)
        if (stops === this.#stops) this.#succeed()
      } finally {
        await link.close()
      }
    } catch (error) {
      if (stops === this.#stops) refusal = this.#fail(error)
    } finally {
      this.#deletions.isAllowed = false
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
      ? await linkToServer(this.#address, this.#options, this.#timing, record, this.#lineEnd.signal, this.#line, (doc) => this.#deny({ ...doc, direction: 'pull' }))
      : await linkToBook(bookOf(remote as Exclude<Remote, ServerRemote>), this.#options, record.epoch)
    const marks = { epoch: link.epoch, bookId: link.bookId || null, server: link.server ?? record.server, instance: link.instance ?? record.instance }
    const changed = (Object.keys(marks) as (keyof typeof marks)[]).filter((mark) => record[mark] !== marks[mark])
    if (changed.some((mark) => mark !== 'bookId' && record[mark] !== null)) this.#keeper.forget()
    if (changed.length > 0) {
      Object.assign(record, marks)
      this.#keeper.save()
    }
    return this.#scansLast(link)
  }

  /** Lets a push pass over scans, and note them. */
  #scansLast(link: Link): Link {
    const revsDiff = link.peer.revsDiff.bind(link.peer)
    const accept = (asked: Record<string, string[]>): Promise<object> => {
      const now = setAsideScans(this.#keeper, this.#options.revisions, 'push', asked)
      return Object.keys(now).length === 0 ? Promise.resolve({}) : revsDiff(now)
    }
    return { ...link, peer: Object.assign(link.peer, { revsDiff: accept, wholeRevsDiff: revsDiff }) }
  }

  /** Everything both ways, once: what was denied before, what is newest, what is new here, then what is new there, and scans. */
  async #exchange(link: Link, onProgress: Progress, order: ExchangeOrder = {}): Promise<void> {
    const ways = order.ways ?? this.#options.ways ?? 'both'
    const directions = (['push', 'pull'] as const).filter((direction) => ways === 'both' || ways === direction)
    this.#before = this.#pushed + this.#pulled
    this.#progress = null
    this.#become('syncing', null)
    for (const direction of directions) {
      const ids = this.#keeper.dueAgain(direction, new Date().toISOString())
      if (ids.length === 0) continue
      for (const id of ids) this.#keeper.accept(direction, id)
      // Without a checkpoint, or the replicator would pass over them again.
      await this.#replicate(link, direction, { doc_ids: ids, checkpoint: false }, undefined)
    }
    if (directions.includes('push')) {
      await this.#sendNewest(link)
      this.#confirm((await this.#replicate(link, 'push', {}, onProgress)).last_seq)
    }
    if (directions.includes('pull')) await this.#pull(link, onProgress)
    // What came in has a local sequence too; the replicator finds that it needs no sending.
    if (directions.includes('push') && this.#keeper.pending() > this.#keeper.deniedIds('push').length + this.#keeper.record.scansToSend.length) {
      this.#confirm((await this.#replicate(link, 'push', {}, undefined)).last_seq)
    }
    if (!this.#options.dataSaver) for (const direction of directions) await this.#exchangeScans(link, direction)
  }

  async #pull(link: Link, onProgress: Progress): Promise<void> {
    try {
      await this.#fetchNewest(link)
      await this.#replicate(link, 'pull', {}, onProgress)
    } catch (error) {
      if (refusalOf(error).code !== 'SYNC_DELETIONS') throw error
      this.#heldDeletions = await this.#readDeletions(link)
      throw syncError('SYNC_DELETIONS', { count: this.#heldDeletions.length })
    }
  }

  /** All that the other side deleted since the last pull, and that is alive here. */
  async #readDeletions(link: Link): Promise<string[]> {
    const { revisions } = this.#options
    const found = new Set(this.#deletions.held)
    let since = this.#pulledTo
    for (let read = 0; read < deletionsRead; ) {
      const { results, last_seq: last } = await link.peer.changes({ since, limit: 1_000, batch_size: 1_000, return_docs: true })
      for (const { id, deleted } of results) if (deleted && revisions.get(id)) found.add(id)
      if (results.length < 1_000) break
      read += results.length
      since = last
    }
    return [...found].filter((id) => revisions.get(id) !== undefined)
  }

  /** Behind a long queue nobody should wait for today's documents. */
  async #sendNewest(link: Link): Promise<void> {
    const { revisions } = this.#options
    const { pushedTo } = this.#keeper.record
    if (revisions.changeCount(pushedTo) <= longQueue) return
    const rows = revisions.changesSince(Math.max(pushedTo, revisions.updateSequence() - 2 * newestFirst)).filter(({ id }) => !isScan(id) && !id.startsWith('_'))
    this.#count('push', await sendNamed(revisions, link.peer, leavesOf(revisions, rows.slice(-newestFirst).map(({ id }) => id))))
  }

  async #fetchNewest(link: Link): Promise<void> {
    if (link.documents <= this.#options.revisions.info().docCount + longQueue) return
    const { results } = await link.peer.changes({ descending: true, limit: newestFirst, style: 'all_docs', return_docs: true })
    const named = results.filter(({ id, deleted }) => !isScan(id) && !id.startsWith('_') && !deleted).map(({ id, changes }): Named => [id, changes.map(({ rev }) => rev)])
    this.#count('pull', await fetchNamed(this.#local, link.peer, named))
  }

  /** One after the other: what went is not sent again after the line broke. */
  async #exchangeScans(link: Link, direction: Direction): Promise<void> {
    const { revisions } = this.#options
    const whole = Object.assign(Object.create(link.peer) as PouchDB.Database, { revsDiff: (link.peer as unknown as { wholeRevsDiff: PouchDB.Database['revsDiff'] }).wholeRevsDiff })
    const stops = this.#stops
    for (const named of scansDue(this.#keeper, direction)) {
      if (stops !== this.#stops) return
      const done = direction === 'push' ? await sendNamed(revisions, whole, leavesOf(revisions, [named[0]])) : await fetchNamed(this.#localWhole, whole, [named])
      scanDone(this.#keeper, direction, named[0])
      this.#count(direction, done)
      this.#keeper.save()
    }
  }

  #count(direction: Direction, { written, denied }: Transferred): void {
    if (direction === 'push') this.#pushed += written
    else this.#pulled += written
    for (const { id, rev, reason } of denied) this.#deny({ id, rev, reason, direction })
    this.#announceLater()
  }

  #replication(link: Link, direction: Direction, options: PouchDB.ReplicationOptions): PouchDB.Replication {
    const given = { batch_size: Math.max(25, this.#line.pace.size), ...options }
    const replication = direction === 'push' ? this.#local.replicate.to(link.peer, given) : this.#local.replicate.from(link.peer, given)
    let counted = 0
    const { revisions } = this.#options
    replication.on('denied', (error) => {
      const { id, rev, reason, message } = error as { id: string; rev?: string; reason?: string; message?: string }
      this.#deny({ id, rev: rev ?? revisions.winner(id)?._rev ?? '', direction, reason: reason ?? message ?? '' })
    })
    replication.on('change', (result) => {
      const fresh = result.docs_written - counted
      counted = result.docs_written
      if (direction === 'push') this.#pushed += fresh
      else {
        this.#pulled += fresh
        this.#pulledTo = result.last_seq
      }
      const done = this.#pushed + this.#pulled - this.#before
      this.#progress = { done, total: done + (direction === 'push' ? revisions.changeCount(Number(result.last_seq)) : (result.pending ?? 0)) }
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
          if (!this.#options.dataSaver) await this.#follow(link)
        } finally {
          await link.close()
        }
        if (this.#options.dataSaver && stops === this.#stops) await this.#pause(this.#timing.saving)
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

  /** Follows the feeds. Rejects when one breaks; resolves when stopped, or when there is something that the feeds do not carry. */
  #follow(link: Link): Promise<void> {
    return new Promise((resolve, reject) => {
      const { poll } = this.#timing
      const { ways = 'both' } = this.#options
      const feeds: [Direction, PouchDB.Replication][] = []
      if (ways !== 'pull') feeds.push(['push', this.#replication(link, 'push', { live: true, retry: false })])
      if (ways !== 'push') feeds.push(['pull', this.#replication(link, 'pull', { live: true, retry: false, heartbeat: false, timeout: poll })])
      const busy = new Set<Direction>(feeds.map(([direction]) => direction))
      // Refused documents, and scans that were set aside: a new exchange takes them up.
      const again = setInterval(() => {
        const { denied, scansToSend, scansToFetch } = this.#keeper.record
        if (busy.size === 0 && denied.length + scansToSend.length + scansToFetch.length > 0) end(resolve)
      }, this.#timing.refusedRetryMin * deniedAgain)
      again.unref()
      const end = (settle: () => void): void => {
        clearInterval(again)
        for (const [, replication] of feeds) replication.cancel()
        settle()
      }
      for (const [direction, replication] of feeds) {
        replication.on('active', () => {
          busy.add(direction)
          this.#become('syncing', null)
        })
        replication.on('paused', (error) => {
          if (error) return
          busy.delete(direction)
          if (busy.size === 0) this.#succeed()
        })
        replication.on('error', (error) => end(() => reject(error as Error)))
        replication.on('complete', () => end(resolve))
        if (direction === 'push') {
          replication.on('checkpoint', (at) => {
            if ('checkpoint' in at) this.#confirm(at['checkpoint'] as number)
          })
        }
      }
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
    try {
      this.#keeper.deny({ ...document, at: new Date().toISOString() })
    } finally {
      this.#keeper.save()
    }
  }

  #bytes(): { sent: number; received: number } {
    const { bytes } = this.#line
    const counted = this.#keeper.record.bytes
    const month = new Date().toISOString().slice(0, 7)
    const before = counted.month === month ? counted : { sent: 0, received: 0 }
    return { sent: before.sent + bytes.sent - this.#countedBytes.sent, received: before.received + bytes.received - this.#countedBytes.received }
  }

  #saveBytes(): void {
    const { sent, received } = this.#line.bytes
    this.#keeper.countBytes(new Date().toISOString().slice(0, 7), sent - this.#countedBytes.sent, received - this.#countedBytes.received)
    this.#countedBytes = { sent, received }
  }

  #deniedRefusal(): Refusal | null {
    const count = this.#keeper.record.denied.length
    return count === 0 ? null : refuse('SYNC_DENIED', { count })
  }

  #succeed(): void {
    this.#keeper.record.lastSuccess = new Date().toISOString()
    this.#saveBytes()
    this.#keeper.save()
    this.#deletions.reset()
    this.#heldDeletions = []
    const refusal = this.#deniedRefusal()
    this.#become(refusal ? 'refused' : 'upToDate', refusal)
  }

  #fail(error: unknown): Refusal {
    if (isUnexpected(error)) this.#options.onUnexpected?.(error)
    const refusal = refusalOf(error)
    this.#saveBytes()
    this.#keeper.save()
    // A question is open: the live exchange must not go on meanwhile with what it is about.
    if (needsPerson(refusal.code)) for (const replication of [...this.#running]) replication.cancel()
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
