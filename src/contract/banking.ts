import * as v from 'valibot'
import { type ImportKind, importKinds } from '../core/importing/index.ts'
import type { MatchReason } from '../core/banking/index.ts'
import type { BusinessEvent } from '../core/events/index.ts'
import type { Refusal } from '../core/errors/index.ts'
import { command, everyone, keepers, query, writers } from './define.ts'

export { type ImportKind, importKinds }

/** Largest file that is taken in: more than any bank's year. */
export const importBytesMax = 20 * 1024 * 1024

/** A file on this PC, or its content where the page cannot name a path. */
export const fileSource = v.union([
  v.strictObject({ file: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) }),
  v.strictObject({ name: v.pipe(v.string(), v.maxLength(255)), base64: v.pipe(v.string(), v.maxLength(28_000_000), v.base64()) }),
])
export type FileSource = v.InferOutput<typeof fileSource>

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const code = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const heading = text(200)

/** How a person says that an unknown bank table is to be read: headings as they stand in the file. */
export const bankMapping = v.strictObject({
  date: heading, text: v.pipe(v.array(heading), v.minLength(1), v.maxLength(4)), amount: v.optional(heading), sign: v.optional(heading), credit: v.optional(heading), debit: v.optional(heading),
  balance: v.optional(heading), reference: v.optional(heading), dates: v.picklist(['dmy', 'mdy', 'ymd']), mark: v.picklist(['.', ',']),
})
export type BankMapping = v.InferOutput<typeof bankMapping>

export interface ImportedStatement {
  readonly format: string
  /** The book's account, and the bank's number of it ('' where the file does not say). */
  readonly account: string
  readonly bankAccount: string
  readonly currency: string
  readonly from: string
  readonly to: string
  readonly opening: string | null
  readonly closing: string | null
  readonly lines: number
  readonly added: number
  readonly duplicates: number
  readonly pending: number
}

export interface BankImportResult {
  readonly statements: readonly ImportedStatement[]
  readonly added: number
  readonly duplicates: number
  /** W_BANK_DUPLICATE, W_BANK_GAP, W_BANK_PENDING. */
  readonly warnings: readonly Refusal[]
}

