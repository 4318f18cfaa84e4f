// The first sale, end to end, from the keyboard alone: a book is made, goods are bought, a buyer in Shanghai is invoiced in US dollars,
// papers are saved in English and Chinese, money comes in at another rate, and the trial balance is right to the last sen.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { LanguageId } from '../../../src/locales/index.ts'
import { type Hand, handOn, patiently } from './hand.ts'
import { textOfPdf } from './pdf-text.ts'
import { speak } from './speak.ts'

export interface FirstSaleFrame {
  readonly page: Page
  readonly language: LanguageId
  /** Does what saves a file and gives the file's bytes: the download of a browser, the file that the window wrote. */
  savedBy(act: () => Promise<void>): Promise<Uint8Array>
}

const company = 'CV Rotan Samudra'
const buyer = { name: 'Shanghai Yijia Home Co., Ltd.', zh: '上海怡家家居有限公司', uscc: '91310107MA1FABCD2T', address: 'No. 88 Huaihai Middle Road\nHuangpu District, Shanghai 200021' }
const supplier = 'UD Rotan Jaya'
const goods = [
  { code: 'RC-01', id: 'Kursi rotan', en: 'Rattan dining chair', zh: '藤餐椅', hs: '94015300', bought: '100', cost: '400000', sold: '60', price: '45.50', weight: '4.2', packing: ['4', '18', '20.5', '60', '60', '110'] },
  { code: 'RT-02', id: 'Meja rotan', en: 'Rattan coffee table', zh: '藤茶几', hs: '94038200', bought: '50', cost: '900000', sold: '20', price: '128', weight: '9.5', packing: ['2', '20', '23', '90', '60', '55'] },
] as const

/** @returns the number of the sales invoice */
export async function firstSale({ page, language, savedBy }: FirstSaleFrame): Promise<string> {
  await page.locator('main.start').waitFor({ timeout: 60_000 })
  await speak(page, language)
  const hand = await handOn(page, language)
  await makeBook(hand)
  await describeCompany(hand)
  await openBalances(hand)
  await addBuyer(hand)
  for (const good of goods) await addProduct(hand, good)
  await receiveGoods(hand)
  const number = await invoice(hand)
  await papers(hand, number, savedBy)
  await receiveMoney(hand)
  await trialBalance(hand)
  await languagesLive(hand)
  return number
}

async function makeBook(hand: Hand): Promise<void> {
  await hand.fill(hand.word('start:new.company'), company)
  await hand.choose(hand.word('start:new.chart'), hand.word('start:chart.exporter'))
  await hand.tabTo(hand.word('start:new.make'))
  await hand.press('Enter')
  await hand.page.locator('nav').first().waitFor({ timeout: 30_000 })
  await hand.sees(company)
}

async function describeCompany(hand: Hand): Promise<void> {
  const { word, fill } = hand
  await hand.run(word('common:action.settings'))
  await hand.heading(word('settings:title'))
  await fill(word('settings:company.address'), 'Jl. Raya Plered 12\nCirebon 45158, Indonesia')
  await fill(word('settings:company.phone'), '+62 231 555 0112')
  await fill(word('settings:company.nib'), '9120001234567')
  await fill(word('settings:company.npwp'), '0123456789012345')
  await fill(word('settings:company.signName'), 'Sari Wulandari')
  await fill(word('settings:company.signTitle'), 'Export Manager')
  await fill(word('settings:company.signPlace'), 'Cirebon')
  await fill(word('settings:bank.name'), 'Bank Mandiri, Cirebon')
  await fill(word('settings:bank.account'), '134-00-1122334-5')
  await fill(word('settings:bank.holder'), company)
  await fill(word('settings:bank.swift'), 'BMRIIDJA')
  await hand.choose(word('settings:bank.currency'), 'USD')
  await hand.press('Control+Enter')
  await hand.sees(new RegExp(`^${word('common:saved')}`))

  // Left and right move over the tabs.
  await hand.tabTo(word('settings:tab.company'), { back: true })
  for (const tab of ['numbers', 'rates'] as const) {
    await hand.press('ArrowRight')
    await patiently(async () => (await hand.focused()).name).toBe(word(`settings:tab.${tab}`))
  }
  await fill(word('settings:rates.rate'), '16000')
  await hand.press('Enter')
  await hand.sees(hand.figure('16,000'))
  await hand.tabTo(word('settings:tab.rates'), { back: true })
  await hand.press('ArrowRight', 'ArrowRight')
  await fill(word('common:code'), 'GUDANG')
  await fill(word('common:name'), 'Gudang Plered')
  await hand.press('Enter')
  await hand.sees('Gudang Plered')
}

