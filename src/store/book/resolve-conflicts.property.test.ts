import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { MutableDocument } from '../../core/document/index.ts'
import { type Book, createBook, openBook } from './index.ts'

/*
 * Property: books that merge on their own come to rest after a few exchanges, with the same revisions and no conflict left, and no
 * edit that nobody overwrote is lost. Nothing is edited between a replicated write and its merge.
 * Method: three books edit one party, exchange its leaves at random as a replicator would, and lose their processes. Replay with
 * the printed seed.
 */
const folder = mkdtempSync(join(tmpdir(), 'mendunia-merge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const id = 'party:01JD0000000000000000000000'
const codes = ['A', 'B', 'C']
const step = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), at: fc.nat(2), field: fc.constantFrom('phone', 'email'), value: fc.nat(99) }),
  fc.record({ kind: fc.constant('send' as const), at: fc.nat(2), to: fc.nat(2) }),
  fc.record({ kind: fc.constant('reopen' as const), at: fc.nat(2) }),
)

let made = 0
function threeBooks(): Book[] {
  made += 1
  return codes.map((code) => createBook(join(folder, `${made}-${code}.mendunia`), { book: 'one', device: { code, id: code } }))
}

/** As a replicator: every leaf with its path, also deleted ones. @returns whether anything was new there */
function send(from: Book, to: Book): boolean {
  const before = to.revisions.updateSequence()
  const leaves = from.revisions.openRevs(id, 'all', { revs: true }).flatMap((leaf) => ('ok' in leaf ? [leaf.ok] : []))
  to.revisions.write(leaves, { newEdits: false })
  return to.revisions.updateSequence() !== before
}

function edit(book: Book, field: string, value: number): void {
  const document = book.document(id) as unknown as MutableDocument
  const device = book.device.code
  const counter = (document.clock[device] ?? 0) + 1
  const { conflicts, ...rest } = document
  const open = Object.fromEntries(Object.entries(conflicts ?? {}).filter(([name]) => name !== field))
  book.transaction(() => book.write([{
    ...rest, device, at: book.tick(), clock: { ...document.clock, [device]: counter }, dots: { ...document.dots, [field]: [device, counter] }, fields: { ...document.fields, [field]: value },
    ...(Object.keys(open).length > 0 ? { conflicts: open } : {}),
  }]))
}

it('books that merge on their own come to rest alike', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
    const books = threeBooks()
    const [first] = books as [Book, Book, Book]
    try {
      first.transaction(() => first.write([{
        _id: id, type: 'party', schema: 1, device: 'A', author: 'siti', at: first.tick(), clock: { A: 1 }, dots: { code: ['A', 1] }, fields: { code: 'X' }, eventId: 'x', date: '2026-11-24',
      }]))
      send(first, books[1]!)
      send(first, books[2]!)
      for (const now of steps) {
        const book = books[now.at]!
        if (now.kind === 'edit') edit(book, now.field, now.value)
        else if (now.kind === 'send') {
          if (now.to !== now.at) send(book, books[now.to]!)
        } else {
          book.close()
          books[now.at] = openBook(book.file)
        }
        expect(books[now.at]!.revisions.conflicted()).toEqual([])
      }
      let rounds = 0
      for (let news = true; news; rounds += 1) {
        news = false
        for (const from of books) for (const to of books) if (from !== to && send(from, to)) news = true
      }
      expect(rounds).toBeLessThan(6)
      const ends = books.map((book) => ({ winner: book.revisions.winner(id), leaves: book.revisions.leaves(id).map((leaf) => leaf._rev).sort() }))
      for (const end of ends) expect(end).toEqual(ends[0])
      for (const book of books) expect([book.revisions.conflicted(), book.projections.compare().differences]).toEqual([[], []])
    } finally {
      for (const book of books) book.close()
    }
  }), { numRuns: 25 })
}, 60_000)
