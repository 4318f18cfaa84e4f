// Time and chance of a simulated run: what the program reads of the clock and of random numbers comes from the seed, so that a run
// can be repeated. PouchDB's own timers stay real; what they do is in an order of its own, whatever the time.
import { createRequire, syncBuiltinESMExports } from 'node:module'
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
  // `uuid` keeps a pool from run to run: what it draws must not shift what others draw.
  const pool = new Chance(1)
  globalThis.Date = SimulatedDate as DateConstructor
  Math.random = () => chance.next()
  // How many events share a commit depends on how long they took.
  performance.now = () => clock.now
  crypto['randomBytes'] = bytes
  crypto['randomFillSync'] = (into: Uint8Array) => {
    into.set(bytesOf(pool, into.length))
    return into
  }
  crypto['randomUUID'] = () => {
    const hex = bytes(16).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  crypto['randomInt'] = (low: number, high?: number) => (high === undefined ? chance.between(0, low - 1) : chance.between(low, high - 1))
  syncBuiltinESMExports()
  return () => {
    globalThis.Date = RealDate
    Math.random = realRandom
    performance.now = realElapsed
    Object.assign(crypto, kept)
    syncBuiltinESMExports()
  }
}
