import writeExcelFile from 'write-excel-file/node'
import type { ReportCell, ReportRow, ReportTable } from '../../core/report-layout/index.ts'
import { placesOf, spellPeriods } from './spelling.ts'
import { type ReportLanguage, reportText } from './words.ts'

type SheetCell = Record<string, unknown> | null

// Excel keeps 15 digits: an amount beyond that would silently lose its last ones, so it is written as text.
const exactDigitsMax = 15

/**
 * The report as an .xlsx file: real numbers and dates, so that it can be summed; text cells are strings and never formulas.
 * @param company stands above the title
 */
export async function toXlsx(table: ReportTable, language: ReportLanguage, company: string): Promise<Buffer> {
  const places = placesOf(table)
  const columns = table.columns.flatMap((column) => {
    const foreign = table.rows.some((row) => row.cells[column.id]?.kind === 'foreign')
    return foreign ? [{ ...column, heading: '', characters: 6, part: 'currency' as const }, { ...column, part: 'value' as const }] : [{ ...column, part: 'value' as const }]
  })
  const style = (row: ReportRow): Record<string, unknown> => ({
    ...(row.kind === 'line' || row.kind === 'opening' ? {} : { fontWeight: 'bold' }),
    ...(row.kind === 'subtotal' ? { topBorderStyle: 'thin' } : {}),
    ...(row.kind === 'total' ? { topBorderStyle: 'thin', bottomBorderStyle: 'double' } : {}),
  })
  const headingRows: SheetCell[][] = [
    [plain(company, { fontWeight: 'bold' })],
    [plain(table.title, { fontWeight: 'bold', fontSize: 14 })],
    [plain(`${spellPeriods(table, language)} · ${reportText(language, 'currencyNote', { currency: table.currency })}`, {})],
    [null],
    columns.map((column) => plain(column.heading, { fontWeight: 'bold', align: column.align === 'end' ? 'right' : 'left', bottomBorderStyle: 'thin' })),
  ]
  const body = table.rows.map((row) => columns.map((column): SheetCell => {
    const cell = row.cells[column.id]
    if (column.part === 'currency') return plain(cell?.kind === 'foreign' ? cell.currency : '', { ...style(row), align: 'right' })
    return sheetCell(cell, places, { ...style(row), ...(column.align === 'end' ? { align: 'right' } : {}) })
  }))
  return writeSheet([...headingRows, ...body], columns.map((column) => Math.max(6, column.characters)), table.title, table.wide, headingRows.length)
}

/** A list of the page as .xlsx: `numeric` columns become numbers where they are exact, everything else is text. */
export async function listToXlsx(title: string, headings: readonly string[], rows: readonly (readonly string[])[], numeric: readonly boolean[]): Promise<Buffer> {
  const head = headings.map((heading, index) => plain(heading, { fontWeight: 'bold', align: numeric[index] ? 'right' : 'left', bottomBorderStyle: 'thin' }))
  const body = rows.map((row) => row.map((text, index): SheetCell => (numeric[index] && text !== '' ? number(text, text.split('.')[1]?.length ?? 0, {}) : plain(text, {}))))
  const widths = headings.map((heading, index) => Math.min(50, Math.max(8, heading.length + 2, ...rows.slice(0, 200).map((row) => (row[index] ?? '').length + 2))))
  return writeSheet([head, ...body], widths, title, false, 1)
}

async function writeSheet(data: SheetCell[][], widths: readonly number[], title: string, landscape: boolean, stickyRowsCount: number): Promise<Buffer> {
  // The types of write-excel-file want its own cell classes; ours have the same fields.
  const write = writeExcelFile as unknown as (data: SheetCell[][], options: object) => { toBuffer: () => Promise<Buffer> }
  return write(data, { columns: widths.map((width) => ({ width })), sheet: sheetName(title), stickyRowsCount, ...(landscape ? { orientation: 'landscape' } : {}) }).toBuffer()
}

/** Excel allows 31 characters and none of `\ / ? * [ ] :`. */
function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31).trim() || 'Mendunia'
}

function plain(text: string, style: Record<string, unknown>): SheetCell {
  // Control characters cannot stand in XML 1.0; a file that holds one is refused as damaged.
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return clean === '' ? (Object.keys(style).length > 0 ? { value: '', type: String, ...style } : null) : { value: clean, type: String, ...style }
}

function number(value: string, places: number, style: Record<string, unknown>): SheetCell {
  const digits = value.replace(/[-.]/g, '').replace(/^0+/, '')
  if (!/^-?[0-9]+(\.[0-9]+)?$/.test(value) || digits.length > exactDigitsMax) return plain(value, style)
  return { value: Number(value), type: Number, format: places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`, ...style }
}

function sheetCell(cell: ReportCell | undefined, places: number, style: Record<string, unknown>): SheetCell {
  if (cell === undefined) return plain('', style)
  switch (cell.kind) {
    case 'text':
    case 'code': return plain(cell.text, style)
    case 'date': return /^\d{4}-\d{2}-\d{2}$/.test(cell.value) ? { value: new Date(`${cell.value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...style } : plain(cell.value, style)
    case 'money': return number(cell.value, places, style)
    case 'foreign': return number(cell.value, cell.value.split('.')[1]?.length ?? 0, style)
    case 'quantity':
    case 'count':
    case 'percent': return number(cell.value, cell.value.split('.')[1]?.length ?? 0, style)
  }
}
