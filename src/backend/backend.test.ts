// Calls that come at the same time: one process has one book, and whatever is under way when another one takes its place ends first.
import { mkdtempSync, rmSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ContractName, InputOf, OutputOf, Reply } from '../contract/index.ts'
import { type Backend, createBackend } from './backend.ts'
import type { SecretStore } from './process/secrets.ts'
import { type Session, createDispatch, ownerSession } from './transport/index.ts'

/** A keychain that takes its time, as the system's does. */
function slowSecrets(): SecretStore {
  const kept = new Map<string, string>()
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))
  return {
    get: async (name) => (await wait(), kept.get(name)),
    has: (name) => kept.has(name),
    set: async (name, value) => (await wait(), void kept.set(name, value)),
    delete: async (name) => (await wait(), void kept.delete(name)),
    kind: () => Promise.resolve('keychain'),
  }
}

let folder: string
let backend: Backend
let dispatch: ReturnType<typeof createDispatch>
const problems: unknown[] = []
const file = (name: string): string => join(folder, `${name}.mendunia`)
const ask = <N extends ContractName>(name: N, input: InputOf<N>, session: Session = ownerSession): Promise<Reply<unknown>> => dispatch(name, input, session)
async function call<N extends ContractName>(name: N, input: InputOf<N>, session: Session = ownerSession): Promise<OutputOf<N>> {
  const reply = await ask(name, input, session)
  if (!reply.ok) throw new Error(JSON.stringify(reply.refusals))
  return reply.value as OutputOf<N>
}
const codes = (reply: Reply<unknown>): string[] => (reply.ok ? [] : reply.refusals.map(({ code }) => code))
const expense = (id: string) => ({ event: 'expense.post' as const, id, date: '2026-06-30', account: '1111', lines: [{ account: '6103', amount: '1000.00' }] })
const party = (code: string) => ({ event: 'party.add' as const, id: `p-${code}`, date: '2026-06-01', code, name: code })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-backend-'))
  problems.length = 0
  backend = createBackend({ dataFolder: join(folder, 'data'), secrets: slowSecrets(), stays: true })
  dispatch = createDispatch(backend, (_line, error) => problems.push(error))
  await call('book.create', { file: file('one'), company: { name: 'One' } })
})
afterEach(async () => {
  await backend.close()
  rmSync(folder, { recursive: true, force: true })
  expect(problems).toEqual([])
})

test('one event that is posted twice at once is one document; many at once take numbers without a gap', async () => {
  const [first, second] = await Promise.all([call('event.post', { event: expense('x') }), call('event.post', { event: expense('x') })])
  expect(second).toEqual(first)
  const numbers = await Promise.all(Array.from({ length: 20 }, (_, place) => call('event.post', { event: expense(`y${place}`) })))
  expect(numbers.map(({ number }) => number?.slice(-4)).sort()).toEqual(Array.from({ length: 20 }, (_, place) => String(place + 2).padStart(4, '0')))
  expect(await call('book.verify', {})).toMatchObject({ ok: true })
})

test('a draft is posted once, also by who read it anew, and leaves its pointer', async () => {
  const event = expense('x')
  const { id, rev } = await call('draft.save', { event })
  const draft = { id, rev }
  const [one, two] = await Promise.all([ask('event.post', { event, draft }), ask('event.post', { event: { ...event, id: 'other' }, draft })])
  expect([codes(one), codes(two)]).toEqual([[], ['DOCUMENT_POSTED']])
  const now = await call('draft.get', { id: draft.id })
  expect(now.posted).toBe((one as { value: { docId: string } }).value.docId)
  expect(codes(await ask('event.post', { event: { ...event, id: 'third' }, draft: { id: draft.id, rev: now.rev } }))).toEqual(['DOCUMENT_POSTED'])
  const master = await call('event.post', { event: party('P') })
  expect(codes(await ask('event.post', { event: expense('y'), draft: { id: master.docId, rev: '1-x' } }))).toEqual(['DOCUMENT_NOT_FOUND'])
})

test('papers are offered of a draft in which nothing has its form', async () => {
  const odd = { event: 'sales.invoice', id: 'odd', date: { day: 1 }, customer: { code: 'P' }, currency: ['USD'], tax: { rate: 1 }, discount: [], lines: [{ product: 'X', quantity: {}, unitPrice: [] }, null, 'line'], shipment: 'sea', freight: 5 }
  const { id } = await call('draft.save', { event: odd as unknown as InputOf<'draft.save'>['event'] })
  expect((await call('paper.offer', { id })).length).toBeGreaterThan(0)
})

test('of an account only its name may change, and it stays a name', async () => {
  const { id, rev, fields } = await call('master.get', { type: 'account', code: '1101' })
  for (const changes of [{ type: 'liability' }, { name: 5 }, { name: '' }, { name: { en: 'Cash' } }, { name: { id: 'Kas', xx: 'Cash' } }, { name: ['Kas'] }, { name: 'Kas', control: true }, { shelf: 'x' }]) {
    expect(codes(await ask('master.save', { id, rev, fields: changes })), JSON.stringify(changes)).toEqual(['FIELD_INVALID'])
  }
  expect((await call('master.get', { type: 'account', code: '1101' })).fields).toEqual(fields)
  const changed = await call('master.save', { id, rev, fields: { name: { id: 'Kas kecil', en: 'Petty cash', zh: '备用金' } } })
  expect(changed.fields['name']).toEqual({ id: 'Kas kecil', en: 'Petty cash', zh: '备用金' })
  await call('master.save', { id, rev: changed.rev, fields: { name: 'Kas' } })
})

