// Passwords of the company's server, and the private key of this device. They are sealed by the system's keychain where the shell offers one, else by a key in a file beside
// them that only this user can read: that protects a copied or synced file, not against other programs of the same user, and the page says so.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../../store/installation/index.ts'

/** Seals and opens text; null when it cannot. */
export type Keychain = (act: 'seal' | 'open', text: string) => Promise<string | null>

export interface SecretStore {
  get(name: string): Promise<string | undefined>
  /** Whether it was kept; a keychain may be out of reach where the value itself cannot be had. */
  has(name: string): boolean
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
  /** Where a new secret would be kept, for the note beside the field. */
  kind(): Promise<'keychain' | 'file'>
}

type Sealed = { readonly by: 'keychain' | 'file'; readonly text: string }

/**
 * @param keychain the shell's; absent outside the desktop shell
 */
export function createSecretStore(dataFolder: string, keychain?: Keychain): SecretStore {
  const file = join(dataFolder, 'secrets.json')
  const read = (): Record<string, Sealed> => {
    if (!existsSync(file)) return {}
    try {
      const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
      return typeof kept === 'object' && kept !== null ? (kept as Record<string, Sealed>) : {}
    } catch (error) {
      // Torn: the password is asked for again. A book must open all the same.
      if (error instanceof SyntaxError) return {}
      throw error
    }
  }
  const write = (all: Record<string, Sealed>): void => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeWhole(file, JSON.stringify(all))
  }
  const seal = async (value: string): Promise<Sealed> => {
    const text = await keychain?.('seal', value)
    return typeof text === 'string' ? { by: 'keychain', text } : { by: 'file', text: sealWithKey(fileKey(dataFolder), value) }
  }
  return {
    async get(name) {
      const sealed = Object.hasOwn(read(), name) ? read()[name] : undefined
      if (sealed === undefined) return undefined
      if (sealed.by === 'keychain') return (await keychain?.('open', sealed.text)) ?? undefined
      return openWithKey(fileKey(dataFolder), sealed.text)
    },
    has: (name) => Object.hasOwn(read(), name),
    async set(name, value) {
      const sealed = await seal(value)
      write({ ...read(), [name]: sealed })
    },
    async delete(name) {
      const { [name]: _gone, ...rest } = read()
      write(rest)
    },
    async kind() {
      return typeof (await keychain?.('seal', 'probe')) === 'string' ? 'keychain' : 'file'
    },
  }
}

const keyBytes = 32

function fileKey(dataFolder: string): Buffer {
  const file = join(dataFolder, 'secrets.key')
  const kept = existsSync(file) ? readFileSync(file) : null
  // A torn key opens nothing any more, and a new one lets the password at least be kept again.
  if (kept?.length === keyBytes) return kept
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const key = randomBytes(keyBytes)
  writeWhole(file, key)
  return key
}

function sealWithKey(key: Buffer, value: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** @returns undefined for text that another key sealed, or that was altered */
function openWithKey(key: Buffer, sealed: string): string | undefined {
  try {
    const bytes = Buffer.from(sealed, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
