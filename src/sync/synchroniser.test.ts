import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startCouchServer, type CouchServer } from '../../test/couch-server.ts'
import type { Revisions } from '../store/revisions/index.ts'
import { aStore } from '../store/revisions/test-store.ts'
import { installDesignDocument } from './design-document.ts'
import { createSynchroniser } from './synchroniser.ts'
import type { Synchroniser, SynchroniserOptions, SyncStatus } from './types.ts'

const quick = { retryMin: 20, retryMax: 60, refusedRetryMin: 30, poll: 1_000, answer: 5_000 }

let server: CouchServer
let name: string
const open: Synchroniser[] = []
const unexpected: unknown[] = []

beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
})
afterAll(() => server.close())
beforeEach(async () => {
  name = `mendunia-test-${randomUUID()}`
  await server.request('PUT', name)
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((synchroniser) => synchroniser.stop()))
  await server.request('DELETE', name)
  expect(unexpected.splice(0)).toEqual([])
})

function connect(revisions: Revisions, options: Partial<SynchroniserOptions> & { password?: string } = {}): Synchroniser {
  const { password = server.password, ...rest } = options
  const synchroniser = createSynchroniser({
    revisions, bookId: 'book-1', deviceId: 'A', timing: quick, onUnexpected: (error) => unexpected.push(error), remote: { url: server.root + name, user: server.user, password }, ...rest,
  })
  open.push(synchroniser)
  return synchroniser
}

const aDraft = (key: string, fields: object = {}): Record<string, unknown> => ({
  _id: `product:${key}`, type: 'product', schema: 1, device: 'A', author: 'siti', at: '2026-11-24T01:02:03.000Z-0000-A', ...fields,
})

