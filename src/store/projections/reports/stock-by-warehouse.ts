import { spread } from '../../../core/money/index.ts'
import type { Sql } from '../sql.ts'
import { quantityText, rupiah } from './figures.ts'
import { stockHeldAt } from './stock.ts'

/**
 * Goods by the warehouse where they are. Cost is kept for a product over all warehouses, so each takes its share of the value by
 * quantity; where one is short, the value stays with what is on hand.
 */
export function stockByWarehouse(sql: Sql, asOf: string): Record<string, unknown> {
  const warehouses = new Map<string, { product: string; quantity: number; value: number }[]>()
  let total = 0
  for (const { product, value, places } of stockHeldAt(sql, asOf)) {
    total += value
    const held = places.length === 0 ? [{ warehouse: '', quantity: 0 }] : places
    const weights = held.map((place) => Math.max(0, place.quantity))
    const values = weights.some((weight) => weight > 0) ? spread(value, weights) : held.map((_, place) => (place === 0 ? value : 0))
    held.forEach(({ warehouse, quantity }, place) => {
      const list = warehouses.get(warehouse) ?? []
      list.push({ product, quantity, value: values[place] ?? 0 })
      warehouses.set(warehouse, list)
    })
  }
  return {
    report: 'stock-by-warehouse', asOf, currency: 'IDR',
    warehouses: [...warehouses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([warehouse, rows]) => ({
      warehouse, rows: rows.map((row) => ({ product: row.product, quantity: quantityText(row.quantity), value: rupiah(row.value) })), total: rupiah(rows.reduce((sum, row) => sum + row.value, 0)),
    })), total: rupiah(total),
  }
}
