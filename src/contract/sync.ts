import type { Refusal } from '../core/errors/index.ts'

export type SyncState = 'off' | 'offline' | 'connecting' | 'syncing' | 'upToDate' | 'refused'

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
  readonly denied: readonly { readonly id: string; readonly reason: string }[]
  readonly refusal: Refusal | null
}

export interface ServerSettings {
  readonly url: string
  readonly user: string
  /** A password is stored (in the keychain or an encrypted file); it is never sent to the page. */
  readonly hasPassword: boolean
  readonly live: boolean
  /** Where the password is kept, for the note beside the field. */
  readonly secretStore: 'keychain' | 'file'
}
