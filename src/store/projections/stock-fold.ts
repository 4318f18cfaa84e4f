import {
  type CostedMovement, type CostingState, addLandedCost, compareText, emptyState, producedValues, putIn, returnedValue, takeOut,
} from '../../core/posting/derive/index.ts'
import type { LandedCostEffect, MovementEffect } from '../../core/posting/index.ts'
import { flag } from './attention.ts'
import { type CostingRow, lastOf, readLayers, stateOf, writeLayers } from './costing-row.ts'
import type { Masters } from './masters.ts'
import type { Sql } from './sql.ts'

export type MovementKind = 'fixed' | 'issue' | 'consumed' | 'produced' | 'returned' | 'transfer' | 'landed'

export interface MovementRow {
  product: string; date: string; ord: string; idx: number; n: number; warehouse: string; kind: MovementKind; quantity: number; given: number; weight: number
  of_doc: string | null; of_idx: number | null; charge: string | null
  value: number; correction: number; short: number; run_quantity: number; run_value: number; warehouse_quantity: number
  /** Not yet in the table. */
  fresh: boolean
}

interface Place { readonly date: string; readonly ord: string; readonly idx: number }

/** A product that is being folded anew from some place on. */
interface Run {
  readonly product: string
  readonly state: CostingState
  readonly warehouses: Map<string, number>
  runQuantity: number
  runValue: number
  /** Rows worked so far, in order. */
  readonly done: MovementRow[]
  short: boolean
  /** From the start of the product, or only new rows at its end. */
  readonly appended: boolean
  readonly corrections: Map<string, number>
  sinceSnapshot: number
  /** Rows behind this place are worked. */
  readonly from: Place
  last: Place
}

const start: Place = { date: '', ord: '', idx: -1 }
const snapshotEvery = 256
const columns = 'product, date, ord, idx, n, warehouse, kind, quantity, given, weight, of_doc, of_idx, charge, value, correction, short, run_quantity, run_value, warehouse_quantity'

/**
 * Folds movements through costing in the order (date, event order, place). New movements at the end of their product cost their
 * own lines; a late one folds its product anew from its place on, and what a production consumed at another cost takes the
 * products that it made along. All products of a batch are folded in one pass over the global order, so that a production
 * always sees the final cost of what it consumed.
 */
export class StockFold {
  readonly #sql: Sql
  readonly #masters: Masters
  readonly #pending = new Map<string, MovementRow[]>()
  readonly #dirty = new Map<string, Place>()
  readonly #runs = new Map<string, Run>()
  #queue: MovementRow[] = []
  /** Documents whose derived stock lines changed. */
  readonly changed = new Set<number>()
  /** Movements of documents of this batch, for their ledger lines. */
  readonly byDocument = new Map<number, MovementRow[]>()
  #anyNegative = true

  constructor(sql: Sql, masters: Masters) {
    this.#sql = sql
    this.#masters = masters
  }

