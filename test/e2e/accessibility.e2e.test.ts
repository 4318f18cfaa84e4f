// Every screen, light and dark: axe finds nothing serious, and the page does not complain.
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyScreens, type Shot, screensOf, wear } from '../shots/screens.ts'
import { makeDemoBook } from './stories/demo-book.ts'
import { type Watched, watch } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let dataFolder: string
let app: StartedBrowserApp
let watched: Watched

beforeAll(async () => {
  dataFolder = freshFolder('axe')
  app = await startApp({ dataFolder, book: await makeDemoBook(dataFolder) })
  await app.page.locator('nav').first().waitFor()
  watched = watch(app.page)
})
afterAll(async () => {
  await app.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** @param colours  only what a theme changes */
async function findings(page: Page, colours: boolean): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(async (only) => {
    const axe = (window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }).axe
    return axe.run(document, { resultTypes: ['violations'], ...(only ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}) })
  }, colours)
  return violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) => violation.nodes.slice(0, 3).map((node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

async function visitAll(page: Page, shots: readonly Shot[], theme: 'light' | 'dark'): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  await wear(page, theme)
  for (const shot of shots) {
    await shot.go(page)
    await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy=true], [data-pending]') === null, undefined, { timeout: 5000 }).catch(() => undefined)
    const here = await findings(page, theme === 'dark')
    if (here.length > 0) found[shot.name] = here
    await shot.leave?.(page)
  }
  return found
}

test.each(['light', 'dark'] as const)('axe finds nothing serious on any screen (%s)', async (theme) => {
  expect(await visitAll(app.page, await screensOf(app.page), theme)).toEqual({})
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
})

test('axe finds nothing serious before there is a book, and in an empty one', async () => {
  const empty = await startApp()
  try {
    expect(await emptyFindings(empty.page)).toEqual({})
  } finally {
    await empty.stop()
  }
})

async function emptyFindings(page: Page): Promise<Record<string, string[]>> {
  await page.locator('main.start').waitFor()
  const [start, ...others] = emptyScreens
  const found = await visitAll(page, start ? [start] : [], 'light')
  await page.keyboard.type('Toko Kosong')
  await page.keyboard.press('Enter')
  await page.locator('nav').first().waitFor()
  return { ...found, ...(await visitAll(page, others, 'light')), ...(await visitAll(page, others, 'dark')) }
}
