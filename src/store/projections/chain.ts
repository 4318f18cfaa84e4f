import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type ChainLink, canonicalJson } from '../../core/document/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'

type Unsealed = Omit<PostedDocument, 'chain'> & { readonly chain: Omit<ChainLink, 'hash'> }

/**
 * Hash of a posted document: SHA-256 over its canonical JSON without what the store adds (`_rev`, `_revisions` …) and without
 * the hash itself. The previous posting's hash is inside, so that a removed, altered or re-dated one breaks the chain.
 */
export function chainHash(document: Unsealed): string {
  const { position, previous } = document.chain
  const own = Object.fromEntries(Object.entries(document).filter(([key]) => !key.startsWith('_') || key === '_id'))
  return createHash('sha256').update(canonicalJson({ ...own, chain: { position, previous } })).digest('hex')
}

/**
 * Tells whether a posting may enter the books: its content fits its hash, and its signature was not refused at the door. What was sealed or
 * hashed here a moment ago is not hashed a second time.
 */
export class Seals {
  readonly #isRefused: (doc: string) => boolean
  #made = ''
  readonly #known = new Map<string, boolean>()

  constructor(isRefused: (doc: string) => boolean = () => false) {
    this.#isRefused = isRefused
  }

  seal(document: Unsealed): string {
    const hash = chainHash(document)
    this.#made = `${document._id} ${hash}`
    return hash
  }

  /** As `fits`, of the content alone; `fits` then asks no second time. */
  fitsHash(document: PostedDocument): boolean {
    const name = `${document._id} ${document.chain.hash}`
    const fits = this.#made === name || chainHash(document) === document.chain.hash
    this.#known.set(name, fits)
    return fits
  }

  fits(document: PostedDocument): boolean {
    const name = `${document._id} ${document.chain.hash}`
    const known = this.#known.get(name)
    const made = this.#made
    this.#made = ''
    this.#known.delete(name)
    return (known ?? (made === name || chainHash(document) === document.chain.hash)) && !this.#isRefused(document._id)
  }
}

/** Asks the verdicts of the door, in the book of this connection. */
export function refusedIn(database: Database): (doc: string) => boolean {
  const hasTable = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'refused_posting'").get() !== undefined
  if (!hasTable) return () => false
  const any = database.prepare('SELECT 1 FROM refused_posting LIMIT 1')
  const one = database.prepare<[string]>('SELECT 1 FROM refused_posting WHERE doc = ?')
  return (doc) => any.get() !== undefined && one.get(doc) !== undefined
}
