import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Book } from '../../store/book/index.ts'
import { type ParcelProgress, type ReadParcel, noteOurs, peerOf, readParcel, writeParcel } from '../parcel/index.ts'
import type { Channel } from './channel.ts'

/** What the two say of themselves first. */
interface Hello {
  readonly book: string
  readonly source: string
  readonly device: string
  readonly name: string
  /** Up to which change of the other it has everything. */
  readonly has: number
}

export interface LanExchange {
  readonly device: string
  readonly name: string
  /** Identity of the other copy: what was agreed on for the next time is kept under it. */
  readonly source: string
  readonly sent: number
  readonly received: ReadParcel
}

const pieceBytes = 1 << 20
const textMax = 500

/**
 * Both sides send what the other lacks, as parcels: signed and checked as those on a stick are, and what broke off is sent anew.
 * @param name  of the company or the PC, for who sits there
 * @throws RefusalError SYNC_WRONG_BOOK where the other has another company's book open, LAN_LOST, LAN_FORGED, and as `readParcel`
 */
export async function exchangeOver(channel: Channel, book: Book, name: string, role: 'caller' | 'answerer', job: ParcelProgress): Promise<LanExchange> {
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-lan-'))
  try {
    const theirs = await greet(channel, book, name, role)
    if (theirs.book !== book.id) throw new RefusalError(refuse('SYNC_WRONG_BOOK'))
    // What the other has of ours it says itself: no older parcel knows better.
    book.transaction(() => noteOurs(book, theirs.source, theirs.device, theirs.has))
    const outgoing = join(folder, 'out.mendunia-parcel')
    const incoming = join(folder, 'in.mendunia-parcel')
    const written = await writeParcel(book, name, outgoing, { source: theirs.source }, job)
    let received: ReadParcel
    if (role === 'caller') {
      await sendFile(channel, outgoing)
      await receiveFile(channel, incoming)
      received = await readParcel(book, incoming, job)
      await channel.send(Buffer.from(String(peerOf(book, theirs.source)?.has ?? 0)))
    } else {
      await receiveFile(channel, incoming)
      received = await readParcel(book, incoming, job)
      await sendFile(channel, outgoing)
    }
    const has = role === 'caller' ? await numberFrom(channel) : await (async () => {
      const ours = await numberFrom(channel)
      await channel.send(Buffer.from(String(peerOf(book, theirs.source)?.has ?? 0)))
      return ours
    })()
    book.transaction(() => noteOurs(book, theirs.source, theirs.device, Math.min(has, book.revisions.updateSequence())))
    return { device: theirs.device, name: theirs.name, source: theirs.source, sent: written.documents, received }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function greet(channel: Channel, book: Book, name: string, role: 'caller' | 'answerer'): Promise<Hello> {
  const say = async (has: number): Promise<void> => {
    const hello: Hello = { book: book.id, source: book.revisions.uuid, device: book.device.code, name, has }
    await channel.send(Buffer.from(JSON.stringify(hello)))
  }
  // What it has of the other depends on who the other is: who calls does not know that yet.
  if (role === 'caller') {
    await say(0)
    const theirs = await helloFrom(channel)
    await channel.send(Buffer.from(String(peerOf(book, theirs.source)?.has ?? 0)))
    return theirs
  }
  const theirs = await helloFrom(channel)
  await say(peerOf(book, theirs.source)?.has ?? 0)
  return { ...theirs, has: await numberFrom(channel) }
}

async function helloFrom(channel: Channel): Promise<Hello> {
  const { book, source, device, name, has } = jsonOf(await channel.receive()) as Partial<Record<keyof Hello, unknown>>
  const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= textMax
  if (!isText(book) || !isText(source) || !isText(device) || !isText(name) || !isCount(has)) throw new RefusalError(refuse('LAN_NOT_MENDUNIA'))
  return { book, source, device, name, has }
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

async function numberFrom(channel: Channel): Promise<number> {
  const value = Number(text(await channel.receive()))
  if (!isCount(value)) throw new RefusalError(refuse('LAN_NOT_MENDUNIA'))
  return value
}

function text(message: Buffer | null): string {
  if (!message) throw new RefusalError(refuse('LAN_LOST'))
  return message.toString('utf8')
}

function jsonOf(message: Buffer | null): object {
  try {
    const value: unknown = JSON.parse(text(message))
    if (typeof value === 'object' && value !== null) return value
  } catch (error) {
    if (error instanceof RefusalError) throw error
  }
  throw new RefusalError(refuse('LAN_NOT_MENDUNIA'))
}

/** Piece by piece, each with a sign before it: 1, there is more; 0, that was all. */
async function sendFile(channel: Channel, file: string): Promise<void> {
  for await (const piece of createReadStream(file, { highWaterMark: pieceBytes })) await channel.send(Buffer.concat([Buffer.from([1]), piece as Buffer]))
  await channel.send(Buffer.from([0]))
}

async function receiveFile(channel: Channel, file: string): Promise<void> {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = await channel.receive()
      if (!piece) throw new RefusalError(refuse('LAN_LOST'))
      if (piece[0] !== 1) return
      yield piece.subarray(1)
    }
  }
  await pipeline(pieces(), createWriteStream(file))
}
