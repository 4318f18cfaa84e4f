import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildAdapter } from '../../.config/build-adapter.mjs'

const require = createRequire(import.meta.url)
const cache = join(import.meta.dirname, '../../.cache')
let folder: string
let file: string
let Pouch: PouchDB.Static

beforeAll(async () => {
  mkdirSync(cache, { recursive: true })
  // Within the checkout, where its one dependency is found.
  folder = mkdtempSync(join(cache, 'built-adapter-'))
  file = await buildAdapter({ target: folder })
  Pouch = require('pouchdb-core')
  if (!('replicate' in Pouch)) Pouch.plugin(require('pouchdb-replication'))
  Pouch.plugin(require(file))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = (name: string): PouchDB.Database => new Pouch(join(folder, name), { adapter: 'better-sqlite3' })

describe('the adapter as one file', () => {
  it('asks for better-sqlite3 and Node alone, and holds nothing of Mendunia', () => {
    const text = readFileSync(file, 'utf8')
    const asked = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]!)
    expect(asked.filter((name) => !require('node:module').isBuiltin(name))).toEqual(['better-sqlite3'])
    expect(text).not.toMatch(/mendunia/i)
    const own = require(file) as { adapterName: string }
    expect([typeof own, own.adapterName]).toEqual(['function', 'better-sqlite3'])
  })

  it('is a package with types, a README and a licence', () => {
    const at = join(folder, 'pouchdb-adapter-better-sqlite3')
    const manifest = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Record<string, unknown>
    expect(manifest).toMatchObject({ main: 'index.cjs', types: 'index.d.ts', license: 'Apache-2.0', peerDependencies: { 'better-sqlite3': expect.any(String) as string } })
    expect(readFileSync(join(at, 'index.d.ts'), 'utf8')).toContain("adapter: 'better-sqlite3'")
    expect(readFileSync(join(at, 'README.md'), 'utf8')).toContain("PouchDB.plugin(require('pouchdb-adapter-better-sqlite3'))")
    expect(readFileSync(join(at, 'LICENSE'), 'utf8')).toContain('Apache License')
    expect(typeof require(join(at, 'index.cjs'))).toBe('function')
  })

  it('puts, gets, lists changes, keeps attachments and replicates', async () => {
    const one = open('one.db')
    const { rev } = await one.put({ _id: 'a', n: 1 })
    await one.put({ _id: 'a', _rev: rev, n: 2 })
    const scan = Buffer.from('a scan')
    await one.putAttachment('b', 'scan.txt', scan, 'text/plain')
    expect(await one.get('a')).toMatchObject({ n: 2 })
    expect((await one.changes()).results.map(({ id }) => id)).toEqual(['a', 'b'])
    const other = open('other.db')
    expect(await one.replicate.to(other)).toMatchObject({ ok: true, docs_written: 2 })
    expect(await other.get('a')).toEqual(await one.get('a'))
    expect(((await other.getAttachment('b', 'scan.txt')) as Buffer).equals(scan)).toBe(true)
    expect((one as unknown as { adapter: string }).adapter).toBe('better-sqlite3')
    await one.close()
    await other.destroy()
    const again = open('one.db')
    expect(await again.info()).toMatchObject({ doc_count: 2, update_seq: 3, backend_adapter: 'better-sqlite3' })
    await again.destroy()
  })
})
