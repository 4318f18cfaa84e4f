// A PC that joins by a code: told as it goes, stopped half-way, cut off, too late. Whatever happens, either the whole book is there or nothing is.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBackend } from '../../src/backend/backend.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import type { BackendEvent, ContractName, InputOf, OutputOf } from '../../src/contract/index.ts'
import { readInvitation, writeInvitation } from '../../src/sync/index.ts'
import { type CouchServer, startCouchServer } from '../couch-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-join-'))
let server: CouchServer
const closes: (() => Promise<void>)[] = []

interface Pc { call<N extends ContractName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>; refused(name: ContractName, input: unknown): Promise<string[]>; on(listener: (event: BackendEvent) => void): void; readonly folder: string }

function pc(name: string): Pc {
  const own = join(folder, name)
  const backend = createBackend({ dataFolder: own, secrets: createSecretStore(own) })
  const dispatch = createDispatch(backend)
  closes.push(async () => backend.close())
  const reply = (call: ContractName, input: unknown) => dispatch(call, input, ownerSession)
  return {
    folder: own,
    call: async (call, input) => {
      const answer = await reply(call, input)
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
      return answer.value as never
    },
    refused: async (call, input) => {
      const answer = await reply(call, input)
      return answer.ok ? [] : answer.refusals.map(({ code }) => code)
    },
    on: (listener) => void backend.subscribe(listener),
  }
}

let owner: Pc
const invite = async (): Promise<string> => (await owner.call('server.invite', { user: server.user, password: server.password })).code

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
  owner = pc('owner')
  await owner.call('book.create', { file: join(folder, 'owner.mendunia'), company: { name: 'CV Rotan', baseCurrency: 'IDR' } })
  const events = Array.from({ length: 400 }, (_, place) => ({ event: 'expense.post', id: `e${place}`, date: '2026-01-15', account: '1101', lines: [{ account: '6109', amount: '1000' }] }))
  await owner.call('events.apply', { events })
  await owner.call('server.setup', { remote: server.url, user: server.user, password: server.password })
  await owner.call('sync.live', { on: false })
  await owner.call('sync.now', {})
}, 120_000)
afterAll(async () => {
  for (const close of closes) await close()
  await server.removeUsers(`${decodeURIComponent(new URL(server.url).pathname.slice(1))}-`)
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

test('it is told how far it is, and stopped half-way leaves nothing behind and the code good for another time', async () => {
  const shop = pc('shop')
  const code = await invite()
  const file = join(folder, 'shop.mendunia')
  let told = 0
  shop.on((event) => {
    if (event.event !== 'progress' || event.job !== 'join') return
    told += 1
    void shop.call('job.cancel', { job: 'join' })
  })
  const first = await shop.refused('book.join', { file, code })
  expect(told).toBeGreaterThan(0)
  // A quick machine may have been through before the stop was heard.
  if (first.length > 0) {
    expect(first).toEqual(['CANCELLED'])
    expect(readdirSync(folder).filter((name) => name.startsWith('shop.mendunia'))).toEqual([])
    expect(await pc('shop-again').call('book.join', { file, code })).toMatchObject({ device: 'B', company: 'CV Rotan' })
  }
  expect(existsSync(file)).toBe(true)
}, 120_000)

test('a code that came too late, or for a server that is not there, says so, and no file is made', async () => {
  const late = pc('late')
  const code = await invite()
  const facts = readInvitation(code)
  const file = join(folder, 'late.mendunia')
  expect(await late.call('invitation.read', { code })).toMatchObject({ company: 'CV Rotan', device: facts.device, database: server.url, isExpired: false })
  expect(await late.refused('book.join', { file, code: writeInvitation({ ...facts, until: '2020-01-01T00:00:00.000Z' }) })).toEqual(['INVITATION_EXPIRED'])
  expect(await late.refused('book.join', { file, code: writeInvitation({ ...facts, url: 'http://127.0.0.1:9/buku' }) })).toEqual(['SYNC_OFFLINE'])
  // A code that names another root: whatever that server holds, it is not the company's book.
  expect(await late.refused('book.join', { file, code: writeInvitation({ ...facts, root: 'A'.repeat(43) }) })).toEqual(['SYNC_WRONG_BOOK'])
  expect(await late.refused('book.join', { file, code: writeInvitation({ ...facts, book: '01J00000000000000000000000' }) })).toEqual(['SYNC_WRONG_BOOK'])
  expect(readdirSync(folder).filter((name) => name.startsWith('late.mendunia'))).toEqual([])
  expect(await late.call('book.join', { file, code })).toMatchObject({ device: facts.device })
  expect(await pc('second').refused('book.join', { file: join(folder, 'second.mendunia'), code })).toEqual(['INVITATION_USED'])
}, 120_000)

test('a PC that came in by a password may not invite; one of the company vouches for it, and then it may', async () => {
  const name = decodeURIComponent(new URL(server.url).pathname.slice(1))
  await server.addUser(`${name}-guest`, 'rahasia')
  const user = (await server.request('GET', `_users/${encodeURIComponent(`org.couchdb.user:${name}-guest`)}`)).body as object
  await server.request('PUT', `_users/${encodeURIComponent(`org.couchdb.user:${name}-guest`)}`, { ...user, roles: [`mendunia-${name}`] })
  const guest = pc('guest')
  const { device } = await guest.call('book.clone', { file: join(folder, 'guest.mendunia'), remote: server.url, user: `${name}-guest`, password: 'rahasia' })
  const administrator = { remote: server.url, user: server.user, password: server.password }
  expect(await guest.refused('server.invite', administrator)).toEqual(['DEVICE_NOT_TRUSTED'])
  await owner.call('sync.now', {})
  expect((await owner.call('device.list', {})).find(({ code }) => code === device)).toMatchObject({ standing: 'announced' })
  expect((await owner.call('device.vouch', { device })).find(({ code }) => code === device)).toMatchObject({ standing: 'introduced' })
  await owner.call('sync.now', {})
  await guest.call('sync.now', { remote: server.url, user: `${name}-guest`, password: 'rahasia' })
  expect((await guest.call('server.invite', administrator)).code).toMatch(/^MENDUNIA1:/)
}, 120_000)
