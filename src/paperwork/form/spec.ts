/*
 * A paper as data: which facts of the shipment stand where, and the words around them. Most papers are such a form; only those
 * whose page needs arithmetic of its own (invoice, packing list, labels) have a layout in code.
 */

/** Indonesian, English, Chinese. */
export type Triple = readonly [id: string, en: string, zh: string]

export interface BoxSpec {
  /** A fact of the shipment, see `facts`; its own label unless `label` says another. */
  readonly fact?: string
  /** A value that is typed on this paper alone: `papers.<key>.<typed>`. */
  readonly typed?: string
  readonly as?: 'date' | 'amount' | 'number'
  /** Printed where the typed value is absent. */
  readonly otherwise?: string
  /** A sentence instead of a fact; `{fact}` in it is filled in. */
  readonly text?: Triple
  readonly label?: Triple
  /** Number of the box on the official form. */
  readonly no?: string
  /** Name of the field in the official system. */
  readonly name?: string
  readonly share?: number
  /** What the paper may not lack, and what it should not lack. */
  readonly need?: 'required' | 'wanted'
  readonly strong?: boolean
}

export interface ColumnSpec {
  readonly fact: string
  readonly label?: Triple
  /** Points; the one column without a width takes what is left. */
  readonly width?: number
  readonly right?: boolean
  /** Added up in the last row. */
  readonly sum?: boolean
  readonly name?: string
  readonly no?: string
}

/** What a table or a repeated group has one row for. */
export type RowSource =
  | 'lines' | 'rows' | 'packages' | 'lcDocuments' | 'pebDocuments' | 'containers' | 'materials' | 'hs6' | 'shares' | 'stock' | 'statement' | 'proceeds' | 'enclosures' | 'blFields' | 'lcChecks' | 'tiers'

export type SectionSpec =
  | { readonly kind: 'bands', readonly heading?: Triple, readonly rows: readonly (readonly BoxSpec[])[] }
  | { readonly kind: 'boxes', readonly heading?: Triple, readonly boxes: readonly BoxSpec[] }
  | { readonly kind: 'items', readonly heading?: Triple, readonly of: RowSource, readonly boxes: readonly ColumnSpec[] }
  | { readonly kind: 'table', readonly heading?: Triple, readonly of: RowSource, readonly columns: readonly ColumnSpec[], readonly whenAny?: boolean }
  | { readonly kind: 'text', readonly text: Triple, readonly size?: 'normal' | 'small' | 'large', readonly bold?: boolean, readonly when?: string, readonly centred?: boolean }
  | { readonly kind: 'totals', readonly rows: readonly { readonly fact: string, readonly label?: Triple, readonly strong?: boolean }[] }
  | { readonly kind: 'words', readonly fact: string, readonly label?: Triple }
  | { readonly kind: 'bank' }
  | { readonly kind: 'space', readonly height: number }
  | { readonly kind: 'sign', readonly by: 'seller' | 'both' | 'receiver', readonly stampDuty?: boolean }

export interface FormSpec {
  readonly title: Triple
  /** Where its number and date stand in `papers`. */
  readonly paperKey: string
  /** Facts to take number and date from where `papers` has none. */
  readonly number?: string
  readonly date?: readonly string[]
  /** Large and pale behind the text of a sheet that might be taken for the official form. */
  readonly watermark?: Triple
  /** Said below the title: that a data sheet is no official document. */
  readonly notice?: Triple
  readonly sections: readonly SectionSpec[]
}
