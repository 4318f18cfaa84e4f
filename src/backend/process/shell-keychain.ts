// The keychain as the backend process reaches it: by asking the shell, which alone may use it.
import type { BackendToShell, ShellToBackend } from '../../contract/shell.ts'
import type { MessagePortLike } from '../transport/index.ts'
import type { Keychain } from './secrets.ts'

/** A shell that does not answer counts as one without a keychain. */
const answerTimeoutMs = 15_000

export function createShellKeychain(port: MessagePortLike): Keychain {
  const waiting = new Map<number, (value: string | null) => void>()
  let nextId = 1
  let listens = false
  /** Not before the first question: messages wait for the first listener, and the calls among them are for another one. */
  const listen = (): void => {
    if (listens) return
    listens = true
    port.onMessage((raw) => {
      const message = raw as Partial<Extract<ShellToBackend, { shell: 'keychainReply' }>> | null
      if (message?.shell !== 'keychainReply' || typeof message.id !== 'number') return
      waiting.get(message.id)?.(typeof message.value === 'string' ? message.value : null)
    })
  }
  return (act, text) =>
    new Promise((resolve) => {
      listen()
      const id = nextId++
      const settle = (value: string | null): void => {
        clearTimeout(timer)
        waiting.delete(id)
        resolve(value)
      }
      const timer = setTimeout(() => settle(null), answerTimeoutMs)
      waiting.set(id, settle)
      const question: BackendToShell = { shell: 'keychain', id, act, text }
      port.send(question)
    })
}
