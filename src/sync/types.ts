import type { Revisions } from '../store/revisions/index.ts'
import type { Refusal } from '../core/errors/index.ts'
import type { Comparison } from './compare.ts'

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

/** `paused`: a person said so; it goes on when told to. */
export type SyncState = 'off' | 'paused' | 'offline' | 'connecting' | 'syncing' | 'upToDate' | 'refused'

export type Direction = 'push' | 'pull'

/** Which way documents go. */
export type Ways = 'both' | Direction

/** A document that the other side did not take (push) or that could not be stored here (pull). */
export interface DeniedDocument {
  id: string
  rev: string
  direction: Direction
  reason: string
  /** ISO instant at which it was refused last. */
  at?: string
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
  /** While syncing: documents that went either way in this run, and how many there are as far as known. */
  progress: { done: number; total: number } | null
  /** Bytes over the line in this calendar month. */
  bytes: { sent: number; received: number }
  /** By how much this PC's clock is behind the server's in milliseconds (negative: ahead), if by more than two minutes; else null. */
  clockSkewMs: number | null
  /** Documents that a pull would have deleted, and that wait for a person's word. */
  deletions: readonly string[]
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
  /** With the data saver on: the time between two exchanges. */
  saving: number
}

/** What a person said of one exchange. */
export interface ExchangeOrder {
  ways?: Ways
  /** Deletes as many documents as the other side deleted. */
  acceptDeletions?: boolean
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
  /** Which way documents go unless an exchange is told otherwise. */
  ways?: Ways
  /** Exchanges now and then instead of all the time, and leaves scans where they are. */
  dataSaver?: boolean
  timing?: Partial<SyncTiming>
  /** Hears of errors that no refusal names (they show as SYNC_SERVER_ERROR with status 0), for the log. */
  onUnexpected?: (error: unknown) => void
}

export interface Synchroniser {
  /** One exchange, both ways. Refusals are in the result. */
  once(onProgress?: (progress: SyncProgress) => void, order?: ExchangeOrder): Promise<SyncResult>
  /** What each side has that the other lacks; changes nothing. @throws RefusalError */
  compare(): Promise<Comparison>
  /** Keeps the documents that wait in `deletions`: a new version of each outlives the deletion, here and there. */
  keepDeleted(): void
  /** Exchanges all the time, and tries again by itself. */
  start(): void
  /** Ends `start`, and what is running; resolves when the network is quiet. */
  stop(): Promise<void>
  /** As `stop`, until `start`; it still tells what waits. */
  pause(): Promise<void>
  /** Ends the wait for the next attempt. */
  retryNow(): void
  status(): SyncStatus
  /** @returns a function that stops it */
  onStatus(listener: (status: SyncStatus) => void): () => void
  /** The company of the remote, known after the first connection. */
  remoteBookId(): string | null
}
