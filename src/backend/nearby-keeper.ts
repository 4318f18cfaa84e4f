import { randomBytes } from 'node:crypto'
import { type Server, type Socket, connect, createServer } from 'node:net'
import type { BackendEvent, NearbyExchange, NearbyState } from '../contract/index.ts'
import { RefusalError, refuse } from '../core/errors/index.ts'
import type { Book } from '../store/book/index.ts'
import { type Channel, type LanExchange, announce, exchangeOver, newPairingCode, openChannel, ownAddresses, readPairingCode, secretId } from '../sync/lan/index.ts'
import { type ParcelProgress } from '../sync/parcel/index.ts'
import { type BookKeeper, companyName } from './book-keeper.ts'
import type { SecretStore } from './process/secrets.ts'

/** How long a code holds, and how often somebody may be wrong. */
const waitMs = 10 * 60_000
const triesMax = 3
const connectMs = 8_000

interface Waiting {
  readonly book: Book
  /** Another after each PC that came with it. */
  code: string
  readonly server: Server
  readonly port: number
  readonly until: number
  readonly end: () => void
  readonly timer: NodeJS.Timeout
  readonly sockets: Set<Socket>
  tries: number
  /** One exchange at a time: both write into one book. */
  busy: boolean
}

interface Paired { readonly source: string; readonly device: string; readonly name: string; readonly address: string | null }

const pairedKey = 'lan/paired'
const nothing: ParcelProgress = { progress: () => undefined, breathe: () => new Promise((resolve) => setImmediate(resolve)) }

/** Other PCs on the same network: lets one come, or goes to one. */
export class NearbyKeeper {
  readonly #keeper: BookKeeper
  readonly #secrets: SecretStore
  readonly #emit: (event: BackendEvent) => void
  #waiting: Waiting | null = null
  #last: NearbyExchange | null = null

  constructor(keeper: BookKeeper, secrets: SecretStore, emit: (event: BackendEvent) => void) {
    this.#keeper = keeper
    this.#secrets = secrets
    this.#emit = emit
  }

  state(): NearbyState {
    const book = this.#keeper.require()
    const waiting = this.#waiting?.book === book ? this.#waiting : null
    return {
      waiting: waiting && { code: waiting.code, addresses: ownAddresses(), port: waiting.port, until: new Date(waiting.until).toISOString(), triesLeft: triesMax - waiting.tries },
      paired: pairedOf(book).map(({ device, name, address }) => ({ device, name, address })), last: this.#last,
    }
  }

