// The process that owns the book: every command and query of the contract. Imports everything below it; nothing above imports it.
// Invariant: one open book at a time, and what a reply says was done is on the disk.
import type { BackendEvent, ContractName, Reply } from '../contract/index.ts'
import { RefusalError } from '../core/errors/index.ts'
import { translateStoreError } from '../store/book/index.ts'
import { Installation } from '../store/installation/index.ts'
import { BookKeeper } from './book-keeper.ts'
import type { Context, Handler } from './context.ts'
import { handlers } from './handlers/index.ts'
import { Jobs } from './jobs.ts'
import type { SecretStore } from './process/secrets.ts'
import { SyncKeeper } from './sync-keeper.ts'
import type { BackendCore, Session } from './transport/dispatch.ts'

export interface BackendOptions {
  readonly dataFolder: string
  readonly secrets: SecretStore
  /**
   * A process that stays (the window's, the served page's): it takes up the book's live replication and fills the search index
   * while it is idle. A command of the command line does its work and ends.
   */
  readonly stays?: boolean
}

/** Calls that put another book in the place of the open one: its replication ends first. */
const bookChanges: ReadonlySet<ContractName> = new Set<ContractName>(['book.open', 'book.create', 'book.close', 'book.demo', 'book.clone', 'book.restore'])

const indexAfterMs = 300
const indexAtOnce = 200

export type Backend = BackendCore

export function createBackend(options: BackendOptions): Backend {
  const listeners = new Set<(event: BackendEvent) => void>()
  const emit = (event: BackendEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const installation = new Installation(options.dataFolder)
  const keeper = new BookKeeper(installation, (topics) => {
    emit({ event: 'changed', topics })
    if (options.stays) indexSoon()
  })
  const sync = new SyncKeeper(keeper, options.secrets, emit)
  const jobs = new Jobs(emit)
  let indexing: NodeJS.Timeout | null = null
  // A first search should not wait for all that was posted before it; a little at a time keeps other calls quick.
  const indexSoon = (): void => {
    indexing ??= setTimeout(() => {
      indexing = null
      const book = keeper.current
      if (book && !book.readOnly && book.projections.fillSearch(indexAtOnce) > 0) indexSoon()
    }, indexAfterMs).unref()
  }
  const contextOf = (session: Session): Context => ({
    session, keeper, installation, secrets: options.secrets, jobs, sync, emit, book: () => keeper.require(), today: localToday,
  })
  return {
    call: async (name: ContractName, input: unknown, session: Session): Promise<Reply<unknown>> => {
      try {
        if (bookChanges.has(name)) await sync.close()
        const handler = handlers[name] as Handler<ContractName>
        const value = await handler(contextOf(session), input as never)
        if (options.stays && bookChanges.has(name)) {
          indexSoon()
          await sync.resume()
        }
        return { ok: true, value }
      } catch (error) {
        const known = translateStoreError(error, keeper.current?.file ?? '')
        if (known instanceof RefusalError) return { ok: false, refusals: known.refusals }
        throw known
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      if (indexing) clearTimeout(indexing)
      await sync.close()
      keeper.close()
    },
  }
}

/** The calendar date on this PC's wall, which is what a person means by today. */
function localToday(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
