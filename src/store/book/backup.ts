import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import SQLite from 'better-sqlite3'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { createProjections } from '../projections/index.ts'
import type { Book } from './book.ts'
import { readHeader, translateStoreError } from './book-file.ts'
import { derivation, migrate, pendingMigrations } from './migrations.ts'
import { putInPlace } from './put-in-place.ts'
import { verifyDatabase } from './verify.ts'

let copies = 0

/** A name beside the target that no other copy to it has, in this process or another one; what killed programs left there goes. */
function partialOf(target: string): string {
  const [folder, name] = [dirname(target), basename(target)]
  for (const other of existsSync(folder) ? readdirSync(folder) : []) {
    const maker = other.startsWith(`${name}.`) ? /^(\d+)-\d+\.partial$/.exec(other.slice(name.length + 1))?.[1] : undefined
    if (maker !== undefined && !isRunning(Number(maker))) rmSync(join(folder, other), { force: true })
  }
  copies += 1
  return `${target}.${process.pid}-${copies}.partial`
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/**
 * A consistent copy of a book while it is in use, written beside its name first: a torn copy never bears the name.
 * @returns bytes of the copy
 * @throws RefusalError BOOK_EXISTS, FOLDER_READ_ONLY, DISK_FULL
 */
export async function backup(book: Book, target: string): Promise<number> {
  if (existsSync(target)) throw new RefusalError(refuse('BOOK_EXISTS', { file: target }))
  const partial = partialOf(target)
  try {
    await book.database.backup(partial)
    // The copy carries the WAL mark in its header; switching it off makes it one whole file wherever it is taken.
    const copy = new SQLite(partial)
    try {
      copy.pragma('journal_mode = DELETE')
    } finally {
      copy.close()
    }
    // Another one may have been faster.
    if (existsSync(target)) throw new RefusalError(refuse('BOOK_EXISTS', { file: target }))
    putInPlace(partial, target)
    return statSync(target).size
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${suffix}`, { force: true })
    throw translateStoreError(error, target)
  }
}

/**
 * Puts a verified backup in place of a book that does not exist (the caller moves a damaged one aside). The restored book is a
 * copy: it takes a new device code when it is opened (`copied` in its local state).
 * @throws RefusalError BACKUP_INVALID with the first problem that was found
 */
export function restore(backupFile: string, target: string): void {
  if (existsSync(target)) throw new RefusalError(refuse('BOOK_EXISTS', { file: target }))
  readHeader(backupFile)
  const partial = partialOf(target)
  try {
    const source = new SQLite(backupFile, { readonly: true })
    try {
      source.prepare('VACUUM INTO ?').run(partial)
    } finally {
      source.close()
    }
    const copy = new SQLite(partial)
    try {
      bringUpToDate(copy)
      const { problems } = verifyDatabase(copy)
      const first = problems[0]
      if (first) throw new RefusalError(refuse('BACKUP_INVALID', { detail: `${first.check}: ${first.detail}` }))
      copy.prepare("INSERT INTO book_local (key, value) VALUES ('copied', '1') ON CONFLICT (key) DO UPDATE SET value = '1'").run()
    } finally {
      copy.close()
    }
    putInPlace(partial, target)
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${suffix}`, { force: true })
    throw translateStoreError(error, backupFile)
  }
}

/** A backup that an earlier program wrote lacks the tables of this one: they are made before it is compared with what a book has today. */
function bringUpToDate(copy: SQLite.Database): void {
  if (pendingMigrations(copy).length === 0) return
  migrate(copy)
  copy.transaction(() => {
    createProjections(copy).rebuild()
    copy.prepare("INSERT INTO book_local (key, value) VALUES ('projectedBy', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(derivation())
  })()
}