  /** @throws RefusalError LAN_PORT_TAKEN */
  async wait(host = '0.0.0.0', port = 0): Promise<NearbyState> {
    const book = this.#keeper.require()
    this.stop()
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
      void this.#answer(socket)
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' ? new RefusalError(refuse('LAN_PORT_TAKEN', { port })) : error))
      server.listen(port, host, resolve)
    })
    const address = server.address()
    const listening = typeof address === 'object' && address !== null ? address.port : port
    this.#waiting = {
      book, code: newPairingCode(), server, port: listening, until: Date.now() + waitMs, tries: 0, busy: false, sockets,
      end: announce(`${companyName(book)} ${book.device.code}`, listening), timer: setTimeout(() => this.stop(), waitMs).unref(),
    }
    this.#tell()
    return this.state()
  }

  /** Nobody may come any more; a line that is open ends. */
  stop(): void {
    const waiting = this.#waiting
    if (!waiting) return
    this.#waiting = null
    clearTimeout(waiting.timer)
    waiting.end()
    waiting.server.close()
    for (const socket of waiting.sockets) socket.destroy()
    this.#tell()
  }

  async #answer(socket: Socket): Promise<void> {
    const waiting = this.#waiting
    if (!waiting || waiting.busy) {
      socket.destroy()
      return
    }
    waiting.busy = true
    try {
      const channel = await openChannel(socket, 'answerer', async (id) => {
        if (id === null) return { id: null, secret: waiting.code }
        for (const paired of pairedOf(waiting.book)) {
          if (!secretId(paired.source).equals(id)) continue
          const secret = await this.#secrets.get(secretName(waiting.book, paired.source))
          return secret === undefined ? undefined : { id: paired.source, secret }
        }
        return undefined
      })
      // A code is good for one PC.
      waiting.code = newPairingCode()
      await this.#exchange(channel, waiting.book, 'answerer', nothing, null)
    } catch (error) {
      // Another book took the place of this one in the middle of it.
      if (!waiting.book.database.open) return
      if (!(error instanceof RefusalError)) throw error
      if (error.refusals[0]?.code === 'LAN_CODE_WRONG') {
        waiting.tries += 1
        if (waiting.tries >= triesMax) this.stop()
        else this.#tell()
      }
    } finally {
      waiting.busy = false
      socket.end()
    }
  }

  /**
   * Goes to a PC that waits.
   * @param code  what is shown there; without it, what was agreed on before
   */
  async exchange(address: string, code: string | undefined, job: ParcelProgress): Promise<NearbyExchange> {
    const book = this.#keeper.require()
    const { host, port } = addressOf(address)
    const typed = code === undefined || code.trim() === '' ? null : readPairingCode(code)
    if (code !== undefined && code.trim() !== '' && typed === null) throw new RefusalError(refuse('LAN_CODE_FORM', {}, 'code'))
    const known = typed === null ? pairedOf(book).find((one) => one.address === `${host}:${port}` || one.address?.split(':')[0] === host) : undefined
    const kept = known && (await this.#secrets.get(secretName(book, known.source)))
    if (typed === null && (known === undefined || kept === undefined)) throw new RefusalError(refuse('LAN_NOT_PAIRED', {}, 'code'))
    const socket = await reach(host, port)
    try {
      // What was agreed on is kept by each under the other's identity, and named by one's own.
      const channel = await openChannel(socket, 'caller', () => Promise.resolve(typed === null ? { id: book.revisions.uuid, secret: kept as string } : { id: null, secret: typed }))
      return await this.#exchange(channel, book, 'caller', job, `${host}:${port}`)
    } finally {
      socket.destroy()
    }
  }

  async #exchange(channel: Channel, book: Book, role: 'caller' | 'answerer', job: ParcelProgress, address: string | null): Promise<NearbyExchange> {
    const done: LanExchange = await exchangeOver(channel, book, companyName(book), role, job)
    // For the next time: half of it from each side, so that neither alone decides it.
    const mine = randomBytes(32)
    await channel.send(mine)
    const theirs = await channel.receive()
    if (theirs?.length !== 32) throw new RefusalError(refuse('LAN_LOST'))
    const [first, second] = role === 'caller' ? [mine, theirs] : [theirs, mine]
    await this.#secrets.set(secretName(book, done.source), Buffer.concat([first, second]).toString('base64url'))
    const before = pairedOf(book).find(({ source }) => source === done.source)
    book.transaction(() => book.local.setJson(pairedKey, [...pairedOf(book).filter(({ source }) => source !== done.source), { source: done.source, device: done.device, name: done.name, address: address ?? before?.address ?? null } satisfies Paired]))
    channel.close()
    const { device, name, sent, received } = done
    this.#last = { device, name, sent, received, at: book.now() }
    this.#tell()
    return this.#last
  }

  #tell(): void {
    this.#emit({ event: 'changed', topics: ['sync'] })
  }
}

function pairedOf(book: Book): readonly Paired[] {
  return book.local.getJson<readonly Paired[]>(pairedKey) ?? []
}

function secretName(book: Book, source: string): string {
  return `lan/${book.device.id}/${source}`
}

/** `192.168.1.7:40123`; @throws RefusalError LAN_NOT_FOUND for what is no address */
function addressOf(text: string): { readonly host: string; readonly port: number } {
  const found = /^\s*\[?([0-9A-Za-z.:-]+?)\]?:(\d{1,5})\s*$/.exec(text)
  const port = Number(found?.[2])
  if (!found?.[1] || port < 1 || port > 65535) throw new RefusalError(refuse('LAN_NOT_FOUND', { address: text }, 'address'))
  return { host: found[1], port }
}

function reach(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const fail = (): void => {
      socket.destroy()
      reject(new RefusalError(refuse('LAN_NOT_FOUND', { address: `${host}:${port}` }, 'address')))
    }
    const timer = setTimeout(fail, connectMs)
    socket.once('error', fail)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      socket.on('error', () => undefined)
      resolve(socket)
    })
  })
}
