import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Gives a finished, closed file the name of a book, and returns when the name survives a power cut. What SQLite left beside that
 * name belongs to a file that is gone (a killed program's book that somebody moved away): it would be played into the new one and
 * replace what is in it, so it is moved aside, as `….left`, where a person can still bring it back to its file.
 */
export function putInPlace(finished: string, target: string): void {
  for (const suffix of ['-wal', '-journal']) if (existsSync(`${target}${suffix}`)) renameSync(`${target}${suffix}`, `${target}${suffix}.left`)
  rmSync(`${target}-shm`, { force: true })
  renameSync(finished, target)
  syncFolder(dirname(target))
}

/** Where a folder cannot be opened as a file (Windows), the file system keeps the order of its names by itself. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP'].includes(String((error as NodeJS.ErrnoException).code))) throw error
  }
}
