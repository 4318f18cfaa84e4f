import { addDays } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { Chart, rupiah } from './figures.ts'

const categories = ['customers', 'suppliers', 'expenses', 'transfers', 'revaluation', 'other'] as const
type Category = (typeof categories)[number]

export function categoryOf(event: string): Category {
  switch (event) {
    case 'payment.receive':
    case 'deposit.receive':
    case 'deposit.refund': return 'customers'
    case 'payment.send':
    case 'advance.refund': return 'suppliers'
    case 'expense.post': return 'expenses'
    case 'transfer.post': return 'transfers'
    case 'fx.revalue': return 'revaluation'
    default: return 'other'
  }
}

/** Direct method: change of the cash accounts by the type of event; a reversal counts with what it reverses. */
export function cashFlow(sql: Sql, from: string, to: string): Record<string, unknown> {
  const chart = new Chart(sql)
  const cashAt = (date: string): number => accountBalances(sql, date).reduce((sum, row) => (chart.isCash(row.account) ? sum + row.base : sum), 0)
  const accounts = sql.values<string>("SELECT DISTINCT code FROM master WHERE type = 'account' ORDER BY code").filter((code) => chart.isCash(code))
  const sums = new Map<Category, number>()
  for (const account of accounts) {
    const rows = sql.rows<{ event: string; base: number }>(
      `SELECT coalesce(t.event, p.event) AS event, sum(l.base) AS base FROM ledger_line l JOIN posted p ON p.n = l.n LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target
       WHERE l.account = ? AND l.date >= ? AND l.date <= ? GROUP BY 1`, account, from, to,
    )
    for (const row of rows) sums.set(categoryOf(row.event), (sums.get(categoryOf(row.event)) ?? 0) + row.base)
  }
  const opening = cashAt(addDays(from, -1))
  const change = [...sums.values()].reduce((sum, amount) => sum + amount, 0)
  return {
    report: 'cash-flow', from, to, currency: 'IDR', opening: rupiah(opening), rows: categories.map((category) => ({ category, amount: rupiah(sums.get(category) ?? 0) })), netChange: rupiah(change),
    closing: rupiah(opening + change),
  }
}
