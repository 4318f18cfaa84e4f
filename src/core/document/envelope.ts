import type { ClockValue } from '../calendar/index.ts'

/** `<type>:<ulid>`, or `<type>:<ulid of the draft>.<device>` for what was posted from a draft. */
export type DocId = string

/** What every document of a book carries, whatever it is about. */
export interface Envelope {
  readonly _id: DocId
  readonly _rev?: string
  readonly type: string
  /** Version of the document's shape: a program keeps, replicates and quarantines what is newer than it knows. */
  readonly schema: number
  /** Code of the device that wrote this version; `merge` for a merged one. */
  readonly device: string
  /** Who was signed in. */
  readonly author: string
  readonly at: ClockValue
}

/** The highest schema version of each document type that this program understands. */
export const schemaVersion = 1

/**
 * A mutable document: master data or a draft. For each field the dot (device, counter) of its last change, and the version
 * vector of all changes it has seen: with leaves alone, a merge can tell an older value from a concurrent one.
 */
export interface MutableDocument extends Envelope {
  readonly clock: Readonly<Record<string, number>>
  readonly dots: Readonly<Record<string, readonly [device: string, counter: number]>>
  readonly fields: Readonly<Record<string, unknown>>
  /** Of fields that were changed on several devices while apart: the values that are not shown, until a person edits the field. */
  readonly conflicts?: Readonly<Record<string, readonly FieldAlternative[]>>
  /** Of fields whose value replaced another device's: that one. Merging needs it not; a person who has to choose does. */
  readonly over?: Readonly<Record<string, FieldAlternative>>
  /** Digest of the event that made it, for `apply` to tell a repetition from a collision. */
  readonly eventDigest?: string
  /** The event's id as its writer chose it; unique in the book. */
  readonly eventId: string
  /** Business date of the event (from when a rate is valid). */
  readonly date: string
}

/** A value of a field with the dot of its writing; without `value` the field was cleared. */
export interface FieldAlternative {
  readonly dot: readonly [device: string, counter: number]
  readonly value?: unknown
  /** What it replaced, where that was another device's. */
  readonly over?: FieldAlternative
}

/** Place of a posted document in the chain of its device: `verify` walks it and finds what was removed, altered or re-dated. */
export interface ChainLink {
  /** 1, 2, 3 … per device. */
  readonly position: number
  /** Hash of the device's posting before, null for the first. */
  readonly previous: string | null
  /** SHA-256, hexadecimal, over the canonical JSON of the document without `_rev` and `chain.hash`. */
  readonly hash: string
  /** Ed25519 of `postingText`, base64url, by the device's key; not in the hash. Absent in books that are older than signatures. */
  readonly signature?: string
}
