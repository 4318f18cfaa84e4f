import { copyFileSync, existsSync, openSync, readdirSync, closeSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { demoCompany } from '../../src/backend/demo/catalogue.ts'
import { applyEvent } from '../../src/backend/posting/apply-event.ts'
import { newDraft } from '../../src/backend/posting/draft.ts'
import { applyEvents } from '../../src/backend/posting/apply-events.ts'
import { type Book, backup, openBook, restore } from '../../src/store/book/index.ts'
import { Installation } from '../../src/store/installation/index.ts'
import { applyAll, eventsIn, problemsOf, shopEvents, today } from '../crash/shop.ts'
import { refusalsOf, refusalsOfPromise, temporaryFolder } from './support.ts'

const folder = temporaryFolder('copies')
const events = shopEvents(140)
let made = 0

interface Place { readonly folder: string; readonly file: string; readonly installation: Installation }

/** A new book with the first events, closed, in a place of its own. */
function place(): Place {
  made += 1
  const own = join(folder, `place-${made}`)
  const installation = new Installation(join(own, 'data'))
  const file = join(own, 'book.mendunia')
  const keeper = new BookKeeper(installation, () => undefined)
  applyAll(keeper.create(file, demoCompany, 'default', 'owner', '2025-05-31'), events.slice(0, 120))
  keeper.close()
  return { folder: own, file, installation }
}

function within<T>(installation: Installation, file: string, work: (book: Book, keeper: BookKeeper) => T): T {
  const keeper = new BookKeeper(installation, () => undefined)
  try {
    return work(keeper.open(file, 'owner', today), keeper)
  } finally {
    keeper.close()
  }
}

const expense = (id: string): Record<string, unknown> => ({ event: 'expense.post', id, date: '2025-06-30', account: '1111', lines: [{ account: '6103', amount: '1000.00' }] })

/** The number that the next expense takes. */
function nextNumber(book: Book, id: string): string | null {
  const outcome = applyEvent(book, expense(id), { author: 'owner' })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return outcome.value.number
}

test('a book keeps its code when it is opened again, also after it was moved', () => {
  const { folder: own, file, installation } = place()
  expect(within(installation, file, (book) => book.device.code)).toBe('A')
  const moved = join(own, 'moved.mendunia')
  renameSync(file, moved)
  expect(within(installation, moved, (book, keeper) => [book.device.code, keeper.info()?.newDeviceCode])).toEqual(['A', null])
})

test('of two backups to one name at once the one is whole and the other says that the name is taken', async () => {
  const { folder: own, file, installation } = place()
  const target = join(own, 'copy.mendunia')
  // What a killed program left.
  writeFileSync(`${target}.999999999-1.partial`, 'left')
  const keeper = new BookKeeper(installation, () => undefined)
  const book = keeper.open(file, 'owner', today)
  const both = await Promise.allSettled([backup(book, target), backup(book, target)])
  keeper.close()
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [rejected] = both.filter((one) => one.status === 'rejected')
  expect(rejected?.reason).toMatchObject({ refusals: [{ code: 'BOOK_EXISTS' }] })
  expect(readdirSync(own).filter((name) => name.includes('.partial'))).toEqual([])
  const copy = openBook(target)
  expect(problemsOf(copy)).toEqual([])
  copy.close()
})

test('a copy beside the book takes a new code, and both go on without a number in common', () => {
  const { folder: own, file, installation } = place()
  const copy = join(own, 'copy.mendunia')
  copyFileSync(file, copy)
  const [codeOfCopy, numberOfCopy, identityOfCopy, problems] = within(installation, copy, (book, keeper) => {
    expect(keeper.info()?.newDeviceCode).toBe(book.device.code)
    return [book.device.code, nextNumber(book, 'x'), book.revisions.uuid, problemsOf(book)]
  })
  expect(problems).toEqual([])
  expect(codeOfCopy).not.toBe('A')
  within(installation, file, (book) => {
    expect(book.device.code).toBe('A')
    const number = nextNumber(book, 'x')
    expect(number).toContain('/A-')
    expect(number).not.toBe(numberOfCopy)
    // What replication remembers is by identity: two copies under one would pass over each other's documents.
    expect(book.revisions.uuid).not.toBe(identityOfCopy)
    expect(problemsOf(book)).toEqual([])
  })
  expect(within(installation, copy, (book) => book.device.code)).toBe(codeOfCopy)
})

test('an older copy laid over the book takes a new code: its last numbers may be with customers', () => {
  const { folder: own, file, installation } = place()
  const older = join(own, 'older.mendunia')
  copyFileSync(file, older)
  const used = within(installation, file, (book) => nextNumber(book, 'x'))
  copyFileSync(older, file)
  within(installation, file, (book) => {
    expect(book.device.code).not.toBe('A')
    expect(nextNumber(book, 'y')).not.toBe(used)
    expect(problemsOf(book)).toEqual([])
  })
})

test('an older copy without a newer posting takes a new code too: versions of its fields were counted on', () => {
  const { folder: own, file, installation } = place()
  const older = join(own, 'older.mendunia')
  copyFileSync(file, older)
  within(installation, file, (book) => {
    book.write([newDraft(book, { event: 'sales.invoice', id: 'd', date: today }, 'owner')])
  })
  copyFileSync(older, file)
  expect(within(installation, file, (book) => book.device.code)).not.toBe('A')
})

test('a book whose installation cannot be written goes on', () => {
  const { file, installation, folder: own } = place()
  rmSync(join(own, 'data'), { recursive: true })
  within(installation, file, (book) => {
    expect(nextNumber(book, 'x')).not.toBeNull()
    expect(problemsOf(book)).toEqual([])
  })
})

test('what a killed program left beside a name is not played into the book that is restored there', async () => {
  const { folder: own, file, installation } = place()
  const target = join(own, 'backup.mendunia')
  const keeper = new BookKeeper(installation, () => undefined)
  const book = keeper.open(file, 'owner', today)
  await backup(book, target)
  nextNumber(book, 'x')
  copyFileSync(`${file}-wal`, join(own, 'wal'))
  keeper.close()
  renameSync(file, join(own, 'moved.mendunia'))
  copyFileSync(join(own, 'wal'), `${file}-wal`)
  restore(target, file)
  within(installation, file, (restored) => {
    expect(restored.projections.view().event('x')).toBeNull()
    expect(problemsOf(restored)).toEqual([])
  })
  expect(existsSync(`${file}-wal.left`)).toBe(true)
})

test('a book that another version of the program derived is derived anew when it is opened', () => {
  const { file, installation } = place()
  within(installation, file, (book) => {
    book.transaction(() => {
      book.local.set('projectedBy', '10')
      book.projections.sql.run("UPDATE master SET name = 'as an older program had it' WHERE type = 'party'")
    })
    expect(problemsOf(book).length).toBeGreaterThan(0)
  })
  expect(within(installation, file, problemsOf)).toEqual([])
})

test('a book that this installation never opened takes a new code', () => {
  const { folder: own, file } = place()
  expect(within(new Installation(join(own, 'other-data')), file, (book) => book.device.code)).not.toBe('A')
})

test('a backup made while events are posted verifies and holds a beginning of them', async () => {
  const { folder: own, file, installation } = place()
  const keeper = new BookKeeper(installation, () => undefined)
  const book = keeper.open(file, 'owner', today)
  const target = join(own, 'backup.mendunia')
  const copying = backup(book, target)
  let count = 0
  const rest = applyEvents(book, events.slice(120), { author: 'owner' })
  const posting = setInterval(() => {
    if (nextNumber(book, `during-${count}`) !== null) count += 1
    rest.next()
  }, 1)
  const bytes = await copying
  clearInterval(posting)
  keeper.close()
  expect(bytes).toBeGreaterThan(100_000)
  const copy = openBook(target, { readOnly: true })
  expect(problemsOf(copy)).toEqual([])
  const saved = eventsIn(copy, events)
  expect([...saved]).toEqual(events.slice(0, saved.size).map((event) => event.id))
  expect(saved.size).toBeGreaterThanOrEqual(120)
  copy.close()
})

test('a backup that an earlier program wrote is restored with the tables of today', async () => {
  const { folder: own, file, installation } = place()
  const target = join(own, 'old.mendunia-backup')
  const keeper = new BookKeeper(installation, () => undefined)
  await backup(keeper.open(file, 'owner', today), target)
  keeper.close()
  const old = new SQLite(target)
  old.exec('DROP INDEX posted_place; DELETE FROM migration WHERE number = 50; PRAGMA user_version = 40')
  old.close()
  const restored = join(own, 'from-old.mendunia')
  restore(target, restored)
  within(installation, restored, (book) => expect(problemsOf(book)).toEqual([]))
})

test('a restored backup takes a new code and goes on', async () => {
  const { folder: own, file, installation } = place()
  const target = join(own, 'backup.mendunia')
  const keeper = new BookKeeper(installation, () => undefined)
  await backup(keeper.open(file, 'owner', today), target)
  expect(await refusalsOfPromise(() => backup(keeper.require(), target))).toEqual(['BOOK_EXISTS'])
  const used = nextNumber(keeper.require(), 'x')
  keeper.close()
  expect(refusalsOf(() => restore(target, file))).toEqual(['BOOK_EXISTS'])
  rmSync(file)
  restore(target, file)
  within(installation, file, (book) => {
    expect(book.device.code).not.toBe('A')
    expect(nextNumber(book, 'x')).not.toBe(used)
    expect([...applyAll(book, events).values()].every((status) => status === 'posted' || status === 'unchanged')).toBe(true)
    expect(problemsOf(book)).toEqual([])
  })
})

test.each([
  ['with a changed row', 'BACKUP_INVALID', (file: string) => {
    const db = new SQLite(file)
    db.exec('UPDATE ledger_line SET base = base + 1, amount = amount + 1 WHERE n = (SELECT max(n) FROM ledger_line)')
    db.close()
  }],
  ['with a page of zeros', 'BOOK_DAMAGED BACKUP_INVALID', (file: string) => {
    const db = new SQLite(file, { readonly: true })
    const at = db.prepare("SELECT pgoffset FROM dbstat WHERE name = 'revision' AND pagetype = 'leaf' ORDER BY pageno DESC LIMIT 1").pluck().get() as number
    db.close()
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, Buffer.alloc(8192), 0, 8192, at)
    closeSync(descriptor)
  }],
])('a backup %s is refused before anything is put in place', (_, codes, spoil) => {
  const { folder: own, file } = place()
  const backupFile = join(own, 'backup.mendunia')
  copyFileSync(file, backupFile)
  spoil(backupFile)
  const target = join(own, 'restored.mendunia')
  const [code] = refusalsOf(() => restore(backupFile, target))
  expect(codes.split(' ')).toContain(code)
  expect(existsSync(target)).toBe(false)
  expect(readdirSync(own).filter((name) => name.includes('partial'))).toEqual([])
})
