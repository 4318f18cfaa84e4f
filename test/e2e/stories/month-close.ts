// A month is closed, end to end, from the keyboard alone: an expense that came last, depreciation, revaluation, the taxes, the check of
// the book and the lock; then the month takes nothing more until its owner opens it again with a reason.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addMonths, lastDayOf, monthOf } from '../../../src/core/calendar/index.ts'
import { formatMonth } from '../../../src/renderer/kit/format.ts'
import { mendunia } from './demo-book.ts'
import { type Hand, handOn, patiently } from './hand.ts'
import { speak } from './speak.ts'

/** Between two keys of a person. */
const strokeMs = 45

/** The month that is closed: the last whole one before today, so that the story is true on any day. */
export function closedMonth(today: string): string {
  return addMonths(monthOf(today), -1)
}

/** A small exporter's month without its end: sold abroad and at home, nothing worked out yet; the month before is closed. */
export async function makeMonthBook(dataFolder: string, month: string): Promise<string> {
  const before = addMonths(month, -1)
  const day = (number: number): string => `${month}-${String(number).padStart(2, '0')}`
  const events = [
    { event: 'party.add', id: 'c', date: day(1), code: 'YIJIA', name: 'Shanghai Yijia Home', termsDays: 30 },
    { event: 'party.add', id: 'h', date: day(1), code: 'HOTEL', name: 'Hotel Samudra' }, { event: 'party.add', id: 's', date: day(1), code: 'ROTAN', name: 'UD Rotan Jaya' },
    { event: 'warehouse.add', id: 'w', date: day(1), code: 'GUDANG', name: 'Gudang Plered' }, { event: 'product.add', id: 'p', date: day(1), code: 'RC-01', name: 'Kursi rotan' },
    { event: 'opening.post', id: 'o', date: `${before}-01`, accounts: [{ account: '1111', debit: '100000000' }, { account: '1501', debit: '240000000' }] },
    { event: 'depreciation.post', id: 'd', date: lastDayOf(before), asset: 'Mesin amplas', cost: '240000000', lifeMonths: 96, startPeriod: before, period: before },
    { event: 'period.close', id: 'z', date: lastDayOf(before), period: before },
    { event: 'rate.set', id: 'r1', date: day(1), currency: 'USD', rate: '16000' }, { event: 'rate.set', id: 'r2', date: lastDayOf(month), currency: 'USD', rate: '16250' },
    { event: 'purchase.receive', id: 'g', date: day(3), supplier: 'ROTAN', warehouse: 'GUDANG', lines: [{ product: 'RC-01', quantity: '100', unitPrice: '400000' }] },
    { event: 'sales.invoice', id: 'i1', date: day(9), customer: 'YIJIA', currency: 'USD', tax: 'export0', warehouse: 'GUDANG', lines: [{ product: 'RC-01', quantity: '10', unitPrice: '100' }] },
    { event: 'sales.invoice', id: 'i2', date: day(12), customer: 'HOTEL', tax: 'ppn12', warehouse: 'GUDANG', lines: [{ product: 'RC-01', quantity: '5', unitPrice: '1000000' }] },
  ]
  const book = join(dataFolder, 'usaha.mendunia')
  mkdirSync(dirname(book), { recursive: true })
  writeFileSync(join(dataFolder, 'company.json'), JSON.stringify({ name: 'CV Rotan Samudra' }))
  writeFileSync(join(dataFolder, 'events.json'), JSON.stringify({ events }))
  await mendunia(dataFolder, ['init', '--book', book, '--company', join(dataFolder, 'company.json')])
  await mendunia(dataFolder, ['apply', join(dataFolder, 'events.json'), '--book', book])
  return book
}

export interface MonthCloseFrame {
  readonly page: Page
  readonly month: string
  /** Keeps a picture of the screen under this name. */
  picture(name: string): Promise<void>
}

export async function monthClose({ page, month, picture }: MonthCloseFrame): Promise<void> {
  await page.locator('nav').first().waitFor({ timeout: 60_000 })
  await speak(page, 'id')
  const hand = await handOn(page, 'id')
  await payRent(hand, month, picture)
  await hand.press('Alt+7')
  await hand.heading(hand.word('journal:title'))
  await page.locator('[role=grid], table, .empty').first().waitFor()
  await stroke(hand, 'T')
  await hand.heading(hand.word('closing:title'))
  await hand.sees(formatMonth(month, 'id', 'long'))
  await hand.sees(hand.word('closing:step.depreciation.title'))
  await next(hand, 'depreciation')
  await picture('steps')
  await depreciate(hand, month, picture)
  await step(hand, 'revaluation', 'closing:revaluation.title', '250,000', picture)
  // 21,000,000 of turnover at half a percent; VAT of the sale at home.
  await step(hand, 'finalIncome', 'closing:finalIncome.title', '105,000', picture)
  await step(hand, 'vatSettle', 'closing:vatSettle.title', '550,000', picture)
  await next(hand, 'verify')
  await stroke(hand, 'Control+Enter')
  await hand.sees(/^✓ Buku sehat/, 30_000)
  await next(hand, 'close')
  await picture('verified')
  await stroke(hand, 'Control+Enter')
  await hand.heading(hand.word('closing:close.title'))
  await hand.sees(new RegExp(formatMonth(month, 'id', 'long')))
  await picture('close')
  await stroke(hand, 'Control+Enter')
  await hand.heading(hand.word('closing:title'))
  await hand.sees(hand.word('closing:lockedThrough', { month: formatMonth(month, 'id', 'long') }))
  await picture('closed')
  await refused(hand, month, picture)
  await reopened(hand, month, picture)
}

