import * as v from 'valibot'
import type { Refusal } from '../core/errors/index.ts'
import { command, everyone, owners, query } from './define.ts'

/** The book in the words of a plain-text bookkeeping program, in a file beside it that any editor reads. */
export interface ReadableTwin {
  readonly kind: 'journal' | 'beancount'
  readonly file: string
  /** ISO instant at which it was written last; null: not yet. */
  readonly writtenAt: string | null
  /** It holds all that is in the book now. */
  readonly isCurrent: boolean
  /** Why it could not be written the last time. */
  readonly refusal: Refusal | null
}

export const twinEntries = {
  'book.twin': query<ReadableTwin | null>()({ input: v.strictObject({}), role: everyone }),
  /** Keeps a readable twin beside the book from now on and writes it at once; `null` keeps it no longer and leaves the file. */
  'book.keepTwin': command<ReadableTwin | null>()({
    input: v.strictObject({ kind: v.nullable(v.picklist(['journal', 'beancount'])), language: v.optional(v.picklist(['id', 'en', 'zh']), 'id') }),
    role: owners, errors: ['DISK_FULL', 'FOLDER_READ_ONLY', 'BOOK_READ_ONLY', 'BOOK_EXISTS'],
  }),
}
