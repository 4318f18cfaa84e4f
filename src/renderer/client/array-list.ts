import type { Refusal } from '../../core/errors/index.ts'
import type { ListResult } from './hooks.ts'

/**
 * Rows that are all here already, as the table takes them.
 * @param key  tells one table's place of the cursor from another's
 * @param rows  undefined while they are on their way
 */
export function arrayList<Row>(key: string, rows: readonly Row[] | undefined, refusals: readonly Refusal[] = []): ListResult<Row> {
  return {
    list: 'documents', params: { filter: { of: key } }, total: rows?.length ?? 0, sums: [], isLoading: rows === undefined, refusals,
    rows: (index) => rows?.[index], ensure: () => undefined, fetchRow: (index) => Promise.resolve(rows?.[index]),
  }
}
