import { createHash, hash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type ChainLink, canonicalJson, isInCanonicalOrder } from '../../core/document/index.ts'
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

/** A chain link as it stands in canonical JSON. */
const linkText = /^"hash":"([0-9a-f]{64})",("position":[1-9][0-9]*,"previous":(?:null|"[0-9a-f]{64}"))(?:,"signature":"[A-Za-z0-9_-]+")?$/

/**
 * The hash of a posting from its stored text, which is canonical JSON but for its id (`applyEvent` writes it so): the text itself is hashed,
 * and nothing is written out anew. Null where the text is not of that form: then `chainHash` tells.
 */
export function textHash(document: PostedDocument, text: string): string | null {
  const start = text.indexOf('"chain":{') + 9
  const end = start < 9 ? -1 : text.indexOf('}', start)
  const link = end < 0 ? null : linkText.exec(text.slice(start, end))
  if (!link || !isInCanonicalOrder(document, '_id')) return null
  return hash('sha256', `{"_id":${JSON.stringify(document._id)},${text.slice(1, start)}${link[2] as string}${text.slice(end)}`, 'hex')
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

  /** @param text  the document as it is stored, without its id, where that is at hand */
  fits(document: PostedDocument, text?: string): boolean {
    if (text !== undefined && textHash(document, text) === document.chain.hash) return !this.#isRefused(document._id)
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
