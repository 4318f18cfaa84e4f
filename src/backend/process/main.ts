// Entry of the backend process under the desktop shell: in Electron's utility process or in a Node child with an IPC channel.
//   main.mjs [--data FOLDER]
import { parseArgs } from 'node:util'
import { createBackend } from '../backend.ts'
import { keepControlToken, type MessagePortLike, serveMessagePort, startLoopback } from '../transport/index.ts'
import { defaultDataFolder } from './data-folder.ts'
import { withOpenBookRecord } from './open-books.ts'
import { createSecretStore } from './secrets.ts'
import { createShellKeychain } from './shell-keychain.ts'

/** What Electron adds to a utility process; absent in a plain Node child. */
type ParentPort = { postMessage(message: unknown): void; on(event: 'message', listener: (event: { data: unknown }) => void): void }

function shellPort(): MessagePortLike {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort
  if (parentPort !== undefined) {
    return { send: (message) => parentPort.postMessage(message), onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)) }
  }
  if (process.send === undefined) throw new Error('The backend process is started by the desktop shell.')
  return {
    send: (message) => {
      if (process.connected) process.send?.(message)
    },
    onMessage: (listener) => process.on('message', listener),
  }
}

const { values } = parseArgs({ options: { data: { type: 'string' } } })
const dataFolder = values.data ?? defaultDataFolder()
const port = shellPort()
const core = createBackend({ dataFolder, secrets: createSecretStore(dataFolder, createShellKeychain(port)), stays: true })
const backend = withOpenBookRecord(core, dataFolder, () => control.origin)
const control = await startLoopback(backend)
const forgetControlToken = keepControlToken(dataFolder, control.origin, control.controlToken)
serveMessagePort(port, backend)

let closing = false
async function close(): Promise<void> {
  if (closing) return
  closing = true
  await control.close()
  await backend.close()
  forgetControlToken()
  process.exit(0)
}

port.onMessage((message) => {
  if ((message as { shell?: unknown } | null)?.shell === 'close') void close()
})
// Without its shell nobody can see or use this process: it closes the book and ends.
process.on('disconnect', () => void close())
process.on('SIGTERM', () => void close())