  add(n: number, ord: string, date: string, idx: number, effect: MovementEffect | LandedCostEffect): void {
    const row: MovementRow = effect.effect === 'landed'
      ? {
          product: effect.product, date, ord, idx, n, warehouse: '', kind: 'landed', quantity: 0, given: effect.value, weight: 0, of_doc: effect.of.doc, of_idx: effect.of.index, charge: effect.charge,
          value: 0, correction: 0, short: 0, run_quantity: 0, run_value: 0, warehouse_quantity: 0, fresh: true,
        }
      : {
          product: effect.product, date, ord, idx, n, warehouse: effect.warehouse, kind: effect.cost.kind, quantity: effect.quantity,
          given: effect.cost.kind === 'fixed' ? effect.cost.value : effect.cost.kind === 'produced' ? effect.cost.added : 0,
          weight: effect.cost.kind === 'produced' ? effect.cost.weight : 0,
          of_doc: effect.cost.kind === 'returned' ? effect.cost.of.doc : null, of_idx: effect.cost.kind === 'returned' ? effect.cost.of.index : null,
          charge: effect.cost.kind === 'issue' || effect.cost.kind === 'returned' ? effect.cost.charge : null,
          value: 0, correction: 0, short: 0, run_quantity: 0, run_value: 0, warehouse_quantity: 0, fresh: true,
        }
    push(this.#pending, row.product, row)
    push(this.byDocument, n, row)
  }

  /** Takes a document's movements out; its products are folded anew from there. */
  remove(n: number): void {
    for (const row of this.#sql.rows<MovementRow>(`SELECT ${columns} FROM movement WHERE n = ?`, n)) {
      this.touch(row.product, row)
      this.#touchProduced(row)
    }
    this.#sql.run('DELETE FROM movement WHERE (product, date, ord, idx) IN (SELECT product, date, ord, idx FROM movement WHERE n = ?)', n)
  }

  /** Has the product folded anew from a place on (from its start unless told). */
  touch(product: string, place: Place = start): void {
    const known = this.#dirty.get(product)
    if (!known || comparePlaces(place, known) < 0) this.#dirty.set(product, { date: place.date, ord: place.ord, idx: place.idx })
  }

  /** Products whose returned or landed movements point into a document that has just come or gone. */
  touchPointing(doc: string): void {
    for (const row of this.#sql.rows<MovementRow>('SELECT product, date, ord, idx FROM movement WHERE of_doc = ?', doc)) this.touch(row.product, row)
  }

  #touchProduced(row: MovementRow): void {
    if (row.kind !== 'consumed') return
    for (const made of this.#sql.rows<MovementRow>("SELECT product, date, ord, idx FROM movement WHERE n = ? AND kind = 'produced'", row.n)) this.touch(made.product, made)
  }

  derive(): void {
    const products = new Set([...this.#pending.keys(), ...this.#dirty.keys()])
    if (products.size === 0) return
    const lists: MovementRow[] = []
    for (const product of products) for (const row of this.#activate(product)) lists.push(row)
    this.#queue = lists.sort(comparePlaces)
    for (let place = 0; place < this.#queue.length; place += 1) this.#work(this.#queue[place] as MovementRow, place)
    this.#queue = []
    this.#anyNegative = this.#sql.value("SELECT 1 FROM attention WHERE kind = 'negativeStock' LIMIT 1") !== undefined
    for (const run of this.#runs.values()) this.#finish(run)
  }

  #activate(product: string): readonly MovementRow[] {
    const pending = (this.#pending.get(product) ?? []).sort(comparePlaces)
    this.#pending.delete(product)
    const method = this.#masters.costing(product)
    const end = this.#sql.row<CostingRow>('SELECT * FROM costing WHERE product = ?', product)
    let from = this.#dirty.get(product) ?? null
    const first = pending[0]
    if (first && from && comparePlaces(first, from) < 0) from = first
    if (from === null && first && end && (end.short !== 0 || end.method !== method || comparePlaces(first, { date: end.last_date, ord: end.last_ord, idx: end.last_idx }) < 0)) from = first
    if (from === null) {
      const state = end ? stateOf(end) : emptyState(method)
      const warehouses = new Map<string, number>()
      for (const row of this.#sql.rows<{ warehouse: string; quantity: number }>('SELECT warehouse, quantity FROM stock WHERE product = ?', product)) warehouses.set(row.warehouse, row.quantity)
      const runValue = end ? end.value : 0
      this.#runs.set(product, {
        product, state, warehouses, runQuantity: state.quantity, runValue, done: [], short: false, appended: true, corrections: new Map(), sinceSnapshot: end?.since_snapshot ?? 0,
        from: end ? { date: end.last_date, ord: end.last_ord, idx: end.last_idx } : start, last: start,
      })
      return pending
    }
    const whole = end === undefined || end.short !== 0 || end.method !== method
    const run = this.#runFrom(product, method, whole ? start : from)
    const rows = this.#sql.rows<MovementRow>(
      `SELECT ${columns} FROM movement WHERE product = ? AND (date, ord, idx) > (?, ?, ?) ORDER BY date, ord, idx`, product, run.last.date, run.last.ord, run.last.idx,
    )
    for (const row of rows) row.fresh = false
    return pending.length === 0 ? rows : rows.concat(pending).sort(comparePlaces)
  }

  /** The state just before a place: from the row before (moving average) or the snapshot before (FIFO). */
  #runFrom(product: string, method: CostingState['method'], from: Place): Run {
    const run = (state: CostingState, last: Place, runQuantity: number, runValue: number): Run => {
      const warehouses = new Map<string, number>()
      if (last !== start) {
        for (const warehouse of this.#sql.values<string>('SELECT warehouse FROM stock WHERE product = ?', product)) {
          const quantity = this.#sql.value<number>(
            'SELECT warehouse_quantity FROM movement WHERE product = ? AND (date, ord, idx) <= (?, ?, ?) AND warehouse = ? ORDER BY date DESC, ord DESC, idx DESC LIMIT 1',
            product, last.date, last.ord, last.idx, warehouse,
          )
          if (quantity !== undefined) warehouses.set(warehouse, quantity)
        }
      }
      const made: Run = { product, state, warehouses, runQuantity, runValue, done: [], short: false, appended: false, corrections: new Map(), sinceSnapshot: 0, from: last, last }
      this.#runs.set(product, made)
      return made
    }
    this.#sql.run('DELETE FROM costing_snapshot WHERE product = ? AND (date, ord, idx) >= (?, ?, ?)', product, from.date, from.ord, from.idx)
    if (from === start) return run(emptyState(method), start, 0, 0)
    if (method === 'fifo') {
      const snapshot = this.#sql.row<{ date: string; ord: string; idx: number; quantity: number; value: number; layers: string; last_quantity: number; last_value: number }>(
        'SELECT * FROM costing_snapshot WHERE product = ? AND (date, ord, idx) < (?, ?, ?) ORDER BY date DESC, ord DESC, idx DESC LIMIT 1', product, from.date, from.ord, from.idx,
      )
      if (!snapshot) return run(emptyState(method), start, 0, 0)
      const state: CostingState = { method, quantity: snapshot.quantity, value: snapshot.value, layers: readLayers(snapshot.layers), shortages: [], last: lastOf(snapshot) }
      return run(state, { date: snapshot.date, ord: snapshot.ord, idx: snapshot.idx }, snapshot.quantity, snapshot.value)
    }
    const before = this.#sql.row<MovementRow>(
      'SELECT date, ord, idx, run_quantity, run_value FROM movement WHERE product = ? AND (date, ord, idx) < (?, ?, ?) ORDER BY date DESC, ord DESC, idx DESC LIMIT 1', product, from.date, from.ord, from.idx,
    )
    if (!before) return run(emptyState(method), start, 0, 0)
    const cost = this.#sql.row<{ quantity: number; value: number }>(
      "SELECT quantity, value FROM movement WHERE product = ? AND (date, ord, idx) < (?, ?, ?) AND kind NOT IN ('transfer', 'landed') ORDER BY date DESC, ord DESC, idx DESC LIMIT 1",
      product, from.date, from.ord, from.idx,
    )
    const state: CostingState = {
      method, quantity: before.run_quantity, value: before.run_value, layers: [], shortages: [],
      last: cost ? { quantity: Math.abs(cost.quantity), value: Math.abs(cost.value) } : null,
    }
    return run(state, { date: before.date, ord: before.ord, idx: before.idx }, before.run_quantity, before.run_value)
  }

