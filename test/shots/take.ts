import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { LanguageId } from '../../src/locales/index.ts'
import { speak } from '../e2e/stories/speak.ts'
import { freshFolder, launchBrowser, root, startServer } from '../e2e/support.ts'
import { emptyScreens, type Shot, screensOf, wear } from './screens.ts'

export interface ShotOptions {
  readonly languages: readonly LanguageId[]
  readonly themes: readonly ('light' | 'dark')[]
  /** Only screens whose name contains this. */
  readonly only?: string | undefined
  readonly size: { readonly width: number; readonly height: number }
  /** 1.25 for a screen at 125 %. */
  readonly scale: number
  readonly out?: string | undefined
}

/** @returns how many pictures were made */
export async function takeShots(options: ShotOptions): Promise<number> {
  const out = options.out ?? join(root, 'test/shots/out')
  if (options.only === undefined) rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const dataFolder = freshFolder('shots')
  const book = join(dataFolder, 'demo.mendunia')
  mendunia(dataFolder, ['demo', '--book', book])
  const wanted = (shot: Shot) => options.only === undefined || shot.name.includes(options.only)
  const server = await startServer({ dataFolder, book })
  const browser = await launchBrowser()
  let count = 0
  try {
    const context = await browser.newContext({ viewport: options.size, deviceScaleFactor: options.scale, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error(`page: ${error.message}`))
    await page.goto(server.url)
    await page.locator('nav').first().waitFor({ timeout: 60_000 })
    const shots = (await screensOf(page)).filter(wanted)
    for (const language of options.languages) {
      await speak(page, language)
      for (const theme of options.themes) {
        await wear(page, theme)
        count += await shootAll(page, shots, (name) => join(out, `${name}-${language}-${theme}.png`))
      }
    }
    if (options.only === undefined || 'paper'.includes(options.only)) count += papers(dataFolder, book, join(out, 'papers'), await firstInvoice(page))
    await context.close()
  } finally {
    await browser.close()
    await server.stop()
  }
  if (options.only === undefined || emptyScreens.some(wanted)) count += await emptyBook(out, options, wanted)
  rmSync(dataFolder, { recursive: true, force: true })
  return count
}

async function shootAll(page: Page, shots: readonly Shot[], pathOf: (name: string) => string): Promise<number> {
  let count = 0
  for (const shot of shots) {
    try {
      await shot.go(page)
      await settle(page)
      await page.screenshot({ path: pathOf(shot.name), animations: 'disabled', caret: 'hide' })
      count += 1
      await shot.leave?.(page)
    } catch (error) {
      console.error(`${shot.name}: ${String(error).split('\n')[0]}`)
    }
  }
  return count
}

/** Waits until nothing is on its way: no skeleton, no busy part, two frames drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy=true], [data-pending]') === null, undefined, { timeout: 4000 }).catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))))
  await page.waitForTimeout(60)
}

/** The start screen and the screens of a book that holds nothing yet. */
async function emptyBook(out: string, options: ShotOptions, wanted: (shot: Shot) => boolean): Promise<number> {
  const dataFolder = freshFolder('shots-empty')
  const server = await startServer({ dataFolder })
  const browser = await launchBrowser()
  let count = 0
  try {
    const page = await (await browser.newContext({ viewport: options.size, deviceScaleFactor: options.scale, reducedMotion: 'reduce' })).newPage()
    await page.goto(server.url)
    await page.locator('main.start').waitFor({ timeout: 30_000 })
    const [start, ...others] = emptyScreens
    const each = async (shots: readonly Shot[]) => {
      for (const language of options.languages) {
        await speak(page, language)
        for (const theme of options.themes) {
          await wear(page, theme)
          count += await shootAll(page, shots.filter(wanted), (name) => join(out, `${name}-${language}-${theme}.png`))
        }
      }
    }
    if (start) await each([start])
    await page.locator('main.start [aria-required=true]').first().focus()
    await page.keyboard.type('CV Rotan Samudra')
    await page.keyboard.press('Enter')
    await page.locator('nav').first().waitFor({ timeout: 30_000 })
    await each(others)
  } finally {
    await browser.close()
    await server.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return count
}

async function firstInvoice(page: Page): Promise<string> {
  await page.evaluate(() => { location.hash = '#/sales.list?status=paid&search=Shanghai' })
  await page.locator('.table-row').first().waitFor()
  await page.locator('.table-row').first().click()
  await page.waitForURL(/sales\.invoice\//)
  return decodeURIComponent(/sales\.invoice\/([^?]+)/.exec(page.url())?.[1] ?? '')
}

/** Pages of both papers, alone and in two languages side by side. */
function papers(dataFolder: string, book: string, folder: string, id: string): number {
  mkdirSync(folder, { recursive: true })
  let count = 0
  for (const paper of ['commercial-invoice', 'packing-list']) {
    for (const language of ['id', 'en', 'zh', 'en,zh']) {
      const path = join(folder, `${paper}-${language.replace(',', '+')}.png`)
      mendunia(dataFolder, ['document', paper, '--book', book, '--id', id, '--lang', language, '--format', 'png', '--out', path])
      if (existsSync(path)) count += 1
    }
  }
  return count
}

function mendunia(dataFolder: string, args: readonly string[]): void {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/mendunia.ts'), ...args], { encoding: 'utf8', env: { ...process.env, HOME: dataFolder, MENDUNIA_DATA: dataFolder } })
  if (run.status !== 0) console.error(`mendunia ${args[0]}: ${run.stderr}`)
}
