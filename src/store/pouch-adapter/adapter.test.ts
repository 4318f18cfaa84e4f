import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PouchDB } from '../../../test/pouchdb.ts'
import { aStore } from '../revisions/test-store.ts'

type Database = PouchDB.Database

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pouch-adapter-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (name = 'book.db', options: object = {}): Database => new PouchDB(join(folder, name), { adapter: 'better-sqlite3', ...options })

/** Collects changes until `count` came. */
function listen(db: Database, options: object, count: number): Promise<PouchDB.Change[]> {
  return new Promise((resolve, reject) => {
    const seen: PouchDB.Change[] = []
    const feed = db.changes({ live: true, ...options })
    feed.on('error', reject)
    feed.on('change', (change) => {
      seen.push(change)
      if (seen.length < count) return
      feed.cancel()
      resolve(seen)
    })
  })
}

describe('a database in a file of its own', () => {
  it('is there again after it was closed', async () => {
    const first = open()
    const { rev } = await first.put({ _id: 'a', n: 1 })
    const info = await first.info()
    const id = await first.id()
    await first.close()
    const second = open()
    expect(await second.get('a')).toEqual({ _id: 'a', _rev: rev, n: 1 })
    expect(await second.info()).toEqual(info)
    expect(await second.id()).toBe(id)
    await second.close()
  })

  it('leaves nothing behind when it is destroyed, and can be made anew', async () => {
    const db = open('deep/book.db')
    await db.put({ _id: 'a' })
    await db.destroy()
    expect(readdirSync(join(folder, 'deep'))).toEqual([])
    const again = open('deep/book.db')
    expect((await again.info()).doc_count).toBe(0)
    await again.close()
  })

  it('is shared by PouchDB objects of the same name', async () => {
    const one = open()
    const other = open()
    const heard = listen(other, { since: 'now' }, 1)
    await other.info()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await one.put({ _id: 'a' })
    expect(await heard).toMatchObject([{ id: 'a', seq: 1 }])
    await one.close()
    expect((await other.get('a'))._id).toBe('a')
    await other.close()
  })

  it('refuses a file that is no database, and one of a newer version', async () => {
    const db = open()
    await db.info()
    await db.close()
    const { default: Sqlite } = await import('better-sqlite3')
    const raw = new Sqlite(join(folder, 'book.db'))
    raw.pragma('user_version = 99')
    raw.close()
    await expect(open().info()).rejects.toThrow('newer version')
    rmSync(join(folder, 'book.db'))
    await import('node:fs').then(({ writeFileSync }) => writeFileSync(join(folder, 'text.db'), 'this is no database, only some text'.repeat(50)))
    await expect(open('text.db').info()).rejects.toThrow('not a database')
  })
})

describe('a store that was lent to PouchDB', () => {
  it('is read and written through it, and survives closing and destroying', async () => {
    const revisions = aStore()
    const db: Database = new PouchDB('lent', { adapter: 'better-sqlite3', revisions } as object)
    revisions.write([{ _id: 'a', n: 1 }])
    expect((await db.get('a')).n).toBe(1)
    await db.put({ _id: 'b' })
    expect(revisions.get('b')).toBeDefined()
    await expect(db.destroy()).rejects.toMatchObject({ status: 403 })
    await db.close()
    expect(revisions.database.open).toBe(true)
    expect(existsSync('lent')).toBe(false)
    const again: Database = new PouchDB('lent', { adapter: 'better-sqlite3', revisions } as object)
    expect((await again.info()).doc_count).toBe(2)
    await again.close()
  })

  it('tells live listeners what the store itself wrote, also within a foreign transaction', async () => {
    const revisions = aStore()
    const db: Database = new PouchDB('lent-live', { adapter: 'better-sqlite3', revisions } as object)
    revisions.write([{ _id: 'before' }])
    const heard = listen(db, { since: 0, include_docs: true }, 3)
    await new Promise((resolve) => setTimeout(resolve, 20))
    revisions.write([{ _id: 'x', n: 1 }])
    revisions.database.transaction(() => revisions.write([{ _id: 'y', n: 2 }]))()
    expect((await heard).map((change) => [change.id, change.seq, change.doc?.n])).toEqual([['before', 1, undefined], ['x', 2, 1], ['y', 3, 2]])
    await db.close()
  })
})

