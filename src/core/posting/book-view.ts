import type { PlainDate, PlainMonth } from '../calendar/index.ts'
import type { DocId } from '../document/index.ts'
import type { CurrencyCode, Decimal, Micro, Minor } from '../money/index.ts'
import type { Effect, ItemSide, MovementRef, ProgressKind } from './effects.ts'
import type { BusinessEvent, EventType } from '../events/index.ts'

export type AccountType = 'asset' | 'liability' | 'equity' | 'income' | 'costOfSales' | 'expense' | 'other' | 'tax'

export type AccountRole =
  | 'receivable' | 'payable' | 'customerDeposits' | 'supplierAdvances' | 'currencyExchange'
  | 'inventoryRaw' | 'inventoryFinished' | 'inventoryGoods' | 'vatInput' | 'vatOutput' | 'vatPayable'
  | 'goodsReceivedNotInvoiced' | 'finalIncomeTaxPayable' | 'accumulatedDepreciation' | 'openingBalance'
  | 'salesExport' | 'salesDomestic' | 'costOfGoodsSold' | 'inventoryVariance' | 'inventoryAdjustment'
  | 'bankCharges' | 'depreciationExpense' | 'finalIncomeTax' | 'fxRealised' | 'fxUnrealised'
  | 'labourAbsorbed' | 'overheadAbsorbed' | (string & {})

export interface AccountView {
  readonly code: string
  readonly type: AccountType
  /** `base`: rupiah only; `*`: any currency (control accounts of open items); a code for a cash account. */
  readonly currency: 'base' | '*' | CurrencyCode
  readonly cash: boolean
  readonly control: boolean
  readonly role: AccountRole | null
}

export interface PartyView {
  readonly code: string
  readonly name: string
  readonly termsDays: number
}

export interface ProductView {
  readonly code: string
  readonly name: string
  readonly kind: 'goods' | 'service'
  readonly costing: 'movingAverage' | 'fifo'
  readonly inventory: 'raw' | 'finished' | 'goods'
  readonly weightKg: string
  readonly unit: string
  readonly units: readonly { readonly unit: string; readonly factor: string }[]
}

/** A posted (or master) document as others refer to it by its event id. */
export interface EventView {
  readonly docId: DocId
  readonly eventId: string
  readonly type: EventType
  readonly date: PlainDate
  readonly event: BusinessEvent
  readonly effects: readonly Effect[]
  /** Document currency and the rate that its posting used, in canonical text (where it has one). */
  readonly currency: CurrencyCode | null
  readonly rate: string | null
  readonly party: string | null
  /** Net and VAT in the document's currency and per line, as posted (invoices): see PostedFacts. */
  readonly facts: PostedFacts
  /** Event id of the reversal that undid it. */
  readonly reversedBy: string | null
  readonly digest: string
}

/** Per line, what later events refer to. Lines count from 1 in the event's order; `lines[0]` is line 1. */
export interface PostedFacts {
  readonly lines: readonly LineFacts[]
  readonly net: Minor
  readonly vat: Minor
  readonly base: Minor
}

export interface LineFacts {
  readonly product: string | null
  readonly account: string | null
  readonly warehouse: string | null
  readonly quantity: Micro
  /** In the document's currency. */
  readonly net: Minor
  /** In base currency. */
  readonly base: Minor
  /** Place of the line's stock movement among the document's effects; null if nothing moved. */
  readonly movement: number | null
  /** For a sales invoice line whose goods an earlier delivery had issued: that movement. */
  readonly issue?: MovementRef
  /** For a purchase invoice line of kind (a): the receipt line it invoices. */
  readonly receipt?: { readonly doc: DocId; readonly line: number }
}

export interface ItemView {
  /** Document that opened it. */
  readonly doc: DocId
  readonly item: string
  readonly side: ItemSide
  readonly party: string
  readonly account: string
  readonly currency: CurrencyCode
  readonly amount: Minor
  readonly base: Minor
  readonly open: Minor
  readonly openBase: Minor
  readonly date: PlainDate
  /** From when it can be referred to: its posting's date. */
  readonly postedDate: PlainDate
  readonly reversed: boolean
}

export interface ProgressSum {
  readonly quantity: Micro
  readonly value: Minor
  readonly vat: Minor
}

/**
 * What posting may ask of the book, as it is known now (all documents applied so far). Synchronous; the store answers it from
 * its projections.
 */
export interface BookView {
  company(): { readonly vatRegistered: boolean; readonly costing: 'movingAverage' | 'fifo'; readonly name: string }
  account(code: string): AccountView | null
  accountOfRole(role: AccountRole): string
  party(code: string): PartyView | null
  product(code: string): ProductView | null
  warehouse(code: string): { readonly code: string; readonly name: string } | null
  /** The latest `rate.set` (kind `book` unless told) with date ≤ `date`; of one day, the one applied last. */
  rate(currency: CurrencyCode, date: PlainDate, kind?: 'book' | 'tax'): Decimal | null
  /** By event id; also finds the opening document by the id of one of its rows (then `eventId` differs from `id`). */
  event(id: string): EventView | null
  item(id: string): ItemView | null
  /** Sum of progress of a document's line (or, for orders, product). */
  progress(kind: ProgressKind, doc: DocId, line: number, product?: string): ProgressSum
  /** Event ids of unreversed documents that refer to `docId` (not counting reversals). */
  dependents(docId: DocId): readonly string[]
  /** Last locked month, or null. */
  lockedThrough(): PlainMonth | null
  /** Per device: the place of its last posting that is known here, in its chain. */
  chainHeads(): Readonly<Record<string, number>>
  onceTaken(key: string): boolean
  /** Pool of a product over all warehouses after all movements dated ≤ `date`. */
  pool(product: string, date: PlainDate): { readonly quantity: Micro; readonly value: Minor }
  /** Quantity in a warehouse after all movements dated ≤ `date`. */
  quantity(product: string, warehouse: string, date: PlainDate): Micro
  /**
   * Would these movements, inserted last in event order at their date, make a point of the movement order negative (or a
   * negative one lower)? The first such product and warehouse with the lowest quantity reached, or null.
   */
  shortage(movements: readonly PlannedMovement[]): { readonly product: string; readonly warehouse: string; readonly available: Micro } | null
  /** Per (account, currency): balances of ledger lines dated ≤ `date`, of monetary accounts in foreign currency (for revaluation). */
  monetaryBalances(date: PlainDate): readonly { readonly account: string; readonly currency: CurrencyCode; readonly amount: Minor; readonly base: Minor }[]
  /** Base balance of an account at the end of a date, debit positive. */
  baseBalance(account: string, date: PlainDate): Minor
  /** Base balances, not zero, at the end of a date of all accounts of the income statement, debit positive, by code. */
  resultBalances(date: PlainDate): readonly { readonly account: string; readonly base: Minor }[]
  /** Sum of turnover effects of documents dated in the month. */
  turnover(period: PlainMonth): Minor
}

export interface PlannedMovement {
  readonly product: string
  readonly warehouse: string
  readonly date: PlainDate
  readonly quantity: Micro
}
