// Time and chance of a simulated run: what the program reads of the clock and of random numbers comes from the seed, so that a run
// can be repeated. PouchDB's own timers stay real; what they do is in an order of its own, whatever the time.
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { uuid } from 'pouchdb-utils'
import { Chance } from '../../src/backend/demo/chance.ts'

const crypto = createRequire(import.meta.url)('node:crypto') as Record<string, unknown>

/** What the clock of the device at work shows, in milliseconds. */
export interface Clock {
  now: number
}

/** Puts the clock and chance in the place of the machine's. @returns what takes them out again */
export function control(clock: Clock, chance: Chance): () => void {
  const RealDate = globalThis.Date
  const realRandom = Math.random
  const realElapsed = performance.now.bind(performance)
  const kept = { randomBytes: crypto['randomBytes'], randomFillSync: crypto['randomFillSync'], randomUUID: crypto['randomUUID'], randomInt: crypto['randomInt'] }
  class SimulatedDate extends RealDate {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(clock.now)
      else super(...(given as [number]))
    }

    static override now(): number {
      return clock.now
    }
  }
  const bytesOf = (source: Chance, length: number): Buffer => Buffer.from(Array.from({ length }, () => source.between(0, 255)))
  const bytes = (length: number): Buffer => bytesOf(chance, length)
  // `uuid` draws for sixteen at once, and keeps what is left from run to run: it draws from a source of its own.
  const pool = new Chance(chance.between(1, 0x7fffffff))
  let fillings = 0
  globalThis.Date = SimulatedDate as DateConstructor
  Math.random = () => chance.next()
  // How many events share a commit depends on how long they took.
  performance.now = () => clock.now
  crypto['randomBytes'] = bytes
  crypto['randomFillSync'] = (into: Uint8Array) => {
    fillings += 1
    into.set(bytesOf(pool, into.length))
    return into
  }
  crypto['randomUUID'] = () => {
    const hex = bytes(16).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  crypto['randomInt'] = (low: number, high?: number) => (high === undefined ? chance.between(0, low - 1) : chance.between(low, high - 1))
  syncBuiltinESMExports()
  // Those that another run left are used up, or two runs would share some, and a replication would take another's session for its own.
  while (fillings === 0) uuid()
  return () => {
    globalThis.Date = RealDate
    Math.random = realRandom
    performance.now = realElapsed
    Object.assign(crypto, kept)
    syncBuiltinESMExports()
  }
}