async function openBalances(hand: Hand): Promise<void> {
  await hand.run(hand.word('opening:title'))
  await hand.heading(hand.word('opening:title'))
  await hand.tabTo(`${hand.word('documents:field.account')}, 1`)
  await hand.enter('1111')
  await hand.enter('100000000')
  await patiently(() => bookingText(hand)).toContain(hand.figure('100,000,000'))
  await hand.press('Control+Enter')
  await hand.sees(hand.word('documents:booked'))
}

async function addBuyer(hand: Hand): Promise<void> {
  const { word, fill } = hand
  await hand.press('Alt+5')
  await hand.heading(word('parties:title'))
  await hand.press('Control+N')
  await hand.page.locator('dialog[open]').waitFor()
  await fill(word('parties:field.name'), buyer.name)
  await fill(word('parties:field.nameZh'), buyer.zh)
  await hand.choose(word('parties:field.country'), country(hand, 'CN'))
  await fill(word('parties:field.termsDays'), '30')
  await hand.choose(word('parties:field.defaultCurrency'), 'USD')
  await fill(word('parties:field.address'), buyer.address)
  await fill(word('parties:field.uscc'), buyer.uscc)
  await hand.press('Control+Enter')
  await hand.page.locator('dialog[open]').waitFor({ state: 'detached' })
  await hand.heading(new RegExp(`${buyer.zh}|Shanghai Yijia`))
}

async function addProduct(hand: Hand, good: (typeof goods)[number]): Promise<void> {
  const { word, fill } = hand
  await hand.run(word('common:action.products'))
  await hand.heading(word('products:title'))
  await hand.press('Control+N')
  await hand.page.locator('dialog[open]').waitFor()
  await fill(word('products:field.name'), good.id)
  await fill(word('products:field.nameEn'), good.en)
  await fill(word('products:field.nameZh'), good.zh)
  await fill(word('products:field.salePrice'), hand.figure(good.price))
  await fill(word('common:code'), good.code)
  await fill(word('products:field.hsCode'), good.hs)
  await fill(word('products:field.weightKg'), hand.figure(good.weight))
  await hand.press('Control+Enter')
  await hand.page.locator('dialog[open]').waitFor({ state: 'detached' })
  await hand.sees(word('products:card.packaging'))
  await hand.choose(word('products:packaging.typeCode'), 'CT')
  const measures = ['quantityPerPackage', 'netPerPackageKg', 'grossPerPackageKg', 'lengthCm', 'widthCm', 'heightCm'] as const
  for (const [index, measure] of measures.entries()) await fill(word(`products:packaging.${measure}`), hand.figure(good.packing[index] ?? ''))
  await hand.press('Control+Enter')
  await hand.sees(new RegExp(`^${word('common:saved')}`))
}

/** Goods come in before their bill does; the supplier is made on the way. */
async function receiveGoods(hand: Hand): Promise<void> {
  const { word } = hand
  await hand.press('Alt+3')
  await hand.heading(word('purchases:title'))
  await hand.press('Control+Shift+N')
  await hand.heading(word('purchases:receipt'))
  await patiently(async () => (await hand.focused()).name).toBe(word('purchases:supplier'))
  await hand.type(supplier)
  await hand.sees(word('kit:newNamed.party', { text: supplier }))
  await hand.press('Insert')
  await hand.page.locator('dialog[open]').waitFor()
  await hand.press('Control+Enter')
  await hand.page.locator('dialog[open]').waitFor({ state: 'detached' })
  await patiently(async () => (await hand.focused()).name).toBe(`${word('documents:field.product')}, 1`)
  for (const good of goods) await typeLine(hand, [good.code, good.bought, good.cost])
  await patiently(() => bookingText(hand)).toContain(hand.figure('85,000,000'))
  await hand.press('Control+Enter')
  await hand.sees(word('documents:booked'))
  await hand.press('Control+I')
  await hand.heading(word('purchases:invoice'))
  await patiently(() => bookingText(hand)).toContain(hand.figure('85,000,000'))
  await hand.press('Control+Enter')
  await hand.sees(word('documents:booked'))
}

