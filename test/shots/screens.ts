// Every screen of the program: where it is and what it waits for.
import type { Page } from 'playwright-core'

export interface Shot {
  readonly name: string
  go(page: Page): Promise<void>
  /** Takes away what was opened over the screen. */
  leave?(page: Page): Promise<void>
}

const reports = ['trial-balance', 'balance-sheet', 'income-statement', 'cash-flow', 'general-ledger', 'stock-valuation', 'stock-card', 'aged-receivables', 'aged-payables', 'vat-summary', 'sales-by-product', 'journal', 'cash-flow-indirect', 'equity-changes', 'party-statement', 'gross-margin', 'income-by', 'stock-by-warehouse', 'receivables-by-currency', 'payables-by-currency', 'year-overview', 'personal-accounts'] as const
const settingsTabs = ['company', 'numbers', 'rates', 'accounts', 'warehouses', 'book'] as const

async function visit(page: Page, hash: string): Promise<void> {
  // Away first: the same address again would change nothing.
  await page.evaluate((next) => { location.hash = next }, hash)
  await page.locator('h1').first().waitFor({ timeout: 10_000 })
}

const at = (name: string, hash: string, sign = 'h1'): Shot => ({
  name,
  go: async (page) => {
    await visit(page, hash)
    await page.locator(sign).first().waitFor({ timeout: 10_000 })
  },
})
const escape = async (page: Page): Promise<void> => { await page.keyboard.press('Escape') }

/** The address of the first row of a list. */
async function firstOf(page: Page, list: string): Promise<string> {
  await visit(page, list)
  const row = page.locator('.table-row').first()
  await row.waitFor({ timeout: 10_000 })
  const before = page.url()
  await row.click()
  await page.waitForURL((url) => url.href !== before)
  await page.locator('h1').first().waitFor()
  return new URL(page.url()).hash
}

/** The address of the first folder of a shipment: a click looks, Enter opens. */
async function folderOf(page: Page): Promise<string> {
  await visit(page, '#/shipments.list')
  await page.locator('.table-row').first().waitFor({ timeout: 10_000 })
  await page.locator('[role=grid]').first().focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.hash.startsWith('#/shipments.folder'))
  return new URL(page.url()).hash
}

