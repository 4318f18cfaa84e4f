import type { BackendEvent, BackendMessage, Bridge, Reply } from '../../contract/index.ts'

/** One way to the backend: the desktop bridge or the socket of the loopback page. */
export interface Connection {
  call(name: string, input: unknown): Promise<Reply<unknown>>
  onEvent(listener: (event: BackendEvent) => void): () => void
}

declare global {
  interface Window {
    readonly mendunia?: Bridge
  }
}

export function bridgeConnection(bridge: Bridge): Connection {
  return { call: (name, input) => bridge.call(name, input), onEvent: (listener) => bridge.onEvent(listener) }
}

const gone: Reply<unknown> = { ok: false, refusals: [{ code: 'BACKEND_GONE', params: {} }] }
const firstRetryMs = 400
const longestRetryMs = 5000

/**
 * Talks to the backend through a socket and opens it again when it breaks. What was asked and not answered when it broke is
 * refused with `BACKEND_GONE` (it may or may not have happened); what is asked meanwhile waits for the next connection.
 */
export function socketConnection(address: string): Connection {
  const listeners = new Set<(event: BackendEvent) => void>()
  const pending = new Map<number, (reply: Reply<unknown>) => void>()
  let waiting: string[] = []
  let nextId = 1
  let retryMs = firstRetryMs
  let socket: WebSocket | null = null
  let lost = false
  const tell = (event: BackendEvent): void => {
    for (const listener of listeners) listener(event)
  }

  function open(): void {
    const opening = new WebSocket(address)
    opening.onopen = () => {
      socket = opening
      retryMs = firstRetryMs
      const texts = waiting
      waiting = []
      for (const text of texts) opening.send(text)
      if (lost) tell({ event: 'backend', state: 'ready', refusals: [] })
      lost = false
    }
    opening.onmessage = (message) => {
      const read = JSON.parse(String(message.data)) as BackendMessage
      if ('event' in read) return tell(read)
      pending.get(read.id)?.(read.reply)
      pending.delete(read.id)
    }
    opening.onclose = () => {
      if (socket === opening) {
        socket = null
        // Requests that still wait for a connection were never sent: they keep their place.
        const unsent = new Set(waiting.map((text) => (JSON.parse(text) as { id: number }).id))
        for (const [id, answer] of pending) {
          if (unsent.has(id)) continue
          pending.delete(id)
          answer(gone)
        }
      }
      if (!lost) tell({ event: 'backend', state: 'restarting', refusals: [] })
      lost = true
      setTimeout(open, retryMs)
      retryMs = Math.min(retryMs * 2, longestRetryMs)
    }
  }

  open()
  return {
    call: (name, input) =>
      new Promise((resolve) => {
        const id = nextId++
        const text = JSON.stringify({ id, name, input })
        pending.set(id, resolve)
        if (socket?.readyState === WebSocket.OPEN) socket.send(text)
        else waiting.push(text)
      }),
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

let current: Connection | null = null

/** The connection of this page, made at the first use. */
export function connection(): Connection {
  current ??= window.mendunia
    ? bridgeConnection(window.mendunia)
    : socketConnection(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`)
  return current
}

/** Puts another connection in place: for tests of screens. */
export function replaceConnection(other: Connection): void {
  current = other
}
