import { type KeyObject, createCipheriv, createDecipheriv, createHash, createHmac, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import { RefusalError, refuse } from '../../core/errors/index.ts'

/*
 * An encrypted line between two PCs that share a secret: a code that one person reads to the other, or what they agreed on when they were
 * paired. Each side makes a key pair for this line alone (X25519); from the joint secret and the stretched shared one follow the keys of both
 * directions. Each proves that it has both before anything else is said, the caller first: who answers says nothing to who cannot prove it.
 * Guessing a code takes a call for each guess, and whoever waits gives up after a few; guessing one from a call that was listened in on, by a
 * false caller or answerer, takes a stretching for each of about 10^12 codes, within the minutes for which one holds.
 */

const version = 1
const magic = Buffer.from(`MENDUNIA-LAN ${version}\n`)
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')
const keyBytes = 32
const tagBytes = 16
/** Larger than any message: documents go in pieces. */
const frameBytesMax = 4 * 1024 * 1024
/** 32 MB and a tenth of a second for each guess. */
const stretching = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
/** While keys are agreed on, and afterwards: the other side may be taking in a whole book. */
const greetingMs = 20_000
const silenceMs = 600_000
/** Of what was agreed on at pairing; noughts mean the code. */
const idBytes = 16

export interface Channel {
  /** Sends one message, whole or not at all. */
  send(message: Uint8Array): Promise<void>
  /** The next message; null where the other side has ended the line in good order. @throws RefusalError LAN_LOST, LAN_FORGED */
  receive(): Promise<Buffer | null>
  close(): void
}

/** Bytes of a socket by number: a frame may come in any pieces. */
class Reader {
  readonly #socket: Socket
  #chunks: Buffer[] = []
  #length = 0
  #ended = false
  #failed: Error | null = null
  #wake: (() => void) | null = null

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk)
      this.#length += chunk.length
      // Whoever sends faster than is read waits.
      if (this.#length > 2 * frameBytesMax) socket.pause()
      this.#wake?.()
    })
    socket.on('end', () => this.#end())
    socket.on('close', () => this.#end())
    socket.on('error', (error) => {
      this.#failed = error
      this.#wake?.()
    })
    socket.setTimeout(greetingMs, () => socket.destroy(new Error('silence')))
  }

  #end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** @returns null where the line ended before the first of these bytes */
  async take(count: number): Promise<Buffer | null> {
    while (this.#length < count) {
      if (this.#failed) throw new RefusalError(refuse('LAN_LOST'))
      if (this.#ended) {
        if (this.#length === 0) return null
        throw new RefusalError(refuse('LAN_LOST'))
      }
      this.#socket.resume()
      await new Promise<void>((resolve) => (this.#wake = resolve))
      this.#wake = null
    }
    const all = Buffer.concat(this.#chunks)
    this.#chunks = [all.subarray(count)]
    this.#length -= count
    return all.subarray(0, count)
  }
}

function sendAll(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) reject(new RefusalError(refuse('LAN_LOST')))
    else socket.write(bytes, (error) => { if (error) reject(new RefusalError(refuse('LAN_LOST'))); else resolve() })
  })
}

/** A secret that both know: the code (id null), or what was agreed on at pairing under an id. */
export interface SharedSecret {
  readonly id: string | null
  readonly secret: string
}

/** What is said in the open of a secret that was agreed on: it tells nothing of it. */
export function secretId(id: string): Buffer {
  return createHash('sha256').update(`mendunia lan ${id}`).digest().subarray(0, idBytes)
}

/**
 * Agrees on keys over a fresh socket.
 * @param secretOf  the secret that the caller means: of the caller its own, of the answerer the one under this id; undefined where it knows none
 * @throws RefusalError LAN_CODE_WRONG where the other side has another secret, LAN_NOT_MENDUNIA, LAN_LOST
 */
export async function openChannel(socket: Socket, role: 'caller' | 'answerer', secretOf: (id: Buffer | null) => Promise<SharedSecret | undefined>): Promise<Channel> {
  socket.setNoDelay(true)
  const reader = new Reader(socket)
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const own = publicKey.export({ format: 'der', type: 'spki' }).subarray(publicHead.length)
  const mine = role === 'caller' ? await secretOf(null) : undefined
  const named = Buffer.alloc(idBytes)
  if (mine && mine.id !== null) secretId(mine.id).copy(named)
  await sendAll(socket, Buffer.concat([magic, own, named]))
  const head = await reader.take(magic.length)
  if (!head?.equals(magic)) throw new RefusalError(refuse('LAN_NOT_MENDUNIA'))
  const other = await reader.take(keyBytes)
  const theirName = await reader.take(idBytes)
  if (!other || !theirName) throw new RefusalError(refuse('LAN_LOST'))
  const [caller, answerer] = role === 'caller' ? [own, other] : [other, own]
  // A side that is sent its own key back talks to a mirror.
  if (own.equals(other)) throw new RefusalError(refuse('LAN_NOT_MENDUNIA'))
  const transcript = createHash('sha256').update(magic).update(caller).update(answerer).update(role === 'caller' ? named : theirName).digest()
  const shared = mine ?? (await secretOf(theirName.every((byte) => byte === 0) ? null : theirName))
  // Where no such secret is known the caller must not learn that: a proof by chance is as wrong as any.
  const stretched = await stretch(shared?.secret ?? randomBytes(keyBytes).toString('hex'), transcript)
  const joint = jointSecret(privateKey, other)
  const keys = Buffer.from(hkdfSync('sha256', Buffer.concat([joint, stretched]), transcript, 'mendunia lan', keyBytes * 4))
  const [callerKey, answererKey, callerProof, answererProof] = [0, 1, 2, 3].map((place) => keys.subarray(place * keyBytes, (place + 1) * keyBytes)) as [Buffer, Buffer, Buffer, Buffer]
  const proofOf = (key: Buffer): Buffer => createHmac('sha256', key).update(transcript).digest()
  const expect = async (key: Buffer): Promise<void> => {
    const proof = await reader.take(keyBytes)
    // Who answers and finds the caller wrong ends the line: that is how the caller learns it.
    if (!proof || !timingSafeEqual(proof, proofOf(key))) throw new RefusalError(refuse('LAN_CODE_WRONG'))
  }
  if (role === 'caller') {
    await sendAll(socket, proofOf(callerProof))
    await expect(answererProof)
  } else {
    await expect(callerProof)
    await sendAll(socket, proofOf(answererProof))
  }
  socket.setTimeout(silenceMs)
  return sealed(socket, reader, role === 'caller' ? callerKey : answererKey, role === 'caller' ? answererKey : callerKey)
}

function jointSecret(privateKey: KeyObject, other: Buffer): Buffer {
  try {
    return diffieHellman({ privateKey, publicKey: createPublicKey({ key: Buffer.concat([publicHead, other]), format: 'der', type: 'spki' }) })
  } catch {
    // A point of small order: no secret would be joint.
    throw new RefusalError(refuse('LAN_NOT_MENDUNIA'))
  }
}

function stretch(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => scrypt(secret, salt, keyBytes, stretching, (error, key) => { if (error) reject(error); else resolve(key) }))
}

/** Messages in frames: length, then AES-256-GCM under a counter; an empty one ends the line. */
function sealed(socket: Socket, reader: Reader, sendKey: Buffer, receiveKey: Buffer): Channel {
  let sent = 0n
  let received = 0n
  const nonceOf = (count: bigint): Buffer => {
    const nonce = Buffer.alloc(12)
    nonce.writeBigUInt64BE(count, 4)
    return nonce
  }
  const frame = (message: Uint8Array): Buffer => {
    if (message.length > frameBytesMax) throw new RangeError('the message is too long')
    const cipher = createCipheriv('aes-256-gcm', sendKey, nonceOf(sent))
    sent += 1n
    const length = Buffer.alloc(4)
    length.writeUInt32BE(message.length + tagBytes)
    cipher.setAAD(length)
    return Buffer.concat([length, cipher.update(message), cipher.final(), cipher.getAuthTag()])
  }
  let isOver = false
  return {
    send: (message) => sendAll(socket, frame(message)),
    receive: async () => {
      if (isOver) return null
      const length = await reader.take(4)
      // A line that ends without saying so was cut.
      if (!length) throw new RefusalError(refuse('LAN_LOST'))
      const size = length.readUInt32BE()
      if (size < tagBytes || size > frameBytesMax + tagBytes) throw new RefusalError(refuse('LAN_FORGED'))
      const body = await reader.take(size)
      if (!body) throw new RefusalError(refuse('LAN_LOST'))
      const decipher = createDecipheriv('aes-256-gcm', receiveKey, nonceOf(received))
      received += 1n
      decipher.setAAD(length)
      decipher.setAuthTag(body.subarray(size - tagBytes))
      try {
        const message = Buffer.concat([decipher.update(body.subarray(0, size - tagBytes)), decipher.final()])
        if (message.length === 0) isOver = true
        return message.length === 0 ? null : message
      } catch {
        throw new RefusalError(refuse('LAN_FORGED'))
      }
    },
    close: () => {
      if (!socket.destroyed) socket.end(frame(new Uint8Array()))
    },
  }
}
