// The tax office from the keyboard, in Indonesian: the weekly decree pasted, a refused tax invoice put right and the Coretax file saved, a duty
// marked as done, an export's difference explained.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { mendunia } from './stories/demo-book.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { type Watched, watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let dataFolder: string
let app: StartedBrowserApp
let hand: Hand
let watched: Watched

const today = new Date()
const iso = (daysBack: number): string => new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() - daysBack)).toISOString().slice(0, 10)
const lastMonth = new Date(Date.UTC(today.getFullYear(), today.getMonth() - 1, 12)).toISOString().slice(0, 10)

beforeAll(async () => {
  dataFolder = freshFolder('tax')
  mkdirSync(dataFolder, { recursive: true })
  const book = join(dataFolder, 'laras.mendunia')
  writeFileSync(join(dataFolder, 'company.json'), JSON.stringify({ name: 'Batik Laras Contoh', npwp: '0991234567890000' }))
  writeFileSync(join(dataFolder, 'events.json'), JSON.stringify({ events: [
    { event: 'party.add', id: 'p1', date: lastMonth, code: 'ROTAN', name: 'CV Rotan & Rupa Contoh', country: 'ID', address: ['Jl. Contoh No. 8', 'Cirebon 45111'], taxId: '987654321098000' },
    { event: 'party.add', id: 'p2', date: lastMonth, code: 'STRAITS', name: 'Straits Living Pte. Ltd.', country: 'SG' },
    { event: 'sales.invoice', id: 'dom', date: lastMonth, customer: 'ROTAN', tax: 'ppn12', lines: [{ account: '4102', amount: '2650000' }] },
    { event: 'sales.invoice', id: 'exp', date: iso(0), customer: 'STRAITS', currency: 'USD', rate: '16250', tax: 'export0', lines: [{ account: '4101', amount: '4250' }] },
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

story('the weekly decree is pasted and kept, and the inbox asks no more', async () => {
  await hand.run(hand.word('tax:open.rates'))
  await hand.sees(hand.word('tax:week.missing', { currencies: 'USD' }))
  await patiently(async () => (await hand.focused()).tag).toBe('textarea')
  await app.page.keyboard.insertText('1 Dolar Amerika Serikat (USD) 16.250,00 68,00\n13 Yen Jepang (JPY) 10.737,57')
  await hand.sees(hand.word('tax:rates.count', { count: 2 }))
  await hand.press('Control+Enter')
  await patiently(() => app.page.locator('.screen-aside').innerText()).toMatch(/USD\s+16\.250[\s\S]*JPY\s+107,3757/)
})

story('a tax invoice that Coretax would refuse leads to the buyer; put right, the file is saved', async () => {
  await hand.run(hand.word('tax:open.coretax'))
  const month = lastMonth.slice(0, 7)
  await app.page.evaluate((hash) => { location.hash = hash }, `#/tax.coretax?month=${month}`)
  await hand.sees(hand.word('errors:NPWP_LENGTH', { npwp: '987654321098000' }))
  await hand.press('o')
  await hand.heading('CV Rotan & Rupa Contoh')
  await hand.fill(hand.word('parties:field.taxId'), '0987654321098000')
  await hand.press('Control+Enter')
  await patiently(() => app.page.locator('.screen-subtitle').innerText()).toMatch(new RegExp(`${hand.word('kit:savedAt', { time: '' }).trim()} \\d`))
  await hand.press('Escape')
  await hand.heading(hand.word('tax:title'))
  await patiently(() => app.page.locator('.screen-foot').innerText()).toContain(hand.word('tax:coretax.count', { ready: 1, refused: 0, exports: 0 }))
  const download = app.page.waitForEvent('download')
  await hand.press('Control+Enter')
  const xml = readFileSync(await (await download).path(), 'utf8')
  expect(xml).toContain('<BuyerTin>0987654321098000</BuyerTin>')
  expect(xml).toContain('<TaxBase>2650000.00</TaxBase>')
})

story('a duty is marked as done, with its number', async () => {
  await hand.run(hand.word('tax:open.calendar'))
  await hand.inList(hand.word('tax:tab.calendar'))
  await hand.press('Home')
  const before = await app.page.locator('.table-row.at').innerText()
  await hand.press('m')
  await app.page.locator('dialog[open]').waitFor()
  await hand.tabTo(hand.word(before.includes(hand.word('tax:obligation.finalIncome.pay')) ? 'tax:filing.ntpn' : 'tax:filing.bpe'))
  await hand.type('ABC123')
  await hand.press('Control+Enter')
  await hand.closed()
  await hand.inList(hand.word('tax:tab.calendar'))
  await patiently(() => app.page.locator('.table-row.at').innerText()).toContain('ABC123')
  await hand.press('u')
  await patiently(() => app.page.locator('.table-row.at').innerText()).not.toContain('ABC123')
})

story('an export carries its PEB and the reason of a difference', async () => {
  await hand.run(hand.word('tax:open.proceeds'))
  await hand.inList(hand.word('tax:tab.proceeds'))
  await hand.press('Enter')
  await app.page.locator('dialog[open]').waitFor()
  await hand.fill(hand.word('tax:proceeds.pebNo'), '000123')
  await hand.choose(hand.word('tax:proceeds.reason'), hand.word('reports:reasons.bankCharges'))
  await hand.press('Control+Enter')
  await hand.closed()
  await patiently(() => app.page.locator('.table-row.at').innerText()).toMatch(/000123[\s\S]*biaya bank/)
})
