import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PouchDB } from '../../../test/pouchdb.ts'

// One test for each thing that PouchDB asks of an adapter, on a file of its own; what is random is in memory-equality.property.test.ts.
let folder: string
let db: PouchDB.Database
const open = (name: string, options: object = {}): PouchDB.Database => new PouchDB(join(folder, name), { adapter: 'better-sqlite3', ...options })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pouch-areas-'))
  db = open('areas.db')
  return async () => {
    await db.close()
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const idsOf = (rows: unknown): string[] => (rows as { id: string }[]).map(({ id }) => id)

/** Two branches: 3-c (winner) and 2-z beside 1-a. */
async function branched(): Promise<void> {
  await db.bulkDocs([
    { _id: 'doc', _rev: '3-c', n: 3, _revisions: { start: 3, ids: ['c', 'b', 'a'] } }, { _id: 'doc', _rev: '2-z', n: 20, _revisions: { start: 2, ids: ['z', 'a'] } },
  ] as object[], { new_edits: false })
}

describe('bulkDocs', () => {
  it('answers each edit by itself', async () => {
    const first = await db.put({ _id: 'a' })
    const results = await db.bulkDocs([{ _id: 'a' }, { _id: 'b' }, { _id: 'a', _rev: first.rev, _deleted: true }] as object[])
    expect((results as { error?: unknown; status?: number }[]).map(({ error, status }) => (error ? status : 'ok'))).toEqual([409, 'ok', 'ok'])
  })

  it('takes replicated revisions as they are, any number of times', async () => {
    await branched()
    const before = await db.info()
    await branched()
    expect(await db.info()).toEqual(before)
    expect(await db.get('doc', { conflicts: true })).toEqual({ _id: 'doc', _rev: '3-c', n: 3, _conflicts: ['2-z'] })
  })

  it('writes what is under way at once in one transaction, and refuses only what is wrong', async () => {
    const results = await Promise.allSettled([db.put({ _id: 'a' }), db.put({ _id: 'a' }), db.put({ _id: '_wrong' }), db.put({ _id: 'b' }), db.bulkDocs([{ _id: 'c', _odd: 1 }])])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected'])
    expect(idsOf((await db.allDocs()).rows)).toEqual(['a', 'b'])
    expect(await db.info()).toMatchObject({ doc_count: 2, update_seq: 2 })
  })

  it('keeps what was written and not yet answered when it is closed', async () => {
    const written = db.put({ _id: 'a' })
    await db.close()
    await written
    db = open('areas.db')
    expect((await db.get('a'))._id).toBe('a')
  })
})

describe('get', () => {
  it('shows the path, the leaves, the latest of a branch', async () => {
    await branched()
    expect(await db.get('doc', { revs: true })).toMatchObject({ _revisions: { start: 3, ids: ['c', 'b', 'a'] } })
    expect(await db.get('doc', { rev: '2-z' })).toMatchObject({ n: 20 })
    expect(await db.get('doc', { rev: '2-b', latest: true } as object)).toMatchObject({ _rev: '3-c' })
    expect(await db.get('doc', { revs_info: true } as object)).toMatchObject({ _revs_info: [{ rev: '3-c', status: 'available' }, { rev: '2-b', status: 'missing' }, { rev: '1-a', status: 'missing' }] })
    const leaves = await db.get('doc', { open_revs: 'all' } as object) as unknown as { ok: { _rev: string } }[]
    expect(leaves.map(({ ok }) => ok._rev).sort()).toEqual(['2-z', '3-c'])
    expect(await db.get('doc', { open_revs: ['2-z', '9-x'] } as object)).toMatchObject([{ ok: { n: 20 } }, { missing: '9-x' }])
    await expect(db.get('doc', { rev: '2-b' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('allDocs', () => {
  it('knows every option', async () => {
    await db.bulkDocs(['a', 'b', 'c', 'd', 'e'].map((_id) => ({ _id })))
    await db.remove((await db.get('c')) as { _id: string; _rev: string })
    const ids = async (options: object): Promise<string[]> => idsOf((await db.allDocs(options)).rows)
    expect(await ids({})).toEqual(['a', 'b', 'd', 'e'])
    expect(await ids({ startkey: 'b', endkey: 'd' })).toEqual(['b', 'd'])
    expect(await ids({ startkey: 'b', endkey: 'd', inclusive_end: false })).toEqual(['b'])
    expect(await ids({ descending: true, startkey: 'd', endkey: 'a', limit: 2 })).toEqual(['d', 'b'])
    expect(await ids({ skip: 1, limit: 2 })).toEqual(['b', 'd'])
    expect(await ids({ limit: 0 })).toEqual([])
    expect(await ids({ key: 'd' })).toEqual(['d'])
    expect((await db.allDocs({ keys: ['e', 'c', 'x'] })).rows).toMatchObject([{ id: 'e' }, { id: 'c', value: { deleted: true } }, { key: 'x', error: 'not_found' }])
    expect(await db.allDocs({ include_docs: true, startkey: 'e', update_seq: true } as object)).toMatchObject({ total_rows: 4, update_seq: 6, rows: [{ doc: { _id: 'e' } }] })
    await branched()
    expect((await db.allDocs({ include_docs: true, conflicts: true, key: 'doc' })).rows).toMatchObject([{ doc: { _conflicts: ['2-z'] } }])
  })
})

describe('changes', () => {
  it('filters by function, ids and selector', async () => {
    await db.bulkDocs([{ _id: 'a', kind: 'x' }, { _id: 'b', kind: 'y' }, { _id: 'c', kind: 'x' }])
    expect(idsOf((await db.changes({ filter: (doc: { kind?: string }) => doc.kind === 'x' })).results)).toEqual(['a', 'c'])
    expect(idsOf((await db.changes({ doc_ids: ['b', 'c', 'none'] })).results)).toEqual(['b', 'c'])
    expect(idsOf((await db.changes({ selector: { kind: { $eq: 'y' } } } as object)).results)).toEqual(['b'])
  })

  it('shows every leaf and conflicts when asked', async () => {
    await branched()
    const { results } = await db.changes({ style: 'all_docs', include_docs: true, conflicts: true } as object)
    expect(results[0]!.changes.map(({ rev }) => rev).sort()).toEqual(['2-z', '3-c'])
    expect(results[0]!.doc).toMatchObject({ _conflicts: ['2-z'] })
  })

  it('goes on live from now', async () => {
    await db.put({ _id: 'before' })
    const feed = db.changes({ live: true, since: 'now', include_docs: true })
    const heard = new Promise<object>((resolve) => {
      feed.on('change', resolve)
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    await db.put({ _id: 'after', n: 1 })
    expect(await heard).toMatchObject({ id: 'after', seq: 2, doc: { n: 1 } })
    feed.cancel()
    await feed
  })
})

describe('attachments', () => {
  it('are stubs unless asked for, and stored once per content', async () => {
    const data = Buffer.from('the same bytes')
    for (const id of ['a', 'b']) await db.putAttachment(id, 'x.txt', data, 'text/plain')
    const stub = (await db.get('a'))._attachments!['x.txt'] as unknown as { digest: string }
    expect(stub).toMatchObject({ stub: true, length: data.length, content_type: 'text/plain', revpos: 1 })
    expect(stub.digest).toMatch(/^md5-.{22}==$/)
    expect((await db.get('a', { attachments: true }))._attachments!['x.txt']).toMatchObject({ data: data.toString('base64') })
    const { default: Sqlite } = await import('better-sqlite3')
    const file = new Sqlite(join(folder, 'areas.db'), { readonly: true })
    expect(file.prepare('SELECT count(*) AS contents FROM attachment').get()).toEqual({ contents: 1 })
    file.close()
    await expect(db.put({ _id: 'c', _attachments: { y: { stub: true, digest: 'md5-unknown', content_type: 'text/plain' } } } as { _id: string })).rejects.toMatchObject({ status: 412 })
  })
})

describe('what replication asks', () => {
  it('bulkGet, revsDiff and local documents', async () => {
    await branched()
    const { results } = await (db as unknown as { bulkGet(options: object): Promise<{ results: unknown }> }).bulkGet({ docs: [{ id: 'doc', rev: '2-z' }, { id: 'none', rev: '1-x' }], revs: true })
    expect(results).toMatchObject([{ id: 'doc', docs: [{ ok: { n: 20, _revisions: { start: 2 } } }] }, { id: 'none', docs: [{ missing: '1-x' }] }])
    expect(await db.revsDiff({ doc: ['3-c', '4-d'], none: ['1-x'] })).toMatchObject({ doc: { missing: ['4-d'] }, none: { missing: ['1-x'] } })
    const { rev } = await db.put({ _id: '_local/checkpoint', at: 1 })
    await expect(db.put({ _id: '_local/checkpoint', at: 2 })).rejects.toMatchObject({ status: 409 })
    await db.put({ _id: '_local/checkpoint', _rev: rev, at: 2 })
    expect(await db.get('_local/checkpoint')).toMatchObject({ at: 2, _rev: '0-2' })
    expect((await db.allDocs()).rows).toHaveLength(1)
  })
})

describe('upkeep', () => {
  it('compacts, and keeps no longer path than revs_limit', async () => {
    await db.close()
    db = open('short.db', { revs_limit: 3 })
    let rev: string | undefined
    for (let n = 0; n < 6; n++) ({ rev } = await db.put({ _id: 'a', n, ...(rev === undefined ? {} : { _rev: rev }) }))
    const { _revisions: path } = await db.get('a', { revs: true })
    expect((path as unknown as { ids: string[] }).ids).toHaveLength(3)
    await db.compact()
    await expect(db.get('a', { rev: `5-${(path as unknown as { ids: string[] }).ids[1]}` })).rejects.toMatchObject({ status: 404 })
    expect(await db.get('a')).toMatchObject({ n: 5 })
  })
})
