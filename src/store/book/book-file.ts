import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import { RefusalError, refuse } from '../../core/errors/index.ts'

/** `MEND` in the file's header: tells a book from any other SQLite file. */
export const applicationId = 0x4d454e44

interface Header {
  readonly applicationId: number
  readonly userVersion: number
}

/**
 * Reads a book's header without opening it.
 * @throws RefusalError BOOK_NOT_FOUND, BOOK_NOT_A_BOOK, BOOK_DAMAGED (shorter than its header says)
 */
export function readHeader(file: string): Header {
  if (!existsSync(file) || !statSync(file).isFile()) throw new RefusalError(refuse('BOOK_NOT_FOUND', { file }))
  const descriptor = openSync(file, 'r')
  try {
    const header = Buffer.alloc(100)
    const length = readSync(descriptor, header, 0, 100, 0)
    if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw new RefusalError(refuse('BOOK_NOT_A_BOOK', { file }))
    const found = { applicationId: header.readUInt32BE(68), userVersion: header.readUInt32BE(60) }
    if (found.applicationId !== applicationId) throw new RefusalError(refuse('BOOK_NOT_A_BOOK', { file }))
    const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16)
    const pages = header.readUInt32BE(28)
    const size = fstatSync(descriptor).size
    // A WAL beside it may hold the pages that are missing here.
    if (size < pages * pageSize && !existsSync(`${file}-wal`)) {
      throw new RefusalError(refuse('BOOK_DAMAGED', { file, detail: `${size} of ${pages * pageSize} bytes` }))
    }
    return found
  } finally {
    closeSync(descriptor)
  }
}

/** Opens the file with the settings of design section 1 and takes the exclusive lock, which the system frees if we die. */
export function openFile(file: string, readOnly: boolean): Database {
  try {
    const db = new SQLite(file, { readonly: readOnly, fileMustExist: true, timeout: 250 })
    try {
      configure(db, readOnly)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    throw translateStoreError(error, file)
  }
}

/** Creates an empty file with a book's header. @throws RefusalError BOOK_EXISTS, FOLDER_READ_ONLY */
export function createFile(file: string): Database {
  if (existsSync(file)) throw new RefusalError(refuse('BOOK_EXISTS', { file }))
  try {
    const db = new SQLite(file, { timeout: 250 })
    try {
      db.pragma('page_size = 8192')
      db.pragma(`application_id = ${applicationId}`)
      configure(db, false)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    throw translateStoreError(error, file)
  }
}

function configure(db: Database, readOnly: boolean): void {
  if (!readOnly) {
    // Exclusive before WAL: no shared-memory file is needed and a second program cannot even read a half-known state.
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // Taking the write lock once makes a second opener fail here and not in the middle of a posting.
    db.exec('BEGIN IMMEDIATE; COMMIT')
    // 64 MB: moving pages from the WAL into the file is left for idle moments (`Book`), this is the limit for long batches.
    db.pragma('wal_autocheckpoint = 8000')
  }
  db.pragma('foreign_keys = ON')
  db.pragma('cache_size = -16000')
  db.pragma('temp_store = MEMORY')
  db.pragma('trusted_schema = OFF')
}

/** Turns what SQLite and the file system say into refusals with a code; anything unknown stays what it is. */
export function translateStoreError(error: unknown, file: string): unknown {
  if (error instanceof RefusalError || !(error instanceof Error)) return error
  const code = String((error as { code?: unknown }).code ?? '')
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new RefusalError(refuse('BOOK_LOCKED', { file }))
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'SQLITE_IOERR_WRITE') return new RefusalError(refuse('DISK_FULL', { file }))
  if (code.startsWith('SQLITE_CORRUPT')) return new RefusalError(refuse('BOOK_DAMAGED', { file, detail: error.message }))
  if (code.startsWith('SQLITE_NOTADB')) return new RefusalError(refuse('BOOK_NOT_A_BOOK', { file }))
  if (code === 'SQLITE_READONLY_DIRECTORY') return new RefusalError(refuse('FOLDER_READ_ONLY', { folder: dirname(file) }))
  if (code.startsWith('SQLITE_READONLY')) return new RefusalError(refuse('BOOK_READ_ONLY', { file }))
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOENT' || code === 'ENOTDIR') {
    return new RefusalError(refuse('FOLDER_READ_ONLY', { folder: dirname(file) }))
  }
  // better-sqlite3 says this before SQLite is asked at all.
  if (error.message.includes('directory does not exist')) return new RefusalError(refuse('FOLDER_READ_ONLY', { folder: dirname(file) }))
  return error
}
