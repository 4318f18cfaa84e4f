import { Masters } from '../masters.ts'
import type { Sql } from '../sql.ts'
import { quantityText, rupiah } from './figures.ts'

export const margins = ['product', 'buyer', 'country'] as const
export type MarginBy = (typeof margins)[number]

/** The columns that a sale is counted by: of a reversal it is the buyer of what it reverses. */
export const dimensionSql: Readonly<Record<MarginBy, string>> = {
  product: 'x.product', buyer: "coalesce(t.party, p.party, '')",
  country: "coalesce((SELECT country FROM master WHERE type = 'party' AND code = coalesce(t.party, p.party) ORDER BY doc LIMIT 1), '')",
}
export const dimensionJoin = "JOIN posted p ON p.n = x.n LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target"
/** Movements whose cost is the cost of goods sold: of deliveries, invoices and what came back. */
export const costOfSaleSql = "x.kind IN ('issue', 'returned') AND x.charge = ? AND coalesce(t.event, p.event) IN ('sales.deliver', 'sales.invoice', 'sales.creditNote')"

interface Sums { quantity: number; revenue: number; cost: number }

/** Revenue, cost and margin by product, buyer or the buyer's country; the sums are those of sales by product. */
export function grossMargin(sql: Sql, from: string, to: string, by: MarginBy): Record<string, unknown> {
  const rows = new Map<string, Sums>()
  const of = (key: string): Sums => {
    let row = rows.get(key)
    if (!row) rows.set(key, (row = { quantity: 0, revenue: 0, cost: 0 }))
    return row
  }
  const key = dimensionSql[by]
  for (const row of sql.rows<Sums & { key: string }>(`SELECT ${key} AS key, sum(x.quantity) AS quantity, sum(x.revenue) AS revenue FROM sale x ${dimensionJoin} WHERE x.date >= ? AND x.date <= ? GROUP BY 1`, from, to)) {
    Object.assign(of(row.key), { quantity: row.quantity, revenue: row.revenue })
  }
  for (const row of sql.rows<{ key: string; cost: number }>(
    `SELECT ${key} AS key, -sum(x.value + x.correction) AS cost FROM costing c JOIN movement x ON x.product = c.product AND x.date >= ? AND x.date <= ? ${dimensionJoin} WHERE ${costOfSaleSql} GROUP BY 1`,
    from, to, new Masters(sql).accountOfRole('costOfGoodsSold'),
  )) of(row.key).cost = row.cost
  const listed = [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
  const total = listed.reduce<Sums>((sum, [, row]) => ({ quantity: sum.quantity + row.quantity, revenue: sum.revenue + row.revenue, cost: sum.cost + row.cost }), { quantity: 0, revenue: 0, cost: 0 })
  const shown = (row: Sums): Record<string, string> => ({ revenue: rupiah(row.revenue), cost: rupiah(row.cost), margin: rupiah(row.revenue - row.cost) })
  return { report: 'gross-margin', from, to, currency: 'IDR', by, rows: listed.map(([name, row]) => ({ key: name, quantity: quantityText(row.quantity), ...shown(row) })), totals: shown(total) }
}
