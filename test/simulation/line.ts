// The network between the devices and the server of a run: it loses, repeats, delays, reorders, cuts and garbles, and the server
// at its end refuses, forgets who one is, or is not what it says it is.
import type { Chance } from '../../src/backend/demo/chance.ts'
import type { Device } from './device.ts'
import { tampered } from './hostile.ts'
import type { Reply } from './memory-couch.ts'

type Fate = 'through' | 'requestLost' | 'answerLost' | 'twice' | 'cut' | 'garbled' | 'refused' | 'denied' | 'late' | 'slow' | 'hostile' | 'death'
const misfortunes: readonly Fate[] = ['requestLost', 'answerLost', 'twice', 'cut', 'garbled', 'refused', 'refused', 'denied', 'late', 'late', 'slow', 'slow', 'hostile', 'death']
/** What a server, or a proxy before it, says instead of an answer. */
const statuses = [401, 403, 404, 409, 412, 413, 429, 500, 503] as const
const json = { 'content-type': 'application/json' }

export interface LineNeeds {
  readonly chance: Chance
  /** How many of the requests go wrong now, from 0 to 1. */
  misfortune(): number
  /** Carries a request out. */
  handle(url: string, init: RequestInit): Reply
  /** While an answer is on its way, people go on. */
  meanwhile(waiting: Device): void
}

export function lineOf(device: Device, { chance, misfortune, handle, meanwhile }: LineNeeds): typeof fetch {
  const line = async (input: string, init: RequestInit = {}): Promise<Response> => {
    // Like a network, it never answers in the same turn.
    await aTurn()
    if (device.dead) throw new TypeError('fetch failed')
    const fate: Fate = !chance.happens(misfortune()) ? 'through' : chance.pick(misfortunes)
    switch (fate) {
      case 'requestLost':
        throw new TypeError('fetch failed')
      case 'death':
        // Of the request itself nobody knows whether it was sent.
        if (chance.happens(0.5)) handle(input, init)
        device.die()
        throw new TypeError('fetch failed')
      case 'refused':
        return answer({ status: chance.pick(statuses), body: { error: 'refused', reason: 'by a simulated fault' } })
      case 'denied':
        return answer(denyingOne(input, init, chance, handle))
      case 'late':
        meanwhile(device)
        break
      case 'slow':
        // Others that were sent later are answered first.
        for (let turns = chance.between(1, 6); turns > 0; turns -= 1) await aTurn()
        if (device.dead) throw new TypeError('fetch failed')
        break
      default:
    }
    const found = handle(input, init)
    switch (fate) {
      case 'answerLost':
        throw new TypeError('terminated')
      case 'twice':
        return answer(handle(input, init))
      case 'late':
        meanwhile(device)
        return answer(found)
      case 'hostile':
        return new Response(tampered(new URL(input).pathname, found.body, chance), { status: found.status, headers: json })
      case 'garbled':
      case 'cut': {
        const text = JSON.stringify(found.body)
        const part = text.slice(0, chance.between(0, text.length - 1))
        return new Response(fate === 'garbled' ? part : broken(part), { status: found.status, headers: json })
      }
      default:
        return answer(found)
    }
  }
  return line as typeof fetch
}

function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function answer({ status, body, headers }: Reply): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...json, ...headers } })
}

function broken(part: string): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(part))
      controller.error(new TypeError('terminated'))
    },
  })
}

/** Of the documents of one request the server takes all but one, for a reason that is gone later. */
function denyingOne(url: string, init: RequestInit, chance: Chance, handle: LineNeeds['handle']): Reply {
  if (!url.endsWith('/_bulk_docs')) return handle(url, init)
  const { docs, ...rest } = JSON.parse(init.body as string) as { docs: { _id: string; _rev: string }[] }
  const denied = docs.splice(chance.between(0, docs.length - 1), 1)
  const reply = handle(url, { ...init, body: JSON.stringify({ ...rest, docs }) })
  return { ...reply, body: [...(reply.body as object[]), ...denied.map(({ _id, _rev }) => ({ id: _id, rev: _rev, error: 'forbidden', reason: 'not today' }))] }
}
