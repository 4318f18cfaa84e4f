import { createHash } from 'node:crypto'
import type { Revisions } from '../store/revisions/index.ts'
import { isStoreFailure, syncError } from './sync-error.ts'
import type { DeniedDocument, Direction } from './types.ts'

/** More refused documents than this are no longer single ones: the run stops and says so, instead of passing over everything. */
const mostDenied = 1_000

/** A document that is too large for the server is tried again after this long, not with each exchange: it costs the whole body. */
const largeAgainMs = 24 * 3_600_000

/** What this book remembers of a remote between sessions, in a local document. */
export interface RemoteRecord {
  epoch: string | null
  bookId: string | null
  /** CouchDB's own marks of the server and of the database, as far as it gives any: another one means that it was set up anew. */
  server: string | null
  instance: string | null
  /** The local sequence up to which the remote has confirmed everything, denied documents apart. */
  pushedTo: number
  lastSuccess: string | null
  denied: DeniedDocument[]
  /** Scans that are still to go, one after the other, when all else has gone: `[id, revisions]`. */
  scansToSend: [string, string[]][]
  scansToFetch: [string, string[]][]
  /** Bytes over the line, in the month that is named. */
  bytes: { month: string; sent: number; received: number }
}

export class RecordKeeper {
  readonly #revisions: Revisions
  readonly #id: string
  readonly record: RemoteRecord

  /** @param label  the remote, without credentials */
  constructor(revisions: Revisions, label: string) {
    this.#revisions = revisions
    this.#id = `_local/mendunia-sync-${createHash('md5').update(label).digest('hex')}`
    const { _id, _rev, ...stored } = { _id: '', _rev: '', ...revisions.localGet(this.#id) } as Record<string, unknown>
    this.record = {
      epoch: null, bookId: null, server: null, instance: null, pushedTo: 0, lastSuccess: null, denied: [], scansToSend: [], scansToFetch: [],
      bytes: { month: '', sent: 0, received: 0 }, ...stored,
    }
  }

  /** What the disk does not take now is written with the next save: meanwhile it is held here, and nothing is sent twice by it. */
  save(): void {
    try {
      const current = this.#revisions.localGet(this.#id)
      this.#revisions.localPut({ _id: this.#id, ...(current ? { _rev: current._rev } : {}), ...this.record })
    } catch (error) {
      if (!isStoreFailure(error)) throw error
    }
  }

  /** The remote is another one than before: nothing of what it confirmed counts any more. */
  forget(): void {
    this.record.pushedTo = 0
    this.record.denied = []
    this.record.scansToSend = []
    this.record.scansToFetch = []
  }

  /** @throws SYNC_DENIED when there are too many: the replicator must not count them as done */
  deny(document: DeniedDocument): void {
    this.accept(document.direction, document.id)
    this.record.denied.push(document)
    if (this.record.denied.length > mostDenied) throw syncError('SYNC_DENIED', { count: this.record.denied.length })
  }

  accept(direction: Direction, id: string): void {
    this.record.denied = this.record.denied.filter((item) => item.direction !== direction || item.id !== id)
  }

  deniedIds(direction: Direction): string[] {
    return this.record.denied.filter((item) => item.direction === direction).map((item) => item.id)
  }

  /** Those whose reason may be gone: large ones only once a day, or when they were changed since. */
  dueAgain(direction: Direction, now: string): string[] {
    return this.record.denied
      .filter((item) => item.direction === direction)
      .filter(({ id, rev, reason, at }) => {
        const isLarge = /^413|too_large|DOCUMENT_TOO_LARGE/.test(reason)
        if (!isLarge || at === undefined || this.#revisions.winner(id)?._rev !== rev) return true
        return Math.abs(Date.parse(now) - Date.parse(at)) > largeAgainMs
      })
      .map(({ id }) => id)
  }

  countBytes(month: string, sent: number, received: number): void {
    const { bytes } = this.record
    if (bytes.month === month) Object.assign(bytes, { sent: bytes.sent + sent, received: bytes.received + received })
    else this.record.bytes = { month, sent, received }
  }

  pending(): number {
    const { pushedTo, scansToSend } = this.record
    return this.#revisions.changeCount(pushedTo) + this.deniedIds('push').length + scansToSend.length
  }
}
