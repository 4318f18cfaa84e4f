import { type X509Certificate, createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { type Socket, connect as netConnect } from 'node:net'
import { type TLSSocket, connect as tlsConnect } from 'node:tls'
import { Agent, type buildConnector, fetch as undiciFetch } from 'undici'
import { SyncError, syncError } from './sync-error.ts'

/** How a server is reached, apart from its address. Nothing in it is secret but `token`. */
export interface LineOptions {
  /** Certificates (PEM) of the authority that signed the server's, where no public one did. */
  readonly ca?: string | undefined
  /** SHA-256 of the server's certificate or of its public key: hexadecimal (colons or not) or `sha256//` and base64. No other certificate is taken. */
  readonly pin?: string | undefined
  /** `http://[user:password@]host:port` */
  readonly proxy?: string | undefined
  readonly login?: 'basic' | 'session' | 'token' | undefined
  /** JSON Web Token, for `login: 'token'`. */
  readonly token?: string | undefined
}

export interface Account {
  /** Where the server's root is: `https://server/path`, no closing slash. */
  readonly root: string
  readonly user: string
  readonly password: string
}

type Fetch = typeof globalThis.fetch

/** 64 hexadecimal digits; null for what is no SHA-256. */
export function readPin(text: string): string | null {
  const base64 = /^sha256\/\/?([A-Za-z0-9+/_-]{43}=?)$/.exec(text.trim())?.[1]
  if (base64 !== undefined) return Buffer.from(base64, 'base64').toString('hex')
  const digits = text.replace(/^sha-?256[:=\s]*/i, '').replace(/[:\s]/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null
}

/** A fetch over this line, that logs in as the line says. @throws SyncError SERVER_PIN, SERVER_CERTIFICATE, SYNC_URL_INVALID (the proxy's) */
export function lineFetch(options: LineOptions, account: Account, plain: Fetch = globalThis.fetch): Fetch {
  const carried = options.ca || options.pin || options.proxy ? overLine(options) : plain
  if (options.login === 'token') return withHeader(carried, 'authorization', () => `Bearer ${options.token ?? ''}`)
  return options.login === 'session' ? withSession(carried, account) : carried
}

/** Of what Node and OpenSSL say: that it is the certificate, not the line. */
const certificateFault = /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/

/** What is wrong with a certificate, out of whatever wraps it; null for other errors. */
export function certificateRefusal(error: unknown): SyncError | null {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    if (each instanceof SyncError) return each
    const code = (each as NodeJS.ErrnoException).code
    if (typeof code === 'string' && certificateFault.test(code)) return syncError('SERVER_CERTIFICATE', { detail: code }, { cause: error })
  }
  return null
}

function overLine(options: LineOptions): Fetch {
  const pin = options.pin === undefined || options.pin === '' ? null : readPin(options.pin)
  if (options.pin && pin === null) throw syncError('SERVER_PIN', { pin: options.pin })
  const proxy = options.proxy ? readProxy(options.proxy) : null
  const connect: buildConnector.connector = (to, callback) => {
    const port = Number(to.port || (to.protocol === 'https:' ? 443 : 80))
    dial(to.hostname, port, proxy).then(
      (socket) => {
        if (to.protocol !== 'https:') {
          callback(null, socket)
          return
        }
        // A pinned certificate is known by itself: whoever signed it, and whatever name is on it.
        const secure = tlsConnect({ socket, servername: to.servername || (/^[\d.]+$|:/.test(to.hostname) ? '' : to.hostname), host: to.hostname, rejectUnauthorized: pin === null, ALPNProtocols: ['http/1.1'], ...(options.ca ? { ca: options.ca } : {}) })
        secure.once('error', (error) => callback(error, null))
        secure.once('secureConnect', () => {
          const wrong = pin === null ? null : pinFault(secure, pin)
          if (wrong) {
            secure.destroy()
            callback(wrong, null)
          } else callback(null, secure)
        })
      },
      (error: unknown) => callback(error as Error, null),
    )
  }
  const agent = new Agent({ connect })
  return (async (input: string, init: RequestInit = {}) => {
    try {
      return await undiciFetch(input, { ...init, dispatcher: agent } as Parameters<typeof undiciFetch>[1])
    } catch (error) {
      throw certificateRefusal(error) ?? error
    }
  }) as unknown as Fetch
}

function pinFault(socket: TLSSocket, pin: string): SyncError | null {
  const shown = pinsOf(socket.getPeerX509Certificate())
  return shown.includes(pin) ? null : syncError('SERVER_PIN', { pin: shown[0] ?? '' })
}

/** SHA-256 of the certificate that a server shows, and of its public key. */
export function pinsOf(certificate: X509Certificate | undefined): string[] {
  if (!certificate) return []
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
  return [digest(certificate.raw), digest(certificate.publicKey.export({ type: 'spki', format: 'der' }))]
}

interface Proxy { readonly host: string; readonly port: number; readonly authorization: string | null }

function readProxy(text: string): Proxy {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw syncError('SYNC_URL_INVALID', { url: text.replace(/\/\/[^/@]*@/, '//') })
  }
  if (url.protocol !== 'http:') throw syncError('SYNC_URL_INVALID', { url: url.origin })
  const account = url.username === '' ? null : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return { host: url.hostname, port: Number(url.port || 80), authorization: account === null ? null : `Basic ${Buffer.from(account).toString('base64')}` }
}

