import { createHash } from 'node:crypto'
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

/** Tells whether a posting's content fits its hash. What was sealed here a moment ago is not hashed a second time. */
export class Seals {
  #made = ''

  seal(document: Unsealed): string {
    const hash = chainHash(document)
    this.#made = `${document._id} ${hash}`
    return hash
  }

  fits(document: PostedDocument): boolean {
    const made = this.#made
    this.#made = ''
    return made === `${document._id} ${document.chain.hash}` || chainHash(document) === document.chain.hash
  }
}
