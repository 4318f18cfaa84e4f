import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/document/index.ts'

/** The first line of a parcel: tells it from any other file. */
export const parcelMagic = 'MENDUNIA PARCEL'
export const parcelVersion = 1
export const parcelExtension = '.mendunia-parcel'
/** More than any header has. */
export const headerBytesMax = 65_536

/**
 * What stands before the documents. Signed with them: the signature is over the hash of this whole header, and the header has the
 * hash of what follows.
 */
export interface ParcelHeader {
  /** ULID of the company's book. */
  readonly book: string
  readonly company: string
  readonly device: { readonly code: string; readonly id: string }
  /** Identity of the copy of the book that wrote it: its sequences count in it. */
  readonly source: string
  /** The changes after `since` up to `to`; the whole book where `since` is 0. */
  readonly since: number
  readonly to: number
  readonly documents: number
  /** ISO instant. */
  readonly writtenAt: string
  /** Up to which change of other copies this book has everything, as far as parcels told. */
  readonly has: Readonly<Record<string, number>>
  /** Of the packed documents: how many bytes, and their SHA-256 in hexadecimal. */
  readonly bytes: number
  readonly sha256: string
  readonly publicKey?: string
  readonly signature?: string
}

/** What a device signs of a parcel. */
export function parcelText(header: ParcelHeader): string {
  const { signature: _signature, ...rest } = header
  return `mendunia parcel ${header.book} ${createHash('sha256').update(canonicalJson(rest)).digest('hex')}`
}

export function headerLines(header: ParcelHeader): string {
  return `${parcelMagic} ${parcelVersion}\n${JSON.stringify(header)}\n`
}

const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value.length <= max
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** The header out of its line; null for what has not its form, whoever wrote it. */
export function readHeaderLine(line: string): ParcelHeader | null {
  let value: Partial<Record<keyof ParcelHeader, unknown>>
  try {
    value = JSON.parse(line) as typeof value
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { book, company, device, source, since, to, documents, writtenAt, has, bytes, sha256, publicKey, signature } = value
  const { code, id } = (device ?? {}) as { code?: unknown; id?: unknown }
  const isSound = isText(book, 100) && isText(company, 500) && isText(code, 20) && isText(id, 100) && isText(source, 100) && isCount(since) && isCount(to) && isCount(documents) && isText(writtenAt, 40)
    && typeof has === 'object' && has !== null && Object.values(has).every(isCount) && isCount(bytes) && isText(sha256, 64)
    && (publicKey === undefined || isText(publicKey, 100)) && (signature === undefined || isText(signature, 200))
  return isSound ? (value as ParcelHeader) : null
}
