import { createRequire } from 'node:module'
import { betterSqliteAdapter } from '../src/store/pouch-adapter/index.ts'

const require = createRequire(import.meta.url)

/** PouchDB with our adapter, the memory adapter, HTTP, replication and views, for tests. Replication can be added only once. */
export const PouchDB: PouchDB.Static = require('pouchdb-core')
for (const plugin of ['pouchdb-adapter-memory', 'pouchdb-adapter-http', 'pouchdb-mapreduce']) PouchDB.plugin(require(plugin))
if (!('replicate' in PouchDB)) PouchDB.plugin(require('pouchdb-replication'))
PouchDB.plugin(betterSqliteAdapter as unknown as PouchDB.Plugin)
