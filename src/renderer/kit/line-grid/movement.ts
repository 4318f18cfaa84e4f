/** Where the hand stands in a grid of lines: row and column count from 0; the last row is the empty one that waits for input. */
export interface Cell {
  readonly row: number
  readonly column: number
}

export interface GridShape {
  /** Lines with content; the waiting empty line comes after them and is not counted. */
  readonly lines: number
  readonly columns: number
  /** A column that can be entered at all (false: figures that the program works out). */
  enterable(column: number): boolean
  /** Whether Enter pauses at this cell, or passes it because it is filled already. */
  pauses(cell: Cell): boolean
}

export type Step = { readonly kind: 'cell'; readonly cell: Cell } | { readonly kind: 'leave'; readonly forward: boolean }

const to = (row: number, column: number): Step => ({ kind: 'cell', cell: { row, column } })

export function firstColumn(shape: GridShape): number {
  for (let column = 0; column < shape.columns; column += 1) if (shape.enterable(column)) return column
  return 0
}

function lastColumn(shape: GridShape): number {
  for (let column = shape.columns - 1; column >= 0; column -= 1) if (shape.enterable(column)) return column
  return 0
}

/** Enter: the next cell worth stopping at, at the end of a line the first of the next; on the empty line it leaves the grid. */
export function afterEnter(shape: GridShape, cell: Cell): Step {
  if (cell.row >= shape.lines) return { kind: 'leave', forward: true }
  for (let column = cell.column + 1; column < shape.columns; column += 1) {
    if (shape.enterable(column) && shape.pauses({ row: cell.row, column })) return to(cell.row, column)
  }
  return to(cell.row + 1, firstColumn(shape))
}

/** Tab and Shift+Tab: every enterable cell in reading order, then out of the grid, so that nobody is caught in it. */
export function afterTab(shape: GridShape, cell: Cell, forward: boolean): Step {
  if (forward) {
    if (cell.row >= shape.lines) return { kind: 'leave', forward }
    for (let column = cell.column + 1; column < shape.columns; column += 1) if (shape.enterable(column)) return to(cell.row, column)
    return to(cell.row + 1, firstColumn(shape))
  }
  for (let column = cell.column - 1; column >= 0; column -= 1) if (shape.enterable(column)) return to(cell.row, column)
  return cell.row === 0 ? { kind: 'leave', forward } : to(cell.row - 1, lastColumn(shape))
}

export type Arrow = 'up' | 'down' | 'left' | 'right'

/** Arrow keys stay inside the grid; at an edge they stay where they are. */
export function afterArrow(shape: GridShape, cell: Cell, arrow: Arrow): Cell {
  if (arrow === 'up') return { row: Math.max(0, cell.row - 1), column: cell.column }
  if (arrow === 'down') return { row: Math.min(shape.lines, cell.row + 1), column: cell.column }
  const step = arrow === 'left' ? -1 : 1
  for (let column = cell.column + step; column >= 0 && column < shape.columns; column += step) {
    if (shape.enterable(column)) return { row: cell.row, column }
  }
  return cell
}

/** Keeps a cell inside the grid after lines went away. */
export function within(shape: GridShape, cell: Cell): Cell {
  const row = Math.min(Math.max(0, cell.row), shape.lines)
  const column = Math.min(Math.max(0, cell.column), shape.columns - 1)
  return shape.enterable(column) ? { row, column } : { row, column: firstColumn(shape) }
}
