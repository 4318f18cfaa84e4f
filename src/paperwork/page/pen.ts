import type { Ink, PageItem, TableCell } from './description.ts'
import { printable, splitRuns, textWidth } from './text.ts'

export interface TextStyle {
  readonly size: number
  readonly bold?: boolean
  readonly ink?: Ink
}

/** The type sizes of a paper; labels are small and grey, values black, totals a little larger. */
export const type = {
  title: { size: 14, bold: true },
  subtitle: { size: 9.5, bold: true },
  label: { size: 6.5, ink: 'label' },
  value: { size: 9 },
  strong: { size: 9, bold: true },
  cell: { size: 8.5 },
  cellSmall: { size: 7, ink: 'label' },
  head: { size: 6.5, ink: 'label' },
  total: { size: 10, bold: true },
  small: { size: 7.5 },
} as const satisfies Record<string, TextStyle>

export const hairline = 0.3
export const fineRule = 0.6

/** Text that must stay on its line and whole is set smaller, down to the 6 points of a paper's smallest type; never shorter. */
export function fittedStyle(text: string, width: number, style: TextStyle): TextStyle {
  const full = textWidth(printable(text), style.size, style.bold)
  return full <= width ? style : { ...style, size: Math.max(6, Math.floor(style.size * width / full * 10) / 10) }
}

/** Collects what stands on one page. */
export interface Pen {
  readonly items: PageItem[]
  text: (x: number, baseline: number, text: string, style: TextStyle) => void
  right: (x: number, baseline: number, text: string, style: TextStyle) => void
  horizontal: (x1: number, x2: number, y: number, weight?: number, ink?: Ink) => void
  vertical: (x: number, y1: number, y2: number, weight?: number, ink?: Ink) => void
  /** What is written from now on stands in this cell of a table; null ends it. */
  inCell: (cell: TableCell | null) => void
  boxes: (boxes: readonly (readonly [x: number, y: number, width: number, height: number])[], ink?: Ink) => void
}

export function newPen(): Pen {
  const items: PageItem[] = []
  let cell: TableCell | null = null
  const text = (x: number, baseline: number, content: string, style: TextStyle): void => {
    let at = x
    for (const run of splitRuns(printable(content))) {
      const width = textWidth(run.text, style.size, style.bold)
      const shown = run.text.trimStart()
      const indent = textWidth(run.text.slice(0, run.text.length - shown.length), style.size, style.bold)
      if (shown.trimEnd() !== '') {
        items.push({
          kind: 'text', x: round(at + indent), y: round(baseline), text: shown.trimEnd(), face: run.face, bold: style.bold ?? false, size: style.size,
          ink: style.ink ?? 'ink', ...(cell === null ? {} : { cell }),
        })
      }
      at += width
    }
  }
  return {
    items,
    text,
    inCell: (next) => { cell = next },
    right: (x, baseline, content, style) => text(x - textWidth(printable(content), style.size, style.bold), baseline, content, style),
    horizontal: (x1, x2, y, weight = hairline, ink = 'faint') => {
      items.push({ kind: 'rule', x1: round(x1), y1: round(y), x2: round(x2), y2: round(y), weight, ink })
    },
    vertical: (x, y1, y2, weight = hairline, ink = 'faint') => {
      items.push({ kind: 'rule', x1: round(x), y1: round(y1), x2: round(x), y2: round(y2), weight, ink })
    },
    boxes: (boxes, ink = 'ink') => {
      // Thousandths of a point: a bar must keep its width exactly.
      items.push({ kind: 'shape', ink, boxes: boxes.map(([x, y, width, height]) => [fine(x), fine(y), fine(width), fine(height)] as const) })
    },
  }
}

function fine(value: number): number {
  return Math.round(value * 1000) / 1000
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
