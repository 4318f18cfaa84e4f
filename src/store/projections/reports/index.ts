// Statements and lists of the events contract, section 7, as JSON. Imports core and the projections beside it.
// Invariant: a report reads projections only; the same book and arguments give the same JSON.
import { isPlainDate } from '../../../core/calendar/index.ts'
import { RefusalError, refuse } from '../../../core/errors/index.ts'
import type { Sql } from '../sql.ts'
import { agedItems } from './aged-items.ts'
import { agedByCurrency } from './aged-by-currency.ts'
import { cashFlow } from './cash-flow.ts'
import { cashFlowIndirect } from './cash-flow-indirect.ts'
import { equityChanges } from './equity-changes.ts'
import type { ReportArguments } from './figures.ts'
import { generalLedger } from './general-ledger.ts'
import { incomeBy, incomeColumns } from './income-by.ts'
import { journal } from './journal.ts'
import { grossMargin, margins } from './margins.ts'
import { partyStatement } from './party-statement.ts'
import { personalAccounts } from './personal-accounts.ts'
import { salesByProduct } from './sales-by-product.ts'
import { balanceSheet, incomeStatement } from './statements.ts'
import { stockByWarehouse } from './stock-by-warehouse.ts'
import { stockCard, stockValuation } from './stock.ts'
import { trialBalance } from './trial-balance.ts'
import { vatSummary } from './vat-summary.ts'
import { yearOverview } from './year-overview.ts'

export type { ReportArguments } from './figures.ts'
export { explainFigure } from './explain/index.ts'
export { ledgerLines } from './general-ledger.ts'

export type ReportJson = Readonly<Record<string, unknown>>

/**
 * Runs a report by its name in the events contract.
 * @throws RefusalError REPORT_UNKNOWN, FIELD_MISSING for a date that it needs, DATE_INVALID
 */
export function runReport(sql: Sql, name: string, given: ReportArguments): ReportJson {
  const date = (key: 'from' | 'to' | 'asOf'): string => {
    const value = given[key]
    if (value === undefined) throw new RefusalError(refuse('FIELD_MISSING', { name: key }, key))
    if (!isPlainDate(value)) throw new RefusalError(refuse('DATE_INVALID', { text: value }, key))
    return value
  }
  const by = <Known extends string>(known: readonly Known[]): Known => {
    const found = known.find((each) => each === (given.by ?? known[0]))
    if (found === undefined) throw new RefusalError(refuse('FIELD_INVALID', { name: 'by' }, 'by'))
    return found
  }
  switch (name) {
    case 'trial-balance': return trialBalance(sql, date('asOf'))
    case 'balance-sheet': return balanceSheet(sql, date('asOf'))
    case 'income-statement': return incomeStatement(sql, date('from'), date('to'))
    case 'cash-flow': return cashFlow(sql, date('from'), date('to'))
    case 'general-ledger': return generalLedger(sql, date('from'), date('to'), given.account)
    case 'stock-valuation': return stockValuation(sql, date('asOf'))
    case 'stock-card': return stockCard(sql, date('from'), date('to'), given.product)
    case 'aged-receivables':
    case 'aged-payables': return agedItems(sql, name, date('asOf'), given.party)
    case 'vat-summary': return vatSummary(sql, date('from'), date('to'))
    case 'sales-by-product': return salesByProduct(sql, date('from'), date('to'))
    case 'journal': return journal(sql, date('from'), date('to'))
    case 'cash-flow-indirect': return cashFlowIndirect(sql, date('from'), date('to'))
    case 'equity-changes': return equityChanges(sql, date('from'), date('to'))
    case 'party-statement': return partyStatement(sql, date('from'), date('to'), given.party)
    case 'personal-accounts': return personalAccounts(sql, date('from'), date('to'), given.party)
    case 'gross-margin': return grossMargin(sql, date('from'), date('to'), by(margins))
    case 'income-by': return incomeBy(sql, date('from'), date('to'), by(incomeColumns))
    case 'stock-by-warehouse': return stockByWarehouse(sql, date('asOf'))
    case 'receivables-by-currency':
    case 'payables-by-currency': return agedByCurrency(sql, name, date('asOf'), given.party)
    case 'year-overview': return yearOverview(sql, date('from'), date('to'))
    default: throw new RefusalError(refuse('REPORT_UNKNOWN', { name }))
  }
}
