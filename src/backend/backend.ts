// The process that owns the book: every command and query of the contract. Imports everything below it; nothing above imports it.
// Invariant: one open book at a time, and what a reply says was done is on the disk.
import { type BackendEvent, type ContractName, type Reply, contract } from '../contract/index.ts'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { translateStoreError } from '../store/book/index.ts'
import { Installation } from '../store/installation/index.ts'
import { BookKeeper } from './book-keeper.ts'
import type { Context, Handler } from './context.ts'
import { DeviceKeys } from './device-keys.ts'
import { handlers } from './handlers/index.ts'
import { Jobs } from './jobs.ts'
import type { SecretStore } from './process/secrets.ts'
import { ReadableTwins } from './readable-twin.ts'
import { NearbyKeeper } from './nearby-keeper.ts'
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

/** Calls that put another book in the place of the open one. */
const bookChanges: ReadonlySet<ContractName> = new Set<ContractName>(['book.open', 'book.create', 'book.close', 'book.demo', 'book.clone', 'book.join', 'book.restore', 'sync.follow'])

const indexAfterMs = 300
const indexAtOnce = 200
/** A call that does not end must not keep the program from ending. */
const closePatienceMs = 5000

export type Backend = BackendCore

export function createBackend(options: BackendOptions): Backend {
  const listeners = new Set<(event: BackendEvent) => void>()
  const emit = (event: BackendEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const installation = new Installation(options.dataFolder)
  const keeper = new BookKeeper(installation, (topics) => {
    emit({ event: 'changed', topics })
    if (options.stays) {
      indexSoon()
      twins.changed()
    }
  })
  const sync = new SyncKeeper(keeper, options.secrets, emit)
  const nearby = new NearbyKeeper(keeper, options.secrets, emit)
  const twins = new ReadableTwins(keeper, localToday, () => emit({ event: 'changed', topics: ['book'] }))
  const keys = new DeviceKeys(options.secrets)
  const jobs = new Jobs(emit)
  let indexing: NodeJS.Timeout | null = null
  // A first search should not wait for all that was posted before it; a little at a time keeps other calls quick.
  const indexSoon = (): void => {
    indexing ??= setTimeout(() => {
      indexing = null
      const book = keeper.current
      try {
        if (book && !book.readOnly && book.projections.fillSearch(indexAtOnce) > 0) indexSoon()
      } catch (error) {
        // On a full disk the index waits for the next change: nobody asked for it.
        if (!(translateStoreError(error, '') instanceof RefusalError)) throw error
      }
    }, indexAfterMs).unref()
  }
  /** Calls that use the open book and have not ended; another book takes its place between two calls, never in the middle of one. */
  const running = new Set<Promise<void>>()
  const whenIdle = async <T>(change: () => T, isSo: () => boolean = () => false): Promise<T> => {
    for (;;) {
      if (isSo()) return change()
      nearby.stop()
      await sync.close()
      if (running.size === 0) return change()
      await Promise.all(running)
    }
  }
  /** One change after the other, in the order in which they were asked for: the last one stands. */
  let changing: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const run = changing.then(work)
    changing = run.catch(() => undefined)
    return run
  }
  const switchBook: Context['switchBook'] = (change, isSo) =>
    inTurn(async () => {
      try {
        return await whenIdle(() => {
          twins.flush()
          return change()
        }, isSo)
      } finally {
        // Also after a refusal: the book that stays open goes on replicating.
        if (options.stays) {
          indexSoon()
          await sync.resume()
        }
      }
    })
  return {
    call: async (name: ContractName, input: unknown, session: Session): Promise<Reply<unknown>> => {
      let end = (): void => undefined
      const ended = new Promise<void>((resolve) => (end = resolve))
      const changesBook = bookChanges.has(name)
      if (!changesBook) running.add(ended)
      try {
        // A command that was forwarded here means one book, whatever a person has opened in the meantime.
        if (session.book !== undefined && !changesBook && contract[name].role !== 'anyone' && !keeper.isOpen(session.book)) throw new RefusalError(refuse('BOOK_NOT_OPEN'))
        const handler = handlers[name] as Handler<ContractName>
        const context: Context = {
          session, keeper, installation, secrets: options.secrets, keys, jobs, sync, nearby, twins, emit, switchBook, book: () => keeper.require(), today: localToday,
        }
        const keysReady = (): Promise<void> => keys.ready(keeper, session.author, localToday())
        if (!changesBook && contract[name].kind === 'command') await keysReady()
        const value = await handler(context, input as never)
        if (changesBook) await keysReady()
        return { ok: true, value }
      } catch (error) {
        const known = translateStoreError(error, keeper.current?.file ?? '')
        if (known instanceof RefusalError) return { ok: false, refusals: known.refusals }
        throw known
      } finally {
        running.delete(ended)
        end()
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      if (indexing) clearTimeout(indexing)
      jobs.cancelAll()
      await Promise.race([inTurn(() => whenIdle(() => undefined)), new Promise((resolve) => setTimeout(resolve, closePatienceMs).unref())])
      twins.flush()
      keeper.close()
    },
  }
}

/** The calendar date on this PC's wall, which is what a person means by today. */
function localToday(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
