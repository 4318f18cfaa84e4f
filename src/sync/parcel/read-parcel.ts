import { createHash } from 'node:crypto'
import { closeSync, createReadStream, createWriteStream, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type Book, isSignedBy } from '../../store/book/index.ts'
import { type ParcelHeader, headerBytesMax, parcelMagic, parcelText, parcelVersion, readHeaderLine } from './parcel-header.ts'
import { fileFault } from './file-fault.ts'
import { peerOf, rememberPeer } from './peers.ts'
import type { ParcelProgress } from './write-parcel.ts'

export interface ReadParcel {
  readonly device: string
  readonly writtenAt: string
  readonly documents: number
  /** Of which something was new here. */
  readonly fresh: number
  /** Documents of which a version was not taken, and why: another version of a posted one. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[]
  /** A parcel before this one was not read here: what it carries is still missing. */
  readonly gap: boolean
}

const documentsAtOnce = 100
/** A document that CouchDB would not take either. */
const lineCharactersMax = 64 * 1024 * 1024

/**
 * Takes in what another copy of the book wrote. The file is copied to this PC's own disk and checked whole before the first
 * document is taken: from then on the stick may be pulled out. Each batch of documents is one transaction, and a document that is
 * here already changes nothing: a reading that was cut short is finished by reading again, in any order with others.
 * @throws RefusalError PARCEL_INVALID for another kind of file, PARCEL_NEWER, PARCEL_WRONG_BOOK, PARCEL_DAMAGED, PARCEL_FORGED (its signature is not its
 *   device's), PARCEL_UNTRUSTED (of a device that is not of the company), PARCEL_LOST, FILE_NOT_FOUND, CANCELLED
 */
export async function readParcel(book: Book, file: string, job: ParcelProgress): Promise<ReadParcel> {
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-parcel-'))
  try {
    const { header, start, size } = headerOf(file)
    if (header.book !== book.id) throw new RefusalError(refuse('PARCEL_WRONG_BOOK', { company: header.company }))
    const packed = join(folder, 'documents')
    await copyChecked(file, start, size, header, packed)
    checkSignature(book, header)
    return await take(book, header, packed, file, job)
  } catch (error) {
    throw fileFault(error, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a parcel says of itself, before anything of it is checked. @throws RefusalError PARCEL_INVALID, PARCEL_NEWER, PARCEL_DAMAGED, FILE_NOT_FOUND */
export function parcelHeader(file: string): ParcelHeader {
  try {
    return headerOf(file).header
  } catch (error) {
    throw fileFault(error, file)
  }
}

/** Whether a file calls itself a parcel. */
export function isParcel(file: string): boolean {
  try {
    headerOf(file)
    return true
  } catch (error) {
    return error instanceof RefusalError && error.refusals[0]?.code !== 'PARCEL_INVALID'
  }
}

function headerOf(file: string): { readonly header: ParcelHeader; readonly start: number; readonly size: number } {
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(headerBytesMax)
    const head = buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0))
    const first = head.indexOf(0x0a)
    const magic = /^MENDUNIA PARCEL (\d{1,6})$/.exec(first < 0 ? '' : head.toString('latin1', 0, first))
    if (!magic) throw new RefusalError(refuse(head.toString('latin1', 0, parcelMagic.length) === parcelMagic ? 'PARCEL_DAMAGED' : 'PARCEL_INVALID', { file }))
    if (Number(magic[1]) > parcelVersion) throw new RefusalError(refuse('PARCEL_NEWER', { version: Number(magic[1]) }))
    const second = head.indexOf(0x0a, first + 1)
    const header = second < 0 ? null : readHeaderLine(head.toString('utf8', first + 1, second))
    if (!header) throw new RefusalError(refuse('PARCEL_DAMAGED', { file }))
    return { header, start: second + 1, size: fstatSync(descriptor).size }
  } finally {
    closeSync(descriptor)
  }
}

async function copyChecked(file: string, start: number, size: number, header: ParcelHeader, into: string): Promise<void> {
  if (size - start !== header.bytes) throw new RefusalError(refuse('PARCEL_DAMAGED', { file }))
  const hash = createHash('sha256')
  await pipeline(
    createReadStream(file, { start }),
    async function* (chunks) {
      for await (const chunk of chunks) {
        hash.update(chunk as Buffer)
        yield chunk as Buffer
      }
    },
    createWriteStream(into),
  )
  if (hash.digest('hex') !== header.sha256) throw new RefusalError(refuse('PARCEL_DAMAGED', { file }))
}

/** That the header is its device's. Whose device that is may stand in the parcel itself, and is asked when that was taken. */
function checkSignature(book: Book, header: ParcelHeader): void {
  if (header.publicKey === undefined) {
    if (book.trust().isEnforced) throw new RefusalError(refuse('PARCEL_UNTRUSTED', { device: header.device.code }))
    return
  }
  if (!isSignedBy(header.publicKey, parcelText(header), header.signature)) throw new RefusalError(refuse('PARCEL_FORGED', { device: header.device.code }))
}

