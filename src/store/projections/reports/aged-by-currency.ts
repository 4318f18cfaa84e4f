import { daysBetween } from '../../../core/calendar/index.ts'
import type { Sql } from '../sql.ts'
import { type Bucket, bucketOf, buckets, openItemsAt } from './aged-items.ts'
import { money, rupiah } from './figures.ts'

interface Sums { amounts: Map<Bucket, number>; total: number; base: number }

/** What is open by party and age in the currency that it is owed in; currencies are never added up but in base. */
export function agedByCurrency(sql: Sql, report: 'receivables-by-currency' | 'payables-by-currency', asOf: string, only?: string): Record<string, unknown> {
  const currencies = new Map<string, { parties: Map<string, Sums>; all: Sums }>()
  let total = 0
  const fresh = (): Sums => ({ amounts: new Map(), total: 0, base: 0 })
  for (const item of openItemsAt(sql, report === 'receivables-by-currency' ? 'receivable' : 'payable', asOf)) {
    if (only !== undefined && item.party !== only) continue
    let currency = currencies.get(item.currency)
    if (!currency) currencies.set(item.currency, (currency = { parties: new Map(), all: fresh() }))
    let party = currency.parties.get(item.party)
    if (!party) currency.parties.set(item.party, (party = fresh()))
    const bucket = bucketOf(Math.max(0, daysBetween(item.due_date, asOf)))
    for (const sums of [party, currency.all]) {
      sums.amounts.set(bucket, (sums.amounts.get(bucket) ?? 0) + item.open)
      sums.total += item.open
      sums.base += item.openBase
    }
    total += item.openBase
  }
  const shown = (sums: Sums, currency: string): Record<string, unknown> => ({
    buckets: buckets.map((bucket) => ({ bucket, open: money(sums.amounts.get(bucket) ?? 0, currency) })), total: money(sums.total, currency), totalBase: rupiah(sums.base),
  })
  return {
    report, asOf, currency: 'IDR',
    currencies: [...currencies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, { parties, all }]) => ({
      currency, rows: [...parties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([party, sums]) => ({ party, ...shown(sums, currency) })), ...shown(all, currency),
    })), total: rupiah(total),
  }
}
