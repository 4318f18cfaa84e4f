import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startCouchServer, type CouchServer } from '../../../test/couch-server.ts'
import { PouchDB } from '../../../test/pouchdb.ts'
import type { Revisions } from '../revisions/index.ts'
import { aStore } from '../revisions/test-store.ts'

type Database = PouchDB.Database

let server: CouchServer
beforeAll(async () => {
  server = await startCouchServer({ createDatabase: false })
})
afterAll(() => server.close())

let remoteName: string
beforeEach(async () => {
  remoteName = `mendunia-test-${randomUUID()}`
  await server.request('PUT', remoteName)
  return async () => {
    await server.request('DELETE', remoteName)
  }
})

const remote = (): Database =>
  new PouchDB(server.root + remoteName, { skip_setup: true, auth: { username: server.user, password: server.password } } as object)
const show = (revisions: Revisions): Database => new PouchDB(randomUUID(), { adapter: 'better-sqlite3', revisions } as object)

/** Everything that two books which met must agree on. */
function content(store: Revisions): unknown {
  return store.changesSince(0).map((change) => ({ id: change.id, leaves: store.leaves(change.id) })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('replication with a CouchDB server', () => {
  it('carries documents, deletions, conflicts and attachments there and to another store', async () => {
    const [one, two] = [aStore(), aStore()]
    one.write(Array.from({ length: 250 }, (_, n) => ({ _id: `p:${n}`, n, name: `kain 布 ${n}` })))
    const gone = one.get('p:7')!
    one.write([{ _id: gone._id, _rev: gone._rev, _deleted: true }])
    one.write([{ _id: 'c', who: 'x', _rev: '1-x' }, { _id: 'c', who: 'y', _rev: '1-y' }], { newEdits: false })
    const scan = Buffer.from(Array.from({ length: 3000 }, (_, n) => n % 256))
    one.write([{ _id: 'scan', _attachments: { 'a.bin': { content_type: 'application/octet-stream', data: scan } } }])

    const pushed = await show(one).replicate.to(remote())
    expect(pushed).toMatchObject({ ok: true, docs_written: 253, doc_write_failures: 0 })
    const pulled = await show(two).replicate.from(remote())
    expect(pulled).toMatchObject({ ok: true, docs_written: 253 })
    expect(content(two)).toEqual(content(one))
    expect(two.attachmentOf('scan', 'a.bin')!.data.equals(scan)).toBe(true)
    expect(two.conflicts('c')).toEqual(['1-x'])
    expect(await show(one).replicate.to(remote())).toMatchObject({ docs_read: 0 })
  })

  it('brings two edited stores together', async () => {
    const [one, two] = [aStore(), aStore()]
    one.write([{ _id: 'a', n: 0 }])
    await show(one).sync(remote())
    await show(two).sync(remote())
    one.write([{ ...one.get('a')!, n: 1 }])
    two.write([{ ...two.get('a')!, n: 2 }, { _id: 'b' }])
    await show(one).sync(remote())
    await show(two).sync(remote())
    await show(one).sync(remote())
    expect(content(one)).toEqual(content(two))
    expect(one.conflicts('a')).toHaveLength(1)
    expect(one.get('a')).toEqual(two.get('a'))
  })

  it('goes on live in both directions', async () => {
    const [one, two] = [aStore(), aStore()]
    const links = [show(one).sync(remote(), { live: true }), show(two).sync(remote(), { live: true })]
    one.write([{ _id: 'from one', n: 1 }])
    await until(() => two.get('from one') !== undefined)
    two.write([{ ...two.get('from one')!, n: 2 }])
    await until(() => one.get('from one')!.n === 2)
    const doc = one.get('from one')!
    one.write([{ _id: doc._id, _rev: doc._rev, _deleted: true }])
    await until(() => two.get('from one') === undefined)
    for (const link of links) {
      const ended = new Promise((resolve) => link.on('complete', resolve))
      link.cancel()
      await ended
    }
    expect(content(one)).toEqual(content(two))
  })
})

describe('replication between two stores', () => {
  it('needs no server', async () => {
    const [one, two] = [aStore(), aStore()]
    one.write([{ _id: 'a', _attachments: { x: { content_type: 'text/plain', data: 'aGFsbG8=' } } }])
    two.write([{ _id: 'b' }])
    await show(one).sync(show(two))
    expect(content(one)).toEqual(content(two))
    expect(two.attachmentOf('a', 'x')!.data.toString()).toBe('hallo')
  })
})
