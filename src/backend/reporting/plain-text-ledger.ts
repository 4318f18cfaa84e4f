import { type CurrencyCode, baseCurrency, minorText } from '../../core/money/index.ts'

/** One ledger line with what its entry needs; lines of one entry follow each other. */
export interface ExportLine {
  readonly date: string
  readonly entry: number
  /** Event type and id, number of the document. */
  readonly event: string
  readonly eventId: string
  readonly number: string | null
  readonly account: string
  readonly currency: CurrencyCode
  readonly amount: number
  readonly base: number
}

export interface ExportAccount {
  readonly code: string
  readonly name: string
  readonly type: string
}

/** The five kinds that plain-text bookkeeping knows; what it adds up is per account, so that our finer kinds lose nothing. */
const branches: Readonly<Record<string, string>> = {
  asset: 'Assets', liability: 'Liabilities', equity: 'Equity', income: 'Income', expense: 'Expenses', costOfSales: 'Expenses', other: 'Expenses', tax: 'Expenses',
}

type AccountName = (code: string) => string

/** The same lines in base currency alone: what the statements add up. */
export function* linesInBase(lines: Iterable<ExportLine>): Generator<ExportLine> {
  for (const line of lines) yield { ...line, currency: baseCurrency, amount: line.base }
}

/**
 * A journal for hledger and ledger. Every entry balances in every currency that it touches, by our own rule of entries, so that
 * no price is needed; the base amount of a line in foreign money stands in its comment (and in the journal of `linesInBase`,
 * since a price cannot say what a line without any foreign money is worth, as revaluations have them).
 */
export function journalText(lines: Iterable<ExportLine>, accounts: readonly ExportAccount[], company: string): string {
  const { name, dialect } = journalDialect(accounts, company)
  return written(lines, name, dialect)
}

/** A whole ledger as a text that is made piece by piece: the head with these accounts, then `entries` of lines that follow each other. */
export interface LedgerText {
  head(accounts: readonly string[], firstDate: string): string
  entries(lines: Iterable<ExportLine>): string
}

export function ledgerText(kind: 'journal' | 'beancount', accounts: readonly ExportAccount[], company: string): LedgerText {
  const { name, dialect } = (kind === 'journal' ? journalDialect : beancountDialect)(accounts, company)
  return {
    head: (codes, firstDate) => `${dialect.head([...new Set(codes.map(name))].sort(), firstDate).join('\n')}\n`,
    entries: (lines) => {
      const text = entriesOf(lines, name, dialect).body.join('\n')
      return text === '' ? '' : `${text}\n\n`
    },
  }
}

function journalDialect(accounts: readonly ExportAccount[], company: string): { name: AccountName; dialect: Dialect } {
  const byCode = new Map(accounts.map((account) => [account.code, `${branchOf(account)}:${account.code} ${plainName(account.name)}`.trim()]))
  const name: AccountName = (code) => byCode.get(code) ?? `Equity:${code}`
  const dialect: Dialect = {
    head: (used) => [`; ${plainName(company)}`, '', ...used.map((account) => `account ${account}`), ''],
    entry: (line) => `${line.date} * ${line.number === null ? '' : `(${line.number.replace(/[()]/g, '')}) `}${line.event} ${line.eventId.replace(/[;|\s]+/g, ' ')}`,
    line: (line, account) => `    ${account}  ${line.currency} ${minorText(line.amount, line.currency)}${line.currency === baseCurrency ? '' : `  ; ${baseCurrency} ${minorText(line.base)}`}`,
  }
  return { name, dialect }
}

/** The same entries for beancount, whose account names are stricter: no spaces, each part begins with a capital letter or a digit. */
export function beancountText(lines: Iterable<ExportLine>, accounts: readonly ExportAccount[], company: string): string {
  const { name, dialect } = beancountDialect(accounts, company)
  return written(lines, name, dialect)
}

function beancountDialect(accounts: readonly ExportAccount[], company: string): { name: AccountName; dialect: Dialect } {
  const byCode = new Map(accounts.map((account) => [account.code, `${branchOf(account)}:${dashed(account.code)}${dashed(account.name) === '' ? '' : `-${dashed(account.name)}`}`]))
  const name: AccountName = (code) => byCode.get(code) ?? `Equity:${dashed(code)}`
  const dialect: Dialect = {
    head: (used, firstDate) => [`option "title" ${quoted(company)}`, `option "operating_currency" "${baseCurrency}"`, '', ...used.map((account) => `${firstDate} open ${account}`), ''],
    entry: (line) => `${line.date} * ${quoted(line.number ?? '')} ${quoted(`${line.event} ${line.eventId}`)}`,
    line: (line, account) => `  ${account}  ${minorText(line.amount, line.currency)} ${line.currency}${line.currency === baseCurrency ? '' : `\n    base: ${minorText(line.base)} ${baseCurrency}`}`,
  }
  return { name, dialect }
}

interface Dialect {
  head(usedAccounts: readonly string[], firstDate: string): readonly string[]
  entry(line: ExportLine): string
  line(line: ExportLine, account: string): string
}

function written(lines: Iterable<ExportLine>, nameOf: AccountName, dialect: Dialect): string {
  const { used, body, firstDate } = entriesOf(lines, nameOf, dialect)
  return `${[...dialect.head([...used].sort(), firstDate), ...body].join('\n')}\n`
}

function entriesOf(lines: Iterable<ExportLine>, nameOf: AccountName, dialect: Dialect): { used: Set<string>; body: string[]; firstDate: string } {
  const used = new Set<string>()
  const body: string[] = []
  let firstDate = '1970-01-01'
  let before: ExportLine | null = null
  for (const line of lines) {
    const account = nameOf(line.account)
    used.add(account)
    if (before === null) firstDate = line.date
    if (before === null || before.entry !== line.entry || before.date !== line.date) body.push(...(before === null ? [] : ['']), dialect.entry(line))
    body.push(dialect.line(line, account))
    before = line
  }
  return { used, body, firstDate }
}

function branchOf(account: ExportAccount): string {
  return branches[account.type] ?? 'Equity'
}

/** Two spaces end an account's name, a semicolon begins a comment, brackets make a posting virtual, a colon begins a sub-account. */
function plainName(name: string): string {
  return name.replace(/[\p{C};:()[\]{}*!"]+/gu, ' ').replace(/\s+/g, ' ').trim()
}

function dashed(name: string): string {
  return name.replace(/[^\p{L}\p{Nd}]+/gu, '-').replace(/^-+|-+$/g, '')
}

function quoted(text: string): string {
  return `"${text.replace(/\p{C}+/gu, ' ').replace(/[\\"]/g, "'")}"`
}
