import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { type Book, type Signer, createBook, newDeviceSecret, putInPlace, signerOf } from '../store/book/index.ts'
import { masterOf } from '../store/projections/index.ts'
import { type InvitationCode, type SyncProgress, type Synchroniser, readInvitation } from '../sync/index.ts'
import type { Context } from './context.ts'
import { announcedCodes, nextCode, randomCode, writeDevice } from './book-keeper.ts'
import { deviceSecretName, introduce } from './device-keys.ts'
import { invitationSigner, passwordOf } from './devices.ts'
import type { Job } from './jobs.ts'
import { newUlid } from './posting/identity.ts'
import { type RemoteLogin, accepted, withRemote } from './sync-keeper.ts'

/** The code of a book that is still being filled: nothing is posted under it. */
const provisionalCode = '?'
const cancelLookMs = 100

/**
 * A new copy of a company's book on this device, from its server or from another copy's file. It takes the next free device code
 * and announces it, with its key, to the remote at once, before it can post.
 * @throws RefusalError BOOK_EXISTS, CANCELLED and what the server or the line refused; no file is left behind
 */
export async function cloneBook(context: Context, file: string, remote: string, login: RemoteLogin, job: Job, invitation: InvitationCode | null = null): Promise<void> {
  const path = resolve(file)
  if (existsSync(path)) throw new RefusalError(refuse('BOOK_EXISTS', { file: path }))
  // Filled beside its name: what a killed program leaves is not taken for a book.
  const partial = `${path}.partial`
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${partial}${suffix}`, { force: true })
  const book = createBook(partial, { book: invitation?.book ?? newUlid(), device: { code: provisionalCode, id: newUlid() } })
  try {
    // Known before the first document comes: what hangs on no root, or on another one, is refused as it comes.
    if (invitation) book.transaction(() => book.local.set('trust/root', invitation.root))
    await withRemote(book, remote, login, async (synchroniser) => {
      await exchange(synchroniser, job)
      if (!masterOf(book.projections.sql, 'company', null)) throw new RefusalError(refuse('SYNC_WRONG_BOOK'))
      takeIdentity(book, synchroniser.remoteBookId(), invitation)
      const signer = await newKey(context, book)
      const by = invitation ? invitationSigner(invitation.secret) : signer
      const announce = (code: string): { id: string; rev: string } =>
        book.transaction(() => {
          book.local.setJson('device', { code, id: book.device.id })
          // A book from before there were keys gets none from a copy: its first device makes the first one.
          if (book.trust().isEnforced) introduce(book, context.session.author, signer, book.trust().accepts(signer.publicKey) ? signer : by)
          return writeDevice(book, context.session.author, context.today())
        })
      let own = announce(invitation?.device ?? nextCode(new Set(announcedCodes(book))))
      await exchange(synchroniser, job)
      // Two that clone at the same time take the same next letter, and only after the exchange may either know: who sees it takes another.
      while (announcedCodes(book).filter((code) => code === book.device.code).length > 1) {
        book.transaction(() => book.write([{ _id: own.id, _rev: own.rev, _deleted: true }]))
        own = announce(randomCode(new Set(announcedCodes(book))))
        await exchange(synchroniser, job)
      }
    }, { isNew: true })
  } catch (error) {
    await context.secrets.delete(deviceSecretName(book.device.id))
    book.discard()
    throw error
  }
  const { id } = book.device
  book.close()
  putInPlace(partial, path)
  context.installation.rememberCopy(id, { file: path, position: 0, hash: null })
  await context.switchBook(() => context.keeper.open(path, context.session.author, context.today()))
}

/**
 * The company's book on this PC, by an invitation: fetched, introduced, connected; the password that the code gave is changed, so that the code
 * is worth nothing from then on.
 * @throws RefusalError INVITATION_*, and as `cloneBook`
 */
export async function joinBook(context: Context, file: string, code: string, job: Job): Promise<void> {
  const invitation = readInvitation(code)
  if (invitation.until < new Date().toISOString()) throw new RefusalError(refuse('INVITATION_EXPIRED', { until: invitation.until.slice(0, 10) }))
  const line = invitation.line ?? {}
  const login = { user: invitation.user, password: passwordOf(invitation.secret), line }
  try {
    await cloneBook(context, file, invitation.url, login, job, invitation)
  } catch (error) {
    if (error instanceof RefusalError && error.refusals.some((refusal) => refusal.code === 'SYNC_UNAUTHORIZED')) throw new RefusalError(refuse('INVITATION_USED'))
    throw error
  }
  await context.sync.configure({ url: invitation.url, user: invitation.user, password: login.password, live: true, createDatabase: false, line })
  try {
    await context.sync.rotatePassword()
  } catch (error) {
    // The book is here and whole; the password of the code goes on until it is changed from the page.
    if (!(error instanceof RefusalError) && (error as { syncRefusal?: unknown }).syncRefusal === undefined) throw error
  }
}

/** One exchange, told as it goes; whoever cancels ends it. */
async function exchange(synchroniser: Synchroniser, job: Job): Promise<void> {
  let stopped: unknown = null
  const timer = setInterval(() => {
    job.breathe().catch((error: unknown) => {
      if (stopped !== null) return
      stopped = error
      void synchroniser.stop()
    })
  }, cancelLookMs)
  try {
    const result = await synchroniser.once(({ phase, pulled, pushed, remaining }: SyncProgress) => {
      const done = phase === 'pull' ? pulled : pushed
      job.progress(done, done + (remaining ?? 0), phase)
    })
    if (stopped !== null) throw stopped as Error
    accepted(result)
  } finally {
    clearInterval(timer)
  }
}

/** Whose book it is, and by whom its postings are judged. @throws RefusalError SYNC_WRONG_BOOK where it is not the book that the invitation is for */
function takeIdentity(book: Book, remoteId: string | null, invitation: InvitationCode | null): void {
  if (invitation) {
    if ((remoteId !== null && remoteId !== invitation.book) || !book.trust().isEnforced) throw new RefusalError(refuse('SYNC_WRONG_BOOK'))
    return
  }
  if (remoteId === null || remoteId === book.id) return
  book.transaction(() => {
    book.local.set('book', remoteId)
    book.judgeAnew()
  })
}

async function newKey(context: Context, book: Book): Promise<Signer> {
  const secret = newDeviceSecret()
  await context.secrets.set(deviceSecretName(book.device.id), secret)
  return signerOf(secret)
}
