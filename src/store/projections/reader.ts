import type { Database } from 'better-sqlite3'
import { Sql } from './sql.ts'

export type DocumentBody = Readonly<Record<string, unknown>>

/** Where projections find the winning documents; they keep no copy of the bodies. */
export interface WinnerReader {
  /** The winner of a document, or null where it is deleted or unknown. */
  read(id: string): DocumentBody | null
  /** Ids of all winners that are not deleted, in any order. */
  ids(): Iterable<string>
}

/** Reads the tables of the revision store in the same file. */
export function revisionReader(database: Database): WinnerReader {
  const sql = new Sql(database)
  return {
    read(id) {
      const body = sql.value<string>(
        'SELECT r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE d.id = ? AND d.deleted = 0', id,
      )
      return body === undefined ? null : { ...(JSON.parse(body) as DocumentBody), _id: id }
    },
    ids: () => sql.values<string>('SELECT id FROM document WHERE deleted = 0'),
  }
}

/**
 * Ids so that documents come nearly in the order in which they were made: by the ULID after the type. Any order gives the same
 * result; this one keeps the fold over stock and items at its end, where it is cheap.
 */
export function inOrderOfMaking(ids: Iterable<string>): string[] {
  return [...ids].map((id) => ({ id, made: id.slice(id.indexOf(':') + 1) })).sort((a, b) => (a.made < b.made ? -1 : a.made > b.made ? 1 : 0)).map(({ id }) => id)
}
