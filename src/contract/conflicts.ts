import * as v from 'valibot'
import type { FieldKind } from '../core/merging/index.ts'
import { command, everyone, keepers, query, writers } from './define.ts'
import type { DocumentView } from './views.ts'

const id = v.pipe(v.string(), v.maxLength(200))
const name = v.pipe(v.string(), v.maxLength(200))
const text = (max: number) => v.pipe(v.string(), v.maxLength(max))

export type ConflictKind =
  /** Fields that devices changed while apart. */
  | 'fields'
  /** A draft that one device threw away while another went on with it. */
  | 'discarded'
  /** Two parties or products of two devices that look like one. */
  | 'alike'
  /** Two documents of two devices under one code. */
  | 'sameCode'
  /** One draft that two devices posted. */
  | 'postedTwice'

/** Something that devices did while apart and of which a person has to say what is right. */
export interface ConflictRow {
  readonly kind: ConflictKind
  readonly id: string
  /** Type of the document: `party`, `draft`, `salesInvoice`. */
  readonly type: string
  readonly code: string
  readonly name: string
  /** Of pairs. */
  readonly other: { readonly id: string; readonly code: string; readonly name: string } | null
  /** How many fields are open. */
  readonly fields: number
}

export interface FieldChoice {
  /** Code of the device that wrote it, and its count: together they name the value. */
  readonly device: string
  readonly counter: number
  /** null where it was cleared. */
  readonly value: unknown
  readonly isShown: boolean
}

export interface ConflictField {
  /** `phone`; of a draft's event `event/note`. */
  readonly name: string
  readonly kind: FieldKind
  /** What both replaced; null where no version tells. */
  readonly before: { readonly value: unknown } | null
  /** The greatest first; two, or more where more devices wrote. */
  readonly choices: readonly FieldChoice[]
}

export interface DocumentConflict {
  readonly id: string
  readonly rev: string
  readonly type: string
  readonly code: string
  readonly name: string
  /** Of a draft: the type of its event. */
  readonly event: string | null
  readonly fields: readonly ConflictField[]
  /** Somebody threw the draft away elsewhere. */
  readonly isDiscarded: boolean
  /** Names of the devices by their codes. */
  readonly devices: Readonly<Record<string, string>>
  /** What was decided about the document before, newest first. */
  readonly decided: readonly DecisionRow[]
}

/** What a person decided where devices differed; kept as a document of its own, so that every device knows. */
export interface DecisionRow {
  readonly id: string
  readonly what: 'fields' | 'kept' | 'discarded' | 'joined' | 'separated' | 'apart' | 'quarantineDiscarded'
  readonly at: string
  readonly author: string
  readonly device: string
  readonly about: string
  readonly name: string
  readonly fields: readonly { readonly name: string; readonly chosen: unknown; readonly others: readonly { readonly device: string; readonly value: unknown }[] }[]
}

export interface DuplicateSide {
  readonly id: string
  readonly rev: string
  readonly code: string
  readonly name: string
  readonly device: string
  readonly madeAt: string
  readonly fields: Readonly<Record<string, unknown>>
  /** Posted documents under it. */
  readonly documents: number
}

export interface DuplicatePair {
  readonly type: 'party' | 'product'
  /** By what they are alike. */
  readonly by: readonly ('code' | 'taxId' | 'name')[]
  /** The first made, then the other. */
  readonly sides: readonly [DuplicateSide, DuplicateSide]
  /** Id of the side that stands for both; null where they are not joined. */
  readonly standing: string | null
  /** Fields in which goods must agree before they can be one, and do not. */
  readonly obstacles: readonly string[]
}

export interface DoublePosting {
  readonly draft: string
  readonly documents: readonly DocumentView[]
}

export const conflictEntries = {
  'conflict.list': query<readonly ConflictRow[]>()({ input: v.strictObject({}), role: everyone }),
  'conflict.get': query<DocumentConflict>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  /** Writes the chosen values: one that stands there (by device and counter), or another, typed as text. */
  'conflict.resolve': command<{ readonly open: number }>()({
    input: v.strictObject({
      id, rev: text(100),
      choices: v.pipe(v.array(v.union([
        v.strictObject({ name, device: text(20), counter: v.pipe(v.number(), v.safeInteger()) }),
        v.strictObject({ name, text: text(4000) }),
      ])), v.maxLength(500)),
      /** Of a draft that was discarded elsewhere: whether it stays. */
      discard: v.optional(v.picklist(['keep', 'discard'])),
    }), role: writers, errors: ['DOCUMENT_NOT_FOUND', 'DRAFT_CHANGED', 'CHOICE_GONE', 'FIELD_INVALID', 'BAD_DECIMAL'],
  }),
  'conflict.decisions': query<readonly DecisionRow[]>()({ input: v.strictObject({ about: v.optional(id) }), role: everyone }),
  'conflict.posted': query<DoublePosting>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),

  'duplicate.get': query<DuplicatePair>()({ input: v.strictObject({ id, other: v.optional(id) }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  /** Whatever names `id` leads to `stays` from now on, on every device, until they are separated. */
  'duplicate.join': command<{ readonly id: string }>()({ input: v.strictObject({ id, stays: id }), role: keepers, errors: ['DOCUMENT_NOT_FOUND', 'JOIN_DIFFERENT', 'JOIN_IMPOSSIBLE'] }),
  'duplicate.separate': command<{ readonly id: string }>()({ input: v.strictObject({ id }), role: keepers, errors: ['DOCUMENT_NOT_FOUND'] }),
  'duplicate.keepApart': command<{ readonly id: string }>()({ input: v.strictObject({ id, other: id }), role: keepers, errors: ['DOCUMENT_NOT_FOUND'] }),
} as const
