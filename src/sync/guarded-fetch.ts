import { checkAnswer, goesBack } from './answers.ts'
import type { Address } from './address.ts'
import { type ByteCount, Pace, clockSkew } from './meter.ts'
import { syncError, type SyncError } from './sync-error.ts'
import type { SyncTiming } from './types.ts'

/** nginx takes bodies of 1 MB unless told otherwise, and cuts the line at larger ones, which would look like a lost connection. */
const bodyBytesMax = 900_000

/** CouchDB's own limit for a document since 3.0 (`max_document_size`): a larger one is not even tried. */
export const documentBytesMax = 8_000_000

/** No answer of the protocol is as large; a server that sends more would fill the memory. */
const answerBytesMax = 128 * 1024 * 1024

/** A poor mobile line; a body gets this much more time before its request counts as lost. */
const slowBytesPerSecond = 4_000

export interface GuardedFetch {
  /** For PouchDB: never gives it an answer that would make it lose a document or repeat a request for ever. */
  fetch(url: string, init?: RequestInit): Promise<Response>
  /** A request of our own, of a path under the database. */
  json(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>
  /** Ends every request that is open, and refuses new ones. */
  abort(): void
}

/** What a guard measures; one for all connections of a synchroniser, since it is the same line. */
export interface LineRecord {
  readonly bytes: ByteCount
  readonly pace: Pace
  /** By how much this PC's clock is behind the server's, in milliseconds; null until a server said what time it is. */
  skewMs: number | null
}

export function newLineRecord(): LineRecord {
  return { bytes: { sent: 0, received: 0 }, pace: new Pace(), skewMs: null }
}

interface BulkDocument {
  _id: string
  _rev?: string
}

interface BulkResult {
  id?: string
  rev?: string
  error?: string
  reason?: string
}

const jsonHeaders = { 'content-type': 'application/json' }

function answer(results: readonly BulkResult[]): Response {
  return new Response(JSON.stringify(results), { status: 201, headers: jsonHeaders })
}

/**
 * An answer for one document that the server will not take. The replicator passes over `forbidden` documents and tells us; any
 * other error of one document makes it drop the whole batch and try it again for ever.
 */
function denied(doc: BulkDocument, reason: string): BulkResult {
  return { id: doc._id, rev: doc._rev ?? '', error: 'forbidden', reason }
}

function isDatabaseMissing(body: string): boolean {
  // CouchDB's and PouchDB Server's words; a missing document has others.
  return /Database does not exist|no_db_file/.test(body)
}

function isDiskFull(status: number, body: string): boolean {
  return status === 507 || (status >= 500 && /enospc|no space left|disk full/i.test(body))
}

function retryAfter(response: Response): number | undefined {
  const text = response.headers.get('retry-after')
  if (text === null) return undefined
  const seconds = Number(text)
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now()
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds : undefined
}

/**
 * What a status means for the whole run; null: the caller may have the answer.
 *
 * | status | means |
 * |---|---|
 * | 401 | one more try with the same credentials (in `checked`), then a person has to type the password |
 * | 403 | the user may not use the database |
 * | 404 of the database | it is gone |
 * | 408, 429, 5xx | away for a while: back off, as long as `Retry-After` says |
 * | 507, or a disk that is full | the server has no room |
 * | 3xx, a page for people | no CouchDB: a proxy, a hotel's log-in. Credentials do not follow a redirection |
 * | 409, 412, 413, other 4xx | the caller's: halves for documents, else a fault of the server */
function refusalOfStatus(response: Response, body: string): SyncError | null {
  const { status } = response
  const waiting = retryAfter(response)
  const options = { status, ...(waiting === undefined ? {} : { retryAfterMs: waiting }) }
  if (status === 401) return syncError('SYNC_UNAUTHORIZED', {}, options)
  if (status === 403) return syncError('SYNC_FORBIDDEN', {}, options)
  if (status === 404 && isDatabaseMissing(body)) return syncError('SYNC_NOT_FOUND', {}, options)
  if (isDiskFull(status, body)) return syncError('SYNC_SERVER_FULL', {}, options)
  if (status === 408 || status === 429 || status >= 500) return syncError('SYNC_SERVER_ERROR', { status }, options)
  if (status >= 300 && status < 400) return syncError('SYNC_SERVER_ERROR', { status }, { status })
  if (response.headers.get('content-type')?.startsWith('text/html') && status < 300) return syncError('SYNC_SERVER_ERROR', { status }, { status })
  return null
}

/** Splits documents so that no body is large or takes long, if more than one is in it. */
function parts(docs: readonly { doc: BulkDocument; length: number }[], most: number): BulkDocument[][] {
  const result: BulkDocument[][] = []
  let size = 0
  for (const { doc, length } of docs) {
    if (result.length === 0 || size + length > bodyBytesMax || result.at(-1)!.length >= most) {
      result.push([])
      size = 0
    }
    result.at(-1)!.push(doc)
    size += length
  }
  return result
}

/** A fetch with credentials, deadlines and one table of what each status means. @param stop  ends every request */
export function guardFetch(address: Address, timing: SyncTiming, fetchFunction: typeof globalThis.fetch, stop?: AbortSignal, record: LineRecord = newLineRecord()): GuardedFetch {
  const stopped = new AbortController()
  const authorization = address.user === '' ? null : `Basic ${Buffer.from(`${address.user}:${address.password}`).toString('base64')}`

  /** Sends, and reads the whole answer: a line that is cut in the middle of a body is a lost line too. */
  async function send(url: string, init: RequestInit): Promise<{ response: Response; bytes: Buffer }> {
    const headers = new Headers(init.headers ? [...(init.headers as Iterable<[string, string]>)] : [])
    if (authorization) headers.set('authorization', authorization)
    const poll = url.includes('feed=longpoll') ? timing.poll : 0
    const length = typeof init.body === 'string' ? Buffer.byteLength(init.body) : 0
    const deadline = AbortSignal.timeout(timing.answer + poll + Math.ceil((length / slowBytesPerSecond) * 1000))
    const signals = [deadline, stopped.signal, ...(stop ? [stop] : []), ...(init.signal ? [init.signal] : [])]
    const sent = Date.now()
    record.bytes.sent += length + url.length
    try {
      const response = await fetchFunction(url, { ...init, credentials: 'omit', headers, redirect: 'manual', signal: AbortSignal.any(signals) })
      const answered = Date.now()
      const bytes = await readAll(response)
      record.bytes.received += bytes.length
      // A poll is answered whenever something happens: when its answer was written nobody knows.
      if (poll === 0) record.skewMs = clockSkew(response.headers.get('date'), sent, answered) ?? record.skewMs
      return { response, bytes }
    } catch (error) {
      if (init.signal?.aborted || (error as Partial<SyncError>).syncRefusal) throw error
      if (poll === 0) record.pace.failed()
      throw syncError('SYNC_OFFLINE', {}, { cause: error })
    }
  }

  async function checked(url: string, init: RequestInit): Promise<{ response: Response; bytes: Buffer }> {
    let { response, bytes } = await send(url, init)
    // A session that ended, a proxy that forgot: the same credentials once more, before a person is asked for them.
    if (response.status === 401 && authorization) ({ response, bytes } = await send(url, init))
    const refusal = refusalOfStatus(response, response.status >= 400 ? bytes.toString() : '')
    if (refusal) throw refusal
    return { response, bytes }
  }

  async function sendDocuments(url: string, init: RequestInit, docs: readonly BulkDocument[], rest: object): Promise<BulkResult[]> {
    const started = Date.now()
    const { response, bytes } = await checked(url, { ...init, body: JSON.stringify({ ...rest, docs }) })
    record.pace.took(docs.length, Date.now() - started)
    const body = parsed(response.status, bytes) as BulkResult[] | { error?: string; reason?: string }
    if (response.ok) {
      if (!Array.isArray(body) || body.some((result) => typeof result !== 'object' || result === null)) throw syncError('SYNC_SERVER_ERROR', { status: response.status }, { status: response.status })
      const byId = new Map(docs.map((doc) => [doc._id, doc]))
      return body.map((result) => {
        const doc = result.error ? byId.get(result.id ?? '') : undefined
        if (!doc) return result
        const known = result.error === 'forbidden' || result.error === 'unauthorized'
        return denied(doc, known ? (result.reason ?? result.error!) : `${result.error}: ${result.reason ?? ''}`)
      })
    }
    // The server took none of them for the fault of one (too large, malformed): find it by halves.
    const { error, reason } = body as { error?: string; reason?: string }
    if (docs.length === 1) return [denied(docs[0]!, `${response.status} ${reason ?? error ?? ''}`.trim())]
    const middle = docs.length >> 1
    return [...(await sendDocuments(url, init, docs.slice(0, middle), rest)), ...(await sendDocuments(url, init, docs.slice(middle), rest))]
  }

  return {
    async fetch(url, init = {}) {
      const path = url.replace(/\?.*$/s, '')
      if (init.method !== 'POST' || !path.endsWith('/_bulk_docs') || typeof init.body !== 'string') {
        const { response, bytes } = await checked(url, init)
        const { status, headers } = response
        if (response.ok && /\/_(changes|revs_diff)$/.test(path)) {
          const body = parsed(status, bytes)
          checkAnswer(path, status, body, typeof init.body === 'string' ? JSON.parse(init.body) : null)
          const { searchParams } = new URL(url)
          if (searchParams.get('feed') === 'longpoll' && goesBack(searchParams.get('since'), body)) throw syncError('SYNC_SERVER_ERROR', { status }, { status })
        }
        return new Response(status === 204 || status === 304 ? null : new Uint8Array(bytes), { status, headers })
      }
      const { docs, ...rest } = JSON.parse(init.body) as { docs: BulkDocument[] }
      const results: BulkResult[] = []
      const sendable: { doc: BulkDocument; length: number }[] = []
      for (const doc of docs) {
        const length = Buffer.byteLength(JSON.stringify(doc))
        if (length <= documentBytesMax) sendable.push({ doc, length })
        else results.push(denied(doc, `too_large: ${length} > ${documentBytesMax}`))
      }
      for (const part of parts(sendable, record.pace.size)) results.push(...(await sendDocuments(url, init, part, rest)))
      return answer(results)
    },
    async json(method, path, body) {
      const { response, bytes } = await checked(address.database + path, {
        method,
        headers: Object.entries({ ...jsonHeaders, accept: 'application/json' }) as [string, string][],
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const value = parsed(response.status, bytes)
      if (typeof value !== 'object' || value === null) throw syncError('SYNC_SERVER_ERROR', { status: response.status }, { status: response.status })
      return { status: response.status, body: value as Record<string, unknown> }
    },
    abort: () => stopped.abort(),
  }
}

/** @throws SYNC_SERVER_ERROR for an answer that is no JSON */
function parsed(status: number, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown
  } catch (error) {
    throw syncError('SYNC_SERVER_ERROR', { status }, { status, cause: error })
  }
}

async function readAll(response: Response): Promise<Buffer> {
  if (!response.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > answerBytesMax) throw syncError('SYNC_SERVER_ERROR', { status: response.status }, { status: response.status })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
