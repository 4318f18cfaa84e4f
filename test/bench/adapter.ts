// `npm run bench:adapter`: PouchDB on our adapter and on pouchdb-adapter-leveldb, side by side in one run. Each side works in a
// process of its own, the sides take turns, and each figure is the ratio of the medians.
//   node test/bench/adapter.ts [--rounds 3] [--no-server]
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildAdapter } from '../../.config/build-adapter.mjs'
import { aims, type SideFigures } from './adapter-work.ts'
import { quantile } from './figures.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, 'no-server': { type: 'boolean' } } })
const rounds = Number(values.rounds)
const sides = ['better-sqlite3', 'leveldb', 'leveldb-sync'] as const

// On the disk of the checkout: a temporary folder may be in memory, where nothing waits for a disk.
const cache = join(import.meta.dirname, '../../.cache/bench')
mkdirSync(cache, { recursive: true })
const work = mkdtempSync(join(cache, 'adapter-'))

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** The server of both sides: PouchDB's own on its memory adapter. */
async function startServer(): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort()
  const server = fork(join(import.meta.dirname, '../conformance/server.mjs'), [String(port), join(work, 'server.log')], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await new Promise((resolve) => server.once('message', resolve))
  return { url: `http://127.0.0.1:${port}`, process: server }
}

function runSide(side: string, round: number, server: string): Promise<SideFigures> {
  return new Promise((resolve, reject) => {
    const folder = join(work, `${side}-${round}`)
    mkdirSync(folder)
    const script = join(import.meta.dirname, 'adapter-side.ts')
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', script, side, folder, server], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      rmSync(folder, { recursive: true, force: true })
      if (error) reject(new Error(`${side}: ${stderr || error.message}`))
      else resolve(JSON.parse(stdout) as SideFigures)
    })
  })
}

const median = (values: readonly number[]): number => quantile(values, 0.5)
const [cpu] = cpus()
console.log(`${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1) ?? ''}`)
let server: Awaited<ReturnType<typeof startServer>> | null = null
const found = new Map<string, SideFigures[]>(sides.map((side) => [side, []]))
try {
  await buildAdapter()
  if (!values['no-server']) server = await startServer()
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : [...sides].reverse()) found.get(side)?.push(await runSide(side, round, server?.url ?? ''))
  }
} finally {
  server?.process.kill()
  rmSync(work, { recursive: true, force: true })
}

const medianOf = (side: string, work: string, kind: 'ms' | 'cpuMs' = 'ms'): number => median(found.get(side)!.map((figures) => figures[kind][work] ?? Number.NaN))
const cpuRatio = (side: string, work: string): string => `${(medianOf(side, work, 'cpuMs') / medianOf('better-sqlite3', work, 'cpuMs')).toFixed(2)} x`
const rows: string[][] = []
let missed = 0
const row = (what: string, ours: string, theirs: string, figure: number, aim: number, cpu = ''): void => {
  const met = figure >= aim
  if (!met) missed += 1
  rows.push([what, ours, theirs, `${figure.toFixed(2)} x`, `>= ${aim} x`, cpu, met ? 'met' : 'MISSED'])
}
const ms = (value: number): string => `${value.toFixed(0)} ms`
for (const { work, what, times } of aims) {
  const [ours, theirs] = [medianOf('better-sqlite3', work), medianOf('leveldb', work)]
  if (Number.isNaN(ours)) continue
  row(what, ms(ours), ms(theirs), theirs / ours, times, cpuRatio('leveldb', work))
  const waiting = medianOf('leveldb-sync', work)
  if (!Number.isNaN(waiting)) row('the same, LevelDB waiting for the disk too', ms(ours), ms(waiting), waiting / ours, 1, cpuRatio('leveldb-sync', work))
}
const peak = (side: string): number => median(found.get(side)!.map(({ peakBytes }) => peakBytes)) / 2 ** 20
row('largest resident size of the process', `${peak('better-sqlite3').toFixed(0)} MB`, `${peak('leveldb').toFixed(0)} MB`, peak('leveldb') / peak('better-sqlite3'), 1)

const heads = ['what', 'better-sqlite3', 'leveldb', 'times', 'aim', 'processor', '']
const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((cells) => (cells[column] as string).length)))
const print = (cells: readonly string[]): void => console.log(`| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`)
console.log()
print(heads)
print(widths.map((width) => '-'.repeat(width)))
for (const cells of rows) print(cells)
console.log(`\nMedians of ${rounds} rounds. better-sqlite3 writes with synchronous=FULL; leveldb does not wait for the disk. Processor: the same ratio in processor time.`)
process.exit(missed > 0 ? 1 : 0)
