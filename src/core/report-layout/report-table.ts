import type { KnownMark, LaidOutReport } from './report-json.ts'

export type ReportCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'date'; readonly value: string }
  /** An amount in the book's own currency: no currency code beside it. */
  | { readonly kind: 'money'; readonly value: string }
  /** An amount in a foreign currency: its code stands before it. */
  | { readonly kind: 'foreign'; readonly value: string; readonly currency: string }
  | { readonly kind: 'quantity'; readonly value: string }
  | { readonly kind: 'count'; readonly value: string }
  | { readonly kind: 'percent'; readonly value: string }

export interface ReportColumn {
  readonly id: string
  readonly heading: string
  readonly align: 'start' | 'end'
  /** Usual width in characters; `flexible` columns take what is left of the line. */
  readonly characters: number
  readonly flexible?: boolean
}

/**
 * `section` opens a group, `line` is an entry, `opening` a balance brought forward or a figure that explains the line above, `subtotal` closes a group (single rule above),
 * `result` is a figure between groups such as gross profit, `total` ends the page (double rule below).
 */
export type ReportRowKind = 'section' | 'line' | 'opening' | 'subtotal' | 'result' | 'total'

export type ReportDrill =
  | { readonly to: 'report'; readonly name: LaidOutReport; readonly arguments: Readonly<Record<string, string>> }
  | { readonly to: 'document'; readonly id: string }
  /** Another figure, to be explained in its turn. */
  | { readonly to: 'figure'; readonly name: LaidOutReport; readonly arguments: Readonly<Record<string, string>>; readonly row: string; readonly column: string }

export interface ReportRow {
  readonly kind: ReportRowKind
  /** What the row is about, the same from one run of the report to the next: `account/1101`. */
  readonly key?: string
  /** Its figures are the sum of other rows: the lines above it up to the section's heading, all lines of the page, or these with these signs. */
  readonly sums?: 'section' | 'page' | readonly (readonly [key: string, sign: 1 | -1])[]
  readonly cells: Readonly<Record<string, ReportCell>>
  readonly drill?: ReportDrill
  /** Something to look at (overdue, below zero): marked with a sign and a word, never by colour alone. */
  readonly mark?: 'overdue' | 'negative'
}

export interface ReportTable {
  readonly report: LaidOutReport
  readonly title: string
  /** `Per {{date}}` or `{{from}} – {{to}}` as dates, formatted where they are shown. */
  readonly period: { readonly asOf: string } | { readonly from: string; readonly to: string }
  readonly currency: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  /** The rows of kind `total` once more, for whoever wants only them. */
  readonly totals: readonly ReportRow[]
  /** The period beside it, where there is one. */
  readonly comparedWith?: ReportTable['period']
  /** Not how the book is now, but how it was known then. */
  readonly asKnown?: KnownMark
  /** Sideways on paper: too many columns for an upright sheet. */
  readonly wide: boolean
}

/** Names in the reader's language; an empty text where nothing is known. `document` gives the printed number of an event. */
export interface ReportNames {
  readonly account: (code: string) => string
  readonly product: (code: string) => string
  readonly party: (code: string) => string
  readonly warehouse: (code: string) => string
  readonly document: (eventId: string) => string
  /** Id of the document in the book, for opening it; the event's id where it is absent or empty. */
  readonly documentId?: (eventId: string) => string
  /** What the document is about: the other party, or its note. */
  readonly about?: (eventId: string) => string
}

/** A text of `reports.json` by its key (`columns.debit`). */
export type ReportWords = (key: string) => string
