import type { BusinessEvent, EventType } from '../core/events/index.ts'
import type { Refusal } from '../core/errors/index.ts'

/**
 * Shapes that queries give to the page. Amounts, quantities and rates are canonical decimal text (`1250.50`, `-3`), dates are
 * `YYYY-MM-DD`, instants ISO: the page formats them in the reader's language.
 */

export interface BookInfo {
  readonly file: string
  readonly company: string
  readonly device: string
  readonly readOnly: boolean
  readonly documents: number
  /** ISO instant of the last commit. */
  readonly savedAt: string | null
  readonly lastBackupAt: string | null
  /** The book was copied or restored and took a new device code when it was opened. */
  readonly newDeviceCode: string | null
}

export interface AppState {
  readonly version: string
  readonly book: BookInfo | null
  readonly recent: readonly { readonly file: string; readonly company: string; readonly openedAt: string }[]
  /** Folder that new books are proposed in. */
  readonly booksFolder: string
  /** Today on this PC, the local calendar date. */
  readonly today: string
}

export interface LedgerLineView {
  readonly date: string
  readonly account: string
  readonly accountName: { readonly id: string; readonly en: string; readonly zh: string }
  readonly currency: string
  readonly amount: string
  readonly base: string
}

export interface EventTotals {
  readonly currency: string
  readonly rate: string | null
  readonly gross: string
  readonly discount: string
  readonly net: string
  readonly vat: string
  readonly total: string
  /** Net per line in the document's currency; null while a line is incomplete. */
  readonly lines: readonly (string | null)[]
}

/** What posting an event would do, live as it is typed. */
export interface EventPreview {
  readonly refusals: readonly Refusal[]
  readonly totals: EventTotals | null
  readonly ledger: readonly LedgerLineView[]
  /** Per product that it moves, and per warehouse where the product lies in several. */
  readonly stock: readonly { readonly product: string; readonly warehouse?: string; readonly unit: string; readonly before: string; readonly after: string }[]
  /** Revenue less cost in base currency, and as a percentage of revenue with one decimal; sales only. */
  readonly grossProfit: { readonly amount: string; readonly percent: string } | null
  /** Later documents whose derived costs it changes, and by how much in base currency (positive: they cost more). Absent: none. */
  readonly recosted?: { readonly documents: number; readonly amount: string }
}

export type DocumentStatus = 'draft' | 'posted' | 'partlyPaid' | 'paid' | 'overdue' | 'reversed' | 'void'

export interface DocumentView {
  readonly id: string
  readonly eventId: string
  readonly type: EventType
  readonly number: string | null
  readonly date: string
  readonly status: DocumentStatus
  readonly event: BusinessEvent
  readonly partyName: string | null
  readonly totals: EventTotals | null
  readonly open: { readonly currency: string; readonly amount: string; readonly dueDate: string } | null
  readonly ledger: readonly LedgerLineView[]
  readonly movements: readonly { readonly product: string; readonly warehouse: string; readonly quantity: string; readonly value: string }[]
  /** Documents that this one refers to, and those that refer to it (payments, credit notes, reversal). */
  readonly related: readonly { readonly id: string; readonly type: EventType; readonly number: string | null; readonly date: string; readonly amount: string; readonly currency: string; readonly direction: 'from' | 'to' }[]
  readonly author: string
  readonly device: string
  readonly postedAt: string
}

export interface DraftView {
  readonly id: string
  readonly rev: string
  readonly event: BusinessEvent
  readonly savedAt: string
  /** Id of the document that this draft became. */
  readonly posted: string | null
}

export interface MasterView {
  readonly id: string
  readonly rev: string
  readonly type: MasterType
  readonly code: string
  readonly fields: Readonly<Record<string, unknown>>
  /** Of fields that devices changed while apart: the values beside the one in `fields`. Saving the field settles it. */
  readonly conflicts?: Readonly<Record<string, readonly { readonly device: string; readonly value: unknown }[]>>
}
export type MasterType = 'company' | 'account' | 'party' | 'product' | 'warehouse' | 'exchangeRate'

export interface SearchHit {
  readonly kind: 'party' | 'product' | 'account' | 'document' | 'draft'
  /** Document id; for master data also `code`. */
  readonly id: string
  readonly code: string
  readonly title: string
  readonly subtitle: string
  /** Products: stock on hand and unit. Documents: event type. */
  readonly stock?: string
  readonly unit?: string
  readonly type?: EventType
}

