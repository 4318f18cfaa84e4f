// The shell in a real window: what the page cannot do, and what happens when the backend dies.
import { execFileSync, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BackendEvent } from '../../src/contract/index.ts'
import { freshFolder, root, type StartedElectronApp, startElectronApp } from './support.ts'

let app: StartedElectronApp

beforeAll(async () => {
  app = await startElectronApp()
})
afterAll(() => app.stop())

/** Notes the events that reach the page from now on. */
async function listen(): Promise<void> {
  await app.page.evaluate(() => {
    const notes: unknown[] = []
    Object.assign(window, { heard: notes })
    window.mendunia?.onEvent((event) => notes.push(event))
  })
}

const heard = (): Promise<BackendEvent[]> => app.page.evaluate(() => (window as unknown as { heard: BackendEvent[] }).heard)

test('shows the page from its own scheme', async () => {
  expect(app.page.url()).toBe('app://mendunia/')
  await app.page.waitForSelector('#root > *')
})

test('the page has no Node and only the bridge', async () => {
  const found = await app.page.evaluate(() => ({
    node: [typeof (globalThis as Record<string, unknown>)['require'], typeof (globalThis as Record<string, unknown>)['process'], typeof (globalThis as Record<string, unknown>)['Buffer']],
    bridge: Object.keys(window.mendunia ?? {}).sort(),
    acts: Object.keys(window.mendunia?.shell ?? {}).sort(),
  }))
  expect(found).toEqual({
    node: ['undefined', 'undefined', 'undefined'],
    bridge: ['call', 'onEvent', 'shell'],
    acts: ['chooseFile', 'openLink', 'print', 'saveFile', 'setLanguage', 'showInFolder'],
  })
})

test('every window is sandboxed and isolated', async () => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const own = (window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
      return { sandbox: own['sandbox'], contextIsolation: own['contextIsolation'], nodeIntegration: own['nodeIntegration'], webSecurity: own['webSecurity'] }
    }),
  )
  expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true }])
})

test('the policy refuses inline script, eval, outside pictures and connections', async () => {
  const violated = await app.page.evaluate(async () => {
    const directives = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.broken = true'
    document.body.append(script)
    const image = document.createElement('img')
    image.src = 'https://example.invalid/x.png'
    document.body.append(image)
    const style = document.createElement('style')
    style.textContent = 'body { color: red }'
    document.body.append(style)
    const frame = document.createElement('iframe')
    frame.src = 'https://example.invalid/'
    document.body.append(frame)
    await fetch('https://example.invalid/').catch(() => {})
    // From a timer: what the test tool itself evaluates is excepted from the policy.
    const evaluated = await new Promise<boolean>((resolve) =>
      setTimeout(() => {
        try {
          resolve((0, eval)('true') as boolean)
        } catch {
          resolve(false)
        }
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    for (const element of [script, image, style, frame]) element.remove()
    return { directives: [...directives].sort(), evaluated, broken: 'broken' in window }
  })
  expect(violated.evaluated).toBe(false)
  expect(violated.broken).toBe(false)
  expect(violated.directives).toEqual(expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem']))
})

test('no permission is given', async () => {
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'notifications', 'midi'] as PermissionName[]
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  expect(await app.page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'refused'))).toBe('refused')
})

test('the page stays where it is and opens no window', async () => {
  const opened = await app.page.evaluate(() => window.open('https://example.invalid/') === null)
  expect(opened).toBe(true)
  await app.page.evaluate(() => {
    location.href = 'https://example.invalid/'
  })
  await app.page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'file:///etc/passwd'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    link.remove()
  })
  await app.page.waitForTimeout(300)
  expect(app.page.url()).toBe('app://mendunia/')
  expect(app.electron.windows().length).toBe(1)
})

test('no webview can be attached', async () => {
  await app.page.evaluate(() => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'https://example.invalid/')
    document.body.append(view)
  })
  await app.page.waitForTimeout(200)
  expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview').length)).toBe(0)
})

test('answers any message in the closed form, and strangers not at all', async () => {
  const replies = await app.page.evaluate(async () => {
    const bridge = window.mendunia
    if (bridge === undefined) return []
    const inputs: unknown[] = [null, 1, 'x', [], { file: 1 }, { __proto__: null, a: [[[]]] }]
    return Promise.all(['app.state', 'book.open', 'nothing', '__proto__', 'event.post'].flatMap((name) => inputs.map((input) => bridge.call(name, input))))
  })
  expect(replies.length).toBe(30)
  for (const reply of replies) expect(typeof reply.ok).toBe('boolean')
  const fromFrame = await app.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const bridge = (frame.contentWindow as (Window & { mendunia?: unknown }) | null)?.mendunia
    frame.remove()
    return typeof bridge
  })
  expect(fromFrame).toBe('undefined')
})

test('a second start hands its book over and ends', async () => {
  await listen()
  const file = join(app.dataFolder, 'kedua.mendunia')
  writeFileSync(file, '')
  const second = spawn(process.env['MENDUNIA_ELECTRON'] ?? '', ['--no-sandbox', '--disable-gpu', `--user-data-dir=${app.dataFolder}`, file], { cwd: root, stdio: 'ignore' })
  const ended = new Promise((resolve) => second.once('exit', resolve))
  await expect.poll(heard).toEqual([{ event: 'openFile', file }])
  expect(await ended).toBe(0)
})

test('a backend that is killed comes back with its book, and the page is told', async () => {
  const book = join(app.dataFolder, 'toko.mendunia')
  const company = { code: 'toko', name: 'Toko Rotan' }
  const created = await app.page.evaluate(([file, fields]) => window.mendunia?.call('book.create', { file, company: fields }), [book, company] as const)
  await listen()
  const pids = execFileSync('pgrep', ['-f', `process/main.mjs --data ${app.dataFolder}`], { encoding: 'utf8' }).trim().split('\n')
  expect(pids.length).toBe(1)
  process.kill(Number(pids[0]), 'SIGKILL')
  await expect.poll(async () => (await heard()).filter((event) => event.event === 'backend')).toEqual([
    { event: 'backend', state: 'restarting', refusals: [] },
    { event: 'backend', state: 'ready', refusals: [] },
  ])
  const state = (await app.page.evaluate(() => window.mendunia?.call('app.state', {}))) as { ok: true; value: { book: { file: string } | null } }
  expect(state.ok).toBe(true)
  expect(created).toMatchObject({ ok: true })
  expect(state.value.book?.file).toBe(book)
})

test('remembers where its window was', async () => {
  const folder = freshFolder('state')
  const first = await startElectronApp({ dataFolder: folder })
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1000, height: 700 }))
  await first.page.waitForTimeout(800)
  await first.stop()
  const second = await startElectronApp({ dataFolder: folder, keepSize: true })
  const bounds = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  await second.stop()
  expect(bounds).toMatchObject({ width: 1000, height: 700 })
})