test('another book takes the place of the open one when the events that are being applied are all in it', async () => {
  const events = Array.from({ length: 400 }, (_, place) => expense(`x${place}`))
  const applying = call('events.apply', { events })
  const between = call('event.post', { event: expense('between') })
  const opening = call('book.create', { file: file('two'), company: { name: 'Two' } })
  const { results } = await applying
  expect(results.filter(({ status }) => status === 'posted')).toHaveLength(400)
  await between
  expect((await opening).company).toBe('Two')
  expect((await call('list.page', { list: 'documents', offset: 0, limit: 1 })).total).toBe(0)
  expect((await call('book.open', { file: file('one') })).company).toBe('One')
  expect((await call('list.page', { list: 'documents', offset: 0, limit: 1 })).total).toBe(401)
  expect(await call('book.verify', {})).toMatchObject({ ok: true })
})

test('a backup is whole although its book is closed meanwhile', async () => {
  const [copy, closed] = await Promise.all([call('book.backup', { file: file('copy') }), call('book.close', {})])
  expect([copy.bytes > 0, closed]).toEqual([true, null])
  expect((await call('app.state', {})).book).toBeNull()
  expect((await call('book.open', { file: file('copy') })).company).toBe('One')
})

test('books that are opened at once are opened one after the other', async () => {
  await call('book.create', { file: file('two'), company: { name: 'Two' } })
  await call('sync.configure', { url: 'http://127.0.0.1:1/company', user: 'u', password: 'p', live: true })
  const infos = await Promise.all(['one', 'two', 'one', 'two'].map((name) => call('book.open', { file: file(name) })))
  expect(infos.map(({ company }) => company)).toEqual(['One', 'Two', 'One', 'Two'])
  expect((await call('sync.status', {})).state).not.toBe('off')
})

test('a command that was forwarded for one book is not carried out in another', async () => {
  const forwarded: Session = { ...ownerSession, book: file('one') }
  await call('event.post', { event: expense('x') }, forwarded)
  await call('book.create', { file: file('two'), company: { name: 'Two' } })
  expect(codes(await ask('event.post', { event: expense('y') }, forwarded))).toEqual(['BOOK_NOT_OPEN'])
  expect((await call('app.state', {}, forwarded)).book?.company).toBe('Two')
})

test('replication goes on when a book could not be opened, and when the same one is opened again', async () => {
  await call('sync.configure', { url: 'http://127.0.0.1:1/company', user: 'u', password: 'p', live: true })
  expect(codes(await ask('book.open', { file: file('nowhere') }))).toEqual(['BOOK_NOT_FOUND'])
  expect((await call('sync.status', {})).state).not.toBe('off')
  await call('book.open', { file: file('one') })
  expect((await call('sync.status', {})).state).not.toBe('off')
  await call('book.close', {})
  expect((await call('sync.status', {})).state).toBe('off')
})

test('a password is told to no other server than its own', async () => {
  const seen: (string | undefined)[] = []
  const servers = await Promise.all([0, 1].map(() => new Promise<Server>((ready) => {
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(500, { 'content-type': 'application/json' }).end('{}')
    }).listen(0, '127.0.0.1', () => ready(server))
  })))
  try {
    const [own, other] = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/company`) as [string, string]
    await call('sync.configure', { url: own, user: 'siti', password: 'secret', live: false })
    await ask('sync.now', {})
    expect(seen.splice(0)).toContain(`Basic ${Buffer.from('siti:secret').toString('base64')}`)
    await call('sync.configure', { url: `${own}-2`, user: 'siti', live: false })
    expect((await call('sync.settings', {}))?.hasPassword).toBe(true)
    await call('sync.configure', { url: other, user: 'siti', live: false })
    await ask('sync.now', {})
    expect(seen).not.toEqual([])
    expect(seen).not.toContain(`Basic ${Buffer.from('siti:secret').toString('base64')}`)
    expect((await call('sync.settings', {}))?.hasPassword).toBe(false)
  } finally {
    for (const server of servers) server.close()
  }
})

test('who may not make master data may not change it, and nothing else is changed that way', async () => {
  const { id, rev, fields } = await call('master.get', { type: 'company', code: '' })
  expect(fields['name']).toBe('One')
  const seller: Session = { role: 'seller', author: 'budi' }
  expect(codes(await ask('master.save', { id, rev, fields: { name: 'Mine' } }, seller))).toEqual(['ROLE_FORBIDDEN'])
  const { docId } = await call('event.post', { event: party('P') }, seller)
  const saved = await call('master.get', { type: 'party', code: 'P' })
  expect((await call('master.save', { id: docId, rev: saved.rev, fields: { name: 'Pak Pram' } }, seller)).fields['name']).toBe('Pak Pram')
  const draft = await call('draft.save', { event: expense('x') })
  expect(codes(await ask('master.save', { id: draft.id, rev: draft.rev, fields: { posted: 'expense:forged' } }))).toEqual(['DOCUMENT_NOT_FOUND'])
})
