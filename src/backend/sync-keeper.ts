import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import type { BackendEvent, ServerSettings, SyncStatus } from '../contract/index.ts'
import { RefusalError, refuse } from '../core/errors/index.ts'
import { type Book, openBook, translateStoreError } from '../store/book/index.ts'
import { type Comparison, type ExchangeOrder, type LineOptions, type SyncResult, type SyncStatus as EngineStatus, type Synchroniser, type Ways, ServerClient, changeOwnPassword, createSynchroniser, lineFetch, newPassword, parseAddress, parseRemoteUrl, parseServerAddress } from '../sync/index.ts'
import type { BookKeeper } from './book-keeper.ts'
import { rotationAsked } from './devices.ts'
import { labelOf } from './document-label.ts'
import type { SecretStore } from './process/secrets.ts'

/** How often the PC's addresses are looked at. */
const networkLookMs = 5_000

interface StoredServer {
  readonly url: string
  readonly user: string
  readonly live: boolean
  readonly paused?: boolean
  readonly ways?: Ways
  readonly dataSaver?: boolean
  /** How it is reached; the token of a log-in by one is kept as the password is. */
  readonly line?: Omit<LineOptions, 'token'>
}

/** The book's own server, with what opens it. */
export interface ServerConnection {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly line: LineOptions
}

export interface RemoteLogin {
  readonly line?: LineOptions | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
}

const off: SyncStatus = { state: 'off', pushed: 0, pulled: 0, pending: 0, lastSuccess: null, denied: [], refusal: null, progress: null, bytes: { sent: 0, received: 0 }, clockSkewMs: null, deletions: [] }

/** Keeps the replication of the open book: its server, its password, its running state. */
export class SyncKeeper {
  readonly #keeper: BookKeeper
  readonly #secrets: SecretStore
  readonly #emit: (event: BackendEvent) => void
  #running: { readonly book: Book; readonly synchroniser: Synchroniser } | null = null
  /** Single exchanges with other remotes. */
  readonly #others = new Set<Synchroniser>()
  #turn: Promise<unknown> = Promise.resolve()
  #network: NodeJS.Timeout | null = null
  #rotating = false

  constructor(keeper: BookKeeper, secrets: SecretStore, emit: (event: BackendEvent) => void) {
    this.#keeper = keeper
    this.#secrets = secrets
    this.#emit = emit
  }

