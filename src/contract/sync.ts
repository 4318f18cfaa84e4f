import type { Refusal } from '../core/errors/index.ts'

/** `paused`: a person said so; it goes on when told to. */
export type SyncState = 'off' | 'paused' | 'offline' | 'connecting' | 'syncing' | 'upToDate' | 'refused'

export interface SyncStatus {
  readonly state: SyncState
  /** Documents sent and received since the program started. */
  readonly pushed: number
  readonly pulled: number
  /** Changes of this PC that the server has not confirmed. */
  readonly pending: number
  /** ISO instant of the last run that ended well. */
  readonly lastSuccess: string | null
  /** Documents that the server refused, with its reason. */
  readonly denied: readonly { readonly id: string; readonly label: string | null; readonly reason: string }[]
  readonly refusal: Refusal | null
  /** While syncing: documents that went either way in this run, and how many there are as far as known. */
  readonly progress: { readonly done: number; readonly total: number } | null
  /** Bytes over the line in this calendar month. */
  readonly bytes: { readonly sent: number; readonly received: number }
  /** By how much this PC's clock is behind the server's in milliseconds (negative: ahead), if by more than two minutes; else null. */
  readonly clockSkewMs: number | null
  /** Documents that the other side deleted, and that wait for a person's word. */
  readonly deletions: readonly { readonly id: string; readonly label: string | null }[]
}

export interface ServerSettings {
  readonly url: string
  readonly user: string
  /** A password is stored (in the keychain or an encrypted file); it is never sent to the page. */
  readonly hasPassword: boolean
  readonly live: boolean
  readonly paused: boolean
  readonly ways: 'both' | 'push' | 'pull'
  /** Exchanges now and then, and leaves scans where they are. */
  readonly dataSaver: boolean
  /** Where the password is kept, for the note beside the field. */
  readonly secretStore: 'keychain' | 'file'
  /** How it is reached, where its address alone is not enough. */
  readonly line: { readonly ca: string | null; readonly pin: string | null; readonly proxy: string | null; readonly login: 'basic' | 'session' | 'token' }
}
