import type { Context, FactResult } from './context.ts'

/** What a table has one row for: the rows, and the facts of one row with the place that each comes from. */
export interface RowTable {
  readonly count: (context: Context) => number
  readonly fact: (name: string, row: number, context: Context) => { readonly path: string, readonly result: FactResult } | null
  readonly names: readonly string[]
  /** Sum of a column over rows, where adding up makes sense; null where rows of different units stand in it. */
  readonly sum: (name: string, to: number, context: Context) => FactResult
}

export type RowFact<R> = readonly [path: (index: number, row: R) => string, value: (row: R, context: Context, index: number) => FactResult, sum?: (rows: readonly R[], context: Context) => FactResult]

export function tableOf<R>(rowsOf: (context: Context) => readonly R[], facts: Readonly<Record<string, RowFact<R>>>): RowTable {
  const cache = new WeakMap<Context, readonly R[]>()
  const rows = (context: Context): readonly R[] => {
    const known = cache.get(context)
    if (known) return known
    const made = rowsOf(context)
    cache.set(context, made)
    return made
  }
  return {
    names: Object.keys(facts),
    count: (context) => rows(context).length,
    fact: (name, index, context) => {
      const fact = facts[name]
      const row = rows(context)[index]
      return fact === undefined || row === undefined ? null : { path: fact[0](index, row), result: fact[1](row, context, index) }
    },
    sum: (name, to, context) => facts[name]?.[2]?.(rows(context).slice(0, to), context) ?? null,
  }
}
