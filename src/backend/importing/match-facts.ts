import { addDays } from '../../core/calendar/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import { type LearnedRule, type MatchFacts, type OpenLine, plainAccount } from '../../core/banking/index.ts'
import { type CurrencyCode, type Decimal, baseCurrency, exponentOf, toBase } from '../../core/money/index.ts'
import type { Book } from '../../store/book/index.ts'
import { bankSettings, openBankLines, openClaims, openOrders, partyNamesOfAll, unmatchedMovements } from '../../store/projections/index.ts'
import type { BankAccount } from './bank-accounts.ts'
import { openLineOf } from './bank-documents.ts'

const bookedDays = 5
/** Beyond this many open documents only their own numbers are looked for, not the outside ones that they carry. */
const bodiesMax = 1000
const defaultFeeIdr = 800_000_00

/** Everything of the book that bears on one line. */
export function matchFacts(book: Book, line: OpenLine, accounts: readonly BankAccount[]): MatchFacts {
  const { sql } = book.projections
  const view = book.projections.view()
  const claims = openClaims(sql, line.currency, line.amount > 0 ? 'receivable' : 'payable')
  const orders = line.amount > 0 ? openOrders(sql, line.currency) : []
  const existing = (code: string | null): string | null => (code !== null && view.account(code) !== null ? code : null)
  const rate = line.currency === baseCurrency ? null : view.rate(line.currency, line.date)
  return {
    claims: claims.map(({ doc, due, number, ...claim }, index) => ({
      ...claim, currency: claim.currency as CurrencyCode, number: number ?? claim.item, dueDate: due, references: [...(number === null ? [] : [number]), claim.item, ...(index < bodiesMax ? outsideNumbers(book, doc) : [])],
    })),
    orders: orders.map(({ doc, id, number, party, total }) => ({ id, number: number ?? id, references: [...(number === null ? [] : [number]), id, ...outsideNumbers(book, doc)], customer: party, currency: line.currency, total })),
    parties: partyNamesOfAll(sql),
    booked: unmatchedMovements(sql, line.account, line.currency, addDays(line.date, -bookedDays), addDays(line.date, bookedDays), line.amount),
    otherLines: openBankLines(sql, line.account, true).map(({ doc, fields }) => openLineOf(doc, fields)),
    ownAccounts: accounts.flatMap((account) => (account.number === null ? [] : [{ account: account.code, number: plainAccount(account.number), currency: account.currency }])),
    rules: learnedRules(book),
    accounts: {
      bankCharges: existing(view.accountOfRole('bankCharges')), interestTax: existing(view.accountOfRole('finalIncomeTax')),
      // Accounts of the default chart that have no role; the fuller charts keep its codes.
      interestIncome: existing('7103'), withheldPayable: existing('2204'),
    },
    rate, feeMax: feeMax(line.currency, view.rate('USD', line.date), rate),
  }
}

export function learnedRules(book: Book): LearnedRule[] {
  return bankSettings(book.projections.sql, 'bankRule').map(({ id, fields }) => ({
    id, contains: String(fields['contains']), direction: fields['direction'] === 'out' ? 'out' : 'in', account: typeof fields['account'] === 'string' ? fields['account'] : null, party: typeof fields['party'] === 'string' ? fields['party'] : null,
  }))
}

/** The value of USD 50 in the line's currency. */
function feeMax(currency: CurrencyCode, usd: Decimal | null, rate: Decimal | null): number {
  if (currency === 'USD') return 5000
  const base = usd === null ? defaultFeeIdr : toBase(5000, 'USD', usd)
  if (currency === baseCurrency) return base
  return rate === null || rate.digits === 0n ? 0 : Number((BigInt(base) * 10n ** BigInt(exponentOf(currency) + rate.scale)) / (rate.digits * 10n ** BigInt(exponentOf(baseCurrency))))
}

const notNumbers = new Set(['event', 'id', 'date', 'dueDate', 'customer', 'supplier', 'currency', 'rate', 'warehouse', 'account', 'tax', 'note', 'discount', 'incoterm', 'amount'])

/** Numbers that others gave: the order of a buyer, a supplier's invoice, a declaration. */
function outsideNumbers(book: Book, doc: string): string[] {
  const event = book.document(doc)?.['event'] as BusinessEvent | undefined
  if (!event) return []
  return Object.entries(event).flatMap(([name, value]) => (notNumbers.has(name) || typeof value !== 'string' || value.length < 4 || value.length > 40 || !/[0-9]/.test(value) || /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) ? [] : [value]))
}
