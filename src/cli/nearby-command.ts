import { type Arguments, UsageError } from './arguments.ts'
import type { Connection } from './connection.ts'
import { print, printJson } from './output.ts'

export const nearbyUsage = 'mendunia nearby wait --book F [--host H] [--port N]    shows a code, and waits until another PC has come\n  mendunia nearby find --book F\n  mendunia nearby exchange HOST:PORT --book F [--code CODE]'

const lookMs = 200

export async function runNearby(connection: Connection, given: Arguments, json: boolean): Promise<number> {
  const [what, address] = given.positionals
  if (what === 'find') {
    const found = await connection.call('nearby.find', {})
    if (json) printJson(found)
    else for (const pc of found) print(`${pc.address}:${pc.port}  ${pc.name}`)
    return 0
  }
  if (what === 'exchange') {
    if (address === undefined) throw new UsageError('the address is missing')
    const code = given.text('code')
    const done = await connection.call('nearby.exchange', { address, ...(code === undefined ? {} : { code }) })
    if (json) printJson(done)
    else print(`${done.device} ${done.name}: ${done.sent} sent, ${done.received.fresh} new`)
    return 0
  }
  if (what !== 'wait') throw new UsageError('wait, find or exchange is missing')
  const host = given.text('host')
  const port = given.text('port')
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new UsageError('--port takes a number')
  const before = (await connection.call('nearby.state', {})).last?.at
  const { waiting } = await connection.call('nearby.wait', { on: true, ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port: Number(port) }) })
  if (!waiting) return 1
  if (json) printJson({ code: waiting.code, port: waiting.port, addresses: waiting.addresses })
  else print(`${waiting.code}  ${(waiting.addresses.length > 0 ? waiting.addresses : ['127.0.0.1']).map((one) => `${one}:${waiting.port}`).join('  ')}`)
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, lookMs))
    const state = await connection.call('nearby.state', {})
    if (state.last && state.last.at !== before) {
      await connection.call('nearby.wait', { on: false })
      if (json) printJson(state.last)
      else print(`${state.last.device} ${state.last.name}: ${state.last.sent} sent, ${state.last.received.fresh} new`)
      return 0
    }
    // Nobody came in time, or somebody was wrong too often.
    if (!state.waiting) return 1
  }
}
