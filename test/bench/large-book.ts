// A book of 100,000 entries, 1,000,000 ledger lines and 50,000 stock movements: three years of a trader with 1,500 products and 1,200
// parties, made by the program's own `applyEvents`.
// It is kept in `.cache/bench` under a name that says which schema and which recipe made it, and made anew when either changes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BookKeeper } from '../../src/backend/book-keeper.ts'
import { Chance } from '../../src/backend/demo/chance.ts'
import { applyEvents } from '../../src/backend/posting/apply-events.ts'
import { type PlainDate, addDays } from '../../src/core/calendar/index.ts'
import type { BusinessEvent } from '../../src/core/events/index.ts'
import { openBook } from '../../src/store/book/index.ts'
import { knownMigrations } from '../../src/store/book/migrations.ts'
import { Installation } from '../../src/store/installation/index.ts'
import { sampleCompany } from './sample-book.ts'

export const entriesInAll = 100_000
export const largeBookToday: PlainDate = '2026-11-24'
const firstDay: PlainDate = '2024-01-01'
const days = 1058
const products = 1500
const parties = 1200
/** Two products of which much is sold: one of each way of costing, for what a backdated receipt has to cost anew. */
export const busyProducts = { movingAverage: 'P0000', fifo: 'P0001' } as const
const costCentres = 40
const invoices = 22_100
const receipts = 4_500
/** Expenses of one entry of the cash book: as many as bring the book to its number of ledger lines. */
const cashBookLines = [12, 20] as const

export interface CachedBook { readonly file: string; readonly dataFolder: string }

