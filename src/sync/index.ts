// Replication of a book with a CouchDB server or another book: connection, guard, status, the server's design document.
// May import ../store, ../core, PouchDB's core, HTTP adapter and replication.
// Invariant: no document is lost silently: what a remote denies is listed, counted as unsent and tried again.
export { parseAddress, parseRemoteUrl } from './address.ts'
export type { Comparison, OneSided } from './compare.ts'
export { designDocument, installDesignDocument, type InstallResult } from './design-document.ts'
export { type ServerSetup, setUpServer } from './set-up-server.ts'
export { createSynchroniser } from './synchroniser.ts'
export type {
  BookRemote, DeniedDocument, ExchangeOrder, Remote, ServerRemote, Synchroniser, SynchroniserOptions, SyncProgress, SyncResult, SyncState, SyncStatus, SyncTiming, Ways,
} from './types.ts'
