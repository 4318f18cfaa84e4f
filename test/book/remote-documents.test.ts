// What another device, or somebody who takes himself for one, may send: whatever it is, what was posted here stays as it is.
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { applyEvent, editedFields, envelope } from '../../src/backend/posting/apply-event.ts'
import { newDraft } from '../../src/backend/posting/draft.ts'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { demoCompany } from '../../src/backend/demo/catalogue.ts'
import { type MutableDocument } from '../../src/core/document/index.ts'
import type { PostedDocument } from '../../src/core/posting/index.ts'
import { type Book, chainHash } from '../../src/store/book/index.ts'
import { Installation } from '../../src/store/installation/index.ts'
import { type DocumentInput, type StoredDocument, openRevisions, revisionTables } from '../../src/store/revisions/index.ts'
import { createSynchroniser } from '../../src/sync/index.ts'
import { problemsOf } from '../crash/shop.ts'
import { refusalsOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder('remote')
let made = 0

function aBook(): { book: Book; close(): void } {
  made += 1
  const keeper = new BookKeeper(new Installation(join(folder, `data-${made}`)), () => undefined)
  const book = keeper.create(join(folder, `book-${made}.mendunia`), demoCompany, 'default', 'owner', '2025-05-31')
  return { book, close: () => keeper.close() }
}

const expense = (id: string): Record<string, unknown> => ({ event: 'expense.post', id, date: '2025-06-30', account: '1111', lines: [{ account: '6103', amount: '1000.00' }] })

function post(book: Book, id: string): StoredDocument {
  const outcome = applyEvent(book, expense(id), { author: 'owner' })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return book.document(outcome.value.docId) as StoredDocument
}

/** As the replicator stores what it received. */
const receive = (book: Book, document: DocumentInput): string[] => refusalsOf(() => book.revisions.write([document], { newEdits: false, autoCompaction: true }))

const hash = 'f'.repeat(32)
const forged = (posted: StoredDocument): StoredDocument => {
  const changed = { ...posted, author: 'forger' } as unknown as PostedDocument
  return { ...changed, chain: { ...changed.chain, hash: chainHash(changed) } } as unknown as StoredDocument
}

test.each([
  ['a later version', (posted: StoredDocument): DocumentInput => ({ ...forged(posted), _rev: `2-${hash}`, _revisions: { start: 2, ids: [hash, posted._rev.slice(2)] } })],
  ['a deletion', (posted: StoredDocument): DocumentInput => ({ _id: posted._id, _deleted: true, _rev: `2-${hash}`, _revisions: { start: 2, ids: [hash, posted._rev.slice(2)] } })],
  ['a second beginning that would win', (posted: StoredDocument): DocumentInput => ({ ...forged(posted), _rev: `9-${hash}`, _revisions: { start: 9, ids: [hash] } })],
])('%s of a posted document is not taken, and the posting stays as it is', (_, made) => {
  const { book, close } = aBook()
  const posted = post(book, 'x')
  const before = book.projections.fingerprint()
  expect(receive(book, made(posted))).toEqual(['DOCUMENT_POSTED'])
  expect(book.document(posted._id)).toEqual(posted)
  expect(book.projections.fingerprint()).toBe(before)
  // Here neither: no handler can change one by mistake.
  expect(refusalsOf(() => book.transaction(() => book.write([{ ...posted, author: 'nobody' }])))).toEqual(['DOCUMENT_POSTED'])
  expect(problemsOf(book)).toEqual([])
  close()
})

/** Of another device, at a place of its chain. */
const ofDevice = (posted: StoredDocument, device: string, position: number, previous: string | null, id: string): StoredDocument => {
  const made = { ...posted, _id: `${posted._id.slice(0, -2)}${id}`, device, eventId: id, number: 'EX/2025/06/' + `${device}-0001`, chain: { position, previous, hash: '' } } as unknown as PostedDocument
  return { ...made, chain: { ...made.chain, hash: chainHash(made) }, _rev: `1-${hash}` } as unknown as StoredDocument
}

test('a posting of another device that does not fit its hash is set aside and listed, and leaves the books and their check as they are', () => {
  const { book, close } = aBook()
  const posted = post(book, 'x')
  const stranger = { ...ofDevice(posted, 'Z', 1, null, 'Z1'), author: 'forger' }
  const posting = (): unknown => book.projections.sql.rows('SELECT * FROM ledger_line ORDER BY n, account')
  const before = posting()
  expect(receive(book, stranger)).toEqual([])
  expect(posting()).toEqual(before)
  expect(book.document(stranger._id)).toMatchObject({ author: 'forger' })
  expect(book.projections.sql.rows("SELECT key, doc FROM attention WHERE kind = 'quarantined'")).toEqual([{ key: 'forged', doc: stranger._id }])
  expect(problemsOf(book)).toEqual([])
  close()
})

test('two postings at one place of another device stand, are flagged, and the check goes on behind either', () => {
  const { book, close } = aBook()
  const posted = post(book, 'x')
  const one = ofDevice(posted, 'Z', 1, null, 'Z1')
  const other = ofDevice(posted, 'Z', 1, null, 'Z2')
  for (const document of [one, other, ...[one, other].map((before, place) => ({ ...ofDevice(posted, 'Z', 2, (before as unknown as PostedDocument).chain.hash, `Y${place}`) }))]) expect(receive(book, document)).toEqual([])
  expect(book.projections.sql.values('SELECT kind FROM attention ORDER BY kind')).toEqual(['duplicateNumber', 'duplicateNumber', 'duplicateNumber', 'forkedChain', 'forkedChain'])
  expect(book.projections.sql.value('SELECT count(*) FROM posted')).toBe(5)
  expect(problemsOf(book)).toEqual([])
  close()
})

test.each(['9999-12-31T23:59:59.999Z-ffff', '9999-99-99T99:99:99.999Z-ffff', '8999-12-31T23:59:59.999Z-ffff'])('after a document of %s the book goes on', (at) => {
  const { book, close } = aBook()
  const party = { ...(newDraft(book, { event: 'sales.invoice', id: 'd', date: '2025-06-30' }, 'owner')), at, device: 'B' }
  expect(receive(book, { ...party, _rev: `1-${hash}` })).toEqual([])
  const first = post(book, 'x')
  const second = post(book, 'y')
  expect(String(second['at']) > String(first['at'])).toBe(true)
  expect(book.projections.sql.value('SELECT count(*) FROM posted')).toBe(2)
  expect(problemsOf(book)).toEqual([])
  close()
})

test('a draft that is saved as it is typed keeps one body, also where it is received', () => {
  const { book, close } = aBook()
  const other = aBook()
  const [first] = book.write([newDraft(book, { event: 'sales.invoice', id: 'd', date: '2025-06-30' }, 'owner')])
  const id = first?.id ?? ''
  for (let place = 0; place < 20; place += 1) {
    const draft = book.document(id) as unknown as MutableDocument
    book.write([editedFields(book, draft, { event: { event: 'sales.invoice', id: 'd', date: '2025-06-30', note: `note ${place}` } }, 'owner')])
    other.book.revisions.write([book.revisions.get(id, { revs: true }) as DocumentInput], { newEdits: false, autoCompaction: true })
  }
  for (const each of [book, other.book]) {
    expect(each.database.prepare('SELECT count(*) FROM revision r JOIN document d ON d.doc = r.doc WHERE d.id = ?').pluck().get(id)).toBe(1)
    expect((each.document(id) as unknown as MutableDocument).fields['event']).toMatchObject({ note: 'note 19' })
    expect(problemsOf(each)).toEqual([])
  }
  close()
  other.close()
})

test('an envelope is later than every document that came before it', () => {
  const { book, close } = aBook()
  receive(book, { ...newDraft(book, { event: 'sales.invoice', id: 'd', date: '2025-06-30' }, 'owner'), device: 'B', at: '2062-01-01T00:00:00.000Z-0000', _rev: `1-${hash}` })
  expect(envelope(book, 'party:x', 'party', 'owner').at > '2062').toBe(true)
  close()
})

test('a document of a form that the tables cannot hold is set aside and listed, and does not keep the others out', async () => {
  const { book, close } = aBook()
  const store = new SQLite(':memory:')
  store.exec(revisionTables)
  const remote = openRevisions(store)
  const master = { schema: 1, device: 'B', author: 'owner', at: '2026-01-01T00:00:00.000Z-0000', clock: { B: 1 }, dots: {} }
  const rate = { ...master, type: 'exchangeRate', fields: { currency: 'USD', rate: '16000' } }
  remote.write([
    { ...rate, _id: 'exchangeRate:1', eventId: 'r1' }, { ...rate, _id: 'exchangeRate:2', eventId: 'r2', date: ['2026-01-01', 'x'] }, { ...rate, _id: 'exchangeRate:3', eventId: 'r3', date: '2026-01-01' },
    { ...master, _id: 'party:1', type: 'party', eventId: 'p1', date: '2026-01-01', fields: { code: 'P', name: 'P' }, conflicts: 'none' }, { ...master, _id: 'party:2', type: 'party', eventId: 'p2', date: '2026-01-01', fields: { code: 'Q', name: 'Q' } },
    { ...master, _id: 'party:3', type: 'party', eventId: 'p3', date: '2026-01-01', fields: { code: 'R', name: 'R' }, clock: { B: 'one' } },
    { ...master, _id: 'party:4', type: 'party', eventId: 'p4', date: '2026-01-01', fields: { code: 'S', name: 'S' }, dots: [] },
  ])
  const synchroniser = createSynchroniser({ revisions: book.revisions, bookId: book.id, deviceId: book.device.id, remote: { revisions: remote, bookId: book.id } })
  const { refusal, denied } = await synchroniser.once()
  await synchroniser.stop()
  expect([refusal, denied]).toEqual([null, []])
  for (const id of ['exchangeRate:3', 'party:2']) expect(book.document(id)).toBeDefined()
  const listed = book.projections.sql.values<string>("SELECT doc FROM attention WHERE kind = 'quarantined'")
  expect(listed.sort()).toEqual(['exchangeRate:1', 'exchangeRate:2', 'party:1', 'party:3', 'party:4'])
  for (const id of listed) expect(book.document(id)).toBeDefined()
  expect(problemsOf(book)).toEqual([])
  close()
})
