import { createHash } from 'node:crypto'
import { closeSync, createReadStream, createWriteStream, existsSync, fsyncSync, mkdtempSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Book } from '../../store/book/index.ts'
import { type ParcelHeader, headerLines, parcelExtension, parcelMagic, parcelText } from './parcel-header.ts'
import { fileFault } from './file-fault.ts'
import { lackingSince, parcelPeers, peerOf } from './peers.ts'

export interface ParcelProgress {
  progress(done: number, total: number): void
  /** Lets others work, and throws where the work was cancelled. */
  breathe(): Promise<void>
}

export interface WrittenParcel {
  readonly file: string
  readonly documents: number
  readonly bytes: number
  readonly since: number
}

const changesAtOnce = 200
const copyBytes = 1 << 20

/**
 * Writes what other copies of the book lack, or the whole book, into one file. It is packed on this PC's own disk first, then
 * written beside its name, read back and compared, and only then given its name: a stick that is pulled out keeps what it had.
 * @param file  the file, or a folder in which it gets a name
 * @param what.device  only for this device; by default for all that are known
 * @param what.source  only for this copy of the book
 * @throws RefusalError PARCEL_EXISTS for a file that is no parcel, PARCEL_LOST when the disk went away, DISK_FULL, FOLDER_READ_ONLY, CANCELLED
 */
export async function writeParcel(
  book: Book, company: string, file: string, what: { readonly complete?: boolean; readonly device?: string | undefined; readonly source?: string }, job: ParcelProgress,
): Promise<WrittenParcel> {
  const target = targetOf(book, company, file)
  const since = what.complete === true ? 0 : what.source === undefined ? lackingSince(book, what.device) : (peerOf(book, what.source)?.ours ?? 0)
  const to = book.revisions.updateSequence()
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-parcel-'))
  const partial = `${target}.partial`
  try {
    const packed = join(folder, 'documents')
    const documents = await pack(book, since, packed, job)
    const { bytes, sha256 } = await hashOf(packed)
    const unsigned: ParcelHeader = {
      book: book.id, company, device: book.device, source: book.revisions.uuid, since, to, documents, writtenAt: book.now(),
      has: Object.fromEntries(parcelPeers(book).map(({ source, has }) => [source, has])), bytes, sha256, ...(book.signer ? { publicKey: book.signer.publicKey } : {}),
    }
    const header = headerLines(book.signer ? { ...unsigned, signature: book.signer.sign(parcelText(unsigned)) } : unsigned)
    writeWhole(partial, header, packed)
    // What a failing stick took without keeping it is noticed here, not on the other PC.
    if ((await hashOf(partial, Buffer.byteLength(header))).sha256 !== sha256) throw new RefusalError(refuse('PARCEL_LOST', { file: target }))
    renameSync(partial, target)
    syncFolder(dirname(target))
    return { file: target, documents, bytes: Buffer.byteLength(header) + bytes, since }
  } catch (error) {
    throw fileFault(error, target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    try {
      rmSync(partial, { force: true })
    } catch {
      // The stick is gone, and what was begun on it has no name that anybody would read.
    }
  }
}

/** How many changes may be new to the others. */
export function changesToSend(book: Book): number {
  return book.revisions.changeCount(lackingSince(book))
}

function targetOf(book: Book, company: string, file: string): string {
  let target = file
  try {
    if (statSync(file).isDirectory()) target = join(file, parcelName(company, book.device.code, book.now()))
  } catch {
    // Nothing of that name yet; whether its folder exists is seen when it is written.
  }
  if (existsSync(target) && !beginsAsParcel(target)) throw new RefusalError(refuse('PARCEL_EXISTS', { file: target }))
  return target
}

/** A name that every file system takes. */
export function parcelName(company: string, device: string, now: string): string {
  const plain = company.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'mendunia'
  return `${plain}-${device}-${now.slice(0, 10)}-${now.slice(11, 16).replace(':', '')}${parcelExtension}`
}

function beginsAsParcel(file: string): boolean {
  const descriptor = openSync(file, 'r')
  try {
    const head = Buffer.alloc(parcelMagic.length)
    readSync(descriptor, head, 0, head.length, 0)
    return head.toString('latin1') === parcelMagic
  } finally {
    closeSync(descriptor)
  }
}

/** Every document that changed, with all its versions that stand, one a line. What says whose key is whose comes first. */
async function pack(book: Book, since: number, file: string, job: ParcelProgress): Promise<number> {
  const { revisions } = book
  const total = revisions.changeCount(since)
  let documents = 0
  async function* lines(): AsyncGenerator<string> {
    for (const isTrust of [true, false]) {
      for (let at = since; ;) {
        const page = revisions.changesSince(at, { limit: changesAtOnce })
        if (page.length === 0) break
        for (const { id } of page) {
          if (id.startsWith('_') || id.startsWith('trust:') !== isTrust) continue
          const leaves = revisions.openRevs(id, 'all', { revs: true }).flatMap((leaf) => ('ok' in leaf ? [withScans(book, id, leaf.ok as unknown as Record<string, unknown>)] : []))
          documents += 1
          yield `${JSON.stringify(leaves)}\n`
        }
        at = page.at(-1)?.seq ?? at
        if (!isTrust) job.progress(documents, total)
        await job.breathe()
      }
    }
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(file))
  return documents
}

/** A version with the bytes of its attachments within it. */
function withScans(book: Book, id: string, leaf: Record<string, unknown>): Record<string, unknown> {
  const stubs = leaf['_attachments']
  if (typeof stubs !== 'object' || stubs === null) return leaf
  const whole = Object.fromEntries(Object.keys(stubs).flatMap((name) => {
    const found = book.revisions.attachmentOf(id, name, String(leaf['_rev']))
    return found ? [[name, { content_type: found.contentType, data: found.data.toString('base64') }]] : []
  }))
  return { ...leaf, _attachments: whole }
}

async function hashOf(file: string, from = 0): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { start: from })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}

function writeWhole(file: string, header: string, packed: string): void {
  const into = openSync(file, 'w')
  try {
    const from = openSync(packed, 'r')
    try {
      writeSync(into, header)
      const buffer = Buffer.alloc(copyBytes)
      for (;;) {
        const read = readSync(from, buffer, 0, buffer.length, null)
        if (read === 0) break
        for (let written = 0; written < read;) written += writeSync(into, buffer, written, read - written)
      }
    } finally {
      closeSync(from)
    }
    fsyncSync(into)
  } finally {
    closeSync(into)
  }
}

/** So that the name is there after a power cut too; a file system that knows no such thing keeps its names by itself. */
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
