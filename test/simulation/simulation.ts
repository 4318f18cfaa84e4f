// A small company of some devices and a server in one process. Everything that happens is drawn from one seed: honest work, a line
// that loses, repeats, delays and cuts, processes that die, clocks that are wrong, a server that goes back to its backup or is made anew. In the end everything heals, and nothing that
// anybody was told is saved may be missing.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BookKeeper, announcedCodes, nextCode, writeDevice } from '../../src/backend/book-keeper.ts'
import { demoCompany } from '../../src/backend/demo/catalogue.ts'
import { Chance } from '../../src/backend/demo/chance.ts'
import { newUlid } from '../../src/backend/posting/identity.ts'
import { Installation } from '../../src/store/installation/index.ts'
import { type Book, createBook, verifyDatabase } from '../../src/store/book/index.ts'
import { runReport } from '../../src/store/projections/index.ts'
import { createSynchroniser } from '../../src/sync/index.ts'
import { type Clock, control } from './controlled.ts'
import { type Accident, Device } from './device.ts'
import { type Acknowledged, honestWork, openShop } from './honest-work.ts'
import { MemoryCouch } from './memory-couch.ts'
import type { Plant } from './planted-bugs.ts'

export interface SimulationOptions {
  /** How many devices; drawn (2 to 4) unless given. */
  readonly devices?: number
  readonly plant?: Plant
  /** Hears what happens, line by line. */
  readonly log?: (line: string) => void
}

export interface SimulationReport {
  readonly seed: number
  /** What is wrong in the end; empty if all is well. */
  readonly problems: readonly string[]
  /** Of all documents with their revisions: the same seed gives the same one. */
  readonly digest: string
  readonly documents: number
  readonly acknowledged: number
}

type Fate = 'through' | 'requestLost' | 'answerLost' | 'twice' | 'cut' | 'garbled' | 'refused' | 'late' | 'death'
const misfortunes: readonly Fate[] = ['requestLost', 'answerLost', 'twice', 'cut', 'garbled', 'refused', 'late', 'late', 'death']
const firstDay = Date.UTC(2026, 2, 14)
const hour = 3_600_000
const year = 365 * 24 * hour
const reports = [['trial-balance', {}], ['general-ledger', {}], ['stock-valuation', {}], ['stock-card', {}], ['aged-receivables', {}], ['aged-payables', {}]] as const
const roundsToRest = 8

class Simulation {
  readonly #seed: number
  readonly #options: SimulationOptions
  readonly #chance: Chance
  readonly #clock: Clock = { now: firstDay }
  readonly #folder = mkdtempSync(join(tmpdir(), 'mendunia-simulation-'))
  readonly #server = new MemoryCouch()
  readonly #devices: Device[] = []
  readonly #told: Acknowledged[] = []
  #time = firstDay
  #acts = 0
  #healed = true
  #backup: Buffer | null = null

  constructor(seed: number, options: SimulationOptions) {
    this.#seed = seed
    this.#options = options
    this.#chance = new Chance(seed * 2 + 1)
  }

