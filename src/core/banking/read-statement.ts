import { type Outcome, refuse } from '../errors/index.ts'
import { bcaHeading, readBca } from './bca.ts'
import { type BankStatement, refused } from './statement.ts'
import { type TableFallback, type TableProfile, type TableRow, headingRow, readTable, shownHeader, tableProfiles } from './table.ts'

/**
 * A separated file of a bank: a profile that was given (or remembered) first, then those that know its heading.
 * @refuses BANK_FORMAT_UNKNOWN with the heading, for a person to map its columns; and what the reader refuses
 */
export function readBankTable(rows: readonly TableRow[], given: TableProfile | null, fallback: TableFallback = {}): Outcome<BankStatement[]> {
  if (given && headingRow(rows, given) >= 0) return readTable(rows, given, fallback)
  if (bcaHeading(rows) >= 0) return readBca(rows)
  const known = tableProfiles.find((profile) => headingRow(rows, profile) >= 0)
  if (known) return readTable(rows, known, fallback)
  return refused(refuse('BANK_FORMAT_UNKNOWN', { header: shownHeader(rows) }))
}
