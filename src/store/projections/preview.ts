import type { LedgerLine } from '../../core/posting/derive/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { Batch } from './batch.ts'
import { LedgerWriter } from './ledger-writer.ts'
import { Masters } from './masters.ts'
import type { WinnerReader } from './reader.ts'
import type { Sql } from './sql.ts'

export interface Preview {
  readonly ledger: readonly LedgerLine[]
  /** Per product that it moves: quantity over all warehouses before and after, at the document's date order. */
  readonly stock: readonly { readonly product: string; readonly before: number; readonly after: number }[]
  /** Base: revenue of its product lines, and what its own issues cost. */
  readonly revenue: number
  readonly cost: number
}

/** What a posting would book: it is projected in a savepoint, read, and taken back. Works inside a transaction and without one. */
export function previewOf(sql: Sql, reader: WinnerReader, document: PostedDocument): Preview {
  const products = [...new Set(document.posting.effects.flatMap((effect) => (effect.effect === 'move' ? [effect.product] : [])))]
  const stockOf = (product: string): number => sql.value<number>('SELECT coalesce(sum(quantity), 0) FROM stock WHERE product = ?', product) ?? 0
  const before = new Map(products.map((product) => [product, stockOf(product)]))
  const withDocument: WinnerReader = { read: (id) => (id === document._id ? (document as unknown as Readonly<Record<string, unknown>>) : reader.read(id)), ids: () => reader.ids() }
  sql.database.exec('SAVEPOINT preview')
  try {
    new Batch(sql, withDocument).run([{ id: document._id, body: document as unknown as Readonly<Record<string, unknown>> }])
    const n = sql.value<number>('SELECT n FROM posted WHERE doc = ?', document._id) as number
    return {
      ledger: new LedgerWriter(sql, new Masters(sql)).stored(n),
      stock: products.map((product) => ({ product, before: before.get(product) ?? 0, after: stockOf(product) })),
      revenue: sql.value<number>('SELECT coalesce(sum(revenue), 0) FROM sale WHERE n = ?', n) ?? 0,
      cost: -(sql.value<number>("SELECT coalesce(sum(value + correction), 0) FROM movement WHERE n = ? AND kind IN ('issue', 'returned')", n) ?? 0) + 0,
    }
  } finally {
    sql.database.exec('ROLLBACK TO preview')
    sql.database.exec('RELEASE preview')
  }
}
