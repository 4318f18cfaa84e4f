import { addMonths, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { linesOfEvent } from './cash-flow-indirect.ts'
import { Chart, rupiah } from './figures.ts'

interface Month { readonly month: string; sales: number; cost: number; expenses: number; other: number; profit: number; cash: number }

/** Sales, cost, expenses and profit month by month, and the money at the end of each; whole months, from the kept sums. */
export function yearOverview(sql: Sql, from: string, to: string): Record<string, unknown> {
  const chart = new Chart(sql)
  const months: Month[] = []
  const first = monthOf(from)
  let cash = 0
  for (const row of accountBalances(sql, lastDayOf(addMonths(first, -1)))) if (chart.isCash(row.account)) cash += row.base
  for (let month = first; month <= monthOf(to) && months.length < 120; month = addMonths(month, 1)) {
    const row: Month = { month, sales: 0, cost: 0, expenses: 0, other: 0, profit: 0, cash: 0 }
    const closes = linesOfEvent(sql, 'year.close', `${month}-01`, lastDayOf(month))
    for (const { account, base } of sql.rows<{ account: string; base: number }>('SELECT account, sum(debit - credit) AS base FROM balance WHERE account IN (SELECT DISTINCT account FROM balance) AND month = ? GROUP BY account', month)) {
      if (chart.isCash(account)) cash += base
      const own = base - (closes.get(account) ?? 0)
      switch (chart.type(account)) {
        case 'income': row.sales -= own; break
        case 'costOfSales': row.cost += own; break
        case 'expense': row.expenses += own; break
        case 'other': row.other -= own; break
        case 'tax': row.other -= own; break
        default: continue
      }
      row.profit -= own
    }
    row.cash = cash
    months.push(row)
  }
  const sum = (key: 'sales' | 'cost' | 'expenses' | 'other' | 'profit'): string => rupiah(months.reduce((total, row) => total + row[key], 0))
  return {
    report: 'year-overview', from, to, currency: 'IDR',
    months: months.map((row) => ({ month: row.month, sales: rupiah(row.sales), cost: rupiah(row.cost), expenses: rupiah(row.expenses), other: rupiah(row.other), profit: rupiah(row.profit), cash: rupiah(row.cash) })),
    totals: { sales: sum('sales'), cost: sum('cost'), expenses: sum('expenses'), other: sum('other'), profit: sum('profit'), cash: rupiah(cash) },
  }
}
