import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCouchServer, type CouchServer } from '../../test/couch-server.ts'
import type { Revisions } from '../store/revisions/index.ts'
import { aStore } from '../store/revisions/test-store.ts'
import { createSynchroniser } from './synchroniser.ts'
import type { Synchroniser } from './types.ts'

/**
 * Three books edit and exchange over a line that loses requests, and answers to requests that the server has carried out.
 * When the line is good again, a few exchanges must make all books equal, with nothing lost. A failure prints its seed.
 */
type Fate = 'through' | 'requestLost' | 'answerLost'

const fate = fc.oneof({ weight: 6, arbitrary: fc.constant<Fate>('through') }, fc.constantFrom<Fate>('requestLost', 'answerLost'))

type Step = { kind: 'edit'; book: number; doc: number; n: number } | { kind: 'remove'; book: number; doc: number } | { kind: 'exchange'; book: number }

const book = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), book, doc: fc.nat(5), n: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), book, doc: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('exchange' as const), book }) },
)

let server: CouchServer
beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
})
afterAll(() => server.close())

function content(store: Revisions): unknown {
  return store.changesSince(0).map((change) => ({ id: change.id, leaves: store.leaves(change.id) })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

describe('books on a line that loses requests and answers', () => {
  it('are equal when it is good again, and hold every leaf that any of them wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), fc.infiniteStream(fate), async (steps, fates) => {
        let good = false
        const line = (async (url: string, init: RequestInit) => {
          const what: Fate = good ? 'through' : fates.next().value
          if (what === 'requestLost') throw new TypeError('fetch failed')
          const response = await fetch(url, init)
          await response.clone().arrayBuffer()
          if (what === 'answerLost') throw new TypeError('terminated')
          return response
        }) as typeof fetch
        const url = `${server.root}mendunia-test-${randomUUID()}`
        const stores = [aStore(), aStore(), aStore()]
        const links: Synchroniser[] = stores.map((revisions, at) =>
          createSynchroniser({
            revisions, bookId: 'b', deviceId: 'ABC'[at]!, remote: { url, user: server.user, password: server.password }, createIfMissing: true, fetch: line,
          }))
        const written = new Map<string, Set<string>>()
        const note = (id: string, rev: string): void => void written.set(id, (written.get(id) ?? new Set()).add(rev))

        for (const { book: at, ...one } of steps) {
          const store = stores[at]!
          if (one.kind === 'exchange') {
            await links[at]!.once()
            continue
          }
          const id = `product:${one.doc}`
          const current = store.winner(id)
          if (one.kind === 'remove' && (!current || current._deleted)) continue
          const fields = one.kind === 'remove' ? { _deleted: true } : { n: one.n, device: at }
          const [result] = store.write([{ _id: id, ...(current ? { _rev: current._rev } : {}), ...fields }])
          expect(result!.error).toBeUndefined()
          note(id, (result as { rev: string }).rev)
        }
        good = true
        for (let round = 0; round < 2; round++) for (const link of links) expect(await link.once()).toMatchObject({ ok: true, pending: 0 })
        const [first, ...others] = stores
        for (const other of others) expect(content(other)).toEqual(content(first!))
        for (const [id, revs] of written) {
          for (const rev of revs) expect(first!.get(id, { rev, latest: true }), `${id} ${rev}`).toBeDefined()
        }
        await Promise.all(links.map((link) => link.stop()))
        await server.request('DELETE', url.slice(server.root.length))
      }),
      { numRuns: 12 },
    )
  }, 60_000)
})
