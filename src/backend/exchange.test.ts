// The questions that an exchange may ask, and what comes of each answer; the server is a real one of this process.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CouchServer, startCouchServer } from '../../test/couch-server.ts'
import type { ContractName, InputOf, OutputOf, Reply } from '../contract/index.ts'
import { type Backend, createBackend } from './backend.ts'
import { createSecretStore } from './process/index.ts'
import { createDispatch, ownerSession } from './transport/index.ts'

let server: CouchServer
let folder: string
let name: string
const backends: Backend[] = []

interface Desk {
  ask<N extends ContractName>(name: N, input: InputOf<N>): Promise<Reply<unknown>>
  call<N extends ContractName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
  readonly file: string
}

function aDesk(place: string): Desk {
  const dataFolder = join(folder, `data-${place}`)
  const backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
  backends.push(backend)
  const dispatch = createDispatch(backend, (_line, error) => {
    throw error
  })
  const ask: Desk['ask'] = (call, input) => dispatch(call, input, ownerSession)
  return {
    file: join(folder, `${place}.mendunia`),
    ask,
    async call(call, input) {
      const reply = await ask(call, input)
      if (!reply.ok) throw new Error(JSON.stringify(reply.refusals))
      return reply.value as never
    },
  }
}

const codes = (reply: Reply<unknown>): string[] => (reply.ok ? [] : reply.refusals.map(({ code }) => code))
const expense = (id: string) => ({ event: 'expense.post' as const, id, date: '2026-06-30', account: '1111', lines: [{ account: '6103', amount: '1000.00' }] })
const settings = () => ({ url: server.root + name, user: server.user, password: server.password, live: false, createDatabase: true })

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
})
afterAll(() => server.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-exchange-'))
  name = `mendunia-test-${randomUUID()}`
})
afterEach(async () => {
  for (const backend of backends.splice(0)) await backend.close()
  await server.request('DELETE', name)
  rmSync(folder, { recursive: true, force: true })
})

async function aConnectedDesk(): Promise<Desk> {
  const desk = aDesk('one')
  await desk.call('book.create', { file: desk.file, company: { name: 'One' } })
  await desk.call('sync.configure', settings())
  expect(await desk.call('sync.now', {})).toMatchObject({ state: 'upToDate', pending: 0 })
  return desk
}

async function afterAnew(desk: Desk): Promise<void> {
  await server.request('DELETE', name)
  await server.request('PUT', name)
  expect(codes(await desk.ask('sync.now', {}))).toEqual(['SYNC_REPLACED'])
}

describe('a database that was made anew', () => {
  it('is compared with the book: what each side has that the other lacks', async () => {
    const desk = await aConnectedDesk()
    const { number, docId } = await desk.call('event.post', { event: expense('x') })
    await afterAnew(desk)
    await server.request('PUT', `${name}/party:stranger`, { type: 'party' })
    const found = await desk.call('sync.compare', {})
    expect(found).toMatchObject({ onlyThere: { count: 1, documents: [{ id: 'party:stranger', label: null }] }, same: 0 })
    expect(found.onlyHere.count).toBeGreaterThan(50)
    expect(found.onlyHere.documents).toContainEqual({ id: docId, label: number })
    // Looking changed nothing: the question stands.
    expect(codes(await desk.ask('sync.now', {}))).toEqual(['SYNC_REPLACED'])
  })

  it('gets everything when it is to follow the book', async () => {
    const desk = await aConnectedDesk()
    await afterAnew(desk)
    expect(await desk.call('sync.now', { acceptReplaced: true })).toMatchObject({ state: 'upToDate', pending: 0 })
    expect(await desk.call('sync.compare', {})).toMatchObject({ onlyHere: { count: 0 }, onlyThere: { count: 0 } })
    expect(await desk.call('sync.now', {})).toMatchObject({ state: 'upToDate' })
  })

  it('is also noticed when it is gone altogether', async () => {
    const desk = await aConnectedDesk()
    await server.request('DELETE', name)
    expect(codes(await desk.ask('sync.now', {}))).toEqual(['SYNC_REPLACED'])
    expect((await desk.call('sync.compare', {})).onlyThere.count).toBe(0)
    expect((await server.request('GET', name)).status).toBe(404)
  })

  it('takes the place of the book when that is to follow it, and the book is kept beside', async () => {
    const desk = await aConnectedDesk()
    await desk.call('event.post', { event: expense('only-here') })
    const other = aDesk('two')
    await other.call('book.clone', { file: other.file, remote: server.root + name, user: server.user, password: server.password })
    await other.call('event.post', { event: expense('there') })
    await server.request('DELETE', name)
    await server.request('PUT', name)
    expect(await other.call('sync.now', { remote: server.root + name, user: server.user, password: server.password, acceptReplaced: true })).toMatchObject({ state: 'upToDate' })
    expect(codes(await desk.ask('sync.now', {}))).toEqual(['SYNC_REPLACED'])
    const { info, kept } = await desk.call('sync.follow', {})
    expect(info.file).toBe(desk.file)
    expect(info.device).not.toBe('A')
    expect(existsSync(kept)).toBe(true)
    expect(await desk.call('sync.now', {})).toMatchObject({ state: 'upToDate', pending: 0 })
    expect(await desk.call('sync.compare', {})).toMatchObject({ onlyHere: { count: 0 }, onlyThere: { count: 0 } })
    expect(await desk.call('book.verify', {})).toMatchObject({ ok: true })
    // The old one opens as ever.
    expect(await desk.call('book.open', { file: kept })).toMatchObject({ company: 'One' })
  }, 60_000)
})

