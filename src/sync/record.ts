import { createHash } from 'node:crypto'
import type { Revisions } from '../store/revisions/index.ts'
import { isStoreFailure } from './sync-error.ts'
import type { DeniedDocument, Direction } from './types.ts'

/** What this book remembers of a remote between sessions, in a local document. */
export interface RemoteRecord {
  epoch: string | null
  bookId: string | null
  /** The local sequence up to which the remote has confirmed everything, denied documents apart. */
  pushedTo: number
  lastSuccess: string | null
  denied: DeniedDocument[]
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
    this.record = { epoch: null, bookId: null, pushedTo: 0, lastSuccess: null, denied: [], ...stored }
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
  }

  deny(document: DeniedDocument): void {
    this.accept(document.direction, document.id)
    this.record.denied.push(document)
  }

  accept(direction: Direction, id: string): void {
    this.record.denied = this.record.denied.filter((item) => item.direction !== direction || item.id !== id)
  }

  deniedIds(direction: Direction): string[] {
    return this.record.denied.filter((item) => item.direction === direction).map((item) => item.id)
  }

  pending(): number {
    return this.#revisions.changeCount(this.record.pushedTo) + this.deniedIds('push').length
  }
}
