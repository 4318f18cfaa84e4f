import { addDays } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { Chart, rupiah } from './figures.ts'

export type CashFlowClass = 'cash' | 'noncash' | 'operating' | 'investing' | 'financing' | 'result' | 'exchange'

/**
 * Where the change of an account stands in the cash flow. The charts keep the groups of codes: 15 and 16 are fixed assets, 17 and
 * the accumulated depreciation their wear, 23 and 25 loans (232 and 233 are taxes and duty), 27 what a cooperative's members have
 * with it (2740 is what it owes them for goods).
 * @source bookkeeping notes, sections 2 and 5.1
 */
export function cashFlowClass(chart: Chart, account: string): CashFlowClass {
  const fields = chart.fields(account)
  if (fields['cash'] === true) return 'cash'
  switch (fields['type']) {
    case 'asset': {
      if (fields['role'] === 'accumulatedDepreciation' || /^17/.test(account)) return 'noncash'
      return /^1[56]/.test(account) && !/^152/.test(account) ? 'investing' : 'operating'
    }
    case 'liability': return /^2[357]/.test(account) && !/^(23[23]|2740)/.test(account) ? 'financing' : 'operating'
    case 'equity': return fields['role'] === 'currencyExchange' ? 'exchange' : 'financing'
    default: return 'result'
  }
}

/** Ledger lines by account of documents of one event type in a period, reversals counted with what they reverse. */
export function linesOfEvent(sql: Sql, event: string, from: string, to: string): Map<string, number> {
  const rows = sql.rows<{ account: string; base: number }>(
    `SELECT l.account, sum(l.base) AS base FROM posted p JOIN ledger_line l ON l.n = p.n LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target
     WHERE p.n IN (SELECT n FROM posted WHERE event = ? UNION SELECT r.n FROM posted r JOIN posted t ON t.doc = r.target WHERE r.event = 'reverse' AND t.event = ?) AND l.date >= ? AND l.date <= ? GROUP BY l.account`,
    event, event, from, to,
  )
  return new Map(rows.map((row) => [row.account, row.base]))
}

/** Base sums per account of what moved in a period, the carrying of results to retained earnings left out. Sorted by account. */
export function changesOf(sql: Sql, from: string, to: string): Map<string, number> {
  const changes = new Map<string, number>()
  for (const row of accountBalances(sql, to)) changes.set(row.account, (changes.get(row.account) ?? 0) + row.base)
  for (const row of accountBalances(sql, addDays(from, -1))) changes.set(row.account, (changes.get(row.account) ?? 0) - row.base)
  for (const [account, base] of linesOfEvent(sql, 'year.close', from, to)) changes.set(account, (changes.get(account) ?? 0) - base)
  return new Map([...changes].filter(([, base]) => base !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Indirect method: the net result, what of it is no money, and what the other accounts took or gave (sign turned). What
 * revaluation did to cash itself stands apart as the effect of exchange rates.
 */
export function cashFlowIndirect(sql: Sql, from: string, to: string): Record<string, unknown> {
  const chart = new Chart(sql)
  const changes = changesOf(sql, from, to)
  let net = 0
  let cash = 0
  const groups: Record<'noncash' | 'operating' | 'investing' | 'financing', { account: string; amount: number }[]> = { noncash: [], operating: [], investing: [], financing: [] }
  for (const [account, base] of changes) {
    const group = cashFlowClass(chart, account)
    if (group === 'result') net -= base
    else if (group === 'cash') cash += base
    else if (group !== 'exchange') groups[group].push({ account, amount: -base })
  }
  let exchange = 0
  for (const [account, base] of linesOfEvent(sql, 'fx.revalue', from, to)) if (chart.isCash(account)) exchange += base
  const part = (rows: readonly { account: string; amount: number }[], more = 0): { rows: { account: string; amount: string }[]; total: string } => ({
    rows: rows.map((row) => ({ account: row.account, amount: rupiah(row.amount) })), total: rupiah(rows.reduce((sum, row) => sum + row.amount, more)),
  })
  let opening = 0
  for (const row of accountBalances(sql, addDays(from, -1))) if (chart.isCash(row.account)) opening += row.base
  const noncash = part(groups.noncash)
  const working = groups.noncash.reduce((sum, row) => sum + row.amount, net - exchange)
  return {
    report: 'cash-flow-indirect', from, to, currency: 'IDR', opening: rupiah(opening), netProfit: rupiah(net), noncash: noncash.rows, revaluationOfCash: rupiah(-exchange), operating: part(groups.operating, working),
    investing: part(groups.investing), financing: part(groups.financing), exchange: rupiah(exchange), netChange: rupiah(cash), closing: rupiah(opening + cash),
  }
}
