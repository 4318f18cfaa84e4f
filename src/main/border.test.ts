// The shell's checks at its border, without a window. The same rules are tried in a real one under test/e2e.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { shellActNames } from '../contract/shell.ts'

const safeStorage = vi.hoisted(() => ({ backend: 'gnome_libsecret', encryptString: (text: string) => Buffer.from(`<${text}>`), decryptString: (sealed: Buffer) => sealed.toString().slice(1, -1), isEncryptionAvailable: () => true, getSelectedStorageBackend: () => safeStorage.backend }) as {
  backend: string
  [name: string]: unknown
})
vi.mock('electron', () => ({ app: {}, dialog: {}, shell: {}, session: {}, protocol: {}, ipcMain: {}, utilityProcess: {}, BrowserWindow: class {}, safeStorage }))

const { parsePageRequest } = await import('./channel.ts')
const { isOwnPage } = await import('./window-rules.ts')
const { isOpenableLink, safeFileName } = await import('./shell-acts.ts')
const { answerPageRequest } = await import('./page-protocol.ts')
const { canHoldDatabase } = await import('./backend-channel.ts')
const { useKeychain } = await import('./keychain.ts')
const { setShellLanguage, words } = await import('./words.ts')

describe('the page protocol', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mendunia-page-'))
    mkdirSync(join(folder, 'page'))
    writeFileSync(join(folder, 'page/index.html'), 'page')
    writeFileSync(join(folder, 'secret.json'), 'secret')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const ask = (url: string, method = 'GET') => answerPageRequest({ url, method }, join(folder, 'page'))

  test('answers the page with the strict policy', async () => {
    const answer = await ask('app://mendunia/?demo=1')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('page')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test.each([['app://mendunia/%2e%2e/secret.json'], ['app://mendunia/..%2fsecret.json'], ['app://mendunia/..%5csecret.json'], ['app://other/index.html'], ['app://mendunia/a.exe'], ['app://mendunia/%00'], ['app://mendunia:1/index.html']])(
    'refuses %s',
    async (url) => {
      const answer = await ask(url)
      // A URL parser folds encoded dots before we see them: what is left is then simply not there.
      expect(answer.status).toBe(url.includes('%2e%2e/') ? 404 : 400)
      expect(await answer.text()).toBe('')
    },
  )

  test('refuses everything but GET, and does not find what is not there', async () => {
    expect((await ask('app://mendunia/', 'POST')).status).toBe(400)
    expect((await ask('app://mendunia/none.js')).status).toBe(404)
  })
})

test.each([['app://mendunia/'], ['app://mendunia/?demo=1']])('%s is our page', (url) => expect(isOwnPage(url)).toBe(true))
test.each([['app://mendunia.evil.example/'], ['app://evil/mendunia'], ['app://mendunia@evil/'], ['https://mendunia/'], ['file:///app://mendunia/'], ['javascript:alert(1)'], [''], ['app:mendunia']])('%s is not our page', (url) =>
  expect(isOwnPage(url)).toBe(false),
)

test('hears calls and known acts, nothing else', () => {
  expect(parsePageRequest({ kind: 'call', name: 'app.state', input: 1, more: 2 })).toEqual({ kind: 'call', name: 'app.state', input: 1 })
  for (const act of shellActNames) expect(parsePageRequest({ kind: 'act', act, options: 1 })).toEqual({ kind: 'act', act, options: 1 })
  for (const other of [null, 1, 'call', [], {}, { kind: 'call' }, { kind: 'call', name: 1 }, { kind: 'call', name: 'x'.repeat(101) }, { kind: 'act', act: 'quit' }, { kind: 'act', act: '__proto__' }]) {
    expect(parsePageRequest(other)).toBeUndefined()
  }
})

test.each([['https://ekspor.example/x'], ['mailto:ibu@example.com']])('%s may be opened after asking', (url) => expect(isOpenableLink(url)).toBe(true))
test.each([['http://a.example'], ['file:///etc/passwd'], ['smb://a/b'], ['ms-msdt:/id'], ['javascript:alert(1)'], ['https://user:word@a.example'], ['x'], [7], [null], [`https://${'a'.repeat(2001)}`]])('%.40s may not be opened', (url) =>
  expect(isOpenableLink(url)).toBe(false),
)

test('a proposed file name stays a name', () => {
  expect(safeFileName('INV/2026/11/A-0042.pdf')).toBe('A-0042.pdf')
  expect(safeFileName('..\\..\\x.pdf')).toBe('x.pdf')
  expect(safeFileName('a\u202Efdp.exe\n?')).toBe('a-fdp.exe--')
  expect(safeFileName('发票 1.pdf')).toBe('发票 1.pdf')
})

test('the database is loaded only where its native part can live', () => {
  expect(canHoldDatabase('10')).toBe(true)
  expect(canHoldDatabase('8')).toBe(false)
  expect(canHoldDatabase(undefined)).toBe(false)
})

test('a keychain that keeps nothing secret is not used', async () => {
  if (process.platform === 'linux') {
    safeStorage.backend = 'basic_text'
    expect(await useKeychain('seal', 'kata')).toBeNull()
  }
  safeStorage.backend = 'gnome_libsecret'
  const sealed = await useKeychain('seal', 'kata')
  expect(sealed).not.toBeNull()
  expect(await useKeychain('open', sealed ?? '')).toBe('kata')
})

test('the asynchronous calls are preferred where they exist', async () => {
  safeStorage['isAsyncEncryptionAvailable'] = async () => true
  safeStorage['encryptStringAsync'] = async (text: string) => Buffer.from(`async ${text}`)
  expect(Buffer.from((await useKeychain('seal', 'kata')) ?? '', 'base64').toString()).toBe('async kata')
  delete safeStorage['encryptStringAsync']
})

test('the shell speaks the language that the page chose', () => {
  expect(words().cancel).toBe('Batal')
  expect(setShellLanguage('zh')).toBe(true)
  expect(words().cancel).toBe('取消')
  expect(setShellLanguage('__proto__')).toBe(false)
  expect(setShellLanguage('id')).toBe(true)
})
