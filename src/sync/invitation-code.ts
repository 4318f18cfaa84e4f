import { createHash, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { RefusalError, refuse } from '../core/errors/index.ts'
import type { LineOptions } from './server-line.ts'

/** All that a new PC needs to become a device of the company. Whoever has it may become one, once, until it ends. */
export interface InvitationCode {
  /** Address of the database, without credentials. */
  readonly url: string
  readonly user: string
  /** What the password and the invitation's key are derived from: the server sees the password only, and cannot introduce a device by it. */
  readonly secret: string
  /** The key on which all trust of the book hangs. */
  readonly root: string
  readonly book: string
  readonly device: string
  /** ISO instant. */
  readonly until: string
  readonly company: string
  readonly line?: Pick<LineOptions, 'ca' | 'pin' | 'proxy' | 'login'> | undefined
}

const version = 1
const mark = 'MENDUNIA'
/** Crockford's: no sign is taken for another one, capitals do not count, and a QR code holds it densely. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkBytes = 4
/** A code holds a certificate at most. */
const contentBytesMax = 16_384

const order = ['url', 'user', 'secret', 'root', 'book', 'device', 'until', 'company'] as const

export function newInvitationSecret(): string {
  return randomBytes(20).toString('base64url')
}

/** One line of signs that can be copied, read aloud and scanned: a mark with its version, the content, and a sum over both. */
export function writeInvitation(code: InvitationCode): string {
  const head = `${mark}${version}`
  const content = deflateRawSync(Buffer.from(JSON.stringify([...order.map((name) => code[name]), ...(code.line ? [code.line] : [])])), { level: 9 })
  return `${head}:${toBase32(Buffer.concat([content, sumOf(head, content)]))}`
}

/**
 * Reads a code as it was pasted: spaces, line breaks, hyphens and small letters do not matter.
 * @throws RefusalError INVITATION_DAMAGED, INVITATION_NEWER
 */
export function readInvitation(text: string): InvitationCode {
  const damaged = (): RefusalError => new RefusalError(refuse('INVITATION_DAMAGED'))
  const found = /MENDUNIA([0-9]+):([0-9A-Z]+)$/.exec(text.toUpperCase().replace(/[\s-]/g, ''))
  if (!found) throw damaged()
  if (Number(found[1]) > version) throw new RefusalError(refuse('INVITATION_NEWER'))
  const bytes = fromBase32(found[2] ?? '')
  if (bytes === null || bytes.length <= checkBytes) throw damaged()
  const content = bytes.subarray(0, -checkBytes)
  if (!sumOf(`${mark}${found[1] ?? ''}`, content).equals(bytes.subarray(-checkBytes))) throw damaged()
  try {
    const parts: unknown = JSON.parse(inflateRawSync(content, { maxOutputLength: contentBytesMax }).toString('utf8'))
    if (!Array.isArray(parts) || !order.every((_, index) => typeof parts[index] === 'string')) throw damaged()
    const line: unknown = parts[order.length]
    return { ...(Object.fromEntries(order.map((name, index) => [name, parts[index] as string])) as unknown as InvitationCode), ...(line ? { line: soundLine(line) } : {}) }
  } catch {
    throw damaged()
  }
}

function soundLine(value: unknown): NonNullable<InvitationCode['line']> {
  const { ca, pin, proxy, login } = value as Record<string, unknown>
  const text = (name: string, given: unknown): object => (typeof given === 'string' ? { [name]: given } : {})
  return { ...text('ca', ca), ...text('pin', pin), ...text('proxy', proxy), ...(login === 'session' ? { login } : {}) }
}

function sumOf(head: string, content: Uint8Array): Buffer {
  return createHash('sha256').update(head).update(content).digest().subarray(0, checkBytes)
}

function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
    held &= 255
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

/** null for a sign that is none of it. O is read as 0, I and L as 1. */
function fromBase32(text: string): Buffer | null {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const sign of text.replace(/O/g, '0').replace(/[IL]/g, '1')) {
    const value = alphabet.indexOf(sign)
    if (value < 0) return null
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
    }
  }
  return Buffer.from(bytes)
}
