import { resolve } from 'node:path'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { createBook, openBook } from '../store/book/index.ts'
import { masterOf } from '../store/projections/index.ts'
import { existsSync } from 'node:fs'
import type { Context } from './context.ts'
import { deviceCodes, nextCode, writeDevice } from './book-keeper.ts'
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
  const book = createBook(path, { book: sourceId(remote), device: { code: provisionalCode, id: newUlid() } })
  try {
    await withRemote(book, remote, login, async (synchroniser) => {
      accepted(await synchroniser.once())
      if (!masterOf(book.projections.sql, 'company', null)) throw new RefusalError(refuse('SYNC_WRONG_BOOK'))
      const id = synchroniser.remoteBookId()
      book.transaction(() => {
        if (id !== null) book.local.set('book', id)
        book.local.setJson('device', { code: nextCode(deviceCodes(book)), id: book.device.id })
        writeDevice(book, context.session.author, context.today())
      })
      accepted(await synchroniser.once())
    })
  } catch (error) {
    book.discard()
    throw error
  }
  context.keeper.adopt(book)
}

/** A file tells its book's identity; a server's database is the identity of what is in it. */
function sourceId(remote: string): string {
  if (/^https?:\/\//.test(remote) || !existsSync(remote)) return newUlid()
  const source = openBook(remote, { readOnly: true })
  try {
    return source.id
  } finally {
    source.close()
  }
}