export interface TablePreview {
  readonly separator: string
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

/** What a bank line may be, and what confirming it would post. */
export interface BankProposal {
  readonly key: string
  readonly reason: MatchReason
  readonly params: Readonly<Record<string, string>>
  readonly certainty: 'certain' | 'likely' | 'possible'
  readonly events: readonly BusinessEvent[]
  /** Numbers of the documents that the events name by their ids. */
  readonly numbers: Readonly<Record<string, string>>
  /** Names of the accounts that it names by their codes. */
  readonly accounts: Readonly<Record<string, { readonly id: string; readonly en: string; readonly zh: string }>>
  readonly party: { readonly code: string; readonly name: string } | null
  /** Number of the document that is there already. */
  readonly booked: string | null
  readonly otherLine: { readonly id: string; readonly account: string; readonly date: string; readonly text: string } | null
}

export interface BankReconciliation {
  readonly account: string
  readonly currency: string
  readonly asOf: string
  /** Closing balance of the last statement up to that day; null before the first. */
  readonly statement: { readonly date: string; readonly balance: string } | null
  readonly book: string
  /** Lines of the bank that are not booked, and postings that the bank does not know. */
  readonly openLines: { readonly count: number; readonly amount: string }
  readonly unmatched: readonly { readonly docId: string; readonly number: string; readonly type: string; readonly date: string; readonly amount: string; readonly partyName: string | null }[]
  readonly unmatchedAmount: string
  /** Statement less (book + open lines − unmatched): nothing, unless a balance was wrong to begin with. */
  readonly difference: string | null
}

export interface BankRuleView {
  readonly id: string
  readonly contains: string
  readonly direction: 'in' | 'out'
  readonly account: string | null
  readonly party: string | null
}

export interface BankSetup {
  readonly accounts: readonly { readonly code: string; readonly name: { readonly id: string; readonly en: string; readonly zh: string }; readonly currency: string; readonly bankAccount: string | null; readonly open: number; readonly lastDate: string | null }[]
  readonly rules: readonly BankRuleView[]
}

export interface ImportPreview {
  readonly kind: ImportKind | null
  readonly sheets: readonly string[]
  readonly headings: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
  readonly total: number
  /** Field → column, as guessed for the kind. */
  readonly columns: Readonly<Record<string, number>>
  readonly fields: readonly { readonly id: string; readonly required: boolean }[]
}

export interface ImportResult {
  readonly kind: ImportKind
  readonly rows: number
  /** Rows that are right; that were new and are in the book now (or would be); that were there already. */
  readonly good: number
  readonly applied: number
  readonly unchanged: number
  readonly bad: readonly { readonly row: number; readonly column: string | null; readonly field: string | null; readonly refusal: Refusal }[]
  readonly dryRun: boolean
}

const bankErrors = [
  'FILE_NOT_FOUND', 'FILE_TOO_LARGE', 'FILE_INVALID', 'BANK_FORMAT_UNKNOWN', 'BANK_EMPTY', 'BANK_ROW', 'BANK_BALANCE', 'BANK_TOTALS', 'BANK_ACCOUNT', 'BANK_ACCOUNT_UNKNOWN', 'ID_FLOAT',
  'CURRENCY_UNKNOWN', 'CURRENCY_MISMATCH', 'UNKNOWN_ACCOUNT', 'ACCOUNT_NOT_CASH',
] as const

export const bankingEntries = {
  /** Takes a bank's file in: all of it or nothing. Lines that are in the book already are left out. */
  'bank.import': command<BankImportResult>()({
    input: v.strictObject({ source: fileSource, account: v.optional(code), mapping: v.optional(bankMapping), dryRun: v.optional(v.boolean(), false) }), role: keepers, errors: bankErrors,
  }),
  /** First rows of a table that no profile knows, for a person to say which column is which. */
  'bank.preview': query<TablePreview>()({ input: v.strictObject({ source: fileSource }), role: keepers, errors: ['FILE_NOT_FOUND', 'FILE_TOO_LARGE', 'FILE_INVALID'] }),
  'bank.setup': query<BankSetup>()({ input: v.strictObject({}), role: everyone }),
  'bank.proposals': query<readonly BankProposal[]>()({ input: v.strictObject({ id: code }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  /** Posts what was proposed, or what a person says instead, and marks the line. */
  'bank.confirm': command<{ readonly documents: readonly { readonly docId: string; readonly number: string | null }[] }>()({
    input: v.strictObject({
      id: code,
      choice: v.union([
        v.strictObject({ proposal: text(40) }),
        v.strictObject({ account: code, remember: v.optional(text(200)) }),
        v.strictObject({ party: code, remember: v.optional(text(200)) }),
      ]),
    }), role: keepers, errors: 'events',
  }),
  /** Reverses what was posted for the line (what was there before it stays) and opens it again. */
  'bank.undo': command<null>()({ input: v.strictObject({ id: code }), role: keepers, errors: 'events' }),
  'bank.ignore': command<null>()({ input: v.strictObject({ id: code, ignored: v.boolean() }), role: keepers, errors: ['DOCUMENT_NOT_FOUND', 'BANK_LINE_MATCHED'] }),
  /** Teaches a rule, or another wording of one; exactly one of account and party. */
  'bank.rule.save': command<{ readonly id: string }>()({
    input: v.pipe(
      v.strictObject({ id: v.optional(code), contains: v.pipe(text(200), v.trim(), v.minLength(1)), direction: v.picklist(['in', 'out']), account: v.optional(code), party: v.optional(code) }),
      v.check(({ account, party }) => (account === undefined) !== (party === undefined), 'an account or a party'),
    ),
    role: keepers, errors: ['DOCUMENT_NOT_FOUND', 'UNKNOWN_ACCOUNT', 'UNKNOWN_PARTY', 'CONTROL_ACCOUNT'],
  }),
  'bank.rule.remove': command<null>()({ input: v.strictObject({ id: code }), role: keepers, errors: ['DOCUMENT_NOT_FOUND'] }),
  'bank.reconciliation': query<BankReconciliation>()({ input: v.strictObject({ account: code, asOf: v.optional(v.pipe(v.string(), v.isoDate())) }), role: everyone, errors: ['UNKNOWN_ACCOUNT', 'ACCOUNT_NOT_CASH'] }),

  /** First rows of a table and which column seems to hold what. */
  'import.preview': query<ImportPreview>()({
    input: v.strictObject({ source: fileSource, kind: v.optional(v.picklist(importKinds)), sheet: v.optional(text(100)) }), role: writers, errors: ['FILE_NOT_FOUND', 'FILE_TOO_LARGE', 'FILE_INVALID', 'IMPORT_EMPTY'],
  }),
  /** Tries every row, or takes them in: nothing is applied if one row is bad, unless bad rows are to be left out. */
  'import.run': command<ImportResult>()({
    input: v.strictObject({
      source: fileSource, kind: v.picklist(importKinds), sheet: v.optional(text(100)), columns: v.optional(v.record(text(50), v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000)))),
      date: v.optional(v.pipe(v.string(), v.isoDate())), dryRun: v.optional(v.boolean(), false), skipBad: v.optional(v.boolean(), false),
    }), role: writers, errors: 'events',
  }),
} as const
