// The backend with its page on the loopback address: `npm start` without a window, and `mendunia serve`.
import { join } from 'node:path'
import { createBackend } from '../backend.ts'
import { keepControlToken, startLoopback } from '../transport/index.ts'
import { defaultDataFolder } from './data-folder.ts'
import { withOpenBookRecord } from './open-books.ts'
import { createSecretStore } from './secrets.ts'

export interface ServeOptions {
  readonly dataFolder?: string
  readonly port?: number
  /** Book that the page opens first. */
  readonly book?: string
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

export async function serve(options: ServeOptions = {}): Promise<Serving> {
  const dataFolder = options.dataFolder ?? defaultDataFolder()
  const core = createBackend({ dataFolder, secrets: createSecretStore(dataFolder), stays: true })
  const backend = withOpenBookRecord(core, dataFolder, () => loopback.origin)
  const loopback = await startLoopback(backend, { port: options.port, pageFolder: options.pageFolder ?? builtPageFolder })
  const forgetControlToken = keepControlToken(dataFolder, loopback.origin, loopback.controlToken)
  const wish = { demo: options.demo, book: options.book }
  return {
    url: loopback.newAddress(wish),
    newAddress: () => loopback.newAddress(),
    close: async () => {
      await loopback.close()
      await backend.close()
      forgetControlToken()
    },
  }
}
