import { syncError, type SyncError } from './sync-error.ts'
import type { Address } from './address.ts'
import type { SyncTiming } from './types.ts'

/** nginx takes bodies of 1 MB unless told otherwise, and cuts the line at larger ones, which would look like a lost connection. */
const bodyBytesMax = 900_000

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

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : undefined
}

/** What a status means for the whole run; null: the caller may have the answer. */
function refusalOfStatus(response: Response, body: string): SyncError | null {
  const { status } = response
  const options = { status, ...(retryAfter(response) === undefined ? {} : { retryAfterMs: retryAfter(response)! }) }
  if (status === 401) return syncError('SYNC_UNAUTHORIZED', {}, options)
  if (status === 403) return syncError('SYNC_FORBIDDEN', {}, options)
  if (status === 404 && isDatabaseMissing(body)) return syncError('SYNC_NOT_FOUND', {}, options)
  if (status === 408 || status === 429 || status >= 500) return syncError('SYNC_SERVER_ERROR', { status }, options)
  // A redirection or a page for people: a proxy, a hotel's log-in, not a CouchDB. Credentials do not follow a redirection.
  if (status >= 300 && status < 400) return syncError('SYNC_SERVER_ERROR', { status }, { status })
  if (response.headers.get('content-type')?.startsWith('text/html') && status < 300) return syncError('SYNC_SERVER_ERROR', { status }, { status })
  return null
}

/** Splits documents so that each body is small enough, if more than one is in it. */
function parts(docs: readonly BulkDocument[]): BulkDocument[][] {
  const result: BulkDocument[][] = []
  let size = 0
  for (const doc of docs) {
    const length = Buffer.byteLength(JSON.stringify(doc))
    if (result.length === 0 || size + length > bodyBytesMax) {
      result.push([])
      size = 0
    }
    result.at(-1)!.push(doc)
    size += length
  }
  return result
}

/** A fetch with credentials, deadlines and one table of what each status means. @param stop  ends every request */
export function guardFetch(address: Address, timing: SyncTiming, fetchFunction: typeof globalThis.fetch, stop?: AbortSignal): GuardedFetch {
  const stopped = new AbortController()
  const authorization = address.user === '' ? null : `Basic ${Buffer.from(`${address.user}:${address.password}`).toString('base64')}`

  /** Sends, and reads the whole answer: a line that is cut in the middle of a body is a lost line too. */
  async function send(url: string, init: RequestInit): Promise<{ response: Response; bytes: ArrayBuffer }> {
    const headers = new Headers(init.headers ? [...(init.headers as Iterable<[string, string]>)] : [])
    if (authorization) headers.set('authorization', authorization)
    const poll = url.includes('feed=longpoll') ? timing.poll : 0
    const length = typeof init.body === 'string' ? Buffer.byteLength(init.body) : 0
    const deadline = AbortSignal.timeout(timing.answer + poll + Math.ceil((length / slowBytesPerSecond) * 1000))
    const signals = [deadline, stopped.signal, ...(stop ? [stop] : []), ...(init.signal ? [init.signal] : [])]
    try {
      const response = await fetchFunction(url, { ...init, credentials: 'omit', headers, redirect: 'manual', signal: AbortSignal.any(signals) })
      return { response, bytes: await response.arrayBuffer() }
    } catch (error) {
      if (init.signal?.aborted) throw error
      throw syncError('SYNC_OFFLINE', {}, { cause: error })
    }
  }

  async function checked(url: string, init: RequestInit): Promise<Response> {
    const { response, bytes } = await send(url, init)
    const { status } = response
    const refusal = refusalOfStatus(response, status >= 400 ? Buffer.from(bytes).toString() : '')
    if (refusal) throw refusal
    return new Response(status === 204 || status === 304 ? null : bytes, { status, headers: response.headers })
  }

  async function sendDocuments(url: string, init: RequestInit, docs: readonly BulkDocument[], rest: object): Promise<BulkResult[]> {
    const response = await checked(url, { ...init, body: JSON.stringify({ ...rest, docs }) })
    const body = (await response.json()) as BulkResult[] | { error?: string; reason?: string }
    if (response.ok && Array.isArray(body)) {
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
      if (init.method !== 'POST' || !/\/_bulk_docs$/.test(url) || typeof init.body !== 'string') return checked(url, init)
      const { docs, ...rest } = JSON.parse(init.body) as { docs: BulkDocument[] }
      const results: BulkResult[] = []
      for (const part of parts(docs)) results.push(...(await sendDocuments(url, init, part, rest)))
      return answer(results)
    },
    async json(method, path, body) {
      const response = await checked(address.database + path, {
        method,
        headers: Object.entries({ ...jsonHeaders, accept: 'application/json' }) as [string, string][],
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      try {
        return { status: response.status, body: (await response.json()) as Record<string, unknown> }
      } catch (error) {
        throw syncError('SYNC_SERVER_ERROR', { status: response.status }, { status: response.status, cause: error })
      }
    },
    abort: () => stopped.abort(),
  }
}
