// Every command and query of the backend, declared once: input, output, refusals, role. Imports core.
// Types, validation at the border, permissions, the three transports and the CLI's --json come from here.
// Invariant: the page, the CLI and the shell can ask for nothing that is not in `contract`.
import * as v from 'valibot'
import { type ServerSettings, type SyncStatus } from './sync.ts'
import { bankingEntries } from './banking.ts'
import { exchangeEntries, exchangeOrder } from './exchange.ts'
import { conflictEntries } from './conflicts.ts'
import { nearbyEntries } from './nearby.ts'
import { parcelEntries, quarantineEntries } from './parcels.ts'
import { lineInput, serverEntries } from './server.ts'
import { shipmentEntries } from './shipments.ts'
import { taxEntries } from './tax.ts'
import { twinEntries } from './twin.ts'
import { command, everyone, keepers, owners, query, writers } from './define.ts'
import type * as view from './views.ts'
import { isPlainDate, isPlainMonth } from '../core/calendar/index.ts'
import type { BusinessEvent } from '../core/events/index.ts'
import type { FigureExplanation, ReportTable } from '../core/report-layout/index.ts'

export * from './banking.ts'
export * from './conflicts.ts'
export * from './nearby.ts'
export * from './parcels.ts'
export * from './define.ts'
export * from './exchange.ts'
export * from './server.ts'
export * from './shipments.ts'
export * from './sync.ts'
export * from './tax.ts'
export type * from './twin.ts'
export type * from './views.ts'
export * from './wire.ts'
export * from './shell.ts'

const none = v.strictObject({})
const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const id = text(200)
const filePath = text(4096)
const language = v.picklist(['id', 'en', 'zh'])
const date = v.pipe(v.string(), v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/))
/** A day near enough to count from: the last years of the calendar have no following day in four digits. */
const day = v.pipe(date, v.check((text) => isPlainDate(text) && text < '9000', 'no such day'))
/** Checked in depth by core (`readEvent`), which gives the codes of the events contract. */
const event = v.custom<BusinessEvent>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
const fields = v.record(text(100), v.unknown())

export const reportNames = [
  'trial-balance', 'balance-sheet', 'income-statement', 'cash-flow', 'general-ledger', 'stock-valuation', 'stock-card', 'aged-receivables',
  'aged-payables', 'vat-summary', 'sales-by-product', 'final-tax', 'withholding', 'export-proceeds', 'journal', 'cash-flow-indirect', 'equity-changes', 'party-statement',
  'gross-margin', 'income-by', 'stock-by-warehouse', 'receivables-by-currency', 'payables-by-currency', 'year-overview', 'personal-accounts',
] as const
export type ReportName = (typeof reportNames)[number]
export const reportArguments = v.strictObject({
  from: v.optional(date), to: v.optional(date), asOf: v.optional(date), account: v.optional(id), product: v.optional(id), party: v.optional(id),
  /** What the columns or rows of a report are told apart by. */
  by: v.optional(v.picklist(['month', 'product', 'buyer', 'country'])),
  /** The period beside it; a balance of one day is set beside the one of `compareTo`. */
  compareFrom: v.optional(date), compareTo: v.optional(date),
  /** Id of a print or of a period's close: the report as the book was known then. */
  asKnown: v.optional(id),
})
const listNames = ['sales', 'purchases', 'documents', 'products', 'parties', 'accounts', 'rates', 'attention', 'openItems', 'warehouses', 'assets', 'bankLines', 'shipments'] as const

