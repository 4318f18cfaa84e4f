import type { Sql } from '../../projections/index.ts'
import type { Agree, ReadDocument } from './pairs.ts'

/** Joins a posted document `p` with what it reverses, so that a reversal counts with its target. */
export const withTarget = "LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target"

/** On which side a paper's own lines on an account of the user's choice stand. */
const ownSide: Readonly<Record<string, 1 | -1>> = { 'sales.invoice': -1, 'sales.creditNote': 1 }

/**
 * Compares what papers say of themselves, one by one, with what they have on an account. A paper may name that account in a line
 * as well: only where the two differ the document is read, and what was entered by hand is left out.
 * @param said  what each paper (by number) says, debit positive
 */
export function agreeByPaper(sql: Sql, agree: Agree, read: ReadDocument, names: { readonly name: string; readonly left: string }, account: string, events: readonly string[], said: ReadonlyMap<number, number>): void {
  const held = new Map(sql.rows<{ n: number; base: number }>(
    `SELECT p.n, sum(l.base) AS base FROM ledger_line l JOIN posted p ON p.n = l.n ${withTarget} WHERE l.account = ? AND coalesce(t.event, p.event) IN (SELECT value FROM json_each(?)) GROUP BY p.n`, account, JSON.stringify(events),
  ).map(({ n, base }) => [n, base]))
  let [left, right] = [0, 0]
  for (const n of new Set([...said.keys(), ...held.keys()])) {
    const [own, found] = [said.get(n) ?? 0, held.get(n) ?? 0]
    left += own
    right += own === found ? found : found - byHand(sql, read, n, account)
  }
  agree(names.name, names.left, left, `account ${account} by the same papers`, right)
}

/** What a document's lines name the account for, debit positive. */
function byHand(sql: Sql, read: ReadDocument, n: number, account: string): number {
  const row = sql.row<{ doc: string; event: string; target: string | null }>('SELECT doc, event, target FROM posted WHERE n = ?', n)
  if (row === undefined) return 0
  const isReversal = row.event === 'reverse'
  const body = read(isReversal ? (row.target ?? '') : row.doc)
  const event = (body?.['event'] as { readonly event?: unknown } | undefined)?.event
  const lines = (body?.['posting'] as { readonly facts?: { readonly lines?: readonly { readonly account: string | null; readonly base: number }[] } } | undefined)?.facts?.lines ?? []
  const sum = lines.reduce((total, line) => (line.account === account ? total + line.base : total), 0)
  return sum * (ownSide[String(event)] ?? 1) * (isReversal ? -1 : 1)
}
