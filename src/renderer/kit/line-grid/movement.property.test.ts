import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterArrow, afterEnter, afterTab, firstColumn, within, type Cell, type GridShape } from './movement.ts'

const shapes = fc.record({ lines: fc.nat(30), flags: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }) }).map(({ lines, flags }): GridShape => {
  const open = flags.some(Boolean) ? flags : [true, ...flags.slice(1)]
  return { lines, columns: open.length, enterable: (column) => open[column] ?? false, pauses: () => true }
})
const inside = (shape: GridShape, cell: Cell) => cell.row >= 0 && cell.row <= shape.lines && shape.enterable(cell.column)

describe('movement in a grid of lines', () => {
  it('stays on cells that can be entered', () => {
    fc.assert(fc.property(shapes, fc.nat(40), fc.nat(12), fc.constantFrom('up' as const, 'down' as const, 'left' as const, 'right' as const), (shape, row, column, arrow) => {
      const start = within(shape, { row, column })
      expect(inside(shape, start)).toBe(true)
      expect(inside(shape, afterArrow(shape, start, arrow))).toBe(true)
      for (const step of [afterEnter(shape, start), afterTab(shape, start, true), afterTab(shape, start, false)]) if (step.kind === 'cell') expect(inside(shape, step.cell)).toBe(true)
    }))
  })

  it('comes out of the grid by Enter alone, and by Tab in both directions', () => {
    fc.assert(fc.property(shapes, (shape) => {
      for (const move of [afterEnter, (s: GridShape, c: Cell) => afterTab(s, c, true), (s: GridShape, c: Cell) => afterTab(s, c, false)]) {
        let cell: Cell | null = within(shape, { row: shape.lines === 0 ? 0 : Math.floor(shape.lines / 2), column: 0 })
        for (let steps = 0; cell && steps < 400; steps += 1) {
          const step = move(shape, cell)
          cell = step.kind === 'cell' ? step.cell : null
        }
        expect(cell).toBe(null)
      }
    }))
  })

  it('leaves the grid from the empty line, and passes cells that are filled already', () => {
    const shape: GridShape = { lines: 1, columns: 4, enterable: (column) => column < 3, pauses: (cell) => cell.column !== 1 }
    expect(afterEnter(shape, { row: 1, column: 0 })).toEqual({ kind: 'leave', forward: true })
    expect(afterEnter(shape, { row: 0, column: 0 })).toEqual({ kind: 'cell', cell: { row: 0, column: 2 } })
    expect(afterEnter(shape, { row: 0, column: 2 })).toEqual({ kind: 'cell', cell: { row: 1, column: firstColumn(shape) } })
  })
})
