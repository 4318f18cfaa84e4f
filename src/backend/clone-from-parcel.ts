import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { createBook, newDeviceSecret, putInPlace, signerOf } from '../store/book/index.ts'
import { masterOf } from '../store/projections/index.ts'
import { parcelHeader, readParcel } from '../sync/parcel/index.ts'
import { announcedCodes, randomCode, writeDevice } from './book-keeper.ts'
import type { Context } from './context.ts'
import { deviceSecretName, introduce } from './device-keys.ts'
import type { Job } from './jobs.ts'
import { newUlid } from './posting/identity.ts'

/**
 * The company's book on a PC that has no line: made of a parcel of the whole book. It takes a device code by chance, since another PC may
 * be made of the same parcel, and is known to the others when a parcel of it comes to them.
 * @throws RefusalError BOOK_EXISTS, PARCEL_PARTIAL for a parcel of changes alone, and as `readParcel`; no file is left behind
 */
export async function cloneFromParcel(context: Context, file: string, parcel: string, job: Job): Promise<void> {
  const path = resolve(file)
  if (existsSync(path)) throw new RefusalError(refuse('BOOK_EXISTS', { file: path }))
  const header = parcelHeader(parcel)
  if (header.since > 0) throw new RefusalError(refuse('PARCEL_PARTIAL'))
  const partial = `${path}.partial`
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${partial}${suffix}`, { force: true })
  const { author } = context.session
  const book = createBook(partial, { book: header.book, device: { code: '?', id: newUlid() } })
  const { id } = book.device
  try {
    await readParcel(book, parcel, { progress: (done, total) => job.progress(done, total, ''), breathe: () => job.breathe() })
    if (!masterOf(book.projections.sql, 'company', null)) throw new RefusalError(refuse('PARCEL_PARTIAL'))
    const secret = newDeviceSecret()
    await context.secrets.set(deviceSecretName(id), secret)
    const signer = signerOf(secret)
    book.transaction(() => {
      book.local.setJson('device', { code: randomCode(new Set(announcedCodes(book))), id })
      if (book.trust().isEnforced) introduce(book, author, signer, signer)
      writeDevice(book, author, context.today())
    })
  } catch (error) {
    await context.secrets.delete(deviceSecretName(id))
    book.discard()
    throw error
  }
  book.close()
  putInPlace(partial, path)
  context.installation.rememberCopy(id, { file: path, position: 0, hash: null })
  await context.switchBook(() => context.keeper.open(path, author, context.today()))
}
