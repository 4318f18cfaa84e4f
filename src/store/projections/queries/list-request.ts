import { standingCode } from '../joining.ts'
import type { Sql } from '../sql.ts'

export interface ListRequest {
  readonly offset: number
  readonly limit: number
  readonly sort?: { readonly column: string; readonly descending: boolean } | undefined
  readonly search?: string | undefined
  readonly filter?: Readonly<Record<string, string>> | undefined
  /** Today on this PC: what is overdue depends on it. */
  readonly today: string
}

export interface ListSum { readonly currency: string; readonly total: string; readonly open: string }

export interface ListPage<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly sums: readonly ListSum[]
}

/** Conditions of a WHERE clause with their values. */
export class Conditions {
  readonly #parts: string[] = []
  readonly values: unknown[] = []

  add(part: string, ...values: unknown[]): this {
    this.#parts.push(part)
    this.values.push(...values)
    return this
  }

  get sql(): string {
    return this.#parts.length === 0 ? '' : `WHERE ${this.#parts.join(' AND ')}`
  }
}

/** A LIKE pattern that finds the text anywhere; its own `%`, `_` and `\` are meant as they are. */
export function pattern(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, (character) => `\\${character}`)}%`
}

/** ORDER BY of a requested column (`|` between several expressions); an unknown column gives the default. Ends in `tie` so that pages never overlap. */
export function orderBy(request: ListRequest, columns: Readonly<Record<string, string>>, standard: string, tie: string): string {
  const column = request.sort && Object.hasOwn(columns, request.sort.column) ? columns[request.sort.column] : undefined
  if (column === undefined || !request.sort) return `ORDER BY ${standard}`
  const direction = request.sort.descending ? 'DESC' : 'ASC'
  return `ORDER BY ${column.split('|').map((part) => `${part} ${direction}`).join(', ')}, ${tie} ${direction}`
}

/** Pages a list that is small by nature (accounts, rates) and was made in memory. */
export function pageOf<Row>(rows: readonly Row[], request: ListRequest): ListPage<Row> {
  let sorted = rows
  const sort = request.sort
  if (sort) {
    const value = (row: Row): unknown => (row as Readonly<Record<string, unknown>>)[sort.column]
    const known = rows.some((row) => value(row) !== undefined)
    if (known) sorted = [...rows].sort((a, b) => compareValues(value(a), value(b)) * (sort.descending ? -1 : 1))
  }
  return { rows: sorted.slice(request.offset, request.offset + request.limit), total: rows.length, sums: [] }
}

function compareValues(a: unknown, b: unknown): number {
  const numeric = (value: unknown): number | null => (typeof value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : typeof value === 'number' ? value : null)
  const left = numeric(a)
  const right = numeric(b)
  if (left !== null && right !== null) return left - right
  const x = typeof a === 'object' ? JSON.stringify(a) : String(a)
  const y = typeof b === 'object' ? JSON.stringify(b) : String(b)
  return x < y ? -1 : x > y ? 1 : 0
}

/** Party names of a page, each read once. */
export function partyNames(sql: Sql, codes: readonly (string | null)[]): Map<string, { readonly name: string; readonly nameZh: string | null }> {
  const names = new Map<string, { name: string; nameZh: string | null }>()
  for (const code of codes) {
    if (code === null || names.has(code)) continue
    const row = sql.row<{ name: string; fields: string }>("SELECT name, fields FROM master WHERE type = 'party' AND code = ? ORDER BY doc LIMIT 1", standingCode(sql, 'party', code))
    const zh = row ? (JSON.parse(row.fields) as { nameZh?: unknown }).nameZh : undefined
    names.set(code, { name: row?.name ?? code, nameZh: typeof zh === 'string' ? zh : null })
  }
  return names
}