  #work(row: MovementRow, place: number): void {
    const run = this.#runs.get(row.product) as Run
    const { state } = run
    const movement: CostedMovement = { doc: documentOf(row.ord), index: row.idx, quantity: row.quantity }
    let value = 0
    let short = 0
    switch (row.kind) {
      case 'fixed':
        value = row.given
        this.#bringIn(run, movement, value)
        break
      case 'issue':
      case 'consumed': {
        const out = takeOut(state, movement, -row.quantity)
        value = out.cost === 0 ? 0 : -out.cost
        short = out.short
        break
      }
      case 'produced':
        value = this.#producedValue(row)
        this.#bringIn(run, movement, value)
        break
      case 'returned':
        value = this.#returnedValue(run, row)
        this.#bringIn(run, movement, value)
        break
      case 'landed': {
        const received = this.#sql.value<number>(
          'SELECT m.quantity FROM movement m WHERE m.n = (SELECT n FROM posted WHERE doc = ?) AND m.idx = ? AND (m.date, m.ord, m.idx) < (?, ?, ?)', row.of_doc, row.of_idx, row.date, row.ord, row.idx,
        )
        value = received === undefined ? 0 : addLandedCost(state, { doc: row.of_doc as string, index: row.of_idx as number, quantity: received }, row.given)
        break
      }
      case 'transfer':
        break
    }
    if (short > 0) run.short = true
    run.runQuantity += row.quantity
    run.runValue += value
    let warehouseQuantity = 0
    if (row.kind !== 'landed') {
      warehouseQuantity = (run.warehouses.get(row.warehouse) ?? 0) + row.quantity
      run.warehouses.set(row.warehouse, warehouseQuantity)
    }
    const moved = row.value !== value
    const differs = moved || row.correction !== 0 || row.short !== short || row.run_quantity !== run.runQuantity || row.run_value !== run.runValue || row.warehouse_quantity !== warehouseQuantity
    row.value = value
    row.short = short
    row.run_quantity = run.runQuantity
    row.run_value = run.runValue
    row.warehouse_quantity = warehouseQuantity
    if (row.fresh) {
      this.#sql.run(
        `INSERT INTO movement (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
        row.product, row.date, row.ord, row.idx, row.n, row.warehouse, row.kind, row.quantity, row.given, row.weight, row.of_doc, row.of_idx, row.charge, value, short, run.runQuantity, run.runValue, warehouseQuantity,
      )
      row.fresh = false
    } else if (differs) {
      this.#update(row)
      if (moved || row.correction !== 0) {
        this.changed.add(row.n)
        if (moved && row.kind === 'consumed') this.#cascade(row, place)
      }
    }
    run.last = row
    run.done.push(row)
    run.sinceSnapshot += 1
    if (state.method === 'fifo' && run.sinceSnapshot >= snapshotEvery && state.shortages.length === 0 && !run.short) {
      run.sinceSnapshot = 0
      this.#sql.run(
        'INSERT OR REPLACE INTO costing_snapshot (product, date, ord, idx, quantity, value, layers, last_quantity, last_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        run.product, row.date, row.ord, row.idx, state.quantity, state.value, writeLayers(state.layers), state.last?.quantity ?? 0, state.last?.value ?? 0,
      )
    }
  }

  #bringIn(run: Run, movement: CostedMovement, value: number): void {
    for (const correction of putIn(run.state, movement, value)) {
      const key = `${correction.doc}#${correction.index}`
      run.corrections.set(key, (run.corrections.get(key) ?? 0) + correction.cost)
    }
  }

  /**
   * What is produced costs what was consumed when it was consumed. A shortage that is covered later corrects the consumption
   * against inventory variance, not the product: otherwise goods made from what they were made of would have no cost at all.
   */
  #producedValue(row: MovementRow): number {
    const consumed = this.#sql.value<number>("SELECT -coalesce(sum(value), 0) FROM movement WHERE n = ? AND kind = 'consumed'", row.n) ?? 0
    const stored = this.#sql.rows<{ idx: number; weight: number }>("SELECT idx, weight FROM movement WHERE n = ? AND kind = 'produced'", row.n)
    const weights = new Map(stored.map((each) => [each.idx, each.weight]))
    for (const each of this.byDocument.get(row.n) ?? []) if (each.kind === 'produced') weights.set(each.idx, each.weight)
    const places = [...weights.keys()].sort((a, b) => a - b)
    const values = producedValues(consumed + row.given, places.map((idx) => weights.get(idx) as number))
    return values[places.indexOf(row.idx)] ?? 0
  }

  #returnedValue(run: Run, row: MovementRow): number {
    const issue = this.#sql.row<MovementRow>(
      'SELECT quantity, value FROM movement WHERE n = (SELECT n FROM posted WHERE doc = ?) AND idx = ? AND (date, ord, idx) < (?, ?, ?)', row.of_doc, row.of_idx, row.date, row.ord, row.idx,
    )
    if (!issue) return returnedValue(run.state, row.quantity, 0, 0, 0, 0)
    const cost = -issue.value + (run.corrections.get(`${row.of_doc as string}#${row.of_idx as number}`) ?? 0)
    const before = this.#sql.row<{ quantity: number; value: number }>(
      "SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(value), 0) AS value FROM movement WHERE of_doc = ? AND of_idx = ? AND kind = 'returned' AND (date, ord, idx) < (?, ?, ?)",
      row.of_doc, row.of_idx, row.date, row.ord, row.idx,
    )
    return returnedValue(run.state, row.quantity, -issue.quantity, cost, before?.quantity ?? 0, before?.value ?? 0)
  }

  /** What was consumed at another cost: the products made of it are folded anew from where they were made. */
  #cascade(row: MovementRow, place: number): void {
    const made = this.#sql.rows<MovementRow>("SELECT product, date, ord, idx FROM movement WHERE n = ? AND kind = 'produced' ORDER BY idx", row.n)
    for (const each of made) {
      const active = this.#runs.get(each.product)
      if (active && comparePlaces(active.from, each) < 0) continue
      // No row of that product has been worked yet: all it would work lie behind what is worked now.
      const rest: MovementRow[] = []
      for (const later of this.#queue.slice(place + 1)) {
        if (later.product !== each.product) rest.push(later)
        else if (later.fresh) push(this.#pending, later.product, later)
      }
      this.#dirty.set(each.product, { date: each.date, ord: each.ord, idx: each.idx })
      // Rows before this place come back only where the product starts anew; they are worked at once, and come out as they were.
      this.#queue = this.#queue.slice(0, place + 1).concat(rest.concat(this.#activate(each.product)).sort(comparePlaces))
    }
  }

  #update(row: MovementRow): void {
    this.#sql.run(
      'UPDATE movement SET value = ?, short = ?, run_quantity = ?, run_value = ?, warehouse_quantity = ? WHERE product = ? AND date = ? AND ord = ? AND idx = ?',
      row.value, row.short, row.run_quantity, row.run_value, row.warehouse_quantity, row.product, row.date, row.ord, row.idx,
    )
  }

  #finish(run: Run): void {
    const { state, product } = run
    if (run.short || !run.appended) this.#correct(run)
    if (!run.appended) {
      this.#sql.run('DELETE FROM stock WHERE product = ?', product)
      this.#sql.run("DELETE FROM attention WHERE kind IN ('provisionalCost', 'negativeStock') AND key >= ? AND key < ?", `${product}/`, `${product}0`)
    }
    for (const [warehouse, quantity] of run.warehouses) {
      this.#sql.run('INSERT INTO stock (product, warehouse, quantity) VALUES (?, ?, ?) ON CONFLICT (product, warehouse) DO UPDATE SET quantity = excluded.quantity', product, warehouse, quantity)
      if (quantity < 0) flag(this.#sql, 'negativeStock', `${product}/${warehouse}`, '', { product, warehouse, quantity })
      else if (this.#anyNegative) this.#sql.run("DELETE FROM attention WHERE kind = 'negativeStock' AND key = ?", `${product}/${warehouse}`)
    }
    for (const shortage of state.shortages) flag(this.#sql, 'provisionalCost', `${product}/${shortage.index}`, shortage.doc, { product, quantity: shortage.quantity })
    if (run.last === start) {
      this.#sql.run('DELETE FROM costing WHERE product = ?', product)
      return
    }
    this.#sql.run(
      `INSERT INTO costing (product, method, quantity, value, layers, shortages, last_quantity, last_value, last_date, last_ord, last_idx, short, since_snapshot)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (product) DO UPDATE SET method = excluded.method, quantity = excluded.quantity, value = excluded.value, layers = excluded.layers, shortages = excluded.shortages,
         last_quantity = excluded.last_quantity, last_value = excluded.last_value, last_date = excluded.last_date, last_ord = excluded.last_ord, last_idx = excluded.last_idx, short = excluded.short,
         since_snapshot = excluded.since_snapshot`,
      product, state.method, state.quantity, state.value, writeLayers(state.layers), writeLayers(state.shortages), state.last?.quantity ?? 0, state.last?.value ?? 0,
      run.last.date, run.last.ord, run.last.idx, run.short ? 1 : 0, run.sinceSnapshot,
    )
  }

  /** Writes what later receipts changed about short issues, and the running values that follow from it. */
  #correct(run: Run): void {
    let drift = 0
    for (const row of run.done) {
      const cost = run.corrections.get(`${documentOf(row.ord)}#${row.idx}`) ?? 0
      const correction = cost === 0 ? 0 : -cost
      drift += correction
      const runValue = row.run_value + drift
      if (row.correction !== correction || drift !== 0) {
        if (row.correction !== correction) this.changed.add(row.n)
        row.correction = correction
        row.run_value = runValue
        this.#sql.run(
          'UPDATE movement SET correction = ?, run_value = ? WHERE product = ? AND date = ? AND ord = ? AND idx = ?', correction, runValue, row.product, row.date, row.ord, row.idx,
        )
      }
    }
  }
}

export function comparePlaces(a: Place, b: Place): number {
  return compareText(a.date, b.date) || compareText(a.ord, b.ord) || a.idx - b.idx
}

/** The document's id stands at the end of its event order key. */
export function documentOf(ord: string): string {
  return ord.slice(ord.indexOf('!', ord.indexOf('!') + 1) + 1)
}

function push<Key, Row>(map: Map<Key, Row[]>, key: Key, row: Row): void {
  const list = map.get(key)
  if (list) list.push(row)
  else map.set(key, [row])
}
