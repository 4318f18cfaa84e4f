// The server of the first pull: PouchDB's own server over a file that holds a book's documents.
//   node served-book.mjs FOLDER DATABASE PORT
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, database, port] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const PouchDB = require('pouchdb-core')
PouchDB.plugin(require('../../out/pouchdb-adapter-better-sqlite3.cjs'))
for (const plugin of ['pouchdb-adapter-http', 'pouchdb-mapreduce', 'pouchdb-replication']) PouchDB.plugin(require(plugin))
// The adapter takes a database's name for its file.
process.chdir(folder)
const app = require('express-pouchdb')(PouchDB.defaults({ adapter: 'better-sqlite3' }), {
  inMemoryConfig: true, logPath: join(folder, 'server.log'), mode: 'minimumForPouchDB',
})
app.listen(Number(port), '127.0.0.1', async () => {
  // It knows the databases that were made through it; making one that is there opens it.
  await fetch(`http://127.0.0.1:${port}/${database}`, { method: 'PUT' })
  process.send?.('ready')
})