/** The cached book; made first where there is none (some minutes). */
export function largeBook(cache: string, progress: (text: string) => void): CachedBook {
  const recipe = createHash('sha256').update(readFileSync(import.meta.filename))
  for (const migration of knownMigrations()) recipe.update(migration.hash)
  const folder = join(cache, `large-${recipe.digest('hex').slice(0, 16)}`)
  // The folder's place is part of what an installation remembers of a copy: it is made where it stays.
  const made = { file: join(folder, 'large.mendunia'), dataFolder: join(folder, 'data') }
  if (existsSync(join(folder, 'done'))) return made
  // Books of earlier schemas, and one whose making was broken off: each takes some 400 MB.
  for (const name of existsSync(cache) ? readdirSync(cache) : []) if (name.startsWith('large-')) rmSync(join(cache, name), { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  makeBook(made, largeEvents(), progress)
  mkdirSync(join(folder, 'made'))
  renameSync(join(folder, 'made'), join(folder, 'done'))
  return made
}

/** Only the master data, rates and opening stock of the large book. */
export function mastersBook(folder: string): CachedBook {
  const made = { file: join(folder, 'masters.mendunia'), dataFolder: join(folder, 'data') }
  makeBook(made, largeMasters(new Chance(100_000)), () => undefined)
  return made
}

/** What the book holds, counted in it. */
export function sizeOf({ file }: CachedBook): string {
  const book = openBook(file)
  const count = (table: string): string => (book.projections.sql.value<number>(`SELECT count(*) FROM ${table}`) ?? 0).toLocaleString('en')
  const text = `${count('posted')} entries, ${count('ledger_line')} ledger lines, ${count('movement')} stock movements, ${count('document')} documents`
  book.close()
  return text
}

export function emptyBook(folder: string): CachedBook {
  const made = { file: join(folder, 'empty.mendunia'), dataFolder: join(folder, 'data') }
  makeBook(made, [], () => undefined)
  return made
}

function makeBook({ file, dataFolder }: CachedBook, events: readonly BusinessEvent[], progress: (text: string) => void): void {
  const keeper = new BookKeeper(new Installation(dataFolder), () => undefined)
  const book = keeper.create(file, sampleCompany, 'default', 'owner', firstDay)
  let said = 0
  for (const group of applyEvents(book, events, { author: 'owner' })) {
    for (const result of group) {
      if (result.status === 'refused') throw new Error(`event ${result.index} was refused: ${JSON.stringify([events[result.index], result.refusals])}`)
      if (result.index >= said) {
        progress(`${result.index} of ${events.length} events`)
        said += 5000
      }
    }
  }
  while (book.projections.fillSearch(2000) > 0) progress('search')
  keeper.close()
}

const pad = (number: number, width = 4): string => String(number).padStart(width, '0')
const goods = ['Kursi', 'Meja', 'Keranjang', 'Lampu', 'Rak', 'Cermin', 'Bangku', 'Nampan', 'Tirai', 'Pot'] as const
const goodsEn = ['chair', 'table', 'basket', 'lamp', 'shelf', 'mirror', 'stool', 'tray', 'blind', 'pot'] as const
const goodsZh = ['椅', '桌', '篮', '灯', '架', '镜', '凳', '盘', '帘', '盆'] as const
const stuffs = ['rotan', 'bambu', 'mahoni', 'jati', 'pandan', 'enceng', 'kelapa', 'sungkai'] as const
const stuffsEn = ['rattan', 'bamboo', 'mahogany', 'teak', 'pandan', 'hyacinth', 'coconut', 'sungkai'] as const
const stuffsZh = ['藤', '竹', '红木', '柚木', '香兰', '水葫芦', '椰', '松'] as const
const cities = ['上海', '广州', '深圳', '宁波', '青岛', '天津', '厦门', '大连'] as const
const firms = ['青藤', '远东', '华美', '金龙', '海通', '东方', '长江', '星辰', '和顺', '百川'] as const
const names = ['Cascade', 'Northwind', 'Harbour', 'Meridian', 'Juniper', 'Oakfield', 'Sterling', 'Bluewater', 'Highland', 'Copper'] as const
const kinds = ['Trading', 'Imports', 'Home', 'Living', 'Furniture', 'Supply', 'Interiors'] as const

/** Master data, then trade by date: invoices of one to three lines, most of them paid; goods received, invoiced and paid; each day's cash book by cost centre. */
export function largeEvents(): BusinessEvent[] {
  const chance = new Chance(100_000)
  const masters = largeMasters(chance)
  const plan: { date: PlainDate; order: number; event: BusinessEvent }[] = []
  const add = (date: PlainDate, event: BusinessEvent): void => {
    if (date <= largeBookToday) plan.push({ date, order: plan.length, event })
  }
  for (let n = 0; n < invoices; n += 1) {
    const date = addDays(firstDay, Math.floor((n * days) / invoices))
    const customer = chance.between(0, parties / 12 - 1) * 12 + chance.between(0, 10)
    const lines = Array.from({ length: chance.between(1, 3) }, (_, line) => ({
      product: line === 0 && n % 10 < 2 ? `P${pad(n % 10)}` : `P${pad((n * 13 + line * 101) % products)}`, quantity: String(chance.between(1, 12)), unitPrice: `${chance.between(5, 90)}.50`,
    }))
    const cents = lines.reduce((sum, line) => sum + Number(line.quantity) * Number(line.unitPrice) * 100, 0)
    const amount = (cents / 100).toFixed(2)
    add(date, { event: 'sales.invoice', id: `inv-${n}`, date, customer: `C${pad(customer)}`, currency: 'USD', tax: 'export0', warehouse: 'MAIN', dueDate: addDays(date, 30), lines })
    const paid = addDays(date, chance.between(10, 45))
    if (!chance.happens(0.01)) add(paid, { event: 'payment.receive', id: `rc-${n}`, date: paid, customer: `C${pad(customer)}`, account: '1112', amount, allocations: [{ invoice: `inv-${n}`, amount }] })
  }
  for (let n = 0; n < receipts; n += 1) {
    const date = addDays(firstDay, Math.floor((n * days) / receipts))
    const supplier = `C${pad((n % 100) * 12 + 11)}`
    const line = { product: `P${pad((n * 7) % products)}`, quantity: '400', unitPrice: '100000' }
    const later = addDays(date, 3)
    add(date, { event: 'purchase.receive', id: `gr-${n}`, date, supplier, warehouse: 'MAIN', lines: [line] })
    add(later, { event: 'purchase.invoice', id: `pi-${n}`, date: later, supplier, lines: [{ receipt: `gr-${n}`, line: 1, quantity: '400', unitPrice: '100000' }] })
    const settled = addDays(later, 30)
    add(settled, { event: 'payment.send', id: `pv-${n}`, date: settled, supplier, account: '1111', amount: '40000000.00', allocations: [{ invoice: `pi-${n}`, amount: '40000000.00' }] })
  }
  // The opening is an entry too.
  const books = entriesInAll - 1 - plan.length
  for (let n = 0; n < books; n += 1) {
    const date = addDays(firstDay, Math.floor((n * days) / books))
    const first = chance.between(0, costCentres - 1)
    const spent = Array.from({ length: chance.between(...cashBookLines) }, (_, line) => ({ account: centre((first + line) % costCentres), debit: `${chance.between(10, 900)}000` }))
    const total = spent.reduce((sum, line) => sum + Number(line.debit), 0)
    add(date, { event: 'journal.post', id: `j-${n}`, date, description: `Pengeluaran ${n + 1}`, lines: [...spent, { account: '1111', credit: String(total) }] })
  }
  plan.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.order - b.order))
  return [...masters, ...plan.map(({ event }) => event)]
}

