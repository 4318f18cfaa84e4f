import { type SyncError, syncError } from './sync-error.ts'
import { type LineOptions, certificateRefusal, lineFetch } from './server-line.ts'

/** A server's root, with credentials apart from it. */
export interface ServerAddress {
  /** `https://server/path`, without a closing slash. */
  readonly root: string
  /** The database that the address named, if it named one. */
  readonly database: string | null
  readonly user: string
  readonly password: string
}

export interface ServerReply {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** CouchDB's rule for names of databases, without the slash, which nobody needs and every proxy treats otherwise. */
const databaseName = /^[a-z][a-z0-9_$()+-]*$/
const patienceMs = 30_000

export function isDatabaseName(name: string): boolean {
  return name.length <= 200 && databaseName.test(name)
}

/**
 * Reads `http(s)://[user:password@]server[/path][/database]`: the last part of a path is the database.
 * @throws SyncError SYNC_URL_INVALID
 */
export function parseServerAddress(text: string, given: { readonly user?: string | undefined; readonly password?: string | undefined } = {}): ServerAddress {
  const wrong = (): SyncError => syncError('SYNC_URL_INVALID', { url: text.replace(/\/\/[^/@]*@/, '//') })
  let url: URL
  try {
    url = new URL(text.trim())
  } catch {
    throw wrong()
  }
  if (!/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') throw wrong()
  const parts = url.pathname.split('/').filter(Boolean)
  const database = parts.pop() ?? null
  if (database !== null && !isDatabaseName(decodeURIComponent(database))) throw wrong()
  return {
    root: [url.origin, ...parts].join('/'), database: database === null ? null : decodeURIComponent(database),
    user: given.user || decodeURIComponent(url.username), password: given.password || decodeURIComponent(url.password),
  }
}

/** Single requests to a server, as one of its users or as nobody. */
export class ServerClient {
  readonly root: string
  readonly user: string
  readonly #authorization: string | null
  readonly #fetch: typeof globalThis.fetch

  constructor(account: { readonly root: string; readonly user: string; readonly password: string }, line: LineOptions = {}, fetchFunction: typeof globalThis.fetch = globalThis.fetch) {
    this.root = account.root
    this.user = account.user
    this.#authorization = account.user === '' ? null : `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`
    this.#fetch = lineFetch(account.user === '' ? { ...line, login: undefined } : line, account, fetchFunction)
  }

  /**
   * @param path  under the root, with its slash
   * @throws SyncError SYNC_OFFLINE, SERVER_PIN, SERVER_CERTIFICATE, SYNC_SERVER_ERROR for what is no answer of a CouchDB; statuses are the caller's
   */
  async request(method: string, path: string, body?: unknown): Promise<ServerReply> {
    const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(this.#authorization === null ? {} : { authorization: this.#authorization }) }
    let response: Response
    let text: string
    try {
      response = await this.#fetch(this.root + path, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs), ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      text = await response.text()
    } catch (error) {
      throw certificateRefusal(error) ?? syncError('SYNC_OFFLINE', {}, { cause: error })
    }
    if (response.status >= 500) throw syncError('SYNC_SERVER_ERROR', { status: response.status }, { status: response.status })
    try {
      const parsed: unknown = text === '' ? {} : JSON.parse(text)
      return { status: response.status, headers: response.headers, body: (typeof parsed === 'object' && parsed !== null ? parsed : { value: parsed }) as Record<string, unknown> }
    } catch {
      if (response.status === 401) throw syncError('SYNC_UNAUTHORIZED', {}, { status: 401 })
      return { status: response.status, headers: response.headers, body: {} }
    }
  }

  /** As `request`, for what must succeed. @throws SyncError SYNC_UNAUTHORIZED, SERVER_ADMIN_NEEDED, SYNC_SERVER_ERROR */
  async must(method: string, path: string, body?: unknown): Promise<ServerReply> {
    const reply = await this.request(method, path, body)
    if (reply.status < 300) return reply
    if (reply.status === 401 && this.user !== '' && !/not a server admin|not authorized/i.test(String(reply.body['reason'] ?? ''))) throw syncError('SYNC_UNAUTHORIZED', {}, { status: 401 })
    if (reply.status === 401 || reply.status === 403) throw syncError('SERVER_ADMIN_NEEDED', {}, { status: reply.status })
    throw syncError('SYNC_SERVER_ERROR', { status: reply.status }, { status: reply.status })
  }
}

