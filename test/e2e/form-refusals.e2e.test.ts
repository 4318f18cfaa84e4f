// What the books refuse, in the form where it is typed: the sentence stands there in the reader's language, the hand is on what is wrong,
// nothing was posted, and the book is sound.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMonths, lastDayOf } from '../../src/core/calendar/index.ts'
import type { Reply } from '../../src/contract/index.ts'
import type { RefusalCode } from '../../src/core/errors/index.ts'
import { languages, resources } from '../../src/locales/index.ts'
import { mendunia } from './stories/demo-book.ts'
import { formRefusals, type FormRefusal, type RefusalShop } from './stories/form-refusals.ts'
import { type Hand, handOn, patiently } from './stories/hand.ts'
import { speak } from './stories/speak.ts'
import { type Watched, watch, withPicture } from './stories/watch.ts'
import { freshFolder, type StartedBrowserApp, startApp } from './support.ts'

let dataFolder: string
let app: StartedBrowserApp
let hand: Hand
let watched: Watched
let shop: RefusalShop
const documents = new Map<string, string>()

const now = new Date()
const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
const month = today.slice(0, 7)
const closedMonth = addMonths(month, -2)

/** What the refusals refer to. */
const events: readonly Record<string, unknown>[] = [
  { event: 'party.add', id: 'p1', code: 'BUYER', name: 'Nordic Home' }, { event: 'party.add', id: 'p2', code: 'OTHER', name: 'Southern Home' }, { event: 'party.add', id: 'p3', code: 'SUPPL', name: 'Rattan Works' },
  { event: 'warehouse.add', id: 'w', code: 'MAIN', name: 'Main yard' },
  { event: 'product.add', id: 'q1', code: 'CHAIR', name: 'Rattan chair', weightKg: '4' }, { event: 'product.add', id: 'q2', code: 'LIGHT', name: 'Feather' }, { event: 'product.add', id: 'q3', code: 'BARE', name: 'Never here' },
  { event: 'product.add', id: 'q4', code: 'SERVICE', name: 'Packing', kind: 'service' },
  { event: 'period.close', id: 'z', date: lastDayOf(closedMonth), period: closedMonth },
  { event: 'journal.post', id: 'j', lines: [{ account: '1111', debit: '9000000' }, { account: '3101', credit: '9000000' }] },
  { event: 'purchase.receive', id: 'g1', supplier: 'SUPPL', warehouse: 'MAIN', lines: [{ product: 'CHAIR', quantity: '10', unitPrice: '100000' }] },
  { event: 'purchase.receive', id: 'light', supplier: 'SUPPL', warehouse: 'MAIN', lines: [{ product: 'LIGHT', quantity: '10', unitPrice: '100' }] },
  { event: 'sales.order', id: 'o1', customer: 'BUYER', lines: [{ product: 'CHAIR', quantity: '3', unitPrice: '200000' }] },
  { event: 'sales.invoice', id: 'i1', customer: 'BUYER', warehouse: 'MAIN', lines: [{ product: 'CHAIR', quantity: '1', unitPrice: '200000' }] },
  { event: 'sales.invoice', id: 'paper', customer: 'BUYER', warehouse: 'MAIN', deliver: false, lines: [{ product: 'CHAIR', quantity: '1', unitPrice: '200000' }] },
  { event: 'sales.invoice', id: 'usd', customer: 'BUYER', warehouse: 'MAIN', currency: 'USD', rate: '16000', lines: [{ product: 'CHAIR', quantity: '1', unitPrice: '20' }] },
  { event: 'sales.invoice', id: 'gone', customer: 'BUYER', warehouse: 'MAIN', lines: [{ product: 'CHAIR', quantity: '1', unitPrice: '200000' }] },
  { event: 'reverse', id: 'r', target: 'gone' },
  { event: 'deposit.receive', id: 'dep', customer: 'BUYER', account: '1111', amount: '100000' },
  { event: 'payment.receive', id: 'pay', customer: 'BUYER', account: '1111', amount: '1000', allocations: [{ invoice: 'i1', amount: '1000' }] },
  { event: 'expense.post', id: 'x', account: '1111', lines: [{ account: '6102', amount: '7000' }] },
  { event: 'depreciation.post', id: 'dp', asset: 'Lathe', cost: '12000000', lifeMonths: 24, startPeriod: month, period: month },
]

