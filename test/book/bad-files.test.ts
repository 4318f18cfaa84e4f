import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, closeSync, copyFileSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { applyEvent } from '../../src/backend/posting/apply-event.ts'
import { createBook, knownMigrations, openBook, verifyDatabase } from '../../src/store/book/index.ts'
import { today } from '../crash/shop.ts'
import { filledBook, refusalsOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder('bad-files')
const filled = filledBook(folder, 130)
const root = join(import.meta.dirname, '../..')
const pageBytes = 8192
const event = { event: 'party.add', id: 'late', date: today, code: 'LATE', name: 'Late' }

function spoiled(name: string, spoil: (file: string) => void): string {
  const file = join(folder, `${name}.mendunia`)
  copyFileSync(filled, file)
  spoil(file)
  return file
}

function overwrite(file: string, place: number, data: Buffer): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, data, 0, data.length, place)
  closeSync(descriptor)
}

function cli(...args: string[]): { status: number | null; output: string; maxMegabytes: number; ms: number } {
  const started = performance.now()
  const tellMemory = 'data:text/javascript,process.on("exit",()=>process.stderr.write("\\nmaxRSS "+process.resourceUsage().maxRSS))'
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', tellMemory, join(root, 'src/cli/mendunia.ts'), ...args, '--data', join(folder, 'data')], { encoding: 'utf8' })
  return { status: run.status, output: run.stdout + run.stderr, maxMegabytes: Number(/maxRSS (\d+)/.exec(run.stderr)?.[1]) / 1024, ms: performance.now() - started }
}

describe('opening what is no sound book is refused with its reason, and changes nothing', () => {
  test.each([
    ['a text file', 'BOOK_NOT_A_BOOK', (file: string) => writeFileSync(file, 'Dear diary, '.repeat(1000))],
    ['an empty file', 'BOOK_NOT_A_BOOK', (file: string) => writeFileSync(file, '')],
    ['a file of zeros', 'BOOK_NOT_A_BOOK', (file: string) => writeFileSync(file, Buffer.alloc(50_000))],
    ['a beginning too short for a header', 'BOOK_NOT_A_BOOK', (file: string) => truncateSync(file, 60)],
    ['half of a book', 'BOOK_DAMAGED', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['a book without its last page', 'BOOK_DAMAGED', (file: string) => truncateSync(file, statSync(file).size - pageBytes)],
    ['a book whose schema is zeroed', 'BOOK_DAMAGED', (file: string) => overwrite(file, 100, Buffer.alloc(pageBytes - 100))],
    ['a book whose schema is noise', 'BOOK_DAMAGED', (file: string) => overwrite(file, 100, Buffer.alloc(pageBytes - 100, 'x9!'))],
  ])('%s: %s', (name, code, spoil) => {
    const file = spoiled(name.replaceAll(' ', '-'), spoil)
    const before = readFileSync(file)
    expect(refusalsOf(() => openBook(file))).toEqual([code])
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((each) => each.startsWith(`${name.replaceAll(' ', '-')}.mendunia-`))).toEqual([])
  })

  test('another program’s SQLite file: BOOK_NOT_A_BOOK', () => {
    const file = join(folder, 'other.mendunia')
    const other = new SQLite(file)
    other.exec('CREATE TABLE note (text TEXT); INSERT INTO note VALUES (1)')
    other.close()
    expect(refusalsOf(() => openBook(file))).toEqual(['BOOK_NOT_A_BOOK'])
  })

  test('a file that is not there, a folder: BOOK_NOT_FOUND', () => {
    expect(refusalsOf(() => openBook(join(folder, 'none.mendunia')))).toEqual(['BOOK_NOT_FOUND'])
    expect(refusalsOf(() => openBook(folder))).toEqual(['BOOK_NOT_FOUND'])
  })

  test('a migration that differs from the one that made the book: BOOK_MIGRATION_CHANGED', () => {
    const file = spoiled('migration', (path) => {
      const db = new SQLite(path)
      db.exec("UPDATE migration SET hash = 'other' WHERE number = (SELECT max(number) FROM migration)")
      db.close()
    })
    expect(refusalsOf(() => openBook(file))).toEqual(['BOOK_MIGRATION_CHANGED'])
  })
})

test('any one damaged page is found when the book is opened or verified, and never breaks the program', { timeout: 120_000 }, () => {
  const pages = Math.floor(statSync(filled).size / pageBytes)
  // Pages that hold something: noise on a free page is no damage.
  const db = new SQLite(filled, { readonly: true })
  const used = new Set(db.prepare('SELECT DISTINCT pageno FROM dbstat').pluck().all() as number[])
  db.close()
  const step = Math.max(1, Math.floor(pages / 40))
  for (let page = 2; page <= pages; page += step) {
    if (!used.has(page)) continue
    const file = spoiled('page', (path) => overwrite(path, (page - 1) * pageBytes, Buffer.alloc(pageBytes, 0x5a)))
    let found = 0
    const refused = refusalsOf(() => {
      const book = openBook(file)
      try {
        found = verifyDatabase(book.database).problems.length
        // Posting into it either works or is refused; nothing else may come out of it.
        const codes = refusalsOf(() => applyEvent(book, event, { author: 'owner' }))
        expect(['', 'BOOK_DAMAGED'], `page ${page}`).toContain(codes.join())
      } finally {
        book.close()
      }
    })
    expect(refused.length === 0 || refused.join() === 'BOOK_DAMAGED', `page ${page}: ${refused.join()}`).toBe(true)
    expect(found + refused.length, `page ${page}`).toBeGreaterThan(0)
  }
})

