import { type Server, type Socket, connect, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { RefusalError } from '../../core/errors/index.ts'
import { type Channel, newPairingCode, openChannel, readPairingCode } from './index.ts'

const open: { close(): void }[] = []
afterEach(() => { for (const each of open.splice(0)) each.close() })

/** Two ends of a line on this PC, through somebody who sees every byte and may change it. */
async function line(meddle: (bytes: Buffer, towards: 'answerer' | 'caller') => Buffer = (bytes) => bytes): Promise<{ caller: Socket; answerer: Socket; seen: Buffer[] }> {
  const seen: Buffer[] = []
  const listen = async (onSocket: (socket: Socket) => void): Promise<number> => {
    const server: Server = createServer((socket) => { socket.on('error', () => undefined); onSocket(socket) })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => server.close() })
    return (server.address() as { port: number }).port
  }
  const reach = (port: number): Socket => { const socket = connect({ host: '127.0.0.1', port }); socket.on('error', () => undefined); open.push({ close: () => socket.destroy() }); return socket }
  const arrived = Promise.withResolvers<Socket>()
  const port = await listen(arrived.resolve)
  const between = await listen((socket) => {
    const onwards = reach(port)
    socket.on('data', (bytes) => { seen.push(bytes); onwards.write(meddle(bytes, 'answerer')) })
    onwards.on('data', (bytes) => { seen.push(bytes); socket.write(meddle(bytes, 'caller')) })
    socket.on('close', () => onwards.destroy())
    onwards.on('close', () => socket.destroy())
  })
  const caller = reach(between)
  return { caller, answerer: await arrived.promise, seen }
}

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => (error instanceof RefusalError ? (error.refusals[0]?.code ?? '') : String(error)))
const secret = (text: string, id: string | null = null) => () => Promise.resolve({ id, secret: text })

async function both(code: string, other: string, meddle?: Parameters<typeof line>[0]): Promise<{ caller: Promise<Channel>; answerer: Promise<Channel>; seen: Buffer[] }> {
  const { caller, answerer, seen } = await line(meddle)
  const answering = openChannel(answerer, 'answerer', secret(other))
  // As the keeper does: who finds the caller wrong ends the line.
  answering.catch(() => answerer.destroy())
  return { caller: openChannel(caller, 'caller', secret(code)), answerer: answering, seen }
}

describe('a line between two PCs', () => {
  it('carries messages both ways, whole, and nobody between can read them', async () => {
    const { caller, answerer, seen } = await both('K7Q4-9XWM', 'K7Q4-9XWM')
    const [a, b] = await Promise.all([caller, answerer])
    const large = Buffer.alloc(1_500_000, 7)
    await a.send(Buffer.from('Piutang Hotel Samudra'))
    await a.send(large)
    expect((await b.receive())?.toString()).toBe('Piutang Hotel Samudra')
    expect((await b.receive())?.equals(large)).toBe(true)
    await b.send(Buffer.from('Rotan'))
    expect((await a.receive())?.toString()).toBe('Rotan')
    a.close()
    expect(await b.receive()).toBeNull()
    const heard = Buffer.concat(seen).toString('latin1')
    for (const word of ['Piutang', 'Rotan', 'K7Q4']) expect(heard).not.toContain(word)
  })

  it('comes about with no other code, and tells neither side more than that', async () => {
    const { caller, answerer } = await both('K7Q4-9XWM', 'K7Q4-9XWN')
    expect(await Promise.all([codeOf(answerer), codeOf(caller)])).toEqual(['LAN_CODE_WRONG', 'LAN_CODE_WRONG'])
  })

  it('breaks off where somebody between changes a key or a message', async () => {
    let bytes = 0
    const changedAt = async (at: number): Promise<string[]> => {
      bytes = 0
      const { caller, answerer } = await both('K7Q4-9XWM', 'K7Q4-9XWM', (piece, towards) => {
        if (towards === 'caller') return piece
        const place = at - bytes
        bytes += piece.length
        if (place < 0 || place >= piece.length) return piece
        const changed = Buffer.from(piece)
        changed[place] = (changed[place] ?? 0) ^ 1
        return changed
      })
      const receives = answerer.then(async (channel) => channel.receive())
      const sends = caller.then((channel) => channel.send(Buffer.from('Rotan')))
      return [await codeOf(receives), await codeOf(sends)]
    }
    // In the caller's key, in its proof, in its message.
    expect((await changedAt(25))[0]).toBe('LAN_CODE_WRONG')
    expect((await changedAt(70))[0]).toBe('LAN_CODE_WRONG')
    expect((await changedAt(105))[0]).toBe('LAN_FORGED')
  })

  it('ends where another program answers', async () => {
    const { caller, answerer } = await line()
    answerer.on('data', () => undefined)
    answerer.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')
    expect(await codeOf(openChannel(caller, 'caller', secret('x')))).toBe('LAN_NOT_MENDUNIA')
  })

  it('that is cut is not taken for one that ended', async () => {
    const { caller, answerer } = await both('A', 'A')
    const [, b] = await Promise.all([caller, answerer])
    for (const each of open) each.close()
    expect(await codeOf(b.receive())).toBe('LAN_LOST')
  })
})

it('a code is read however it is typed', () => {
  const code = newPairingCode()
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
  for (const typed of [code, code.toLowerCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `]) expect(readPairingCode(typed)).toBe(code)
  for (const typed of ['', 'ABCD', 'ABCD-EFG1', 'ABCD-EFGHJ']) expect(readPairingCode(typed)).toBeNull()
})
