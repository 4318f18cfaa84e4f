import type { Database } from 'better-sqlite3'
import { minorText } from '../../core/money/index.ts'
import { Sql, runReport } from '../projections/index.ts'

/** Beyond every date of a book: what is open, in stock or on an account in the end. */
const inTheEnd = '9998-12-31'
const sinceEver = '0001-01-01'

type Found = (detail: string) => void

/**
 * Figures that two ways of counting must agree on; a break names both. Accounts count where postings alone reach them (control
 * accounts): what a person may enter by hand need not agree with any list.
 * @source bookkeeping notes, section 5.2 (the numbers T2 … T20 there)
 * @returns how many pairs were compared
 */
export function checkTieOuts(db: Database, found: Found): number {
  const sql = new Sql(db)
  let count = 0
  const agree = (name: string, left: string, leftAmount: number, right: string, rightAmount: number): void => {
    count += 1
    if (leftAmount !== rightAmount) found(`${name}: ${left} ${minorText(leftAmount)}, ${right} ${minorText(rightAmount)}`)
  }
  checkBalanceSheet(sql, agree)
  checkStock(sql, agree)
  checkItems(sql, agree)
  checkReceipts(sql, agree)
  checkCash(sql, agree)
  return count
}

type Agree = (name: string, left: string, leftAmount: number, right: string, rightAmount: number) => void

interface Account { readonly code: string; readonly type: string; readonly control: boolean; readonly cash: boolean; readonly role: string }

function accountsOf(sql: Sql): Account[] {
  return sql.rows<{ code: string; fields: string }>("SELECT code, fields FROM master WHERE type = 'account' GROUP BY code HAVING doc = min(doc) ORDER BY code").map(({ code, fields }) => {
    const known = JSON.parse(fields) as Record<string, unknown>
    return { code, type: String(known['type'] ?? ''), control: known['control'] === true, cash: known['cash'] === true, role: String(known['role'] ?? '') }
  })
}

const balanceOf = (sql: Sql, account: string): number => sql.value<number>('SELECT coalesce(sum(debit - credit), 0) FROM balance WHERE account = ?', account) ?? 0
/** Report texts have two decimals. */
const minor = (text: unknown): number => Number(String(text).replace('.', '')) + 0

/** T2, T10: the balance sheet balances, its earnings are those of the income statement, and both are the trial balance. */
function checkBalanceSheet(sql: Sql, agree: Agree): void {
  const accounts = accountsOf(sql)
  const byType = (types: readonly string[]): number => accounts.filter(({ type }) => types.includes(type)).reduce((sum, { code }) => sum + balanceOf(sql, code), 0)
  const known = new Set(accounts.map(({ code }) => code))
  // Postings may be here before the account that they are on: such a balance stands in no statement yet.
  const nameless = sql.values<string>('SELECT DISTINCT account FROM balance').filter((code) => !known.has(code)).reduce((sum, code) => sum + balanceOf(sql, code), 0)
  const sheet = runReport(sql, 'balance-sheet', { asOf: inTheEnd }) as unknown as { assets: { total: string }; totalLiabilitiesAndEquity: string; equity: { currentEarnings: string } }
  agree('T2', 'assets', minor(sheet.assets.total) + nameless, 'liabilities and equity', minor(sheet.totalLiabilitiesAndEquity))
  agree('T2', 'assets of the balance sheet', minor(sheet.assets.total), 'of the trial balance', byType(['asset']))
  const income = runReport(sql, 'income-statement', { from: sinceEver, to: inTheEnd }) as unknown as { netProfit: string }
  const closed = sql.value<number>(
    `SELECT coalesce(sum(l.base), 0) FROM posted p JOIN ledger_line l ON l.n = p.n JOIN master m ON m.type = 'account' AND m.code = l.account
     WHERE p.event = 'year.close' AND json_extract(m.fields, '$.type') IN ('income', 'costOfSales', 'expense', 'other', 'tax') AND m.doc = (SELECT min(doc) FROM master o WHERE o.type = 'account' AND o.code = l.account)`,
  ) ?? 0
  agree('T10', 'result of the income statement', minor(income.netProfit), 'earnings of the balance sheet and what was carried', minor(sheet.equity.currentEarnings) + closed)
  for (const { code, role } of accounts) if (role === 'currencyExchange') agree('T21', `account ${code}`, balanceOf(sql, code), 'nothing', 0)
}