beforeAll(async () => {
  dataFolder = freshFolder('refusals')
  mkdirSync(dataFolder, { recursive: true })
  const book = join(dataFolder, 'shop.mendunia')
  writeFileSync(join(dataFolder, 'company.json'), JSON.stringify({ name: 'CV Rotan Samudra' }))
  await mendunia(dataFolder, ['init', '--book', book, '--company', join(dataFolder, 'company.json')])
  app = await startApp({ dataFolder, book })
  await app.page.locator('nav').first().waitFor()
  await openSideLine(app.page)
  for (const event of events) {
    const { docId } = (await call('event.post', { event: { date: today, ...event } })) as { docId: string }
    documents.set(String(event['id']), docId)
  }
  shop = { today, yesterday: addDays(today, -1), closedMonth, call, document: (id) => documents.get(id) ?? '' }
  hand = await handOn(app.page, 'id')
  watched = watch(app.page)
})
afterAll(async () => {
  await app.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** A second line to the program, as another window of the same person would have. */
async function openSideLine(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((resolve) => {
    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket`)
    const waiting = new Map<number, (reply: unknown) => void>()
    socket.onmessage = (message) => {
      const read = JSON.parse(String(message.data)) as { id?: number; reply?: unknown }
      if (read.id !== undefined) waiting.get(read.id)?.(read.reply)
    }
    let last = 0
    Object.assign(window, { aside: (name: string, input: unknown) => new Promise((answer) => { last += 1; waiting.set(last, answer); socket.send(JSON.stringify({ id: last, name, input })) }) })
    socket.onopen = () => resolve()
  }))
}

async function call(name: string, input: object): Promise<unknown> {
  const reply = await app.page.evaluate(([asked, given]) => (window as unknown as { aside(name: string, input: unknown): Promise<unknown> }).aside(asked, given), [name, input] as const) as Reply<unknown>
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.refusals)}`)
  return reply.value
}

/** The sentence of a refusal in a language, whatever its parameters are. */
function sentence(language: 'id' | 'en' | 'zh', code: RefusalCode, key?: string): RegExp {
  const [area, name] = (key ?? `errors:${code}`).split(':') as [string, string]
  const text = (resources[language] as unknown as Record<string, Record<string, string>>)[area]?.[name] ?? ''
  expect(text, `${code} has a sentence in ${language}`).not.toBe('')
  return new RegExp(text.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+?'), 's')
}

/** How many documents the book has posted, and what its accounts hold. */
const books = async (): Promise<string> => JSON.stringify([await call('report.run', { name: 'trial-balance', arguments: { asOf: '2999-12-31' } }), await call('report.run', { name: 'stock-valuation', arguments: { asOf: '2999-12-31' } })])

async function isSound(): Promise<void> {
  expect(await call('book.verify', {})).toMatchObject({ ok: true })
}

const said = () => app.page.locator('#main')
let drafts = 0

async function provoke(refusal: FormRefusal): Promise<void> {
  const { page } = app
  drafts += 1
  await speak(page, 'id')
  const { id } = (await call('draft.save', { event: { id: `form-${drafts}`, ...refusal.draft(shop) } })) as { id: string }
  await page.evaluate((hash) => { location.hash = hash }, `#/${refusal.screen}/${encodeURIComponent(id)}`)
  await page.locator('#main .document-side .booking').first().waitFor()
  await refusal.meanwhile?.(shop)
  await hand.rest()
  await refusal.type?.(hand, shop)
  const before = await books()
  await hand.press('Control+Enter')
  await patiently(() => said().innerText(), `${refusal.code} is said`).toMatch(sentence('id', refusal.code, refusal.sentence))
  // The hand is on what is wrong, so that it can be put right at once.
  if (refusal.at) await patiently(async () => (await hand.focused()).name, 'the focus').toMatch(nameOf(refusal.at(hand)))
  else await patiently(() => page.evaluate(() => document.activeElement?.className ?? ''), 'the focus').toContain('hindrance-list')
  for (const { id: language } of languages.filter((one) => one.id !== 'id')) {
    await speak(page, language)
    await patiently(() => said().innerText(), `${refusal.code} is said in ${language}`).toMatch(sentence(language, refusal.code, refusal.sentence))
  }
  expect(await books()).toBe(before)
  await refusal.afterwards?.(shop)
  await isSound()
  const here = page.url()
  await hand.press('Control+Shift+Delete')
  await page.waitForURL((url) => url.href !== here, { timeout: 8000 })
  await page.evaluate(() => { location.hash = '#/home' })
  await hand.rest()
}

const nameOf = (name: string | RegExp): RegExp => (typeof name === 'string' ? new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\*)?$`) : name)

test.each(formRefusals.map((refusal) => [refusal.code, refusal.what, refusal] as const))('%s: %s', async (code, _what, refusal) => {
  await withPicture(app.page, `refused-${code}`, () => provoke(refusal))
  expect(watched.complaints()).toEqual([])
})

test('HAS_DEPENDENTS: what money was paid for is not taken back', () => withPicture(app.page, 'refused-HAS_DEPENDENTS', async () => {
  const before = await books()
  await reversalOf('sales.invoice', 'i1')
  await patiently(() => app.page.locator('dialog[open]').innerText()).toMatch(sentence('id', 'HAS_DEPENDENTS'))
  // Documents by their numbers, not by what the program calls them inside.
  expect(await app.page.locator('dialog[open]').innerText()).toMatch(/INV\/\S+-0001 .*RC\/\S+-0001/)
  await cannotReverse()
  expect(await books()).toBe(before)
  await isSound()
}))

test('ALREADY_REVERSED: another window was first', () => withPicture(app.page, 'refused-ALREADY_REVERSED', async () => {
  await reversalOf('payments.expense', 'x')
  await call('event.post', { event: { event: 'reverse', id: 'rx', date: today, target: 'x' } })
  const before = await books()
  await patiently(() => app.page.locator('dialog[open]').innerText()).toMatch(sentence('id', 'ALREADY_REVERSED'))
  await cannotReverse()
  expect(await books()).toBe(before)
  await isSound()
}))

/** Opens the dialog that takes a posted document back, in Indonesian, with what that will book in sight. */
async function reversalOf(screen: string, eventId: string): Promise<void> {
  const { page } = app
  await speak(page, 'id')
  await page.evaluate((hash) => { location.hash = hash }, `#/${screen}/${encodeURIComponent(shop.document(eventId))}`)
  await hand.rest()
  await hand.press('Control+Shift+R')
  await page.locator('dialog[open]').waitFor()
  await hand.rest()
}

/** The button that would do it says why it does not; Esc leaves. */
async function cannotReverse(): Promise<void> {
  await hand.tabTo(hand.word('documents:reverse'))
  await hand.press('Enter')
  await app.page.locator('[role=tooltip]', { hasText: hand.word('documents:reverseHindered') }).first().waitFor()
  // The first Esc takes the explanation away, the next one the dialog.
  await hand.press('Escape', 'Escape')
  await hand.closed()
}

test('BOOK_EXISTS, BOOK_NOT_FOUND, BOOK_NOT_A_BOOK: told at the path on the first screen, and no file is touched', async () => {
  const folder = freshFolder('first-screen')
  mkdirSync(folder, { recursive: true })
  const taken = join(folder, 'catatan.mendunia')
  writeFileSync(taken, 'belanja')
  const start = await startApp({ dataFolder: folder })
  try {
    const first = await handOn(start.page, 'id')
    await start.page.locator('main.start').waitFor()
    await speak(start.page, 'id')
    const refusedAt = async (field: string, code: RefusalCode): Promise<void> => {
      await patiently(() => start.page.locator('main.start').innerText()).toMatch(sentence('id', code))
      await patiently(async () => (await first.focused()).name, code).toBe(first.word(field))
    }
    await first.fill(first.word('start:new.company'), 'Toko Rotan')
    await first.fill(first.word('start:new.file'), taken)
    await first.press('Enter')
    await refusedAt('start:new.file', 'BOOK_EXISTS')
    await first.fill(first.word('start:open.file'), join(folder, 'tidak-ada.mendunia'))
    await first.press('Enter')
    await refusedAt('start:open.file', 'BOOK_NOT_FOUND')
    await first.fill(first.word('start:open.file'), taken)
    await first.press('Enter')
    await refusedAt('start:open.file', 'BOOK_NOT_A_BOOK')
    expect(readFileSync(taken, 'utf8')).toBe('belanja')
  } finally {
    await start.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
