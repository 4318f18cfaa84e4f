import type { Sql } from '../sql.ts'
import { quantityText, rupiah } from './figures.ts'

interface Running { readonly quantity: number; readonly value: number }

const nothing: Running = { quantity: 0, value: 0 }

function runningAt(sql: Sql, product: string, comparison: '<' | '<=', date: string): Running {
  return sql.row<Running>(
    `SELECT run_quantity AS quantity, run_value AS value FROM movement WHERE product = ? AND date ${comparison} ? ORDER BY date DESC, ord DESC, idx DESC LIMIT 1`, product, date,
  ) ?? nothing
}

export interface HeldStock { readonly product: string; readonly quantity: number; readonly value: number; readonly places: readonly { readonly warehouse: string; readonly quantity: number }[] }

/** Products with a quantity or a value at the end of a day, and in which warehouses they are. Sorted. */
export function stockHeldAt(sql: Sql, asOf: string): HeldStock[] {
  const held: HeldStock[] = []
  // Where nothing moved after that day, the kept stock is the answer.
  const products = sql.rows<{ product: string; settled: number; quantity: number; value: number }>(
    'SELECT product, last_date <= ? AND quantity >= 0 AND short = 0 AS settled, quantity, value FROM costing ORDER BY product', asOf,
  )
  const stock = new Map<string, { warehouse: string; quantity: number }[]>()
  for (const { product, ...place } of sql.rows<{ product: string; warehouse: string; quantity: number }>('SELECT product, warehouse, quantity FROM stock ORDER BY product, warehouse')) {
    const list = stock.get(product)
    if (list) list.push(place)
    else stock.set(product, [place])
  }
  for (const { product, settled, ...kept } of products) {
    const { quantity, value } = settled === 1 ? kept : runningAt(sql, product, '<=', asOf)
    const known = stock.get(product) ?? []
    const places = known.flatMap(({ warehouse, quantity: now }) => {
      // What was only ever in one place is all there.
      const there = settled === 1 ? now : known.length === 1 ? quantity : sql.value<number>(
        'SELECT warehouse_quantity FROM movement WHERE product = ? AND date <= ? AND warehouse = ? ORDER BY date DESC, ord DESC, idx DESC LIMIT 1', product, asOf, warehouse,
      ) ?? 0
      return there === 0 ? [] : [{ warehouse, quantity: there }]
    })
    if (quantity !== 0 || value !== 0 || places.length > 0) held.push({ product, quantity, value, places })
  }
  return held
}

/** Products with a quantity or a value, and in which warehouses they are. */
export function stockValuation(sql: Sql, asOf: string): Record<string, unknown> {
  let total = 0
  const rows = stockHeldAt(sql, asOf).map(({ product, quantity, value, places }) => {
    total += value
    return { product, quantity: quantityText(quantity), value: rupiah(value), warehouses: places.map((place) => ({ warehouse: place.warehouse, quantity: quantityText(place.quantity) })) }
  })
  return { report: 'stock-valuation', asOf, currency: 'IDR', rows, total: rupiah(total) }
}

/** Every movement in order, with the balances of the product over all warehouses. */
export function stockCard(sql: Sql, from: string, to: string, only?: string): Record<string, unknown> {
  const codes = only === undefined ? sql.values<string>('SELECT product FROM costing ORDER BY product') : [only]
  const products: Record<string, unknown>[] = []
  for (const product of codes) {
    if (sql.value('SELECT 1 FROM movement WHERE product = ? AND date <= ? LIMIT 1', product, to) === undefined) continue
    const opening = runningAt(sql, product, '<', from)
    const closing = runningAt(sql, product, '<=', to)
    const rows = sql.rows<{ date: string; event_id: string; number: string | null; doc: string; idx: number; warehouse: string; quantity: number; value: number; run_quantity: number; run_value: number }>(
      `SELECT m.date, p.event_id, p.number, p.doc, m.idx, coalesce(o.warehouse, m.warehouse) AS warehouse, m.quantity, m.value + m.correction AS value, m.run_quantity, m.run_value
       FROM movement m JOIN posted p ON p.n = m.n LEFT JOIN posted r ON m.kind = 'landed' AND r.doc = m.of_doc LEFT JOIN movement o ON o.n = r.n AND o.idx = m.of_idx
       WHERE m.product = ? AND m.date >= ? AND m.date <= ? ORDER BY m.date, m.ord, m.idx`, product, from, to,
    )
    products.push({
      product, openingQuantity: quantityText(opening.quantity), openingValue: rupiah(opening.value),
      lines: rows.map((row) => ({
        date: row.date, event: row.event_id, warehouse: row.warehouse, quantity: quantityText(row.quantity), value: rupiah(row.value), balanceQuantity: quantityText(row.run_quantity),
        balanceValue: rupiah(row.run_value), number: row.number, document: row.doc, index: row.idx,
      })),
      closingQuantity: quantityText(closing.quantity), closingValue: rupiah(closing.value),
    })
  }
  return { report: 'stock-card', from, to, currency: 'IDR', products }
}
