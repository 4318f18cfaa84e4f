import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Chance } from '../../src/backend/demo/chance.ts'
import { type Shop, applyAll, eventsIn, makeShop, problemsOf, reportsOf, shopEvents, withShop, withSigningShop } from './shop.ts'

const killings = 30
const partlyDoneAtLeast = 20
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'mendunia-kill-'))
const events = shopEvents(500)
const eventsFile = join(folder, 'events.json')
writeFileSync(eventsFile, JSON.stringify({ events }))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Run {
  /** Ids of the events whose whole line was read before the process ended. */
  readonly reported: readonly string[]
  /** Milliseconds from the start to the first report and to the end. */
  readonly first: number
  readonly whole: number
}

type Killing = { readonly from: 'start' | 'firstReport'; readonly delayMs: number }

function applyInProcess(shop: Shop, killing?: Killing): Promise<Run> {
  return new Promise((done, fail) => {
    const started = performance.now()
    const child: ChildProcess = spawn(
      process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), 'apply', eventsFile, '--book', shop.file, '--data', shop.dataFolder], { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let output = ''
    let errors = ''
    let first = 0
    const kill = (): void => {
      if (killing) setTimeout(() => child.kill('SIGKILL'), killing.delayMs)
    }
    if (killing?.from === 'start') kill()
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (first === 0) {
        first = performance.now() - started
        if (killing?.from === 'firstReport') kill()
      }
      output += chunk
    })
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk
    })
    child.once('error', fail)
    child.once('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') fail(new Error(`apply ended with ${String(code)}: ${errors}`))
      const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n').filter((line) => line !== '')
      const reported = lines.map((line) => JSON.parse(line) as { id: string; status: string }).filter(({ status }) => status === 'posted').map(({ id }) => id)
      done({ reported, first, whole: performance.now() - started })
    })
  })
}

test('an apply that is killed at any moment keeps every reported event, verifies, and goes on to the same books', { timeout: 300_000 }, async () => {
  // Two at a time, as the killed ones are: the times say when a process that shares the machine is where.
  const shops = [makeShop(join(folder, 'whole-1')), makeShop(join(folder, 'whole-2'))] as const
  const [undisturbed] = await Promise.all([applyInProcess(shops[0]), applyInProcess(shops[1])])
  expect(undisturbed.reported).toEqual(events.map((event) => event.id))
  const expected = withShop(shops[0], reportsOf)
  const span = undisturbed.whole - undisturbed.first

  const chance = new Chance(9_17)
  let partly = 0
  let made = 0
  const tryOne = async (number: number): Promise<void> => {
    const shop = makeShop(join(folder, `shop-${number}`))
    // Most while events are being written; every fifth at any moment, from before the book is opened to after the last event.
    const killing: Killing = number % 5 === 4 ? { from: 'start', delayMs: chance.next() * undisturbed.whole } : { from: 'firstReport', delayMs: chance.next() * span * 0.8 }
    const run = await applyInProcess(shop, killing)
    await withSigningShop(shop, (book) => {
      expect(problemsOf(book), `killing ${number}`).toEqual([])
      const saved = eventsIn(book, events)
      expect(run.reported.filter((id) => !saved.has(id)), `killing ${number}: reported, not saved`).toEqual([])
      // Events are saved in order: what is there is a beginning.
      expect([...saved]).toEqual(events.slice(0, saved.size).map((event) => event.id))
      if (saved.size > 0 && saved.size < events.length) partly += 1
      const statuses = applyAll(book, events)
      expect(events.map((event) => statuses.get(event.id)), `killing ${number}`).toEqual(events.map((event) => (saved.has(event.id) ? 'unchanged' : 'posted')))
      expect(reportsOf(book) === expected, `killing ${number}: same reports`).toBe(true)
    })
    rmSync(shop.folder, { recursive: true, force: true })
  }
  const worker = async (): Promise<void> => {
    // On a machine that is busy with something else some come too late: as many more are tried.
    while (made < killings || (partly < partlyDoneAtLeast && made < 2 * killings)) await tryOne(made++)
  }
  await Promise.all([worker(), worker()])
  expect(partly).toBeGreaterThanOrEqual(partlyDoneAtLeast)
})
