import type { Database, Statement } from 'better-sqlite3'

const rememberedMax = 100

/** Prepared statements of one connection, made at first use. */
export class Sql {
  readonly database: Database
  readonly #statements = new Map<string, Statement<unknown[]>>()
  readonly #plucked = new Map<string, Statement<unknown[]>>()
  readonly #memory = new Map<string, unknown>()
  #generation = ''

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

  /**
   * What was made of rows before, as long as no row of the book has changed since. Nothing is remembered inside a transaction:
   * it may be rolled back.
   */
  remembered<Value>(key: string, make: () => Value): Value {
    if (this.database.inTransaction) return make()
    const generation = `${this.value<number>('SELECT total_changes()') ?? 0} ${this.value<number>('PRAGMA data_version') ?? 0}`
    if (generation !== this.#generation || this.#memory.size >= rememberedMax) {
      this.#generation = generation
      this.#memory.clear()
    }
    const known = this.#memory.get(key)
    if (known !== undefined) return known as Value
    const made = make()
    this.#memory.set(key, made)
    return made
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
