// A small book for golden tests, and its figures as a person would read them out.
import { runReport } from '../../src/store/projections/index.ts'
import { TestProjections } from '../../src/store/projections/test-book.ts'
import { checkTieOuts } from '../../src/store/book/tie-outs/index.ts'

const day = '2026-03-01'

export const smallBook: readonly Readonly<Record<string, unknown>>[] = [
  { event: 'party.add', id: 'm1', date: day, code: 'C1', name: 'Buyer', termsDays: 30 },
  { event: 'party.add', id: 'm2', date: day, code: 'S1', name: 'Maker', termsDays: 14 },
  { event: 'party.add', id: 'm3', date: day, code: 'S2', name: 'Forwarder', termsDays: 14 },
  { event: 'warehouse.add', id: 'm4', date: day, code: 'W', name: 'Shop' },
  { event: 'product.add', id: 'm5', date: day, code: 'P', name: 'Chair' },
  { event: 'product.add', id: 'm6', date: day, code: 'Q', name: 'Basket', costing: 'fifo', inventory: 'finished' },
]

export class SmallBook extends TestProjections {
  constructor(...events: readonly unknown[]) {
    super()
    this.apply(...smallBook, ...events)
  }

  /** Balance of an account at the end of a date: `USD 6000.00 = 97500000.00`; only the base amount of rupiah; empty for nothing. */
  balance(account: string, asOf: string): string {
    const rows = this.projections.sql.rows<{ currency: string; amount: number; base: number }>(
      'SELECT currency, sum(amount) AS amount, sum(base) AS base FROM ledger_line WHERE account = ? AND date <= ? GROUP BY currency HAVING sum(amount) <> 0 OR sum(base) <> 0 ORDER BY currency', account, asOf,
    )
    return rows.map(({ currency, amount, base }) => (currency === 'IDR' ? text(base) : `${currency} ${text(amount, currency)} = ${text(base)}`)).join(', ')
  }

  /** Quantity and value of a product. */
  stock(product: string, asOf = '2026-12-31'): string {
    const { rows } = runReport(this.projections.sql, 'stock-valuation', { asOf }) as unknown as { rows: { product: string; quantity: string; value: string }[] }
    const found = rows.find((row) => row.product === product)
    return found === undefined ? '' : `${found.quantity} = ${found.value}`
  }

  /** What `verify` would find in the figures, and rows that a rebuild would make otherwise. */
  problems(): string[] {
    const problems: string[] = []
    checkTieOuts(this.database, (detail) => problems.push(detail), (id) => this.read(id))
    return [...problems, ...this.projections.compare().differences.map(({ table, key }) => `${table}: ${key}`)]
  }
}

function text(minor: number, currency = 'IDR'): string {
  const places = currency === 'JPY' || currency === 'KRW' ? 0 : 2
  return (minor / 10 ** places).toFixed(places)
}
