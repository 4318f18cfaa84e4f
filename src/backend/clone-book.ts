import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { createBook, putInPlace } from '../store/book/index.ts'
import { masterOf } from '../store/projections/index.ts'
import type { Context } from './context.ts'
import { announcedCodes, nextCode, randomCode, writeDevice } from './book-keeper.ts'
import { newUlid } from './posting/identity.ts'
import { type RemoteLogin, accepted, withRemote } from './sync-keeper.ts'

/** The code of a book that is still being filled: nothing is posted under it. */
const provisionalCode = '?'

/**
 * A new copy of a company's book on this device, from its server or from another copy's file. It takes the next free device code
 * and announces it to the remote at once, before it can post.
 * @throws RefusalError BOOK_EXISTS and what the server or the line refused; no file is left behind
 */
export async function cloneBook(context: Context, file: string, remote: string, login: RemoteLogin): Promise<void> {
  const path = resolve(file)
  if (existsSync(path)) throw new RefusalError(refuse('BOOK_EXISTS', { file: path }))
  // Filled beside its name: what a killed program leaves is not taken for a book.
  const partial = `${path}.partial`
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${partial}${suffix}`, { force: true })
  const book = createBook(partial, { book: newUlid(), device: { code: provisionalCode, id: newUlid() } })
  try {
    await withRemote(book, remote, login, async (synchroniser) => {
      accepted(await synchroniser.once())
      if (!masterOf(book.projections.sql, 'company', null)) throw new RefusalError(refuse('SYNC_WRONG_BOOK'))
      const id = synchroniser.remoteBookId()
      const announce = (code: string): { id: string; rev: string } =>
        book.transaction(() => {
          book.local.setJson('device', { code, id: book.device.id })
          return writeDevice(book, context.session.author, context.today())
        })
      if (id !== null) book.transaction(() => book.local.set('book', id))
      let own = announce(nextCode(new Set(announcedCodes(book))))
      accepted(await synchroniser.once())
      // Two that clone at the same time take the same next letter, and only after the exchange may either know: who sees it takes another.
      while (announcedCodes(book).filter((code) => code === book.device.code).length > 1) {
        book.transaction(() => book.write([{ _id: own.id, _rev: own.rev, _deleted: true }]))
        own = announce(randomCode(new Set(announcedCodes(book))))
        accepted(await synchroniser.once())
      }
    }, { isNew: true })
  } catch (error) {
    book.discard()
    throw error
  }
  const { id } = book.device
  book.close()
  putInPlace(partial, path)
  context.installation.rememberCopy(id, { file: path, position: 0, hash: null })
  await context.switchBook(() => context.keeper.open(path, context.session.author, context.today()))
}
