import { addDays } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { Chart, type Section, rupiah } from './figures.ts'

type Sums = ReadonlyMap<string, number>

function sumsAt(sql: Sql, date: string): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of accountBalances(sql, date)) sums.set(row.account, (sums.get(row.account) ?? 0) + row.base)
  return sums
}

function sectionOf(chart: Chart, sums: Sums, type: string, sign: 1 | -1): { readonly section: Section; readonly total: number } {
  let total = 0
  const rows = [...sums]
    .filter(([account, base]) => base !== 0 && chart.type(account) === type)
    .map(([account, base]) => {
      total += sign * base
      return { account, amount: rupiah(sign * base) }
    })
  return { section: { rows, total: rupiah(total) }, total }
}

const results = ['income', 'costOfSales', 'expense', 'other', 'tax']

/** Assets debit positive, liabilities and equity credit positive; the result since the book began is in equity's total. */
export function balanceSheet(sql: Sql, asOf: string): Record<string, unknown> {
  const chart = new Chart(sql)
  const sums = sumsAt(sql, asOf)
  const assets = sectionOf(chart, sums, 'asset', 1)
  const liabilities = sectionOf(chart, sums, 'liability', -1)
  const equity = sectionOf(chart, sums, 'equity', -1)
  let earnings = 0
  for (const [account, base] of sums) if (results.includes(chart.type(account))) earnings -= base
  const total = equity.total + earnings
  return {
    report: 'balance-sheet', asOf, currency: 'IDR', assets: assets.section, liabilities: liabilities.section,
    equity: { rows: equity.section.rows, total: rupiah(total), currentEarnings: rupiah(earnings) }, totalLiabilitiesAndEquity: rupiah(liabilities.total + total),
  }
}

/** Sums of a period: what stands at its end less what stood the day before it. */
export function incomeStatement(sql: Sql, from: string, to: string): Record<string, unknown> {
  const chart = new Chart(sql)
  const before = sumsAt(sql, addDays(from, -1))
  const sums = new Map([...sumsAt(sql, to)].map(([account, base]) => [account, base - (before.get(account) ?? 0)]))
  if (sql.value('SELECT 1 FROM posted WHERE event = ? LIMIT 1', 'year.close') !== undefined) addBackYearCloses(sql, sums, from, to)
  const income = sectionOf(chart, sums, 'income', -1)
  const costOfSales = sectionOf(chart, sums, 'costOfSales', 1)
  const expenses = sectionOf(chart, sums, 'expense', 1)
  const other = sectionOf(chart, sums, 'other', -1)
  const tax = sectionOf(chart, sums, 'tax', 1)
  const gross = income.total - costOfSales.total
  const beforeTax = gross - expenses.total + other.total
  return {
    report: 'income-statement', from, to, currency: 'IDR', income: income.section, costOfSales: costOfSales.section, grossProfit: rupiah(gross), expenses: expenses.section, other: other.section,
    profitBeforeTax: rupiah(beforeTax), tax: tax.section, netProfit: rupiah(beforeTax - tax.total),
  }
}

/** Carrying the result to retained earnings is no income or expense of the year that it closes. */
function addBackYearCloses(sql: Sql, sums: Map<string, number>, from: string, to: string): void {
  const rows = sql.rows<{ account: string; base: number }>(
    "SELECT l.account, sum(l.base) AS base FROM posted p JOIN ledger_line l ON l.n = p.n WHERE p.event = 'year.close' AND l.date >= ? AND l.date <= ? GROUP BY l.account", from, to,
  )
  for (const row of rows) sums.set(row.account, (sums.get(row.account) ?? 0) - row.base)
}
