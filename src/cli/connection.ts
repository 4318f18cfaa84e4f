import { resolve } from 'node:path'
import { createBackend } from '../backend/backend.ts'
import { createSecretStore, defaultDataFolder, findRunningBackend } from '../backend/process/index.ts'
import { createDispatch, forwardCall, ownerSession, type Session } from '../backend/transport/index.ts'
import type { BackendEvent, ContractName, InputOf, OutputOf } from '../contract/index.ts'
import { RefusalError } from '../core/errors/index.ts'

/** A book as a command sees it: opened here, or reached through the backend that has it open. */
export interface Connection {
  call<Name extends ContractName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly dataFolder?: string
  /** `--as NAME`: written as author. */
  readonly author?: string
  readonly onEvent?: (event: BackendEvent) => void
}

/** A backend of this process, with no book open. */
export function connect(options: ConnectOptions = {}): Connection {
  const dataFolder = options.dataFolder ?? defaultDataFolder()
  const backend = createBackend({ dataFolder, secrets: createSecretStore(dataFolder) })
  const dispatch = createDispatch(backend)
  const session = sessionOf(options)
  const unsubscribe = options.onEvent ? backend.subscribe(options.onEvent) : () => {}
  return {
    call: async (name, input) => unwrap(await dispatch(name, input, session)),
    close: async () => {
      unsubscribe()
      await backend.close()
    },
  }
}

/**
 * Opens a book for a command. If a running backend of this user has it open, every call goes there.
 * @throws RefusalError as `book.open`
 */
export async function connectToBook(book: string, options: ConnectOptions = {}): Promise<Connection> {
  const dataFolder = options.dataFolder ?? defaultDataFolder()
  const file = resolve(book)
  const address = findRunningBackend(dataFolder, file)
  if (address !== undefined) {
    // All calls of this command mean this book: a person may open another one in between.
    const session = { ...sessionOf(options), book: file }
    const forward: Connection = {
      call: async (name, input) => unwrap(await forwardCall(address, name, input, { dataFolder, session, ...(options.onEvent ? { onEvent: options.onEvent } : {}) })),
      close: () => Promise.resolve(),
    }
    try {
      await forward.call('book.open', { file })
      return forward
    } catch (error) {
      // The record of a killed process: nobody answers there, the book is free.
      if (!(error instanceof RefusalError) || error.refusals[0]?.code !== 'BACKEND_GONE') throw error
    }
  }
  const direct = connect({ ...options, dataFolder })
  try {
    await direct.call('book.open', { file })
    return direct
  } catch (error) {
    await direct.close()
    throw error
  }
}

function sessionOf(options: ConnectOptions): Session {
  return options.author === undefined ? ownerSession : { ...ownerSession, author: options.author }
}

function unwrap<T>(reply: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusals: RefusalError['refusals'] }): T {
  if (!reply.ok) throw new RefusalError(...reply.refusals)
  return reply.value as T
}
