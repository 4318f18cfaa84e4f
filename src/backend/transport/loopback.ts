// The loopback address: the page for a browser (files and a WebSocket), and the control channel for the command line.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import * as v from 'valibot'
import { WebSocket, WebSocketServer } from 'ws'
import { type BackendEvent, type BackendMessage, clientMessage } from '../../contract/index.ts'
import { contentSecurityPolicy, pageHeaders } from '../../contract/page-policy.ts'
import { answerControl } from './control.ts'
import { type BackendCore, createDispatch, type Dispatch, ownerSession, type Session } from './dispatch.ts'
import { LoopbackGuard } from './loopback-guard.ts'
import { readPageFile } from './page-files.ts'

export interface LoopbackOptions {
  /** 0 or absent: any free port. */
  readonly port?: number
  /** Folder of the built page; absent: control channel only, nothing is served to a browser. */
  readonly pageFolder?: string
  readonly session?: Session
}

export interface Loopback {
  /** Address with its one-time token; undefined without a page. */
  readonly url: string | undefined
  readonly origin: string
  /** Secret of the control channel: belongs in a file that only this user can read. */
  readonly controlToken: string
  /** Another address with a fresh token, for a second browser or after the first was closed. */
  newAddress(wish?: { demo?: boolean; book?: string }): string
  close(): Promise<void>
}

/** Larger messages are cut off: a file goes by its path, not through the socket. */
const messageBytesMax = 32 * 1024 * 1024
/** A client that does not read its events is dropped before they fill the memory. */
const unsentBytesMax = 64 * 1024 * 1024

export async function startLoopback(backend: BackendCore, options: LoopbackOptions = {}): Promise<Loopback> {
  const session = options.session ?? ownerSession
  const dispatch = createDispatch(backend)
  const controlToken = randomBytes(32).toString('base64url')
  const server = createServer({ maxHeaderSize: 16 * 1024 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const guard = new LoopbackGuard(port, controlToken)
  const headers = pageHeaders(contentSecurityPolicy({ webSocket: `ws://127.0.0.1:${port}` }))
  const answer: Answer = { guard, headers, backend, dispatch, session, pageFolder: options.pageFolder }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response, answer).catch(() => {
      if (!response.headersSent) deny(response, 500, headers)
      else response.destroy()
    })
  })
  const stopSockets = serveSockets(server, answer)
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const newAddress = (wish: { demo?: boolean; book?: string } = {}): string => {
    const url = new URL('/', origin)
    url.searchParams.set('token', guard.newToken())
    if (wish.demo) url.searchParams.set('demo', '1')
    if (wish.book !== undefined) url.searchParams.set('book', wish.book)
    return url.href
  }
  return {
    url: options.pageFolder === undefined ? undefined : newAddress(),
    origin,
    controlToken,
    newAddress,
    close: async () => {
      stopSockets()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

interface Answer {
  readonly guard: LoopbackGuard
  readonly headers: Readonly<Record<string, string>>
  readonly backend: BackendCore
  readonly dispatch: Dispatch
  readonly session: Session
  readonly pageFolder: string | undefined
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const { guard, headers } = answer
  if (!guard.hasOwnHost(request.headers)) return deny(response, 403, headers)
  // The raw path is judged, before any URL parser folds its dots away.
  const [rawPath = '/', rawQuery = ''] = splitOnce(request.url ?? '/', '?')
  if (rawPath === '/control') {
    if (request.method !== 'POST' || !guard.isControl(request.headers)) return deny(response, 403, headers)
    return answerControl(request, response, answer)
  }
  if (answer.pageFolder === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return deny(response, 405, headers)
  const query = new URLSearchParams(rawQuery)
  const token = query.get('token')
  if (rawPath === '/' && token !== null) return enter(response, answer, token, query, guard.hasSession(request.headers))
  if (!guard.hasOwnOrigin(request.headers) || !guard.hasSession(request.headers)) return deny(response, 403, headers)
  const file = await readPageFile(rawPath, answer.pageFolder)
  if (file.status !== 200) return deny(response, file.status, headers)
  response.writeHead(200, { ...headers, ...file.headers, 'content-length': file.body.length })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

/**
 * The first visit: the token becomes a cookie, and the address without the token follows. By a page that refreshes itself, not by a
 * redirect: after a redirect from another program's link some browsers hold a SameSite=Strict cookie back.
 */
function enter(response: ServerResponse, answer: Answer, token: string, query: URLSearchParams, hasSession: boolean): void {
  const cookie = answer.guard.redeem(token)
  if (cookie === undefined && !hasSession) return deny(response, 403, answer.headers)
  query.delete('token')
  const next = query.size === 0 ? '/' : `/?${query.toString()}`
  const body = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${escapeAttribute(next)}"><title>Mendunia</title>`
  response.writeHead(200, {
    ...answer.headers,
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(body)
}

function deny(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' })
  response.end(status === 403 ? 'Mendunia: open the address that the program printed; it works once.\n' : '')
}

function serveSockets(server: ReturnType<typeof createServer>, { guard, backend, dispatch, session, pageFolder }: Answer): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesMax, perMessageDeflate: false, clientTracking: true })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const trusted = guard.hasOwnHost(request.headers) && guard.namesOwnOrigin(request.headers) && guard.hasSession(request.headers)
    if (pageFolder === undefined || request.url !== '/socket' || !trusted) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serveSocket(socket))
  })
  function serveSocket(socket: WebSocket): void {
    const send = (message: BackendMessage | BackendEvent): void => {
      if (socket.readyState !== WebSocket.OPEN) return
      if (socket.bufferedAmount > unsentBytesMax) socket.terminate()
      else socket.send(JSON.stringify(message))
    }
    const unsubscribe = backend.subscribe(send)
    socket.on('close', unsubscribe)
    socket.on('error', () => socket.terminate())
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? undefined : parseClientMessage(String(data))
      if (message === undefined) {
        socket.close(1008, 'unknown message')
        return
      }
      void dispatch(message.name, message.input, session).then((reply) => send({ id: message.id, reply }))
    })
  }
  return () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}

function parseClientMessage(text: string): v.InferOutput<typeof clientMessage> | undefined {
  try {
    const parsed = v.safeParse(clientMessage, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
