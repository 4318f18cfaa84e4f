// A cooperative's till in a week: money in somebody's name is taken in, lent, accounted for, paid back and given back, all from the
// keyboard; the report of it shows what is left in each name, and why.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { mendunia } from './demo-book.ts'
import { opens, pick, posts, stroke, type } from './every-event.ts'
import { type Hand, handOn, patiently } from './hand.ts'
import { speak } from './speak.ts'

/** A book of a cooperative with money, a buyer's dollars and an invoice that nobody will pay. */
export async function makeCooperative(dataFolder: string, month: string): Promise<string> {
  const date = `${month}-01`
  const events = [
    ...[['BRI', 'Bank BRI'], ['BUDI', 'Budi Santoso'], ['SARI', 'Sari Wulandari'], ['NORDIC', 'Nordic Home'], ['TOKO', 'Toko Lama']].map(([code, name]) => ({ event: 'party.add', id: `p-${code}`, date, code, name })),
    { event: 'rate.set', id: 'k', date, currency: 'USD', rate: '16000' },
    { event: 'opening.post', id: 'o', date, persons: [{ party: 'BUDI', account: '2700', credit: '250000' }], accounts: [{ account: '1111', debit: '50000000' }, { account: '1101', debit: '5000000' }, { account: '3201', credit: '9000000' }] },
    { event: 'deposit.receive', id: 'd', date, customer: 'NORDIC', account: '1112', amount: '300' },
    { event: 'sales.invoice', id: 'j', date, customer: 'SARI', lines: [{ account: '4130', amount: '1000000' }] },
    { event: 'sales.invoice', id: 'i', date, customer: 'TOKO', lines: [{ account: '4130', amount: '750000' }] },
  ]
  const book = join(dataFolder, 'koperasi.mendunia')
  mkdirSync(dirname(book), { recursive: true })
  writeFileSync(join(dataFolder, 'company.json'), JSON.stringify({ name: 'Koperasi Rotan Jaya' }))
  writeFileSync(join(dataFolder, 'events.json'), JSON.stringify({ events }))
  await mendunia(dataFolder, ['init', '--book', book, '--company', join(dataFolder, 'company.json'), '--chart', 'cooperative'])
  await mendunia(dataFolder, ['apply', join(dataFolder, 'events.json'), '--book', book])
  return book
}

export interface InNamesFrame {
  readonly page: Page
  picture(name: string): Promise<void>
}

