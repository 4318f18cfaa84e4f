import * as v from 'valibot'
import { isPlainDate, isPlainMonth } from '../core/calendar/index.ts'
import type { Refusal } from '../core/errors/index.ts'
import { currencyCodes } from '../core/money/index.ts'
import { type CoretaxFinding, type DecreeRate, type TaxAct, type TaxObligation, taxObligations } from '../core/tax/index.ts'
import { command, everyone, keepers, query } from './define.ts'
import type { FileOutput } from './views.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** A day near enough to count from and back. */
const day = v.pipe(v.string(), v.check((value) => isPlainDate(value) && value > '1900' && value < '9000', 'no such day'))
const month = v.pipe(v.string(), v.check((value) => isPlainMonth(value) && value > '1900' && value < '9000', 'no such month'))
const language = v.picklist(['id', 'en', 'zh'])

/** One thing to do for the tax office. */
export interface TaxDueRow {
  /** `ppn/2026-10/pay`. */
  readonly id: string
  readonly obligation: TaxObligation
  readonly act: TaxAct
  /** The month it is for; of a year its last month. */
  readonly period: string
  readonly due: string
  /** By the rule alone; another day than `due` where that was a holiday. */
  readonly nominal: string
  /** The holidays of the year are known. */
  readonly isCertain: boolean
  /** `none`: this month owes nothing. `todo` is not due yet, `soon` within a week, `late` past its day. */
  readonly state: 'done' | 'todo' | 'soon' | 'late' | 'none'
  /** What is still to be done first: post the month's tax, pay it, report it. */
  readonly next: 'post' | 'pay' | 'report' | null
  /** Rupiah; null where the program cannot know it. */
  readonly amount: string | null
  /** The document that posted the month's tax. */
  readonly document: string | null
  readonly filed: TaxFiling | null
  readonly source: string
}
export interface TaxFiling { readonly date: string; readonly reference: string }

export interface TaxRateWeek {
  readonly from: string
  readonly to: string
  /** Currencies of recent invoices without a tax rate of this week. */
  readonly missing: readonly string[]
  readonly rates: readonly { readonly currency: string; readonly rate: string; readonly before: string | null }[]
}

export interface TaxOverview {
  readonly today: string
  readonly rows: readonly TaxDueRow[]
  readonly week: TaxRateWeek
  /** Turnover of the calendar year beside the limit of PPN and PPh final, rupiah. */
  readonly turnover: { readonly year: string; readonly amount: string; readonly limit: string; readonly percent: number }
  /** Numbers of the company that the tax office would not take. */
  readonly findings: readonly Refusal[]
  /** Days of years without a list of holidays are only kept clear of Saturdays and Sundays. */
  readonly holidayYears: readonly string[]
}

export interface CoretaxRowView {
  readonly id: string
  readonly number: string
  readonly date: string
  readonly buyer: string
  readonly buyerName: string
  readonly trxCode: string
  readonly taxBase: string
  readonly otherTaxBase: string
  readonly vat: string
  readonly findings: readonly CoretaxFinding[]
  readonly isReady: boolean
}
export interface CoretaxPreview {
  readonly rows: readonly CoretaxRowView[]
  readonly ready: number
  readonly refused: number
  /** Exports of the time: they go to the tax office with their PEB. */
  readonly exports: number
  readonly sums: { readonly taxBase: string; readonly otherTaxBase: string; readonly vat: string }
}
export interface CoretaxFiles { readonly files: readonly FileOutput[]; readonly written: number; readonly rows: readonly CoretaxRowView[] }

export interface RateTableView {
  readonly from: string | null
  readonly to: string | null
  readonly decree: string | null
  /** `change`: percent against the last tax rate, one decimal; null where there is none. A change beyond a tenth is worth a look. */
  readonly rates: readonly (DecreeRate & { readonly change: string | null; readonly isSuspect: boolean })[]
  readonly unread: readonly string[]
}

export interface TaxRuleView { readonly code: string; readonly value: string; readonly from: string; readonly to: string | null; readonly source: string; readonly verify: boolean; readonly isNow: boolean }

export const proceedsReasons = ['bankCharges', 'freightInsurance', 'discountClaim', 'netting', 'maklon', 'cash', 'other'] as const
export type ProceedsReason = (typeof proceedsReasons)[number]
/** What is noted of an export beside its invoice. */
export interface ExportNote {
  readonly pebNo: string
  readonly pebDate: string | null
  readonly office: string
  /** FOB of the PEB in its currency; null: as the invoice says. */
  readonly fob: string | null
  readonly reason: ProceedsReason | null
  readonly note: string
}
const exportNote = v.strictObject({
  pebNo: text(60), pebDate: v.nullable(day), office: text(60), fob: v.nullable(v.pipe(v.string(), v.regex(/^[0-9]{1,15}(\.[0-9]{1,3})?$/))), reason: v.nullable(v.picklist(proceedsReasons)), note: text(2000),
})

const coretaxInput = { from: day, to: day, documents: v.optional(v.pipe(v.array(id), v.maxLength(1000))) }

export const taxEntries = {
  /** What is due, by its day, with what is done; the weekly rate; the limit of turnover. */
  'tax.overview': query<TaxOverview>()({ input: v.strictObject({ from: v.optional(day), to: v.optional(day) }), role: everyone }),
  /** Marks a return or a payment as done (or takes it back); a VAT return that is marked lets no tax invoice into its month. */
  'tax.markFiled': command<{ readonly done: true }>()({
    input: v.strictObject({ obligation: v.picklist(taxObligations), act: v.picklist(['pay', 'report']), period: month, filing: v.nullable(v.strictObject({ date: day, reference: text(60) })) }), role: keepers,
  }),
  'tax.rules': query<readonly TaxRuleView[]>()({ input: v.strictObject({}), role: everyone }),
  /** Reads the table of the weekly decree; writes nothing. */
  'tax.readRates': query<RateTableView>()({ input: v.strictObject({ text: text(100_000) }), role: everyone, errors: ['RATE_TABLE_EMPTY'] }),
  /** Keeps the tax rates of a week, rupiah per one unit; those that stand already so are left alone. */
  'tax.setRates': command<{ readonly set: number; readonly unchanged: number }>()({
    input: v.strictObject({
      from: day, decree: text(60),
      rates: v.pipe(v.array(v.strictObject({ currency: v.picklist(currencyCodes), rate: v.pipe(v.string(), v.regex(/^[0-9]{1,15}(\.[0-9]{1,8})?$/)) })), v.minLength(1), v.maxLength(30)),
    }),
    role: keepers, errors: 'events',
  }),
  /** The tax invoices of a time as Coretax would take them, and why not. `documents`: these sales, whatever they are. */
  'tax.coretax': query<CoretaxPreview>()({ input: v.strictObject(coretaxInput), role: everyone }),
  /** The import file (several beyond 1,000 invoices). Rows that would be refused stop it unless they are to be left out. */
  'tax.coretaxFile': query<CoretaxFiles>()({ input: v.strictObject({ ...coretaxInput, skipBad: v.optional(v.boolean(), false), language: v.optional(language, 'en') }), role: everyone, errors: ['CORETAX_REFUSED', 'CORETAX_EMPTY'] }),
  'tax.exportNote': query<ExportNote>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  'tax.setExportNote': command<{ readonly done: true }>()({ input: v.strictObject({ id, note: exportNote }), role: keepers, errors: ['DOCUMENT_NOT_FOUND'] }),
} as const
