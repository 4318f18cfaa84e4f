// The kinds of documents that a shop makes now and then, each typed once with the keyboard alone and posted: money between accounts, a
// deposit and its use, a delivery before its invoice, goods that go back, freight on top, a move, production from a bill, a count.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { mendunia } from './demo-book.ts'
import { type Hand, handOn, patiently } from './hand.ts'
import { speak } from './speak.ts'

const strokeMs = 45

/** A book with goods, an order from abroad, a receipt and a bill, all dated this month. */
export async function makeShopBook(dataFolder: string, month: string): Promise<string> {
  const date = `${month}-01`
  const events = [
    { event: 'party.add', id: 'c', date, code: 'BUYER', name: 'Nordic Home' }, { event: 'party.add', id: 's', date, code: 'SUPPL', name: 'Rattan Works' },
    { event: 'warehouse.add', id: 'w', date, code: 'MAIN', name: 'Main yard' }, { event: 'warehouse.add', id: 'w2', date, code: 'PORT', name: 'Port shed' },
    { event: 'product.add', id: 'p', date, code: 'CHAIR', name: 'Rattan chair', weightKg: '4' }, { event: 'product.add', id: 'r', date, code: 'RATTAN', name: 'Raw rattan', inventory: 'raw', unit: 'kg' },
    { event: 'rate.set', id: 'k', date, currency: 'USD', rate: '16000' },
    { event: 'opening.post', id: 'o', date, accounts: [{ account: '1111', debit: '500000000' }, { account: '1112', debit: '1000', rate: '16000' }] },
    { event: 'purchase.receive', id: 'g', date, supplier: 'SUPPL', warehouse: 'MAIN', lines: [{ product: 'CHAIR', quantity: '90', unitPrice: '400000' }, { product: 'RATTAN', quantity: '200', unitPrice: '20000' }] },
    { event: 'purchase.invoice', id: 'b', date, supplier: 'SUPPL', warehouse: 'MAIN', lines: [{ product: 'CHAIR', quantity: '10', unitPrice: '400000' }] },
    { event: 'sales.order', id: 'q', date, customer: 'BUYER', currency: 'USD', lines: [{ product: 'CHAIR', quantity: '6', unitPrice: '50' }] },
  ]
  const book = join(dataFolder, 'shop.mendunia')
  mkdirSync(dirname(book), { recursive: true })
  writeFileSync(join(dataFolder, 'company.json'), JSON.stringify({ name: 'CV Rotan Samudra' }))
  writeFileSync(join(dataFolder, 'events.json'), JSON.stringify({ events }))
  await mendunia(dataFolder, ['init', '--book', book, '--company', join(dataFolder, 'company.json')])
  await mendunia(dataFolder, ['apply', join(dataFolder, 'events.json'), '--book', book])
  return book
}

export interface EveryEventFrame {
  readonly page: Page
  picture(name: string): Promise<void>
}

