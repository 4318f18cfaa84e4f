import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { backup, restore, verifyDatabase } from '../../store/book/index.ts'
import type { Handlers } from '../context.ts'
import { programVersion } from '../version.ts'

export const bookHandlers: Handlers<
  'app.state' | 'preferences.get' | 'preferences.set' | 'book.create' | 'book.open' | 'book.close' | 'book.backup' | 'book.restore' | 'book.verify' | 'job.cancel'
> = {
  'app.state': ({ keeper, installation, today }) => ({
    version: programVersion, book: keeper.info(), recent: installation.recent, booksFolder: booksFolder(), today: today(),
  }),
  'preferences.get': ({ installation }) => installation.preferences,
  'preferences.set': ({ installation, emit }, { key, value }) => {
    installation.setPreference(key, value)
    emit({ event: 'changed', topics: ['preferences'] })
    return null
  },
  'book.create': ({ keeper, session, today, switchBook }, { file, company, chart }) =>
    switchBook(() => {
      keeper.create(file, company, chart, session.author, today())
      return bookInfo(keeper.info())
    }),
  'book.open': ({ keeper, session, today, switchBook }, { file }) =>
    switchBook(
      () => {
        keeper.open(file, session.author, today())
        return bookInfo(keeper.info())
      },
      // Each command of the command line opens the book that it forwards to: its replication goes on.
      () => keeper.isOpen(file),
    ),
  'book.close': ({ keeper, switchBook }) =>
    switchBook(() => {
      keeper.close()
      return null
    }),
  'book.backup': async ({ book, emit }, { file }) => {
    const open = book()
    const bytes = await backup(open, file)
    if (!open.readOnly) open.transaction(() => open.local.set('lastBackup', open.now()))
    emit({ event: 'changed', topics: ['book'] })
    return { file, bytes }
  },
  'book.restore': ({ keeper, session, today, switchBook }, { backup: source, file }) => {
    restore(source, file)
    return switchBook(() => {
      keeper.open(file, session.author, today())
      return bookInfo(keeper.info())
    })
  },
  'book.verify': ({ book }) => {
    const { checks, problems } = verifyDatabase(book().database)
    return { ok: problems.length === 0, checks, problems }
  },
  'job.cancel': ({ jobs }, { job }) => {
    jobs.cancel(job)
    return null
  },
}

export function bookInfo<T>(info: T | null): T {
  if (info === null) throw new RefusalError(refuse('BOOK_NOT_OPEN'))
  return info
}

/** Where new books are proposed: a folder of their own among the user's documents. */
export function booksFolder(): string {
  const folder = process.env['MENDUNIA_BOOKS'] ?? join(homedir(), 'Mendunia')
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    return homedir()
  }
  return folder
}
