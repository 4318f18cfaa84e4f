import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { revisionTables } from './tables.ts'
import { aStore } from './test-store.ts'

function schemaOf(sql: string): unknown {
  const database = new Database(':memory:')
  database.exec(sql)
  return database.prepare("SELECT type, name, replace(sql, 'IF NOT EXISTS ', '') AS sql FROM sqlite_schema ORDER BY name").all()
}

describe('the tables', () => {
  it("are the same in a file of the adapter's own and in a book", () => {
    const migration = readFileSync(new URL('../migrations/0010-revisions.sql', import.meta.url), 'utf8')
    expect(schemaOf(migration)).toEqual(schemaOf(revisionTables))
  })
})

describe('the identity of a store', () => {
  it('stays until it is renewed', () => {
    const store = aStore()
    const { uuid } = store
    expect(store.info().uuid).toBe(uuid)
    expect(store.renewUuid()).not.toBe(uuid)
    expect(store.uuid).toBe(store.info().uuid)
    expect(store.database.prepare("SELECT value FROM revision_meta WHERE key = 'uuid'").pluck().get()).toBe(store.uuid)
  })
})

describe('changeCount', () => {
  it('counts documents, not revisions', () => {
    const store = aStore()
    store.write([{ _id: 'a' }, { _id: 'b' }])
    store.write([{ ...store.get('a')!, n: 1 }])
    expect([0, 1, 2, 3].map((since) => store.changeCount(since))).toEqual([2, 2, 1, 0])
  })
})