function content(store: Revisions): unknown {
  return store.changesSince(0).map((change) => ({ id: change.id, leaves: store.leaves(change.id) })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function reaches(synchroniser: Synchroniser, condition: (status: SyncStatus) => boolean): Promise<SyncStatus> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const status = synchroniser.status()
    if (condition(status)) return status
    if (Date.now() > deadline) throw new Error(`waited too long, at ${JSON.stringify(status)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** A line that can be cut; a request that is open is cut with it. */
function aLine(): { up: boolean; fetch: typeof fetch; cut(): void; requests: Request[] } {
  let cutter = new AbortController()
  const line = {
    up: true,
    requests: [] as Request[],
    cut() {
      line.up = false
      cutter.abort()
      cutter = new AbortController()
    },
    fetch: ((url: string, init: RequestInit) => {
      if (!line.up) return Promise.reject(new TypeError('fetch failed'))
      line.requests.push(new Request(url, { headers: init.headers!, method: init.method ?? 'GET' }))
      return fetch(url, { ...init, signal: AbortSignal.any([init.signal!, cutter.signal]) })
    }) as typeof fetch,
  }
  return line
}

describe('one exchange', () => {
  it('brings two books together through the server', async () => {
    const [one, two] = [aStore(), aStore()]
    one.write([aDraft('a', { n: 1 }), aDraft('b')])
    expect(await connect(one).once()).toMatchObject({ ok: true, state: 'upToDate', pushed: 2, pulled: 0, pending: 0, denied: [], refusal: null })
    expect(await connect(two).once()).toMatchObject({ ok: true, pushed: 0, pulled: 2, pending: 0 })
    one.write([{ ...one.get('product:a')!, n: 2 }])
    two.write([{ ...two.get('product:a')!, n: 3 }, aDraft('c')])
    const [first, second] = [connect(one), connect(two)]
    expect(first.status()).toMatchObject({ state: 'off', pending: 1, lastSuccess: expect.any(String) })
    for (const synchroniser of [first, second, first]) expect((await synchroniser.once()).ok).toBe(true)
    expect(content(one)).toEqual(content(two))
    expect(one.conflicts('product:a')).toEqual(two.conflicts('product:a'))
    expect(first.status()).toMatchObject({ state: 'upToDate', pushed: 1, pulled: 2, pending: 0 })
  })

  it('reports progress', async () => {
    const store = aStore()
    store.write(Array.from({ length: 250 }, (_, n) => aDraft(String(n))))
    const seen: [number, number | null][] = []
    await connect(store).once(({ pushed, remaining }) => seen.push([pushed, remaining]))
    expect(seen).toEqual([[100, 150], [200, 50], [250, 0]])
  })

  it('remembers between sessions what the server has confirmed', async () => {
    const store = aStore()
    store.write([aDraft('a')])
    await connect(store).once()
    expect(connect(store).status()).toMatchObject({ pending: 0, lastSuccess: expect.stringMatching(/^\d{4}-/) })
    expect(await connect(store).once()).toMatchObject({ pushed: 0, pulled: 0 })
  })

  it.each([
    ['a wrong password', { password: 'wrong' }, 'SYNC_UNAUTHORIZED'],
    ['a database that is not there', { remote: () => ({ url: `${server.root}nowhere`, user: server.user, password: server.password }) }, 'SYNC_NOT_FOUND'],
    ['an address that is none', { remote: () => ({ url: 'not an address' }) }, 'SYNC_URL_INVALID'],
    ['an address without database', { remote: () => ({ url: server.root }) }, 'SYNC_URL_INVALID'],
    ['another protocol', { remote: () => ({ url: 'ftp://127.0.0.1/book' }) }, 'SYNC_URL_INVALID'],
  ])('is refused for %s', async (_what, given, code) => {
    const options = { ...given } as { password?: string; remote?: unknown }
    if (typeof options.remote === 'function') options.remote = (options.remote as () => unknown)()
    const synchroniser = connect(aStore(), options as Partial<SynchroniserOptions>)
    expect(await synchroniser.once()).toMatchObject({ ok: false, state: 'refused', refusal: { code } })
    expect(synchroniser.status()).toMatchObject({ state: 'refused', refusal: { code } })
  })

  it('makes the database when told to', async () => {
    const url = `${server.root}${name}-new`
    const options = { remote: { url, user: server.user, password: server.password } }
    expect(await connect(aStore(), { ...options, createIfMissing: true }).once()).toMatchObject({ ok: true })
    expect((await server.request('GET', `${name}-new`)).status).toBe(200)
    await server.request('DELETE', `${name}-new`)
  })

  it('does not mix two companies', async () => {
    const [one, two] = [aStore(), aStore()]
    one.write([aDraft('a')])
    two.write([aDraft('b')])
    await connect(one).once()
    expect(await connect(two, { bookId: 'book-2' }).once()).toMatchObject({ ok: false, refusal: { code: 'SYNC_WRONG_BOOK' } })
    expect(two.get('product:a')).toBeUndefined()
    const clone = connect(aStore(), { bookId: '' })
    expect(await clone.once()).toMatchObject({ ok: true, pulled: 1 })
    expect(clone.remoteBookId()).toBe('book-1')
  })

  it('stops before a database that was replaced, and sends everything when told to go on', async () => {
    const store = aStore()
    store.write([aDraft('a'), aDraft('b')])
    await connect(store).once()
    await server.request('DELETE', name)
    await server.request('PUT', name)
    expect(await connect(store).once()).toMatchObject({ ok: false, state: 'refused', refusal: { code: 'SYNC_REPLACED' } })
    expect(await connect(store, { acceptReplaced: true }).once()).toMatchObject({ ok: true, pushed: 2, pending: 0 })
    expect(await connect(store).once()).toMatchObject({ ok: true })
  })

  it('keeps credentials out of addresses and of the book', async () => {
    const store = aStore()
    const line = aLine()
    const url = `${server.root.replace('://', `://${server.user}:${server.password}@`)}${name}`
    expect(await connect(store, { remote: { url }, fetch: line.fetch }).once()).toMatchObject({ ok: true })
    for (const request of line.requests) {
      expect(request.url).not.toContain(server.password)
      expect(request.headers.get('authorization')).toMatch(/^Basic /)
    }
    const kept = JSON.stringify(store.database.prepare('SELECT * FROM local_document').all())
    expect(kept).not.toContain(server.password)
  })
})

describe('documents that the other side does not take', () => {
  it('are listed, counted as unsent, kept between sessions and sent when they are allowed', async () => {
    await server.request('PUT', `${name}/_design/strict`, { _id: '_design/strict', validate_doc_update: "function (d) { if (d.bad) throw ({ forbidden: 'no bad documents' }); }" })
    const store = aStore()
    store.write([aDraft('a'), aDraft('bad', { bad: true }), aDraft('c')])
    const denied = [{ id: 'product:bad', rev: store.get('product:bad')!._rev, direction: 'push', reason: expect.stringContaining('no bad documents') }]
    expect(await connect(store).once()).toMatchObject({ ok: false, state: 'refused', pushed: 2, pending: 1, denied, refusal: { code: 'SYNC_DENIED', params: { count: 1 } } })
    const later = connect(store)
    expect(later.status()).toMatchObject({ pending: 1, denied })
    expect(await later.once()).toMatchObject({ ok: false, denied })
    const { body } = await server.request('GET', `${name}/_design/strict`)
    await server.request('DELETE', `${name}/_design/strict?rev=${(body as { _rev: string })._rev}`)
    expect(await later.once()).toMatchObject({ ok: true, pushed: 1, pending: 0, denied: [] })
    expect((await server.request('GET', `${name}/product:bad`)).status).toBe(200)
    expect(store.get('_design/strict')).toBeUndefined()
  })

  it('are posted documents that were changed against the rules', async () => {
    await installDesignDocument({ url: server.root + name, user: server.user, password: server.password })
    const store = aStore()
    store.write([aDraft('a', { chain: { previous: null } })])
    expect(await connect(store).once()).toMatchObject({ ok: true, pushed: 1 })
    store.write([{ ...store.get('product:a')!, author: 'thief' }])
    expect(await connect(store).once()).toMatchObject({ ok: false, denied: [{ id: 'product:a', reason: expect.stringContaining('POSTED_IMMUTABLE') }] })
  })

  it('are found by halves when the server refuses the whole body, and do not keep the others out', async () => {
    const store = aStore()
    store.write(Array.from({ length: 40 }, (_, n) => aDraft(String(n).padStart(2, '0'), n === 23 ? { large: 'x'.repeat(5_000) } : {})))
    const narrow = ((url: string, init: RequestInit) =>
      String(init.body ?? '').length > 4_000
        ? Promise.resolve(new Response('{"error":"too_large","reason":"the request entity is too large"}', { status: 413, headers: { 'content-type': 'application/json' } }))
        : fetch(url, init)) as typeof fetch
    const result = await connect(store, { fetch: narrow }).once()
    expect(result).toMatchObject({ ok: false, pushed: 39, pending: 1, denied: [{ id: 'product:23', reason: expect.stringContaining('413') }] })
  })

  it('are documents that the server lists but does not give', async () => {
    const [one, two] = [aStore(), aStore()]
    one.write([aDraft('a'), aDraft('lost'), aDraft('c')])
    await connect(one).once()
    const leaky = (async (url: string, init: RequestInit) => {
      const response = await fetch(url, init)
      if (!url.includes('_bulk_get')) return response
      const body = (await response.json()) as { results: { id: string; docs: object[] }[] }
      for (const result of body.results) if (result.id === 'product:lost') result.docs = [{ error: { rev: '1-x', error: 'not_found', reason: 'missing' } }]
      return Response.json(body)
    }) as typeof fetch
    expect(await connect(two, { fetch: leaky }).once()).toMatchObject({ ok: false, pulled: 2, denied: [{ id: 'product:lost', direction: 'pull', reason: 'missing' }] })
    expect(await connect(two).once()).toMatchObject({ ok: true, pulled: 1, denied: [] })
  })

  it('are documents that the book itself cannot store', async () => {
    const one = aStore()
    one.write([aDraft('a'), aDraft('poison', { poison: true }), aDraft('c')])
    await connect(one).once()
    let strict = true
    const two = aStore({
      onWinners: (changes) => {
        if (strict && changes.some((change) => change.body['poison'])) throw new Error('cannot be projected')
      },
    })
    const synchroniser = connect(two)
    expect(await synchroniser.once()).toMatchObject({ ok: false, pulled: 2, denied: [{ id: 'product:poison', direction: 'pull', reason: 'cannot be projected' }] })
    strict = false
    expect(await synchroniser.once()).toMatchObject({ ok: true, pulled: 1, denied: [] })
    expect(content(two)).toEqual(content(one))
  })
})

describe('live', () => {
  it('exchanges as things change, and is quiet after stop', async () => {
    const [one, two] = [aStore(), aStore()]
    const [first, second] = [connect(one), connect(two)]
    const states: string[] = []
    first.onStatus((status) => {
      if (states.at(-1) !== status.state) states.push(status.state)
    })
    first.start()
    second.start()
    await reaches(first, (status) => status.state === 'upToDate')
    await reaches(second, (status) => status.state === 'upToDate')
    one.write([aDraft('a', { n: 1 })])
    await reaches(second, () => two.get('product:a') !== undefined)
    two.write([{ ...two.get('product:a')!, n: 2 }])
    await reaches(first, () => one.get('product:a')!['n'] === 2)
    const status = await reaches(first, ({ state, pending }) => state === 'upToDate' && pending === 0)
    expect(status).toMatchObject({ pushed: 1, pulled: 1, refusal: null })
    expect(states.slice(0, 3)).toEqual(['connecting', 'syncing', 'upToDate'])
    await first.stop()
    expect(first.status().state).toBe('off')
    two.write([aDraft('later')])
    await reaches(second, ({ state, pending }) => state === 'upToDate' && pending === 0)
    expect(one.get('product:later')).toBeUndefined()
  })

  it('goes offline with the line, counts what waits, and comes back by itself', async () => {
    const line = aLine()
    const store = aStore()
    const synchroniser = connect(store, { fetch: line.fetch })
    synchroniser.start()
    await reaches(synchroniser, (status) => status.state === 'upToDate')
    line.cut()
    await reaches(synchroniser, (status) => status.state === 'offline')
    store.write([aDraft('a'), aDraft('b')])
    expect(synchroniser.status()).toMatchObject({ pending: 2, refusal: { code: 'SYNC_OFFLINE' } })
    line.up = true
    expect(await reaches(synchroniser, ({ state, pending }) => state === 'upToDate' && pending === 0)).toMatchObject({ pushed: 2, refusal: null })
  })

  it('waits for a person after a wrong password, and tries once more when woken', async () => {
    const line = aLine()
    const synchroniser = connect(aStore(), { password: 'wrong', fetch: line.fetch })
    synchroniser.start()
    await reaches(synchroniser, ({ refusal }) => refusal?.code === 'SYNC_UNAUTHORIZED')
    const { length } = line.requests
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(line.requests).toHaveLength(length)
    synchroniser.retryNow()
    await reaches(synchroniser, () => line.requests.length > length)
  })

  it('takes a server that never answers for a lost line', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve)
    })
    const { port } = silent.address() as AddressInfo
    const synchroniser = connect(aStore(), { remote: { url: `http://127.0.0.1:${port}/book` }, timing: { ...quick, answer: 100 } })
    expect(await synchroniser.once()).toMatchObject({ ok: false, state: 'offline', refusal: { code: 'SYNC_OFFLINE' } })
    silent.closeAllConnections()
    silent.close()
    expect(await synchroniser.once()).toMatchObject({ refusal: { code: 'SYNC_OFFLINE' } })
  })

  it.each([[302, { location: 'http://127.0.0.1:1/' }, ''], [200, { 'content-type': 'text/html' }, '<html>Log in</html>'], [503, { 'retry-after': '1' }, '']])(
    'takes an answer of status %d that is no CouchDB for a server fault',
    async (status, headers, body) => {
      const answering = (() => Promise.resolve(new Response(body, { status, headers: headers as Record<string, string> }))) as typeof fetch
      expect(await connect(aStore(), { fetch: answering }).once()).toMatchObject({ state: 'offline', refusal: { code: 'SYNC_SERVER_ERROR', params: { status } } })
    },
  )

  it('can be stopped while it waits, while it connects and twice', async () => {
    const line = aLine()
    line.up = false
    const synchroniser = connect(aStore(), { fetch: line.fetch, timing: { ...quick, retryMin: 60_000, retryMax: 60_000 } })
    synchroniser.start()
    await reaches(synchroniser, (status) => status.state === 'offline')
    await synchroniser.stop()
    await synchroniser.stop()
    synchroniser.start()
    await synchroniser.stop()
    expect(synchroniser.status().state).toBe('off')
  })
})

