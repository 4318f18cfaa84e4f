import { describe, expect, it } from 'vitest'
import { inCanonicalOrder } from '../../core/document/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { chainHash, textHash } from './chain.ts'
import { TestProjections, sealed } from './test-book.ts'

const posting = (fields: object = {}): PostedDocument => {
  const book = new TestProjections('A')
  book.apply({ event: 'warehouse.add', id: 'w', date: '2026-03-01', code: 'W', name: 'Gudang "utama" 仓库' })
  const body = book.make({ event: 'journal.post', id: 'j', date: '2026-03-02', description: 'Beli "chain":{ 藤椅 }', lines: [{ account: '6101', debit: '5' }, { account: '1101', credit: '5' }] })
  return sealed({ ...body, ...fields }) as unknown as PostedDocument
}

/** As the store has it, and as a rebuild reads it. */
function stored(document: object): { readonly text: string; readonly read: PostedDocument } {
  const { _id, ...rest } = document as PostedDocument
  const text = JSON.stringify(rest)
  return { text, read: { ...(JSON.parse(text) as PostedDocument), _id } }
}

describe('the hash of a posting from its stored text', () => {
  it('is its hash where it is stored in canonical order, signed or not', () => {
    for (const document of [posting(), { ...posting(), chain: { ...posting().chain, signature: 'aA-_9' } }]) {
      const { text, read } = stored(inCanonicalOrder(document))
      expect(textHash(read, text)).toBe(chainHash(document))
      expect(textHash(read, text)).toBe(document.chain.hash)
    }
  })

  it('is not told of another order or form: its content is written out then', () => {
    const reversed = Object.fromEntries(Object.entries(inCanonicalOrder(posting())).reverse())
    const { text, read } = stored(reversed)
    expect(textHash(read, text)).toBeNull()
    expect(chainHash(read)).toBe(read.chain.hash)
    const { chain: _chain, ...unsealed } = inCanonicalOrder(posting())
    expect(textHash(posting(), JSON.stringify(unsealed))).toBeNull()
  })

  it('differs where anything was altered', () => {
    const document = posting()
    for (const altered of [{ ...document, author: 'forger' }, { ...document, chain: { ...document.chain, position: 9 } }, { ...document, posting: { ...document.posting, date: '2026-03-03' } }]) {
      const { text, read } = stored(inCanonicalOrder(altered))
      expect(textHash(read, text)).not.toBe(document.chain.hash)
    }
  })
})
