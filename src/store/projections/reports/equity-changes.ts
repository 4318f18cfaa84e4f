import { addDays } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { linesOfEvent } from './cash-flow-indirect.ts'
import { Chart, rupiah } from './figures.ts'

interface EquitySums { opening: number; result: number; added: number; taken: number }

/** One row per equity account and one for the result that is not carried yet; credit positive. */
export function equityChanges(sql: Sql, from: string, to: string): Record<string, unknown> {
  const chart = new Chart(sql)
  const rows = new Map<string, EquitySums>()
  const earnings: EquitySums = { opening: 0, result: 0, added: 0, taken: 0 }
  const of = (account: string): EquitySums => {
    let row = rows.get(account)
    if (!row) rows.set(account, (row = { opening: 0, result: 0, added: 0, taken: 0 }))
    return row
  }
  const isEquity = (account: string): boolean => chart.type(account) === 'equity' && chart.fields(account)['role'] !== 'currencyExchange'
  const isResult = (account: string): boolean => ['income', 'costOfSales', 'expense', 'other', 'tax'].includes(chart.type(account))
  const before = addDays(from, -1)
  const earlier = accountBalances(sql, before)
  for (const row of earlier) {
    if (isEquity(row.account)) of(row.account).opening -= row.base
    else if (isResult(row.account)) earnings.opening -= row.base
  }
  const closes = linesOfEvent(sql, 'year.close', from, to)
  for (const [account, base] of closes) {
    if (isEquity(account)) of(account).result -= base
    else if (isResult(account)) earnings.taken += base
  }
  // Debits and credits of a period: what the sums since the beginning grew by.
  const sums = new Map<string, { debit: number; credit: number }>()
  const add = (row: { account: string; debit: number; credit: number }, sign: number): void => {
    const sum = sums.get(row.account) ?? { debit: 0, credit: 0 }
    sums.set(row.account, { debit: sum.debit + sign * row.debit, credit: sum.credit + sign * row.credit })
  }
  for (const row of accountBalances(sql, to)) add(row, 1)
  for (const row of earlier) add(row, -1)
  for (const [account, { debit, credit }] of sums) {
    const closed = closes.get(account) ?? 0
    if (isEquity(account)) {
      const row = of(account)
      row.added += credit - Math.max(0, -closed)
      row.taken += debit - Math.max(0, closed)
    } else if (isResult(account)) earnings.result -= debit - credit - closed
  }
  const closing = (row: EquitySums): number => row.opening + row.result + row.added - row.taken
  const shown = (row: EquitySums): Record<string, string> => ({ opening: rupiah(row.opening), result: rupiah(row.result), added: rupiah(row.added), taken: rupiah(row.taken), closing: rupiah(closing(row)) })
  const listed = [...rows].filter(([, row]) => row.opening !== 0 || row.result !== 0 || row.added !== 0 || row.taken !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  const all = [...listed.map(([, row]) => row), earnings]
  const total = all.reduce<EquitySums>((sum, row) => ({ opening: sum.opening + row.opening, result: sum.result + row.result, added: sum.added + row.added, taken: sum.taken + row.taken }), { opening: 0, result: 0, added: 0, taken: 0 })
  return { report: 'equity-changes', from, to, currency: 'IDR', rows: listed.map(([account, row]) => ({ account, ...shown(row) })), currentEarnings: shown(earnings), totals: shown(total) }
}
