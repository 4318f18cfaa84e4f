// One side of the adapter's bench, in a process of its own: `node adapter-side.ts SIDE FOLDER SERVER`, prints its figures as JSON.
// The sides do the same work in the same order with the same documents; only the storage differs.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { documentCount, onLine, putCount, readCount, type SideFigures } from './adapter-work.ts'

const [side, folder, server] = process.argv.slice(2) as [string, string, string]
const require = createRequire(import.meta.url)
const PouchDB: PouchDB.Static = require('pouchdb-core')
for (const plugin of ['pouchdb-adapter-http', 'pouchdb-replication']) PouchDB.plugin(require(plugin))
let adapter = 'leveldb'
if (side === 'better-sqlite3') {
  adapter = side
  PouchDB.plugin(require('../../out/pouchdb-adapter-better-sqlite3.cjs'))
} else {
  PouchDB.plugin(require('pouchdb-adapter-leveldb'))
  if (side === 'leveldb-sync') {
    // The adapter has no option for it: every batch waits for the disk, as ours does.
    const { prototype } = require('leveldown') as { prototype: { _batch: (operations: unknown, options: object, callback: unknown) => unknown } }
    const batch = prototype._batch
    prototype._batch = function waiting(operations, options, callback) {
      return batch.call(this, operations, { ...options, sync: true }, callback)
    }
  }
}

type Database = PouchDB.Database
const open = (name: string): Database => new PouchDB(join(folder, `${side}-${name}`), { adapter } as object)
const remote = (name: string): Database => new PouchDB(`${server}/${name}`)

const idOf = (n: number): string => `salesInvoice:01JD${String((n * 7919) % 1_000_003).padStart(12, '0')}`
const documentOf = (n: number): { _id: string } => ({
  _id: idOf(n), type: 'salesInvoice', schema: 1, device: 'A', author: 'siti', at: '2026-11-24T08:00:00.000Z-0001', number: `INV/2026/11/A-${n}`,
  lines: Array.from({ length: 4 }, (_, line) => ({ product: `RC-${line}`, quantity: String(n % 50), unitPrice: '42.50', text: 'Kursi rotan alami, rakitan tangan' })),
} as { _id: string })
const documents = (count: number, from = 0): { _id: string }[] => Array.from({ length: count }, (_, n) => documentOf(from + n))

const figures: SideFigures = { ms: {}, cpuMs: {}, peakBytes: 0 }
async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  figures.ms[what] = performance.now() - started
  figures.cpuMs[what] = (user + system) / 1000
}

// Compiled code for both sides before anything counts.
const warm = open('warm')
await warm.bulkDocs(documents(500))
for (let n = 0; n < 300; n += 1) await warm.get(idOf(n))
await warm.allDocs({ include_docs: true })
await warm.changes({ include_docs: true })
const warmTarget = open('warm-target')
await warm.replicate.to(warmTarget)
await warmTarget.destroy()
await warm.destroy()

const main = open('main')
const singles = open('singles')
await singles.info()
await timed('puts', async () => {
  for (let n = 0; n < putCount; n += 1) await singles.put(documentOf(n))
})
await timed('putsAtOnce', () => Promise.all(Array.from({ length: putCount }, (_, n) => singles.put(documentOf(putCount + n)))))
await singles.destroy()
if (side !== 'leveldb-sync') {
  const given = documents(documentCount)
  await timed('bulkDocs', () => main.bulkDocs(given))
  given.length = 0
  await timed('gets', async () => {
    for (let n = 0; n < readCount; n += 1) await main.get(idOf((n * 6271) % documentCount))
  })
  await timed('allDocs', () => main.allDocs())
  await timed('allDocsBodies', () => main.allDocs({ include_docs: true }))
  await timed('changes', () => main.changes())
  await timed('changesBodies', () => main.changes({ include_docs: true }))
  const target = open('target')
  await target.info()
  await timed('replication', () => main.replicate.to(target))
  const { doc_count: arrived } = await target.info()
  if (arrived !== documentCount) throw new Error(`${arrived} documents arrived`)
  await target.destroy()
  if (server) {
    const sent = open('sent')
    await sent.bulkDocs(documents(onLine))
    const name = `bench-${side}-${process.pid}`
    await timed('push', () => sent.replicate.to(remote(name)))
    await sent.destroy()
    const received = open('received')
    await received.info()
    await timed('pull', () => received.replicate.from(remote(name)))
    const { doc_count: pulled } = await received.info()
    if (pulled !== onLine) throw new Error(`${pulled} documents were pulled`)
    await received.destroy()
    await remote(name).destroy()
  }
}
await main.destroy()
figures.peakBytes = process.resourceUsage().maxRSS * 1024
process.stdout.write(JSON.stringify(figures))
process.exit(0)
