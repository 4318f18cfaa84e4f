import type { PlainDate } from '../calendar/index.ts'
import { type Outcome, type Refusal, refuse } from '../errors/index.ts'
import { type CurrencyCode, type Minor, isCurrency, minorText, sum } from '../money/index.ts'
import { type DateOrder, type DecimalMark, readAmount, readCurrency, readDate } from './figures.ts'
import { type BankStatement, type StatementFormat, type StatementLine, plainAccount, plainText, proven, refused } from './statement.ts'

/** A row of a separated file with the line of the file on which it begins. */
export interface TableRow {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * How a bank's table is read. Headings are compared by letters and digits only, so that `Credit Amount` and `creditamount`
 * are one. Banks change their files without notice: a profile says its version, and a heading that no profile knows is
 * refused with the heading shown, for a person to map.
 */
export interface TableProfile {
  readonly id: StatementFormat
  readonly version: number
  readonly date: string
  readonly valueDate?: string
  readonly text: readonly string[]
  /** Either one column with a sign (or `sign` beside it), or two. */
  readonly amount?: string
  /** Column that says DB or CR, D or K. */
  readonly sign?: string
  readonly credit?: string
  readonly debit?: string
  readonly balance?: string
  readonly account?: string
  readonly currency?: string
  readonly reference?: string
  readonly dates: DateOrder
  readonly mark: DecimalMark
}

export const tableProfiles: readonly TableProfile[] = [
  {
    id: 'mandiri', version: 1, date: 'postdate', text: ['remarks', 'additionaldesc'], credit: 'creditamount', debit: 'debitamount', balance: 'closebalance',
    account: 'accountno', currency: 'ccy', dates: 'dmy', mark: '.',
  },
  { id: 'bri', version: 1, date: 'tgltran', text: ['desktran'], credit: 'mutasikredit', debit: 'mutasidebet', balance: 'saldoakhirmutasi', dates: 'ymd', mark: '.' },
  { id: 'bni', version: 1, date: 'postdate', valueDate: 'valuedate', text: ['description'], credit: 'credit', debit: 'debit', reference: 'journalno', dates: 'dmy', mark: '.' },
  { id: 'bni', version: 2, date: 'postdate', valueDate: 'valuedate', text: ['description'], amount: 'amount', sign: 'dbcr', reference: 'journalno', dates: 'dmy', mark: '.' },
  { id: 'bcaPersonal', version: 1, date: 'date', text: ['description'], amount: 'amount', sign: '', balance: 'balance', dates: 'dmy', mark: '.' },
]

/** Letters and digits of a heading, in lower case. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function headingsOf(profile: TableProfile): string[] {
  return [profile.date, ...profile.text, profile.amount, profile.credit, profile.debit, profile.account, profile.currency].filter((name): name is string => name !== undefined && name !== '')
}

/** Where a profile's heading row is; -1 if the file has none. */
export function headingRow(rows: readonly TableRow[], profile: TableProfile): number {
  const wanted = headingsOf(profile).map(headingKey)
  return rows.slice(0, 40).findIndex((row) => {
    const keys = new Set(row.cells.map(headingKey))
    return wanted.every((name) => keys.has(name))
  })
}

export interface TableFallback {
  /** Of the book's account, where the file does not say it. */
  readonly currency?: CurrencyCode
}

/**
 * Reads a table by its profile: rows in either order, an own total at the end, several accounts.
 * @refuses BANK_ROW, BANK_BALANCE, BANK_TOTALS, ID_FLOAT, CURRENCY_UNKNOWN, BANK_EMPTY
 */
export function readTable(rows: readonly TableRow[], profile: TableProfile, fallback: TableFallback = {}): Outcome<BankStatement[]> {
  const at = headingRow(rows, profile)
  const head = rows[at]
  if (!head) return refused(refuse('BANK_FORMAT_UNKNOWN', { header: shownHeader(rows) }))
  const keys = head.cells.map(headingKey)
  const place = (name: string | undefined): number => (name === undefined ? -1 : keys.indexOf(headingKey(name)))
  const columns = {
    date: place(profile.date), valueDate: place(profile.valueDate), text: profile.text.map(place), amount: place(profile.amount), credit: place(profile.credit), debit: place(profile.debit),
    balance: place(profile.balance), account: place(profile.account), currency: place(profile.currency), reference: place(profile.reference),
    // A column without a heading between amount and balance: personal BCA files.
    sign: profile.sign === '' ? place(profile.amount) + 1 : place(profile.sign),
  }
  const preamble = preambleOf(rows.slice(0, at))
  const accounts = new Map<string, { currency: CurrencyCode; lines: StatementLine[] }>()
  const refusals: Refusal[] = []
  const totals: { row: number; credit: string; debit: string }[] = []
  for (const { row, cells } of rows.slice(at + 1)) {
    const cell = (column: number): string => (column < 0 ? '' : (cells[column] ?? '').trim())
    if (cells.every((text) => text.trim() === '')) continue
    if (cells.some((text) => /^\s*(grand\s*)?total\b/i.test(text)) && cell(columns.date) === cells.find((text) => /^\s*(grand\s*)?total/i.test(text))?.trim() || (cell(columns.date) === '' && cells.some((text) => /^\s*(grand\s*)?total/i.test(text)))) {
      totals.push({ row, credit: cell(columns.credit), debit: cell(columns.debit) })
      continue
    }
    if (isFooter(cells)) continue
    const accountText = columns.account < 0 ? preamble.account : cell(columns.account)
    if (/^[0-9][.,][0-9]+E\+?[0-9]+$/i.test(accountText)) return refused(refuse('ID_FLOAT', { row }))
    const account = plainAccount(accountText)
    const currency = columns.currency < 0 ? (preamble.currency ?? fallback.currency ?? 'IDR') : readCurrency(cell(columns.currency))
    if (!isCurrency(currency)) return refused(refuse('CURRENCY_UNKNOWN', { currency }))
    const date = readDate(cell(columns.date), profile.dates, preamble.yearOf)
    const amount = amountOf(cell, columns, profile.mark, currency)
    const balanceText = cell(columns.balance)
    const balance = balanceText === '' ? null : readAmount(balanceText, profile.mark, currency)
    if (date === null || amount === null || (balanceText !== '' && balance === null)) {
      refusals.push(refuse('BANK_ROW', { row, text: plainText(cells.join(' ')).slice(0, 80) }))
      continue
    }
    const known = accounts.get(account) ?? { currency, lines: [] }
    accounts.set(account, known)
    const reference = plainText(cell(columns.reference))
    known.lines.push({
      row, date, valueDate: readDate(cell(columns.valueDate), profile.dates, preamble.yearOf) ?? date, amount,
      text: plainText(columns.text.map(cell).join(' ')), counterparty: null, reference: reference === '' ? null : reference, bankId: null, balance, charge: null, details: [],
    })
  }
  if (refusals.length > 0) return refused(...refusals)
  if (accounts.size === 0) return refused(refuse('BANK_EMPTY'))
  const statements: BankStatement[] = []
  for (const [account, { currency, lines }] of accounts) {
    const ordered = oldestFirst(lines)
    const [first] = ordered
    const last = ordered.at(-1)
    if (!first || !last) continue
    const proof = proven({
      format: profile.id, account, currency, from: first.date, to: last.date, opening: first.balance === null ? null : sum(first.balance, -first.amount), closing: last.balance, lines: ordered, pending: 0,
    })
    if (!proof.ok) return proof
    statements.push(proof.value)
  }
  const [only] = statements
  if (only && statements.length === 1) {
    for (const total of totals) {
      const wrong = wrongTotal(only, total, profile.mark)
      if (wrong) return refused(wrong)
    }
  }
  return { ok: true, value: statements }
}

function wrongTotal({ lines, currency }: BankStatement, total: { readonly credit: string; readonly debit: string }, mark: DecimalMark): Refusal | null {
  for (const [what, text, sign] of [['credit', total.credit, 1], ['debit', total.debit, -1]] as const) {
    const said = text === '' ? null : readAmount(text, mark, currency)
    if (said === null) continue
    const actual = sum(...lines.filter((line) => line.amount * sign > 0).map((line) => line.amount * sign))
    if (actual !== said) return refuse('BANK_TOTALS', { what, expected: minorText(said, currency), actual: minorText(actual, currency) })
  }
  return null
}

function amountOf(cell: (column: number) => string, columns: { amount: number; sign: number; credit: number; debit: number }, mark: DecimalMark, currency: CurrencyCode): Minor | null {
  if (columns.amount >= 0) {
    const inside = /^(.*?)\s*(DB|DR|CR|D|K|C)?$/i.exec(cell(columns.amount))
    const amount = readAmount(inside?.[1] ?? '', mark, currency)
    const sign = (inside?.[2] ?? cell(columns.sign)).toUpperCase()
    if (amount === null) return null
    if (sign === 'DB' || sign === 'DR' || sign === 'D') return amount === 0 ? 0 : -Math.abs(amount)
    return sign === 'CR' || sign === 'K' || sign === 'C' ? Math.abs(amount) : amount
  }
  const part = (column: number): Minor | null => (cell(column) === '' || cell(column) === '-' ? 0 : readAmount(cell(column), mark, currency))
  const credit = part(columns.credit)
  const debit = part(columns.debit)
  if (credit === null || debit === null || (credit === 0 && debit === 0 && cell(columns.credit) === '' && cell(columns.debit) === '')) return null
  return Math.abs(credit) - Math.abs(debit) + 0
}

/** The order in which the balances follow each other; without balances that of the dates. */
function oldestFirst(lines: readonly StatementLine[]): StatementLine[] {
  const chained = (ordered: readonly StatementLine[]): boolean =>
    ordered.every((line, index) => {
      const before = ordered[index - 1]
      return before === undefined || (before.balance !== null && line.balance !== null && before.balance + line.amount === line.balance)
    })
  const reversed = lines.toReversed()
  const [first] = lines
  const last = lines.at(-1)
  const newestFirst = first !== undefined && last !== undefined && first.date > last.date
  const preferred = newestFirst ? reversed : [...lines]
  const other = newestFirst ? [...lines] : reversed
  if (chained(preferred)) return preferred
  return first?.date === last?.date && chained(other) ? other : preferred
}

interface Preamble { readonly account: string; readonly currency: string | null; readonly yearOf: (month: number) => number | null }

/** What stands above the heading: account, currency, period (it gives the year to dates without one). */
export function preambleOf(rows: readonly TableRow[]): Preamble {
  let account = ''
  let currency: string | null = null
  let period: { start: PlainDate; end: PlainDate } | null = null
  for (const { cells } of rows) {
    const text = plainText(cells.join(' '))
    const value = (pattern: RegExp): string | null => pattern.exec(text)?.[1]?.trim() ?? null
    account = value(/(?:no\.?\s*rek(?:ening)?|account\s*no\.?)\s*[:=]?\s*[=]?\s*'?([0-9][0-9 .-]+)/i) ?? account
    currency = value(/(?:kode mata uang|mata uang|currency)\s*[:=]?\s*=?\s*([A-Za-z$]{2,3})/i) ?? currency
    const dates = /(?:periode|period)\D*([0-9]{1,2}\/[0-9]{1,2}\/[0-9]{2,4})\s*(?:-|s\/d|to)\s*'?([0-9]{1,2}\/[0-9]{1,2}\/[0-9]{2,4})/i.exec(text)
    const start = dates && readDate(dates[1] ?? '', 'dmy')
    const end = dates && readDate(dates[2] ?? '', 'dmy')
    if (start && end) period = { start, end }
  }
  return { account: plainAccount(account), currency: currency === null ? null : readCurrency(currency), yearOf: (month) => (period === null ? null : yearWithin(period, month)) }
}

/** A period that crosses New Year: months from its first on belong to the first year. */
export function yearWithin(period: { readonly start: PlainDate; readonly end: PlainDate }, month: number): number {
  const year = Number(period.start.slice(0, 4))
  return period.end.slice(0, 4) === period.start.slice(0, 4) || month >= Number(period.start.slice(5, 7)) ? year : Number(period.end.slice(0, 4))
}

function isFooter(cells: readonly string[]): boolean {
  return /^\s*(saldo (awal|akhir)|mutasi (debet|debit|kredit)|starting balance|ending balance|credit|debet|debit)\s*[:,=]?/i.test(cells[0] ?? '') && !/[0-9]{1,2}\/[0-9]{1,2}/.test((cells[0] ?? '').slice(0, 6))
}

/** What a person should see of a file that no profile knows: its most heading-like row. */
export function shownHeader(rows: readonly TableRow[]): string {
  const best = rows.slice(0, 20).reduce<TableRow | null>((found, row) => {
    const filled = row.cells.filter((cell) => cell.trim() !== '').length
    return filled > (found?.cells.filter((cell) => cell.trim() !== '').length ?? 1) ? row : found
  }, null)
  return plainText((best ?? rows[0])?.cells.join(', ') ?? '').slice(0, 200)
}
