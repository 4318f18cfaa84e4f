import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, sign, verify } from 'node:crypto'
import type { PublicKey } from '../../core/document/index.ts'

/** Signs with a device's private key, which it does not show. Signatures are base64url. */
export interface Signer {
  readonly publicKey: PublicKey
  sign(text: string): string
}

/** An Ed25519 private key as RFC 8032 has it: 32 bytes, base64url. */
export type DeviceSecret = string

/** PKCS #8 of an Ed25519 key (RFC 8410) is this and the 32 bytes; its SubjectPublicKeyInfo likewise. */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')
const keyBytes = 32

export function newDeviceSecret(): DeviceSecret {
  const der = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })
  return der.subarray(privateHead.length).toString('base64url')
}

/** A secret that follows from another one (an invitation's, from what its code says). */
export function derivedSecret(from: string, purpose: string): DeviceSecret {
  return Buffer.from(hkdfSync('sha256', from, 'mendunia', purpose, keyBytes)).toString('base64url')
}

/** @throws InvariantError-like TypeError for what is no key: a secret comes from our own store only */
export function signerOf(secret: DeviceSecret): Signer {
  const key = createPrivateKey({ key: Buffer.concat([privateHead, Buffer.from(secret, 'base64url')]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicHead.length).toString('base64url')
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') }
}

/** Keys of the devices of a few companies: parsing one costs as much as using it. */
const parsed = new Map<PublicKey, KeyObject | null>()
const parsedMax = 1000

function parse(publicKey: PublicKey): KeyObject | null {
  const known = parsed.get(publicKey)
  if (known !== undefined) return known
  let key: KeyObject | null = null
  const bytes = Buffer.from(publicKey, 'base64url')
  if (bytes.length === keyBytes) {
    try {
      key = createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' })
    } catch {
      // Not a point of the curve.
    }
  }
  if (parsed.size >= parsedMax) parsed.clear()
  parsed.set(publicKey, key)
  return key
}

/** Whether the signature of the text is of this key; false for whatever is no key or no signature. */
export function isSignedBy(publicKey: unknown, text: string, signature: unknown): boolean {
  if (typeof publicKey !== 'string' || typeof signature !== 'string' || signature.length > 100) return false
  const key = parse(publicKey)
  if (!key) return false
  try {
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
