import * as v from 'valibot'
import { command, everyone, owners, query } from './define.ts'
import type { BookInfo } from './views.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const code = v.pipe(v.string(), v.regex(/^[A-Z0-9]{1,8}$/))
const invitation = text(12_000)

/** How the server is reached, where its address alone is not enough. */
export const lineInput = v.strictObject({
  /** Certificates of a private authority, PEM. */
  ca: v.optional(text(20_000)),
  /** SHA-256 of the server's certificate or public key. */
  pin: v.optional(text(200)),
  proxy: v.optional(text(500)),
  login: v.optional(v.picklist(['basic', 'session', 'token'])),
  /** JSON Web Token; kept as a password is. */
  token: v.optional(text(8_000)),
})
export type LineInput = v.InferOutput<typeof lineInput>

/** A server by an administrator's credentials, in the address or beside it; without an address, the book's own server. */
const administrator = { remote: v.optional(text(2000)), user: v.optional(text(200)), password: v.optional(text(1000)), line: v.optional(lineInput) }
const serverErrors = ['SYNC_OFFLINE', 'SYNC_UNAUTHORIZED', 'SYNC_FORBIDDEN', 'SYNC_SERVER_ERROR', 'SYNC_URL_INVALID', 'SYNC_NOT_SET', 'SERVER_ADMIN_NEEDED', 'SERVER_NOT_COUCHDB', 'SERVER_PIN', 'SERVER_CERTIFICATE', 'SECRETS_UNAVAILABLE'] as const

export interface ServerStep { readonly step: string; readonly outcome: string; readonly detail: string }

export interface ServerSetup {
  /** Address of the database, without credentials. */
  readonly database: string
  readonly created: boolean
  readonly design: 'installed' | 'updated' | 'unchanged' | 'newerThere'
  readonly members: readonly string[]
  /** Of the first device; the password is null where it was set earlier and is kept nowhere here. */
  readonly user: string
  readonly password: string | null
  readonly steps: readonly ServerStep[]
}

export interface ServerCheck {
  readonly server: string
  readonly database: string
  readonly ok: boolean
  readonly findings: readonly { readonly check: string; readonly state: 'ok' | 'warning' | 'bad' | 'unknown'; readonly detail: string }[]
}

export interface Invitation {
  /** To be copied or scanned; lets one PC in, once. */
  readonly code: string
  readonly device: string
  readonly user: string
  readonly database: string
  /** ISO instant. */
  readonly until: string
}

/** What a code says before it is used. */
export interface InvitationFacts {
  readonly company: string
  readonly device: string
  readonly database: string
  readonly until: string
  readonly isExpired: boolean
}

export interface DeviceRow {
  readonly code: string
  readonly isOwn: boolean
  /** `announced`: it came in by a password and nobody vouched for it; `unsigned`: its postings are older than signatures. */
  readonly standing: 'root' | 'introduced' | 'announced' | 'expelled' | 'invited' | 'unsigned'
  /** How many of its postings are in the books; of an expelled one, how many count. */
  readonly postings: number
  /** Postings that are kept out. */
  readonly refused: number
  /** Of an invitation: when it ends. */
  readonly until: string | null
}

export const serverEntries = {
  /** Makes a company's database on a server ready, with an administrator's credentials; an open book remembers it, with the first device's user. */
  'server.setup': command<ServerSetup>()({ input: v.strictObject({ ...administrator, remote: text(2000) }), role: 'anyone', errors: serverErrors }),
  'server.check': query<ServerCheck>()({ input: v.strictObject(administrator), role: 'anyone', errors: serverErrors }),
  /** A user on the server and a code for one new PC. */
  'server.invite': command<Invitation>()({
    input: v.strictObject({ ...administrator, days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)), 7) }), role: owners, errors: [...serverErrors, 'DEVICE_KEY_LOCKED', 'DEVICE_NOT_TRUSTED'],
  }),
  /** Shuts a device out: its user goes from the server, and what it posts from now on does not count. */
  'server.expel': command<{ readonly device: string; readonly users: readonly string[]; readonly head: number }>()({
    input: v.strictObject({ ...administrator, device: code }), role: owners, errors: [...serverErrors, 'DEVICE_UNKNOWN', 'DEVICE_OWN', 'DEVICE_KEY_LOCKED', 'DEVICE_NOT_TRUSTED'],
  }),
  /** Gives this device a new password at once; another one is asked to, and does so at its next exchange. */
  'server.rotate': command<{ readonly device: string; readonly done: boolean }>()({ input: v.strictObject({ device: v.optional(code) }), role: owners, errors: [...serverErrors, 'DEVICE_UNKNOWN', 'DEVICE_KEY_LOCKED', 'DEVICE_NOT_TRUSTED'] }),
  'device.list': query<readonly DeviceRow[]>()({ input: v.strictObject({}), role: everyone }),
  /** Says that a device that came in by a password is one of the company. */
  'device.vouch': command<readonly DeviceRow[]>()({ input: v.strictObject({ device: code }), role: owners, errors: ['DEVICE_UNKNOWN', 'DEVICE_KEY_LOCKED', 'DEVICE_NOT_TRUSTED'] }),
  'invitation.read': query<InvitationFacts>()({ input: v.strictObject({ code: invitation }), role: 'anyone', errors: ['INVITATION_DAMAGED', 'INVITATION_NEWER'] }),
  /** The company's book on this PC, by an invitation. Job `join`. */
  'book.join': command<BookInfo>()({
    input: v.strictObject({ file: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)), code: invitation }), role: 'anyone',
    errors: ['INVITATION_DAMAGED', 'INVITATION_NEWER', 'INVITATION_EXPIRED', 'INVITATION_USED', 'BOOK_EXISTS', 'FOLDER_READ_ONLY', 'DISK_FULL', 'CANCELLED', 'SYNC_OFFLINE', 'SYNC_FORBIDDEN', 'SYNC_NOT_FOUND', 'SYNC_SERVER_ERROR', 'SYNC_WRONG_BOOK', 'SERVER_PIN', 'SERVER_CERTIFICATE'],
  }),
} as const
