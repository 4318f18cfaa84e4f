import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { MutableDocument } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type Book, createBook } from '../../store/book/index.ts'
import { readParcel, writeParcel } from './index.ts'

/*
 * Property: three books that only ever exchange parcels, in any order, some twice, some never, some cut short or cancelled on the way, are
 * equal after a last whole round; a parcel that is not whole changes nothing, and nothing bears a parcel's name that is not whole.
 * Method: random edits of a few parties, parcels kept on a stick and read at random. Replay with the printed seed.
 */
const folder = mkdtempSync(join(tmpdir(), 'mendunia-parcels-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const codes = ['A', 'B', 'C']
const place = fc.nat(2)
const step = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), at: place, party: fc.nat(2), field: fc.constantFrom('phone', 'email'), value: fc.nat(99) }),
  fc.record({ kind: fc.constant('write' as const), at: place, complete: fc.boolean() }),
  fc.record({ kind: fc.constant('read' as const), at: place, which: fc.nat(20) }),
  fc.record({ kind: fc.constant('cut' as const), at: place, which: fc.nat(20), part: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
  fc.record({ kind: fc.constant('cancel' as const), at: place, which: fc.nat(20) }),
)
const job = { progress: () => undefined, breathe: () => Promise.resolve() }
const cancelled = { progress: () => undefined, breathe: () => Promise.reject(new RefusalError(refuse('CANCELLED'))) }
const codeOf = (error: unknown): string => (error instanceof RefusalError ? (error.refusals[0]?.code ?? '') : String(error))

let made = 0

function edit(book: Book, party: number, field: string, value: number): void {
  const id = `party:01JD000000000000000000000${party}`
  const before = book.document(id) as unknown as MutableDocument | undefined
  const device = book.device.code
  const counter = (before?.clock[device] ?? 0) + 1
  const names = before ? [field] : ['code', field]
  book.transaction(() => book.write([{
    ...(before ?? { _id: id, type: 'party', schema: 1, author: 'sari', eventId: `p${party}${device}`, date: '2026-11-24', fields: {} }), device, at: book.tick(), clock: { ...before?.clock, [device]: counter },
    dots: { ...before?.dots, ...Object.fromEntries(names.map((name) => [name, [device, counter]])) }, fields: { ...before?.fields, ...(before ? {} : { code: `P${party}` }), [field]: value },
  }]))
}

const content = (book: Book): unknown => [...book.revisions.iterateWinners()].map(({ _id, _rev }) => `${_id} ${_rev}`)

it('parcels in any order bring books together', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 24 }), async (steps) => {
    made += 1
    const stick = join(folder, `stick-${made}`)
    mkdirSync(stick)
    const books = codes.map((code) => createBook(join(folder, `${made}-${code}.mendunia`), { book: 'one', device: { code, id: code } }))
    let parcels = 0
    const write = async (book: Book, complete: boolean): Promise<string> => (await writeParcel(book, 'CV Rotan', join(stick, `${++parcels}.mendunia-parcel`), { complete }, job)).file
    const onStick = (which: number): string | undefined => { const names = readdirSync(stick).sort(); return names.length === 0 ? undefined : join(stick, names[which % names.length] as string) }
    try {
      for (const now of steps) {
        const book = books[now.at] as Book
        if (now.kind === 'edit') edit(book, now.party, now.field, now.value)
        else if (now.kind === 'write') await write(book, now.complete)
        else {
          const file = onStick(now.which)
          if (file === undefined) continue
          const before = content(book)
          if (now.kind === 'read') await readParcel(book, file, job)
          else if (now.kind === 'cut') {
            const bytes = readFileSync(file)
            const cut = join(folder, `${made}.cut`)
            writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * now.part)))
            expect(['PARCEL_DAMAGED', 'PARCEL_INVALID']).toContain(await readParcel(book, cut, job).then(() => 'read', codeOf))
            expect(content(book)).toEqual(before)
          } else {
            const whole = readFileSync(file)
            expect(['CANCELLED', 'written']).toContain(await writeParcel(book, 'CV Rotan', file, {}, cancelled).then(() => 'written', codeOf))
            if (book.revisions.updateSequence() > 0) expect(readFileSync(file).equals(whole)).toBe(true)
          }
        }
        expect(readdirSync(stick).filter((name) => name.endsWith('.partial'))).toEqual([])
      }
      for (let round = 0; round < 3; round += 1) {
        for (const from of books) {
          const file = await write(from, round === 0)
          for (const to of books) if (to !== from) await readParcel(to, file, job)
        }
      }
      for (const book of books) expect([content(book), book.revisions.conflicted(), book.projections.compare().differences]).toEqual([content(books[0] as Book), [], []])
      // Nothing new: a parcel of changes is nearly empty.
      const last = await writeParcel(books[0] as Book, 'CV Rotan', join(stick, 'last.mendunia-parcel'), {}, job)
      expect(last.documents).toBeLessThanOrEqual((books[0] as Book).revisions.changeCount(last.since))
    } finally {
      for (const book of books) book.discard()
    }
  }), { numRuns: 10 })
}, 120_000)
