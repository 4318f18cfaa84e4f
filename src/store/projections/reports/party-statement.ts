import type { Sql } from '../sql.ts'
import { money, rupiah } from './figures.ts'

interface EntryRow { party: string; currency: string; date: string; event_id: string; event: string; number: string | null; doc: string; kind: 'document' | 'payment'; amount: number; base: number }

/**
 * What stands between us and a party, per currency: opening balance, documents, payments, balance. Positive is what they owe
 * us; deposits and advances are part of it, so that the figure is what both would settle today.
 */
export function partyStatement(sql: Sql, from: string, to: string, only?: string): Record<string, unknown> {
  const rows = sql.rows<EntryRow>(
    `SELECT i.party, i.currency, e.date, p.event_id, p.event, p.number, p.doc, CASE WHEN e.kind = 'open' AND i.side IN ('receivable', 'payable') THEN 'document' ELSE 'payment' END AS kind,
       sum(e.amount) AS amount, sum(e.base) AS base
     FROM item i JOIN item_entry e ON e.doc = i.doc AND e.item = i.item JOIN posted p ON p.n = e.n
     WHERE e.date <= ? AND (? IS NULL OR i.party = ?) GROUP BY i.party, i.currency, e.date, p.ord, 8 ORDER BY i.party, i.currency, e.date, p.ord, 8`, to, only ?? null, only ?? null,
  )
  interface Account { currency: string; opening: number; openingBase: number; balance: number; base: number; documents: number; payments: number; lines: Record<string, unknown>[] }
  const parties = new Map<string, Map<string, Account>>()
  for (const row of rows) {
    let accounts = parties.get(row.party)
    if (!accounts) parties.set(row.party, (accounts = new Map()))
    let account = accounts.get(row.currency)
    if (!account) accounts.set(row.currency, (account = { currency: row.currency, opening: 0, openingBase: 0, balance: 0, base: 0, documents: 0, payments: 0, lines: [] }))
    account.balance += row.amount
    account.base += row.base
    if (row.date < from) {
      account.opening += row.amount
      account.openingBase += row.base
      continue
    }
    if (row.amount === 0 && row.base === 0) continue
    if (row.kind === 'document') account.documents += row.amount
    else account.payments += row.amount
    account.lines.push({
      date: row.date, event: row.event_id, type: row.event, kind: row.kind, amount: money(row.amount, row.currency), base: rupiah(row.base), balance: money(account.balance, row.currency), number: row.number, document: row.doc,
    })
  }
  return {
    report: 'party-statement', from, to, currency: 'IDR',
    parties: [...parties].map(([party, accounts]) => ({
      party,
      accounts: [...accounts.values()].filter((account) => account.lines.length > 0 || account.opening !== 0 || account.openingBase !== 0).map((account) => ({
        currency: account.currency, opening: money(account.opening, account.currency), lines: account.lines, documents: money(account.documents, account.currency), payments: money(account.payments, account.currency),
        closing: money(account.balance, account.currency), closingBase: rupiah(account.base),
      })),
    })).filter((party) => party.accounts.length > 0),
  }
}
