import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import type { BookView, PostedDocument } from '../../core/posting/index.ts'
import { settleAll } from './attention.ts'
import { Batch, type Change } from './batch.ts'
import { Seals, refusedIn } from './chain.ts'
import { type Difference, compareTables, fingerprintOf, projectionTables } from './compare.ts'
import { MasterMemory } from './masters.ts'
import { type Preview, previewOf } from './preview.ts'
import { stateColumn } from './queries/posted-sums.ts'
import { type SearchHit, searchHits } from './queries/search-hits.ts'
import { type DocumentBody, type Winner, type WinnerReader, revisionReader, winnersOf } from './reader.ts'
import { type SearchFinding, SearchIndex } from './search.ts'
import { Sql } from './sql.ts'
import { createView } from './view.ts'

export interface Projections {
  readonly sql: Sql
  /** Takes up to `limit` waiting documents into the search index (for idle times; a search does it too). @returns how many wait */
  fillSearch(limit?: number): number
  /**
   * Takes changed winners into the tables. Call it inside the transaction that wrote them. The result depends on the set of
   * winners only, not on the order or grouping of calls.
   */
  project(changes: readonly Change[]): void
  /** The hash of a posting that is about to be written; projecting it then costs no second one. */
  seal(document: Parameters<Seals['seal']>[0]): string
  /** Whether a posting's content is what its hash was made of; projecting it then costs no second hash. */
  fits(document: PostedDocument): boolean
  view(): BookView
  /**
   * Empties all tables and projects every winner anew, inside one transaction.
   * @param winners  all winners; without it the reader is asked, in an order that is faster
   * @returns how many documents were projected
   */
  rebuild(winners?: Iterable<DocumentBody>): number
  /** Rebuilds into a database of its own and compares every row. */
  compare(winners?: Iterable<DocumentBody>): { readonly rows: number; readonly differences: readonly Difference[] }
  fingerprint(): string
  /** What posting the document would book; nothing is kept. */
  preview(document: PostedDocument): Preview
  /** Compares the search index with what it indexes. */
  compareSearch(): { readonly rows: number; readonly differences: readonly string[] }
  search(text: string, options?: { readonly limit?: number; readonly kinds?: readonly SearchFinding['kind'][] }): SearchHit[]
}

/** Documents of a batch of a rebuild: so few that what is made of them does not outlive it in memory. */
const rebuildBatch = 64
/** Pages in memory while everything is written anew, in KiB as SQLite has it. */
const rebuildCache = -49152

/** The projections of an open book. The tables must exist (migration `0020-projections`). */
export function createProjections(database: Database, options: { readonly reader?: WinnerReader } = {}): Projections {
  const sql = new Sql(database)
  let ownReader: WinnerReader | null = options.reader ?? null
  const reader: WinnerReader = {
    read: (id) => (ownReader ??= revisionReader(database)).read(id),
    ids: () => (ownReader ??= revisionReader(database)).ids(),
    winners: () => {
      const own = (ownReader ??= revisionReader(database))
      return own.winners?.() ?? winnersOf(own)
    },
  }
  const view = createView(sql, reader)
  const index = new SearchIndex(sql)
  const memory = new MasterMemory()
  const seals = new Seals(refusedIn(database))
  const projections: Projections = {
    sql,
    fillSearch: (limit) => index.fill(limit),
    project(changes) {
      new Batch(sql, reader, (posted) => seals.fits(posted), memory).run(changes)
    },
    seal: (document) => seals.seal(document),
    fits: (document) => seals.fitsHash(document),
    view: () => view,
    rebuild(winners) {
      const cache = database.pragma('cache_size', { simple: true }) as number
      // What is written all over the place shall not be written out and read again before the end.
      database.pragma(`cache_size = ${rebuildCache}`)
      const anew = (): number => {
        // First: without its triggers a table is emptied as a whole.
        const dropped = dropForFilling(database)
        for (const table of projectionTables) database.exec(`DELETE FROM ${table}`)
        const count = fill(sql, reader, winners, refusedIn(database))
        // Sorting takes its own memory.
        database.pragma(`cache_size = ${cache}`)
        for (const create of dropped) database.exec(create)
        return count
      }
      try {
        // Within the caller's transaction no savepoint of its own: it would keep in memory what every page was before.
        return database.inTransaction ? anew() : database.transaction(anew)()
      } finally {
        database.pragma(`cache_size = ${cache}`)
      }
    },
    compare() {
      const other = new SQLite(':memory:')
      try {
        other.exec(projectionSchema())
        dropForFilling(other)
        other.pragma('foreign_keys = ON')
        const rebuilt = new Sql(other)
        other.transaction(() => fill(rebuilt, reader, undefined, refusedIn(database)))()
        return compareTables(sql, rebuilt)
      } finally {
        other.close()
      }
    },
    fingerprint: () => fingerprintOf(sql),
    preview: (document) => previewOf(sql, reader, document),
    compareSearch: () => index.compare(),
    search: (text, options) => searchHits(sql, index, text, options),
  }
  return projections
}

