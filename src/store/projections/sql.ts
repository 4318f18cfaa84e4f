import type { Database, Statement } from 'better-sqlite3'

/** Prepared statements of one connection, made at first use. */
export class Sql {
  readonly database: Database
  readonly #statements = new Map<string, Statement<unknown[]>>()
  readonly #plucked = new Map<string, Statement<unknown[]>>()

  constructor(database: Database) {
    this.database = database
  }

  statement(sql: string): Statement<unknown[]> {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.database.prepare(sql)))
    return statement
  }

  run(sql: string, ...values: unknown[]): number {
    return this.statement(sql).run(...values).changes
  }

  /** The shape of the row is the caller's word: it stands beside the statement that selects it. */
  row<Row>(sql: string, ...values: unknown[]): Row | undefined {
    return this.statement(sql).get(...values) as Row | undefined
  }

  rows<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.statement(sql).all(...values) as Row[]
  }

  value<Value>(sql: string, ...values: unknown[]): Value | undefined {
    return this.#pluckedStatement(sql).get(...values) as Value | undefined
  }

  values<Value>(sql: string, ...values: unknown[]): Value[] {
    return this.#pluckedStatement(sql).all(...values) as Value[]
  }

  iterate<Row>(sql: string, ...values: unknown[]): IterableIterator<Row> {
    // A statement that is being iterated is busy: each iteration has its own.
    return this.database.prepare(sql).iterate(...values) as IterableIterator<Row>
  }

  #pluckedStatement(sql: string): Statement<unknown[]> {
    let statement = this.#plucked.get(sql)
    if (!statement) this.#plucked.set(sql, (statement = this.database.prepare<unknown[]>(sql).pluck()))
    return statement
  }
}
