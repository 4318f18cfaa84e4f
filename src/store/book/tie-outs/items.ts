import { type Sql, runReport } from '../../projections/index.ts'
import { type Agree, accountsOf, balanceOf, inTheEnd, minor } from './pairs.ts'

const personalRoles = ['savingsPrincipal', 'savingsMandatory', 'savingsVoluntary', 'savingsTerm', 'surplusPayable', 'memberLoan', 'employeeReceivable', 'loan']

/** T4, T5, T6, T15: open items are what their control accounts hold, per currency; a revaluation is given back the day after. */
export function checkItems(sql: Sql, agree: Agree): void {
  for (const { code, role, control } of accountsOf(sql)) {
    if (!control || !['receivable', 'payable', 'customerDeposits', 'supplierAdvances'].includes(role)) continue
    const open = new Map(sql.rows<{ currency: string; amount: number; base: number }>(
      "SELECT currency, sum(CASE WHEN side IN ('receivable', 'advance') THEN open ELSE -open END) AS amount, sum(CASE WHEN side IN ('receivable', 'advance') THEN open_base ELSE -open_base END) AS base FROM item WHERE account = ? GROUP BY currency", code,
    ).map((row) => [row.currency, row]))
    const held = sql.rows<{ currency: string; amount: number; base: number }>('SELECT currency, sum(amount) AS amount, sum(debit - credit) AS base FROM balance WHERE account = ? GROUP BY currency', code)
    for (const currency of new Set([...open.keys(), ...held.map((row) => row.currency)])) {
      const account = held.find((row) => row.currency === currency)
      agree('T4', `open items on ${code} in ${currency}`, open.get(currency)?.amount ?? 0, 'the account', account?.amount ?? 0)
      agree('T4', `open items on ${code} in ${currency}, in base`, open.get(currency)?.base ?? 0, 'the account', account?.base ?? 0)
    }
  }
  for (const name of ['aged-receivables', 'aged-payables'] as const) {
    const aged = runReport(sql, name, { asOf: inTheEnd }) as unknown as { total: string; buckets: { openBase: string }[] }
    agree('T15', `${name}: its ages`, aged.buckets.reduce((sum, { openBase }) => sum + minor(openBase), 0), 'its total', minor(aged.total))
  }
}

/** T17: what stands in persons' names is what the accounts of such names hold, where postings in a name alone reach them. */
export function checkPersons(sql: Sql, agree: Agree): void {
  const named = new Map(sql.rows<{ account: string; base: number }>("SELECT doc AS account, sum(value) AS base FROM progress WHERE kind = 'personal' GROUP BY doc").map(({ account, base }) => [account, base]))
  for (const { code, role, control } of accountsOf(sql)) {
    if (control && personalRoles.includes(role)) agree('T17', `in persons' names on ${code}`, named.get(code) ?? 0, 'the account', balanceOf(sql, code))
  }
}
