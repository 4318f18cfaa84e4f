// The first pull of a new device: a server holds all documents of the large book; `mendunia clone` makes a book of it, with every
// table, ready to work with; PouchDB on LevelDB pulls the same documents and has nothing but them. Each in a process of its own.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { buildAdapter } from '../../.config/build-adapter.mjs'
import { openRevisions } from '../../src/store/revisions/index.ts'
import { PouchDB } from '../pouchdb.ts'
import type { CachedBook } from './large-book.ts'

export interface PullFigures { readonly ms: number; readonly peakBytes: number; readonly fileBytes: number }
export interface FirstPull { readonly count: number; readonly ours: PullFigures; readonly leveldb: PullFigures }

const here = import.meta.dirname
const databaseName = 'large'

/** A folder in which a file of the stand-alone adapter holds the documents of the book; kept beside the book. */
async function servedFolder(book: CachedBook): Promise<{ folder: string; count: number }> {
  const folder = join(dirname(book.file), 'served')
  const target = (at: string): PouchDB.Database => new PouchDB(join(at, databaseName), { adapter: 'better-sqlite3' } as never)
  if (!existsSync(folder)) {
    const partial = `${folder}.partial`
    rmSync(partial, { recursive: true, force: true })
    mkdirSync(partial)
    // A copy: the replicator writes down how far it came.
    const copy = join(partial, 'copy')
    copyFileSync(book.file, copy)
    const source = new Database(copy)
    const to = target(partial)
    await new PouchDB('book', { adapter: 'better-sqlite3', revisions: openRevisions(source) } as never).replicate.to(to, { batch_size: 2000 })
    await to.close()
    source.close()
    rmSync(copy)
    renameSync(partial, folder)
  }
  const served = target(folder)
  const { doc_count: count } = await served.info()
  await served.close()
  return { folder, count }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

async function startServer(folder: string): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort()
  const server = fork(join(here, '../file-couch.mjs'), [folder, databaseName, String(port)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await new Promise((resolve, reject) => {
    server.once('message', resolve)
    server.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)))
  })
  return { url: `http://127.0.0.1:${port}/${databaseName}`, process: server }
}

/** Runs a process to its end and looks at its largest resident size while it runs. */
function measured(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<{ ms: number; peakBytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
    let peakKilobytes = 0
    const look = setInterval(() => {
      try {
        // The kernel keeps the maximum, so that looking seldom misses little.
        peakKilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peakKilobytes)
      } catch {
        // It has ended, or this system has no such file: the figure stays what it was.
      }
    }, 50)
    child.once('error', reject)
    child.once('exit', (code) => {
      clearInterval(look)
      if (code === 0) resolve({ ms: performance.now() - started, peakBytes: peakKilobytes * 1024 })
      else reject(new Error(`${basename(args[0] as string)} ended with ${String(code)}: ${said.slice(-2000)}`))
    })
  })
}

export async function measureFirstPull(book: CachedBook, work: string): Promise<FirstPull> {
  await buildAdapter()
  const { folder, count } = await servedFolder(book)
  const server = await startServer(folder)
  try {
    const file = join(work, 'pulled.mendunia')
    const ours = await measured(
      [join(here, '../../src/cli/mendunia.ts'), 'clone', '--book', file, '--remote', server.url],
      { MENDUNIA_DATA: join(work, 'pulled-data') },
    )
    const fileBytes = statSync(file).size
    rmSync(file)
    const other = join(work, 'pulled-leveldb')
    const leveldb = await measured([join(here, 'pull-leveldb.mjs'), other, server.url], {})
    return { count, ours: { ...ours, fileBytes }, leveldb: { ...leveldb, fileBytes: 0 } }
  } finally {
    server.process.kill()
  }
}
