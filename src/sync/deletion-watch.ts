import type { DocumentInput, Revisions } from '../store/revisions/index.ts'
import { syncError } from './sync-error.ts'

/** What colleagues discard in a day; more than this, or than a tenth of the book, somebody has to look at. */
const mostDocuments = 25
const mostShare = 0.1
/** In a book of a handful of documents, a tenth is no measure. */
const alwaysAllowed = 3

/** Stops a pull that would delete more than a person would: an emptied or wrong database looks like that. */
export class DeletionWatch {
  readonly #revisions: Revisions
  #count = 0
  /** A person said yes to all that are under way. */
  isAllowed = false
  /** The documents that the pull would have deleted when it was stopped. */
  held: readonly string[] = []

  constructor(revisions: Revisions) {
    this.#revisions = revisions
  }

  /** Both sides were at rest: what comes later is another day's. */
  reset(): void {
    this.#count = 0
    this.held = []
  }

  /**
   * Looks at a whole batch before any part of it is written: those that would end what is alive here.
   * @throws SYNC_DELETIONS
   */
  inspect(docs: readonly DocumentInput[]): void {
    if (this.isAllowed) return
    const doomed = docs.flatMap((doc) => (doc._deleted === true && typeof doc._id === 'string' && this.#ends(doc._id, doc) ? [doc._id] : []))
    if (doomed.length > 0 && this.#count + doomed.length > this.#limit(0)) {
      this.held = doomed
      throw syncError('SYNC_DELETIONS', { count: this.#count + doomed.length })
    }
  }

  #ends(id: string, { _revisions }: DocumentInput): boolean {
    const winner = this.#revisions.winner(id)
    const ids = (_revisions as { ids?: readonly string[] } | undefined)?.ids ?? []
    return winner !== undefined && winner._deleted !== true && ids.includes(winner._rev.slice(winner._rev.indexOf('-') + 1))
  }

  /**
   * Writes replicated documents, unless too many would go.
   * @throws SYNC_DELETIONS; nothing is written
   */
  guard<T>(docs: readonly DocumentInput[], write: () => T): T {
    const doomed = this.isAllowed ? [] : docs.flatMap(({ _id, _deleted }) => (_deleted === true && typeof _id === 'string' && this.#isThere(_id) ? [_id] : []))
    if (doomed.length === 0) return write()
    let gone: string[] = []
    const result = this.#revisions.transaction(() => {
      const written = write()
      // A version that ends may leave another one alive.
      gone = doomed.filter((id) => !this.#isThere(id))
      if (this.#count + gone.length > this.#limit(gone.length)) {
        this.held = gone
        throw syncError('SYNC_DELETIONS', { count: this.#count + gone.length })
      }
      return written
    })
    this.#count += gone.length
    return result
  }

  #isThere(id: string): boolean {
    const winner = this.#revisions.winner(id)
    return winner !== undefined && winner._deleted !== true
  }

  #limit(gone: number): number {
    const before = this.#revisions.info().docCount + this.#count + gone
    return Math.max(alwaysAllowed, Math.min(mostDocuments, Math.floor(before * mostShare)))
  }
}