describe('a book of a newer program', () => {
  const newer = (name: string, change = ''): string => spoiled(name, (path) => {
    const db = new SQLite(path)
    db.exec(change)
    db.pragma(`user_version = ${(knownMigrations().at(-1)?.number ?? 0) + 10}`)
    db.close()
  })

  test('opens for reading; writing is refused and says which version it is of', () => {
    const file = newer('newer')
    const before = readFileSync(file)
    const book = openBook(file)
    expect(book.readOnly).toBe(true)
    expect(book.projections.search('kursi').length).toBeGreaterThan(0)
    expect(refusalsOf(() => applyEvent(book, event, { author: 'owner' }))).toEqual(['BOOK_NEWER'])
    book.close()
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('whose tables are not there any more is refused', () => {
    expect(refusalsOf(() => openBook(newer('newer-tables', 'DROP TABLE revision')))).toEqual(['BOOK_NEWER'])
  })

  test('apply from the command line ends with 1 and the reason', () => {
    const file = newer('newer-cli')
    const events = join(folder, 'one-event.json')
    writeFileSync(events, JSON.stringify({ events: [event] }))
    const { status, output } = cli('apply', events, '--book', file)
    expect(status).toBe(1)
    expect(output).toContain('BOOK_NEWER')
  })
})

test('a second process that opens the book is told that it is open; the first goes on', { timeout: 60_000 }, async () => {
  const file = spoiled('locked', () => undefined)
  const holder = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning', '--input-type=module', '-e',
    `import { openBook } from ${JSON.stringify(join(root, 'src/store/book/index.ts'))}
     const book = openBook(${JSON.stringify(file)})
     process.stdout.write('open\\n')
     process.stdin.once('data', () => { book.transaction(() => book.local.set('x', '1')); book.close(); process.stdout.write('written\\n'); process.exit(0) })`,
  ], { stdio: ['pipe', 'pipe', 'inherit'] })
  const said = (word: string): Promise<void> => new Promise((done) => holder.stdout.on('data', (chunk: Buffer) => chunk.toString().includes(word) && done()))
  await said('open')
  expect(refusalsOf(() => openBook(file))).toEqual(['BOOK_LOCKED'])
  const { status, output } = cli('verify', '--book', file)
  expect(status).toBe(1)
  expect(output).toContain('BOOK_LOCKED')
  const written = said('written')
  holder.stdin.write('go')
  await written
  openBook(file).close()
})

test('a folder that cannot be written is refused, for a new book and for an old one', () => {
  expect(refusalsOf(() => createBook('/proc/new.mendunia', { book: 'b', device: { code: 'A', id: 'd' } }))).toEqual(['FOLDER_READ_ONLY'])
  expect(refusalsOf(() => createBook(join(folder, 'no-such-folder', 'new.mendunia'), { book: 'b', device: { code: 'A', id: 'd' } }))).toEqual(['FOLDER_READ_ONLY'])
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  const file = join(closed, 'book.mendunia')
  copyFileSync(filled, file)
  chmodSync(file, 0o666)
  chmodSync(folder, 0o755)
  chmodSync(closed, 0o555)
  // Whoever may do everything may write everywhere: as nobody the folder is what it is for a user.
  const asNobody = process.getuid?.() === 0
  if (asNobody) process.seteuid?.('nobody')
  try {
    expect(refusalsOf(() => openBook(file))).toEqual(['FOLDER_READ_ONLY'])
    expect(refusalsOf(() => createBook(join(closed, 'new.mendunia'), { book: 'b', device: { code: 'A', id: 'd' } }))).toEqual(['FOLDER_READ_ONLY'])
  } finally {
    if (asNobody) process.seteuid?.(0)
    chmodSync(closed, 0o755)
  }
  expect(existsSync(join(closed, 'new.mendunia'))).toBe(false)
  openBook(file).close()
})

test('a file of 200 MB is refused at once, without being read', { timeout: 30_000 }, () => {
  const large = join(folder, 'large.json')
  const descriptor = openSync(large, 'w')
  ftruncateSync(descriptor, 200 * 1024 * 1024)
  closeSync(descriptor)
  const whole = cli('apply', large, '--book', spoiled('large', () => undefined))
  expect(whole.status).toBe(1)
  expect(whole.output).toContain('FILE_TOO_LARGE')
  expect(whole.maxMegabytes).toBeLessThan(180)
})

test('events that are no events, in files that are no files, are refused one by one', () => {
  const book = spoiled('wrong-files', () => undefined)
  const wrong = (content: string): string => {
    const file = join(folder, 'wrong.json')
    writeFileSync(file, content)
    const { status, output } = cli('apply', file, '--book', book)
    expect(status).toBe(1)
    return output
  }
  expect(wrong('{"events": [')).toContain('FILE_INVALID')
  expect(wrong('[]')).toContain('FILE_INVALID')
  expect(cli('apply', join(folder, 'missing.json'), '--book', book).output).toContain('FILE_NOT_FOUND')
})
