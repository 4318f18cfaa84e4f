import Database from 'better-sqlite3'
import { openRevisions, revisionTables, type Revisions, type RevisionsOptions } from './index.ts'

/** A store in memory, for tests. */
export function aStore(options: RevisionsOptions = {}): Revisions {
  const database = new Database(':memory:')
  database.pragma('foreign_keys = ON')
  database.exec(revisionTables)
  return openRevisions(database, options)
}
