import * as v from 'valibot'
import { command, everyone, owners, query, writers } from './define.ts'
import type { FileOutput } from './views.ts'

const file = v.pipe(v.string(), v.minLength(1), v.maxLength(4096))
const id = v.pipe(v.string(), v.maxLength(200))

export interface ParcelWritten {
  readonly file: string
  readonly documents: number
  readonly bytes: number
  /** 0: the whole book. */
  readonly since: number
}

export interface ParcelRead {
  /** Code of the device that wrote it, and when (ISO). */
  readonly device: string
  readonly writtenAt: string
  readonly documents: number
  readonly fresh: number
  readonly refused: readonly { readonly id: string; readonly reason: string }[]
  readonly gap: boolean
}

export interface ParcelState {
  /** How many changes are not known to have reached the others. */
  readonly pending: number
  /** A name that a parcel would get now. */
  readonly name: string
  readonly peers: readonly { readonly device: string; readonly writtenAt: string; readonly readAt: string; readonly has: number; readonly of: number }[]
}

export const parcelEntries = {
  'parcel.state': query<ParcelState>()({ input: v.strictObject({}), role: everyone }),
  /** `file` may be a folder: then the parcel gets a name in it. */
  'parcel.write': command<ParcelWritten>()({
    input: v.strictObject({ file, complete: v.optional(v.boolean(), false), device: v.optional(v.pipe(v.string(), v.maxLength(20))) }), role: writers,
    errors: ['PARCEL_EXISTS', 'PARCEL_LOST', 'DISK_FULL', 'FOLDER_READ_ONLY', 'FILE_NOT_FOUND', 'CANCELLED'],
  }),
  'parcel.read': command<ParcelRead>()({
    input: v.strictObject({ file }), role: writers,
    errors: ['PARCEL_INVALID', 'PARCEL_NEWER', 'PARCEL_WRONG_BOOK', 'PARCEL_DAMAGED', 'PARCEL_FORGED', 'PARCEL_UNTRUSTED', 'PARCEL_LOST', 'FILE_NOT_FOUND', 'DISK_FULL', 'CANCELLED'],
  }),
} as const

export type QuarantineReason =
  | 'newer' | 'unknown' | 'malformed' | 'forged' | 'oversized'
  /** Of a posting whose signature does not count, why. */
  | 'unsigned' | 'wrongSignature' | 'unknownDevice' | 'notInvited' | 'expelled'

/** A document that is kept and passed on, but does not touch the books. */
export interface QuarantineRow {
  readonly id: string
  readonly reason: QuarantineReason
  readonly type: string
  readonly number: string | null
  readonly device: string
  readonly author: string
  /** ISO instant of its writing, as it says itself. */
  readonly at: string | null
  readonly bytes: number
  /** Nothing is lost by discarding it, and the server would take it. */
  readonly mayDiscard: boolean
  /** The beginning of what is in it. */
  readonly excerpt: string
}

export const quarantineEntries = {
  'quarantine.list': query<readonly QuarantineRow[]>()({ input: v.strictObject({}), role: everyone }),
  /** The document as it is, with why it was set aside, for who helps. */
  'quarantine.export': query<FileOutput>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  'quarantine.discard': command<{ readonly id: string }>()({ input: v.strictObject({ id }), role: owners, errors: ['DOCUMENT_NOT_FOUND', 'QUARANTINE_KEPT'] }),
} as const