  status(): SyncStatus {
    const book = this.#keeper.current
    if (!book || this.#running?.book !== book) return { ...off, state: book && this.#stored(book)?.paused === true ? 'paused' : 'off', lastSuccess: book?.local.get('sync/lastSuccess') ?? null }
    return shown(book, this.#running.synchroniser.status())
  }

  async settings(): Promise<ServerSettings | null> {
    const stored = this.#stored(this.#keeper.require())
    if (!stored) return null
    const password = await this.#secrets.get(secretName(this.#keeper.require()))
    const { line = {}, paused = false, ways = 'both', dataSaver = false, ...rest } = stored
    return { ...rest, paused, ways, dataSaver, hasPassword: password !== undefined, secretStore: await this.#secrets.kind(), line: { ca: line.ca ?? null, pin: line.pin ?? null, proxy: line.proxy ?? null, login: line.login ?? 'basic' } }
  }

  /** @throws RefusalError SYNC_URL_INVALID, SECRETS_UNAVAILABLE */
  configure(settings: { url: string; user: string; password?: string | undefined; live: boolean; createDatabase: boolean; line?: LineOptions | undefined }): Promise<SyncStatus> {
    return this.#inTurn(async () => {
      const book = this.#keeper.require()
      const url = parseRemoteUrl(settings.url)
      // Credentials that were pasted inside the address are taken out of it: it is shown and logged, they are not.
      const typed = parseAddress({ url: settings.url, user: settings.user, password: settings.password ?? '' })
      const before = this.#stored(book)
      if (typed.password !== '') await this.#secrets.set(secretName(book), typed.password)
      // A kept password is of one user of one server: no other is ever told it.
      else if (before && (new URL(before.url).origin !== new URL(url).origin || before.user !== typed.user)) await this.#secrets.delete(secretName(book))
      const { token, ...line }: LineOptions = settings.line ?? before?.line ?? {}
      if (token) await this.#secrets.set(tokenName(book), token)
      lineFetch({ ...line, ...(token ? { token } : {}) }, { root: url, user: typed.user, password: '' })
      const kept = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined && value !== '')) as Omit<LineOptions, 'token'>
      book.transaction(() => book.local.setJson('sync/server', { url, user: typed.user, live: settings.live, ...optionsOf(before), ...(Object.keys(kept).length > 0 ? { line: kept } : {}) } satisfies StoredServer))
      await this.#stop()
      this.#emit({ event: 'changed', topics: ['sync', 'settings'] })
      const synchroniser = await this.#synchroniser(book, settings.createDatabase)
      if (settings.live) synchroniser.start()
      return shown(book, synchroniser.status())
    })
  }

  /** The book's own server with its password, for what is asked of it beside replication; null where there is none. */
  async connection(): Promise<ServerConnection | null> {
    const book = this.#keeper.current
    return book ? this.#connectionOf(book) : null
  }

  async #connectionOf(book: Book): Promise<ServerConnection | null> {
    const stored = this.#stored(book)
    if (!stored) return null
    const token = stored.line?.login === 'token' ? await this.#secrets.get(tokenName(book)) : undefined
    return { url: stored.url, user: stored.user, password: await this.#password(book, stored), line: { ...stored.line, ...(token === undefined ? {} : { token }) } }
  }

  /**
   * The kept password. Where a change of it was cut off in the middle, the server says which of the two it is.
   */
  async #password(book: Book, stored: StoredServer): Promise<string> {
    const password = (await this.#secrets.get(secretName(book))) ?? ''
    const next = this.#secrets.has(nextName(book)) ? await this.#secrets.get(nextName(book)) : undefined
    if (next === undefined) return password
    const { root } = parseServerAddress(stored.url)
    try {
      const { status } = await new ServerClient({ root, user: stored.user, password: next }, stored.line ?? {}).request('GET', '/_session')
      if (status === 401) {
        await this.#secrets.delete(nextName(book))
        return password
      }
      if (status !== 200) return password
    } catch {
      return password
    }
    await this.#secrets.set(secretName(book), next)
    await this.#secrets.delete(nextName(book))
    return next
  }

  /**
   * Gives this device's user on the server another password, and keeps it. What was known of the old one is worth nothing then.
   * @returns false where the server does not let a user do so
   * @throws RefusalError SYNC_NOT_SET, and what the server or the line refused
   */
  async rotatePassword(): Promise<boolean> {
    const book = this.#keeper.require()
    const connection = await this.#connectionOf(book)
    if (!connection) throw new RefusalError(refuse('SYNC_NOT_SET'))
    const { root } = parseServerAddress(connection.url)
    const password = newPassword()
    // Kept before it is asked for: a program that is killed in between finds it again.
    await this.#secrets.set(nextName(book), password)
    const asUser = (secret: string): ServerClient => new ServerClient({ root, user: connection.user, password: secret }, connection.line)
    const done = await changeOwnPassword(asUser(connection.password), password, asUser)
    if (done) await this.#secrets.set(secretName(book), password)
    await this.#secrets.delete(nextName(book))
    if (!done) return false
    return this.#inTurn(async () => {
      const wasLive = this.#stored(book)?.live === true && this.#running?.book === book
      await this.#stop()
      if (wasLive) (await this.#synchroniser(book, false)).start()
      return true
    })
  }

  /** Somebody of the company asked this device for another password: it takes one after an exchange that ended well. */
  async #followRotation(book: Book): Promise<void> {
    const asked = book.signer && book.database.open ? rotationAsked(book) : null
    if (asked === null || this.#rotating || asked <= (book.local.get('server/rotated') ?? '')) return
    this.#rotating = true
    try {
      await this.rotatePassword()
      if (book.database.open) book.local.set('server/rotated', asked)
    } catch (error) {
      // The line went: it is asked for again after the next exchange.
      if (!(error instanceof RefusalError) && (error as { syncRefusal?: unknown }).syncRefusal === undefined) throw error
    } finally {
      this.#rotating = false
    }
  }

  forget(): Promise<void> {
    return this.#inTurn(async () => {
      const book = this.#keeper.require()
      await this.#stop()
      for (const name of [secretName(book), tokenName(book), nextName(book)]) await this.#secrets.delete(name)
      book.transaction(() => book.local.set('sync/server', null))
      this.#emit({ event: 'changed', topics: ['sync', 'settings'] })
    })
  }

  /**
   * Replicates once both ways, with the book's own server or with another one (an address, or another book's file).
   * @param acceptReplaced  goes on, this once, although the remote is not the database that the book met before: it gets everything
   * @throws RefusalError SYNC_NOT_SET, SYNC_REPLACED, CANCELLED when the book is closed meanwhile, and what the server or the line refused
   */
  async now(remote?: string, login: RemoteLogin = {}, acceptReplaced = false, order: ExchangeOrder = {}): Promise<SyncStatus> {
    const book = this.#keeper.require()
    if (remote === undefined && acceptReplaced) {
      const accepting = await this.#inTurn(() => this.#synchroniser(book, false, true))
      const result = await accepting.once(undefined, order)
      this.#remember(book, result)
      // The next ones ask again: who said yes, said it of this database.
      await this.#inTurn(async () => {
        if (this.#running?.synchroniser !== accepting) return
        await this.#stop()
        const usual = await this.#synchroniser(book, false)
        if (this.#stored(book)?.live) usual.start()
      })
      return shown(book, accepted(result))
    }
    if (remote === undefined) {
      const synchroniser = await this.#inTurn(() => this.#synchroniser(book, false))
      const result = accepted(await synchroniser.once(undefined, order))
      this.#remember(book, result)
      await this.#followRotation(book)
      return shown(book, result)
    }
    const result = await withRemote(book, remote, login, async (other) => {
      this.#others.add(other)
      try {
        return accepted(await other.once(undefined, order))
      } finally {
        this.#others.delete(other)
      }
    }, { acceptReplaced })
    return shown(book, result)
  }

  /** @throws RefusalError SYNC_NOT_SET */
  live(on: boolean): Promise<SyncStatus> {
    return this.#inTurn(async () => {
      const book = this.#keeper.require()
      const stored = this.#stored(book)
      if (!stored) throw new RefusalError(refuse('SYNC_NOT_SET'))
      book.transaction(() => book.local.setJson('sync/server', { ...stored, live: on, paused: false }))
      if (on) (await this.#synchroniser(book, false)).start()
      else await this.#stop()
      return this.status()
    })
  }

  /** @throws RefusalError SYNC_NOT_SET */
  pause(on: boolean): Promise<SyncStatus> {
    return this.#inTurn(async () => {
      const { book, stored } = this.#set()
      book.transaction(() => book.local.setJson('sync/server', { ...stored, paused: on }))
      // It is kept, and knows what waits.
      const synchroniser = await this.#synchroniser(book, false)
      if (on) await synchroniser.pause()
      else if (stored.live) synchroniser.start()
      this.#emit({ event: 'changed', topics: ['sync'] })
      return this.status()
    })
  }

  /** @throws RefusalError SYNC_NOT_SET */
  options(options: { ways?: Ways | undefined; dataSaver?: boolean | undefined }): Promise<SyncStatus> {
    return this.#inTurn(async () => {
      const { book, stored } = this.#set()
      const kept: StoredServer = { ...stored, ways: options.ways ?? stored.ways ?? 'both', dataSaver: options.dataSaver ?? stored.dataSaver ?? false }
      book.transaction(() => book.local.setJson('sync/server', kept))
      await this.#stop()
      this.#emit({ event: 'changed', topics: ['sync', 'settings'] })
      if (kept.live && !kept.paused) (await this.#synchroniser(book, false)).start()
      return this.status()
    })
  }

  /** What each side has that the other lacks. @throws RefusalError SYNC_NOT_SET, and what the server or the line refused */
  async compare(remote?: string, login: RemoteLogin = {}): Promise<Comparison> {
    const book = this.#keeper.require()
    if (remote !== undefined) return withRemote(book, remote, login, (other) => other.compare())
    return (await this.#inTurn(() => this.#synchroniser(book, false))).compare()
  }

  /** @throws RefusalError SYNC_NOT_SET */
  async keepDeleted(): Promise<SyncStatus> {
    const { book } = this.#set()
    const synchroniser = await this.#inTurn(() => this.#synchroniser(book, false))
    synchroniser.keepDeleted()
    synchroniser.retryNow()
    return this.status()
  }

  retry(): SyncStatus {
    this.#running?.synchroniser.retryNow()
    return this.status()
  }

  #set(): { book: Book; stored: StoredServer } {
    const book = this.#keeper.require()
    const stored = this.#stored(book)
    if (!stored) throw new RefusalError(refuse('SYNC_NOT_SET'))
    return { book, stored }
  }

  /** A cable that is plugged in, a Wi-Fi that is found: nobody waits for the end of the back-off then. */
  #watchNetwork(): void {
    let before = addresses()
    this.#network ??= setInterval(() => {
      const now = addresses()
      if (now === before) return
      before = now
      if (this.#running?.synchroniser.status().state === 'offline') this.#running.synchroniser.retryNow()
    }, networkLookMs).unref()
  }

  /** A book that replicates live goes on doing so when it is opened. */
  resume(): Promise<void> {
    return this.#inTurn(async () => {
      const book = this.#keeper.current
      if (!book || book.readOnly || !this.#stored(book)?.live || this.#stored(book)?.paused) return
      const synchroniser = await this.#synchroniser(book, false)
      synchroniser.start()
    })
  }

  /** Ends whatever is under way over the line. */
  close(): Promise<void> {
    if (this.#network) clearInterval(this.#network)
    this.#network = null
    return this.#inTurn(async () => {
      await this.#stop()
      await Promise.all([...this.#others].map((other) => other.stop()))
    })
  }

  /** One after the other: two at the same time would each start a replication, and only one of them would ever be stopped. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work)
    this.#turn = run.catch(() => undefined)
    return run
  }

  #stored(book: Book): StoredServer | null {
    return book.local.getJson<StoredServer>('sync/server')
  }

  async #synchroniser(book: Book, createIfMissing: boolean, acceptReplaced = false): Promise<Synchroniser> {
    if (this.#running?.book === book && !createIfMissing && !acceptReplaced) return this.#running.synchroniser
    await this.#stop()
    const connection = await this.#connectionOf(book)
    if (!connection) throw new RefusalError(refuse('SYNC_NOT_SET'))
    const { url, user, password } = connection
    const synchroniser = createSynchroniser({
      revisions: book.revisions, bookId: book.id, deviceId: book.device.id, ...optionsOf(this.#stored(book)), remote: { url, user, password }, createIfMissing, acceptReplaced, ...fetchOver(connection),
    })
    synchroniser.onStatus((status) => {
      this.#remember(book, status)
      this.#emit({ event: 'sync', status: shown(book, status) })
    })
    this.#running = { book, synchroniser }
    this.#watchNetwork()
    return synchroniser
  }

  /** Told from within the replication: a disk that is full must not end it, nor the program. */
  #remember(book: Book, status: EngineStatus): void {
    if (status.lastSuccess === null || !book.database.open || book.local.get('sync/lastSuccess') === status.lastSuccess) return
    try {
      book.local.set('sync/lastSuccess', status.lastSuccess)
      // Within the replication itself its password is not changed.
      setImmediate(() => void this.#followRotation(book))
    } catch (error) {
      if (!(translateStoreError(error, book.file) instanceof RefusalError)) throw error
    }
  }

  async #stop(): Promise<void> {
    const running = this.#running
    this.#running = null
    if (running) await running.synchroniser.stop()
  }
}

