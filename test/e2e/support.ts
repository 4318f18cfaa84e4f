// The program as a user has it, for end-to-end stories: in a browser on the loopback address, or in a real Electron window. Both give a
// Playwright page, so that one story runs on both.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import chromium from '@sparticuz/chromium'
import type { Bridge } from '../../src/contract/index.ts'
import { _electron, type Browser, chromium as playwright, type ElectronApplication, type Page } from 'playwright-core'

declare global {
  interface Window {
    readonly mendunia?: Bridge
  }
}

export const root = join(import.meta.dirname, '../..')

export interface StartOptions {
  /** Go straight into the demo book. */
  readonly demo?: boolean
  /** Book that the page opens first. */
  readonly book?: string
  /** The user's data folder; a fresh one if absent. Give the same one again to start as the same user. */
  readonly dataFolder?: string
  /** Leave a window as large as the program opened it. */
  readonly keepSize?: boolean
}

export interface StartedApp {
  readonly page: Page
  readonly dataFolder: string
  stop(): Promise<void>
}

export interface StartedBrowserApp extends StartedApp {
  /** Address with its token; used up by `page`. */
  readonly url: string
  readonly process: ChildProcess
  readonly browser: Browser
}

export interface StartedElectronApp extends StartedApp {
  readonly electron: ElectronApplication
}

/** The screen that the page is made for. */
export const viewport = { width: 1366, height: 768 }

export function freshFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `mendunia-${name}-`))
}

/** `MENDUNIA_SLOW=5`: the page as on a processor of a fifth of the speed, for finding what only waits by luck. */
async function slowedDown(page: Page): Promise<void> {
  const rate = Number(process.env['MENDUNIA_SLOW'] ?? 1)
  if (rate > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate })
}

/** Chromium from the npm package: its binary only, because its proposed arguments switch web security off. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'], headless: true })
}

/** Starts the backend with its page as `npm start` does, and waits for the printed address. */
export async function startServer(options: StartOptions & { dataFolder: string }): Promise<{ url: string; process: ChildProcess; stop(): Promise<void> }> {
  const args = ['.config/start.mjs', '--browser', '--no-open', ...(options.demo ? ['--demo'] : []), ...(options.book === undefined ? [] : ['--book', options.book])]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: userEnvironment(options.dataFolder, options.dataFolder),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it printed its address`)))
  })
  return { url, process: child, stop: () => endOf(child) }
}

export async function startApp(options: StartOptions = {}): Promise<StartedBrowserApp> {
  const dataFolder = options.dataFolder ?? freshFolder('data')
  const server = await startServer({ ...options, dataFolder })
  const browser = await launchBrowser()
  const page = await (await browser.newContext({ viewport, acceptDownloads: true })).newPage()
  await slowedDown(page)
  await page.goto(server.url)
  await page.waitForURL((url) => !url.searchParams.has('token'))
  return {
    url: server.url,
    process: server.process,
    browser,
    page,
    dataFolder,
    stop: async () => {
      await browser.close()
      await server.stop()
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The window, from the binary that MENDUNIA_ELECTRON names; needs a display. */
export async function startElectronApp(options: StartOptions = {}): Promise<StartedElectronApp> {
  const dataFolder = options.dataFolder ?? freshFolder('window')
  const binary = process.env['MENDUNIA_ELECTRON']
  if (binary === undefined || !existsSync(binary)) throw new Error('MENDUNIA_ELECTRON does not name an Electron binary')
  const electron = await _electron.launch({
    executablePath: binary,
    cwd: root,
    args: [
      ...appArguments(binary),
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${dataFolder}`,
      ...(options.demo ? ['--demo'] : []),
      ...(options.book === undefined ? [] : [options.book]),
    ],
    env: userEnvironment(dataFolder, join(dataFolder, 'books')),
  })
  const page = await electron.firstWindow()
  await slowedDown(page)
  if (!options.keepSize) await electron.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height)
  }, viewport)
  return {
    electron,
    page,
    dataFolder,
    stop: async () => {
      await electron.close()
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** One start for both kinds of story. */
export type StartKind = (options?: StartOptions) => Promise<StartedApp>

/**
 * How this binary is told which program to run. The runtime by itself takes a folder; one that was packed for another product takes only
 * what lies in resources/app: a link to this checkout.
 */
function appArguments(binary: string): string[] {
  const resources = join(dirname(binary), 'resources')
  if (existsSync(join(resources, 'default_app.asar'))) return [root]
  const link = join(resources, 'app')
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(link)
  symlinkSync(root, link)
  return []
}

/** A user of its own: neither the data folder nor the proposed folder for books is the developer's. */
function userEnvironment(home: string, dataFolder: string): Record<string, string> {
  return { ...(process.env as Record<string, string>), HOME: home, USERPROFILE: home, MENDUNIA_DATA: dataFolder }
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
