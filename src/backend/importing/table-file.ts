import { readSheet } from 'read-excel-file/node'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { ImportRow } from '../../core/importing/index.ts'
import { decodeText } from './decode.ts'
import { readSeparated } from './separated.ts'

export interface TableFile {
  readonly headings: readonly string[]
  readonly rows: readonly ImportRow[]
}

/**
 * A table out of a separated file or a workbook's first sheet; its first row with two or more cells is the heading.
 * @throws RefusalError FILE_INVALID, IMPORT_EMPTY
 */
export async function readTableFile(bytes: Uint8Array): Promise<TableFile> {
  const rows = isWorkbook(bytes) ? await readWorkbook(bytes) : readText(bytes)
  const at = rows.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length >= 2)
  const head = rows[at]
  if (!head) throw new RefusalError(refuse('IMPORT_EMPTY'))
  const data = rows.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (data.length === 0) throw new RefusalError(refuse('IMPORT_EMPTY'))
  return { headings: head.cells.map((heading) => heading.trim()), rows: data }
}

/** A workbook is a ZIP file. */
function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

function readText(bytes: Uint8Array): ImportRow[] {
  const text = decodeText(bytes)
  if (text.includes('\u0000')) throw new RefusalError(refuse('FILE_INVALID'))
  return readSeparated(text)
}

async function readWorkbook(bytes: Uint8Array): Promise<ImportRow[]> {
  try {
    const sheet = await readSheet(Buffer.from(bytes))
    return sheet.map((cells, index) => ({ row: index + 1, cells: cells.map(cellText) }))
  } catch {
    // The reader throws plain errors for whatever is no workbook.
    throw new RefusalError(refuse('FILE_INVALID'))
  }
}

/** A cell as text; a number with three decimals gets a fourth, so that no one takes its point for a thousands mark. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'number') return typeof value === 'object' ? '' : String(value)
  const text = Number.isInteger(value) ? BigInt(value).toString() : String(value)
  return /^-?[0-9]+\.[0-9]{3}$/.test(text) ? `${text}0` : text
}