describe('changes', () => {
  it('pages through more than one page, each document once', async () => {
    const revisions = aStore()
    const db: Database = new PouchDB('paged', { adapter: 'better-sqlite3', revisions } as object)
    revisions.write(Array.from({ length: 950 }, (_, n) => ({ _id: `d${n}`, n })))
    const { results, last_seq } = await db.changes({ filter: (doc: { n: number }) => doc.n % 2 === 0 })
    expect(results).toHaveLength(475)
    expect(last_seq).toBe(950)
    expect((await db.changes({ descending: true })).results.map((change) => change.seq)).toEqual(Array.from({ length: 950 }, (_, n) => 950 - n))
    expect((await db.changes({ since: 300, limit: 2 })).results.map((change) => change.seq)).toEqual([301, 302])
    await db.close()
  })

  it('stops a feed that is cancelled at once', async () => {
    const db = open()
    await db.bulkDocs(Array.from({ length: 10 }, (_, n) => ({ _id: `d${n}` })))
    const feed = db.changes({ since: 0 })
    feed.on('change', () => expect.unreachable())
    feed.cancel()
    await feed
    await db.close()
  })

  it('gives a filter that throws to the caller', async () => {
    const db = open()
    await db.put({ _id: 'a' })
    await expect(db.changes({ filter: () => { throw new Error('bad filter'); } })).rejects.toMatchObject({ status: 400 })
    await db.close()
  })
})

describe('purge, compaction and attachments', () => {
  it('purges a leaf of a conflict and keeps the other', async () => {
    const db = open()
    await db.bulkDocs([{ _id: 'a', _rev: '1-x', n: 1 }, { _id: 'a', _rev: '1-y', n: 2 }], { new_edits: false })
    const purge = db.purge.bind(db)
    expect(await purge('a', '1-y')).toMatchObject({ documentWasRemovedCompletely: false, deletedRevs: ['1-y'] })
    expect(await db.get('a', { conflicts: true })).toEqual({ _id: 'a', _rev: '1-x', n: 1 })
    expect(await db.get('_local/purges')).toMatchObject({ purges: [{ docId: 'a', rev: '1-y' }] })
    await db.close()
  })

  it('purges a document wholly', async () => {
    const db = open()
    const { rev } = await db.put({ _id: 'a' })
    const purge = db.purge.bind(db)
    await expect(purge('b', '1-x')).rejects.toMatchObject({ status: 404 })
    expect(await purge('a', rev)).toMatchObject({ documentWasRemovedCompletely: true })
    await expect(db.get('a')).rejects.toMatchObject({ status: 404 })
    expect((await db.info()).doc_count).toBe(0)
    await db.close()
  })

  it('compacts while it writes, when asked to', async () => {
    const db = open('auto.db', { auto_compaction: true })
    const { rev } = await db.put({ _id: 'a', n: 1 })
    await db.put({ _id: 'a', _rev: rev, n: 2 })
    await expect(db.get('a', { rev })).rejects.toMatchObject({ status: 404 })
    await db.close()
  })

  it('carries bytes of attachments unchanged', async () => {
    const db = open()
    const data = Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7) % 256))
    const { rev } = await db.putAttachment('a', 'scan.bin', data, 'application/octet-stream')
    expect(Buffer.compare((await db.getAttachment('a', 'scan.bin')) as Buffer, data)).toBe(0)
    const doc = await db.get('a', { attachments: true, binary: true })
    expect((doc._attachments!['scan.bin'] as { data: Buffer }).data.equals(data)).toBe(true)
    await db.removeAttachment('a', 'scan.bin', rev)
    await db.compact()
    await expect(db.getAttachment('a', 'scan.bin', { rev })).rejects.toMatchObject({ status: 404 })
    await db.close()
  })

  it('takes attachments from streams, and nothing of one that breaks off', async () => {
    const db = open()
    const chunks = Array.from({ length: 20 }, (_, n) => Buffer.alloc(10_000, n))
    const put = db.putAttachment.bind(db) as unknown as (id: string, name: string, data: unknown, type: string) => Promise<unknown>
    await put('a', 'scan.bin', Readable.from(chunks), 'application/octet-stream')
    await put('b', 'scan.bin', new Blob(chunks), 'application/octet-stream')
    for (const id of ['a', 'b']) expect(((await db.getAttachment(id, 'scan.bin')) as Buffer).equals(Buffer.concat(chunks))).toBe(true)
    const broken = Readable.from((function* () {
      yield chunks[0]
      throw new Error('the scanner was unplugged')
    })())
    await expect(put('c', 'scan.bin', broken, 'application/octet-stream')).rejects.toMatchObject({ message: 'the scanner was unplugged' })
    await expect(db.get('c')).rejects.toMatchObject({ status: 404 })
    await expect(put('c', 'scan.bin', Readable.from(['text']), 'text/plain')).rejects.toMatchObject({ name: 'badarg' })
    expect((await db.info()).doc_count).toBe(2)
    await db.close()
  })
})