export interface SalesRow {
  readonly id: string; readonly number: string | null; readonly date: string; readonly party: string; readonly partyName: string; readonly partyNameZh: string | null
  readonly currency: string; readonly total: string; readonly open: string; readonly dueDate: string | null; readonly status: DocumentStatus
  /** Days past the due date on `today`; negative: days left. */
  readonly daysOverdue: number
}
export interface DocumentRow {
  readonly id: string; readonly type: EventType; readonly number: string | null; readonly date: string; readonly party: string | null; readonly partyName: string | null
  readonly currency: string | null; readonly total: string; readonly status: DocumentStatus; readonly note: string
}
export interface ProductRow {
  readonly id: string; readonly code: string; readonly name: string; readonly nameEn: string | null; readonly nameZh: string | null; readonly kind: 'goods' | 'service'; readonly unit: string
  readonly quantity: string; readonly value: string; readonly unitCost: string; readonly salePrice: string | null; readonly saleCurrency: string | null; readonly hsCode: string | null
}
export interface PartyRow {
  readonly id: string; readonly code: string; readonly name: string; readonly nameZh: string | null; readonly country: string | null
  /** Base currency, at original rates. */
  readonly receivable: string; readonly payable: string; readonly overdue: string
}
export interface AccountRow {
  readonly id: string; readonly code: string; readonly name: { readonly id: string; readonly en: string; readonly zh: string }; readonly type: string
  readonly currency: string; readonly cash: boolean; readonly control: boolean; readonly role: string | null; readonly balance: string; readonly currencyBalance: string | null
}
export interface RateRow { readonly id: string; readonly date: string; readonly currency: string; readonly rate: string; readonly kind: 'book' | 'tax' }
export interface AttentionRow {
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  /** Locale key `attention:<kind>`. */
  readonly kind: string
  readonly params: Readonly<Record<string, string | number>>
  /** Document or master data that it is about. */
  readonly target: { readonly kind: SearchHit['kind']; readonly id: string; readonly code: string } | null
  /** Screen that settles it, and what of it. */
  readonly screen?: string
  readonly screenId?: string
}
export interface OpenItemRow {
  readonly item: string; readonly docId: string; readonly number: string | null; readonly side: 'receivable' | 'payable' | 'deposit' | 'advance'; readonly party: string
  readonly date: string; readonly dueDate: string; readonly currency: string; readonly amount: string; readonly open: string
}

/** An asset as its depreciation tells it; amounts in base currency, months `YYYY-MM`. */
export interface AssetRow {
  readonly id: string; readonly asset: string; readonly cost: string; readonly residual: string; readonly lifeMonths: number; readonly startPeriod: string
  readonly accumulated: string; readonly bookValue: string
  /** First month of its life that is not posted; null when its life is over. */
  readonly nextPeriod: string | null
  /** What the month of the filter `period` (today's unless told) takes; "0.00" where it is posted or outside the life. */
  readonly due: string
}

export type ClosingStepName = 'drafts' | 'bankLines' | 'negativeStock' | 'depreciation' | 'revaluation' | 'finalIncome' | 'vatSettle' | 'yearClose' | 'verify' | 'close'
export interface ClosingStep {
  readonly step: ClosingStepName
  /** `none`: this month needs it not; `look`: something should be settled first, nothing is forced. */
  readonly state: 'done' | 'todo' | 'look' | 'none'
  readonly count: number
  readonly amount: string | null
  readonly document: string | null
}
/** How far the closing of a month is, and which months are closed, newest first. */
export interface ClosingSummary {
  readonly lockedThrough: string | null
  readonly month: string
  readonly months: readonly { readonly month: string; readonly documents: number; readonly isClosed: boolean }[]
  readonly steps: readonly ClosingStep[]
}

export interface WarehouseRow { readonly id: string; readonly code: string; readonly name: string }

/** A line of a bank's statement; money that came in is positive. */
export interface BankLineRow {
  readonly id: string; readonly account: string; readonly currency: string; readonly date: string; readonly valueDate: string; readonly amount: string; readonly text: string
  readonly counterparty: string | null; readonly reference: string | null; readonly status: 'open' | 'matched' | 'ignored'
  readonly documents: readonly { readonly id: string; readonly number: string; readonly type: string; readonly partyName: string | null }[]
}