/** Cells one after the other, each closed by Enter; the last Enter makes the next line. */
async function typeLine(hand: Hand, cells: readonly string[]): Promise<void> {
  for (const [index, cell] of cells.entries()) {
    const before = await hand.focused()
    await hand.page.keyboard.press('Control+A')
    await hand.enter(index === 0 ? cell : hand.figure(cell))
    await patiently(async () => (await hand.focused()).name, `after “${cell}”`).not.toBe(before.name)
  }
}

async function invoice(hand: Hand): Promise<string> {
  const { word, fill } = hand
  await hand.press('Alt+2')
  await hand.heading(word('sales:title'))
  await hand.press('Control+N')
  await hand.heading(word('sales:invoice'))
  await patiently(async () => (await hand.focused()).name).toBe(word('sales:buyer'))
  // Two Chinese characters find the buyer.
  await hand.type('怡家')
  await hand.sees(buyer.zh)
  await hand.press('Enter')
  const product = word('documents:field.product')
  await patiently(async () => (await hand.focused()).name).toBe(`${product}, 1`)
  await hand.choose(word('documents:field.incoterm'), 'FOB', { back: true })
  await fill(word('documents:field.incotermPlace'), 'Tanjung Priok')
  await hand.tabTo(`${product}, 1`)
  for (const good of goods) {
    await hand.enter(good.code)
    await patiently(async () => (await hand.focused()).name).toContain(word('documents:field.quantity'))
    await hand.enter(good.sold)
    // The price of the product stands there already: it is passed or taken as it is.
    while ((await hand.focused()).name.startsWith(product) === false) await hand.press('Enter')
  }
  await hand.press('Alt+S')
  await hand.choose(word('sales:shipping.mode'), word('sales:shipping.modes.1 sea LCL'))
  await fill(word('sales:shipping.portLoading'), 'idtpp')
  await fill(word('sales:shipping.portDischarge'), 'cnsha')
  await fill(word('sales:shipping.vessel'), 'MERATUS TOMINI')
  await fill(word('sales:shipping.marks'), 'YIJIA\nSHANGHAI\nC/NO. 1-25')

  // What posting will do stands beside the document: 5,290.00 dollars at 16,000, and what is left of the goods.
  await hand.rest()
  await patiently(() => bookingText(hand)).toContain(hand.figure('5,290.00'))
  await hand.rest()
  const booking = await bookingText(hand)
  for (const figure of ['84,640,000', '42,000,000']) expect(booking).toContain(hand.figure(figure))
  expect(booking).toMatch(/RC-01\s*100\s*→\s*40/)
  expect(booking).toMatch(/RT-02\s*50\s*→\s*30/)
  await hand.press('Control+Enter')
  const number = /^INV\/\d{4}\/\d{2}\/A-0001$/
  await hand.heading(number)
  return (await hand.page.getByRole('heading', { level: 1 }).first().textContent()) ?? ''
}

