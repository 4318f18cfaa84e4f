import { firstDocument } from '../search.ts'
import type { Sql } from '../sql.ts'
import { pattern } from './list-request.ts'

/** Which documents a text in a list's search box means: those with it in number or event id, and those of a party whose name or code has it. */
export interface TextMatch {
  readonly sql: string
  readonly values: readonly unknown[]
  /** Numbers of arrival among which all of them are, where these are few. */
  readonly numbers: readonly number[] | null
}

const parties = "SELECT code FROM master WHERE type = 'party' AND (code LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' OR name_alternative LIKE ? ESCAPE '\\')"
/** More than this are read in the order of the list: then the page is soon full. */
const fewMax = 3000

/** Null where the text is empty. */
export function textMatch(sql: Sql, search: string | undefined): TextMatch | null {
  const text = search?.trim()
  if (!text) return null
  const like = pattern(text)
  return {
    sql: `(number LIKE ? ESCAPE '\\' OR event_id LIKE ? ESCAPE '\\' OR party IN (${parties}))`, values: [like, like, like, like, like],
    numbers: few(sql, text, like),
  }
}

/** Candidates from the search index and what still waits for it; null where they are many, or the index cannot tell. */
function few(sql: Sql, text: string, like: string): number[] | null {
  const normal = text.normalize('NFKC').toLowerCase()
  // Three letters are the least that the index of letters knows.
  if ([...normal].length < 3) return null
  const found = new Set<number>()
  const take = (statement: string, ...values: unknown[]): boolean => {
    const numbers = sql.values<number>(`${statement} LIMIT ${fewMax + 1}`, ...values)
    for (const n of numbers) found.add(n)
    return numbers.length <= fewMax && found.size <= fewMax
  }
  const all = take('SELECT p.n FROM search_pending s JOIN posted p ON p.doc = s.doc')
    && take(`SELECT rowid - ${firstDocument} FROM search_text WHERE search_text MATCH ? AND rowid >= ${firstDocument}`, `"${normal.replaceAll('"', '""')}"`)
    && take(`SELECT n FROM posted WHERE party IN (${parties})`, like, like, like)
  return all ? [...found] : null
}
