import type { Sql } from '../sql.ts'
import { Chart, rupiah } from './figures.ts'

interface MovementRow { account: string; party: string; date: string; event_id: string; event: string; number: string | null; doc: string; base: number }

/**
 * What stands in each person's name: loans, advances to staff, members' savings and surplus, with the movements of the period.
 * Amounts in the account's own direction: what is owed to us on an asset, what we owe on any other.
 */
export function personalAccounts(sql: Sql, from: string, to: string, only?: string): Record<string, unknown> {
  const chart = new Chart(sql)
  const rows = sql.rows<MovementRow>(
    `SELECT g.doc AS account, g.product AS party, p.date, p.event_id, p.event, p.number, p.doc, sum(g.value) AS base FROM progress g JOIN posted p ON p.n = g.n
     WHERE g.kind = 'personal' AND p.date <= ? AND (? IS NULL OR g.product = ?) GROUP BY g.doc, g.product, p.n HAVING sum(g.value) <> 0 ORDER BY g.doc, g.product, p.date, p.ord`, to, only ?? null, only ?? null,
  )
  interface Person { party: string; opening: number; balance: number; added: number; taken: number; lines: Record<string, unknown>[] }
  const accounts = new Map<string, Map<string, Person>>()
  for (const row of rows) {
    const amount = chart.type(row.account) === 'asset' ? row.base : -row.base
    let persons = accounts.get(row.account)
    if (!persons) accounts.set(row.account, (persons = new Map()))
    let person = persons.get(row.party)
    if (!person) persons.set(row.party, (person = { party: row.party, opening: 0, balance: 0, added: 0, taken: 0, lines: [] }))
    person.balance += amount
    if (row.date < from) {
      person.opening += amount
      continue
    }
    if (amount > 0) person.added += amount
    else person.taken -= amount
    person.lines.push({ date: row.date, event: row.event_id, type: row.event, amount: rupiah(amount), balance: rupiah(person.balance), number: row.number, document: row.doc })
  }
  return {
    report: 'personal-accounts', from, to, currency: 'IDR',
    accounts: [...accounts].map(([account, persons]) => {
      const shown = [...persons.values()].filter((person) => person.opening !== 0 || person.lines.length > 0)
      return {
        account, closing: rupiah(shown.reduce((sum, { balance }) => sum + balance, 0)),
        persons: shown.map(({ party, opening, added, taken, balance, lines }) => ({ party, opening: rupiah(opening), added: rupiah(added), taken: rupiah(taken), closing: rupiah(balance), lines })),
      }
    }).filter(({ persons }) => persons.length > 0),
  }
}