/** Projections in memory of what a reader gives: of a book as it was at another moment. Close them. */
export function projectedInMemory(reader: WinnerReader): { readonly projections: Projections; close(): void } {
  const database = new SQLite(':memory:')
  try {
    database.exec(projectionSchema())
    const projections = createProjections(database, { reader })
    projections.rebuild()
    return { projections, close: () => database.close() }
  } catch (error) {
    database.close()
    throw error
  }
}

/** Indices that only lists and reports read: while everything is written anew they are made at the end, in one pass each. */
const readingIndices = [
  'ledger_line_account', 'posted_event', 'posted_date', 'posted_party', 'posted_open', 'posted_number', 'posted_place', 'posted_reversed', 'posted_void', 'reference_doc', 'item_id', 'item_open', 'item_open_party', 'vat_row_date', 'turnover_date',
  'sale_date', 'exchange_rate_valid', 'draft_event',
] as const

/** What keeps the sums of `posted` row by row, and the same sums made in one pass: a comparison sets one against the other. */
const keepingTriggers = ['posted_sum_added', 'posted_sum_removed', 'posted_sum_changed', 'party_sale_added', 'party_sale_removed', 'party_sale_changed_from', 'party_sale_changed_to'] as const
const keptSums = [
  `INSERT INTO posted_sum (event, month, currency, state, documents, total, open)
   SELECT event, substr(date, 1, 7), coalesce(currency, ''), ${stateColumn}, count(*), sum(total), sum(open) FROM posted GROUP BY 1, 2, 3, 4`,
  `INSERT INTO party_sale (month, party, documents, base)
   SELECT substr(date, 1, 7), coalesce(party, ''), count(*), sum(base) FROM posted WHERE event = 'sales.invoice' AND reversed = 0 GROUP BY 1, 2`,
] as const

/** @returns the statements that make them again */
function dropForFilling(database: Database): string[] {
  const createOf = database.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck()
  return [...readingIndices.map((name) => ['INDEX', name] as const), ...keepingTriggers.map((name) => ['TRIGGER', name] as const)].flatMap(([kind, name]) => {
    const create = createOf.get(name)
    if (create === undefined) return []
    database.exec(`DROP ${kind} ${name}`)
    return [create]
  })
}

function fill(sql: Sql, reader: WinnerReader, winners: Iterable<DocumentBody> | undefined, isRefused: (doc: string) => boolean): number {
  let count = 0
  const memory = new MasterMemory()
  const seals = new Seals(isRefused)
  let batch: Change[] = []
  const flush = (): void => {
    new Batch(sql, reader, (posted, text) => seals.fits(posted, text), memory, true).run(batch)
    count += batch.length
    batch = []
  }
  const add = ({ body, text }: Winner): void => {
    batch.push({ id: String(body['_id']), body, ...(text === undefined ? {} : { text }) })
    if (batch.length >= rebuildBatch) flush()
  }
  if (winners) for (const body of winners) add({ body })
  else for (const winner of reader.winners?.() ?? winnersOf(reader)) add(winner)
  flush()
  for (const statement of keptSums) sql.run(statement)
  settleAll(sql)
  return count
}

/** Migrations that make projection tables and nothing else. */
const schemaFiles = ['0020-projections.sql', '0040-banking.sql', '0050-chain-places.sql', '0060-ledger-by-document.sql', '0061-ledger-line-order.sql', '0080-joining.sql', '0090-shipments.sql']

/** The statements that make the projection tables, from the migrations themselves. */
export function projectionSchema(): string {
  const here = import.meta.dirname
  const candidates = [join(here, '..', 'migrations'), join(here, 'migrations'), join(here, '..', '..', 'migrations')]
  const folder = candidates.find((candidate) => existsSync(join(candidate, '0020-projections.sql')))
  if (!folder) throw new Error(`migrations not found beside ${here}`)
  return schemaFiles.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
}
