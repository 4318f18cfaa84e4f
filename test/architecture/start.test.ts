// `npm start` and the installer before it: what they decide, without doing it.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const { findElectron, hasDisplay, whyNoWindow } = (await import(join(root, '.config/start.mjs'))) as {
  findElectron(environment: Record<string, string>, folder: string): string | undefined
  hasDisplay(environment: Record<string, string>, platform: string): boolean
  whyNoWindow(options: { browser?: boolean }, electron: string | undefined, display: boolean): string | undefined
}
const { whyInstall } = (await import(join(root, '.config/ensure-installed.mjs'))) as { whyInstall(folder: string): string | undefined }

let folder = ''
const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mendunia-start-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the Electron runtime', () => {
  const install = (version: string): void => {
    write('node_modules/electron/package.json', '{"version":"45.4.1"}')
    write('node_modules/electron/path.txt', 'electron')
    write('node_modules/electron/dist/version', version)
    write('node_modules/electron/dist/electron', '')
  }
  test('is the one that the environment names, if it is there', () => {
    write('binary', '')
    expect(findElectron({ MENDUNIA_ELECTRON: join(folder, 'binary') }, folder)).toBe(join(folder, 'binary'))
    expect(findElectron({ MENDUNIA_ELECTRON: join(folder, 'none') }, folder)).toBeUndefined()
  })
  test("is the installed package's, if its binary was fetched whole and in its version", () => {
    expect(findElectron({}, folder)).toBeUndefined()
    install('45.4.1')
    expect(findElectron({}, folder)).toBe(join(folder, 'node_modules/electron/dist/electron'))
    install('44.0.0')
    expect(findElectron({}, folder)).toBeUndefined()
  })
})

test('there is always one line of reason when there is no window', () => {
  expect(whyNoWindow({}, '/electron', true)).toBeUndefined()
  for (const why of [whyNoWindow({}, undefined, true), whyNoWindow({}, '/electron', false), whyNoWindow({ browser: true }, '/electron', true)]) {
    expect(why).toMatch(/^[^\n]{20,200}$/)
  }
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'win32')).toBe(true)
})

describe('packages are installed', () => {
  const lock = (packages: object): string => JSON.stringify({ packages })
  const runtime = `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  test('when there are none', () => {
    write('package-lock.json', lock({}))
    expect(whyInstall(folder)).toBe('node_modules is missing')
  })
  test('when one is missing or of another version', () => {
    write('package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }))
    write('node_modules/.package-lock.json', lock({}))
    expect(whyInstall(folder)).toContain('a differs')
    write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '2.0.0' } }))
    expect(whyInstall(folder)).toContain('a differs')
  })
  test('when the pinned Node is missing, but not for other optional packages', () => {
    write('package-lock.json', lock({ 'node_modules/other-platform': { version: '1.0.0', optional: true } }))
    write('node_modules/.package-lock.json', lock({}))
    expect(whyInstall(folder)).toBeUndefined()
    write('package-lock.json', lock({ [runtime]: { version: '24.0.0', optional: true } }))
    expect(whyInstall(folder)).toBe('the pinned Node is missing')
  })
  test('not when everything is there', () => {
    cpSync(join(root, 'package-lock.json'), join(folder, 'package-lock.json'))
    mkdirSync(join(folder, 'node_modules'))
    cpSync(join(root, 'node_modules/.package-lock.json'), join(folder, 'node_modules/.package-lock.json'))
    expect(whyInstall(folder)).toBeUndefined()
  })
})
