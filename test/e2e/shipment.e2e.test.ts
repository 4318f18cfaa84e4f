// A whole shipment with keys alone: from a confirmed order to the set of papers in a folder, in Indonesian, with papers in English and Chinese.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { mendunia } from './stories/demo-book.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { textOfPdf } from './stories/pdf-text.ts'
import { type Watched, watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

const company = {
  name: 'CV Anyam Rotan Samudra', address: 'Jl. Raya Tegalwangi No. 218, Weru\nKabupaten Cirebon 45154, Jawa Barat', country: 'ID', nib: '9120000000117', npwp: '0012345678426000', phone: '+62 231 5550 142', email: 'ekspor@anyamrotan.example.com',
  signName: 'RINA KUSUMAWATI', signTitle: 'Direktur / Director', signPlace: 'Cirebon', regionCode: '3209', regionName: 'Kabupaten Cirebon',
  bank: { name: 'Bank Contoh Nusantara', address: 'Jl. Siliwangi 1, Cirebon', account: '100-2000-30004', holder: 'CV Anyam Rotan Samudra', swift: 'EXAMIDJA', currency: 'USD' },
}
const day = '2026-11-20'
const events = [
  {
    event: 'party.add', id: 'buyer', date: day, code: 'QINGTENG', name: 'Shanghai Qingteng Home Co., Ltd.', nameZh: '上海青藤家居有限公司', role: 'customer', address: 'Room 1206, No. 588 Example Road, Putuo District\nShanghai 200060', country: 'CN',
    uscc: '91310107MA1FABCD2T', phone: '+86 21 5550 0188', email: 'purchase@qingteng.example.com', currency: 'USD',
  },
  {
    event: 'product.add', id: 'chair', date: day, code: 'RC-101', name: 'Kursi makan rotan, anyaman alami, tanpa jok', nameEn: 'Rattan dining chair, natural finish, without cushion', nameZh: '藤制餐椅，本色，无坐垫', kind: 'goods', unit: 'PCE', hsCode: '94015300',
    countryOrigin: 'ID', originCriterion: 'CTH', brand: 'SAMUDRA', material: 'rattan 95%, steel nails 5%',
    packaging: { typeCode: 'CT', quantityPerPackage: '4', netPerPackageKg: '16.8', grossPerPackageKg: '21.2', lengthCm: '62', widthCm: '60', heightCm: '110' },
  },
  { event: 'rate.set', id: 'rate', date: day, currency: 'USD', rate: '16640' },
  { event: 'sales.order', id: 'order', date: day, customer: 'QINGTENG', currency: 'USD', buyerOrderNo: 'QT-PO-26-0731', buyerOrderDate: '2026-11-18', lines: [{ product: 'RC-101', quantity: '48', unitPrice: '42.50' }] },
]

let dataFolder: string
let app: StartedBrowserApp
let hand: Hand
let watched: Watched

beforeAll(async () => {
  dataFolder = freshFolder('shipment')
  const book = join(dataFolder, 'buku.mendunia')
  writeFileSync(join(dataFolder, 'company.json'), JSON.stringify(company))
  writeFileSync(join(dataFolder, 'events.json'), JSON.stringify({ events }))
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
})

const field = (name: string): string => hand.word(`shipments:field.${name}`)
const papers = (): Promise<string> => app.page.locator('.papers-list').innerText()

/** Goes to a fact, types it, and leaves it: only then is it kept. */
async function tell(name: string, text: string): Promise<void> {
  await hand.fill(field(name), text)
  if (await app.page.locator('[role=combobox]:focus').count() > 0) await app.page.locator('.picker-list li').first().waitFor()
  await hand.press('Tab')
}

test('from a confirmed order to the set of papers in a folder', () => withPicture(app.page, 'shipment', async () => {
  await hand.press('Alt+0')
  await hand.heading(hand.word('shipments:title'))
  await hand.press('Control+N')
  await app.page.locator('dialog[open] .table-row').first().waitFor()
  await hand.tabTo(hand.word('shipments:orders'))
  await patiently(async () => {
    const { role } = await hand.focused()
    if (role !== 'grid') await hand.press('Tab')
    return role
  }).toBe('grid')
  await hand.press('Enter')
  await hand.heading(/./)
  await app.page.locator('.papers-view').waitFor()

  // The goods are packed by their rule: twelve cartons of four.
  await hand.press('Alt+Shift+2')
  await hand.sees('1–12')

  await hand.press('Alt+Shift+3')
  await tell('incoterm', 'FOB')
  await tell('incotermPlace', 'Tanjung Priok')
  await hand.choose(field('chargesShown'), hand.word('shipments:choice.included'))
  await hand.press('Alt+Shift+4')
  await tell('mode', '1 sea LCL')
  await tell('portLoading', 'tanjung priok')
  await patiently(() => app.page.getByLabel(field('portLoading'), { exact: true }).inputValue()).toBe('IDTPP')
  await tell('portDischarge', '上海')
  await patiently(() => app.page.getByLabel(field('portDischarge'), { exact: true }).inputValue()).toBe('CNSHA')
  await tell('vessel', 'MV CONTOH SAMUDRA')
  await tell('voyage', '2640N')
  await tell('etd', '2026-12-03')
  await tell('marks', 'QINGTENG\nSHANGHAI\nC/NO. 1-12\nMADE IN INDONESIA')
  // A slip in the container's number is told beside it, and one key puts it right.
  await tell('containerNo', 'CSQU3054384')
  await hand.sees(/SI-001/)
  await hand.press('Control+B')
  await patiently(() => app.page.getByLabel(field('containerNo'), { exact: true }).inputValue()).toBe('CSQU3054383')
  await tell('pebNo', '612345')
  await tell('pebDate', '2026-11-30')
  await tell('npeDate', '2026-11-30')
  await hand.press('Alt+Shift+5')
  await tell('paymentTerm', 'T/T 100% in advance')
  await hand.press('Alt+Shift+1')
  await patiently(papers).toContain('Daftar kemasan')

  // The numbers of invoice and packing list stand with each paper.
  await hand.tabTo(hand.word('shipments:view.papers'))
  await hand.press('Home')
  await tell('paperNo', 'INV/2026/11/A-0001')
  await hand.tabTo(hand.word('shipments:view.papers'), { back: true })
  await hand.press('Home', 'ArrowDown')
  await tell('paperNo', 'PL/2026/11/A-0001')

  await hand.press('Control+Shift+P')
  await app.page.locator('dialog[open]').waitFor()
  await hand.choose(hand.word('shipments:action.languages'), 'en + zh')
  const folder = join(dataFolder, 'berkas')
  await hand.fill(hand.word('shipments:folder'), folder)
  await hand.press('Control+Enter')
  await app.page.locator('.send-result').waitFor({ timeout: 60_000 })
  const written = readdirSync(folder).sort()
  expect(written).toEqual(expect.arrayContaining(['commercial-invoice-INV-2026-11-A-0001.pdf', 'packing-list-PL-2026-11-A-0001.pdf']))
  expect(written.length).toBeGreaterThan(6)
  const text = await textOfPdf(readFileSync(join(folder, 'commercial-invoice-INV-2026-11-A-0001.pdf')))
  for (const words of ['Rattan dining chair', '藤制餐椅', '上海青藤家居有限公司', '2,040.00', 'FOB Tanjung Priok']) expect(text).toContain(words)
  await hand.press('Escape')
  await hand.closed()

  // Issued: the frozen version stands in the list, and a change of the folder shows.
  await hand.tabTo(hand.word('shipments:view.papers'), { back: true })
  await hand.press('Home', 'ArrowDown', 'Control+Enter')
  await patiently(papers).toContain(hand.word('shipments:state.issuedVersion', { version: '1' }))
}))
