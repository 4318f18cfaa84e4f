import { spread } from '../../../core/money/index.ts'
import type { Sql } from '../sql.ts'
import { quantityText, rupiah } from './figures.ts'
import { type HeldStock, stockHeldAt } from './stock.ts'

/** What each warehouse holds of a product: its quantity, and its share of the value. */
export function sharesOf(held: HeldStock): { readonly warehouse: string; readonly quantity: number; readonly value: number }[] {
  const places = held.places.length === 0 ? [{ warehouse: '', quantity: 0 }] : held.places
  const weights = places.map((place) => Math.max(0, place.quantity))
  const values = weights.some((weight) => weight > 0) ? spread(held.value, weights) : places.map((_, place) => (place === 0 ? held.value : 0))
  return places.map((place, index) => ({ ...place, value: values[index] ?? 0 }))
}

/**
 * Goods by the warehouse where they are. Cost is kept for a product over all warehouses, so each takes its share of the value by
 * quantity; where one is short, the value stays with what is on hand.
 */
export function stockByWarehouse(sql: Sql, asOf: string): Record<string, unknown> {
  const warehouses = new Map<string, { product: string; quantity: number; value: number }[]>()
  let total = 0
  for (const held of stockHeldAt(sql, asOf)) {
    total += held.value
    for (const { warehouse, quantity, value } of sharesOf(held)) {
      const list = warehouses.get(warehouse) ?? []
      list.push({ product: held.product, quantity, value })
      warehouses.set(warehouse, list)
    }
  }
  return {
    report: 'stock-by-warehouse', asOf, currency: 'IDR',
    warehouses: [...warehouses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([warehouse, rows]) => ({
      warehouse, rows: rows.map((row) => ({ product: row.product, quantity: quantityText(row.quantity), value: rupiah(row.value) })), total: rupiah(rows.reduce((sum, row) => sum + row.value, 0)),
    })), total: rupiah(total),
  }
}
