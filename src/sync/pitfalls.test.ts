/*
 * Twenty reasons why PouchDB's replicator alone is not enough, each with its test: here, or in the file that the table at the end names.
 * The numbers are those of the notes from which the engine was made.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { MemoryCouch } from '../../test/simulation/memory-couch.ts'
import type { Revisions } from '../store/revisions/index.ts'
import { aStore } from '../store/revisions/test-store.ts'
import { documentBytesMax } from './guarded-fetch.ts'
import { createSynchroniser } from './synchroniser.ts'
import type { SynchroniserOptions, Synchroniser, SyncStatus } from './types.ts'

const quick = { retryMin: 20, retryMax: 60, refusedRetryMin: 30, poll: 25_000, answer: 5_000, saving: 50 }

interface Asked { readonly method: string; readonly url: URL; readonly body: string }
type Answer = (asked: Asked) => Response | undefined

/** A server in memory; what is asked of it is kept, and a test may answer in its place. */
class Server {
  readonly couch = new MemoryCouch()
  readonly asked: Asked[] = []
  answer: Answer = () => undefined
  readonly fetch = (async (input: string, init: RequestInit = {}) => {
    await new Promise((resolve) => setImmediate(resolve))
    const asked = { method: init.method ?? 'GET', url: new URL(input), body: String(init.body ?? '') }
    this.asked.push(asked)
    const instead = this.answer(asked)
    if (instead) return instead
    // A poll is held until something happens; here nothing does.
    if (asked.url.searchParams.get('feed') === 'longpoll' && this.couch.revisions.changeCount(Number(asked.url.searchParams.get('since'))) === 0) {
      return new Promise<Response>((_resolve, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted'))))
    }
    return this.couch.answer(`http://127.0.0.1:5984${asked.url.pathname.replace(/^\/(other|proxy\/book)/, '/book')}${asked.url.search}`, init)
  }) as typeof fetch

  of(path: string): Asked[] {
    return this.asked.filter(({ url }) => url.pathname.endsWith(path))
  }
}

const open: Synchroniser[] = []
afterEach(() => Promise.all(open.splice(0).map((synchroniser) => synchroniser.stop())))

function connect(server: Server, revisions: Revisions, more: Partial<SynchroniserOptions> = {}): Synchroniser {
  const synchroniser = createSynchroniser({
    revisions, bookId: 'book-1', deviceId: 'A', timing: quick, fetch: server.fetch, createIfMissing: true, remote: { url: server.couch.url, user: 'siti', password: 'rahasia' }, ...more,
  })
  open.push(synchroniser)
  return synchroniser
}

const aDoc = (id: string, fields: object = {}): Record<string, unknown> => ({ _id: id, type: id.slice(0, id.indexOf(':')), schema: 1, device: 'A', author: 'siti', at: '2026-11-24T01:02:03.000Z-0000-A', ...fields })
const many = (count: number): Record<string, unknown>[] => Array.from({ length: count }, (_, n) => aDoc(`product:${String(n).padStart(4, '0')}`))
const refused = (status: number, headers: Record<string, string> = {}, body: object = { error: 'refused', reason: 'so it is' }): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

async function reaches(synchroniser: Synchroniser, condition: (status: SyncStatus) => boolean): Promise<SyncStatus> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const status = synchroniser.status()
    if (condition(status)) return status
    if (Date.now() > deadline) throw new Error(`waited too long, at ${JSON.stringify(status)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('checkpoints', () => {
  it('stand in the book itself, in one file with its documents', async () => {
    const store = aStore()
    store.write(many(3))
    await connect(new Server(), store).once()
    const kept = store.database.prepare("SELECT count(*) AS n FROM local_document WHERE body LIKE '%session_id%'").get()
    expect(kept).toEqual({ n: 2 })
  })

  it('that are lost cost a comparison and no body', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(150))
    await connect(server, store).once()
    store.database.exec('DELETE FROM local_document')
    server.couch.revisions.database.exec("DELETE FROM local_document WHERE id <> '_local/mendunia-book'")
    server.asked.length = 0
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pushed: 0, pulled: 0 })
    expect(server.of('/_bulk_docs')).toEqual([])
    expect(server.of('/_bulk_get')).toEqual([])
    expect(server.of('/_revs_diff').length).toBeGreaterThan(0)
  })

  it('are where the next feed begins', async () => {
    const [server, store] = [new Server(), aStore()]
    server.couch.handle('PUT', server.couch.url, undefined)
    server.couch.revisions.write(many(120))
    await connect(server, store).once()
    server.asked.length = 0
    await connect(server, store).once()
    expect(server.of('/_changes').map(({ url }) => Number(url.searchParams.get('since')))).toEqual(server.of('/_changes').map(() => server.couch.revisions.updateSequence()))
  })

  it('do not hang on address, user or password', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(120))
    await connect(server, store).once()
    server.asked.length = 0
    const moved = connect(server, store, { remote: { url: 'https://books.example.com/proxy/book', user: 'budi', password: 'lain' } })
    expect(await moved.once()).toMatchObject({ ok: true, pushed: 0, pulled: 0, pending: 0 })
    expect(server.of('/_revs_diff').length + server.of('/_bulk_docs').length + server.of('/_bulk_get').length).toBe(0)
  })

  it('that are ahead of a server which went back to a backup do not hide what it lacks', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(20))
    await connect(server, store).once()
    const backup = server.couch.backup()
    store.write([aDoc('party:later')])
    await connect(server, store).once()
    server.couch.restore(backup)
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pushed: 1 })
    expect(server.couch.revisions.get('party:later')).toBeDefined()
  })
})

it('a database that is made anew under a live exchange gets nothing before a person has said so', async () => {
  const [server, store] = [new Server(), aStore()]
  store.write(many(5))
  const synchroniser = connect(server, store, { timing: { ...quick, poll: 200 } })
  synchroniser.start()
  await reaches(synchroniser, ({ state }) => state === 'upToDate')
  server.couch.drop()
  server.couch.handle('PUT', server.couch.url, undefined)
  store.write([aDoc('party:late')])
  expect(await synchroniser.once()).toMatchObject({ ok: false, refusal: { code: 'SYNC_REPLACED' } })
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(synchroniser.status()).toMatchObject({ state: 'refused', refusal: { code: 'SYNC_REPLACED' } })
  expect(server.couch.revisions.get('product:0001')).toBeUndefined()
})

describe('each status has one meaning', () => {
  it.each([
    [401, 'refused', 'SYNC_UNAUTHORIZED'], [403, 'refused', 'SYNC_FORBIDDEN'], [404, 'refused', 'SYNC_NOT_FOUND'], [408, 'offline', 'SYNC_SERVER_ERROR'], [429, 'offline', 'SYNC_SERVER_ERROR'],
    [500, 'offline', 'SYNC_SERVER_ERROR'], [503, 'offline', 'SYNC_SERVER_ERROR'], [507, 'offline', 'SYNC_SERVER_FULL'],
  ])('%i: %s, %s', async (status, state, code) => {
    const server = new Server()
    server.answer = () => refused(status, {}, status === 404 ? { error: 'not_found', reason: 'Database does not exist.' } : undefined)
    expect(await connect(server, aStore(), { createIfMissing: false }).once()).toMatchObject({ ok: false, state, refusal: { code } })
  })

  it.each([409, 412, 413, 400])('%i for documents: it is found which one, and the others go', async (status) => {
    const [server, store] = [new Server(), aStore()]
    store.write([...many(30), aDoc('product:bad')])
    server.answer = ({ url, body }) => (url.pathname.endsWith('_bulk_docs') && body.includes('product:bad') ? refused(status) : undefined)
    const result = await connect(server, store).once()
    expect(result).toMatchObject({ ok: false, pushed: 30, pending: 1, denied: [{ id: 'product:bad', reason: `${status} so it is` }], refusal: { code: 'SYNC_DENIED' } })
  })

  it('413 in the middle of a live exchange is told, and repeated no more than the waits allow', async () => {
    const [server, store] = [new Server(), aStore()]
    const synchroniser = connect(server, store)
    synchroniser.start()
    await reaches(synchroniser, ({ state }) => state === 'upToDate')
    server.answer = ({ url }) => (url.pathname.endsWith('_bulk_docs') ? refused(413) : undefined)
    store.write([aDoc('product:large')])
    await reaches(synchroniser, ({ state, denied }) => state === 'refused' && denied.length === 1)
    const before = server.of('/_bulk_docs').length
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(server.of('/_bulk_docs').length).toBe(before)
  })

  it('401 is answered by one more log-in, and then a person is asked', async () => {
    const [server, store] = [new Server(), aStore()]
    let endings = 1
    server.answer = ({ url }) => (url.pathname.endsWith('_bulk_docs') && endings-- > 0 ? refused(401) : undefined)
    store.write(many(3))
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pushed: 3 })
    endings = 2
    store.write([aDoc('party:a')])
    expect(await connect(server, store).once()).toMatchObject({ ok: false, refusal: { code: 'SYNC_UNAUTHORIZED' }, pending: 1 })
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pushed: 1 })
  })

  it('Retry-After is waited for', async () => {
    const server = new Server()
    server.answer = () => refused(429, { 'retry-after': '1' })
    const synchroniser = connect(server, aStore())
    synchroniser.start()
    await reaches(synchroniser, ({ state }) => state === 'offline')
    const { length } = server.asked
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.asked).toHaveLength(length)
  })
})

describe('large documents', () => {
  it('beyond the limit of 8 MB are never sent, are listed, and keep nothing else out', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write([aDoc('product:a'), aDoc('product:large', { text: 'x'.repeat(documentBytesMax) }), aDoc('product:c')])
    const reason = expect.stringMatching(/^too_large: \d+ > 8000000/) as string
    expect(await connect(server, store).once()).toMatchObject({ ok: false, pushed: 2, pending: 1, denied: [{ id: 'product:large', reason }] })
    expect(Math.max(...server.asked.map(({ body }) => body.length))).toBeLessThan(1_000_000)
    server.asked.length = 0
    expect(await connect(server, store).once()).toMatchObject({ ok: false, denied: [{ id: 'product:large' }] })
    expect(server.of('/_bulk_docs')).toEqual([])
    // Shorter, it goes by itself.
    store.write([{ ...store.get('product:large')!, text: 'short' }])
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pushed: 1, pending: 0, denied: [] })
  })

  it('go in bodies that a proxy takes', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(40).map((doc) => ({ ...doc, text: 'x'.repeat(100_000) })))
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pushed: 40 })
    expect(Math.max(...server.of('/_bulk_docs').map(({ body }) => body.length))).toBeLessThan(1_000_000)
  })

  it('that are scans go last, one by one, and after a break only those that are missing', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write([...Array.from({ length: 4 }, (_, n) => aDoc(`scan:chunk-${n}`, { data: 'x'.repeat(1000) })), ...many(5)])
    let chunks = 0
    server.answer = ({ url, body }) => (url.pathname.endsWith('_bulk_docs') && body.includes('scan:') && ++chunks > 2 ? refused(503) : undefined)
    expect(await connect(server, store).once()).toMatchObject({ ok: false, pushed: 7, pending: 2 })
    const order = server.of('/_bulk_docs').map(({ body }) => [...body.matchAll(/"_id":"(scan|product)/g)].map((match) => match[1]))
    expect(order.slice(0, 3)).toEqual([Array(5).fill('product'), ['scan'], ['scan']])
    server.answer = () => undefined
    server.asked.length = 0
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pushed: 2, pending: 0 })
    const other = aStore()
    expect(await connect(server, other, { dataSaver: true }).once()).toMatchObject({ pulled: 5 })
    expect(await connect(server, other).once()).toMatchObject({ ok: true, pulled: 4 })
    expect(other.info().docCount).toBe(9)
  })
})

describe('the line', () => {
  it('is polled in times that no proxy cuts, without heartbeats', async () => {
    const server = new Server()
    const synchroniser = connect(server, aStore())
    synchroniser.start()
    await reaches(synchroniser, () => server.of('/_changes').some(({ url }) => url.searchParams.get('feed') === 'longpoll'))
    const poll = server.of('/_changes').find(({ url }) => url.searchParams.get('feed') === 'longpoll')!
    expect(Number(poll.url.searchParams.get('timeout'))).toBeLessThanOrEqual(25_000)
    expect(poll.url.searchParams.has('heartbeat')).toBe(false)
  })

  it('that is half open is left after a time', async () => {
    const server = new Server()
    const silent = ((_url: string, init: RequestInit) => new Promise((_resolve, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted'))))) as typeof fetch
    const synchroniser = connect(server, aStore(), { fetch: silent, timing: { ...quick, answer: 60 } })
    synchroniser.start()
    expect(await reaches(synchroniser, ({ state }) => state === 'offline')).toMatchObject({ refusal: { code: 'SYNC_OFFLINE' } })
  })

  it('carries smaller requests after one that was lost, and larger ones when they are quick', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(450))
    let lost = 0
    server.answer = ({ url, body }) => {
      if (!url.pathname.endsWith('_bulk_docs') || (body.match(/"_id"/g) ?? []).length <= 30) return undefined
      lost += 1
      throw new TypeError('fetch failed')
    }
    const synchroniser = connect(server, store)
    while (!(await synchroniser.once()).ok) if (lost > 20) break
    expect(lost).toBeLessThan(5)
    expect(synchroniser.status()).toMatchObject({ pending: 0 })
  })

  it('tells a clock that is wrong', async () => {
    const server = new Server()
    const off = 3 * 3_600_000
    const carried = (async (url: string, init: RequestInit) => {
      const response = await server.fetch(url, init)
      return new Response(response.body, { status: response.status, headers: { 'content-type': 'application/json', date: new Date(Date.now() + off).toUTCString() } })
    }) as typeof fetch
    const { clockSkewMs } = await connect(server, aStore(), { fetch: carried }).once()
    expect(Math.abs(clockSkewMs! - off)).toBeLessThan(5_000)
    expect((await connect(server, aStore()).once()).clockSkewMs).toBeNull()
  })

  it('on which the data saver is on is not held open', async () => {
    const [server, store] = [new Server(), aStore()]
    const synchroniser = connect(server, store, { dataSaver: true })
    synchroniser.start()
    await reaches(synchroniser, ({ state }) => state === 'upToDate')
    store.write([aDoc('party:a')])
    await reaches(synchroniser, ({ pending }) => pending === 0)
    expect(server.of('/_changes').filter(({ url }) => url.searchParams.get('feed') === 'longpoll')).toEqual([])
  })
})

describe('answers of another shape', () => {
  it.each([
    ['_revs_diff', { 'product:0000': { missing: 'all' } }], ['_revs_diff', { __proto__x: { missing: ['1-a'] } }], ['_revs_diff', []], ['_changes', { results: {}, last_seq: 5 }],
    ['_changes', { results: [null], last_seq: 5 }], ['_changes', { results: [], last_seq: {} }], ['_changes', { results: [{ seq: 1, id: 7, changes: [{ rev: '1-a' }] }], last_seq: 1 }], ['_bulk_docs', { ok: true }],
    ['_bulk_docs', [null]], ['_local/mendunia-book', { epoch: 7 }],
  ] as const)('%s: %j', async (path, body) => {
    const [server, store] = [new Server(), aStore()]
    await connect(server, store).once()
    store.write(many(5))
    server.answer = ({ url }) => (url.pathname.endsWith(path) ? new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } }) : undefined)
    expect(await connect(server, store).once()).toMatchObject({ ok: false, refusal: { code: 'SYNC_SERVER_ERROR' } })
    server.answer = () => undefined
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pending: 0 })
    expect(server.couch.revisions.info().docCount).toBe(5)
  })

  it('a document that was asked for and is not in the answer is asked for again', async () => {
    const [server, store] = [new Server(), aStore()]
    server.couch.handle('PUT', server.couch.url, undefined)
    server.couch.revisions.write(many(5))
    server.answer = ({ url }) => (url.pathname.endsWith('_bulk_get') ? new Response(JSON.stringify({ results: [] })) : undefined)
    expect(await connect(server, store).once()).toMatchObject({ ok: false, pulled: 0 })
    server.answer = () => undefined
    expect(await connect(server, store).once()).toMatchObject({ ok: true, pulled: 5 })
  })
})

describe('what is asked of a server', () => {
  it('is no filter, no view and no purge', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(400))
    await connect(server, store).once()
    await connect(server, aStore()).once()
    for (const { url } of server.asked) expect(url.href).not.toMatch(/filter=|_view|_purge|_find/)
  })

  it('is the newest before the rest, where much is waiting', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(800))
    await connect(server, store).once()
    expect(server.of('/_bulk_docs')[0]!.body).toContain('product:0799')
    const other = aStore()
    server.asked.length = 0
    expect(await connect(server, other).once()).toMatchObject({ ok: true, pulled: 800 })
    const newest = new Set(server.couch.revisions.changesSince(0).slice(-100).map(({ id }) => id))
    expect(other.changesSince(0).slice(0, 100).every(({ id }) => newest.has(id))).toBe(true)
  })

  it('is a document that was deleted and made again as well', async () => {
    const [server, one, two] = [new Server(), aStore(), aStore()]
    one.write([aDoc('party:a', { n: 1 })])
    for (const store of [one, two]) await connect(server, store).once()
    one.write([{ ...one.get('party:a')!, _deleted: true }])
    for (const store of [one, two]) await connect(server, store).once()
    expect(two.get('party:a')).toBeUndefined()
    one.write([aDoc('party:a', { n: 2 })])
    for (const store of [one, two]) expect(await connect(server, store).once()).toMatchObject({ ok: true })
    expect(two.get('party:a')).toMatchObject({ n: 2 })
  })

  it('is refused for more than a thousand documents only by stopping, not by passing over them all', async () => {
    const [server, store] = [new Server(), aStore()]
    store.write(many(1_300))
    server.answer = ({ url, body }) => {
      if (!url.pathname.endsWith('_bulk_docs')) return undefined
      return new Response(JSON.stringify((JSON.parse(body) as { docs: { _id: string }[] }).docs.map(({ _id }) => ({ id: _id, error: 'forbidden', reason: 'nothing today' }))), { status: 201 })
    }
    const { denied, ok } = await connect(server, store).once()
    expect(ok).toBe(false)
    expect(denied.length).toBeLessThanOrEqual(1_100)
    server.answer = () => undefined
    const again = connect(server, store)
    await again.once()
    expect(again.status()).toMatchObject({ pending: 0, denied: [] })
  })
})

const here = 'src/sync/pitfalls.test.ts'
const table: readonly (readonly [reason: string, file: string, test: string])[] = [
  ['P1 the place of truth is SQLite', here, 'stand in the book itself, in one file with its documents'],
  ['P2 two stores drift after a crash', 'test/simulation/planted-bugs.ts', 'projectionOutsideTransaction'],
  ['P3 checkpoints disagree', here, 'that are lost cost a comparison and no body'],
  ['P4 a feed from the beginning', here, 'are where the next feed begins'],
  ['P5 the id of a replication', here, 'do not hang on address, user or password'],
  ['P6 a database made anew', 'src/backend/exchange.test.ts', 'is compared with the book: what each side has that the other lacks'],
  ['P7 denied documents are passed over', 'src/sync/synchroniser.test.ts', 'are listed, counted as unsent, kept between sessions and sent when they are allowed'],
  ['P8 one document keeps a batch out', here, '%i for documents: it is found which one, and the others go'],
  ['P9 statuses', here, '413 in the middle of a live exchange is told, and repeated no more than the waits allow'],
  ['P10 8 MB', here, 'beyond the limit of 8 MB are never sent, are listed, and keep nothing else out'],
  ['P11 attachments', here, 'that are scans go last, one by one, and after a break only those that are missing'],
  ['P12 sessions end', here, '401 is answered by one more log-in, and then a person is asked'],
  ['P13 proxies cut', here, 'is polled in times that no proxy cuts, without heartbeats'],
  ['P14 half-open lines', here, 'that is half open is left after a time'],
  ['P15 conflicts pile up', 'src/store/book/resolve-conflicts.property.test.ts', 'books that merge on their own come to rest alike'],
  ['P16 revision limits', 'test/book/remote-documents.test.ts', 'a draft that is saved as it is typed keeps one body, also where it is received'],
  ['P17 deletions stay', here, 'is the newest before the rest, where much is waiting'],
  ['P18 filters', here, 'is no filter, no view and no purge'],
  ['P19 purge, and ids used again', here, 'is a document that was deleted and made again as well'],
  ['P20 open by mistake', 'src/sync/design-document.test.ts', 'never lets a posted document change or go'],
]

it.each(table)('%s: %s has the test “%s”', (_reason, file, test) => {
  expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).toContain(test)
})
