import type { CostingState, Layer, Shortage } from '../../core/posting/derive/index.ts'

/** Where the fold over a product's movements stands, as the table `costing` keeps it. */
export interface CostingRow {
  method: CostingState['method']; quantity: number; value: number; layers: string; shortages: string; last_quantity: number; last_value: number
  last_date: string; last_ord: string; last_idx: number; short: number; since_snapshot: number
}

export function stateOf(row: CostingRow): CostingState {
  return { method: row.method, quantity: row.quantity, value: row.value, layers: readLayers(row.layers), shortages: readLayers(row.shortages), last: lastOf(row) }
}

export function lastOf(row: { last_quantity: number; last_value: number }): CostingState['last'] {
  return row.last_quantity === 0 ? null : { quantity: row.last_quantity, value: row.last_value }
}

export function readLayers(text: string): Layer[] {
  return text === '[]' ? [] : (JSON.parse(text) as [string, number, number, number][]).map(([doc, index, quantity, value]) => ({ doc, index, quantity, value }))
}

export function writeLayers(layers: readonly (Layer | Shortage)[]): string {
  return layers.length === 0 ? '[]' : JSON.stringify(layers.map((layer) => [layer.doc, layer.index, layer.quantity, layer.value]))
}
