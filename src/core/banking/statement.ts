import type { PlainDate } from '../calendar/index.ts'
import { type Outcome, type Refusal, refuse } from '../errors/index.ts'
import { type CurrencyCode, type Minor, minorText, sum } from '../money/index.ts'

export type StatementFormat = 'bca' | 'bcaPersonal' | 'mandiri' | 'bri' | 'bni' | 'camt053' | 'mt940' | 'ofx' | 'custom'

/** One of several payments that the bank booked as one sum. */
export interface LineDetail {
  readonly amount: Minor
  readonly text: string
  readonly counterparty: string | null
  readonly reference: string | null
}

/** A booked movement of a bank account. Money that came in is positive. */
export interface StatementLine {
  /** Where it stands in the file: its row, or its place among the entries, from 1. */
  readonly row: number
  readonly date: PlainDate
  readonly valueDate: PlainDate
  readonly amount: Minor
  /** One line of text, blanks collapsed. */
  readonly text: string
  readonly counterparty: string | null
  /** What the other side gave as reference. */
  readonly reference: string | null
  /** The bank's own number of the entry, where the format has one. */
  readonly bankId: string | null
  /** Balance after the line, where the file says it. */
  readonly balance: Minor | null
  /** What banks kept on the way, where the file says so: the payer sent `amount + charge`. */
  readonly charge: Minor | null
  readonly details: readonly LineDetail[]
}

/** What one file says of one account over one period. Lines are oldest first. */
export interface BankStatement {
  readonly format: StatementFormat
  /** The account as the bank writes it, without blanks; empty where the file does not say. */
  readonly account: string
  readonly currency: CurrencyCode
  readonly from: PlainDate
  readonly to: PlainDate
  readonly opening: Minor | null
  readonly closing: Minor | null
  readonly lines: readonly StatementLine[]
  /** Entries that the bank has not booked yet: told, not taken. */
  readonly pending: number
}

/** Blanks and line breaks become one space; control characters go. */
export function plainText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').replace(/\s+/g, ' ').trim()
}

export function plainAccount(text: string): string {
  return text.replace(/[\s'".-]/g, '').toUpperCase()
}

/**
 * Proves a statement: opening balance and lines give the closing balance, and each balance between.
 * @refuses BANK_BALANCE with the first row that does not fit
 */
export function proven(statement: BankStatement): Outcome<BankStatement> {
  const { currency } = statement
  const broken = (row: number, expected: Minor, actual: Minor): Outcome<BankStatement> =>
    refused(refuse('BANK_BALANCE', { row, expected: minorText(expected, currency), actual: minorText(actual, currency) }))
  let balance = statement.opening
  let lastRow = 0
  for (const line of statement.lines) {
    lastRow = line.row
    if (balance !== null) balance = sum(balance, line.amount)
    if (line.balance === null) continue
    if (balance !== null && balance !== line.balance) return broken(line.row, balance, line.balance)
    balance = line.balance
  }
  if (balance !== null && statement.closing !== null && balance !== statement.closing) return broken(lastRow, balance, statement.closing)
  return { ok: true, value: { ...statement, closing: statement.closing ?? balance } }
}

/** @refuses BANK_TOTALS where a file's own sum or count is not what its rows give */
export function totalRefusal(what: string, expected: string | number, actual: string | number): Refusal | null {
  return expected === actual ? null : refuse('BANK_TOTALS', { what, expected, actual })
}

export function refused<T>(...refusals: readonly Refusal[]): Outcome<T> {
  return { ok: false, refusals }
}
