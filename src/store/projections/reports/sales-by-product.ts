import { Masters } from '../masters.ts'
import type { Sql } from '../sql.ts'
import { quantityText, rupiah } from './figures.ts'

export interface ProductSales { readonly product: string; quantity: number; revenue: number; cost: number }

/** Product lines of invoices less credit notes; cost by the date of the movement, landed cost not in it. Sorted by product. */
export function productSales(sql: Sql, from: string, to: string): ProductSales[] {
  const products = new Map<string, ProductSales>()
  const of = (product: string): ProductSales => {
    let row = products.get(product)
    if (!row) products.set(product, (row = { product, quantity: 0, revenue: 0, cost: 0 }))
    return row
  }
  const sold = sql.rows<{ product: string; quantity: number; revenue: number }>(
    'SELECT product, sum(quantity) AS quantity, sum(revenue) AS revenue FROM sale WHERE date >= ? AND date <= ? GROUP BY product', from, to,
  )
  for (const row of sold) Object.assign(of(row.product), { quantity: row.quantity, revenue: row.revenue })
  // Joined in this order: of each product only what moved in these days is read.
  const cost = sql.rows<{ product: string; cost: number }>(
    `SELECT m.product, -sum(m.value + m.correction) AS cost FROM costing c CROSS JOIN movement m ON m.product = c.product AND m.date >= ? AND m.date <= ? CROSS JOIN posted p ON p.n = m.n
     LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target
     WHERE c.last_date >= ? AND m.kind IN ('issue', 'returned') AND m.charge = ? AND coalesce(t.event, p.event) IN ('sales.deliver', 'sales.invoice', 'sales.creditNote') GROUP BY m.product`,
    from, to, from, new Masters(sql).accountOfRole('costOfGoodsSold'),
  )
  for (const row of cost) of(row.product).cost = row.cost
  return [...products.values()].sort((a, b) => (a.product < b.product ? -1 : 1))
}

export function salesByProduct(sql: Sql, from: string, to: string): Record<string, unknown> {
  const products = productSales(sql, from, to)
  const revenue = products.reduce((sum, row) => sum + row.revenue, 0)
  const cost = products.reduce((sum, row) => sum + row.cost, 0)
  return {
    report: 'sales-by-product', from, to, currency: 'IDR',
    rows: products.map((row) => ({ product: row.product, quantity: quantityText(row.quantity), revenue: rupiah(row.revenue), cost: rupiah(row.cost), margin: rupiah(row.revenue - row.cost) })),
    totals: { revenue: rupiah(revenue), cost: rupiah(cost), margin: rupiah(revenue - cost) },
  }
}
