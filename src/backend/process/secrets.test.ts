import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSecretStore, type Keychain } from './secrets.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mendunia-secrets-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const mirrored: Keychain = async (_act, text) => [...text].reverse().join('')
const none: Keychain = async () => null

test('keeps a secret unreadable on disk without a keychain, and says that it is a file', async () => {
  const store = createSecretStore(folder)
  await store.set('server', 'kata-sandi-rahasia')
  expect(await store.get('server')).toBe('kata-sandi-rahasia')
  expect(await createSecretStore(folder, none).get('server')).toBe('kata-sandi-rahasia')
  const kept = readFileSync(join(folder, 'secrets.json'), 'utf8')
  expect(kept).not.toContain('rahasia')
  expect(kept).not.toContain(Buffer.from('kata-sandi-rahasia').toString('base64'))
  if (process.platform !== 'win32') expect(statSync(join(folder, 'secrets.key')).mode & 0o777).toBe(0o600)
  expect(await store.kind()).toBe('file')
})

test('prefers the keychain, and cannot open its secrets without it', async () => {
  const store = createSecretStore(folder, mirrored)
  await store.set('server', 'abc')
  expect(await store.kind()).toBe('keychain')
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain('"cba"')
  expect(await store.get('server')).toBe('abc')
  expect(await createSecretStore(folder).get('server')).toBeUndefined()
})

test('forgets a secret, and answers undefined for names that it does not have', async () => {
  const store = createSecretStore(folder)
  await store.set('a', '1')
  await store.delete('a')
  expect(await store.get('a')).toBeUndefined()
  expect(await store.get('__proto__')).toBeUndefined()
  expect(await store.get('constructor')).toBeUndefined()
})

test('does not hand out a secret that was altered', async () => {
  const store = createSecretStore(folder)
  await store.set('a', 'secret')
  const file = join(folder, 'secrets.json')
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { a: { text: string } }
  const bytes = Buffer.from(kept.a.text, 'base64')
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
  writeFileSync(file, JSON.stringify({ a: { by: 'file', text: bytes.toString('base64') } }))
  expect(await store.get('a')).toBeUndefined()
})
