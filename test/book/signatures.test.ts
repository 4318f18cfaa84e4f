// Who may write into the books: each case is a document as another device, or a thief, would send it.
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { DeviceKeys, introduce, writeStatement } from '../../src/backend/device-keys.ts'
import { applyEvent } from '../../src/backend/posting/apply-event.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { ulid } from '../../src/core/document/index.ts'
import { Installation } from '../../src/store/installation/index.ts'
import type { DocumentInput, StoredDocument } from '../../src/store/revisions/index.ts'
import { type Book, type Signer, createBook, newDeviceSecret, signerOf, verifyDatabase } from '../../src/store/book/index.ts'
import { temporaryFolder } from './support.ts'

const folder = temporaryFolder('signatures')
let made = 0
let keeper: BookKeeper
let owner: Book
const others: Book[] = []

beforeEach(async () => {
  made += 1
  const data = join(folder, `data-${made}`)
  keeper = new BookKeeper(new Installation(data), () => undefined)
  owner = keeper.create(join(folder, `owner-${made}.mendunia`), { name: 'CV Rotan', baseCurrency: 'IDR' }, 'default', 'owner', '2026-01-01')
  await new DeviceKeys(createSecretStore(data)).ready(keeper, 'owner', '2026-01-01')
})
afterEach(() => {
  for (const book of others.splice(0)) book.discard()
  keeper.close()
})

/** Another copy of the book, empty. */
function copy(code: string, root: string | null = owner.trust().rootKey): Book {
  made += 1
  const book = createBook(join(folder, `copy-${made}.mendunia`), { book: owner.id, device: { code, id: ulid(made, new Uint8Array(10)) } })
  if (root !== null) book.transaction(() => book.local.set('trust/root', root))
  others.push(book)
  return book
}

const bodies = (book: Book): StoredDocument[] => book.revisions.allDocs({ includeDocs: true }).map(({ id }) => book.revisions.get(id, { revs: true }) as StoredDocument)
const receive = (book: Book, documents: readonly DocumentInput[]): void => void book.revisions.write(documents, { newEdits: false, autoCompaction: true })
const send = (from: Book, to: Book): void => receive(to, bodies(from))

function post(book: Book, id: string): StoredDocument {
  const outcome = applyEvent(book, { event: 'expense.post', id, date: '2026-01-15', account: '1101', lines: [{ account: '6109', amount: '1000' }] }, { author: 'x' })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return book.document(outcome.value.docId) as StoredDocument
}

/** A device with a key of its own that `by` introduces, `null`: itself. */
function device(code: string, by: Signer | null): Book {
  const book = copy(code)
  send(owner, book)
  const signer = signerOf(newDeviceSecret())
  book.transaction(() => introduce(book, 'x', signer, by ?? signer))
  book.signer = signer
  return book
}

const refused = (book: Book): unknown[] => book.database.prepare('SELECT doc, reason FROM refused_posting ORDER BY doc').all()
const posted = (book: Book): unknown[] => book.projections.sql.values('SELECT doc FROM posted ORDER BY doc')
const sound = (book: Book): unknown => verifyDatabase(book.database).problems.filter(({ check }) => check !== 'numbers')

test('what a device of the company signed enters, whatever comes first', () => {
  const shop = device('B', owner.signer)
  const documents = [post(shop, 'b1'), post(shop, 'b2'), post(shop, 'b3')]
  expect(documents.map((document) => typeof (document['chain'] as { signature?: unknown }).signature)).toEqual(['string', 'string', 'string'])
  send(shop, owner)
  expect([posted(owner), refused(owner)]).toEqual([documents.map(({ _id }) => _id).sort(), []])
  // The postings before whoever vouches for them, one at a time: they wait, and enter by themselves.
  const late = copy('C')
  const all = bodies(owner).sort((a, b) => Number(a._id.startsWith('trust:')) - Number(b._id.startsWith('trust:')))
  for (const document of all) receive(late, [document])
  expect([posted(late), refused(late)]).toEqual([posted(owner), []])
  expect(late.projections.fingerprint()).toBe(owner.projections.fingerprint())
  expect([sound(owner), sound(late)]).toEqual([[], []])
})

