import { type Sql, runReport } from '../../projections/index.ts'
import { type Agree, accountsOf, balanceOf, inTheEnd, minor, sinceEver } from './pairs.ts'

/** T2, T10: the balance sheet balances, its earnings are those of the income statement, and both are the trial balance. */
export function checkBalanceSheet(sql: Sql, agree: Agree): void {
  const accounts = accountsOf(sql)
  const byType = (types: readonly string[]): number => accounts.filter(({ type }) => types.includes(type)).reduce((sum, { code }) => sum + balanceOf(sql, code), 0)
  const known = new Set(accounts.map(({ code }) => code))
  // Postings may be here before the account that they are on: such a balance stands in no statement yet.
  const nameless = sql.values<string>('SELECT DISTINCT account FROM balance').filter((code) => !known.has(code)).reduce((sum, code) => sum + balanceOf(sql, code), 0)
  const sheet = runReport(sql, 'balance-sheet', { asOf: inTheEnd }) as unknown as { assets: { total: string }; totalLiabilitiesAndEquity: string; equity: { currentEarnings: string; total: string } }
  agree('T2', 'assets', minor(sheet.assets.total) + nameless, 'liabilities and equity', minor(sheet.totalLiabilitiesAndEquity))
  agree('T2', 'assets of the balance sheet', minor(sheet.assets.total), 'of the trial balance', byType(['asset']))
  const income = runReport(sql, 'income-statement', { from: sinceEver, to: inTheEnd }) as unknown as { netProfit: string }
  const closed = sql.value<number>(
    `SELECT coalesce(sum(l.base), 0) FROM posted p JOIN ledger_line l ON l.n = p.n JOIN master m ON m.type = 'account' AND m.code = l.account
     WHERE p.event = 'year.close' AND json_extract(m.fields, '$.type') IN ('income', 'costOfSales', 'expense', 'other', 'tax') AND m.doc = (SELECT min(doc) FROM master o WHERE o.type = 'account' AND o.code = l.account)`,
  ) ?? 0
  agree('T10', 'result of the income statement', minor(income.netProfit), 'earnings of the balance sheet and what was carried', minor(sheet.equity.currentEarnings) + closed)
  const equity = runReport(sql, 'equity-changes', { from: sinceEver, to: inTheEnd }) as unknown as { currentEarnings: { closing: string }; totals: { closing: string } }
  agree('T10', 'earnings of the changes in equity', minor(equity.currentEarnings.closing), 'earnings of the balance sheet', minor(sheet.equity.currentEarnings))
  agree('T10', 'equity of the changes in equity', minor(equity.totals.closing), 'equity of the balance sheet', minor(sheet.equity.total))
  for (const { code, role } of accounts) if (role === 'currencyExchange') agree('T21', `account ${code}`, balanceOf(sql, code), 'nothing', 0)
}

/** T11: both cash flow statements end with what the cash accounts hold. */
export function checkCash(sql: Sql, agree: Agree): void {
  const cash = accountsOf(sql).filter((account) => account.cash).reduce((sum, { code }) => sum + balanceOf(sql, code), 0)
  for (const name of ['cash-flow', 'cash-flow-indirect'] as const) {
    const flow = runReport(sql, name, { from: sinceEver, to: inTheEnd }) as unknown as { closing: string }
    agree('T11', name, minor(flow.closing), 'cash accounts', cash)
  }
}
