// A small company of some devices and a server in one process. Everything that happens is drawn from one seed: honest work, lines and
// servers that fail in every way, processes that die, disks that are full, rot or take nothing, clocks that are wrong. In the end
// everything heals, and nothing that anybody was told is saved may be missing.
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Chance } from '../../src/backend/demo/chance.ts'
import { RefusalError } from '../../src/core/errors/index.ts'
import { type Book, verifyDatabase } from '../../src/store/book/index.ts'
import { runReport } from '../../src/store/projections/index.ts'
import type { Revisions } from '../../src/store/revisions/index.ts'
import { createSynchroniser } from '../../src/sync/index.ts'
import { company, copyOfBook, firstDay, mostDevices } from './company.ts'
import { type Clock, control } from './controlled.ts'
import { type Accident, Device, type DiskTrouble } from './device.ts'
import { simulatedDisk } from './disk.ts'
import { type Acknowledged, honestWork } from './honest-work.ts'
import { hostileDocuments } from './hostile.ts'
import { lineOf } from './line.ts'
import { MemoryCouch } from './memory-couch.ts'
import type { Plant } from './planted-bugs.ts'

export interface SimulationOptions {
  /** How many devices; drawn (2 to 8, mostly few) unless given. */
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

const hour = 3_600_000
const year = 365 * 24 * hour
const reports = [['trial-balance', {}], ['general-ledger', {}], ['stock-valuation', {}], ['stock-card', {}], ['aged-receivables', {}], ['aged-payables', {}]] as const
const roundsToRest = 8
/** How much goes wrong on the line during one exchange. */
const qualities = [0, 0, 0.06, 0.12, 0.3]
const fewDevices = [2, 2, 2, 3, 3, 4, 5, 8]

class Simulation {
  readonly #seed: number
  readonly #options: SimulationOptions
  readonly #chance: Chance
  readonly #clock: Clock = { now: firstDay }
  readonly #folder = simulatedDisk()
  readonly #devices: Device[] = []
  #server = new MemoryCouch()
  #told: Acknowledged[] = []
  #time = firstDay
  #acts = 0
  #misfortune = 0
  #backup: Buffer | null = null

  constructor(seed: number, options: SimulationOptions) {
    this.#seed = seed
    this.#options = options
    this.#chance = new Chance(seed * 2 + 1)
  }

  async run(): Promise<SimulationReport> {
    await company()
    const release = control(this.#clock, new Chance(seedOfMachine(this.#seed)))
    const problems: string[] = []
    let digest = ''
    let documents = 0
    try {
      await this.#gather()
      if (this.#chance.happens(0.3)) this.#backup = this.#server.backup()
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

  /** Some devices of the company, which all know what the first one began with. */
  async #gather(): Promise<void> {
    const { server, told } = await company()
    this.#server.close()
    this.#server = new MemoryCouch(server)
    this.#told = [...told]
    const count = Math.min(mostDevices, this.#options.devices ?? this.#chance.pick(fewDevices))
    for (let place = 0; place < count; place += 1) {
      const file = join(this.#folder, `${place}.mendunia`)
      await copyOfBook(place, file)
      const device = new Device(file, (each) => this.#lineOf(each), this.#server.url, this.#options.plant ?? null)
      device.open()
      this.#devices.push(device)
    }
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
    if (kind < 0.5) this.#work(device)
    else if (kind < 0.8) await this.#exchange(device)
    else if (kind < 0.84) await this.#restart(device, 'died')
    else if (kind < 0.87) {
      device.skew = chance.pick([0, -3 * hour, 5 * hour, -year, year])
      this.#log(device, `has a clock that is off by ${device.skew / hour} hours`)
    } else if (kind < 0.9) await this.#meet(device)
    else if (kind < 0.92) this.#harmServer(device)
    else if (kind < 0.94) this.#hinder(device)
    else if (kind < 0.975) await this.#damage(device)
    else if (kind < 0.99) this.#intrude(device)
    else {
      this.#server.bodyLimit = this.#server.bodyLimit === null ? chance.between(3_000, 30_000) : null
      this.#log(device, `saw the server take bodies of ${this.#server.bodyLimit ?? 'any'} bytes`)
    }
    device.disarm()
    if (device.dead) await this.#restart(device, 'died in the middle of this')
  }

  async #exchange(device: Device): Promise<void> {
    this.#misfortune = this.#chance.pick(qualities)
    const { ok, pushed, pulled, refusal } = await device.exchange()
    this.#misfortune = 0
    this.#log(device, `exchanged: ${ok ? 'whole' : (refusal?.code ?? 'not whole')}, sent ${pushed}, received ${pulled}`)
  }

  async #restart(device: Device, why: string): Promise<void> {
    const isCut = this.#chance.happens(0.5)
    await device.restartAfterDeath(isCut ? this.#chance : null)
    this.#log(device, `${why}${isCut ? ' with the power' : ''} and was started again`)
  }

  #work(device: Device): void {
    this.#acts += 1
    try {
      const told = honestWork(device.book, this.#chance, `e${this.#acts}`)
      // Whoever died in the middle was told nothing.
      if (!device.dead) this.#told.push(...told)
      this.#log(device, `worked: ${told.map(({ id }) => id).join(' ')}`)
    } catch (error) {
      const isExpected = error instanceof Error && (error.message.includes('simulated failure') || (device.trouble !== null && error instanceof RefusalError))
      if (!isExpected) throw error
      this.#log(device, `had a write that failed: ${error.message.slice(0, 80)}`)
    }
  }

  #hinder(device: Device): void {
    if (device.trouble === null) device.hinder(this.#chance.pick<DiskTrouble>(['full', 'readOnly']))
    else device.relieve()
    this.#log(device, `has a disk that is ${device.trouble ?? 'well again'}`)
  }

  /** A backup is made, or a page of the book goes bad and the book is restored from it. */
  async #damage(device: Device): Promise<void> {
    if (device.trouble !== null) return
    if (device.backedUp === null || this.#chance.happens(0.2)) {
      await device.backUp()
      this.#log(device, 'was backed up')
      return
    }
    await this.#loseWhatNobodyElseHas(device, async () => {
      this.#log(device, 'has a page that goes bad')
      this.#log(device, `is checked: the damage is ${await device.damage(this.#chance)}`)
    })
  }

  /** Somebody with a right to write puts things on the server that no device of the company ever wrote. */
  #intrude(device: Device): void {
    const documents = hostileDocuments.filter(() => this.#chance.happens(0.4))
    this.#server.revisions.write(documents, { newEdits: false, autoCompaction: true })
    this.#log(device, `saw ${documents.length} hostile documents appear on the server`)
  }

  /** The server is backed up, or goes back to that backup, or loses everything. */
  #harmServer(device: Device): void {
    if (this.#backup === null) {
      this.#backup = this.#server.backup()
      this.#log(device, 'saw the server backed up')
      return
    }
    const backup = this.#backup
    void this.#loseWhatNobodyElseHas(device, () => {
      if (this.#chance.happens(0.6)) {
        this.#server.restore(backup)
        this.#log(device, 'saw the server go back to its backup')
      } else {
        this.#server.drop()
        this.#backup = null
        this.#log(device, 'saw the database of the server deleted')
      }
    })
  }

