import { type Pen, hairline, type as sizes } from '../page/pen.ts'
import { type Sheet, gridY } from '../page/sheet.ts'
import { type CellLine, leadingOf, wrapCell } from '../page/table.ts'
import type { TextStyle } from '../page/pen.ts'
import { fitText, printable, textWidth } from '../page/text.ts'

/** A box of a form: a small grey label and what stands under it. */
export interface Box {
  readonly label: string
  readonly lines: readonly CellLine[]
}

export interface BandColumn {
  readonly x: number
  readonly width: number
  readonly rows: readonly BandRow[]
}

/** Boxes side by side; `share` of the column's width each, `min` grid units high unless their content needs more. */
export interface BandRow {
  readonly min: number
  readonly boxes: readonly { readonly box: Box, readonly share: number }[]
}

export const boxPad = 4

export function boxOf(label: string, texts: readonly (string | undefined)[], width: number, style: TextStyle = sizes.value): Box {
  const room = width - 2 * boxPad
  const lines = texts.flatMap((text) => {
    const wrapped = wrapCell(text, room, fittingStyle(text ?? '', room, style))
    return wrapped.length === 1 ? wrapped.map((line) => ({ ...line, leading: leadingOf(style) })) : wrapped
  })
  return { label, lines: lines.length > 0 ? lines : [{ text: '-', style }] }
}

/** A little smaller if that keeps the text on one line; never below 7 points, then it wraps. */
function fittingStyle(text: string, width: number, style: TextStyle): TextStyle {
  for (let size = style.size; size >= 7; size -= 0.5) {
    if (textWidth(printable(text), size, style.bold) <= width) return { ...style, size }
  }
  return style.size > 8 ? { ...style, size: 8 } : style
}

function boxHeight(box: Box): number {
  return 10.5 + box.lines.reduce((height, line) => height + (line.leading ?? leadingOf(line.style)), 0) + 2
}

function rowHeight(row: BandRow): number {
  return Math.max(row.min * gridY, ...row.boxes.map(({ box }) => Math.ceil(boxHeight(box) / gridY - 0.05) * gridY))
}

export function bandHeight(columns: readonly BandColumn[]): number {
  return Math.max(...columns.map((column) => column.rows.reduce((height, row) => height + rowHeight(row), 0)))
}

/** Draws columns of boxes beside each other; the last row of a shorter column stretches. @returns the y below the band */
export function drawBand(pen: Pen, sheet: Sheet, y: number, columns: readonly BandColumn[]): number {
  const height = bandHeight(columns)
  pen.horizontal(sheet.left, sheet.right, y, hairline, 'ink')
  for (const [place, column] of columns.entries()) {
    if (place > 0) pen.vertical(column.x, y, y + height, hairline, 'ink')
    let top = y
    for (const [index, row] of column.rows.entries()) {
      const bottom = index === column.rows.length - 1 ? y + height : top + rowHeight(row)
      if (index > 0) pen.horizontal(column.x, column.x + column.width, top)
      let x = column.x
      for (const [number, { box, share }] of row.boxes.entries()) {
        if (number > 0) pen.vertical(x, top, bottom)
        drawBox(pen, place === 0 && number === 0 ? x - 2 : x, top, box, share * column.width)
        x += share * column.width
      }
      top = bottom
    }
  }
  return y + height
}

export function drawBox(pen: Pen, x: number, y: number, box: Box, width: number): void {
  // 6 points is the smallest type of a paper; two languages that do not fit even then lose their end, not their neighbour.
  const size = textWidth(box.label, sizes.label.size) <= width - boxPad - 2 ? sizes.label.size : 6
  pen.text(x + boxPad, y + 8.5, fitText(box.label, width - boxPad - 2, size), { ...sizes.label, size })
  let at = y + 10.5
  for (const line of box.lines) {
    at += line.leading ?? leadingOf(line.style)
    pen.text(x + boxPad, at - 2.4, line.text, line.style)
  }
}