export async function inNames({ page, picture }: InNamesFrame): Promise<void> {
  await page.locator('nav').first().waitFor({ timeout: 60_000 })
  await speak(page, 'en')
  const hand = await handOn(page, 'en')
  const { word, fill } = hand
  const form = (name: string): Promise<void> => opens(hand, () => hand.run(word(`lending:names.${name}`)), `lending:names.${name}`)
  const amount = word('documents:field.amount')

  await form('takeLoan')
  await pick(hand, 'BRI', word('lending:field.lender'))
  await fill(amount, '9900000')
  await fill(word('lending:field.bankCharge'), '100000')
  await posts(hand, ['Bank loan', '10,000,000'], () => picture('loan-taken'))

  await form('repayLoan')
  await pick(hand, 'BRI', word('lending:field.lender'))
  await hand.sees(word('lending:field.standing', { amount: 'Rp 10,000,000' }))
  await fill(word('lending:field.principal'), '1000000')
  await fill(word('lending:field.interest'), '75000')
  await posts(hand, ['1,075,000', '75,000'], () => picture('loan-repaid'))

  await form('giveLoan')
  await pick(hand, 'BUDI', word('lending:field.person'))
  await fill(amount, '500000')
  await posts(hand, ['Staff loans', '500,000'], () => picture('advance'))

  // A receipt for the truck, and the change.
  await form('collectLoan')
  await pick(hand, 'BUDI', word('lending:field.person'))
  await fill(word('lending:field.returned'), '150000')
  await hand.tabTo(`${word('documents:field.account')}, 1`)
  await type(hand, '6104')
  await page.locator('[role=option]').first().waitFor()
  await stroke(hand, 'Enter')
  await patiently(async () => (await hand.focused()).name).toContain(word('documents:field.amount'))
  await type(hand, '350000')
  await stroke(hand, 'Enter')
  await posts(hand, ['Carriage', '350,000', '500,000'], () => picture('advance-settled'))

  for (const [kind, sum] of [['principal', '100000'], ['voluntary', '700000']] as const) {
    await form('receiveSavings')
    await pick(hand, 'SARI', word('lending:field.member'))
    await hand.choose(word('lending:field.savingsKind'), word(`lending:kinds.${kind}`))
    await fill(amount, sum)
    await posts(hand, [kind === 'principal' ? 'Principal member savings' : 'Voluntary member savings'], () => picture(`savings-${kind}`))
  }
  await form('withdrawSavings')
  await pick(hand, 'SARI', word('lending:field.member'))
  await hand.sees(word('lending:field.standing', { amount: 'Rp 700,000' }))
  // More than she has is refused in the field.
  await fill(amount, '900000')
  await hand.sees(/700,?000/)
  await page.locator('.has-error').first().waitFor()
  await picture('too-much')
  await fill(amount, '200000', { back: true })
  await posts(hand, ['Voluntary member savings', '200,000'], () => picture('savings-out'))
  await hand.sees(word('lending:kinds.voluntary'))
  await picture('savings-out-posted')

  await form('distributeSurplus')
  await fill(word('lending:field.reserve'), '2500000')
  await hand.tabTo(`${word('lending:field.member')}, 1`)
  for (const [member, sum] of [['BUDI', '1200000'], ['SARI', '800000']] as const) {
    await type(hand, member)
    await page.locator('[role=option]').first().waitFor()
    await stroke(hand, 'Enter')
    await patiently(async () => (await hand.focused()).name).toContain(amount)
    await type(hand, sum)
    await stroke(hand, 'Enter')
  }
  await posts(hand, ['SHU payable to members', '4,500,000'], () => picture('surplus'))

  await form('refundDeposit')
  await pick(hand, 'NORDIC', word('documents:field.customer'))
  await hand.choose(word('lending:field.held'), 'DP/')
  await patiently(() => page.locator('.booking').first().innerText()).toContain('Customer deposits')
  await fill(amount, '100')
  await posts(hand, ['100.00'], () => picture('deposit-refunded'))

  await form('writeOff')
  await pick(hand, 'TOKO', word('documents:field.customer'))
  await hand.choose(word('lending:field.invoice'), 'INV/')
  await pick(hand, '6290', word('lending:field.expenseAccount'))
  await posts(hand, ['Bad debt expense', '750,000'], () => picture('written-off'))

  // She keeps back the tax office's part, and gives the number of the slip.
  await opens(hand, () => hand.run(word('payments:newReceived')), 'payments:receive')
  await pick(hand, 'SARI', word('documents:field.customer'))
  await hand.tabTo(`${word('payments:pays')}, 1`)
  await stroke(hand, 'Space')
  await hand.press('Alt+W')
  await patiently(async () => (await hand.focused()).name).toBe(`${word('documents:field.account')}, 1`)
  await type(hand, '1521')
  await page.locator('[role=option]').first().waitFor()
  await stroke(hand, 'Enter')
  await patiently(async () => (await hand.focused()).name).toContain(word('payments:withheld'))
  for (const text of ['20000', 'BP-77']) {
    await type(hand, text)
    await stroke(hand, 'Enter')
  }
  await posts(hand, ['980,000', '20,000', '1,000,000'], () => picture('withheld'))

  await hand.run(word('lending:open.label'))
  await hand.heading(word('reports:titles.personal-accounts'))
  for (const name of ['Bank BRI', 'Sari Wulandari', 'Budi Santoso']) await hand.sees(name)
  await picture('report')
  await whyIsItSo(hand)
  await picture('why')
}

/** The closing balance of the last name says what it consists of. */
async function whyIsItSo(hand: Hand): Promise<void> {
  await patiently(() => hand.page.locator('.ledger-row').count()).toBeGreaterThan(10)
  await stroke(hand, 'End')
  await stroke(hand, '=')
  await hand.page.locator('.explain .ledger-row').first().waitFor({ timeout: 10_000 })
}
