import { addTexts, isZero, negateText, percentText } from './figures.ts'
import { readRowKey } from './row-key.ts'
import type { ReportCell, ReportColumn, ReportRow, ReportTable, ReportWords } from './report-table.ts'

/** Which columns are set beside those of another period; a report that is not here has no comparison. */
const comparedColumns: Partial<Record<ReportTable['report'], readonly string[]>> = {
  'trial-balance': ['balance'], 'balance-sheet': ['amount'], 'income-statement': ['amount'], 'cash-flow': ['amount'], 'cash-flow-indirect': ['amount'], 'equity-changes': ['closing'], 'stock-valuation': ['value'],
  'stock-by-warehouse': ['value'], 'aged-receivables': ['total'], 'aged-payables': ['total'], 'receivables-by-currency': ['totalBase'], 'payables-by-currency': ['totalBase'], 'vat-summary': ['base', 'vat'],
  'sales-by-product': ['revenue', 'margin'], 'gross-margin': ['revenue', 'margin'],
}

export const comparableReports: ReadonlySet<string> = new Set(Object.keys(comparedColumns))

/** Figures of a column that say where they are from: `amount.before`, `amount.change`, `amount.percent`. */
export function comparedPart(column: string): { readonly column: string; readonly part: 'before' | 'change' | 'percent' } | null {
  const found = /^(.+)\.(before|change|percent)$/.exec(column)
  return found ? { column: found[1] ?? '', part: found[2] as 'before' | 'change' | 'percent' } : null
}

/** Sets a report beside the same one of another period: what it was, what changed, and by how much of a hundred. */
export function compareTables(table: ReportTable, other: ReportTable, words: ReportWords): ReportTable {
  const compared = comparedColumns[table.report]
  if (compared === undefined) return table
  const before = new Map(other.rows.flatMap((row) => (row.key === undefined ? [] : [[row.key, row] as const])))
  const rows = mergedRows(table, other).map((row): ReportRow => {
    const earlier = row.key === undefined ? undefined : before.get(row.key)
    // A heading has no figures, and a paper of one period none in the other.
    if (row.kind === 'section' || (row.key !== undefined && readRowKey(row.key)[0] === 'paper')) return row
    const cells: Record<string, ReportCell> = { ...row.cells }
    for (const column of compared) {
      const now = valueOf(row.cells[column])
      const then = valueOf(earlier?.cells[column])
      if (now === null && then === null) continue
      const change = addTexts(now ?? '0.00', negateText(then ?? '0.00'))
      if (now === null) cells[column] = { kind: 'money', value: '0.00' }
      cells[`${column}.before`] = { kind: 'money', value: then ?? '0.00' }
      cells[`${column}.change`] = { kind: 'money', value: change }
      const percent = then === null || isZero(then) ? null : percentText(change, then.replace('-', ''))
      if (percent !== null) cells[`${column}.percent`] = { kind: 'percent', value: percent }
    }
    return { ...row, cells }
  })
  const columns = table.columns.flatMap((column): ReportColumn[] => {
    if (!compared.includes(column.id)) return [column]
    const beside = (part: 'before' | 'change' | 'percent', characters: number): ReportColumn => ({ id: `${column.id}.${part}`, heading: words(`compare.${part}`), align: 'end', characters })
    return [column, beside('before', column.characters), beside('change', column.characters), beside('percent', 9)]
  })
  return { ...table, columns, rows, totals: rows.filter((row) => row.kind === 'total'), comparedWith: other.period, wide: table.wide || columns.length > 6 }
}

const valueOf = (cell: ReportCell | undefined): string | null => (cell?.kind === 'money' ? cell.value : null)

/** All rows of this period, and those of the other that it has not, each behind the row that it follows there. */
function mergedRows(table: ReportTable, other: ReportTable): ReportRow[] {
  const rows = [...table.rows]
  const known = new Set(rows.map((row) => row.key))
  let after = -1
  for (const row of other.rows) {
    if (row.key === undefined || readRowKey(row.key)[0] === 'paper') continue
    if (known.has(row.key)) {
      after = rows.findIndex((each) => each.key === row.key)
      continue
    }
    let place = after + 1
    if (row.kind === 'line') while (place < rows.length && rows[place]?.kind === 'line' && (rows[place]?.key ?? '') < row.key) place += 1
    // Only what it is called: its figures belong to the other period.
    const cells = Object.fromEntries(Object.entries(row.cells).filter(([, cell]) => cell.kind === 'text' || cell.kind === 'code' || cell.kind === 'date'))
    rows.splice(place, 0, { kind: row.kind, key: row.key, cells, ...(row.drill === undefined ? {} : { drill: row.drill }), ...(row.sums === undefined ? {} : { sums: row.sums }) })
    known.add(row.key)
    after = place
  }
  return rows
}
