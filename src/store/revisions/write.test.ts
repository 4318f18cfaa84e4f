import { createRequire } from 'node:module'
import { describe, expect, it, vi } from 'vitest'
import { aStore } from './test-store.ts'
import type { WinnerChange, WriteSuccess } from './types.ts'

const require = createRequire(import.meta.url)
const PouchDB: PouchDB.Static = require('pouchdb-core').plugin(require('pouchdb-adapter-memory'))

const put = (store: ReturnType<typeof aStore>, doc: object): WriteSuccess => {
  const [result] = store.write([doc as Record<string, unknown>])
  if (result!.error) throw result
  return result as WriteSuccess
}

describe('write, new edits', () => {
  it('computes the revision ids that PouchDB computes', async () => {
    const memory = new PouchDB(`rev-${Math.random()}`, { adapter: 'memory' })
    const store = aStore()
    const docs: Record<string, unknown>[] = [
      { _id: 'a', name: 'Batik tulis', price: 12.5, nested: { list: [1, null, 'x'] } },
      { _id: 'b', name: '蜡染布 – café', empty: {} },
      { _id: 'c', _deleted: true },
      { _id: 'd', _attachments: { 'scan.txt': { content_type: 'text/plain', data: 'aGFsbG8=' } } },
    ]
    for (const doc of docs) {
      const expected = await memory.put(structuredClone(doc))
      expect(put(store, doc).rev).toBe(expected.rev)
    }
    const edited = { ...(await memory.get('a')), price: 13 }
    expect(put(store, { ...store.get('a'), price: 13 }).rev).toBe((await memory.put(edited)).rev)
    await memory.destroy()
  })

  it('refuses an edit that does not name the current leaf, and lets the rest of the batch stand', () => {
    const store = aStore()
    const first = put(store, { _id: 'a', n: 1 })
    put(store, { _id: 'a', _rev: first.rev, n: 2 })
    const results = store.write([{ _id: 'a', _rev: first.rev, n: 3 }, { _id: 'b' }, { _id: 'a', n: 4 }, { _id: 'new', _rev: '1-abc' }])
    expect(results.map((result) => (result.error ? (result as { status: number }).status : 'ok'))).toEqual([409, 'ok', 409, 409])
    expect(results[0]).toMatchObject({ id: 'a', name: 'conflict' })
    expect(store.get('a')).toMatchObject({ n: 2 })
  })

  it('does not let a refused edit leave a trace in the tree', () => {
    const store = aStore()
    const first = put(store, { _id: 'a', n: 1 })
    const results = store.write([{ _id: 'a', n: 9 }, { _id: 'a', _rev: first.rev, n: 2 }])
    expect(results[1]!.error).toBeUndefined()
    expect(store.leaves('a')).toHaveLength(1)
    expect(store.metadata('a')!.tree).toHaveLength(1)
  })

  it('deletes, and continues after the deletion when the document is put anew', () => {
    const store = aStore()
    const first = put(store, { _id: 'a', n: 1 })
    const removed = put(store, { _id: 'a', _rev: first.rev, _deleted: true })
    expect(store.get('a')).toBeUndefined()
    expect(store.winner('a')).toEqual({ _id: 'a', _rev: removed.rev, _deleted: true })
    expect(put(store, { _id: 'a', n: 2 }).rev).toMatch(/^3-/)
    expect(store.info()).toMatchObject({ docCount: 1, updateSequence: 3 })
  })

  it.each([
    ['a reserved id', { _id: '_secret' }, 400],
    ['an unknown reserved field', { _id: 'a', _mine: 1 }, 500],
    ['a malformed revision', { _id: 'a', _rev: 'nonsense' }, 400],
    ['an unknown attachment', { _id: 'a', _attachments: { x: { stub: true, digest: 'md5-nothing', content_type: 'a/b' } } }, 412],
    ['bad base64', { _id: 'a', _attachments: { x: { content_type: 'a/b', data: 'not base64!' } } }, 500],
  ])('throws for %s and writes nothing of the batch', (_what, doc, status) => {
    const store = aStore()
    expect(() => store.write([{ _id: 'good' }, doc])).toThrow(expect.objectContaining({ status }))
    expect(store.info()).toMatchObject({ docCount: 0, updateSequence: 0 })
  })

  it('gives a document without id one of its own', () => {
    const [result] = aStore().write([{ n: 1 }])
    expect((result as WriteSuccess).id).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('writes several edits of one document in one batch', () => {
    const store = aStore()
    const deterministic = aStore()
    const first = put(deterministic, { _id: 'a', n: 1 })
    const results = store.write([{ _id: 'a', n: 1 }, { _id: 'a', _rev: first.rev, n: 2 }])
    expect(results.every((result) => !result.error)).toBe(true)
    expect(store.get('a')).toMatchObject({ n: 2 })
    expect(store.changesSince(0)).toMatchObject([{ id: 'a', seq: 2 }])
  })
})

describe('write, replicated revisions', () => {
  const path = (...ids: string[]) => ({ _rev: `${ids.length}-${ids[0]}`, _revisions: { start: ids.length, ids } })

  it('keeps both branches of a conflict and lets the same one win in any order', () => {
    const docs = [{ _id: 'a', who: 'b', ...path('b', 'r') }, { _id: 'a', who: 'c', ...path('c', 'r') }]
    for (const order of [docs, [...docs].reverse()]) {
      const store = aStore()
      for (const doc of order) store.write([doc], { newEdits: false })
      expect(store.get('a', { conflicts: true })).toMatchObject({ who: 'c', _conflicts: ['2-b'] })
      expect(store.conflicts('a')).toEqual(['2-b'])
      expect(store.conflicted()).toEqual(['a'])
      expect(store.leaves('a').map((leaf) => leaf.who)).toEqual(['c', 'b'])
    }
  })

  it('changes nothing when a revision is known', () => {
    const store = aStore()
    const doc = { _id: 'a', ...path('b', 'r') }
    store.write([doc], { newEdits: false })
    expect(store.write([doc], { newEdits: false })).toEqual([{ ok: true, id: 'a', rev: '2-b' }])
    expect(store.updateSequence()).toBe(1)
  })

  it('keeps the body of a parent that comes after its child in the same batch', () => {
    const store = aStore()
    store.write([{ _id: 'a', n: 2, ...path('b', 'r') }, { _id: 'a', n: 1, ...path('r') }], { newEdits: false })
    expect(store.get('a', { rev: '1-r' })).toMatchObject({ n: 1 })
  })

  it.each([[{ start: 1, ids: ['a', 'b'] }], [{ start: 2, ids: [] }], [{ start: 'x', ids: ['a'] }], [{ start: 1, ids: [3] }]])(
    'throws for the malformed path %j',
    (_revisions) => {
      expect(() => aStore().write([{ _id: 'a', _rev: '1-a', _revisions }], { newEdits: false })).toThrow(expect.objectContaining({ status: 400 }))
    },
  )

  it('says which revisions are missing', () => {
    const store = aStore()
    store.write([{ _id: 'a', ...path('b', 'r') }], { newEdits: false })
    expect(store.revsDiff({ a: ['2-b', '1-r', '2-z'], z: ['1-q'] })).toEqual({ a: { missing: ['1-r', '2-z'] }, z: { missing: ['1-q'] } })
  })

  it('forgets revisions beyond the limit, with their bodies', () => {
    const store = aStore({ revsLimit: 3 })
    let rev: string | undefined
    for (let n = 0; n < 6; n++) rev = put(store, rev ? { _id: 'a', _rev: rev, n } : { _id: 'a', n }).rev
    expect(store.get('a', { revs: true })!._revisions!.ids).toHaveLength(3)
    expect(store.database.prepare('SELECT count(*) FROM revision').pluck().get()).toBe(3)
  })
})

describe('the hook for winners', () => {
  it('hears of each document whose winner changed, once per write, inside the transaction', () => {
    const heard: WinnerChange[][] = []
    const store = aStore({ onWinners: (changes) => heard.push(changes) })
    const first = put(store, { _id: 'a', at: new Date(0), gone: undefined })
    expect(heard).toEqual([[{ id: 'a', seq: 1, rev: first.rev, deleted: false, previousRev: null, body: { _id: 'a', _rev: first.rev, at: '1970-01-01T00:00:00.000Z' } }]])
    store.write([{ _id: 'a', _rev: '1-0', _revisions: { start: 1, ids: ['0'] } }], { newEdits: false })
    expect(heard).toHaveLength(1)
    const removed = put(store, { _id: 'a', _rev: first.rev, _deleted: true })
    expect(heard[1]).toMatchObject([{ id: 'a', rev: '1-0', deleted: false, previousRev: first.rev }])
    expect(removed.rev).not.toBe('1-0')
    store.write([{ _id: 'b' }, { _id: 'b', n: 2 }, { _id: 'c' }])
    expect(heard[2]!.map((change) => change.id)).toEqual(['b', 'c'])
  })

  it('undoes the write when it throws', () => {
    const store = aStore({ onWinners: () => { throw new Error('no'); } })
    expect(() => store.write([{ _id: 'a' }])).toThrow('no')
    expect(store.info()).toMatchObject({ docCount: 0, updateSequence: 0 })
  })

  it('joins a transaction that is open, and is undone with it', async () => {
    const store = aStore()
    const listener = vi.fn()
    store.onCommitted(listener)
    put(store, { _id: 'kept' })
    expect(listener).toHaveBeenCalledTimes(1)
    expect(() => store.transaction(() => {
      put(store, { _id: 'lost' })
      expect(store.info().docCount).toBe(2)
      throw new Error('undo')
    })).toThrow('undo')
    expect(store.info()).toMatchObject({ docCount: 1, updateSequence: 1 })
    store.database.transaction(() => put(store, { _id: 'foreign' }))()
    await new Promise(setImmediate)
    expect(listener).toHaveBeenLastCalledWith({ updateSequence: 2 })
    expect(store.info().docCount).toBe(2)
  })
})

describe('reading', () => {
  it('yields winners in order of id while the caller writes', () => {
    const store = aStore()
    store.write(Array.from({ length: 1201 }, (_, n) => ({ _id: `p:${String(n).padStart(5, '0')}`, n })))
    let count = 0
    for (const doc of store.iterateWinners()) {
      expect(doc.n).toBe(count)
      if (count % 100 === 0) store.localPut({ _id: `_local/${count}` })
      count++
    }
    expect(count).toBe(1201)
  })

  it('lists a range of ids and changes after a sequence', () => {
    const store = aStore()
    store.write(['a', 'b', 'c', 'd'].map((_id) => ({ _id })))
    expect(store.allDocs({ startId: 'b', endId: 'd', inclusiveEnd: false }).map((row) => row.id)).toEqual(['b', 'c'])
    expect(store.allDocs({ descending: true, startId: 'c', limit: 2 }).map((row) => row.id)).toEqual(['c', 'b'])
    expect(store.changesSince(2).map((row) => row.id)).toEqual(['c', 'd'])
    expect(store.changesSince(0, 1).map((row) => row.id)).toEqual(['a'])
  })

  it('uses indexes for lists and changes', () => {
    const { database } = aStore()
    const plan = (sql: string): string => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
    expect(plan('SELECT d.id, r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE d.seq > 1 ORDER BY d.seq LIMIT 9')).not.toMatch(/SCAN|TEMP B-TREE/)
    expect(plan("SELECT d.id, r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE d.id > 'a' ORDER BY d.id LIMIT 9")).not.toMatch(/SCAN d(?! USING INDEX)|TEMP B-TREE/)
  })
})

describe('attachments, local documents, compaction, purge', () => {
  it('stores equal content once, and drops it with the last revision that shows it', () => {
    const store = aStore()
    const data = Buffer.from('scan')
    const first = put(store, { _id: 'a', _attachments: { 'x.png': { content_type: 'image/png', data } } })
    put(store, { _id: 'b', _attachments: { 'y.png': { content_type: 'image/png', data: data.toString('base64') } } })
    expect(store.get('a')!._attachments!['x.png']).toEqual({ content_type: 'image/png', digest: 'md5-U67+wIFwsuvtmBoKhtDb4A==', length: 4, revpos: 1 })
    expect(store.attachmentOf('b', 'y.png')).toMatchObject({ contentType: 'image/png', data })
    const count = (): unknown => store.database.prepare('SELECT count(*) FROM attachment').pluck().get()
    expect(count()).toBe(1)
    const b = store.get('b')!
    put(store, { _id: 'a', _rev: first.rev })
    put(store, { _id: 'b', _rev: b._rev })
    store.compact()
    expect(count()).toBe(0)
    expect(store.get('a', { rev: first.rev })).toBeUndefined()
  })

  it('keeps local documents with a revision of their own', () => {
    const store = aStore()
    expect(store.localPut({ _id: '_local/x', n: 1 })).toMatchObject({ rev: '0-1' })
    expect(() => store.localPut({ _id: '_local/x', n: 2 })).toThrow(expect.objectContaining({ status: 409 }))
    expect(store.write([{ _id: '_local/x', _rev: '0-1', n: 2 }])).toEqual([{ ok: true, id: '_local/x', rev: '0-2' }])
    expect(store.localGet('_local/x')).toEqual({ _id: '_local/x', _rev: '0-2', n: 2 })
    expect(store.updateSequence()).toBe(0)
    store.localRemove({ _id: '_local/x', _rev: '0-2' })
    expect(store.localGet('_local/x')).toBeUndefined()
  })

  it('never gives out a sequence again after a purge', () => {
    const store = aStore()
    const { rev } = put(store, { _id: 'a', _attachments: { x: { content_type: 'a/b', data: 'aGFsbG8=' } } })
    expect(store.purge('a', [rev])).toEqual({ ok: true, deletedRevs: [rev], documentWasRemovedCompletely: true })
    expect(store.winner('a')).toBeUndefined()
    expect(store.database.prepare('SELECT count(*) FROM attachment').pluck().get()).toBe(0)
    put(store, { _id: 'b' })
    expect(store.updateSequence()).toBe(3)
  })
})
