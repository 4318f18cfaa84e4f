// Replication of a book with a CouchDB server or another book: connection, guard, status, the server's design document.
// May import ../store, ../core, PouchDB's core, HTTP adapter and replication.
// Invariant: no document is lost silently: what a remote denies is listed, counted as unsent and tried again.
export { parseAddress, parseRemoteUrl } from './address.ts'
export type { Comparison, OneSided } from './compare.ts'
export { designDocument, installDesignDocument, type InstallResult } from './design-document.ts'
export { type InvitationCode, newInvitationSecret, readInvitation, writeInvitation } from './invitation-code.ts'
export { type ServerCheck, type ServerFinding, checkServer } from './server-check.ts'
export { type ServerAddress, ServerClient, isDatabaseName, parseServerAddress } from './server-client.ts'
export { type LineOptions, lineFetch, readPin } from './server-line.ts'
export { changeOwnPassword, listUsers, putDeviceUser, removeDeviceUsers, roleOf, userNameOf } from './server-users.ts'
export { type ServerSetup, type SetupStep, newPassword, requireAdministrator, setUpServer } from './set-up-server.ts'
export { refusalOf as refusalOfError } from './sync-error.ts'
export { createSynchroniser } from './synchroniser.ts'
export type {
  BookRemote, DeniedDocument, ExchangeOrder, Remote, ServerRemote, Synchroniser, SynchroniserOptions, SyncProgress, SyncResult, SyncState, SyncStatus, SyncTiming, Ways,
} from './types.ts'
