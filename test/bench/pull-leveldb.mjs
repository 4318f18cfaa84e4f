// The other side of the first pull: PouchDB on its LevelDB adapter.  node pull-leveldb.mjs FILE URL
import { createRequire } from 'node:module'

const [file, url] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const PouchDB = require('pouchdb-core')
for (const plugin of ['pouchdb-adapter-leveldb', 'pouchdb-adapter-http', 'pouchdb-replication']) PouchDB.plugin(require(plugin))
const db = new PouchDB(file, { adapter: 'leveldb' })
// The batch that the program itself begins with is the replicator's own: the sides differ in what stores, not in how they ask.
await db.replicate.from(new PouchDB(url), { batch_size: 500 })
const { doc_count: count } = await db.info()
await db.close()
process.stdout.write(JSON.stringify({ count }))