export async function everyEvent({ page, picture }: EveryEventFrame): Promise<void> {
  await page.locator('nav').first().waitFor({ timeout: 60_000 })
  await speak(page, 'en')
  const hand = await handOn(page, 'en')
  const { word, fill } = hand

  await opens(hand, () => hand.run(word('payments:newTransfer')), 'payments:transfer.title')
  await fill(word('payments:transfer.fromAmount'), '100')
  await fill(word('payments:transfer.toAmount'), '1620000')
  await posts(hand, ['100.00', '1,620,000'], () => picture('transfer'))

  await opens(hand, () => hand.run(word('payments:newDeposit')), 'payments:depositReceipt.title')
  await pick(hand, 'BUYER', word('documents:field.customer'))
  await hand.choose(word('documents:field.account'), '1112')
  await fill(word('payments:received'), '295')
  await fill(word('payments:bankCharge'), '5')
  await posts(hand, ['300.00', '80,000'], () => picture('deposit'))

  // What was ordered is delivered, what was delivered is invoiced at the order's price, and the deposit pays it.
  await find(hand, 'SO/')
  await opens(hand, () => stroke(hand, 'Control+D'), 'sales:delivery.title')
  await posts(hand, ['2,400,000', '100 → 94'], () => picture('delivery'))
  await opens(hand, () => stroke(hand, 'Control+I'), 'sales:invoice')
  await posts(hand, ['300.00', '4,800,000'], () => picture('invoice-of-delivery'))
  await opens(hand, () => stroke(hand, 'Control+B'), 'payments:receive')
  await hand.tabTo(`${word('payments:pays')}, 1`)
  await stroke(hand, 'Space')
  await hand.tabTo(word('payments:useHeld'))
  await stroke(hand, 'Enter')
  await posts(hand, ['300.00'], () => picture('deposit-used'))

  await find(hand, 'PI/')
  await opens(hand, () => stroke(hand, 'Control+Shift+K'), 'purchases:return.title')
  await hand.tabTo(`${word('purchases:return.goesBack')}, 1`)
  await type(hand, '2')
  await posts(hand, ['800,000', '94 → 92'], () => picture('return'))

  await find(hand, 'GR/')
  await opens(hand, () => stroke(hand, 'Alt+Shift+L'), 'purchases:landed.title')
  await pick(hand, 'SUPPL', word('purchases:supplier'))
  await fill(word('purchases:landed.amount'), '2900000')
  await hand.choose(word('purchases:landed.by'), word('purchases:landed.bases.quantity'))
  await posts(hand, ['2,900,000'], () => picture('landed'))

  await hand.press('Alt+4')
  await hand.heading(word('stock:title'))
  await opens(hand, () => stroke(hand, 'M'), 'stock:transfer.title')
  // The good under the cursor of the list is there already.
  await quantity(hand, word('stock:transfer.moves'), '12')
  await posts(hand, ['CHAIR MAIN 92 → 80', 'CHAIR PORT 0 → 12'], () => picture('move'))

  await bill(hand)
  await hand.press('Alt+4')
  await hand.heading(word('stock:title'))
  await opens(hand, () => stroke(hand, 'P'), 'stock:production.title')
  await quantity(hand, word('stock:production.produceQuantity'), '5')
  await hand.sees(/^15$/)
  await fill(word('stock:production.labour'), '250000')
  await posts(hand, ['250,000', 'RATTAN 200 → 185'], () => picture('production'))

  await hand.press('Alt+4')
  await hand.heading(word('stock:title'))
  await opens(hand, () => stroke(hand, 'C'), 'stock:count.title')
  await patiently(async () => (await hand.focused()).name).toContain(word('stock:columns.code'))
  // A scanner types faster than any hand and ends with Enter: twice the same code is two pieces.
  for (const counted of ['1', '2']) {
    await hand.scan('RATTAN')
    await patiently(async () => (await page.locator('.line-grid').first().innerText()).replace(/\s+/g, ' ')).toContain(`185 ${counted} `)
    await page.waitForTimeout(200)
  }
  await posts(hand, ['RATTAN 185 → 2'], () => picture('count'))
}

export async function stroke(hand: Hand, key: string): Promise<void> {
  await hand.page.waitForTimeout(strokeMs)
  await hand.press(key)
  await hand.page.waitForTimeout(strokeMs)
}

export async function type(hand: Hand, text: string): Promise<void> {
  await hand.page.keyboard.type(text, { delay: strokeMs })
}

export async function opens(hand: Hand, act: () => Promise<void>, title: string): Promise<void> {
  await act()
  await hand.heading(hand.word(title))
  await hand.page.locator('.booking').first().waitFor()
}

/** What it will book is shown, then it is posted. */
export async function posts(hand: Hand, shown: readonly string[], look: () => Promise<void>): Promise<void> {
  for (const text of shown) await patiently(() => bookingText(hand), text).toContain(text)
  await look()
  await stroke(hand, 'Control+Enter')
  await hand.sees(new RegExp(`^(${hand.word('documents:booked')}|${hand.word('documents:movements')})`))
}

/** A party, found by what is typed into the field that has the focus or gets it. */
export async function pick(hand: Hand, text: string, name: string): Promise<void> {
  await hand.tabTo(name)
  await type(hand, text)
  await hand.page.locator('[role=option]').filter({ hasText: text }).first().waitFor()
  await stroke(hand, 'Enter')
  await patiently(() => hand.page.locator('[role=option]').count()).toBe(0)
}

/** Types into the cell of the first row that has the focus, and closes it. */
async function quantity(hand: Hand, heading: string, text: string): Promise<void> {
  await patiently(async () => (await hand.focused()).name).toBe(`${heading}, 1`)
  await type(hand, text)
  await stroke(hand, 'Enter')
  await patiently(async () => (await hand.focused()).name).not.toBe(`${heading}, 1`)
}

/** A document by the beginning of its number, through the palette. */
async function find(hand: Hand, number: string): Promise<void> {
  await hand.run(number)
  await hand.heading(new RegExp(`^${number}`))
}

/** A chair takes three kilograms of rattan. */
async function bill(hand: Hand): Promise<void> {
  const { word } = hand
  await hand.run('CHAIR')
  await hand.heading('Rattan chair')
  await hand.tabTo(word('products:bill.add'))
  await stroke(hand, 'Enter')
  await pick(hand, 'RATTAN', word('products:bill.material'))
  await hand.fill(word('products:bill.quantity'), '3')
  await stroke(hand, 'Control+Enter')
  await hand.sees(new RegExp(`^${word('common:saved')}`))
}

async function bookingText(hand: Hand): Promise<string> {
  const text = (await hand.page.locator('.booking').first().innerText()).replace(/\s+/g, ' ')
  expect(text).not.toBe('')
  return text
}
