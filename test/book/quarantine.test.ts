// What this program does not understand waits, touches nothing, and enters by itself when a program opens the book that understands it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { discardQuarantined, quarantineFile, quarantineRows } from '../../src/backend/conflicts/quarantine.ts'
import { createBook, openBook } from '../../src/store/book/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-quarantine-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => {
  vi.doUnmock('../../src/core/document/envelope.ts')
  vi.resetModules()
})

const head = { device: 'B', author: 'Wati', at: '2026-11-22T03:04:05.678Z-0000', clock: { B: 1 }, eventId: 'x', date: '2026-11-22' }
const party = (schema: number) => ({ ...head, _id: 'party:01JD9999999999999999999991', type: 'party', schema, dots: { code: ['B', 1], name: ['B', 1] }, fields: { code: 'BARU', name: 'Toko Baru' } })

let made = 0
function fresh() {
  made += 1
  return createBook(join(folder, `${made}.mendunia`), { book: 'one', device: { code: 'A', id: 'A' } })
}

test('a document of a newer schema enters when a newer program opens the book', async () => {
  const book = fresh()
  book.transaction(() => book.revisions.write([{ ...party(2) }]))
  expect([quarantineRows(book).map(({ reason, device, mayDiscard }) => [reason, device, mayDiscard]), book.projections.view().party('BARU')]).toEqual([[['newer', 'B', false]], null])
  expect(() => discardQuarantined(book, party(2)._id, 'Sari', '2026-11-23')).toThrow('QUARANTINE_KEPT')
  book.close()
  vi.resetModules()
  vi.doMock('../../src/core/document/envelope.ts', async (original) => ({ ...(await original<object>()), schemaVersion: 2 }))
  const newer = await import('../../src/store/book/index.ts')
  const again = newer.openBook(book.file)
  try {
    expect(again.projections.view().party('BARU')?.name).toBe('Toko Baru')
    expect(again.projections.sql.values("SELECT doc FROM attention WHERE kind = 'quarantined'")).toEqual([])
    expect(again.projections.compare().differences).toEqual([])
  } finally {
    again.close()
  }
})

test('what is broken, too large or too deep is listed; only what nobody can need may go, on every device', () => {
  const book = fresh()
  let deep: unknown = 1
  for (let depth = 0; depth < 200; depth += 1) deep = [deep]
  book.transaction(() => book.revisions.write([
    { ...head, _id: 'product:1', type: 'product', schema: 1, dots: 'broken', fields: 7 },
    { ...party(1), _id: 'party:2', fields: { code: 'BESAR', name: 'x'.repeat(8_100_000) } },
    { ...party(1), _id: 'party:3', fields: { code: 'DALAM', name: 'Dalam', deep } },
    { ...head, _id: 'salesInvoice:4', type: 'salesInvoice', schema: 1, number: 'INV/1', chain: { position: 1 } },
    { ...head, _id: 'hologram:5', type: 'hologram', schema: 1 },
    { ...party(1), _id: 'party:6' },
  ]))
  const rows = quarantineRows(book)
  expect(rows.map(({ id, reason, mayDiscard }) => [id, reason, mayDiscard])).toEqual([
    ['hologram:5', 'unknown', false], ['party:2', 'oversized', true], ['party:3', 'oversized', true], ['product:1', 'malformed', true], ['salesInvoice:4', 'malformed', false],
  ])
  expect(rows[1]?.excerpt.length).toBeLessThan(5000)
  expect(book.projections.sql.values("SELECT code FROM master WHERE type = 'party'")).toEqual(['BARU'])
  const file = quarantineFile(book, 'product:1')
  expect(JSON.parse(Buffer.from(file.base64, 'base64').toString('utf8'))).toMatchObject({ setAside: { reason: 'malformed' }, document: { fields: 7 } })
  discardQuarantined(book, 'product:1', 'Sari', '2026-11-23')
  expect(() => discardQuarantined(book, 'salesInvoice:4', 'Sari', '2026-11-23')).toThrow('QUARANTINE_KEPT')
  expect(() => quarantineFile(book, 'party:6')).toThrow('DOCUMENT_NOT_FOUND')
  expect(quarantineRows(book)).toHaveLength(4)
  book.close()
  const again = openBook(book.file)
  expect(again.projections.compare().differences).toEqual([])
  again.close()
})
