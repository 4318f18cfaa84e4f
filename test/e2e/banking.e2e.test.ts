// A bank's file and a table of goods come into a book, in Indonesian and by keys alone: taken in, matched, undone, reconciled.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { mendunia } from './stories/demo-book.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { type Watched, watch, withPicture } from './stories/watch.ts'
import { freshFolder, root, type StartedBrowserApp, startApp } from './support.ts'

const samples = join(root, 'test/fixtures/samples')

let dataFolder: string
let app: StartedBrowserApp
let hand: Hand
let watched: Watched

beforeAll(async () => {
  dataFolder = freshFolder('banking')
  mkdirSync(dataFolder, { recursive: true })
  const book = join(dataFolder, 'laras.mendunia')
  writeFileSync(join(dataFolder, 'company.json'), JSON.stringify({ name: 'CV Laras Nusantara Contoh' }))
  writeFileSync(join(dataFolder, 'events.json'), JSON.stringify({ events: [
    { event: 'party.add', id: 'p2', date: '2026-01-01', code: 'C002', name: 'CV Rotan & Rupa Contoh' },
    { event: 'sales.invoice', id: 'INV/2026/11/A-0042', date: '2026-11-02', customer: 'C002', tax: 'ppn12', lines: [{ account: '4102', amount: '2650000' }] },
    { event: 'opening.post', id: 'ob', date: '2026-10-31', accounts: [{ account: '1111', debit: '48215730.45' }] },
  ] }))
  await mendunia(dataFolder, ['init', '--book', book, '--company', join(dataFolder, 'company.json')])
  await mendunia(dataFolder, ['apply', join(dataFolder, 'events.json'), '--book', book])
  app = await startApp({ dataFolder, book })
  await app.page.locator('nav').first().waitFor()
  hand = await handOn(app.page, 'id')
  watched = watch(app.page)
})
afterAll(async () => {
  await app.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})
afterEach(() => {
  expect(watched.complaints()).toEqual([])
  expect(watched.strangers()).toEqual([])
})

const story = (name: string, tell: () => Promise<void>) => test(name, () => withPicture(app.page, name.replace(/\W+/g, '-'), tell))
const rows = () => app.page.locator('.table-row')
const row = (text: string) => rows().filter({ hasText: text })

/** Moves down the list until the row in hand says this. */
async function moveTo(text: string): Promise<void> {
  await hand.press('Home')
  for (let step = 0; step < 40; step += 1) {
    if ((await app.page.locator('.table-row.at').innerText()).includes(text)) return
    await hand.press('ArrowDown')
  }
  throw new Error(`no line says “${text}”`)
}

story('a bank file is taken in from its path, and the balances stand beside it', async () => {
  await hand.press('Alt+6')
  await hand.heading(hand.word('payments:title'))
  await hand.press('Control+M')
  await hand.heading(hand.word('banking:title'))
  await hand.press('Control+I')
  await app.page.locator('dialog[open]').waitFor()
  await hand.fill(hand.word('kit:file.path'), join(samples, 'bca-mutasi.csv'))
  await hand.press('Enter')
  await hand.sees('110.075.129,03')
  await hand.tabTo(hand.word('banking:import.apply', { count: 24 }))
  await hand.press('Enter')
  await patiently(() => rows().count()).toBeGreaterThan(10)
  await hand.sees(hand.word('banking:reconciliation.explained'))
})

story('Enter books what is proposed, and U takes it back', async () => {
  await patiently(async () => (await hand.focused()).role).toBe('grid')
  await moveTo('A-0042')
  await hand.sees(hand.word('banking:reason.reference', { number: 'INV/2026/11/A-0001' }))
  await hand.press('Enter')
  await patiently(() => row('A-0042').count()).toBe(0)
  await moveTo('BIAYA ADM')
  await hand.sees(hand.word('banking:reason.charge'))
  await hand.press('Enter')
  await patiently(() => row('BIAYA ADM').count()).toBe(0)
  await hand.tabTo(hand.word('banking:tab.open'), { back: true })
  await hand.press('ArrowRight')
  await patiently(() => rows().count()).toBe(2)
  await hand.tabTo(hand.word('banking:title'))
  await moveTo('A-0042')
  await hand.press('u')
  await patiently(() => rows().count()).toBe(1)
})

story('what a person says of a line is proposed for the next one', async () => {
  await hand.tabTo(hand.word('banking:tab.matched'), { back: true })
  await hand.press('ArrowLeft')
  await patiently(() => rows().count()).toBeGreaterThan(10)
  await hand.tabTo(hand.word('banking:title'))
  await moveTo('MINGGU 1')
  await hand.sees(hand.word('banking:noProposal'))
  await hand.press('m')
  await app.page.locator('dialog[open]').waitFor()
  await hand.tabTo(hand.word('banking:byHand.target'))
  await hand.type('6101')
  await app.page.locator('[role=option]').filter({ hasText: '6101' }).first().waitFor()
  await hand.press('Enter')
  await hand.tabTo(hand.word('banking:byHand.remember'))
  await hand.press('Space')
  await hand.fill(hand.word('banking:byHand.words'), 'UPAH PENGRAJIN')
  await hand.press('Enter')
  await patiently(() => app.page.locator('dialog[open]').count()).toBe(0)
  await patiently(() => row('MINGGU 1').count()).toBe(0)
  await hand.tabTo(hand.word('banking:title'))
  await moveTo('MINGGU 2')
  await hand.sees(hand.word('banking:reason.learned', { text: 'UPAH PENGRAJIN', account: '6101 Beban gaji' }))
})

story('sixty products are tried, then taken in', async () => {
  await hand.run(hand.word('importing:action.products'))
  await hand.heading(hand.word('importing:title'))
  await hand.fill(hand.word('kit:file.path'), join(samples, 'products.csv'))
  await hand.press('Enter')
  await hand.sees(hand.word('importing:rowsFound', { count: 60, number: '60' }))
  await hand.press('Alt+T')
  await hand.sees(hand.word('importing:trial', { rows: 60, good: 60, fresh: 60, unchanged: 0 }))
  await hand.press('Control+Enter')
  await hand.heading(hand.word('products:title'))
  await hand.sees('Kain batik cap parang 2 m')
})
