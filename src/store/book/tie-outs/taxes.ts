import type { Sql } from '../../projections/index.ts'
import { agreeByPaper, withTarget } from './by-paper.ts'
import { type Agree, type ReadDocument, accountsOf } from './pairs.ts'

const papers = {
  output: { name: 'T12', role: 'vatOutput', sign: -1, events: ['sales.invoice', 'sales.creditNote', 'deposit.receive'] },
  input: { name: 'T13', role: 'vatInput', sign: 1, events: ['purchase.invoice', 'purchase.return', 'expense.post'] },
} as const

/** T12, T13: the VAT of each side's summary is what its papers have on the account, before any settlement. */
export function checkVat(sql: Sql, agree: Agree, read: ReadDocument): void {
  for (const [side, { name, role, sign, events }] of Object.entries(papers)) {
    const account = accountsOf(sql).find((each) => each.role === role)
    if (account === undefined) continue
    const said = new Map(sql.rows<{ n: number; vat: number }>('SELECT n, sum(vat) AS vat FROM vat_row WHERE side = ? GROUP BY n', side).map(({ n, vat }) => [n, vat * sign + 0]))
    agreeByPaper(sql, agree, read, { name, left: `${side} of the VAT summary` }, account.code, events, said)
  }
}

/** T14: what final income tax counts as turnover is the revenue that sales papers have on accounts of income. */
export function checkTurnover(sql: Sql, agree: Agree): void {
  const accounts = accountsOf(sql).filter(({ type }) => type === 'income').map(({ code }) => code)
  const revenue = sql.value<number>(
    `SELECT coalesce(sum(l.base), 0) FROM ledger_line l JOIN posted p ON p.n = l.n ${withTarget} WHERE l.account IN (SELECT value FROM json_each(?)) AND coalesce(t.event, p.event) IN ('sales.invoice', 'sales.creditNote')`, JSON.stringify(accounts),
  ) ?? 0
  agree('T14', 'turnover of the sales papers', sql.value<number>('SELECT coalesce(sum(base), 0) FROM turnover') ?? 0, 'their revenue in the income statement', -revenue + 0)
}
