// The golden month in a file, then in other files: after its tables were derived anew, after its documents came in any order
// and in batches of any size, and after PouchDB replicated it. Every report is the contract's, every time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { applyEvents } from '../../src/backend/posting/apply-events.ts'
import { type Book, createBook, verifyDatabase } from '../../src/store/book/index.ts'
import { Installation } from '../../src/store/installation/index.ts'
import type { DocumentInput } from '../../src/store/revisions/index.ts'
import { PouchDB } from '../pouchdb.ts'
import { goldenAnswers, goldenEvents, goldenReports } from './golden-reports.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-golden-'))
const keeper = new BookKeeper(new Installation(join(folder, 'data')), () => undefined)
let origin: Book
let copies = 0

/** An empty book of another device of the same company. */
function emptyCopy(): Book {
  copies += 1
  return createBook(join(folder, `copy-${copies}.mendunia`), { book: origin.id, device: { code: 'B', id: `device-${copies}` } })
}

function expectGolden(book: Book): void {
  expect(goldenAnswers(book.projections.sql)).toEqual(goldenReports)
  expect(verifyDatabase(book.database).problems).toEqual([])
  expect(book.projections.fingerprint()).toBe(origin.projections.fingerprint())
}

beforeAll(() => {
  origin = keeper.create(join(folder, 'golden.mendunia'), { name: 'CV Rotan Cirebon Jaya', baseCurrency: 'IDR', vatRegistered: true }, 'default', 'owner', '2026-01-31')
  const statuses = [...applyEvents(origin, goldenEvents, { author: 'owner' })].flat().map(({ status }) => status)
  expect(statuses).toEqual(goldenEvents.map(() => 'posted'))
})
afterAll(() => {
  keeper.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the golden month in a file', () => {
  it('gives the reports of the contract', () => {
    expectGolden(origin)
  })

  it('gives them after its tables were derived anew', () => {
    const before = origin.projections.fingerprint()
    origin.transaction(() => origin.projections.rebuild())
    expect(origin.projections.fingerprint()).toBe(before)
    expectGolden(origin)
  })
})

describe('in another book it gives the same', () => {
  it('whatever the order and the batches in which its documents come', () => {
    const documents: DocumentInput[] = [...origin.revisions.iterateWinners()].map(({ _id }) => ({ ...origin.revisions.get(_id, { revs: true }) }))
    expect(documents.length).toBeGreaterThan(goldenEvents.length)
    const orders = fc.shuffledSubarray(documents, { minLength: documents.length, maxLength: documents.length })
    fc.assert(fc.property(orders, fc.constantFrom(1, 3, 10, 47, documents.length), (order, size) => {
      const copy = emptyCopy()
      try {
        for (let at = 0; at < order.length; at += size) {
          const results = copy.revisions.write(order.slice(at, at + size), { newEdits: false })
          expect(results.filter((result) => result.error !== undefined)).toEqual([])
        }
        expectGolden(copy)
      } finally {
        copy.discard()
      }
    }), { numRuns: 8, examples: [[[...documents].reverse(), 1]], endOnFailure: true })
  }, 60_000)

  it.each([5, 1000])('when PouchDB replicates it, %i documents at a time, through a database of its own', async (batch) => {
    const between = new PouchDB(`between-${batch}`, { adapter: 'memory' })
    const copy = emptyCopy()
    try {
      const from = new PouchDB(`golden-origin-${batch}`, { adapter: 'better-sqlite3', revisions: origin.revisions } as never)
      const to = new PouchDB(`golden-copy-${batch}`, { adapter: 'better-sqlite3', revisions: copy.revisions } as never)
      expect(await from.replicate.to(between, { batch_size: batch })).toMatchObject({ ok: true, doc_write_failures: 0 })
      expect(await to.replicate.from(between, { batch_size: batch })).toMatchObject({ ok: true, doc_write_failures: 0 })
      expectGolden(copy)
      // A second time there is nothing to do.
      expect(await to.replicate.from(between)).toMatchObject({ ok: true, docs_written: 0 })
      expectGolden(copy)
    } finally {
      copy.discard()
      await between.destroy()
    }
  }, 60_000)
})