describe('a pull that would delete much', () => {
  async function withDrafts(): Promise<{ desk: Desk; ids: string[] }> {
    const desk = await aConnectedDesk()
    const ids: string[] = []
    for (let n = 0; n < 30; n += 1) ids.push((await desk.call('draft.save', { event: expense(`d${n}`) })).id)
    await desk.call('sync.now', {})
    const { body } = await server.request('POST', `${name}/_all_docs`, { keys: ids })
    const docs = (body as { rows: { id: string; value: { rev: string } }[] }).rows.map(({ id, value }) => ({ _id: id, _rev: value.rev, _deleted: true }))
    await server.request('POST', `${name}/_bulk_docs`, { docs })
    expect(codes(await desk.ask('sync.now', {}))).toEqual(['SYNC_DELETIONS'])
    expect((await desk.call('sync.status', {})).deletions.map(({ id }) => id).sort()).toEqual([...ids].sort())
    for (const id of ids) await desk.call('draft.get', { id })
    return { desk, ids }
  }

  it('waits, and deletes when a person says so', async () => {
    const { desk, ids } = await withDrafts()
    expect(await desk.call('sync.now', { acceptDeletions: true })).toMatchObject({ state: 'upToDate', deletions: [] })
    expect(codes(await desk.ask('draft.get', { id: ids[0]! }))).toEqual(['DOCUMENT_NOT_FOUND'])
  }, 60_000)

  it('waits, and keeps them here and there when a person says that', async () => {
    const { desk, ids } = await withDrafts()
    expect(await desk.call('sync.keepDeleted', {})).toMatchObject({ deletions: [] })
    expect(await desk.call('sync.now', {})).toMatchObject({ state: 'upToDate', pending: 0 })
    await desk.call('draft.get', { id: ids[0]! })
    expect((await server.request('GET', `${name}/${ids[0]!}`)).status).toBe(200)
  }, 60_000)
})

describe('an exchange', () => {
  it('can go one way only', async () => {
    const desk = await aConnectedDesk()
    await desk.call('event.post', { event: expense('x') })
    await server.request('PUT', `${name}/party:stranger`, { type: 'party', schema: 1, device: 'Z', author: 'z', at: '2026-06-01T00:00:00.000Z-0000-Z' })
    expect(await desk.call('sync.now', { ways: 'push' })).toMatchObject({ pushed: 1, pulled: 0 })
    expect((await desk.call('sync.compare', {})).onlyThere.count).toBe(1)
    await desk.call('event.post', { event: expense('y') })
    expect(await desk.call('sync.now', { ways: 'pull' })).toMatchObject({ pushed: 0, pulled: 1, pending: 2 })
    await desk.call('sync.options', { ways: 'pull' })
    expect(await desk.call('sync.settings', {})).toMatchObject({ ways: 'pull', dataSaver: false })
    expect(await desk.call('sync.now', {})).toMatchObject({ pushed: 0 })
    expect(await desk.call('sync.now', { ways: 'both' })).toMatchObject({ pushed: 1, pending: 0 })
  }, 60_000)

  it('pauses, says so, and goes on', async () => {
    const desk = await aConnectedDesk()
    await desk.call('sync.live', { on: true })
    expect(await desk.call('sync.pause', { on: true })).toMatchObject({ state: 'paused' })
    await desk.call('event.post', { event: expense('x') })
    expect(await desk.call('sync.status', {})).toMatchObject({ state: 'paused', pending: 1 })
    expect(await desk.call('sync.settings', {})).toMatchObject({ live: true, paused: true })
    await desk.call('sync.pause', { on: false })
    await expect.poll(async () => (await desk.call('sync.status', {})).pending, { timeout: 10_000 }).toBe(0)
  }, 60_000)

  it('counts its bytes, also with the data saver on', async () => {
    const desk = await aConnectedDesk()
    const { bytes } = await desk.call('sync.status', {})
    expect(bytes.sent).toBeGreaterThan(10_000)
    await desk.call('sync.options', { dataSaver: true })
    await desk.call('event.post', { event: expense('x') })
    const after = await desk.call('sync.now', {})
    expect(after).toMatchObject({ pending: 0 })
    expect(after.bytes.sent).toBeGreaterThan(bytes.sent)
  }, 60_000)
})
