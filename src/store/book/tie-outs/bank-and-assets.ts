import { baseCurrency } from '../../../core/money/index.ts'
import type { Sql } from '../../projections/index.ts'
import { withTarget } from './by-paper.ts'
import { type Agree, accountsOf } from './pairs.ts'

/**
 * T18: what is ticked off as being the same money at the bank and in the books is the same sum in both, account by account. Then
 * the book's balance with what only the bank has, less what only the books have, is the bank's.
 */
export function checkBank(sql: Sql, agree: Agree): void {
  const lines = sql.rows<{ doc: string; account: string; currency: string; amount: number; posted: number }>(
    "SELECT doc, account, currency, amount, coalesce(json_extract(fields, '$.posted'), 0) AS posted FROM bank_line WHERE ignored = 0 AND doc IN (SELECT doc FROM bank_match) ORDER BY account, doc",
  )
  if (lines.length === 0) return
  const eventsOf = new Map<string, string[]>()
  const linesOf = new Map<string, string[]>()
  for (const { doc, event_id: event } of sql.rows<{ doc: string; event_id: string }>('SELECT doc, event_id FROM bank_match')) {
    eventsOf.set(doc, [...(eventsOf.get(doc) ?? []), event])
    linesOf.set(event, [...(linesOf.get(event) ?? []), doc])
  }
  const byDoc = new Map(lines.map((line) => [line.doc, line]))
  const sums = new Map<string, { bank: number; book: number }>()
  for (const line of lines) {
    const events = eventsOf.get(line.doc) ?? []
    const together = [...new Set(events.flatMap((event) => linesOf.get(event) ?? []))].sort().flatMap((doc) => byDoc.get(doc) ?? [])
    // Lines that belong together are counted at their first. Two devices may have ticked off one document against two lines: that is for a person to see.
    if (line.doc !== together[0]?.doc || (together.length > 1 && together.some(({ posted }) => posted !== 1))) continue
    const known = events.map((event) => sql.row<{ n: number; reversed: number }>('SELECT n, reversed FROM posted WHERE event_id = ? ORDER BY ord LIMIT 1', event))
    if (known.some((row) => row === undefined || row.reversed !== 0)) continue
    const sum = sums.get(line.account) ?? { bank: 0, book: 0 }
    sums.set(line.account, sum)
    for (const each of together) sum.bank += each.amount
    for (const row of known) {
      sum.book += sql.value<number>(`SELECT coalesce(sum(${line.currency === baseCurrency ? 'base' : 'amount'}), 0) FROM ledger_line WHERE n = ? AND account = ? AND currency = ?`, row?.n ?? 0, line.account, line.currency) ?? 0
    }
  }
  for (const [account, { bank, book }] of sums) agree('T18', `matched lines of the bank on ${account}`, bank, 'the documents that they are matched to', book)
}

/** T19: what the list of assets has taken off is what depreciation has put on the account of it. */
export function checkAssets(sql: Sql, agree: Agree): void {
  const account = accountsOf(sql).find(({ role }) => role === 'accumulatedDepreciation')
  if (account === undefined) return
  const listed = sql.value<number>(
    `SELECT coalesce(sum(p.base), 0) FROM once_key k JOIN posted p ON p.n = k.n WHERE k.key >= 'depreciation/' AND k.key < 'depreciation0' AND k.free = 0 AND p.reversed = 0 AND p.void = 0`,
  ) ?? 0
  const booked = sql.value<number>(
    `SELECT coalesce(sum(l.base), 0) FROM ledger_line l JOIN posted p ON p.n = l.n ${withTarget} WHERE l.account = ? AND coalesce(t.event, p.event) = 'depreciation.post'`, account.code,
  ) ?? 0
  agree('T19', 'depreciation of the asset list', listed, `account ${account.code}`, -booked + 0)
}
