import type { Handlers } from '../context.ts'
import { isParcel } from '../../sync/parcel/index.ts'
import { cloneBook } from '../clone-book.ts'
import { cloneFromParcel } from '../clone-from-parcel.ts'
import { bookInfo } from './book.ts'

export const syncHandlers: Handlers<'sync.status' | 'sync.settings' | 'sync.configure' | 'sync.forget' | 'sync.now' | 'sync.live' | 'book.clone'> = {
  'sync.status': ({ sync }) => sync.status(),
  'sync.settings': ({ sync }) => sync.settings(),
  'sync.configure': ({ sync }, settings) => sync.configure(settings),
  'sync.forget': async ({ sync }) => {
    await sync.forget()
    return null
  },
  'sync.now': ({ sync }, { remote, user, password, acceptReplaced, line, ways, acceptDeletions }) =>
    sync.now(remote, { user, password, line }, acceptReplaced, { ...(ways ? { ways } : {}), acceptDeletions }),
  'sync.live': ({ sync }, { on }) => sync.live(on),
  'book.clone': async (context, { file, remote, user, password, line }) => {
    await context.jobs.run('clone', (job) => (!/^https?:/.test(remote) && isParcel(remote) ? cloneFromParcel(context, file, remote, job) : cloneBook(context, file, remote, { user, password, line }, job)))
    return bookInfo(context.keeper.info())
  },
}
