import { addMonths, monthOf } from '../../../core/calendar/index.ts'
import { Masters } from '../masters.ts'
import type { Sql } from '../sql.ts'
import { Chart, rupiah } from './figures.ts'
import { type MarginBy, costOfSaleSql, dimensionJoin, dimensionSql } from './margins.ts'

export const incomeColumns = ['month', 'product', 'buyer', 'country'] as const
export type IncomeBy = (typeof incomeColumns)[number]

export const sections = [
  { key: 'income', type: 'income', sign: -1 }, { key: 'costOfSales', type: 'costOfSales', sign: 1 }, { key: 'expenses', type: 'expense', sign: 1 }, { key: 'other', type: 'other', sign: -1 }, { key: 'tax', type: 'tax', sign: 1 },
] as const

interface Part { readonly account: string; readonly key: string; readonly base: number }

/**
 * The income statement in columns: by month, or by what sales can be told apart by. What belongs to none (rent, wages) stands in
 * the column without a name, so that each row adds up to the income statement.
 */
export function incomeBy(sql: Sql, from: string, to: string, by: IncomeBy): Record<string, unknown> {
  const chart = new Chart(sql)
  const parts = by === 'month' ? byMonth(sql, from, to) : by === 'product' ? byProduct(sql, from, to) : byParty(sql, from, to, by)
  const sums = new Map<string, Map<string, number>>()
  const keys = new Set<string>()
  for (const { account, key, base } of parts) {
    if (base === 0 || !sections.some((section) => section.type === chart.type(account))) continue
    let row = sums.get(account)
    if (!row) sums.set(account, (row = new Map()))
    row.set(key, (row.get(key) ?? 0) + base)
    keys.add(key)
  }
  if (by === 'month') for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) keys.add(month)
  const columns = [...keys].sort((a, b) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
  const zero = (): number[] => columns.map(() => 0)
  const shown = (amounts: readonly number[]): { amounts: string[]; total: string } => ({ amounts: amounts.map(rupiah), total: rupiah(amounts.reduce((sum, amount) => sum + amount, 0)) })
  const totals = new Map<string, number[]>()
  const groups = Object.fromEntries(sections.map(({ key, type, sign }) => {
    const total = zero()
    const rows = [...sums].filter(([account]) => chart.type(account) === type).sort(([a], [b]) => (a < b ? -1 : 1)).map(([account, row]) => {
      const amounts = columns.map((column, place) => {
        const amount = sign * (row.get(column) ?? 0)
        total[place] = (total[place] ?? 0) + amount
        return amount
      })
      return { account, ...shown(amounts) }
    })
    totals.set(key, total)
    return [key, { rows, ...shown(total) }]
  }))
  const of = (key: string, place: number): number => totals.get(key)?.[place] ?? 0
  const gross = columns.map((_, place) => of('income', place) - of('costOfSales', place))
  const before = gross.map((amount, place) => amount - of('expenses', place) + of('other', place))
  return {
    report: 'income-by', from, to, currency: 'IDR', by, columns, ...groups, grossProfit: shown(gross), profitBeforeTax: shown(before), netProfit: shown(before.map((amount, place) => amount - of('tax', place))),
  }
}

/** Kept sums for whole months; lines only for the months that the period cuts. */
function byMonth(sql: Sql, from: string, to: string): Part[] {
  return sql.rows<Part>(
    `SELECT l.account, substr(l.date, 1, 7) AS key, sum(l.base) AS base FROM ledger_line l JOIN posted p ON p.n = l.n LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target
     WHERE l.account IN (SELECT code FROM master WHERE type = 'account' AND json_extract(fields, '$.type') IN ('income', 'costOfSales', 'expense', 'other', 'tax')) AND l.date >= ? AND l.date <= ? AND coalesce(t.event, p.event) <> 'year.close'
     GROUP BY 1, 2`, from, to,
  )
}

function byParty(sql: Sql, from: string, to: string, by: Exclude<MarginBy, 'product'>): Part[] {
  // Only what sales documents booked belongs to a buyer: a supplier is none.
  return sql.rows<Part>(
    `SELECT x.account, CASE WHEN coalesce(t.event, p.event) LIKE 'sales.%' THEN ${dimensionSql[by]} ELSE '' END AS key, sum(x.base) AS base FROM ledger_line x ${dimensionJoin}
     WHERE x.account IN (SELECT code FROM master WHERE type = 'account' AND json_extract(fields, '$.type') IN ('income', 'costOfSales', 'expense', 'other', 'tax')) AND x.date >= ? AND x.date <= ? AND coalesce(t.event, p.event) <> 'year.close'
     GROUP BY 1, 2`, from, to,
  )
}

/** Revenue by the sales account of its document, cost by the movements; the rest of each account belongs to no product. */
function byProduct(sql: Sql, from: string, to: string): Part[] {
  const masters = new Masters(sql)
  const cogs = masters.accountOfRole('costOfGoodsSold')
  const abroad = masters.accountOfRole('salesExport')
  const home = masters.accountOfRole('salesDomestic')
  const known: Part[] = [
    ...sql.rows<Part>(
      `SELECT CASE WHEN EXISTS (SELECT 1 FROM ledger_line l WHERE l.n = x.n AND l.account = ?) THEN ? ELSE ? END AS account, x.product AS key, -sum(x.revenue) AS base FROM sale x WHERE x.date >= ? AND x.date <= ? GROUP BY 1, 2`,
      abroad, abroad, home, from, to,
    ),
    ...sql.rows<Part>(
      `SELECT x.charge AS account, x.product AS key, -sum(x.value + x.correction) AS base FROM costing c JOIN movement x ON x.product = c.product AND x.date >= ? AND x.date <= ? ${dimensionJoin} WHERE ${costOfSaleSql} GROUP BY 1, 2`,
      from, to, cogs,
    ),
  ]
  const rest = new Map<string, number>()
  for (const part of byMonth(sql, from, to)) rest.set(part.account, (rest.get(part.account) ?? 0) + part.base)
  for (const part of known) rest.set(part.account, (rest.get(part.account) ?? 0) - part.base)
  return [...known, ...[...rest].map(([account, base]) => ({ account, key: '', base }))]
}
