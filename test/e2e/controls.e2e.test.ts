// What the page's controls promise a hand on the keyboard, each where it is used: lists, calendar, menus, buttons that say why, and a
// search that keeps up with the fastest typist.
import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeDemoBook } from './stories/demo-book.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { type Watched, watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let dataFolder: string
let app: StartedBrowserApp
let hand: Hand
let watched: Watched

/** How late the program answers, as on an old PC in the middle of a search. */
const lateMs = 350

beforeAll(async () => {
  dataFolder = freshFolder('controls')
  app = await startApp({ dataFolder, book: await makeDemoBook(dataFolder) })
  await app.page.locator('nav').first().waitFor()
  hand = await handOn(app.page, 'id')
  watched = watch(app.page)
})
afterAll(async () => {
  await app.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})
afterEach(() => { expect(watched.complaints()).toEqual([]) })

const story = (name: string, tell: () => Promise<void>) => test(name, () => withPicture(app.page, name.replace(/\W+/g, '-'), tell))
const value = async () => (await hand.focused()).value

async function newInvoice(): Promise<void> {
  await hand.press('Alt+2')
  await hand.heading(hand.word('sales:title'))
  await hand.press('Control+N')
  await hand.heading(hand.word('sales:invoice'))
  await patiently(async () => (await hand.focused()).name).toBe(hand.word('sales:buyer'))
}

story('a list of choices is moved through closed, found in by letters, and opened', async () => {
  await hand.press('Alt+5')
  await hand.heading(hand.word('parties:title'))
  await hand.press('Control+N')
  await app.page.locator('dialog[open]').waitFor()
  await hand.tabTo(hand.word('parties:field.country'))
  await hand.press('Home')
  const first = await value()
  await hand.press('ArrowDown')
  expect(await value()).not.toBe(first)
  await hand.press('ArrowUp')
  expect(await value()).toBe(first)
  await hand.type('NL')
  await patiently(value).toMatch(/^NL/)
  await hand.press('Enter')
  await app.page.locator('[role=listbox]').waitFor()
  await hand.type('JP')
  await hand.press('Enter')
  await app.page.locator('[role=listbox]').waitFor({ state: 'detached' })
  await patiently(value).toMatch(/^JP/)
  await hand.press('Alt+ArrowDown')
  await app.page.locator('[role=listbox]').waitFor()
  await hand.press('Escape')
  await app.page.locator('[role=listbox]').waitFor({ state: 'detached' })
  // Esc closed the list, not the panel; the next one closes the panel and gives the focus back.
  await patiently(async () => (await hand.focused()).name).toBe(hand.word('parties:field.country'))
  expect(await value()).toMatch(/^JP/)
  await hand.press('Escape')
  await app.page.locator('dialog[open]').waitFor({ state: 'detached' })
})

story('Ctrl+Enter is what it is on the whole form, also while a button or a list has the focus', async () => {
  await hand.press('Control+N')
  await app.page.locator('dialog[open]').waitFor()
  await hand.fill(hand.word('parties:field.name'), 'Toko Uji Tombol')
  await hand.tabTo(hand.word('parties:field.country'))
  await hand.press('Control+Enter')
  await app.page.locator('dialog[open]').waitFor({ state: 'detached' })
  await hand.heading(/Toko Uji Tombol/)
})

story('the calendar opens from the date, moves by days and months, and gives the focus back', async () => {
  await newInvoice()
  await hand.tabTo(hand.word('documents:field.date'), { back: false })
  await hand.press('Control+A')
  await hand.type('3/11/26')
  await hand.press('Alt+ArrowDown')
  await app.page.locator('.calendar').waitFor()
  await patiently(async () => (await hand.focused()).name).toContain('3 November 2026')
  await hand.press('PageUp', 'ArrowRight', 'ArrowDown')
  await hand.press('Enter')
  await app.page.locator('.calendar').waitFor({ state: 'detached' })
  await patiently(value).toBe('11 Okt 2026')
  // Esc leaves the day as it is, and the screen where it is.
  await hand.press('Alt+ArrowDown')
  await app.page.locator('.calendar').waitFor()
  await hand.press('ArrowLeft', 'Escape')
  await app.page.locator('.calendar').waitFor({ state: 'detached' })
  await patiently(value).toBe('11 Okt 2026')
  await hand.press('+', '7', 'Tab')
  await hand.heading(hand.word('sales:invoice'))
})

story('a disabled button can be reached and says why', async () => {
  await hand.run(hand.word('sync:actions.open'))
  await hand.heading(hand.word('sync:title'))
  await hand.tabTo(hand.word('sync:actions.save'))
  await app.page.getByRole('tooltip', { name: hand.word('sync:advice.SYNC_NOT_SET') }).or(app.page.locator('[role=tooltip]', { hasText: hand.word('sync:advice.SYNC_NOT_SET') })).first().waitFor()
  const described = await app.page.evaluate(() => document.getElementById(document.activeElement?.getAttribute('aria-describedby') ?? '')?.textContent)
  expect(described).toBe(hand.word('sync:advice.SYNC_NOT_SET'))
  await hand.press('Enter')
  await hand.heading(hand.word('sync:title'))
})

story('what is typed after Enter waits for the search, then goes where the choice leads', async () => {
  await slowDown()
  await newInvoice()
  // Buyer, good, quantity, price, no discount, next good: at a typist's pace, each before the answer to the one before it is there.
  await app.page.keyboard.type('nordisk', { delay: 15 })
  await hand.press('Enter')
  for (const word of ['RC-115', '12', '45', '', 'RT-045', '3']) {
    await app.page.keyboard.type(word, { delay: 60 })
    await app.page.waitForTimeout(60)
    await hand.press('Enter')
    if (word === '12') await app.page.waitForTimeout(60)
  }
  await patiently(() => app.page.locator('.picker-code').first().innerText()).toMatch(/^NORDISK/)
  await patiently(async () => (await lines())[0]).toMatch(/RC-115.*\b12\b.*pcs/)
  await patiently(async () => (await lines())[1]).toMatch(/RT-045.*\b3\b.*pcs/)
  expect(await app.page.locator('dialog[open]').count()).toBe(0)
  expect((await lines()).filter((text) => text.includes('pcs'))).toHaveLength(2)
  // Nobody was made out of two words.
  await hand.press('Alt+5')
  await hand.heading(hand.word('parties:title'))
  await hand.press('/')
  await hand.type('nordisk')
  await patiently(() => app.page.locator('.table-row').count()).toBe(1)
  await hand.press('Escape')
})

story('where nothing is found nothing is chosen, and what was typed meanwhile is not put elsewhere', async () => {
  await newInvoice()
  await app.page.keyboard.type('tidakada', { delay: 15 })
  await hand.press('Enter')
  await app.page.keyboard.type('RC-115', { delay: 30 })
  await hand.sees(hand.word('kit:nothingFound'))
  await app.page.waitForTimeout(2 * lateMs)
  expect(await value()).toBe('tidakada')
  expect(await app.page.locator('dialog[open]').count()).toBe(0)
  await hand.press('Escape')
})

async function lines(): Promise<string[]> {
  return (await app.page.locator('.line-grid-row:not(.line-grid-head)').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
}

/** From now on every answer of the program comes late. */
async function slowDown(): Promise<void> {
  await app.page.routeWebSocket(/\/socket/, (socket) => {
    const program = socket.connectToServer()
    program.onMessage((message) => { setTimeout(() => socket.send(message), lateMs) })
  })
  await app.page.reload()
  await app.page.locator('nav').first().waitFor()
}
