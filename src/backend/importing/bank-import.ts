import type { BankImportResult, BankMapping, FileSource, ImportedStatement } from '../../contract/index.ts'
import type { BankStatement } from '../../core/banking/index.ts'
import { type Refusal, RefusalError, refuse } from '../../core/errors/index.ts'
import { minorText } from '../../core/money/index.ts'
import type { Book } from '../../store/book/index.ts'
import { bankStatements, hasBankDocument } from '../../store/projections/index.ts'
import { editedFields } from '../posting/apply-event.ts'
import { type BankAccount, accountOfStatement, bankAccounts, profileOf, requireBankAccount } from './bank-accounts.ts'
import { lineDocuments, ownDocument, shortHash, statementDocument } from './bank-documents.ts'
import { readBankFile } from './read-bank-file.ts'
import { readSource } from './source.ts'

interface ImportRequest {
  readonly source: FileSource
  readonly account?: string | undefined
  readonly mapping?: BankMapping | undefined
  readonly dryRun: boolean
}

/**
 * Takes a bank's file into the book, in one transaction: lines that are there already are passed over, the account's number
 * and profile are remembered.
 * @throws RefusalError what the readers refuse, BANK_ACCOUNT, BANK_ACCOUNT_UNKNOWN, CURRENCY_MISMATCH, UNKNOWN_ACCOUNT, ACCOUNT_NOT_CASH
 */
export function importBankFile(book: Book, request: ImportRequest, author: string, today: string): BankImportResult {
  const { bytes } = readSource(request.source)
  let accounts = bankAccounts(book, today)
  const given = request.account === undefined ? null : requireBankAccount(book, accounts, request.account)
  const mappings = [request.mapping ?? given?.mapping ?? null, ...(given ? [] : accounts.map((account) => account.mapping))].filter((mapping): mapping is BankMapping => mapping !== null)
  const fallback = given ? { currency: given.currency } : {}
  let read = readBankFile(bytes, null, fallback)
  for (const mapping of mappings) {
    // What a person said counts before what the program guesses, where the file has those columns.
    const mapped = readBankFile(bytes, profileOf(mapping), fallback)
    if (mapped.ok || read.ok === false) read = mapped
    if (mapped.ok) break
  }
  if (!read.ok) throw new RefusalError(...read.refusals)
  const statements: ImportedStatement[] = []
  const warnings: Refusal[] = []
  const documents: Record<string, unknown>[] = []
  const added = new Set<string>()
  for (const statement of read.value) {
    const account = accountOfStatement(accounts, accounts.find((each) => each.code === given?.code) ?? null, statement)
    const lines = lineDocuments(account.code, statement)
    const news = lines.filter((line) => !added.has(String(line['_id'])) && !hasBankDocument(book.projections.sql, String(line['_id'])))
    const gap = gapBefore(book, account.code, statement, read.value.slice(0, read.value.indexOf(statement)))
    if (gap) warnings.push(gap)
    for (const line of news) added.add(String(line['_id']))
    documents.push(...news)
    const whole = statementDocument(account.code, statement)
    if (!hasBankDocument(book.projections.sql, String(whole['_id']))) documents.push(whole)
    const remembered = remember(book, account, statement, request.mapping ?? null, author, today)
    if (remembered) documents.push(remembered)
    accounts = accounts.map((each) => (each.code === account.code && statement.account !== '' ? { ...each, number: statement.account } : each))
    statements.push(shown(account.code, statement, news.length))
  }
  const sum = (of: (statement: ImportedStatement) => number): number => statements.reduce((total, statement) => total + of(statement), 0)
  const duplicates = sum((statement) => statement.duplicates)
  const pending = sum((statement) => statement.pending)
  if (duplicates > 0) warnings.push(refuse('W_BANK_DUPLICATE', { count: duplicates }))
  if (pending > 0) warnings.push(refuse('W_BANK_PENDING', { count: pending }))
  if (!request.dryRun && documents.length > 0) book.transaction(() => book.write(lastOfEach(documents)))
  return { statements, added: sum((statement) => statement.added), duplicates, warnings }
}

/** Two statements of one account in a file remember the same profile. */
function lastOfEach(documents: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return [...new Map(documents.map((document) => [document['_id'], document])).values()]
}

function shown(account: string, statement: BankStatement, added: number): ImportedStatement {
  const { currency, format, from, to, pending, lines } = statement
  const balance = (amount: number | null): string | null => (amount === null ? null : minorText(amount, currency))
  return {
    format, account, bankAccount: statement.account, currency, from, to, opening: balance(statement.opening), closing: balance(statement.closing), lines: lines.length, added, duplicates: lines.length - added, pending,
  }
}

/** The last statement before this one ended elsewhere than this begins: a file between them may be missing. */
function gapBefore(book: Book, account: string, statement: BankStatement, others: readonly BankStatement[]): Refusal | null {
  const known = [
    ...bankStatements(book.projections.sql, account).map(({ from, to, closing }) => ({ from, to, closing })),
    ...others.filter((other) => other.account === statement.account).map(({ from, to, closing }) => ({ from, to, closing })),
  ].filter((other) => other.from < statement.from && other.closing !== null)
  const last = known.sort((a, b) => (a.to < b.to ? -1 : 1)).at(-1)
  if (!last || last.closing === null || statement.opening === null || last.to > statement.from || last.closing === statement.opening) return null
  return refuse('W_BANK_GAP', { closing: minorText(last.closing, statement.currency), opening: minorText(statement.opening, statement.currency), from: statement.from })
}

/** What is remembered of the account's bank, if it is news. */
function remember(book: Book, account: BankAccount, statement: BankStatement, mapping: BankMapping | null, author: string, today: string): Record<string, unknown> | null {
  const fields = { account: account.code, ...(statement.account === '' ? {} : { number: statement.account }), format: statement.format, ...(mapping === null ? {} : { mapping }) }
  const before = book.document(`bankProfile:${shortHash(account.code)}`) as unknown as Parameters<typeof editedFields>[1] | undefined
  if (!before) return ownDocument(book, 'bankProfile', account.code, fields, author, today)
  const changes = Object.fromEntries(Object.entries(fields).filter(([name, value]) => JSON.stringify(before.fields[name]) !== JSON.stringify(value)))
  return Object.keys(changes).length === 0 ? null : editedFields(book, before, changes, author)
}
