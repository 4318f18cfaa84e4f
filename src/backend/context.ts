import type { BackendEvent, ContractName, OutputOf, ParsedInputOf } from '../contract/index.ts'
import type { Book } from '../store/book/index.ts'
import type { Installation } from '../store/installation/index.ts'
import type { BookKeeper } from './book-keeper.ts'
import type { DeviceKeys } from './device-keys.ts'
import type { Jobs } from './jobs.ts'
import type { ReadableTwins } from './readable-twin.ts'
import type { SecretStore } from './process/secrets.ts'
import type { NearbyKeeper } from './nearby-keeper.ts'
import type { SyncKeeper } from './sync-keeper.ts'
import type { Session } from './transport/dispatch.ts'

/** What a handler works with. Handlers load, call core and write; they hold no rules of their own. */
export interface Context {
  readonly session: Session
  readonly keeper: BookKeeper
  readonly installation: Installation
  readonly secrets: SecretStore
  readonly keys: DeviceKeys
  readonly jobs: Jobs
  readonly sync: SyncKeeper
  readonly nearby: NearbyKeeper
  readonly twins: ReadableTwins
  emit(event: BackendEvent): void
  /** The open book. @throws RefusalError BOOK_NOT_OPEN */
  book(): Book
  /**
   * Puts another book in the place of the open one, or none: ends its replication, waits for the calls that use it, and runs `change`
   * when nothing is under way.
   * @param isSo  whether there is nothing to change any more when its turn comes: then nothing is ended
   */
  switchBook<T>(change: () => T, isSo?: () => boolean): Promise<T>
  /** Local calendar date of this PC. */
  today(): string
}

export type Handler<Name extends ContractName> = (context: Context, input: ParsedInputOf<Name>) => OutputOf<Name> | Promise<OutputOf<Name>>

/** The compiler refuses a contract entry without its handler. */
export type Handlers<Names extends ContractName = ContractName> = { readonly [Name in Names]: Handler<Name> }