test('one signature speaks for the postings that it is made of, and for no other', () => {
  const shop = device('B', owner.signer)
  const [first, second] = [post(shop, 'b1'), post(shop, 'b2')]
  const without = (document: StoredDocument): StoredDocument => ({ ...document, chain: { ...(document['chain'] as object), signature: 'A'.repeat(86) } })
  receive(owner, bodies(shop).filter(({ _id }) => _id.startsWith('trust:')))
  receive(owner, [without(first)])
  expect(refused(owner)).toEqual([{ doc: first._id, reason: 'wrongSignature' }])
  // What came after it vouches for it, although it came later.
  receive(owner, [second])
  expect([posted(owner), refused(owner)]).toEqual([[first._id, second._id].sort(), []])
  const third = post(shop, 'b3')
  receive(owner, [{ ...without(third), author: 'thief' }])
  expect(posted(owner)).not.toContain(third._id)
  expect(sound(owner)).toEqual([])
})

test.each([
  ['unsigned', (document: StoredDocument): StoredDocument => ({ ...document, chain: Object.fromEntries(Object.entries(document['chain'] as object).filter(([name]) => name !== 'signature')) }), 'unsigned'],
  ['signed by another key', (document: StoredDocument): StoredDocument => ({ ...document, chain: { ...(document['chain'] as object), signature: signerOf(newDeviceSecret()).sign('x') } }), 'wrongSignature'],
  ['in the name of nobody', (document: StoredDocument): StoredDocument => ({ ...document, device: 'Z' }), 'unknownDevice'],
] as const)('a posting that is %s is kept, listed and in no book', (_, change, reason) => {
  const shop = device('B', owner.signer)
  const document = post(shop, 'b1')
  receive(owner, bodies(shop).filter(({ _id }) => _id.startsWith('trust:')))
  const before = owner.projections.sql.rows('SELECT * FROM ledger_line')
  receive(owner, [change(document)])
  expect(refused(owner)).toEqual([{ doc: document._id, reason }])
  expect([posted(owner), owner.projections.sql.rows('SELECT * FROM ledger_line')]).toEqual([[], before])
  expect(owner.projections.sql.rows("SELECT key, doc FROM attention WHERE kind = 'quarantined'")).toEqual([{ key: 'forged', doc: document._id }])
  expect(owner.document(document._id)).toBeDefined()
  owner.transaction(() => owner.projections.rebuild())
  expect(posted(owner)).toEqual([])
  expect(sound(owner)).toEqual([])
})

test('nobody posts in the name of another device, nor as the first one', () => {
  const thief = device('A', null)
  const forged = post(thief, 'x')
  send(thief, owner)
  expect(refused(owner)).toEqual([{ doc: forged._id, reason: 'wrongSignature' }])
  // Also whoever was let in may not take a code that is taken.
  const shop = device('B', owner.signer)
  send(shop, owner)
  const insider = device('B', shop.signer)
  const second = post(insider, 'y')
  send(insider, owner)
  expect(posted(owner)).not.toContain(second._id)
})

test('who came in by a password posts until somebody is shut out; then only who was introduced', () => {
  const guest = device('B', null)
  const first = post(guest, 'b1')
  send(guest, owner)
  expect(posted(owner)).toEqual([first._id])
  owner.transaction(() => void writeStatement(owner, 'owner', owner.signer as Signer, { kind: 'policy', joining: 'invitation' }))
  expect([posted(owner), refused(owner)]).toEqual([[], [{ doc: first._id, reason: 'notInvited' }]])
  const [known] = owner.trust().devices().filter(({ code }) => code === 'B')
  owner.transaction(() => void writeStatement(owner, 'owner', owner.signer as Signer, { kind: 'key', device: known?.id ?? '', code: 'B', key: known?.key ?? '', from: 1 }))
  expect([posted(owner), refused(owner)]).toEqual([[first._id], []])
  expect(sound(owner)).toEqual([])
})

