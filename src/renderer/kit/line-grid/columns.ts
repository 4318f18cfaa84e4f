import type { ReactNode } from 'react'

/** A choice that a pick cell offers. */
export interface PickOption {
  /** What is stored: a code. */
  readonly id: string
  readonly label: string
  /** Said at the end of the row: stock, balance, factor of a unit. */
  readonly note?: string
  /** What the search gave, for the caller. */
  readonly hit?: unknown
}

export interface PickSource {
  /** Choices for what is typed, best first; for empty text those worth offering at once. */
  find(text: string, row: number): readonly PickOption[] | Promise<readonly PickOption[]>
  /** @returns when what it fills in is there, if that comes later */
  onPick(row: number, option: PickOption): void | Promise<void>
  /** Words of the last row of the list, which makes something new from what was typed (Ins). */
  createLabel?(text: string): string
  /** Resolves to whether something was made and picked: then the hand goes on. */
  onCreate?(text: string, row: number): Promise<boolean>
  /** How many columns the cell covers while it is edited, so that there is room to type. */
  readonly span?: number
}

interface ColumnBase<Line> {
  readonly id: string
  readonly heading: string
  /** A CSS grid track: `84px`, `minmax(120px, 1fr)`. */
  readonly width: string
  readonly align?: 'end'
  /** Last part of a refusal's path, to mark the cell. */
  readonly field?: string
  /** Canonical value, or text as typed where it could not be read yet. */
  value(line: Line): string
  /** How it is shown while nobody edits it; otherwise the value in the reader's language. */
  show?(line: Line, row: number): ReactNode
  /** Enter passes the cell when it holds something. */
  readonly passWhenFilled?: boolean
  /** Enter passes the cell for another reason: its opposite is filled. */
  passes?(line: Line): boolean
  readonly placeholder?: string
}

export type Column<Line> =
  | (ColumnBase<Line> & { readonly kind: 'text'; write(line: Line, value: string): Line })
  /** `places`: the most decimals; `shown`: at least so many when it is shown; `percent`: a sign behind it may be typed. */
  | (ColumnBase<Line> & { readonly kind: 'decimal'; readonly places: number; readonly shown?: number; readonly percent?: boolean; write(line: Line, value: string): Line })
  | (ColumnBase<Line> & { readonly kind: 'pick'; readonly source: PickSource; write(line: Line, value: string): Line })
  | (ColumnBase<Line> & { readonly kind: 'figure' })
