import * as v from 'valibot'
import { command, everyone, owners, query, writers } from './define.ts'
import { lineInput } from './server.ts'
import type { SyncStatus } from './sync.ts'
import type { BookInfo } from './views.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const ways = v.picklist(['both', 'push', 'pull'])

/** What a person says of one exchange. */
export const exchangeOrder = {
  /** Sends only, receives only, or both. */
  ways: v.optional(ways),
  /** Deletes as many documents as the other side deleted. */
  acceptDeletions: v.optional(v.boolean(), false),
}

/** What one side has and the other lacks. */
export interface OneSidedDocuments {
  readonly count: number
  /** The newest of them; a label where this book knows it: number or name. */
  readonly documents: readonly { readonly id: string; readonly label: string | null }[]
}

export interface SyncComparison {
  readonly onlyHere: OneSidedDocuments
  readonly onlyThere: OneSidedDocuments
  readonly same: number
}

const errors = ['SYNC_NOT_SET', 'SYNC_OFFLINE', 'SYNC_UNAUTHORIZED', 'SYNC_FORBIDDEN', 'SYNC_NOT_FOUND', 'SYNC_SERVER_ERROR', 'SYNC_WRONG_BOOK', 'SYNC_URL_INVALID'] as const

/** How a book exchanges with its server, beside setting it and doing it. */
export const exchangeEntries = {
  /** Compares by ids and revisions; changes nothing on either side. */
  'sync.compare': query<SyncComparison>()({
    input: v.strictObject({ remote: v.optional(text(4096)), user: v.optional(text(200)), password: v.optional(text(1000)), line: v.optional(lineInput) }), role: everyone, errors,
  }),
  /** Ends the live exchange until it is told to go on; nothing is forgotten. */
  'sync.pause': command<SyncStatus>()({ input: v.strictObject({ on: v.boolean() }), role: writers, errors: ['SYNC_NOT_SET'] }),
  'sync.options': command<SyncStatus>()({ input: v.strictObject({ ways: v.optional(ways), dataSaver: v.optional(v.boolean()) }), role: owners, errors: ['SYNC_NOT_SET'] }),
  /** The documents that the other side deleted stay: here, and there again. */
  'sync.keepDeleted': command<SyncStatus>()({ input: v.strictObject({}), role: writers, errors: ['SYNC_NOT_SET'] }),
  /** The network is back, or a person does not want to wait. */
  'sync.retry': command<SyncStatus>()({ input: v.strictObject({}), role: everyone }),
  /** Puts the server's book in the place of this one, which is kept beside it under another name. */
  'sync.follow': command<{ readonly info: BookInfo; readonly kept: string }>()({ input: v.strictObject({}), role: owners, errors: [...errors, 'BOOK_EXISTS', 'DISK_FULL', 'FOLDER_READ_ONLY', 'CANCELLED'] }),
} as const
