import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { BookInfo, OneSidedDocuments } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Book } from '../../store/book/index.ts'
import type { OneSided } from '../../sync/index.ts'
import { cloneBook } from '../clone-book.ts'
import { labelOf } from '../document-label.ts'
import type { Context, Handlers } from '../context.ts'
import { bookInfo } from './book.ts'

/** How many documents of each side are named. */
const named = 50

export const exchangeHandlers: Handlers<'sync.compare' | 'sync.pause' | 'sync.options' | 'sync.keepDeleted' | 'sync.retry' | 'sync.follow'> = {
  'sync.compare': async ({ sync, book }, { remote, user, password, line }) => {
    const { onlyHere, onlyThere, same } = await sync.compare(remote, { user, password, line })
    return { onlyHere: labelled(book(), onlyHere), onlyThere: labelled(book(), onlyThere), same }
  },
  'sync.pause': ({ sync }, { on }) => sync.pause(on),
  'sync.options': ({ sync }, options) => sync.options(options),
  'sync.keepDeleted': ({ sync }) => sync.keepDeleted(),
  'sync.retry': ({ sync }) => sync.retry(),
  'sync.follow': (context) => follow(context),
}

function labelled(book: Book, { count, ids }: OneSided): OneSidedDocuments {
  return { count, documents: ids.slice(0, named).map((id) => ({ id, label: labelOf(book, id) })) }
}

/**
 * This PC follows the server: a new copy of the server's book takes the name of this one. Nothing of this one is lost, its file stays
 * beside it; as a copy that others may not know of, the new one has a device code of its own.
 */
async function follow(context: Context): Promise<{ info: BookInfo; kept: string }> {
  const { file } = context.book()
  const connection = await context.sync.connection()
  const settings = await context.sync.settings()
  if (!connection || !settings) throw new RefusalError(refuse('SYNC_NOT_SET'))
  const { url, user, password, line } = connection
  const beside = `${file}.from-server`
  await context.jobs.run('clone', (job) => cloneBook(context, beside, url, { user, password, line }, job))
  const kept = nameBeside(file, `before server ${context.today()}`)
  await context.switchBook(() => {
    context.keeper.close()
    renameSync(file, kept)
    renameSync(beside, file)
    context.keeper.open(file, context.session.author, context.today())
  })
  await context.sync.configure({ url, user, password, live: settings.live, createDatabase: false, line })
  return { info: bookInfo(context.keeper.info())!, kept }
}

function nameBeside(file: string, words: string): string {
  const ending = extname(file)
  for (let number = 1; ; number += 1) {
    const name = join(dirname(file), `${basename(file, ending)} ${words}${number === 1 ? '' : ` ${number}`}${ending}`)
    if (!existsSync(name)) return name
  }
}
