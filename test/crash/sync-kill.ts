// Two PCs post and exchange all the time through a server, and the processes of all three are killed again and again.
//   node test/crash/sync-kill.ts [--killings 300] [--seed 1]
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createBackend } from '../../src/backend/backend.ts'
import { Chance } from '../../src/backend/demo/chance.ts'
import { createSecretStore } from '../../src/backend/process/index.ts'
import { createDispatch, ownerSession } from '../../src/backend/transport/index.ts'
import { type Shop, applyAll, makeShop, problemsOf, reportsOf, shopEvents, withShop } from './shop.ts'

export interface SyncKillResult {
  readonly killings: { readonly device: number; readonly server: number }
  /** Events that a process said were saved. */
  readonly acknowledged: number
  /** Of them, those that the other PC had when the last process ended: the exchange went on between the killings. */
  readonly exchanged: number
  /** What must be empty: damage, losses, differences. */
  readonly problems: readonly string[]
}

const here = import.meta.dirname
const databaseName = 'shop'

/** A process that is begun anew after each killing. */
class Victim {
  readonly lines: string[] = []
  readonly #args: readonly string[]
  #process: ChildProcess | null = null
  #errors = ''

  constructor(script: string, args: readonly string[]) {
    this.#args = ['--disable-warning=ExperimentalWarning', join(here, script), ...args]
  }

  /** Starts it. @returns after its first line */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, this.#args, { stdio: ['pipe', 'pipe', 'pipe'] })
      this.#process = child
      this.#errors = ''
      let rest = ''
      let isFirst = true
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        this.#errors += chunk
      })
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        // A line that was not written whole was not said.
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        if (isFirst && lines.length > 0) {
          isFirst = false
          lines.shift()
          resolve()
        }
        this.lines.push(...lines)
      })
      child.once('exit', (code, signal) => {
        if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`${this.#args[1]} ended with ${String(code)}: ${this.#errors.slice(-3000)}`))
      })
    })
  }

  end(how: 'kill' | 'input'): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null) return Promise.resolve()
    return new Promise((resolve) => {
      child.once('close', () => resolve())
      if (how === 'kill') child.kill('SIGKILL')
      else child.stdin?.end()
    })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** One command of an installation's program, in this process. */
async function withBackend<T>(shop: Shop, work: (call: (name: string, input: object) => Promise<unknown>) => Promise<T>): Promise<T> {
  const backend = createBackend({ dataFolder: shop.dataFolder, secrets: createSecretStore(shop.dataFolder) })
  const dispatch = createDispatch(backend)
  try {
    return await work(async (name, input) => {
      const reply = await dispatch(name, input, ownerSession)
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.refusals)}`)
      return reply.value
    })
  } finally {
    await backend.close()
  }
}

export async function killSync(killings: number, seed: number, progress: (text: string) => void = () => undefined): Promise<SyncKillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-sync-kill-'))
  const serverFolder = join(folder, 'server')
  mkdirSync(serverFolder)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/${databaseName}`
  const server = new Victim('../file-couch.mjs', [serverFolder, databaseName, String(port)])
  const first = makeShop(join(folder, 'a'))
  withShop(first, (book) => applyAll(book, shopEvents(150)))
  const second: Shop = { folder: join(folder, 'b'), file: join(folder, 'b', 'shop.mendunia'), dataFolder: join(folder, 'b', 'data') }
  mkdirSync(second.folder)
  const shops = [first, second] as const
  const devices = shops.map((shop, index) => new Victim('syncing-device.ts', [shop.file, shop.dataFolder, url, `pc${index}`]))
  const chance = new Chance(seed)
  const counts = { device: 0, server: 0 }
  const problems: string[] = []
  try {
    await server.start()
    await withBackend(first, async (call) => {
      await call('book.open', { file: first.file })
      await call('sync.now', { remote: url })
    })
    await withBackend(second, (call) => call('book.clone', { file: second.file, remote: url }))
    await Promise.all(devices.map((device) => device.start()))
    for (let killing = 0; killing < killings; killing += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20 + chance.next() * 400))
      const isServer = chance.next() < 0.34
      const victim = isServer ? server : devices[chance.next() < 0.5 ? 0 : 1]!
      counts[isServer ? 'server' : 'device'] += 1
      await victim.end('kill')
      await victim.start()
      if (killing % 20 === 19) progress(`${killing + 1} of ${killings} killings, ${devices.map(({ lines }) => lines.length).join(' + ')} events saved`)
    }
    await Promise.all(devices.map((device) => device.end('input')))

    const acknowledged = devices.flatMap(({ lines }) => lines)
    const exchanged = shops.map((shop, index) => withShop(shop, (book) => {
      const view = book.projections.view()
      return devices[1 - index]!.lines.filter((id) => view.event(id) !== null).length
    })).reduce((sum, count) => sum + count, 0)

    // All come to rest: each sends what it has and takes what the other sent.
    for (const shop of [first, second, first, second]) {
      await withBackend(shop, async (call) => {
        await call('book.open', { file: shop.file })
        await call('sync.now', { remote: url })
      })
    }
    const reports = shops.map((shop, index) => withShop(shop, (book) => {
      problems.push(...problemsOf(book).map((problem) => `pc${index}: ${problem}`))
      const view = book.projections.view()
      for (const id of acknowledged) if (view.event(id) === null) problems.push(`pc${index}: ${id} was said to be saved and is not there`)
      return reportsOf(book)
    }))
    if (reports[0] !== reports[1]) problems.push('the two books show different reports')
    return { killings: counts, acknowledged: acknowledged.length, exchanged, problems }
  } finally {
    await Promise.all([server, ...devices].map((victim) => victim.end('kill')))
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { killings: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } } })
  const { killings, acknowledged, exchanged, problems } = await killSync(Number(values.killings), Number(values.seed), (text) => process.stderr.write(`${text}\n`))
  console.log(`${killings.device} killings of a PC, ${killings.server} of the server; ${acknowledged} events were said to be saved, ${exchanged} of them had reached the other PC by then; ${problems.length} problems`)
  for (const problem of problems.slice(0, 50)) console.log(problem)
  process.exit(problems.length === 0 ? 0 : 1)
}
