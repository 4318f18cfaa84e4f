import type { Revisions } from '../store/revisions/index.ts'
import type { Refusal } from '../core/errors/index.ts'

/** A CouchDB database, by its address: `https://server/database`. */
export interface ServerRemote {
  url: string
  user?: string
  password?: string
}

/** Another book's store: a file on a stick, another book on this PC. */
export interface BookRemote {
  revisions: Revisions
  /** The company that it says it belongs to, if known. */
  bookId?: string
}

/** A server, or another book (its store alone will do). */
export type Remote = ServerRemote | BookRemote | Revisions

export type SyncState = 'off' | 'offline' | 'connecting' | 'syncing' | 'upToDate' | 'refused'

export type Direction = 'push' | 'pull'

/** A document that the other side did not take (push) or that could not be stored here (pull). */
export interface DeniedDocument {
  id: string
  rev: string
  direction: Direction
  reason: string
}

export interface SyncStatus {
  state: SyncState
  /** Documents sent and received since this synchroniser was made. */
  pushed: number
  pulled: number
  /** Changed documents that the remote has not confirmed, denied ones included. */
  pending: number
  /** ISO instant of the last complete exchange, also of earlier sessions. */
  lastSuccess: string | null
  denied: readonly DeniedDocument[]
  refusal: Refusal | null
}

/** How things stand after one exchange; `pushed` and `pulled` count this exchange only. */
export interface SyncResult extends SyncStatus {
  /** Everything was exchanged, nothing denied. */
  ok: boolean
}

export interface SyncProgress {
  phase: Direction
  pushed: number
  pulled: number
  /** Documents still to go in this phase, as far as known. */
  remaining: number | null
}

/** Waiting times in milliseconds. */
export interface SyncTiming {
  /** First wait after the line was lost; doubles each time, with jitter. */
  retryMin: number
  retryMax: number
  /** First wait after a refusal that may be lifted without us. */
  refusedRetryMin: number
  /** How long the server holds a poll for changes. Proxies cut idle connections after 60 s or more. */
  poll: number
  /** Without an answer in this time (plus the poll, plus the time to send the body) a request counts as lost. */
  answer: number
}

export interface SynchroniserOptions {
  revisions: Revisions
  /** The company. Empty while a new book is being cloned: then the remote's is taken. */
  bookId?: string
  deviceId: string
  remote: Remote
  fetch?: typeof globalThis.fetch
  /** Makes the database on the server if it is not there. */
  createIfMissing?: boolean
  /** Goes on although the server's database is not the one that this book met before. */
  acceptReplaced?: boolean
  timing?: Partial<SyncTiming>
  /** Hears of errors that no refusal names (they show as SYNC_SERVER_ERROR with status 0), for the log. */
  onUnexpected?: (error: unknown) => void
}

export interface Synchroniser {
  /** One exchange, both ways. Refusals are in the result. */
  once(onProgress?: (progress: SyncProgress) => void): Promise<SyncResult>
  /** Exchanges all the time, and tries again by itself. */
  start(): void
  /** Ends `start`, and what is running; resolves when the network is quiet. */
  stop(): Promise<void>
  /** Ends the wait for the next attempt. */
  retryNow(): void
  status(): SyncStatus
  /** @returns a function that stops it */
  onStatus(listener: (status: SyncStatus) => void): () => void
  /** The company of the remote, known after the first connection. */
  remoteBookId(): string | null
}
