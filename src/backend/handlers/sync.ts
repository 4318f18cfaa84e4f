import type { Handlers } from '../context.ts'
import { setUpServer } from '../../sync/index.ts'
import { cloneBook } from '../clone-book.ts'
import { bookInfo } from './book.ts'

export const syncHandlers: Handlers<'sync.status' | 'sync.settings' | 'sync.configure' | 'sync.forget' | 'sync.now' | 'sync.live' | 'server.setup' | 'book.clone'> = {
  'sync.status': ({ sync }) => sync.status(),
  'sync.settings': ({ sync }) => sync.settings(),
  'sync.configure': ({ sync }, settings) => sync.configure(settings),
  'server.setup': async ({ sync, book }, { remote, user, password }) => {
    book()
    const done = await setUpServer({ url: remote, user, password })
    await sync.configure({ url: done.database, user, password, live: true, createDatabase: false })
    return done
  },
  'sync.forget': async ({ sync }) => {
    await sync.forget()
    return null
  },
  'sync.now': ({ sync }, { remote, user, password, acceptReplaced }) => sync.now(remote, { user, password }, acceptReplaced),
  'sync.live': ({ sync }, { on }) => sync.live(on),
  'book.clone': async (context, { file, remote, user, password }) => {
    await cloneBook(context, file, remote, { user, password })
    return bookInfo(context.keeper.info())
  },
}
