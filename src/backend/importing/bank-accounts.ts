import type { BankMapping } from '../../contract/index.ts'
import { type BankStatement, type TableProfile, headingKey } from '../../core/banking/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type CurrencyCode, baseCurrency, isCurrency } from '../../core/money/index.ts'
import type { Book } from '../../store/book/index.ts'
import { bankSettings, listPage } from '../../store/projections/index.ts'

/** A cash account of the book and what is remembered of its bank. */
export interface BankAccount {
  readonly code: string
  readonly name: { readonly id: string; readonly en: string; readonly zh: string }
  readonly currency: CurrencyCode
  /** The bank's number of it. */
  readonly number: string | null
  /** How its table is read, if a person had to say. */
  readonly mapping: BankMapping | null
}

export function bankAccounts(book: Book, today: string): BankAccount[] {
  const profiles = new Map(bankSettings(book.projections.sql, 'bankProfile').map((setting) => [setting.account, setting.fields]))
  const { rows } = listPage(book.projections.sql, 'accounts', { offset: 0, limit: 10_000, filter: { cash: 'true' }, today })
  return rows.map((row) => {
    const profile = profiles.get(row.code)
    const number = profile?.['number']
    const mapping = profile?.['mapping']
    return {
      code: row.code, name: row.name, currency: isCurrency(row.currency) ? row.currency : baseCurrency, number: typeof number === 'string' && number !== '' ? number : null,
      mapping: mapping !== null && typeof mapping === 'object' ? (mapping as BankMapping) : null,
    }
  })
}

/** @throws RefusalError UNKNOWN_ACCOUNT, ACCOUNT_NOT_CASH */
export function requireBankAccount(book: Book, accounts: readonly BankAccount[], code: string): BankAccount {
  const found = accounts.find((account) => account.code === code)
  if (found) return found
  throw new RefusalError(book.projections.view().account(code) === null ? refuse('UNKNOWN_ACCOUNT', { code }, 'account') : refuse('ACCOUNT_NOT_CASH', { account: code }, 'account'))
}

/**
 * The book's account that a statement belongs to: the one that was given, or whose number the bank says, or the only bank
 * account in that currency that has no number yet.
 * @throws RefusalError BANK_ACCOUNT, BANK_ACCOUNT_UNKNOWN, CURRENCY_MISMATCH
 */
export function accountOfStatement(accounts: readonly BankAccount[], given: BankAccount | null, statement: BankStatement): BankAccount {
  if (given) {
    if (given.currency !== statement.currency) throw new RefusalError(refuse('CURRENCY_MISMATCH', { currency: statement.currency }, 'account'))
    if (given.number !== null && statement.account !== '' && given.number !== statement.account) throw new RefusalError(refuse('BANK_ACCOUNT', { fileAccount: statement.account, account: given.number }, 'account'))
    const owner = statement.account === '' ? undefined : accounts.find((account) => account.number === statement.account)
    if (owner && owner.code !== given.code) throw new RefusalError(refuse('BANK_ACCOUNT', { fileAccount: statement.account, account: given.code }, 'account'))
    return given
  }
  const known = statement.account === '' ? undefined : accounts.find((account) => account.number === statement.account && account.currency === statement.currency)
  if (known) return known
  const free = accounts.filter((account) => account.currency === statement.currency && account.number === null && Object.values(account.name).some((name) => /bank|银行/i.test(name)))
  const [only] = free
  if (only && free.length === 1) return only
  throw new RefusalError(refuse('BANK_ACCOUNT_UNKNOWN', { fileAccount: statement.account || '–', currency: statement.currency }, 'account'))
}

export function profileOf(mapping: BankMapping): TableProfile {
  const { text, dates, mark, ...named } = mapping
  const columns = Object.fromEntries(Object.entries(named).flatMap(([name, heading]) => (heading === undefined || heading === '' ? [] : [[name, headingKey(heading)]])))
  return { id: 'custom', version: 1, date: '', ...columns, text: text.map(headingKey), dates, mark }
}
