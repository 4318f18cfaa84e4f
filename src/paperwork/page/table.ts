import { type Pen, type TextStyle, fineRule, hairline, type as sizes } from './pen.ts'
import type { Sheet } from './sheet.ts'
import { wrapText } from './text.ts'

export interface Column {
  readonly key: string
  readonly width: number
  readonly align: 'left' | 'right'
  /** Air before the text of a left-aligned column that follows a right-aligned one. */
  readonly inset?: number
  /** One heading per language, under each other. */
  readonly head: readonly string[]
}

export interface CellLine {
  readonly text: string
  readonly style: TextStyle
  /** Distance to the line before, where it is not that of the style: neighbours of different size keep one baseline. */
  readonly leading?: number
}

export type Cells = Readonly<Record<string, readonly CellLine[]>>

export interface TableRow {
  readonly cells: Cells
  readonly height: number
}

/** How close the rows stand: a paper that would spill a few lines on another page is set a little tighter instead. */
export interface Density {
  readonly cell: TextStyle
  readonly small: TextStyle
  readonly padTop: number
  readonly padBottom: number
  readonly totalLeading: number
  readonly words: number
}

export const normalDensity: Density = { cell: sizes.cell, small: sizes.cellSmall, padTop: 3.5, padBottom: 2.5, totalLeading: 13, words: 8.5 }
export const compactDensity: Density = {
  cell: { size: 8 }, small: { size: 6.5, ink: 'label' }, padTop: 2, padBottom: 1.5, totalLeading: 12, words: 7.5,
}

/** Room between a column's text and the next column. */
export const gutter = 6

/** Distance from one baseline to the next for a line of this size. */
export function leadingOf(style: TextStyle): number {
  return style.size <= 7.5 ? style.size + 2 : style.size + 2.5
}

export function wrapCell(text: string | undefined, width: number, style: TextStyle): CellLine[] {
  if (text === undefined || text === '') return []
  return wrapText(text, width, style.size, style.bold).map((line) => ({ text: line, style }))
}

export function rowOf(cells: Cells, { padTop, padBottom }: Density = normalDensity): TableRow {
  const tallest = Math.max(0, ...Object.values(cells).map((lines) => lines.reduce((height, line) => height + leadingOf(line.style), 0)))
  return { cells, height: padTop + tallest + padBottom }
}

/** Cuts a row that is taller than a page into several; every other row stays whole. */
export function splitTallRow(row: TableRow, heightMax: number, density: Density = normalDensity): TableRow[] {
  if (row.height <= heightMax) return [row]
  const parts: TableRow[] = []
  let rest: Record<string, readonly CellLine[]> = { ...row.cells }
  while (Object.values(rest).some((lines) => lines.length > 0)) {
    const part: Record<string, readonly CellLine[]> = {}
    for (const [key, lines] of Object.entries(rest)) {
      let used = density.padTop + density.padBottom
      let count = 0
      while (count < lines.length && used + leadingOf((lines[count] as CellLine).style) <= heightMax) {
        used += leadingOf((lines[count] as CellLine).style)
        count += 1
      }
      part[key] = lines.slice(0, Math.max(count, 1))
      rest = { ...rest, [key]: lines.slice(Math.max(count, 1)) }
    }
    parts.push(rowOf(part, density))
  }
  return parts
}

export interface PageRows {
  /** Index of the first row and of the row after the last. */
  readonly from: number
  readonly to: number
}

/**
 * Puts rows on pages. A page that is not the last keeps room for the "carried forward" row, one that is not the first for the
 * "brought forward" row. What follows the table (totals, words, signature) never stands alone: two rows go with it.
 */
export function paginate(input: {
  heights: readonly number[], firstRoom: number, otherRoom: number, carry: number, tail: number,
}): PageRows[] {
  const { heights, firstRoom, otherRoom, carry, tail } = input
  const pages: PageRows[] = []
  let from = 0
  for (;;) {
    const room = pages.length === 0 ? firstRoom : otherRoom - (from > 0 ? carry : 0)
    const rest = heights.slice(from).reduce((a, b) => a + b, 0)
    if (rest + tail <= room || (from === heights.length && pages.length > 0)) {
      pages.push({ from, to: heights.length })
      return pages
    }
    let to = from
    let used = 0
    while (to < heights.length && used + (heights[to] ?? 0) <= room - carry) {
      used += heights[to] ?? 0
      to += 1
    }
    // A first page whose head leaves no room for a row is possible; on any other page a row fits by construction.
    if (to === from && pages.length > 0) to = from + 1
    while (heights.length - to < 2 && to - from > 1) to -= 1
    pages.push({ from, to })
    from = to
  }
}

/** The x of every column: flexible widths are already resolved, the columns fill the sheet. */
export function columnPlaces(columns: readonly Column[], sheet: Sheet): Map<string, { left: number, right: number }> {
  const places = new Map<string, { left: number, right: number }>()
  let x = sheet.left
  for (const column of columns) {
    places.set(column.key, { left: x, right: x + column.width })
    x += column.width
  }
  return places
}

export function headHeight(columns: readonly Column[]): number {
  const lines = Math.max(1, ...columns.map((column) => column.head.length))
  return 5 + lines * 8 + 2
}

export function drawHead(pen: Pen, columns: readonly Column[], sheet: Sheet, y: number): void {
  const height = headHeight(columns)
  const places = columnPlaces(columns, sheet)
  pen.horizontal(sheet.left, sheet.right, y, fineRule, 'ink')
  pen.horizontal(sheet.left, sheet.right, y + height, hairline, 'ink')
  for (const [at, column] of columns.entries()) {
    const place = places.get(column.key)
    if (!place) continue
    pen.inCell({ row: y, column: at, head: true })
    for (const [index, text] of column.head.entries()) {
      const baseline = y + 9.5 + index * 8
      if (column.align === 'right') pen.right(place.right - edge(column, columns), baseline, text, sizes.head)
      else pen.text(place.left + start(column, columns), baseline, text, sizes.head)
    }
  }
  pen.inCell(null)
}

export function drawRow(pen: Pen, columns: readonly Column[], sheet: Sheet, y: number, cells: Cells, { padTop }: Density = normalDensity): void {
  const places = columnPlaces(columns, sheet)
  for (const [index, column] of columns.entries()) {
    const place = places.get(column.key)
    const lines = cells[column.key]
    if (!place || !lines) continue
    pen.inCell({ row: y, column: index, head: false })
    let at = y + padTop
    for (const line of lines) {
      const leading = leadingOf(line.style)
      const baseline = at + leading - 2.6
      if (column.align === 'right') pen.right(place.right - edge(column, columns), baseline, line.text, line.style)
      else pen.text(place.left + start(column, columns), baseline, line.text, line.style)
      at += leading
    }
  }
  pen.inCell(null)
}

/** The outer columns keep a little air to the ends of the rules. */
function start(column: Column, columns: readonly Column[]): number {
  return column.inset ?? (column === columns[0] ? 2 : 0)
}

function edge(column: Column, columns: readonly Column[]): number {
  return column === columns.at(-1) ? 2 : 0
}
