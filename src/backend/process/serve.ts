// The backend with its page on the loopback address: `npm start` without a window, and `mendunia serve`.
import { join } from 'node:path'
import { RefusalError } from '../../core/errors/index.ts'
import { createBackend } from '../backend.ts'
import { createDispatch, keepControlToken, ownerSession, startLoopback } from '../transport/index.ts'
import { defaultDataFolder } from './data-folder.ts'
import { withOpenBookRecord } from './open-books.ts'
import { createSecretStore } from './secrets.ts'

export interface ServeOptions {
  readonly dataFolder?: string
  readonly port?: number
  /** Opened at once, and by the page first. */
  readonly book?: string
  /** Fails if the book cannot be opened; without it the page tells why. */
  readonly mustOpen?: boolean
  /** The page goes straight into the demo book. */
  readonly demo?: boolean
  /** Built page; the default is the one of this checkout. */
  readonly pageFolder?: string
}

export interface Serving {
  /** Address with its one-time token. */
  readonly url: string
  /** Another address, for a second browser. */
  newAddress(): string
  close(): Promise<void>
}

/** The page that the build made: beside the built backend, or in `out/` when the sources run. */
export const builtPageFolder = import.meta.dirname.includes(join('out', 'backend'))
  ? join(import.meta.dirname, '../../../renderer')
  : join(import.meta.dirname, '../../../out/renderer')

/** @throws RefusalError as `book.open` with `mustOpen`; nothing listens any more then */
export async function serve(options: ServeOptions = {}): Promise<Serving> {
  const dataFolder = options.dataFolder ?? defaultDataFolder()
  const core = createBackend({ dataFolder, secrets: createSecretStore(dataFolder), stays: true })
  const backend = withOpenBookRecord(core, dataFolder, () => loopback.origin)
  const loopback = await startLoopback(backend, { port: options.port, pageFolder: options.pageFolder ?? builtPageFolder })
  const forgetControlToken = keepControlToken(dataFolder, loopback.origin, loopback.controlToken)
  const close = async (): Promise<void> => {
    await loopback.close()
    await backend.close()
    forgetControlToken()
  }
  if (options.book !== undefined) {
    // Before the address is told: from now on commands on this book come here.
    const opened = await createDispatch(backend)('book.open', { file: options.book }, ownerSession)
    if (!opened.ok && options.mustOpen) {
      await close()
      throw new RefusalError(...opened.refusals)
    }
  }
  return { url: loopback.newAddress({ demo: options.demo, book: options.book }), newAddress: () => loopback.newAddress(), close }
}