/** T3, T16: the value of goods is what the inventory accounts hold, and each product's card ends there. */
function checkStock(sql: Sql, agree: Agree): void {
  const inventory = accountsOf(sql).filter(({ role, control }) => control && ['inventoryRaw', 'inventoryFinished', 'inventoryGoods'].includes(role))
  const valuation = runReport(sql, 'stock-valuation', { asOf: inTheEnd }) as unknown as { total: string; rows: { product: string; quantity: string; value: string }[] }
  if (inventory.length === 3) agree('T3', 'stock valuation', minor(valuation.total), `inventory accounts ${inventory.map(({ code }) => code).join(', ')}`, inventory.reduce((sum, { code }) => sum + balanceOf(sql, code), 0))
  for (const { product, value } of valuation.rows) {
    const card = sql.value<number>('SELECT coalesce(sum(value + correction), 0) FROM movement WHERE product = ?', product) ?? 0
    agree('T16', `stock valuation of ${product}`, minor(value), 'its stock card', card)
  }
}

/** T4, T5, T6, T15: open items are what their control accounts hold, per currency; a revaluation is given back the day after. */
function checkItems(sql: Sql, agree: Agree): void {
  for (const { code, role, control } of accountsOf(sql)) {
    if (!control || !['receivable', 'payable', 'customerDeposits', 'supplierAdvances'].includes(role)) continue
    const open = new Map(sql.rows<{ currency: string; amount: number; base: number }>(
      "SELECT currency, sum(CASE WHEN side IN ('receivable', 'advance') THEN open ELSE -open END) AS amount, sum(CASE WHEN side IN ('receivable', 'advance') THEN open_base ELSE -open_base END) AS base FROM item WHERE account = ? GROUP BY currency", code,
    ).map((row) => [row.currency, row]))
    const held = sql.rows<{ currency: string; amount: number; base: number }>('SELECT currency, sum(amount) AS amount, sum(debit - credit) AS base FROM balance WHERE account = ? GROUP BY currency', code)
    for (const currency of new Set([...open.keys(), ...held.map((row) => row.currency)])) {
      const account = held.find((row) => row.currency === currency)
      agree('T4', `open items on ${code} in ${currency}`, open.get(currency)?.amount ?? 0, 'the account', account?.amount ?? 0)
      agree('T4', `open items on ${code} in ${currency}, in base`, open.get(currency)?.base ?? 0, 'the account', account?.base ?? 0)
    }
  }
  for (const name of ['aged-receivables', 'aged-payables'] as const) {
    const aged = runReport(sql, name, { asOf: inTheEnd }) as unknown as { total: string; buckets: { openBase: string }[] }
    agree('T15', `${name}: its ages`, aged.buckets.reduce((sum, { openBase }) => sum + minor(openBase), 0), 'its total', minor(aged.total))
  }
}

/** T7: what was received and is neither invoiced nor returned. */
function checkReceipts(sql: Sql, agree: Agree): void {
  const account = accountsOf(sql).find(({ role, control }) => control && role === 'goodsReceivedNotInvoiced')
  if (account === undefined) return
  const received = sql.value<number>("SELECT coalesce(sum(base), 0) FROM posted WHERE event = 'purchase.receive' AND void = 0 AND reversed = 0") ?? 0
  const used = sql.value<number>("SELECT coalesce(sum(value), 0) FROM progress WHERE kind IN ('receiptInvoiced', 'receiptReturned')") ?? 0
  agree('T7', 'receipts not invoiced', received - used, `account ${account.code}`, -balanceOf(sql, account.code) + 0)
}

/** T11: both cash flow statements end with what the cash accounts hold. */
function checkCash(sql: Sql, agree: Agree): void {
  const cash = accountsOf(sql).filter((account) => account.cash).reduce((sum, { code }) => sum + balanceOf(sql, code), 0)
  for (const name of ['cash-flow', 'cash-flow-indirect'] as const) {
    const flow = runReport(sql, name, { from: sinceEver, to: inTheEnd }) as unknown as { closing: string }
    agree('T11', name, minor(flow.closing), 'cash accounts', cash)
  }
}
