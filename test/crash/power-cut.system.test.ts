// `apply` runs under strace; what it wrote to the book and to its WAL is replayed to some moment, what was not synced by then is
// dropped, and the rest is opened: it must verify and hold every event that had been reported. Needs Debian's `strace`.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Chance } from '../../src/backend/demo/chance.ts'
import type { BusinessEvent } from '../../src/core/events/index.ts'
import { openBook } from '../../src/store/book/index.ts'
import { eventsIn, makeShop, problemsOf, shopEvents } from './shop.ts'
import { bytesOf, firstNumber, lastNumber, readTrace } from './system-calls.ts'
import { type Change, UnsyncedDisk } from './unsynced-disk.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'mendunia-power-'))
const watched = 'trace=openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink'
/** Three runs: each opens, recovers, writes, moves the WAL into the file and closes. */
const parts = 3
const events = shopEvents(330)

/** A change of the disk, and how many events had been reported when it was made. */
interface Step { readonly change: Change | null; readonly reported: number }

const steps: Step[] = []
const before = new Map<string, Buffer>()
const reported: string[] = []

/** The changes of the book's files in one run of `apply`, among them the reports on its standard output. */
function traced(file: string, dataFolder: string, part: readonly BusinessEvent[], number: number): void {
  const eventsFile = join(folder, `events-${number}.json`)
  writeFileSync(eventsFile, JSON.stringify({ events: part }))
  const trace = join(folder, `trace-${number}`)
  const run = spawnSync(
    'strace', ['-f', '-qq', '-xx', '-s', '1000000', '-o', trace, '-e', watched, process.execPath, '--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), 'apply', eventsFile, '--book', file, '--data', dataFolder],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  expect(run.error).toBeUndefined()
  expect(run.status, run.stderr).toBe(0)
  const open = new Map<number, string>()
  let line = ''
  const isOurs = (path: string | undefined): path is string => path !== undefined && (path === dirname(file) || path.startsWith(`${file}-`) || path === file)
  const push = (change: Change | null): void => {
    steps.push({ change, reported: reported.length })
  }
  for (const { name, args, result } of readTrace(readFileSync(trace, 'latin1'))) {
    if (result < 0) continue
    const path = open.get(firstNumber(args))
    switch (name) {
      case 'openat': {
        const opened = bytesOf(args).toString('utf8')
        open.set(result, opened)
        if (isOurs(opened) && opened !== dirname(file)) push({ kind: 'open', path: basename(opened), created: args.includes('O_CREAT') })
        break
      }
      case 'close':
        open.delete(firstNumber(args))
        break
      case 'unlink': {
        const removed = bytesOf(args).toString('utf8')
        if (isOurs(removed)) push({ kind: 'unlink', path: basename(removed) })
        break
      }
      case 'write':
        if (firstNumber(args) === 1) {
          line += bytesOf(args).toString('utf8')
          const end = line.lastIndexOf('\n') + 1
          for (const text of line.slice(0, end).split('\n')) if (text !== '') reported.push((JSON.parse(text) as { id: string }).id)
          line = line.slice(end)
          push(null)
        } else if (isOurs(path)) throw new Error(`a write without a place to ${path}`)
        break
      case 'pwrite64':
        if (isOurs(path)) push({ kind: 'write', path: basename(path), at: lastNumber(args), data: bytesOf(args) })
        break
      case 'ftruncate':
        if (isOurs(path)) push({ kind: 'truncate', path: basename(path), size: lastNumber(args) })
        break
      case 'fsync':
      case 'fdatasync':
        if (isOurs(path)) push(path === dirname(file) ? { kind: 'syncFolder' } : { kind: 'sync', path: basename(path) })
        break
    }
  }
}

beforeAll(() => {
  const shop = makeShop(join(folder, 'shop'))
  before.set(basename(shop.file), readFileSync(shop.file))
  for (let part = 0; part < parts; part += 1) traced(shop.file, shop.dataFolder, events.slice((part * events.length) / parts, ((part + 1) * events.length) / parts), part)
  copyFileSync(shop.file, join(folder, 'whole.mendunia'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the replay of all that was written is the file that is there', () => {
  const disk = new UnsyncedDisk(before)
  for (const { change } of steps) if (change) disk.apply(change)
  expect(reported).toEqual(events.map((event) => event.id))
  expect(disk.afterPowerCut().get('shop.mendunia')?.equals(readFileSync(join(folder, 'whole.mendunia')))).toBe(true)
})

test('without its syncs the same writes would lose what was reported', () => {
  const disk = new UnsyncedDisk(before)
  for (const { change } of steps) if (change && change.kind !== 'sync') disk.apply(change)
  const cut = join(folder, 'unsynced')
  mkdirSync(cut)
  for (const [name, content] of disk.afterPowerCut()) writeFileSync(join(cut, name), content)
  const book = openBook(join(cut, 'shop.mendunia'))
  expect(eventsIn(book, events).size).toBe(0)
  book.close()
})

test('a power cut at any moment leaves a book that verifies and holds every reported event', { timeout: 600_000 }, () => {
  const chance = new Chance(4_10)
  // Every moment after a report or a sync, where what is promised is at its most, and as many others by chance.
  const moments = new Set<number>()
  steps.forEach(({ change }, place) => {
    if (change === null || change.kind === 'sync' || change.kind === 'syncFolder') moments.add(place)
  })
  for (let more = moments.size; more > 0; more -= 1) moments.add(chance.between(0, steps.length - 1))
  const disk = new UnsyncedDisk(before)
  let partly = 0
  steps.forEach(({ change, reported: count }, place) => {
    if (change) disk.apply(change)
    if (!moments.has(place)) return
    // Once all that was not synced is lost, once half of it.
    for (const [manner, luck] of [['all lost', undefined], ['half lost', new Chance(place)]] as const) {
      const shop = join(folder, 'cut')
      rmSync(shop, { recursive: true, force: true })
      mkdirSync(shop)
      for (const [name, content] of disk.afterPowerCut(luck)) writeFileSync(join(shop, name), content)
      const book = openBook(join(shop, 'shop.mendunia'))
      try {
        const where = `moment ${place} of ${steps.length}, ${manner}`
        expect(problemsOf(book), where).toEqual([])
        const saved = eventsIn(book, events)
        expect(reported.slice(0, count).filter((id) => !saved.has(id)), `${where}: reported, not saved`).toEqual([])
        expect([...saved], where).toEqual(events.slice(0, saved.size).map((event) => event.id))
        if (saved.size > 0 && saved.size < events.length) partly += 1
      } finally {
        book.close()
      }
    }
  })
  expect(moments.size).toBeGreaterThan(40)
  expect(partly).toBeGreaterThan(40)
})
