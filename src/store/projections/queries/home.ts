import { addDays, addMonths, daysBetween, firstDayOf, monthOf } from '../../../core/calendar/index.ts'
import { baseCurrency } from '../../../core/money/index.ts'
import { bucketOf, buckets } from '../reports/aged-items.ts'
import { Chart } from '../reports/figures.ts'
import { productSales } from '../reports/sales-by-product.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { type AttentionRow, attentionRows } from './attention-list.ts'
import { moneyText } from './figures.ts'

export interface HomeSummary {
  readonly attention: readonly AttentionRow[]
  readonly cash: { readonly base: string; readonly byCurrency: readonly { readonly currency: string; readonly balance: string }[]; readonly days: readonly { readonly date: string; readonly base: string }[] }
  readonly receivables: { readonly total: string; readonly buckets: readonly { readonly bucket: string; readonly base: string }[] }
  readonly sales: { readonly total: string; readonly months: readonly { readonly month: string; readonly base: string }[]; readonly countries: readonly { readonly country: string; readonly base: string }[] }
  readonly profit: { readonly total: string; readonly products: readonly { readonly code: string; readonly name: string; readonly margin: string; readonly percent: string }[] }
  readonly stock: { readonly value: string; readonly products: number; readonly empty: number }
}

const attentionMax = 20
const cashDays = 90
const salesMonths = 12
const shownMax = 5

/** The first page: cash, what is owed, a year of sales, this month's profit by product, stock. From kept balances. */
export function homeSummary(sql: Sql, today: string): HomeSummary {
  const month = monthOf(today)
  const base = (amount: number): string => moneyText(amount, baseCurrency)
  return { attention: attentionRows(sql, today).slice(0, attentionMax), cash: cash(sql, today), receivables: receivables(sql, today), sales: sales(sql, today), profit: profit(sql, firstDayOf(month), today), stock: stock() }

  function stock(): HomeSummary['stock'] {
    const row = sql.row<{ value: number; products: number; empty: number }>(
      'SELECT coalesce(sum(value), 0) AS value, coalesce(sum(quantity > 0), 0) AS products, coalesce(sum(quantity <= 0), 0) AS empty FROM costing',
    ) ?? { value: 0, products: 0, empty: 0 }
    return { value: base(row.value), products: row.products, empty: row.empty }
  }
}

function cash(sql: Sql, today: string): HomeSummary['cash'] {
  const chart = new Chart(sql)
  const first = addDays(today, 1 - cashDays)
  const accounts = sql.values<string>('SELECT DISTINCT account FROM balance').filter((account) => chart.isCash(account))
  let running = accountBalances(sql, addDays(first, -1), accounts).reduce((sum, row) => sum + row.base, 0)
  const changes = new Map<string, number>()
  const currencies = new Map<string, number>()
  for (const row of accountBalances(sql, today, accounts)) currencies.set(row.currency, (currencies.get(row.currency) ?? 0) + row.amount)
  for (const account of accounts) {
    for (const row of sql.rows<{ date: string; base: number }>('SELECT date, sum(base) AS base FROM ledger_line WHERE account = ? AND date >= ? AND date <= ? GROUP BY date', account, first, today)) {
      changes.set(row.date, (changes.get(row.date) ?? 0) + row.base)
    }
  }
  const days: { date: string; base: string }[] = []
  for (let day = first; day <= today; day = addDays(day, 1)) {
    running += changes.get(day) ?? 0
    days.push({ date: day, base: moneyText(running, baseCurrency) })
  }
  return {
    base: moneyText(running, baseCurrency), days,
    byCurrency: [...currencies].filter(([, amount]) => amount !== 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, amount]) => ({ currency, balance: moneyText(amount, currency) })),
  }
}

/** What is open now, by age on that day: the aged report takes open items back to any day, the first page need not. */
function receivables(sql: Sql, today: string): HomeSummary['receivables'] {
  const sums = new Map<string, number>(buckets.map((bucket) => [bucket, 0]))
  let total = 0
  for (const row of sql.rows<{ due_date: string; base: number }>("SELECT due_date, sum(open_base) AS base FROM item WHERE side = 'receivable' AND open <> 0 GROUP BY due_date")) {
    const bucket = bucketOf(daysBetween(row.due_date, today))
    sums.set(bucket, (sums.get(bucket) ?? 0) + row.base)
    total += row.base
  }
  return { total: moneyText(total, baseCurrency), buckets: [...sums].map(([bucket, base]) => ({ bucket, base: moneyText(base, baseCurrency) })) }
}

function sales(sql: Sql, today: string): HomeSummary['sales'] {
  const chart = new Chart(sql)
  const month = monthOf(today)
  const first = addMonths(month, 1 - salesMonths)
  const sums = new Map<string, number>()
  for (const row of sql.rows<{ account: string; month: string; base: number }>('SELECT account, month, sum(credit - debit) AS base FROM balance WHERE month >= ? AND month <= ? GROUP BY account, month', first, month)) {
    if (chart.type(row.account) === 'income') sums.set(row.month, (sums.get(row.month) ?? 0) + row.base)
  }
  const months = Array.from({ length: salesMonths }, (_, place) => addMonths(first, place)).map((each) => ({ month: each, base: moneyText(sums.get(each) ?? 0, baseCurrency) }))
  const countries = new Map<string, number>()
  const byCountry = sql.rows<{ country: string | null; base: number }>(
    `SELECT (SELECT m.country FROM master m WHERE m.type = 'party' AND m.code = s.party ORDER BY m.doc LIMIT 1) AS country, s.base
     FROM (SELECT party, sum(base) AS base FROM party_sale WHERE month >= ? AND month <= ? AND documents <> 0 GROUP BY party) s`, first, month,
  )
  for (const { country, base } of byCountry) countries.set(country ?? '', (countries.get(country ?? '') ?? 0) + base)
  return {
    total: moneyText([...sums.values()].reduce((sum, amount) => sum + amount, 0), baseCurrency), months,
    countries: [...countries].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, shownMax).map(([country, amount]) => ({ country, base: moneyText(amount, baseCurrency) })),
  }
}

function profit(sql: Sql, from: string, to: string): HomeSummary['profit'] {
  const products = productSales(sql, from, to)
  const total = products.reduce((sum, row) => sum + row.revenue - row.cost, 0)
  const best = [...products].sort((a, b) => b.revenue - b.cost - (a.revenue - a.cost) || (a.product < b.product ? -1 : 1)).slice(0, shownMax)
  return {
    total: moneyText(total, baseCurrency),
    products: best.map((row) => {
      const margin = row.revenue - row.cost
      const tenths = row.revenue === 0 ? 0 : Number((BigInt(margin) * 1000n) / BigInt(row.revenue))
      return {
        code: row.product, name: sql.value<string>("SELECT name FROM master WHERE type = 'product' AND code = ? ORDER BY doc LIMIT 1", row.product) ?? row.product, margin: moneyText(margin, baseCurrency),
        percent: `${tenths < 0 ? '-' : ''}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`,
      }
    }),
  }
}
