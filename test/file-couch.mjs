// PouchDB's own server with its databases in files of our adapter, in a process of its own: it may be killed, and may hold a whole book.
//   node file-couch.mjs FOLDER DATABASE PORT
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, database, port] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const PouchDB = require('pouchdb-core')
const { betterSqliteAdapter } = await import('../src/store/pouch-adapter/index.ts')
PouchDB.plugin(betterSqliteAdapter)
for (const plugin of ['pouchdb-adapter-http', 'pouchdb-mapreduce', 'pouchdb-replication']) PouchDB.plugin(require(plugin))
// The adapter takes a database's name for its file.
process.chdir(folder)
const app = require('express-pouchdb')(PouchDB.defaults({ adapter: 'better-sqlite3' }), { inMemoryConfig: true, logPath: join(folder, 'server.log'), mode: 'minimumForPouchDB' })
app.listen(Number(port), '127.0.0.1', async () => {
  // It knows the databases that were made through it; making one that is there opens it.
  await fetch(`http://127.0.0.1:${port}/${database}`, { method: 'PUT' })
  // To whoever reads its output, and to whoever forked it.
  console.log('ready')
  process.send?.('ready')
})