async function papers(hand: Hand, number: string, savedBy: FirstSaleFrame['savedBy']): Promise<void> {
  const { word } = hand
  await hand.press('Control+P')
  const dialog = hand.page.locator('dialog[open]')
  await dialog.waitFor()
  await hand.page.locator('canvas').first().waitFor({ timeout: 30_000 })
  for (const [one, wanted] of [['id', false], ['en', true], ['zh', true]] as const) await toggle(hand, word(`documents:paper.language.${one}`), wanted)
  const kept = word('documents:paper.saved', { path: '' }).trim()
  await readyPaper(hand)
  const commercial = await textOfPdf(await savedBy(() => hand.press('Control+S')))
  await hand.sees(new RegExp(kept))
  for (const text of [number, 'COMMERCIAL INVOICE', '商业发票', company, buyer.name, buyer.zh, buyer.uscc, '9401.53.00', 'FOB', 'Tanjung Priok', '5,290.00', 'BMRIIDJA', 'SARI WULANDARI', '藤餐椅', 'Rattan coffee table']) expect(commercial).toContain(text.replace(/\s+/g, ' '))

  await choosePaper(hand, packingList[hand.language])
  await readyPaper(hand)
  const packing = await textOfPdf(await savedBy(() => hand.press('Control+S')))
  // 60 chairs by 4 and 20 tables by 2: 15 + 10 cartons; 15 × 20.5 + 10 × 23 kg.
  for (const text of [number, 'PACKING LIST', '装箱单', buyer.zh, '25', '537.5', 'YIJIA']) expect(packing).toContain(text)
  await hand.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

async function toggle(hand: Hand, name: string, wanted: boolean): Promise<void> {
  await hand.tabTo(name)
  if ((await hand.focused()).checked !== wanted) await hand.press('Space')
  await patiently(async () => (await hand.focused()).checked).toBe(wanted)
}

const packingList = { id: 'Daftar kemasan', en: 'Packing list', zh: '装箱单' } as const

/** Down the list of papers until this one is chosen. */
async function choosePaper(hand: Hand, title: string): Promise<void> {
  await hand.tabTo(hand.word('documents:paper.list'))
  await hand.press('Home')
  const chosen = () => hand.page.locator('.paper-list [aria-selected=true]').innerText()
  for (let step = 0; step < 60 && !(await chosen()).startsWith(title); step += 1) await hand.press('ArrowDown')
  expect(await chosen()).toContain(title)
}

/** The paper in sight is the one that is chosen: drawn, and nothing is on its way. */
async function readyPaper(hand: Hand): Promise<void> {
  await hand.page.locator('.pdf-view canvas').first().waitFor({ timeout: 30_000 })
  await hand.page.waitForFunction(() => document.querySelector('dialog[open] [data-pending]') === null)
}

/** 5,265 dollars arrive, the bank kept 25, a dollar is 16,250 rupiah by now. */
async function receiveMoney(hand: Hand): Promise<void> {
  const { word, fill } = hand
  await hand.press('Control+B')
  await hand.heading(word('payments:receive'))
  await fill(word('payments:bankCharge'), '25')
  await fill(word('documents:field.rate'), '16250')
  await hand.press('Tab')
  // The gain is there only once the rate was read too.
  await patiently(() => bookingText(hand)).toContain(hand.figure('1,322,500'))
  expect(await bookingText(hand)).toContain(hand.figure('5,265.00'))
  await hand.press('Control+Enter')
  await hand.sees(word('documents:booked'))
}

/** By hand: each account's debits, credits and balance in rupiah. Dollars: 5,290.00 at 16,000 sold, 5,265.00 and 25.00 paid at 16,250. */
const accounts: readonly (readonly [code: string, ...figures: string[]])[] = [
  ['1111', '100,000,000', '–', '100,000,000'],
  ['1112', 'USD5,265.00', '85,556,250', '–', '85,556,250'],
  ['1201', '84,640,000', '84,640,000', '–'],
  ['1303', '85,000,000', '42,000,000', '43,000,000'],
  ['2101', '–', '85,000,000', '−85,000,000'],
  ['2110', '85,000,000', '85,000,000', '–'],
  ['3301', '–', '100,000,000', '−100,000,000'],
  ['3901', 'USD−5,265.00', '85,556,250', '85,556,250', '–'],
  ['4101', '–', '84,640,000', '−84,640,000'],
  ['5101', '42,000,000', '–', '42,000,000'],
  ['6106', '406,250', '–', '406,250'],
  ['7101', '–', '1,322,500', '−1,322,500'],
]

async function trialBalance(hand: Hand): Promise<void> {
  await hand.run(hand.word('reports:titles.trial-balance'))
  await hand.heading(hand.word('reports:titles.trial-balance'))
  await hand.sees('7101')
  const rows = (await hand.page.locator('.ledger-row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim())
  // The name of an account stands between its code and its figures, in the language of the reader.
  const seen = rows.slice(0, -1).map((row, index) => {
    const figures = (accounts[index] ?? ['']).slice(1).map(hand.figure).join(' ')
    return `${row.slice(0, 4)} … ${row.slice(-figures.length)}`
  })
  expect(seen).toEqual(accounts.map(([code, ...figures]) => `${code} … ${figures.map(hand.figure).join(' ')}`))
  expect(rows.at(-1)).toBe(`${hand.word('reports:rows.total')} ${hand.figure('568,158,750')} ${hand.figure('568,158,750')}`)
}

/** The screen changes its language where it stands. */
async function languagesLive(hand: Hand): Promise<void> {
  const { page, language } = hand
  for (const next of (['id', 'en', 'zh'] as const).filter((one) => one !== language)) {
    await speak(page, next)
    const other = await handOn(page, next)
    await other.heading(other.word('reports:titles.trial-balance'))
    await other.sees(other.figure('43,000,000'))
  }
  await speak(page, language)
}

async function bookingText(hand: Hand): Promise<string> {
  return (await hand.page.locator('.booking').first().innerText()).replace(/\s+/g, ' ')
}

function country(hand: Hand, code: string): string {
  return `${code} · ${new Intl.DisplayNames([hand.language === 'zh' ? 'zh-Hans' : hand.language], { type: 'region' }).of(code) ?? code}`
}
