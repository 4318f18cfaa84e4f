import { type CurrencyCode, type Minor, baseCurrency, negate, spread, sum } from '../../money/index.ts'
import type { PlainDate } from '../../calendar/index.ts'
import type { ResidualEffect } from '../effects.ts'

/** A ledger line, debit positive. */
export interface LedgerLine {
  readonly date: PlainDate
  readonly account: string
  readonly currency: CurrencyCode
  readonly amount: Minor
  readonly base: Minor
}

interface OpenLine { date: PlainDate; account: string; currency: CurrencyCode; amount: Minor; base: Minor }

/**
 * The merged lines of a document: its lines (fixed and of open items), the residual over them, stock lines that balance by
 * themselves, and for each date the exchange pair per foreign currency. Lines that are zero in both are dropped. Sorted by
 * date, account, currency.
 * @param residualDate  date of the residual's lines
 * @source events contract, section 3
 */
export function mergeLines(
  lines: readonly LedgerLine[], residual: ResidualEffect | null, residualDate: PlainDate, stock: readonly LedgerLine[], exchangeAccount: string,
): LedgerLine[] {
  const merged = new Map<string, OpenLine>()
  const foreign = new Map<string, OpenLine>()
  const add = (line: LedgerLine): void => {
    const key = `${line.date}${line.currency}${line.account}`
    const known = merged.get(key)
    if (known) {
      known.amount = sum(known.amount, line.amount)
      known.base = sum(known.base, line.base)
    } else {
      merged.set(key, { date: line.date, account: line.account, currency: line.currency, amount: line.amount, base: line.base })
    }
  }
  for (const line of lines) {
    add(line)
    if (line.currency === baseCurrency) continue
    const key = `${line.date}${line.currency}`
    const known = foreign.get(key)
    if (known) {
      known.amount = sum(known.amount, line.amount)
      known.base = sum(known.base, line.base)
    } else {
      foreign.set(key, { date: line.date, account: exchangeAccount, currency: line.currency, amount: line.amount, base: line.base })
    }
  }
  if (residual && residual.accounts.length > 0) {
    const rest = negate(sum(...lines.map((line) => line.base)))
    const parts = spread(rest, residual.accounts.map((part) => part.weight))
    const given = sum(...parts)
    residual.accounts.forEach((part, place) => {
      // All weights zero: SHARE gives nothing to anybody, and an entry must balance; the first account takes it.
      const amount = place === 0 ? sum(parts[0] ?? 0, rest - given) : (parts[place] ?? 0)
      add({ date: residualDate, account: part.account, currency: baseCurrency, amount, base: amount })
    })
  }
  for (const line of stock) add(line)
  for (const pair of foreign.values()) {
    if (pair.amount === 0 && pair.base === 0) continue
    add({ date: pair.date, account: exchangeAccount, currency: pair.currency, amount: negate(pair.amount), base: negate(pair.base) })
    add({ date: pair.date, account: exchangeAccount, currency: baseCurrency, amount: pair.base, base: pair.base })
  }
  const result: LedgerLine[] = []
  for (const line of merged.values()) if (line.amount !== 0 || line.base !== 0) result.push(line)
  return result.sort((a, b) => order(a.date, b.date) || order(a.account, b.account) || order(a.currency, b.currency))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
