import type { MutableDocument } from '../../core/document/index.ts'
import type { SharedKeys } from './attention.ts'
import { namesOf } from './masters.ts'
import type { Sql } from './sql.ts'

/** A key of fewer signs than this says nothing: `A`, `01`. */
const shortestKey = 3

/** By what a party or product may be one that another device made too. */
function likenessesOf({ type, fields }: MutableDocument): string[] {
  const text = (name: string): string => (typeof fields[name] === 'string' ? (fields[name] as string) : '')
  const found: string[] = []
  const add = (by: string, value: string, more = ''): void => {
    if (value.length >= shortestKey) found.push(`${by} ${value}${more}`)
  }
  add('code', bare(text('code')))
  const { id } = namesOf(fields)
  if (type === 'party') {
    // A tax number of 15 digits is the same of 16 with a nought before it.
    add('taxId', bare(text('taxId')).replace(/^0+/, ''))
    add('taxId', bare(text('uscc')))
    add('name', bare(id), ` ${text('country')}`)
  } else if (type === 'product') add('name', bare(id))
  return [...new Set(found)]
}

/** Letters and figures alone, in small letters: `CV. Rotan-Jaya` and `cv rotan jaya` are one. */
function bare(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '')
}

export function writeLikeness(sql: Sql, body: MutableDocument, keys: SharedKeys): void {
  if (body.type !== 'party' && body.type !== 'product') return
  // Who wrote the code made the document: a code is never changed afterwards.
  const device = body.dots['code']?.[0] ?? body.device
  for (const key of likenessesOf(body)) {
    sql.run('INSERT OR REPLACE INTO likeness (type, key, doc, device) VALUES (?, ?, ?, ?)', body.type, key, body._id, device)
    keys.likeness(body.type, key)
  }
}

export function removeLikeness(sql: Sql, doc: string, keys: SharedKeys): void {
  for (const { type, key } of sql.rows<{ type: string; key: string }>('SELECT type, key FROM likeness WHERE doc = ?', doc)) keys.likeness(type, key)
  sql.run('DELETE FROM likeness WHERE doc = ?', doc)
}

export interface LikePair { readonly doc: string; readonly other: string }

/** Of the documents under one key those that another device's, made before, is like; the first such one beside each. Not what has one code, nor what a person kept apart. */
export function likePairs(sql: Sql, type: string, key: string): LikePair[] {
  const rows = sql.rows<{ doc: string; device: string; code: string }>('SELECT l.doc, l.device, m.code FROM likeness l JOIN master m ON m.doc = l.doc AND m.type = l.type WHERE l.type = ? AND l.key = ? ORDER BY l.doc', type, key)
  if (rows.length < 2) return []
  return rows.flatMap((row, place): LikePair[] => {
    const other = rows.slice(0, place).find((before) => before.device !== row.device && before.code !== row.code && !areKeptApart(sql, before.doc, row.doc))
    return other ? [{ doc: row.doc, other: other.doc }] : []
  })
}

function areKeptApart(sql: Sql, a: string, b: string): boolean {
  return sql.value('SELECT 1 FROM kept_apart WHERE (a = ? AND b = ?) OR (a = ? AND b = ?) LIMIT 1', a, b, b, a) !== undefined
}

/** What a person decided about a pair, for all devices. */
export function writeDecision(sql: Sql, doc: string, body: MutableDocument | null, keys: SharedKeys): void {
  const settle = (pair: { readonly a: string; readonly b: string } | undefined): void => {
    if (!pair) return
    for (const each of [pair.a, pair.b]) for (const { type, key } of sql.rows<{ type: string; key: string }>('SELECT type, key FROM likeness WHERE doc = ?', each)) keys.likeness(type, key)
  }
  settle(sql.row<{ a: string; b: string }>('SELECT a, b FROM kept_apart WHERE doc = ?', doc))
  sql.run('DELETE FROM kept_apart WHERE doc = ?', doc)
  const { what, a, b } = body?.fields ?? {}
  if (what !== 'apart' || typeof a !== 'string' || typeof b !== 'string') return
  sql.run('INSERT INTO kept_apart (doc, a, b) VALUES (?, ?, ?)', doc, a, b)
  settle({ a, b })
}
