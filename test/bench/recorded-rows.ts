// Notes the row changes that code under test makes, so that a benchmark can make the very same ones without that code.
import SQLite, { type Database, type Statement } from 'better-sqlite3'

export interface RowChange { readonly sql: string; readonly values: readonly unknown[] }

type Run = Statement<unknown[]>['run']

/**
 * Until `stop` every statement that any connection prepares is watched. `take` gives what has changed rows since it was last
 * called, in order; statements that found nothing to change are left out: whoever wrote the rows by hand would not run them.
 */
export function recordRowChanges(): { take(): RowChange[]; stop(): void } {
  const prototype = SQLite.prototype as Database
  const prepare = prototype.prepare
  let changes: RowChange[] = []
  prototype.prepare = function (this: Database, sql: string) {
    const statement = prepare.call(this, sql) as Statement<unknown[]>
    const run = statement.run.bind(statement) as Run
    statement.run = ((...values: unknown[]) => {
      const result = run(...values)
      if (result.changes > 0) changes.push({ sql, values })
      return result
    }) as Run
    return statement
  } as typeof prepare
  return {
    take: () => {
      const taken = changes
      changes = []
      return taken
    },
    stop: () => {
      prototype.prepare = prepare
    },
  }
}

/** How many row changes fall on each table, for the page that tells what was measured. */
export function changesByTable(changes: readonly RowChange[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { sql } of changes) {
    const [, verb, table] = /^\s*(INSERT|UPDATE|DELETE)(?: OR \w+)?(?: INTO| FROM)? (\w+)/i.exec(sql) ?? []
    const name = `${String(table)} ${String(verb).toLowerCase()}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