  /** What stood on one disk only goes with that disk, and no program can bring it back: of that nobody is told that it is safe. */
  #loseWhatNobodyElseHas(device: Device, disaster: () => void | Promise<void>): void | Promise<void> {
    const holders = (): Acknowledged[] => this.#told.filter((told) => [...this.#devices.map(({ book }) => book.revisions), this.#server.revisions].some((store) => missingOf(store, told) === null))
    const before = new Set(holders())
    const settle = (): void => {
      const after = new Set(holders())
      const lost = [...before].filter((told) => !after.has(told))
      this.#told = this.#told.filter((told) => !lost.includes(told))
      if (lost.length > 0) this.#log(device, `had what nobody else had: ${lost.map(({ id }) => id).join(' ')}`)
    }
    const done = disaster()
    if (done instanceof Promise) return done.then(settle)
    settle()
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
    return lineOf(device, {
      chance: this.#chance,
      misfortune: () => this.#misfortune,
      handle: (url, init) => this.#server.handle(init.method ?? 'GET', url, init.body as string | undefined),
      meanwhile: (waiting) => {
        const worker = this.#chance.pick(this.#devices)
        if (worker.dead) return
        this.#at(worker)
        this.#work(worker)
        this.#at(waiting)
      },
    })
  }

  /** Lines and disks are whole again and clocks right: after some exchanges nobody has anything new for anybody. */
  async #heal(problems: string[]): Promise<void> {
    this.#misfortune = 0
    this.#server.bodyLimit = null
    for (const device of this.#devices) if (device.trouble !== null) device.relieve()
    for (let round = 1; ; round += 1) {
      let news = 0
      for (const device of this.#devices) {
        device.skew = 0
        this.#time += hour
        this.#at(device)
        const { ok, pushed, pulled, denied, refusal } = await device.exchange()
        news += pushed + pulled + (ok ? 0 : 1)
        if (!ok && round === roundsToRest) problems.push(`${device.book.device.code} cannot exchange: ${refusal?.code ?? ''} ${JSON.stringify(denied).slice(0, 1000)}`)
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
    const shown = reports.map(([name, given]) => reportOf(first!.book, name, given))
    const inbox = inboxOf(first!.book)
    for (const [place, other] of others.entries()) {
      const codes = `${first!.book.device.code} and ${other.book.device.code}`
      const differing = differenceOf(contents[0]!, contents[place + 1]!)
      if (differing.length > 0) problems.push(`${codes} hold different documents: ${differing.slice(0, 5).join(', ')}`)
      for (const [at, [name, given]] of reports.entries()) if (shown[at] !== reportOf(other.book, name, given)) problems.push(`${codes} show a different ${name}`)
      if (inbox !== inboxOf(other.book)) problems.push(`${codes} have different inboxes`)
    }
    for (const { book } of this.#devices) {
      for (const { check, detail } of verifyDatabase(book.database).problems) problems.push(`${book.device.code}: ${check}: ${detail}`)
      for (const told of this.#told) {
        const missing = missingOf(book.revisions, told)
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

/** What waits for a person: fields in which two versions stand side by side, pairs, quarantine. */
function inboxOf(book: Book): string {
  return JSON.stringify(book.projections.sql.rows('SELECT kind, key, doc FROM attention ORDER BY kind, key, doc'))
}

function missingOf(store: Revisions, told: Acknowledged): string | null {
  const document = store.get(told.id)
  if (!document) return `${told.id} was saved and is missing`
  if (told.kind === 'posted') return (document['number'] ?? null) === told.number ? null : `${told.id} was ${told.number ?? 'without a number'} and is ${String(document['number'])}`
  const counter = (document['clock'] as Record<string, number>)[told.device] ?? 0
  return counter >= told.counter ? null : `the edit ${told.device}${told.counter} of ${told.id} was saved and is missing`
}

/** Runs one seed. The same seed with the same options does the same, to the last revision. */
export function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationReport> {
  return new Simulation(seed, options).run()
}
