// The control channel: a command of the command line goes through the backend that has the book open. One request is one call; the
// answer is lines of JSON, events while it runs and the reply as the last line.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { type BackendEvent, type Reply, roles } from '../../contract/index.ts'
import { refuse } from '../../core/errors/index.ts'
import type { BackendCore, Dispatch, Session } from './dispatch.ts'

/**
 * Keeps the channel's secret where only this user can read it: in the data folder, never beside the book, which others may share. The
 * name follows from the port, so that a forged lock record cannot make the command line read and send another file.
 * @returns removes it
 */
export function keepControlToken(dataFolder: string, origin: string, token: string): () => void {
  const file = controlTokenFile(dataFolder, portOf(origin) ?? 0)
  mkdirSync(join(dataFolder, 'control'), { recursive: true, mode: 0o700 })
  rmSync(file, { force: true })
  writeFileSync(file, token, { mode: 0o600, flag: 'wx' })
  return () => rmSync(file, { force: true })
}

const controlTokenFile = (dataFolder: string, port: number): string => join(dataFolder, 'control', `${port}.token`)

const requestBytesMax = 256 * 1024 * 1024

const controlRequest = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(100)),
  input: v.unknown(),
  session: v.optional(v.strictObject({ role: v.picklist(roles), author: v.pipe(v.string(), v.maxLength(200)), book: v.optional(v.pipe(v.string(), v.maxLength(4096))) })),
})

export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  { backend, dispatch, session }: { backend: BackendCore; dispatch: Dispatch; session: Session },
): Promise<void> {
  const body = await readBody(request)
  const parsed = v.safeParse(controlRequest, body)
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' })
  const write = (line: unknown): void => {
    response.write(`${JSON.stringify(line)}\n`)
  }
  if (!parsed.success) {
    write({ reply: { ok: false, refusals: [refuse('INPUT_INVALID', { detail: 'control request' })] } })
    response.end()
    return
  }
  const unsubscribe = backend.subscribe((event) => {
    if (event.event === 'progress' || event.event === 'sync') write(event)
  })
  try {
    write({ reply: await dispatch(parsed.output.name, parsed.output.input, parsed.output.session ?? session) })
  } finally {
    unsubscribe()
    response.end()
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > requestBytesMax) throw new Error('control request too large')
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * Calls the backend that has the book open.
 * @param address `http://127.0.0.1:<port>`, from the book's lock record
 * @param dataFolder this user's data folder, where that backend left the channel's secret
 * @param onEvent progress of the call
 * @returns its reply; `BACKEND_GONE` when nobody answers at the address: the lock record is then a leftover of a killed process
 */
export async function forwardCall(
  address: string,
  name: string,
  input: unknown,
  options: { readonly dataFolder: string; readonly session?: Session; readonly onEvent?: (event: BackendEvent) => void; readonly signal?: AbortSignal },
): Promise<Reply<unknown>> {
  const gone: Reply<never> = { ok: false, refusals: [refuse('BACKEND_GONE')] }
  const target = readTarget(address, options.dataFolder)
  if (target === undefined) return gone
  let reply: Reply<unknown> | undefined
  try {
    const response = await send(target, JSON.stringify({ name, input, session: options.session }), options.signal)
    if (response.statusCode !== 200) {
      response.resume()
      return gone
    }
    for await (const line of createInterface({ input: response, crlfDelay: Infinity })) {
      const message = JSON.parse(line) as { reply?: Reply<unknown> } | BackendEvent
      if ('event' in message) options.onEvent?.(message)
      else reply = message.reply
    }
  } catch {
    return gone
  }
  return reply ?? gone
}

/** A lock record lies beside the book, where others may write: only a loopback address is believed. */
function portOf(address: string): number | undefined {
  const port = Number(/^http:\/\/127\.0\.0\.1:(\d{1,5})$/.exec(address)?.[1] ?? Number.NaN)
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined
}

function readTarget(address: string, dataFolder: string): { port: number; token: string } | undefined {
  const port = portOf(address)
  if (port === undefined) return undefined
  try {
    const token = readFileSync(controlTokenFile(dataFolder, port), 'utf8').trim()
    return /^[A-Za-z0-9_-]{20,100}$/.test(token) ? { port, token } : undefined
  } catch {
    return undefined
  }
}

function send({ port, token }: { port: number; token: string }, body: string, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path: '/control',
        method: 'POST',
        agent: false,
        headers: { host: `127.0.0.1:${port}`, authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        ...(signal === undefined ? {} : { signal }),
      },
      resolve,
    )
    request.once('error', reject)
    request.end(body)
  })
}