async function stroke(hand: Hand, key: string): Promise<void> {
  await hand.page.waitForTimeout(strokeMs)
  await hand.press(key)
  await hand.page.waitForTimeout(strokeMs)
}

async function type(hand: Hand, text: string): Promise<void> {
  await hand.page.keyboard.type(text, { delay: strokeMs })
}

/** Waits until the screen has its hand on this step. */
async function next(hand: Hand, name: string): Promise<void> {
  await patiently(async () => (await hand.focused()).name).toContain(hand.word(`closing:step.${name}.title`))
}

/** The next step: its screen shows what it will book, one key posts it, and the closing is there again. */
async function step(hand: Hand, name: string, title: string, figure: string, picture: MonthCloseFrame['picture']): Promise<void> {
  await next(hand, name)
  await stroke(hand, 'Control+Enter')
  await hand.heading(hand.word(title))
  await patiently(() => bookingText(hand)).toContain(hand.figure(figure))
  await picture(name)
  await stroke(hand, 'Control+Enter')
  await hand.heading(hand.word('closing:title'))
}

async function payRent(hand: Hand, month: string, picture: MonthCloseFrame['picture']): Promise<void> {
  const { word } = hand
  await hand.run(word('payments:newExpense'))
  await hand.heading(word('payments:expense.title'))
  await patiently(async () => (await hand.focused()).name).toBe(`${word('documents:field.account')}, 1`)
  await expenseDate(hand, month)
  await hand.tabTo(`${word('documents:field.account')}, 1`)
  await cell(hand, '6102')
  await cell(hand, '12500000')
  await patiently(() => bookingText(hand)).toContain(hand.figure('12,500,000'))
  await picture('expense')
  await stroke(hand, 'Control+Enter')
  await hand.sees(word('documents:booked'))
}

async function expenseDate(hand: Hand, month: string): Promise<void> {
  const [year = '', number = ''] = month.split('-')
  await hand.tabTo(hand.word('documents:field.date'), { back: true })
  await stroke(hand, 'Control+A')
  await type(hand, `15-${Number(number)}-${year}`)
  await stroke(hand, 'Tab')
}

async function cell(hand: Hand, text: string): Promise<void> {
  const before = await hand.focused()
  await type(hand, text)
  await stroke(hand, 'Enter')
  await patiently(async () => (await hand.focused()).name, `after “${text}”`).not.toBe(before.name)
}

async function depreciate(hand: Hand, month: string, picture: MonthCloseFrame['picture']): Promise<void> {
  await stroke(hand, 'Control+Enter')
  await hand.heading(hand.word('closing:assets.title'))
  await hand.sees('Mesin amplas')
  await hand.sees(hand.figure('2,500,000'))
  await patiently(() => hand.page.getByRole('button', { name: hand.word('closing:assets.postAll', { month: formatMonth(month, 'id', 'long') }) }).isEnabled()).toBe(true)
  await picture('assets')
  await stroke(hand, 'Control+Enter')
  await hand.heading(hand.word('closing:title'))
}

/** A closed month takes nothing more: the date says why, before anything is posted. */
async function refused(hand: Hand, month: string, picture: MonthCloseFrame['picture']): Promise<void> {
  await hand.run(hand.word('payments:newExpense'))
  await hand.heading(hand.word('payments:expense.title'))
  await patiently(async () => (await hand.focused()).name).toBe(`${hand.word('documents:field.account')}, 1`)
  await cell(hand, '6109')
  await cell(hand, '1000')
  await expenseDate(hand, month)
  await hand.page.locator('.refusal').first().waitFor({ timeout: 20_000 })
  expect((await hand.page.locator('.refusal').first().innerText()).trim()).not.toBe('')
  await picture('refused')
  await stroke(hand, 'Control+Shift+Delete')
  await hand.sees(hand.word('documents:discarded'))
}

async function reopened(hand: Hand, month: string, picture: MonthCloseFrame['picture']): Promise<void> {
  await hand.run(hand.word('closing:reopen.title'))
  await hand.heading(hand.word('closing:reopen.title'))
  await patiently(async () => (await hand.focused()).name).toContain(hand.word('documents:field.reason'))
  await type(hand, 'Faktur angkut terlambat datang')
  await picture('reopen')
  await stroke(hand, 'Control+Enter')
  await hand.sees(hand.word('documents:terms'))
  await hand.run(hand.word('closing:title'))
  await hand.sees(hand.word('closing:lockedThrough', { month: formatMonth(addMonths(month, -1), 'id', 'long') }))
  await picture('reopened')
}

async function bookingText(hand: Hand): Promise<string> {
  return (await hand.page.locator('.booking').first().innerText()).replace(/\s+/g, ' ')
}