export const contract = {
  // the program and its books
  'app.state': query<view.AppState>()({ input: none, role: 'anyone' }),
  'preferences.get': query<Readonly<Record<string, unknown>>>()({ input: none, role: 'anyone' }),
  'preferences.set': command<null>()({ input: v.strictObject({ key: text(100), value: v.unknown() }), role: 'anyone' }),
  'book.create': command<view.BookInfo>()({
    input: v.strictObject({ file: filePath, company: fields, chart: v.optional(v.picklist(['default', 'trader', 'exporter', 'cooperative']), 'default') }),
    role: 'anyone', errors: ['BOOK_EXISTS', 'FOLDER_READ_ONLY', 'DISK_FULL'],
  }),
  'book.open': command<view.BookInfo>()({
    input: v.strictObject({ file: filePath }), role: 'anyone',
    errors: ['BOOK_NOT_FOUND', 'BOOK_NOT_A_BOOK', 'BOOK_DAMAGED', 'BOOK_NEWER', 'BOOK_LOCKED', 'BOOK_READ_ONLY', 'BOOK_MIGRATION_CHANGED', 'DISK_FULL', 'FOLDER_READ_ONLY'],
  }),
  'book.close': command<null>()({ input: none, role: 'anyone' }),
  'book.demo': command<view.BookInfo>()({ input: v.strictObject({ file: v.optional(filePath) }), role: 'anyone', errors: ['BOOK_EXISTS', 'FOLDER_READ_ONLY', 'DISK_FULL', 'CANCELLED'] }),
  'book.clone': command<view.BookInfo>()({
    input: v.strictObject({ file: filePath, remote: text(2000), user: v.optional(text(200)), password: v.optional(text(1000)), line: v.optional(lineInput) }),
    role: 'anyone', errors: ['BOOK_EXISTS', 'CANCELLED', 'SERVER_PIN', 'SERVER_CERTIFICATE', 'SYNC_OFFLINE', 'SYNC_UNAUTHORIZED', 'SYNC_FORBIDDEN', 'SYNC_NOT_FOUND', 'SYNC_SERVER_ERROR', 'SYNC_URL_INVALID', 'SYNC_WRONG_BOOK'],
  }),
  'book.backup': command<{ readonly file: string; readonly bytes: number }>()({ input: v.strictObject({ file: filePath }), role: keepers, errors: ['BOOK_EXISTS', 'FOLDER_READ_ONLY', 'DISK_FULL'] }),
  'book.restore': command<view.BookInfo>()({ input: v.strictObject({ backup: filePath, file: filePath }), role: 'anyone', errors: ['BACKUP_INVALID', 'BOOK_EXISTS', 'BOOK_NOT_FOUND', 'BOOK_NOT_A_BOOK', 'BOOK_DAMAGED'] }),
  'book.verify': query<view.VerifyResult>()({ input: none, role: everyone }),
  'job.cancel': command<null>()({ input: v.strictObject({ job: text(100) }), role: 'anyone' }),

  // business events
  'events.apply': command<view.ApplyResult>()({ input: v.strictObject({ events: v.array(v.unknown()), language: v.optional(language, 'en') }), role: writers, errors: 'events' }),
  'event.post': command<{ readonly docId: string; readonly eventId: string; readonly number: string | null }>()({
    input: v.strictObject({ event, draft: v.optional(v.strictObject({ id, rev: text(100) })) }), role: writers, errors: 'events',
  }),
  'event.preview': query<view.EventPreview>()({ input: v.strictObject({ event }), role: everyone }),

  // drafts: the event as it is being typed, incomplete or not
  'draft.save': command<{ readonly id: string; readonly rev: string; readonly savedAt: string }>()({
    input: v.strictObject({ id: v.optional(id), rev: v.optional(text(100)), event }), role: writers, errors: ['DRAFT_CHANGED', 'DOCUMENT_POSTED', 'DISK_FULL'],
  }),
  'draft.get': query<view.DraftView>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  'draft.discard': command<null>()({ input: v.strictObject({ id, rev: text(100) }), role: writers, errors: ['DRAFT_CHANGED', 'DOCUMENT_NOT_FOUND'] }),

  // master data: created by an event (`party.add` …), changed field by field
  'master.get': query<view.MasterView>()({ input: v.strictObject({ type: v.picklist(['company', 'account', 'party', 'product', 'warehouse', 'exchangeRate']), code: id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  'master.save': command<view.MasterView>()({
    input: v.strictObject({ id, rev: text(100), fields }), role: writers, errors: ['DRAFT_CHANGED', 'DOCUMENT_NOT_FOUND', 'FIELD_INVALID', 'DUPLICATE_CODE'],
  }),

  // reading
  'document.get': query<view.DocumentView>()({ input: v.strictObject({ id }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  'list.page': query<view.ListPage<view.ListRows[view.ListName]>>()({
    input: v.strictObject({
      list: v.picklist(listNames), offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), limit: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000)),
      sort: v.optional(v.strictObject({ column: text(50), descending: v.boolean() })), search: v.optional(text(200)),
      /** By column: an exact value (`status: 'overdue'`, `type: 'purchase.receive'`, `party`, `side`, `account`), or `from`/`to` dates. */
      filter: v.optional(v.record(text(50), text(200))),
    }), role: everyone,
  }),
  'search.find': query<readonly view.SearchHit[]>()({
    input: v.strictObject({ text: text(200), limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100)), 20), kinds: v.optional(v.array(v.picklist(['party', 'product', 'account', 'document', 'draft']))) }),
    role: everyone,
  }),
  /** How far the closing of a month is: of the one that is asked for, else of the first that is not closed. */
  'closing.summary': query<view.ClosingSummary>()({ input: v.strictObject({ month: v.optional(v.pipe(v.string(), v.check((text) => isPlainMonth(text), 'no such month'))) }), role: everyone }),
  'home.summary': query<view.HomeSummary>()({ input: v.strictObject({ today: day }), role: everyone }),
  'report.run': query<Readonly<Record<string, unknown>>>()({ input: v.strictObject({ name: v.picklist(reportNames), arguments: reportArguments }), role: everyone, errors: ['FIELD_MISSING', 'DATE_INVALID'] }),
  'report.text': query<string>()({ input: v.strictObject({ name: v.picklist(reportNames), arguments: reportArguments, language }), role: everyone, errors: ['FIELD_MISSING'] }),
  /** The report as a ledger page in the reader's language, with names and what each row opens. */
  'report.table': query<ReportTable>()({ input: v.strictObject({ name: v.picklist(reportNames), arguments: reportArguments, language }), role: everyone, errors: ['FIELD_MISSING', 'DATE_INVALID'] }),
  'report.export': query<view.FileOutput>()({
    input: v.strictObject({ name: v.picklist(reportNames), arguments: reportArguments, format: v.picklist(['csv', 'json', 'pdf', 'xlsx']), language }), role: everyone, errors: ['FIELD_MISSING', 'FORMAT_UNKNOWN'],
  }),
  /** Why a figure is what it is: what it consists of, with the sums done, down to documents, costs and clearings. */
  'figure.explain': query<FigureExplanation>()({
    input: v.strictObject({ name: v.picklist(reportNames), arguments: reportArguments, row: text(2000), column: text(300), language }), role: everyone, errors: ['FIELD_MISSING', 'DATE_INVALID', 'DOCUMENT_NOT_FOUND'],
  }),
  /** What was printed or exported of a report before, and the closes of periods: each can be shown as it was known. */
  'report.prints': query<readonly view.ReportPrint[]>()({ input: v.strictObject({ name: v.optional(v.picklist(reportNames)) }), role: everyone }),
  /** Keeps what a report saw, for showing it again as it was known. */
  'report.keep': command<{ readonly id: string }>()({ input: v.strictObject({ name: v.picklist(reportNames), arguments: reportArguments, how: v.picklist(['print', 'export']) }), role: writers, errors: ['FIELD_MISSING', 'DATE_INVALID', 'DISK_FULL', 'BOOK_READ_ONLY'] }),
  'list.export': query<view.FileOutput>()({
    input: v.strictObject({
      list: v.picklist(listNames), columns: v.array(text(50)), headings: v.array(text(200)), search: v.optional(text(200)), filter: v.optional(v.record(text(50), text(200))),
      sort: v.optional(v.strictObject({ column: text(50), descending: v.boolean() })), format: v.picklist(['csv', 'xlsx']),
    }), role: everyone,
  }),

  /** A list to count a warehouse by, as PDF: its goods with room to write, without the book's quantities. */
  'stock.countSheet': query<view.FileOutput>()({ input: v.strictObject({ warehouse: id, language, date: day }), role: everyone, errors: ['UNKNOWN_WAREHOUSE', 'GLYPH_MISSING'] }),

  /** The ledger for other programs (hledger and ledger, beancount, a spreadsheet), or every document as JSON. `inBase`: a journal of base amounts alone. */
  'book.export': query<view.FileOutput>()({ input: v.strictObject({ kind: v.picklist(['journal', 'beancount', 'csv', 'json']), language, inBase: v.optional(v.boolean()) }), role: everyone }),

  // statements of banks, and tables of master data
  ...bankingEntries,

  // the tax office: what is due, its exchange rates, its files
  ...taxEntries,
  ...twinEntries,

  // the company's server and its devices
  ...serverEntries,

  // folders of shipments, and the lists of codes that their papers use
  ...shipmentEntries,

  // papers
  'paper.offer': query<readonly view.PaperOffer[]>()({ input: v.strictObject({ id, today: v.optional(day) }), role: everyone, errors: ['DOCUMENT_NOT_FOUND'] }),
  'paper.boxes': query<view.PaperBoxes>()({ input: v.strictObject({ type: text(50), id, language }), role: everyone, errors: ['PAPER_UNKNOWN', 'DOCUMENT_NOT_FOUND'] }),
  'paper.render': query<view.FileOutput & { readonly findings: readonly view.PaperFinding[]; readonly pages: number }>()({
    input: v.strictObject({ type: text(50), id, languages: v.pipe(v.array(language), v.minLength(1), v.maxLength(2)), paper: v.optional(v.picklist(['A4', 'F4', 'Letter', 'Label']), 'A4'), format: v.optional(v.picklist(['pdf', 'png']), 'pdf'), today: v.optional(day), draft: v.optional(v.boolean(), false) }),
    role: everyone, errors: ['PAPER_UNKNOWN', 'PAPER_REFUSED', 'GLYPH_MISSING', 'DOCUMENT_NOT_FOUND'],
  }),

  // what devices did while apart
  ...conflictEntries,
  ...quarantineEntries,
  ...parcelEntries,
  ...nearbyEntries,

  // settings and the server
  'settings.get': query<view.SettingsView>()({ input: none, role: everyone }),
  'sync.status': query<SyncStatus>()({ input: none, role: everyone }),
  'sync.settings': query<ServerSettings | null>()({ input: none, role: everyone }),
  'sync.configure': command<SyncStatus>()({
    input: v.strictObject({ url: text(2000), user: text(200), password: v.optional(text(1000)), live: v.optional(v.boolean(), true), createDatabase: v.optional(v.boolean(), false), line: v.optional(lineInput) }), role: owners,
    errors: ['SYNC_URL_INVALID', 'SECRETS_UNAVAILABLE', 'SERVER_PIN'],
  }),
  'sync.forget': command<null>()({ input: none, role: owners }),
  /** `acceptReplaced`: this once, goes on with a database that is another one than before, and sends it everything. */
  'sync.now': command<SyncStatus>()({
    input: v.strictObject({ remote: v.optional(text(4096)), user: v.optional(text(200)), password: v.optional(text(1000)), acceptReplaced: v.optional(v.boolean(), false), line: v.optional(lineInput), ...exchangeOrder }), role: writers,
    errors: ['SYNC_NOT_SET', 'SYNC_OFFLINE', 'SYNC_UNAUTHORIZED', 'SYNC_FORBIDDEN', 'SYNC_NOT_FOUND', 'SYNC_SERVER_ERROR', 'SYNC_DENIED', 'SYNC_URL_INVALID', 'SYNC_WRONG_BOOK', 'SYNC_REPLACED', 'SYNC_DELETIONS', 'SYNC_OUT_OF_SPACE', 'SYNC_SERVER_FULL', 'CANCELLED'],
  }),
  ...exchangeEntries,
  'sync.live': command<SyncStatus>()({ input: v.strictObject({ on: v.boolean() }), role: writers, errors: ['SYNC_NOT_SET'] }),
} as const

export type Contract = typeof contract
export type ContractName = keyof Contract
export type InputOf<Name extends ContractName> = v.InferInput<Contract[Name]['input']>
export type ParsedInputOf<Name extends ContractName> = v.InferOutput<Contract[Name]['input']>
export type OutputOf<Name extends ContractName> = NonNullable<Contract[Name]['output']> | Extract<Contract[Name]['output'], null>
