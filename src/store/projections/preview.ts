import type { LedgerLine } from '../../core/posting/derive/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { Batch } from './batch.ts'
import { LedgerWriter } from './ledger-writer.ts'
import { Masters } from './masters.ts'
import type { WinnerReader } from './reader.ts'
import type { Sql } from './sql.ts'

export interface Preview {
  readonly ledger: readonly LedgerLine[]
  /** What it moves, before and after, as the stock stands after all documents. */
  readonly stock: readonly StockChange[]
  /** Later documents whose costs it changes, and by how much in all (base; positive: they cost more); null where there are none. */
  readonly recosted: { readonly documents: number; readonly amount: number } | null
  /** Base: revenue of its product lines, and what its own issues cost. */
  readonly revenue: number
  readonly cost: number
}

export interface StockChange {
  readonly product: string
  /** Absent where the product lies, and is moved, in one warehouse only. */
  readonly warehouse?: string
  readonly before: number
  readonly after: number
}

/** What a posting would book: it is projected in a savepoint, read, and taken back. Works inside a transaction and without one. */
export function previewOf(sql: Sql, reader: WinnerReader, document: PostedDocument): Preview {
  const places = movedPlaces(sql, document)
  // A book that may only be read takes nothing in, not even for a moment: what it would hold is told, what it would book is not.
  if (sql.database.readonly) return unbooked(sql, document, places)
  const before = places.map((place) => stockAt(sql, place))
  const withDocument: WinnerReader = { read: (id) => (id === document._id ? (document as unknown as Readonly<Record<string, unknown>>) : reader.read(id)), ids: () => reader.ids() }
  sql.database.exec('SAVEPOINT preview')
  try {
    const touched = recostedProducts(sql, document)
    const costsBefore = laterCosts(sql, touched, document.posting.date)
    // It has no place in the chain yet, and no hash.
    new Batch(sql, withDocument, () => true).run([{ id: document._id, body: document as unknown as Readonly<Record<string, unknown>> }])
    const n = sql.value<number>('SELECT n FROM posted WHERE doc = ?', document._id) as number
    return {
      ledger: new LedgerWriter(sql, new Masters(sql)).stored(n),
      stock: places.map((place, index) => ({ ...place, before: before[index] ?? 0, after: stockAt(sql, place) })),
      recosted: changeOf(costsBefore, laterCosts(sql, touched, document.posting.date)),
      revenue: sql.value<number>('SELECT coalesce(sum(revenue), 0) FROM sale WHERE n = ?', n) ?? 0,
      cost: -(sql.value<number>("SELECT coalesce(sum(value + correction), 0) FROM movement WHERE n = ? AND kind IN ('issue', 'returned')", n) ?? 0) + 0,
    }
  } finally {
    sql.database.exec('ROLLBACK TO preview')
    sql.database.exec('RELEASE preview')
  }
}

interface Place { readonly product: string; readonly warehouse?: string }

/** Per product that it moves: one row, or one for each of its warehouses where the product lies in others too. */
function movedPlaces(sql: Sql, document: PostedDocument): readonly Place[] {
  const moved = new Map<string, Set<string>>()
  for (const effect of document.posting.effects) if (effect.effect === 'move') moved.set(effect.product, (moved.get(effect.product) ?? new Set()).add(effect.warehouse))
  return [...moved].flatMap(([product, warehouses]) => {
    const lies = sql.values<string>('SELECT warehouse FROM stock WHERE product = ? AND quantity <> 0', product)
    return new Set([...lies, ...warehouses]).size <= 1 ? [{ product }] : [...warehouses].map((warehouse) => ({ product, warehouse }))
  })
}

function stockAt(sql: Sql, { product, warehouse }: Place): number {
  return warehouse === undefined
    ? (sql.value<number>('SELECT coalesce(sum(quantity), 0) FROM stock WHERE product = ?', product) ?? 0)
    : (sql.value<number>('SELECT quantity FROM stock WHERE product = ? AND warehouse = ?', product, warehouse) ?? 0)
}

/** Products whose later movements may change: those of the document, and what is made of them afterwards. Empty where nothing is later. */
function recostedProducts(sql: Sql, document: PostedDocument): readonly string[] {
  const own = document.posting.effects.flatMap((effect) => (effect.effect === 'move' || effect.effect === 'landed' ? [effect.product] : []))
  const { date } = document.posting
  const found = new Set<string>()
  const waiting = [...new Set(own)].filter((product) => sql.value('SELECT 1 FROM movement WHERE product = ? AND date > ? LIMIT 1', product, date) !== undefined)
  for (let product = waiting.pop(); product !== undefined; product = waiting.pop()) {
    if (found.has(product)) continue
    found.add(product)
    waiting.push(...sql.values<string>("SELECT DISTINCT p.product FROM movement c JOIN movement p ON p.n = c.n AND p.kind = 'produced' WHERE c.product = ? AND c.date > ? AND c.kind = 'consumed'", product, date))
  }
  return [...found]
}

/**
 * Per document dated later, in base: what its movements of these products come to regardless of their direction (of a production,
 * what is consumed and what is made cancel out), and what they charged to accounts.
 */
function laterCosts(sql: Sql, products: readonly string[], date: string): ReadonlyMap<number, { readonly all: number; readonly charged: number }> {
  const costs = new Map<number, { all: number; charged: number }>()
  for (const product of products) {
    const rows = sql.rows<{ n: number; value: number; charged: number }>(
      "SELECT n, sum(abs(value + correction)) AS value, sum(CASE WHEN kind IN ('issue', 'returned', 'landed') THEN value + correction ELSE 0 END) AS charged FROM movement WHERE product = ? AND date > ? GROUP BY n", product, date,
    )
    for (const { n, value, charged } of rows) {
      const old = costs.get(n) ?? { all: 0, charged: 0 }
      costs.set(n, { all: old.all + value, charged: old.charged + charged })
    }
  }
  return costs
}

function changeOf(before: ReturnType<typeof laterCosts>, after: ReturnType<typeof laterCosts>): Preview['recosted'] {
  let documents = 0
  let amount = 0
  for (const [n, old] of before) {
    const now = after.get(n) ?? { all: 0, charged: 0 }
    if (now.all !== old.all || now.charged !== old.charged) documents += 1
    // What leaves the stock is negative: more of it is more cost.
    amount += old.charged - now.charged
  }
  return documents === 0 ? null : { documents, amount }
}

function unbooked(sql: Sql, document: PostedDocument, places: readonly Place[]): Preview {
  const moved = ({ product, warehouse }: Place): number => document.posting.effects.reduce((sum, effect) => (effect.effect === 'move' && effect.product === product && (warehouse === undefined || effect.warehouse === warehouse) ? sum + effect.quantity : sum), 0)
  return { ledger: [], stock: places.map((place) => ({ ...place, before: stockAt(sql, place), after: stockAt(sql, place) + moved(place) })), recosted: null, revenue: 0, cost: 0 }
}