  async run(): Promise<SimulationReport> {
    const release = control(this.#clock, new Chance(seedOfMachine(this.#seed)))
    const problems: string[] = []
    let digest = ''
    let documents = 0
    try {
      await this.#found()
      if (this.#chance.happens(0.3)) this.#backup = this.#server.backup()
      this.#healed = false
      for (let step = this.#chance.between(25, 50); step > 0; step -= 1) await this.#step()
      await this.#heal(problems)
      digest = this.#check(problems)
      documents = this.#devices[0]!.book.revisions.info().docCount
    } catch (error) {
      problems.push(`the program failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    } finally {
      for (const device of this.#devices) await device.close().catch(() => undefined)
      this.#server.close()
      release()
      rmSync(this.#folder, { recursive: true, force: true })
    }
    return { seed: this.#seed, problems, digest, documents, acknowledged: this.#told.length }
  }

  /** The first device makes the book, the others are copies from the server. */
  async #found(): Promise<void> {
    const count = this.#options.devices ?? this.#chance.between(2, 4)
    const first = this.#newDevice(0)
    const keeper = new BookKeeper(new Installation(join(this.#folder, 'data')), () => undefined)
    keeper.create(first.file, demoCompany, 'default', 'siti', '2026-03-01')
    keeper.close()
    first.open()
    this.#told.push(...openShop(first.book))
    await first.synchroniser.once()
    for (let place = 1; place < count; place += 1) {
      const device = this.#newDevice(place)
      const book = createBook(device.file, { book: newUlid(), device: { code: '?', id: newUlid() } })
      await this.#fill(book, device)
      device.open()
      await device.synchroniser.once()
    }
    for (const device of this.#devices) await device.synchroniser.once()
  }

  async #fill(book: Book, device: Device): Promise<void> {
    const synchroniser = createSynchroniser({ revisions: book.revisions, deviceId: book.device.id, remote: { url: this.#server.url, user: 'siti', password: 'rahasia' }, fetch: this.#lineOf(device) })
    const { ok } = await synchroniser.once()
    const id = synchroniser.remoteBookId()
    await synchroniser.stop()
    if (!ok || id === null) throw new Error('a copy could not be made')
    book.transaction(() => {
      book.local.set('book', id)
      book.local.setJson('device', { code: nextCode(new Set(announcedCodes(book))), id: book.device.id })
      writeDevice(book, 'siti', '2026-03-01')
    })
    book.close()
  }

  #newDevice(place: number): Device {
    const device = new Device(join(this.#folder, `${place}.mendunia`), (each) => this.#lineOf(each), this.#server.url, this.#options.plant ?? null)
    this.#devices.push(device)
    return device
  }

  #log(device: Device, what: string): void {
    this.#options.log?.(`${new Date(this.#time).toISOString()} ${device.book.device.code} ${what}`)
  }

  /** From now on the clock is this device's. */
  #at(device: Device): void {
    this.#clock.now = this.#time + device.skew
  }

  async #step(): Promise<void> {
    const chance = this.#chance
    this.#time += chance.between(1000, 5 * hour)
    const device = chance.pick(this.#devices)
    this.#at(device)
    if (chance.happens(0.2)) device.arm(chance.pick<Accident>(['beforeCommit', 'afterCommit', 'failure']), chance.between(1, 3))
    const kind = chance.next()
    if (kind < 0.55) {
      this.#work(device)
    } else if (kind < 0.85) {
      const { ok, pushed, pulled, refusal } = await device.exchange()
      this.#log(device, `exchanged: ${ok ? 'whole' : (refusal?.code ?? 'not whole')}, sent ${pushed}, received ${pulled}`)
    } else if (kind < 0.93) {
      await device.restartAfterDeath()
      this.#log(device, 'died and was started again')
    } else if (kind < 0.96) {
      device.skew = chance.pick([0, -3 * hour, 5 * hour, -year, year])
      this.#log(device, `has a clock that is off by ${device.skew / hour} hours`)
    } else if (kind < 0.985) {
      await this.#meet(device)
    } else {
      this.#harmServer(device)
    }
    device.disarm()
    if (device.dead) {
      await device.restartAfterDeath()
      this.#log(device, 'died in the middle of this and was started again')
    }
  }

  #work(device: Device): void {
    this.#acts += 1
    try {
      const told = honestWork(device.book, this.#chance, `e${this.#acts}`)
      // Whoever died in the middle was told nothing.
      if (!device.dead) this.#told.push(...told)
      this.#log(device, `worked: ${told.map(({ id }) => id).join(' ')}`)
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('simulated failure'))) throw error
      this.#log(device, 'had a write that failed')
    }
  }

  /** The server is backed up, or goes back to that backup, or loses everything. */
  #harmServer(device: Device): void {
    if (this.#backup === null) {
      this.#backup = this.#server.backup()
      this.#log(device, 'saw the server backed up')
    } else if (this.#chance.happens(0.6)) {
      this.#server.restore(this.#backup)
      this.#log(device, 'saw the server go back to its backup')
    } else {
      this.#server.drop()
      this.#backup = null
      this.#log(device, 'saw the database of the server deleted')
    }
  }

  /** Two books meet without a server. */
  async #meet(device: Device): Promise<void> {
    const other = this.#chance.pick(this.#devices.filter((each) => each !== device))
    const synchroniser = createSynchroniser({
      revisions: device.book.revisions, bookId: device.book.id, deviceId: device.book.device.id, remote: { revisions: other.book.revisions, bookId: other.book.id },
    })
    const { ok } = await synchroniser.once()
    await synchroniser.stop()
    this.#log(device, `met ${other.book.device.code}: ${ok ? 'whole' : 'not whole'}`)
  }

  #lineOf(device: Device): typeof fetch {
    const handle = (url: string, init: RequestInit): { status: number; body: unknown } => this.#server.handle(init.method ?? 'GET', url, init.body as string | undefined)
    const answer = ({ status, body }: { status: number; body: unknown }): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
    const line = async (input: string, init: RequestInit = {}): Promise<Response> => {
      // Like a network, it never answers in the same turn.
      await new Promise((resolve) => setImmediate(resolve))
      if (device.dead) throw new TypeError('fetch failed')
      const fate: Fate = this.#healed || !this.#chance.happens(0.15) ? 'through' : this.#chance.pick(misfortunes)
      if (fate === 'requestLost') throw new TypeError('fetch failed')
      if (fate === 'death') {
        // Of the request itself nobody knows whether it was sent.
        if (this.#chance.happens(0.5)) handle(input, init)
        device.die()
        throw new TypeError('fetch failed')
      }
      if (fate === 'refused') return answer({ status: this.#chance.pick([429, 500, 503]), body: { error: 'busy' } })
      if (fate === 'late') this.#meanwhile(device)
      const found = handle(input, init)
      if (fate === 'answerLost') throw new TypeError('terminated')
      if (fate === 'twice') return answer(handle(input, init))
      if (fate === 'late') this.#meanwhile(device)
      if (fate === 'through' || fate === 'late') return answer(found)
      const text = JSON.stringify(found.body)
      const part = text.slice(0, this.#chance.between(0, text.length - 1))
      if (fate === 'garbled') return new Response(part, { status: found.status, headers: { 'content-type': 'application/json' } })
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(part))
          controller.error(new TypeError('terminated'))
        },
      })
      return new Response(body, { status: found.status, headers: { 'content-type': 'application/json' } })
    }
    return line as typeof fetch
  }

  /** While an answer is on its way, people go on: at this device or at another one. */
  #meanwhile(waiting: Device): void {
    const device = this.#chance.pick(this.#devices)
    if (device.dead) return
    this.#at(device)
    this.#work(device)
    this.#at(waiting)
  }

