import { CsvError, parse } from 'csv-parse/sync'
import type { TableRow } from '../../core/banking/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'

const rowsMax = 200_000

/** The separator of a file: the one that most of its lines hold most often. */
export function separatorOf(text: string): ',' | ';' | '\t' {
  const lines = text.split(/\r\n|\n|\r/, 60).filter((line) => line.trim() !== '')
  const separators = [',', ';', '\t'] as const
  const count = (separator: string): number => {
    // Quoted text may hold any of them.
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(separator).length - 1).sort((a, b) => a - b)
    return counts[Math.floor(counts.length / 2)] ?? 0
  }
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best))
}

/**
 * Rows of a separated file, each with the line on which it begins. Rows may differ in length, quotes may hold line breaks.
 * @throws RefusalError FILE_INVALID for what is no table at all, FILE_TOO_LARGE beyond 200,000 rows
 */
export function readSeparated(text: string): TableRow[] {
  const rows: TableRow[] = []
  let ended = 0
  try {
    const records = parse(text, {
      bom: true, delimiter: separatorOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: false, info: true, to: rowsMax + 1, record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
    for (const { record, info } of records) {
      rows.push({ row: ended + 1, cells: record })
      ended = info.lines
    }
  } catch (error) {
    if (error instanceof CsvError) throw new RefusalError(refuse('FILE_INVALID'))
    throw error
  }
  if (rows.length > rowsMax) throw new RefusalError(refuse('FILE_TOO_LARGE', { size: rows.length, max: rowsMax }))
  return rows
}
