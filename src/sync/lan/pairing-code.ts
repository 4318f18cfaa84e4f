import { randomInt } from 'node:crypto'

/** Without 0, 1, I, L, O, U: nothing that is misread, and no word by chance. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 8

/** A code that one person reads to another: eight signs, about 39 bits, `K7Q4-9XWM`. */
export function newPairingCode(): string {
  const signs = Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4)}`
}

/** A code as it was typed, without what people put between; null for what is none. */
export function readPairingCode(text: string): string | null {
  const signs = text.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return signs.length === length && [...signs].every((sign) => alphabet.includes(sign)) ? `${signs.slice(0, 4)}-${signs.slice(4)}` : null
}
