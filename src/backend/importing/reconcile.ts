import type { BankReconciliation, BankSetup } from '../../contract/index.ts'
import { minorText, sum } from '../../core/money/index.ts'
import type { Book } from '../../store/book/index.ts'
import { bankStatements, cashBalance, masterOf, openBankLines, openLineSum, unmatchedMovements } from '../../store/projections/index.ts'
import { bankAccounts, requireBankAccount } from './bank-accounts.ts'
import { learnedRules } from './match-facts.ts'

/**
 * Book balance, + what the bank booked and the books did not, − what the books booked and the bank did not = the bank's balance.
 * @throws RefusalError UNKNOWN_ACCOUNT, ACCOUNT_NOT_CASH
 */
export function reconciliation(book: Book, code: string, asOf: string | undefined, today: string): BankReconciliation {
  const { sql } = book.projections
  const { currency } = requireBankAccount(book, bankAccounts(book, today), code)
  const statements = bankStatements(sql, code).filter((statement) => asOf === undefined || statement.to <= asOf)
  const last = statements.findLast((statement) => statement.closing !== null)
  const date = last?.to ?? asOf ?? today
  const first = bankStatements(sql, code).reduce((found, statement) => (statement.from < found ? statement.from : found), date)
  const money = (amount: number): string => minorText(amount, currency)
  const balance = cashBalance(sql, code, currency, date)
  const open = openLineSum(sql, code, date)
  const unmatched = last ? unmatchedMovements(sql, code, currency, first, date) : []
  const unmatchedSum = sum(...unmatched.map((movement) => movement.amount))
  const nameOf = (party: string | null): string | null => (party === null ? null : String(masterOf(sql, 'party', party)?.fields['name'] ?? party))
  return {
    account: code, currency, asOf: date, statement: last ? { date: last.to, balance: money(last.closing ?? 0) } : null, book: money(balance), openLines: { count: open.count, amount: money(open.amount) },
    unmatched: unmatched.map(({ docId, number, type, date: on, amount, party }) => ({ docId, number, type, date: on, amount: money(amount), partyName: nameOf(party) })), unmatchedAmount: money(unmatchedSum),
    difference: last ? money(sum(last.closing ?? 0, -balance, -open.amount, unmatchedSum)) : null,
  }
}

/** Bank accounts with what waits on each, and the rules that were taught. */
export function bankSetup(book: Book, today: string): BankSetup {
  const { sql } = book.projections
  return {
    accounts: bankAccounts(book, today).map(({ code, name, currency, number }) => ({
      code, name, currency, bankAccount: number, open: openBankLines(sql, code, false).length, lastDate: bankStatements(sql, code).at(-1)?.to ?? null,
    })),
    rules: learnedRules(book),
  }
}
