import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { MutableDocument } from '../../core/document/index.ts'
import { type Book, createBook } from '../book/index.ts'
import { masterOf, standingCode } from './index.ts'

/*
 * Property: which document stands for which depends on the links alone, not on the order in which they and the documents came,
 * and the tables are those of a rebuild; where links run in a circle the document that was made first stands.
 * Method: parties with random links arrive in random order, and some links change. Replay with the printed seed.
 */
const folder = mkdtempSync(join(tmpdir(), 'mendunia-joining-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
function emptyBook(): Book {
  made += 1
  return createBook(join(folder, `${made}.mendunia`), { book: 'one', device: { code: 'A', id: 'A' } })
}

const idOf = (place: number): string => `party:01JD000000000000000000000${place}`

function party(place: number, into: number | null, counter = 1): MutableDocument {
  // Every second pair shares a code.
  const code = `P${Math.floor(place / 2) * 2 + (place === 3 ? 1 : 0)}`
  const fields = { code, name: `Rotan ${place % 2}`, country: 'ID', ...(into === null || into === place ? {} : { joinedInto: idOf(into) }) }
  const device = place % 2 === 0 ? 'A' : 'B'
  return {
    _id: idOf(place), type: 'party', schema: 1, device, author: 'sari', at: `2026-11-24T00:00:0${counter}.000Z-0000`, clock: { [device]: counter }, eventId: `p${place}`, date: '2026-11-24', fields,
    dots: Object.fromEntries(Object.keys(fields).map((name) => [name, [device, counter] as const])),
  }
}

function take(book: Book, body: MutableDocument): void {
  const before = book.document(body._id)
  book.transaction(() => book.write([{ ...body, ...(before ? { _rev: before._rev } : {}) }]))
}

const standing = (book: Book): unknown => [
  book.projections.sql.rows('SELECT doc, type, code FROM master ORDER BY doc'), book.projections.sql.rows('SELECT doc, into_doc, into_code FROM joined ORDER BY doc'),
  book.projections.sql.rows('SELECT kind, key, doc, params FROM attention ORDER BY kind, key, doc'),
]

describe('joined master data', () => {
  it('stands alike whatever came first', () => {
    const links = fc.array(fc.option(fc.nat(4), { nil: null }), { minLength: 5, maxLength: 5 })
    fc.assert(fc.property(links, links, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (before, after, order) => {
      const a = emptyBook()
      const b = emptyBook()
      try {
        for (const [place, into] of before.entries()) take(a, party(place, into))
        for (const [place, into] of after.entries()) take(a, party(place, into, 2))
        b.transaction(() => { for (const place of order) take(b, party(place, after[place] ?? null, 2)) })
        expect(standing(b)).toEqual(standing(a))
        for (const book of [a, b]) expect(book.projections.compare().differences).toEqual([])
      } finally {
        a.discard()
        b.discard()
      }
    }), { numRuns: 15 })
  }, 60_000)

  it('lets the first made stand where two devices joined in opposite directions, and finds it under either code', () => {
    const book = emptyBook()
    take(book, party(0, 2))
    take(book, party(2, 0))
    expect([standingCode(book.projections.sql, 'party', 'P2'), standingCode(book.projections.sql, 'party', 'P0')]).toEqual(['P0', 'P0'])
    expect(masterOf(book.projections.sql, 'party', 'P2')?.id).toBe(idOf(0))
    take(book, party(2, null, 3))
    take(book, party(0, null, 3))
    expect(masterOf(book.projections.sql, 'party', 'P2')?.id).toBe(idOf(2))
    book.discard()
  })

  it('proposes what two devices made alike, not what one device made', () => {
    const book = emptyBook()
    take(book, { ...party(0, null), fields: { code: 'ONE', name: 'CV. Rotan Jaya', country: 'ID' } })
    take(book, { ...party(2, null), fields: { code: 'TWO', name: 'CV Rotan-Jaya', country: 'ID' } })
    take(book, { ...party(1, null), fields: { code: 'THREE', name: 'cv rotan jaya', country: 'ID' } })
    take(book, { ...party(3, null), fields: { code: 'FOUR', name: 'cv rotan jaya', country: 'SG' } })
    expect(book.projections.sql.rows("SELECT doc, params FROM attention WHERE kind = 'possibleDuplicate'")).toEqual([{ doc: idOf(1), params: JSON.stringify({ other: idOf(0), by: 'name' }) }, { doc: idOf(2), params: JSON.stringify({ other: idOf(1), by: 'name' }) }])
    take(book, {
      ...party(0, null), _id: 'decision:01JD0000000000000000000009', type: 'decision', eventId: 'd', fields: { what: 'apart', a: idOf(1), b: idOf(0) }, dots: { what: ['A', 1], a: ['A', 1], b: ['A', 1] },
    })
    expect(book.projections.sql.values("SELECT doc FROM attention WHERE kind = 'possibleDuplicate'")).toEqual([idOf(2)])
    expect(book.projections.compare().differences).toEqual([])
    book.discard()
  })
})
