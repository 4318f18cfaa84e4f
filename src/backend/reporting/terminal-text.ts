import type { ReportTable } from '../../core/report-layout/index.ts'
import { placesOf, spellCell, spellPeriods } from './spelling.ts'
import { type ReportLanguage, reportText } from './words.ts'

// Wide and full-width characters take two cells of a terminal (Unicode TR 11: W and F); joining marks take none.
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const noWidth = /[\p{Mn}\p{Me}\p{Cf}]/u

/** How many cells of a terminal a text takes. */
export function cellsOf(text: string): number {
  let cells = 0
  for (const character of text) cells += noWidth.test(character) ? 0 : wide.test(character) ? 2 : 1
  return cells
}

/** Fills up to `cells`, or cuts with an ellipsis; a wide character that does not fit whole leaves a space. */
export function fitCells(text: string, cells: number, align: 'start' | 'end'): string {
  let shown = text
  if (cellsOf(text) > cells) {
    shown = ''
    for (const character of text) {
      if (cellsOf(shown + character) > cells - 1) break
      shown += character
    }
    shown += '…'
  }
  const room = ' '.repeat(Math.max(0, cells - cellsOf(shown)))
  return align === 'end' ? room + shown : shown + room
}

const flexibleCellsMax = 44

/** Terminal control characters would move the cursor or colour the screen: names are data, not commands. */
const harmless = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')

/** The report as lines for a terminal: aligned columns, rules under sums, no trailing spaces; ends with a line feed. */
export function toText(table: ReportTable, language: ReportLanguage, company = ''): string {
  const places = placesOf(table)
  const texts = table.rows.map((row) => table.columns.map((column) => harmless(spellCell(row.cells[column.id], places, language))))
  const used = table.columns.map((column, index) => ({ ...column, index })).filter((column) => texts.some((row) => row[column.index] !== ''))
  // Names of sections run over the columns beside them, so they do not make their column wide.
  const widths = used.map((column) => Math.min(column.flexible ? flexibleCellsMax : Number.MAX_SAFE_INTEGER, Math.max(cellsOf(column.heading), ...texts.filter((_, row) => table.rows[row]?.kind !== 'section').map((row) => cellsOf(row[column.index] ?? '')))))
  const gap = '  '
  const line = (cells: readonly string[]): string => cells.join(gap).trimEnd()
  const rule = (mark: string, only: 'all' | 'figures'): string => line(used.map((column, index) => (only === 'all' || column.align === 'end' ? mark : ' ').repeat(widths[index] ?? 0)))
  const lines = [
    ...(company === '' ? [] : [harmless(company)]), table.title, `${spellPeriods(table, language)} · ${reportText(language, 'currencyNote', { currency: table.currency })}`, '',
    line(used.map((column, index) => fitCells(column.heading, widths[index] ?? 0, column.align))), rule('-', 'all'),
  ]
  for (const [rowIndex, row] of table.rows.entries()) {
    const cells = texts[rowIndex] ?? []
    if (row.kind === 'section') {
      if (rowIndex > 0) lines.push('')
      lines.push(table.columns.map((_, index) => cells[index]).filter((text) => text).join(' '))
      continue
    }
    if (row.kind === 'subtotal' || row.kind === 'total') lines.push(rule('-', 'figures'))
    lines.push(line(used.map((column, index) => fitCells(cells[column.index] ?? '', widths[index] ?? 0, column.align))))
    if (row.kind === 'total') lines.push(rule('=', 'figures'))
  }
  if (table.rows.length === 0) lines.push(reportText(language, 'empty'))
  return `${lines.join('\n')}\n`
}