function largeMasters(chance: Chance): BusinessEvent[] {
  const masters: BusinessEvent[] = [
    { event: 'warehouse.add', id: 'w', date: firstDay, code: 'MAIN', name: 'Gudang utama' },
    ...Array.from({ length: costCentres }, (_, n): BusinessEvent => ({ event: 'account.add', id: `a-${n}`, date: firstDay, code: centre(n), name: `Biaya bagian ${n + 1}`, type: 'expense' })),
    ...Array.from({ length: products }, (_, n): BusinessEvent => {
      const [good, stuff] = [n % goods.length, (n * 7) % stuffs.length]
      return {
        event: 'product.add', id: `p-${n}`, date: firstDay, code: `P${pad(n)}`, name: `${goods[good]} ${stuffs[stuff]} ${n}`, nameEn: `${stuffsEn[stuff]} ${goodsEn[good]} ${n}`, nameZh: `${stuffsZh[stuff]}${goodsZh[good]}${n}`,
        unit: 'pcs', weightKg: '2.5', hsCode: '94015300', ...(n % 10 === 1 ? { costing: 'fifo' } : {}),
      }
    }),
    ...Array.from({ length: parties }, (_, n): BusinessEvent => ({
      event: 'party.add', id: `c-${n}`, date: firstDay, code: `C${pad(n)}`, country: n % 3 === 0 ? 'CN' : 'US', termsDays: 30,
      name: n % 3 === 0 ? `${cities[n % cities.length]}${firms[(n * 3) % firms.length]}贸易有限公司 ${n}` : `${names[n % names.length]} ${kinds[(n * 5) % kinds.length]} ${n}`,
      ...(n % 12 === 11 ? { supplier: true } : { customer: true }),
    })),
  ]
  const rates: BusinessEvent[] = []
  for (let week = 0; week * 7 < days; week += 1) {
    const date = addDays(firstDay, week * 7)
    rates.push({ event: 'rate.set', id: `r-${week}`, date, currency: 'USD', rate: String(15500 + chance.between(-200, 900)) })
  }
  const opening: BusinessEvent = {
    event: 'opening.post', id: 'opening', date: addDays(firstDay, -1), accounts: [{ account: '1111', debit: '900000000000.00' }, { account: '3101', credit: '900000000000.00' }],
    stock: Array.from({ length: products }, (_, n) => ({ product: `P${pad(n)}`, warehouse: 'MAIN', quantity: '20000', value: '2000000000.00' })),
  }
  return [...masters, ...rates, opening]
}

const centre = (n: number): string => String(6201 + n)
