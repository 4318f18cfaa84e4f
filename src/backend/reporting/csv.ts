import type { ReportCell, ReportTable } from '../../core/report-layout/index.ts'

/**
 * Text that a spreadsheet would run as a formula when the file is opened: it starts with `=`, `+`, `-`, `@`, a tab or a line end, or
 * with one of their full-width twins, also behind spaces. A name like `=HYPERLINK(…)` can come from any buyer's order.
 * @source OWASP, CSV injection
 */
const formulaStart = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** One field of free text: made harmless by a leading apostrophe where needed, quoted where needed (RFC 4180). */
export function csvText(text: string): string {
  return quoted(formulaStart.test(text) ? `'${text}` : text)
}

/** One field that is a plain decimal (`-1250.50`): written bare, since only digits, a point and a minus can be in it. */
export function csvNumber(value: string): string {
  return /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? value : csvText(value)
}

function quoted(text: string): string {
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows of ready fields as a CSV file: comma, CRLF. Excel takes UTF-8 only behind a byte order mark, so it stands before text that is not ASCII. */
export function csvFile(rows: readonly (readonly string[])[]): string {
  const body = rows.map((row) => `${row.join(',')}\r\n`).join('')
  return /[^\u0000-\u007f]/.test(body) ? `\ufeff${body}` : body
}

/** The report as CSV: one heading line, dates as `YYYY-MM-DD`, figures with a decimal point; a foreign amount takes two fields. */
export function toCsv(table: ReportTable): string {
  const columns = table.columns.flatMap((column) => (isForeign(table, column.id) ? [{ ...column, part: 'currency' as const }, { ...column, part: 'value' as const }] : [{ ...column, part: 'value' as const }]))
  const head = columns.map((column) => csvText(column.part === 'currency' ? `${column.heading} (ISO 4217)` : column.heading))
  const body = table.rows.map((row) => columns.map((column) => {
    const cell = row.cells[column.id]
    if (column.part === 'currency') return cell?.kind === 'foreign' ? csvText(cell.currency) : ''
    return csvField(cell)
  }))
  return csvFile([head, ...body])
}

function isForeign(table: ReportTable, column: string): boolean {
  return table.rows.some((row) => row.cells[column]?.kind === 'foreign')
}

function csvField(cell: ReportCell | undefined): string {
  if (cell === undefined) return ''
  switch (cell.kind) {
    case 'text':
    case 'code': return csvText(cell.text)
    case 'date': return csvText(cell.value)
    case 'money':
    case 'foreign':
    case 'quantity':
    case 'count':
    case 'percent': return csvNumber(cell.value)
  }
}

/**
 * A list of the page as CSV.
 * @param headings in the reader's language
 * @param rows canonical texts; `numeric` tells which columns are decimals, all others are made harmless as text
 */
export function listToCsv(headings: readonly string[], rows: readonly (readonly string[])[], numeric: readonly boolean[]): string {
  return csvFile([headings.map(csvText), ...rows.map((row) => row.map((text, index) => (numeric[index] ? csvNumber(text) : csvText(text))))])
}
