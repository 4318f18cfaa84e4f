// Calls over a port of messages: Electron's utility process, or a child process with an IPC channel. The other end is our own shell.
import * as v from 'valibot'
import { type BackendMessage, clientMessage } from '../../contract/index.ts'
import { type BackendCore, createDispatch, ownerSession, type Session } from './dispatch.ts'

export interface MessagePortLike {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/**
 * Serves the backend on a port until it is closed; messages of another shape are not for us and are passed over.
 * @returns stops sending events
 */
export function serveMessagePort(port: MessagePortLike, backend: BackendCore, session: Session = ownerSession): () => void {
  const dispatch = createDispatch(backend)
  port.onMessage((raw) => {
    const message = v.safeParse(clientMessage, raw)
    if (!message.success) return
    const { id, name, input } = message.output
    void dispatch(name, input, session).then((reply) => {
      const answer: BackendMessage = { id, reply }
      port.send(answer)
    })
  })
  return backend.subscribe((event) => port.send(event))
}
