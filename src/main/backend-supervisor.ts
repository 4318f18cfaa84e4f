// Keeps one backend process running: passes calls to it, restarts it when it dies, and answers for calls that died with it.
import type { BackendToShell, ShellToBackend } from '../contract/shell.ts'
import type { Reply } from '../contract/define.ts'
import type { BackendChannel } from './backend-channel.ts'

type Refusals = Extract<Reply<never>, { ok: false }>['refusals']

export type SupervisorOptions = {
  readonly start: () => BackendChannel
  /** An event of the backend for the page, as it came. */
  readonly onEvent: (event: unknown) => void
  /** `restarting`: it died by itself; `ready`: a new one runs and has the same book open; `failed`: given up. */
  readonly onStateChange: (state: 'restarting' | 'ready' | 'failed', refusals: Refusals) => void
  /** Seals or opens a secret; null when the keychain cannot. */
  readonly keychain: (act: 'seal' | 'open', text: string) => Promise<string | null>
  readonly nowMs?: () => number
}

/** A backend that dies more often than this within the window is broken, not unlucky: restarting it again would hide that. */
const restartsMax = 4
const restartWindowMs = 60_000
const closeTimeoutMs = 10_000

const gone: Reply<never> = { ok: false, refusals: [{ code: 'BACKEND_GONE', params: {} }] }

/** Calls after which a book is open; their reply names its file. */
const opening = new Set(['book.open', 'book.create', 'book.demo', 'book.clone', 'book.join', 'book.restore'])

export class BackendSupervisor {
  readonly #options: SupervisorOptions
  #channel: BackendChannel | undefined
  #pending = new Map<number, (reply: Reply<unknown>) => void>()
  #nextId = 1
  #deaths: number[] = []
  #closing = false
  #openBook: string | undefined

  constructor(options: SupervisorOptions) {
    this.#options = options
  }

  start(): void {
    const channel = this.#options.start()
    this.#channel = channel
    channel.onMessage((message) => this.#receive(channel, message))
    channel.onExit(() => this.#onExit(channel))
  }

  /** @returns the backend's reply; a refusal `BACKEND_GONE` if it died meanwhile: whether the call took effect is then not known */
  async call(name: string, input: unknown): Promise<Reply<unknown>> {
    const channel = this.#channel
    if (channel === undefined) return gone
    const id = this.#nextId++
    const reply = await new Promise<Reply<unknown>>((resolve) => {
      this.#pending.set(id, resolve)
      channel.send({ id, name, input })
    })
    this.#noteBook(name, reply)
    return reply
  }

  #noteBook(name: string, reply: Reply<unknown>): void {
    if (!reply.ok) return
    if (opening.has(name)) this.#openBook = (reply.value as { file?: string } | null)?.file
    if (name === 'book.close') this.#openBook = undefined
  }

  /** Asks the backend to close its book and end; kills it if it does not within ten seconds. */
  async close(): Promise<void> {
    this.#closing = true
    const channel = this.#channel
    if (channel === undefined) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        channel.kill()
        resolve()
      }, closeTimeoutMs)
      channel.onExit(() => {
        clearTimeout(timer)
        resolve()
      })
      const close: ShellToBackend = { shell: 'close' }
      channel.send(close)
    })
  }

  #receive(channel: BackendChannel, raw: unknown): void {
    if (channel !== this.#channel || typeof raw !== 'object' || raw === null) return
    const message = raw as { id?: unknown; reply?: unknown; event?: unknown; shell?: unknown }
    if ('shell' in message) this.#serve(channel, raw as BackendToShell)
    else if ('event' in message) this.#options.onEvent(raw)
    else if (typeof message.id === 'number') {
      const resolve = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      resolve?.(message.reply as Reply<unknown>)
    }
  }

  #serve(channel: BackendChannel, message: BackendToShell): void {
    if (message.shell !== 'keychain') return
    const answer = (value: string | null): void => {
      const reply: ShellToBackend = { shell: 'keychainReply', id: message.id, value }
      channel.send(reply)
    }
    this.#options.keychain(message.act, message.text).then(answer, () => answer(null))
  }

  #onExit(channel: BackendChannel): void {
    if (channel !== this.#channel) return
    this.#channel = undefined
    const orphans = [...this.#pending.values()]
    this.#pending.clear()
    for (const resolve of orphans) resolve(gone)
    if (this.#closing) return
    const nowMs = (this.#options.nowMs ?? Date.now)()
    this.#deaths = [...this.#deaths.filter((at) => nowMs - at < restartWindowMs), nowMs]
    if (this.#deaths.length > restartsMax) {
      this.#options.onStateChange('failed', gone.ok ? [] : gone.refusals)
      return
    }
    this.#options.onStateChange('restarting', [])
    this.start()
    void this.#reopen().then((refusals) => this.#options.onStateChange('ready', refusals))
  }

  /** The new process opens the book that the old one had open, before the page hears that it is there. */
  async #reopen(): Promise<Refusals> {
    if (this.#openBook === undefined) return []
    const reply = await this.call('book.open', { file: this.#openBook })
    return reply.ok ? [] : reply.refusals
  }
}
