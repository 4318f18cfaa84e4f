// Who may talk to the loopback address. Any program and any web page on this PC can reach the port, so each request must show that it
// comes from our own page (session cookie, Host, Origin) or from our own command line (bearer token, and no Origin at all).
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export class LoopbackGuard {
  readonly #host: string
  readonly #origin: string
  readonly #cookieName: string
  /** Tokens in printed addresses that nobody has used yet. */
  readonly #openTokens = new Set<string>()
  readonly #sessions = new Set<string>()
  readonly #controlToken: string

  constructor(port: number, controlToken: string) {
    this.#host = `127.0.0.1:${port}`
    this.#origin = `http://${this.#host}`
    // Cookies are shared by all ports of one host: without the port in the name two running books would log each other out.
    this.#cookieName = `mendunia_${port}`
    this.#controlToken = controlToken
  }

  /** A secret for one address, good for one visit. */
  newToken(): string {
    const token = randomBytes(32).toString('base64url')
    this.#openTokens.add(token)
    return token
  }

  /**
   * Turns a token into a session, once.
   * @returns the Set-Cookie value, or undefined for a token that is unknown or used
   */
  redeem(token: string): string | undefined {
    const known = [...this.#openTokens].find((open) => sameSecret(open, token))
    if (known === undefined) return undefined
    this.#openTokens.delete(known)
    const session = randomBytes(32).toString('base64url')
    this.#sessions.add(session)
    return `${this.#cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`
  }

  /** The Host header names this very address: a name that an attacker's server resolves to 127.0.0.1 does not pass. */
  hasOwnHost(headers: IncomingHttpHeaders): boolean {
    return headers.host === this.#host
  }

  /** No other origin: where the browser says from where a request comes, it must be from here (or typed by a person). */
  hasOwnOrigin(headers: IncomingHttpHeaders): boolean {
    const site = headers['sec-fetch-site']
    return (headers.origin === undefined || headers.origin === this.#origin) && (site === undefined || site === 'same-origin' || site === 'none')
  }

  /** For WebSockets, where browsers always send Origin and scripts of other pages could otherwise connect. */
  namesOwnOrigin(headers: IncomingHttpHeaders): boolean {
    return headers.origin === this.#origin && this.hasOwnOrigin(headers)
  }

  hasSession(headers: IncomingHttpHeaders): boolean {
    const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
    const own = cookies.find((pair) => pair.startsWith(`${this.#cookieName}=`))?.slice(this.#cookieName.length + 1)
    return own !== undefined && [...this.#sessions].some((session) => sameSecret(session, own))
  }

  /** The command line's proof. A browser cannot send it: it would add an Origin, and cannot read the token's file. */
  isControl(headers: IncomingHttpHeaders): boolean {
    const bearer = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(headers.authorization ?? '')?.[1]
    return headers.origin === undefined && headers['sec-fetch-site'] === undefined && bearer !== undefined && sameSecret(this.#controlToken, bearer)
  }
}

/** Compares without telling by its time how much was right. */
function sameSecret(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