/** A connection to the server; through a proxy, a tunnel, so that it sees neither content nor password. */
function dial(host: string, port: number, proxy: Proxy | null): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (!proxy) {
      const socket = netConnect({ host: host.replace(/^\[|\]$/g, ''), port })
      socket.once('error', reject)
      socket.once('connect', () => resolve(socket))
      return
    }
    const target = `${host}:${port}`
    const asked = httpRequest({ host: proxy.host, port: proxy.port, method: 'CONNECT', path: target, headers: { host: target, ...(proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }) } })
    asked.once('connect', (response, socket) => {
      if (response.statusCode === 200) resolve(socket)
      else {
        socket.destroy()
        reject(new Error(`the proxy answered ${response.statusCode ?? 0}`))
      }
    })
    asked.once('error', reject)
    asked.once('response', (response) => reject(new Error(`the proxy answered ${response.statusCode ?? 0}`)))
    asked.end()
  })
}

function withHeader(carried: Fetch, name: string, value: () => string): Fetch {
  return ((input: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers as ConstructorParameters<typeof Headers>[0])
    headers.set(name, value())
    return carried(input, { ...init, headers })
  }) as Fetch
}

/**
 * Logs in once and goes on with the session's cookie. A server renews a cookie that is soon to end; where it ended all the same, one log-in
 * serves all requests that were told so, and each is sent once more.
 */
function withSession(carried: Fetch, account: Account): Fetch {
  let cookie: string | null = null
  let entering: Promise<Response | null> | null = null
  const logIn = (): Promise<Response | null> =>
    (entering ??= (async () => {
      const answer = await carried(`${account.root}/_session`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ name: account.user, password: account.password }) })
      cookie = cookieOf(answer)
      if (cookie === null) return answer
      await answer.arrayBuffer()
      return null
    })().finally(() => (entering = null)))
  return (async (input: string, init: RequestInit = {}) => {
    for (let attempt = 0; ; attempt += 1) {
      const used: string | null = cookie
      if (used === null) {
        const refused = await logIn()
        if (refused) return refused
      }
      const headers = new Headers(init.headers as ConstructorParameters<typeof Headers>[0])
      headers.delete('authorization')
      headers.set('cookie', cookie ?? '')
      const answer = await carried(input, { ...init, headers })
      const renewed = cookieOf(answer)
      if (renewed !== null) cookie = renewed
      if (answer.status !== 401 || attempt > 0) return answer
      await answer.arrayBuffer()
      // Another request may have logged in again meanwhile.
      if (cookie === used || used === null) cookie = null
    }
  }) as Fetch
}

function cookieOf(answer: Response): string | null {
  const found = answer.headers.getSetCookie().find((text) => text.startsWith('AuthSession='))
  const value = found?.split(';')[0]
  return value === undefined || value === 'AuthSession=' ? null : value
}