function checkStanding(book: Book, header: ParcelHeader): void {
  const trust = book.trust()
  if (!trust.isEnforced || header.publicKey === undefined) return
  const standing = trust.standing(header.publicKey)
  if (standing !== 'root' && standing !== 'introduced' && standing !== 'announced') throw new RefusalError(refuse('PARCEL_UNTRUSTED', { device: header.device.code }))
}

type Leaf = { readonly _id: string; readonly _rev: string } & Readonly<Record<string, unknown>>

async function take(book: Book, header: ParcelHeader, packed: string, file: string, job: ParcelProgress): Promise<ReadParcel> {
  const refused: { id: string; reason: string }[] = []
  let documents = 0
  let fresh = 0
  let isTrusted = false
  let waiting: Leaf[][] = []
  const flush = (): void => {
    const missing = book.revisions.revsDiff(Object.fromEntries(waiting.map((leaves) => [leaves[0]?._id ?? '', leaves.map(({ _rev }) => _rev)])))
    const wanted = waiting.filter((leaves) => Object.hasOwn(missing, leaves[0]?._id ?? ''))
    fresh += wanted.length
    const before = refused.length
    writeAll(book, wanted, refused)
    fresh -= refused.length - before
    waiting = []
  }
  for await (const line of linesOf(packed, file)) {
    const leaves = leavesIn(line)
    if (!leaves) throw new RefusalError(refuse('PARCEL_DAMAGED', { file }))
    if (!isTrusted && !leaves[0]?._id.startsWith('trust:')) {
      // What comes first says whose key is whose, and was signed statement by statement.
      flush()
      checkStanding(book, header)
      isTrusted = true
    }
    waiting.push(leaves)
    documents += 1
    if (waiting.length >= documentsAtOnce) {
      flush()
      job.progress(documents, header.documents)
      await job.breathe()
    }
  }
  flush()
  checkStanding(book, header)
  if (documents !== header.documents) throw new RefusalError(refuse('PARCEL_DAMAGED', { file }))
  const before = peerOf(book, header.source)
  const gap = header.since > (before?.has ?? 0)
  if (header.source !== book.revisions.uuid) {
    book.transaction(() => rememberPeer(book, {
      source: header.source, device: header.device.code, has: gap ? (before?.has ?? 0) : Math.max(before?.has ?? 0, header.to),
      ours: Math.max(before?.ours ?? 0, Math.min(header.has[book.revisions.uuid] ?? 0, book.revisions.updateSequence())),
      writtenAt: before && before.writtenAt > header.writtenAt ? before.writtenAt : header.writtenAt, readAt: book.now(),
    }))
  }
  job.progress(documents, Math.max(1, documents))
  return { device: header.device.code, writtenAt: header.writtenAt, documents, fresh, refused, gap }
}

async function* linesOf(packed: string, file: string): AsyncGenerator<string> {
  let rest = ''
  const unpacked = createReadStream(packed).pipe(createGunzip())
  unpacked.setEncoding('utf8')
  try {
    for await (const chunk of unpacked) {
      rest += chunk as string
      let from = 0
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
        yield rest.slice(from, end)
        from = end + 1
      }
      rest = rest.slice(from)
      if (rest.length > lineCharactersMax) throw new RefusalError(refuse('PARCEL_DAMAGED', { file }))
    }
  } catch (error) {
    throw String((error as NodeJS.ErrnoException).code).startsWith('Z_') ? new RefusalError(refuse('PARCEL_DAMAGED', { file })) : error
  }
  if (rest !== '') yield rest
}

/** Versions of one document; null for what is none. */
function leavesIn(line: string): Leaf[] | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (!Array.isArray(value)) return null
  const first = (value[0] as Partial<Leaf> | undefined)?._id
  const isSound = typeof first === 'string' && !first.startsWith('_') && value.every((leaf: unknown) => typeof leaf === 'object' && leaf !== null && (leaf as Partial<Leaf>)._id === first && typeof (leaf as Partial<Leaf>)._rev === 'string')
  return isSound ? (value as Leaf[]) : null
}

/** All in one transaction; where one is refused, the others by themselves. */
function writeAll(book: Book, documents: readonly Leaf[][], refused: { id: string; reason: string }[]): void {
  if (documents.length === 0) return
  try {
    book.transaction(() => book.revisions.write(documents.flat() as never, { newEdits: false }))
  } catch (error) {
    if (documents.length > 1) {
      const half = documents.length >> 1
      writeAll(book, documents.slice(0, half), refused)
      writeAll(book, documents.slice(half), refused)
      return
    }
    const code = error instanceof RefusalError ? error.refusals[0]?.code : undefined
    // A full disk is no matter of the document.
    if (code !== undefined && code !== 'DOCUMENT_POSTED') throw error
    const id = documents[0]?.[0]?._id ?? ''
    refused.push({ id, reason: code ?? (error instanceof Error ? error.message.slice(0, 200) : '') })
  }
}