  /** Lines are whole again and clocks right: after some exchanges nobody has anything new for anybody. */
  async #heal(problems: string[]): Promise<void> {
    this.#healed = true
    for (let round = 1; ; round += 1) {
      let news = 0
      for (const device of this.#devices) {
        device.skew = 0
        this.#time += hour
        this.#at(device)
        const { ok, pushed, pulled, denied, refusal } = await device.exchange()
        news += pushed + pulled + (ok ? 0 : 1)
        if (!ok && round === roundsToRest) problems.push(`${device.book.device.code} cannot exchange: ${refusal?.code ?? ''} ${JSON.stringify(denied)}`)
      }
      if (news === 0) return
      if (round === roundsToRest) {
        problems.push(`after ${round} rounds of exchanges there is still something new`)
        return
      }
    }
  }

  /** @returns the digest of all documents */
  #check(problems: string[]): string {
    const contents = this.#devices.map(({ book }) => contentOf(book))
    const [first, ...others] = this.#devices
    for (const [place, other] of others.entries()) {
      const codes = `${first!.book.device.code} and ${other.book.device.code}`
      const differing = differenceOf(contents[0]!, contents[place + 1]!)
      if (differing.length > 0) problems.push(`${codes} hold different documents: ${differing.slice(0, 5).join(', ')}`)
      for (const [name, given] of reports) if (reportOf(first!.book, name, given) !== reportOf(other.book, name, given)) problems.push(`${codes} show a different ${name}`)
    }
    for (const { book } of this.#devices) {
      for (const { check, detail } of verifyDatabase(book.database).problems) problems.push(`${book.device.code}: ${check}: ${detail}`)
      for (const told of this.#told) {
        const missing = missingOf(book, told)
        if (missing) problems.push(`${book.device.code}: ${missing}`)
      }
      if (book.revisions.conflicted().length > 0) problems.push(`${book.device.code}: versions stand side by side unmerged: ${book.revisions.conflicted().join(', ')}`)
    }
    const numbers = new Map<string, string>()
    for (const told of this.#told) {
      if (told.kind !== 'posted' || told.number === null) continue
      const earlier = numbers.get(told.number)
      if (earlier !== undefined && earlier !== told.id) problems.push(`the number ${told.number} was given twice`)
      numbers.set(told.number, told.id)
    }
    return createHash('sha256').update(JSON.stringify([...contents[0]!])).digest('hex')
  }
}

/** Another stream than that of what happens. */
function seedOfMachine(seed: number): number {
  return (seed + 0x5eed) * 2
}

function contentOf(book: Book): Map<string, string> {
  const rows = book.revisions.changesSince(0).map((change): [string, string] => [change.id, JSON.stringify(book.revisions.leaves(change.id))])
  return new Map(rows.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function differenceOf(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((id) => a.get(id) !== b.get(id))
}

function reportOf(book: Book, name: (typeof reports)[number][0], given: object): string {
  return JSON.stringify(runReport(book.projections.sql, name, { ...given, from: '2026-01-01', to: '2027-12-31', asOf: '2027-12-31' }))
}

function missingOf(book: Book, told: Acknowledged): string | null {
  const document = book.document(told.id)
  if (!document) return `${told.id} was saved and is missing`
  if (told.kind === 'posted') return (document['number'] ?? null) === told.number ? null : `${told.id} was ${told.number ?? 'without a number'} and is ${String(document['number'])}`
  const counter = (document['clock'] as Record<string, number>)[told.device] ?? 0
  return counter >= told.counter ? null : `the edit ${told.device}${told.counter} of ${told.id} was saved and is missing`
}

/** Runs one seed. The same seed with the same options does the same, to the last revision. */
export function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationReport> {
  return new Simulation(seed, options).run()
}
