// What a desk does all day, in a book with a year and a half of trade: find, filter, choose, export, paste, scan; all with keys.
import { readFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { resources } from '../../src/locales/index.ts'
import { makeDemoBook } from './stories/demo-book.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { type Watched, watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let dataFolder: string
let app: StartedBrowserApp
let hand: Hand
let watched: Watched

beforeAll(async () => {
  dataFolder = freshFolder('daily')
  app = await startApp({ dataFolder, book: await makeDemoBook(dataFolder) })
  await app.page.locator('nav').first().waitFor()
  hand = await handOn(app.page, 'id')
  watched = watch(app.page)
})
afterAll(async () => {
  await app.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})
afterEach(async () => {
  // A story that broke off leaves no dialog to the next one.
  for (let open = await app.page.locator('dialog[open]').count(); open > 0; open -= 1) await hand.press('Escape')
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
})

const story = (name: string, tell: () => Promise<void>) => test(name, () => withPicture(app.page, name.replace(/\W+/g, '-'), tell))
const rows = () => app.page.locator('.table-row')

story('a list is moved over, chosen from, filtered and exported', async () => {
  await hand.press('Alt+2')
  await hand.heading(hand.word('sales:title'))
  await rows().first().waitFor()
  await patiently(async () => (await hand.focused()).role).toBe('grid')
  await hand.press('Home', 'Space', 'ArrowDown', 'ArrowDown', 'Space')
  await patiently(() => app.page.locator('.table-row[aria-selected=true]').count()).toBe(2)
  await hand.press('Shift+ArrowDown', 'Shift+ArrowDown')
  await patiently(() => app.page.locator('.table-row[aria-selected=true]').count()).toBe(3)
  await hand.press('Escape')
  await patiently(() => app.page.locator('.table-row[aria-selected=true]').count()).toBe(0)
  await hand.press('End')
  await patiently(async () => (await app.page.locator('.table-row.at').innerText()).includes('A-0001')).toBe(true)

  await hand.choose(hand.word('documents:statusFilter'), hand.word('documents:status.overdue'), { back: true })
  await patiently(async () => (await rows().allInnerTexts()).every((text) => text.includes('⚠') || /lewat/.test(text))).toBe(true)
  const overdue = Number(/^(\d+)/.exec(await app.page.locator('.screen-foot').innerText())?.[1])
  expect(overdue).toBeGreaterThan(3)
  // The menu at the end of the head exports what the filter lets through.
  await hand.tabTo(hand.word('kit:tableMenu'))
  await hand.press('Enter')
  await app.page.locator('[role=menu]').waitFor()
  await walkMenu(hand.word('kit:exportCsv'))
  const [download] = await Promise.all([app.page.waitForEvent('download'), hand.press('Enter')])
  const csv = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
  expect(csv.length).toBe(overdue + 1)
  expect(csv[1]).toMatch(/INV\/\d{4}\/\d{2}\/A-\d{4}/)
  await hand.choose(hand.word('documents:statusFilter'), hand.word('documents:allStatus'), { back: true })
})

/** Down the menu until this item has the focus. */
async function walkMenu(item: string): Promise<void> {
  for (let step = 0; step < 30; step += 1) {
    if ((await hand.focused()).name.includes(item)) return
    await hand.press('ArrowDown')
  }
  throw new Error(`the menu has no “${item}”`)
}

story('one or two Chinese characters find a buyer, a few letters anywhere in a word a product', async () => {
  for (const [typed, found] of [['青', '上海青藤家居有限公司'], ['怡家', '上海怡家家居有限公司'], ['ranjang', 'Keranjang'], ['0001', 'A-0001']] as const) {
    await hand.press('Control+K')
    await app.page.locator('dialog.palette[open]').waitFor()
    await hand.type(typed)
    await app.page.locator('dialog.palette [role=option]', { hasText: found }).first().waitFor()
    await hand.press('Escape')
    await app.page.locator('dialog.palette').waitFor({ state: 'detached' })
  }
})

story('the palette runs commands in any language and opens what it found', async () => {
  await hand.press('Control+K')
  await app.page.locator('dialog.palette[open]').waitFor()
  await hand.type(resources.zh.reports.titles['trial-balance'])
  const balance = hand.word('reports:titles.trial-balance')
  await patiently(() => app.page.locator('dialog.palette [aria-selected=true]').innerText()).toContain(balance)
  await hand.press('Enter')
  await hand.heading(balance)
  await hand.press('Control+K')
  await hand.type('RC-101')
  const option = app.page.locator('dialog.palette [role=option]', { hasText: /RC-101\b/ }).first()
  await option.waitFor()
  await hand.press('Enter')
  await hand.heading(/Kursi makan rotan/)
  await hand.press('Escape')
  await hand.heading(balance)
})

story('rows of a spreadsheet land in the lines of an invoice', async () => {
  // The spreadsheet is another page: typed there, copied there.
  const sheet = await app.page.context().newPage()
  await sheet.setContent('<textarea autofocus rows="5" cols="80"></textarea>')
  await sheet.locator('textarea:focus').waitFor()
  await sheet.keyboard.insertText('Kode\tNama\tJumlah\tHarga\nRC-101\tKursi makan\t2\t42,50\nRT-045\tMeja samping\t3\t1.033,40\nTIDAK-ADA\tApa ini\t1\t5\n')
  await sheet.keyboard.press('Control+A')
  await sheet.keyboard.press('Control+C')
  await sheet.close()
  await newInvoice('怡家')
  await hand.press('Control+V')
  await hand.sees(hand.word('documents:pastedUnknown', { count: 3, unknown: 1 }))
  const lines = await lineTexts()
  // The hand stands on the good of the first line.
  expect((await hand.focused()).value).toBe('RC-101')
  expect(lines[0]).toMatch(/9401\.53\.00.*2.*pcs.*42,50.*85,00/)
  expect(lines[1]).toMatch(/RT-045.*3.*pcs.*1\.033,40.*3\.100,20/)
  expect(lines[2]).toContain('TIDAK-ADA')
  // What is not known is said where it stands, and Ctrl+Delete takes the line away.
  await app.page.locator('.line-grid [data-wrong]').first().waitFor()
})

story('a scanner adds a line and counts it up wherever the hand is', async () => {
  await newInvoice('怡家')
  for (const code of ['RC-101', 'RT-045', 'RC-101', 'RC-101']) {
    await hand.scan(code)
    await app.page.waitForTimeout(400)
  }
  await patiently(async () => (await lineTexts())[0]).toMatch(/RC-101.*\b3\b.*pcs/)
  await patiently(async () => (await lineTexts())[1]).toMatch(/RT-045.*\b1\b.*pcs/)
})

async function newInvoice(buyer: string): Promise<void> {
  await hand.press('Alt+2')
  await hand.heading(hand.word('sales:title'))
  await hand.press('Control+N')
  await hand.heading(hand.word('sales:invoice'))
  await patiently(async () => (await hand.focused()).name).toBe(hand.word('sales:buyer'))
  await hand.type(buyer)
  await app.page.locator('.picker-list li', { hasText: buyer }).first().waitFor()
  await hand.press('Enter')
  await patiently(async () => (await hand.focused()).name).toBe(`${hand.word('documents:field.product')}, 1`)
}

async function lineTexts(): Promise<string[]> {
  return (await app.page.locator('.line-grid-row:not(.line-grid-head)').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
}

story('what was typed survives a killed process', async () => {
  await newInvoice('青藤')
  await hand.enter('RC-101')
  await patiently(async () => (await hand.focused()).name).toContain(hand.word('documents:field.quantity'))
  await hand.enter('7')
  const saved = app.page.locator('.saved-at')
  await patiently(() => saved.innerText()).toMatch(/^tersimpan \d/)
  await patiently(() => decodeURIComponent(new URL(app.page.url()).hash), 'the address follows the draft').toContain('draft:')
  const { pid } = app.process
  if (pid === undefined) throw new Error('the program has no process')
  const ended = new Promise((resolve) => app.process.once('exit', resolve))
  process.kill(pid, 'SIGKILL')
  await ended
  // The page says so, and does not pretend.
  await app.page.locator('.banner.restarting').waitFor()
  await app.browser.close()

  app = await startApp({ dataFolder, book: `${dataFolder}/demo.mendunia` })
  hand = await handOn(app.page, 'id')
  watched = watch(app.page)
  await app.page.locator('nav').first().waitFor()
  await hand.press('Alt+2')
  await rows().first().waitFor()
  await hand.choose(hand.word('documents:statusFilter'), hand.word('documents:status.draft'), { back: true })
  await hand.tabTo(hand.word('sales:tab.invoices'))
  const mine = rows().filter({ hasText: '上海青藤家居有限公司' }).first()
  await mine.waitFor()
  await patiently(async () => (await hand.focused()).role, 'the list can be reached').toBe('grid')
  await hand.press('Home')
  for (let step = 0; step < 10 && !(await app.page.locator('.table-row.at').innerText()).includes('青藤'); step += 1) await hand.press('ArrowDown')
  await hand.press('Enter')
  await hand.heading(hand.word('sales:invoice'))
  await patiently(async () => (await lineTexts())[0]).toMatch(/RC-101.*\b7\b.*pcs/)
})
