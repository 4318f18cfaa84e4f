const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A ULID: 48 bits of time and 80 of chance in Crockford's base 32; sorts by time.
 * @param milliseconds  since 1970, UTC
 * @param random        ten random bytes, given by the caller: core has no source of chance
 * @source github.com/ulid/spec
 */
export function ulid(milliseconds: number, random: Uint8Array): string {
  let time = ''
  let rest = milliseconds
  for (let place = 0; place < 10; place += 1) {
    time = alphabet[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  let bits = 0n
  for (const byte of random.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte)
  let chance = ''
  for (let place = 0; place < 16; place += 1) {
    chance = alphabet[Number(bits & 31n)] + chance
    bits >>= 5n
  }
  return time + chance
}