test('of a device that was shut out stands what it had posted until then, and whom it had let in', () => {
  const shop = device('B', owner.signer)
  const helper = device('C', shop.signer)
  const [before, theirs] = [post(shop, 'b1'), post(helper, 'c1')]
  send(shop, owner)
  send(helper, owner)
  const key = shop.signer?.publicKey ?? ''
  const keeps = bodies(owner).filter(({ statement }) => (statement as { by?: string } | undefined)?.by === key).map(({ _id }) => _id)
  owner.transaction(() => void writeStatement(owner, 'owner', owner.signer as Signer, { kind: 'expel', key, code: 'B', head: 1, keeps }))
  const after = post(shop, 'b2')
  const accomplice = device('D', shop.signer)
  const worse = post(accomplice, 'd1')
  // It shuts out the owner in turn, which says nothing any more.
  shop.transaction(() => void writeStatement(shop, 'thief', shop.signer as Signer, { kind: 'expel', key: owner.trust().rootKey ?? '', code: 'A', head: 0, keeps: [] }))
  send(shop, owner)
  send(accomplice, owner)
  expect(posted(owner)).toEqual([before._id, theirs._id].sort())
  expect(refused(owner)).toEqual([{ doc: after._id, reason: 'expelled' }, { doc: worse._id, reason: 'unknownDevice' }].sort((a, b) => (a.doc < b.doc ? -1 : 1)))
  expect(owner.trust().devices().map(({ code, standing }) => [code, standing]).sort()).toEqual([['A', 'root'], ['B', 'expelled'], ['C', 'introduced']])
  const other = copy('E')
  send(owner, other)
  expect(other.projections.fingerprint()).toBe(owner.projections.fingerprint())
  expect([sound(owner), sound(other)]).toEqual([[], []])
})

test('an invitation introduces one device, in time', () => {
  const invitation = signerOf(newDeviceSecret())
  owner.transaction(() => void writeStatement(owner, 'owner', owner.signer as Signer, { kind: 'invite', invitation: 'x/B', key: invitation.publicKey, code: 'B', until: '2999-01-01T00:00:00.000Z' }))
  const shop = device('B', invitation)
  const second = device('Q', invitation)
  send(shop, owner)
  send(second, owner)
  expect(owner.trust().devices().map(({ code, standing }) => [code, standing])).toEqual([['A', 'root'], ['B', 'introduced']])
})

test('no statement is ever replaced or taken back', () => {
  const [statement] = bodies(owner).filter(({ _id }) => _id.startsWith('trust:'))
  const next = `2-${'f'.repeat(32)}`
  for (const change of [{ signature: 'x' }, { _deleted: true as const }]) {
    expect(() => receive(owner, [{ ...statement, ...change, _rev: next, _revisions: { start: 2, ids: ['f'.repeat(32), String(statement?._rev).slice(2)] } }])).toThrow('DOCUMENT_POSTED')
  }
  expect(owner.trust().isEnforced).toBe(true)
})

test('the postings of a book from before there were keys stand as they are, up to the place at which there were some', async () => {
  made += 1
  const data = join(folder, `data-${made}`)
  const old = new BookKeeper(new Installation(data), () => undefined)
  const book = old.create(join(folder, `old-${made}.mendunia`), { name: 'CV Lama', baseCurrency: 'IDR' }, 'default', 'owner', '2026-01-01')
  const before = [post(book, 'a1'), post(book, 'a2')]
  await new DeviceKeys(createSecretStore(data)).ready(old, 'owner', '2026-01-01')
  const signed = post(book, 'a3')
  expect([...before, signed].map((document) => 'signature' in (document['chain'] as object))).toEqual([false, false, true])
  made += 1
  const other = createBook(join(folder, `copy-${made}.mendunia`), { book: book.id, device: { code: 'B', id: 'B' } })
  others.push(other)
  send(book, other)
  const forged = { ...before[1], _id: 'expense:01ZZZZZZZZZZZZZZZZZZZZZZZZ', chain: { ...(before[1]?.['chain'] as object), position: 4 } } as StoredDocument
  receive(other, [forged])
  expect(posted(other)).toEqual([...before, signed].map(({ _id }) => _id).sort())
  expect(sound(other)).toEqual([])
  old.close()
})
