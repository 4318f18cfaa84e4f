import { createRequire } from 'node:module';
import { betterSqliteAdapter } from '../src/store/pouch-adapter/index.ts';

const require = createRequire(import.meta.url);

/** PouchDB with our adapter, the memory adapter, HTTP and replication, for tests. */
export const PouchDB: PouchDB.Static = require('pouchdb-core');
for (const plugin of ['pouchdb-adapter-memory', 'pouchdb-adapter-http', 'pouchdb-replication']) PouchDB.plugin(require(plugin));
PouchDB.plugin(betterSqliteAdapter as unknown as PouchDB.Plugin);
