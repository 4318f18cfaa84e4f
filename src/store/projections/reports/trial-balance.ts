import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { money, rupiah } from './figures.ts'

/** Accounts with a line dated ≤ `asOf`; sums of merged lines since the book began. */
export function trialBalance(sql: Sql, asOf: string): Record<string, unknown> {
  const accounts = new Map<string, { debit: number; credit: number; currencies: { currency: string; balance: string }[] }>()
  for (const row of accountBalances(sql, asOf)) {
    let account = accounts.get(row.account)
    if (!account) accounts.set(row.account, (account = { debit: 0, credit: 0, currencies: [] }))
    account.debit += row.debit
    account.credit += row.credit
    if (row.amount !== 0) account.currencies.push({ currency: row.currency, balance: money(row.amount, row.currency) })
  }
  let debit = 0
  let credit = 0
  const rows = [...accounts].map(([account, sums]) => {
    debit += sums.debit
    credit += sums.credit
    return { account, debit: rupiah(sums.debit), credit: rupiah(sums.credit), balance: rupiah(sums.debit - sums.credit), currencies: sums.currencies }
  })
  return { report: 'trial-balance', asOf, currency: 'IDR', rows, totals: { debit: rupiah(debit), credit: rupiah(credit) } }
}