/** All screens of a book with a year and a half of trade. */
export async function screensOf(page: Page): Promise<readonly Shot[]> {
  const overdue = await firstOf(page, '#/sales.list?status=overdue&search=Shanghai')
  const draft = await firstOf(page, '#/sales.list?status=draft')
  const purchase = await firstOf(page, '#/purchases.list?status=posted')
  const receipt = await firstOf(page, '#/purchases.list?tab=receipts')
  const payment = await firstOf(page, '#/payments.list')
  const journal = await firstOf(page, '#/journal.list')
  const party = await firstOf(page, '#/parties.list')
  const product = await firstOf(page, '#/products.list')
  const shipment = await folderOf(page)
  return [
    at('home', '#/home'),
    at('sales-list', '#/sales.list', '.table-row'),
    { ...at('sales-list-chosen', '#/sales.list?status=posted', '.table-row'), go: async (p) => { await visit(p, '#/sales.list?status=posted'); await p.locator('.table-row').first().waitFor(); await p.locator('[role=grid]').first().focus(); for (const key of ['Space', 'ArrowDown', 'Space', 'ArrowDown', 'ArrowDown', 'Space']) await p.keyboard.press(key) } },
    at('sales-orders', '#/sales.list?tab=orders'),
    at('shipments-list', '#/shipments.list', '.table-row'),
    { name: 'shipments-papers', go: async (p) => { await visit(p, shipment); await p.locator('.papers-sheet canvas').first().waitFor({ timeout: 20_000 }); await p.waitForTimeout(500) } },
    ...(['goods', 'terms', 'transport', 'payment'] as const).map((tab) => at(`shipments-${tab}`, `${shipment}?tab=${tab}`, '.fact')),
    at('sales-invoice-new', '#/sales.invoice?new=1'),
    at('sales-invoice-draft', draft, '.booking'),
    { name: 'sales-invoice-shipping', go: async (p) => { await visit(p, draft); await p.locator('.booking').first().waitFor(); if (await p.locator('.shipping-body').count() === 0) await p.keyboard.press('Alt+S'); await p.locator('.shipping-body').scrollIntoViewIfNeeded() } },
    at('sales-invoice-posted', overdue, '.ledger-table'),
    { name: 'paper-preview', go: async (p) => { await visit(p, overdue); await p.locator('.ledger-table').first().waitFor(); await p.keyboard.press('Control+P'); await p.locator('canvas').first().waitFor({ timeout: 15_000 }); await p.waitForTimeout(500) }, leave: escape },
    at('sales-order-new', '#/sales.order?new=1'),
    at('sales-credit-note', '#/sales.list?tab=creditNotes'),
    at('purchases-list', '#/purchases.list', '.table-row'),
    at('purchases-receipts', '#/purchases.list?tab=receipts', '.table-row'),
    at('purchases-invoice', purchase, '.ledger-table'),
    at('purchases-receipt', receipt, '.ledger-table'),
    at('purchases-invoice-new', '#/purchases.invoice?new=1'),
    at('purchases-receipt-new', '#/purchases.receipt?new=1'),
    at('stock-list', '#/stock.list', '.table-row'),
    at('stock-adjust', '#/stock.adjust'),
    at('stock-count', '#/stock.count'),
    at('parties-list', '#/parties.list', '.table-row'),
    at('party', party),
    at('party-statement', `${party}?tab=statement`),
    at('party-documents', `${party}?tab=documents`),
    { name: 'party-new', go: async (p) => { await visit(p, '#/parties.list'); await p.locator('.table-row').first().waitFor(); await p.keyboard.press('Alt+N'); await p.locator('dialog[open]').waitFor() }, leave: escape },
    at('products-list', '#/products.list', '.table-row'),
    at('product', product),
    at('product-card', `${product}?tab=card`),
    { name: 'product-new', go: async (p) => { await visit(p, '#/products.list'); await p.locator('.table-row').first().waitFor(); await p.keyboard.press('Alt+N'); await p.locator('dialog[open]').waitFor() }, leave: escape },
    at('payments-list', '#/payments.list', '.table-row'),
    at('payment', payment, '.ledger-table'),
    at('payment-receive', `#/payments.receive?invoice=${encodeURIComponent(decodeURIComponent(/sales\.invoice\/([^?]+)/.exec(overdue)?.[1] ?? ''))}`, '.ledger-table'),
    ...['giveLoan', 'collectLoan', 'takeLoan', 'repayLoan', 'refundDeposit', 'refundAdvance', 'writeOff', 'receiveSavings', 'withdrawSavings', 'distributeSurplus'].map((name) => at(`lending-${name}`, `#/payments.${name}?new=1`)),
    at('journal-list', '#/journal.list', '.table-row'),
    at('journal-document', journal, '.ledger-table'),
    at('journal-entry-new', '#/journal.entry?new=1'),
    at('bank-lines', '#/banking.lines'), at('bank-rules', '#/banking.rules'), at('assets', '#/journal.assets', '.table-row'), at('closing', '#/journal.closing'),
    at('reports-list', '#/reports.list'),
    ...['calendar', 'coretax', 'proceeds', 'rules'].map((name) => at(`tax-${name}`, `#/tax.${name}`, '.table-row, .empty')), at('tax-rates', '#/tax.rates', 'textarea'),
    at('report-compared', '#/reports.report?name=income-statement&compare=previousPeriod', '.ledger-row'),
    { name: 'report-why', go: async (p) => { await visit(p, '#/reports.report?name=aged-receivables'); await p.locator('.ledger-row').first().waitFor(); await p.keyboard.press('ArrowDown'); for (const key of ['ArrowRight', 'Enter']) await p.keyboard.press(key); await p.locator('.explain .ledger-row').first().waitFor({ timeout: 10_000 }) }, leave: escape },
    { name: 'report-why-cost', go: async (p) => { await visit(p, '#/reports.report?name=stock-valuation'); await p.locator('.ledger-row').first().waitFor(); await p.keyboard.press('='); await p.locator('.explain .ledger-row').first().waitFor({ timeout: 10_000 }); await p.keyboard.press('Enter'); await p.waitForTimeout(800) }, leave: async (p) => { await escape(p); await escape(p) } },
    ...reports.map((name) => at(`report-${name}`, `#/reports.report?name=${name}`, '.ledger-row, .empty')),
    at('inbox', '#/inbox'), at('inbox-quarantine', '#/inbox.quarantine'), at('parcels', '#/sync.parcels', '.parcel-cards'),
    ...settingsTabs.map((tab) => at(`settings-${tab}`, `#/settings?tab=${tab}`)),
    at('sync', '#/sync'),
    at('opening', '#/opening'),
    { name: 'palette', go: async (p) => { await visit(p, '#/home'); await p.keyboard.press('Control+K'); await p.keyboard.type('rotan'); await p.locator('.palette [role=option]').nth(3).waitFor() }, leave: escape },
    { name: 'help', go: async (p) => { await visit(p, '#/sales.list'); await p.locator('.table-row').first().waitFor(); await p.keyboard.press('F1'); await p.locator('dialog[open]').waitFor() }, leave: escape },
  ]
}

/** The start screen, then what a book that was just made shows. */
export const emptyScreens: readonly Shot[] = [
  { name: 'start', go: async (page) => page.locator('main.start').waitFor() },
  at('empty-home', '#/home'), at('empty-sales', '#/sales.list'), at('empty-purchases', '#/purchases.list'), at('empty-stock', '#/stock.list'), at('empty-parties', '#/parties.list'),
  at('empty-products', '#/products.list'), at('empty-payments', '#/payments.list'), at('empty-journal', '#/journal.list'), at('empty-inbox', '#/inbox'), at('empty-invoice', '#/sales.invoice?new=1'),
  at('empty-opening', '#/opening'), at('empty-report', '#/reports.report?name=trial-balance'), at('empty-settings', '#/settings'), at('empty-sync', '#/sync'),
]

/** Changes between light and dark as a person does, with the button in the top bar. */
export async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const now = await page.locator('html').getAttribute('data-theme')
  if (now === theme) return
  await page.locator('.bar-button').last().click()
  await page.locator(`html[data-theme=${theme}]`).waitFor()
  // The pointer on the button would leave it lit.
  await page.mouse.move(0, 0)
}
