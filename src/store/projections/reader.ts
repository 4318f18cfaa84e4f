import type { Database } from 'better-sqlite3'
import { Sql } from './sql.ts'

export type DocumentBody = Readonly<Record<string, unknown>>

/** Where projections find the winning documents; they keep no copy of the bodies. */
export interface WinnerReader {
  /** The winner of a document, or null where it is deleted or unknown. */
  read(id: string): DocumentBody | null
  /** Ids of all winners that are not deleted, in any order. */
  ids(): Iterable<string>
  /** All winners, nearly in the order in which they were made: where it is there, it is faster than reading each by its id. */
  winners?(): Iterable<Winner>
}

export interface Winner {
  readonly body: DocumentBody
  /** As it is stored, without its id. */
  readonly text?: string
}

/** Reads the tables of the revision store in the same file. */
export function revisionReader(database: Database): WinnerReader {
  const sql = new Sql(database)
  return {
    read(id) {
      const body = sql.value<string>(
        'SELECT r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE d.id = ? AND d.deleted = 0', id,
      )
      return body === undefined ? null : parsed(body, id)
    },
    ids: () => sql.values<string>('SELECT id FROM document WHERE deleted = 0'),
    *winners() {
      // Sorted there, as `byMaking` does: of a large book not even the ids fit well into memory.
      for (const doc of sql.values<number>("SELECT doc FROM document WHERE deleted = 0 ORDER BY substr(id, instr(id, ':') + 1)")) {
        const row = sql.row<{ id: string; body: string }>('SELECT d.id, r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE d.doc = ?', doc)
        if (row) yield { body: parsed(row.body, row.id), text: row.body }
      }
    },
  }
}

function parsed(text: string, id: string): DocumentBody {
  const body = JSON.parse(text) as Record<string, unknown>
  body['_id'] = id
  return body
}

/** The winners of a reader that only knows them by id. */
export function* winnersOf(reader: WinnerReader): Generator<Winner> {
  for (const { id } of byMaking([...reader.ids()].map((id) => ({ id })))) {
    const body = reader.read(id)
    if (body) yield { body }
  }
}

/**
 * Documents nearly in the order in which they were made: by the ULID after the type. Any order gives the same result; this one
 * keeps the fold over stock and items at its end, where it is cheap.
 */
function byMaking<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ row, made: row.id.slice(row.id.indexOf(':') + 1) })).sort((a, b) => (a.made < b.made ? -1 : a.made > b.made ? 1 : 0)).map(({ row }) => row)
}