/** As the page is told: what waits for a person's word has a name. */
function shown(book: Book, status: EngineStatus): SyncStatus {
  return { ...status, denied: status.denied.map((document) => ({ ...document, label: labelOf(book, document.id) })), deletions: status.deletions.map((id) => ({ id, label: labelOf(book, id) })) }
}

/** What stays when another address is set. */
function optionsOf(stored: StoredServer | null): { ways?: Ways; dataSaver?: boolean } {
  return { ...(stored?.ways ? { ways: stored.ways } : {}), ...(stored?.dataSaver ? { dataSaver: true } : {}) }
}

function addresses(): string {
  return Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({ internal }) => !internal).map(({ address }) => address).sort().join()
}

/**
 * Works with another remote than the book's own: a server, or the file of another copy of the same book.
 * @param how.isNew  the book is being cloned and takes the identity of the remote; nothing is made there
 */
export async function withRemote<T>(book: Book, remote: string, login: RemoteLogin, work: (synchroniser: Synchroniser) => Promise<T>, how: { readonly isNew?: boolean; readonly acceptReplaced?: boolean } = {}): Promise<T> {
  const { isNew = false, acceptReplaced = false } = how
  const bookId = isNew ? '' : book.id
  if (!/^https?:\/\//.test(remote) && existsSync(remote)) {
    const other = openBook(remote)
    try {
      if (!isNew && other.id !== book.id) throw new RefusalError(refuse('SYNC_WRONG_BOOK'))
      const synchroniser = createSynchroniser({ revisions: book.revisions, bookId, deviceId: book.device.id, remote: { revisions: other.revisions, bookId: other.id }, acceptReplaced })
      try {
        return await work(synchroniser)
      } finally {
        await synchroniser.stop()
      }
    } finally {
      other.close()
    }
  }
  const synchroniser = createSynchroniser({
    revisions: book.revisions, bookId, deviceId: book.device.id, createIfMissing: !isNew, acceptReplaced,
    remote: { url: remote, user: login.user ?? '', password: login.password ?? '' }, ...fetchOver({ url: remote, user: login.user ?? '', password: login.password ?? '', line: login.line ?? {} }),
  })
  try {
    return await work(synchroniser)
  } finally {
    await synchroniser.stop()
  }
}

/** @throws RefusalError when an exchange did not end well: the caller asked for one, it is no background state */
export function accepted(result: SyncResult): SyncResult {
  if (result.refusal) throw new RefusalError(result.refusal)
  return result
}

/** The fetch of a connection that needs more than its address. */
function fetchOver({ url, user, password, line }: ServerConnection): { fetch?: typeof globalThis.fetch } {
  if (!line.ca && !line.pin && !line.proxy && (line.login ?? 'basic') === 'basic') return {}
  return { fetch: lineFetch(line, { root: parseServerAddress(url).root, user, password }) }
}

const secretName = (book: Book): string => `server/${book.device.id}`
/** A password that is being changed to. */
const nextName = (book: Book): string => `server/${book.device.id}/next`
const tokenName = (book: Book): string => `server/${book.device.id}/token`