describe('stopping', () => {
  it('ends a run that waits for the server, at once', async () => {
    const synchroniser = connect(aStore(), {
      fetch: ((_url: string, init: RequestInit) =>
        new Promise((_resolve, reject) => {
          init.signal!.addEventListener('abort', () => reject(new Error('aborted')))
        })) as typeof fetch,
      timing: { ...quick, answer: 60_000 },
    })
    const run = synchroniser.once()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await synchroniser.stop()
    expect(await run).toMatchObject({ ok: false, refusal: { code: 'CANCELLED' } })
    expect(synchroniser.status().state).toBe('off')
  })

  it('ends a run in the middle of a large exchange, and the next one goes on from there', async () => {
    const store = aStore()
    store.write(Array.from({ length: 1_000 }, (_, n) => aDraft(String(n))))
    const synchroniser = connect(store)
    const run = synchroniser.once(() => void synchroniser.stop())
    expect(await run).toMatchObject({ ok: false, refusal: { code: 'CANCELLED' } })
    const { pushed } = synchroniser.status()
    expect(pushed).toBeLessThan(1_000)
    expect(await synchroniser.once()).toMatchObject({ ok: true, pending: 0 })
    expect((await server.request('GET', name)).body).toMatchObject({ doc_count: 1_000 })
  })
})

describe('another book as remote', () => {
  it('is replicated both ways without a server', async () => {
    const [one, two] = [aStore(), aStore()]
    one.write([aDraft('a'), aDraft('b')])
    two.write([aDraft('c')])
    const synchroniser = connect(one, { remote: two })
    expect(await synchroniser.once()).toMatchObject({ ok: true, pushed: 2, pulled: 1, pending: 0 })
    expect(content(one)).toEqual(content(two))
    two.write([aDraft('d')])
    expect(await synchroniser.once()).toMatchObject({ ok: true, pushed: 0, pulled: 1 })
    expect(await connect(one, { remote: { revisions: two, bookId: 'book-2' } }).once()).toMatchObject({ refusal: { code: 'SYNC_WRONG_BOOK' } })
    expect(await connect(one, { remote: one }).once()).toMatchObject({ refusal: { code: 'SYNC_WRONG_BOOK' } })
  })
})
