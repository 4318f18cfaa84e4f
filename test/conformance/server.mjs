// The CouchDB that PouchDB's suite replicates with: PouchDB's own server on its memory adapter. A process of its own, as the
// suite stops what it starts by ending its process.  node server.mjs PORT LOG
import { createRequire } from 'node:module'

const [port, log] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const PouchDB = require('pouchdb-core')
for (const plugin of ['pouchdb-adapter-memory', 'pouchdb-mapreduce', 'pouchdb-replication']) PouchDB.plugin(require(plugin))
const app = require('express-pouchdb')(PouchDB.defaults({ adapter: 'memory' }), {
  inMemoryConfig: true, logPath: log, mode: 'fullCouchDB', overrideMode: { exclude: ['routes/fauxton', 'replicator', 'disk-size'] },
})
app.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
// A request that the suite breaks off must not end the server of all the others.
process.on('uncaughtException', (error) => console.error(error.message))