export interface ListRows {
  sales: SalesRow
  purchases: SalesRow
  documents: DocumentRow
  products: ProductRow
  parties: PartyRow
  accounts: AccountRow
  rates: RateRow
  attention: AttentionRow
  openItems: OpenItemRow
  warehouses: WarehouseRow
  assets: AssetRow
  bankLines: BankLineRow
  shipments: ShipmentRow
}
export type ListName = keyof ListRows

export interface ListPage<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  /** Per currency, over all rows that the filter lets through (not only this page). */
  readonly sums: readonly { readonly currency: string; readonly total: string; readonly open: string }[]
}

export interface HomeSummary {
  readonly attention: readonly AttentionRow[]
  readonly cash: { readonly base: string; readonly byCurrency: readonly { readonly currency: string; readonly balance: string }[]; readonly days: readonly { readonly date: string; readonly base: string }[] }
  readonly receivables: { readonly total: string; readonly buckets: readonly { readonly bucket: string; readonly base: string }[] }
  readonly sales: { readonly total: string; readonly months: readonly { readonly month: string; readonly base: string }[]; readonly countries: readonly { readonly country: string; readonly base: string }[] }
  readonly profit: { readonly total: string; readonly products: readonly { readonly code: string; readonly name: string; readonly margin: string; readonly percent: string }[] }
  readonly stock: { readonly value: string; readonly products: number; readonly empty: number }
}

export interface ShipmentRow {
  readonly id: string
  readonly reference: string
  readonly buyer: string
  readonly country: string
  readonly mode: string
  readonly incoterm: string
  readonly currency: string
  readonly etd: string | null
  readonly eta: string | null
  readonly invoice: string | null
  readonly pebNo: string | null
  /** `presented`: its documents are at the bank. */
  readonly status: 'preparing' | 'shipped' | 'presented' | 'closed'
  /** Kinds of papers that were issued in it and received for it. */
  readonly issued: number
  readonly received: number
}

export interface PaperFinding {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly field: string | null
  /** Locale key and values; the texts live with the paper. */
  readonly message: { readonly id: string; readonly en: string; readonly zh: string }
}
export interface PaperOffer { readonly type: string; readonly title: { readonly id: string; readonly en: string; readonly zh: string }; readonly findings: readonly PaperFinding[] }
/** The values of a paper in the order of the official form, each to be copied, and the paper as a file for a machine where a format is public. */
export interface PaperBoxes {
  readonly boxes: readonly { readonly no: string; readonly name: string; readonly label: string; readonly value: string; readonly plain: string; readonly path: string }[]
  readonly file: { readonly fileName: string; readonly mediaType: string; readonly text: string } | null
}
export interface FileOutput { readonly fileName: string; readonly mediaType: string; readonly base64: string }

export interface ApplyResult {
  readonly results: readonly { readonly index: number | null; readonly event?: string; readonly id?: string; readonly status: 'posted' | 'unchanged' | 'refused'; readonly docId?: string; readonly number?: string | null; readonly error?: { readonly code: string; readonly message: string; readonly field?: string; readonly params: Readonly<Record<string, string | number>> } }[]
  readonly applied: number
  readonly refused: boolean
}

export interface VerifyResult {
  readonly ok: boolean
  readonly checks: readonly { readonly check: string; readonly count: number }[]
  readonly problems: readonly { readonly check: string; readonly detail: string }[]
}

export interface SettingsView {
  readonly company: MasterView
  readonly device: { readonly code: string; readonly id: string }
  readonly series: readonly { readonly type: string; readonly prefix: string; readonly last: string | null }[]
  readonly lockedThrough: string | null
}

/** What somebody printed or exported, or what a close saw: the chain heads of that moment. */
export interface ReportPrint {
  readonly id: string
  readonly how: 'print' | 'export' | 'close'
  /** The report; of a close the trial balance of its last day. */
  readonly report: string
  readonly arguments: Readonly<Record<string, string>>
  readonly at: string
  readonly author: string
  readonly device: string
  /** Of a close. */
  readonly period: string | null
  /** How many postings it saw. */
  readonly postings: number
}
