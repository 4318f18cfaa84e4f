import { createRequire } from 'node:module'
import type { Sql } from './sql.ts'

export interface SearchFinding { readonly doc: string; readonly kind: 'party' | 'product' | 'account' | 'document' | 'draft'; readonly code: string; readonly title: string }

type Pinyin = { pinyin(text: string, options: Readonly<Record<string, unknown>>): string }
let pinyinPackage: Pinyin | null = null
const han = /\p{Script=Han}/u
const hanRun = /\p{Script=Han}+/gu

/**
 * Search over master data, posted documents and drafts: any three Latin letters within a word, the first one or two of a word,
 * one or more Chinese characters, or the pinyin of a Chinese name. Filled lazily from `search_pending`, so that posting does not
 * pay for it: `fill` runs before a search and whenever the backend is idle.
 */
export class SearchIndex {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Takes up to `limit` waiting documents into the index. @returns how many still wait */
  fill(limit = Number.MAX_SAFE_INTEGER): number {
    const sql = this.#sql
    const waiting = sql.values<string>('SELECT doc FROM search_pending LIMIT ?', limit)
    if (waiting.length > 0) {
      sql.database.transaction(() => {
        for (const doc of waiting) this.#index(doc)
      })()
    }
    return sql.value<number>('SELECT count(*) FROM search_pending') ?? 0
  }

  /** Best first: master data before documents, beginnings of codes and names first. */
  find(text: string, limit: number, kinds?: readonly SearchFinding['kind'][]): SearchFinding[] {
    const words = text.normalize('NFKC').toLowerCase().split(/[\s,;\u0000-\u001f]+/).filter((word) => word !== '')
    if (words.length === 0) return []
    this.fill()
    const long: string[] = []
    const short: string[] = []
    for (const word of words) {
      if ([...word].length >= 3) long.push(`"${word.replaceAll('"', '""')}"`)
      else short.push(han.test(word) ? `"${word.replaceAll('"', '""')}"` : `"${word.replaceAll('"', '""')}" *`)
    }
    const conditions: string[] = []
    const values: unknown[] = []
    if (long.length > 0) {
      conditions.push('r.id IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)')
      values.push(long.join(' AND '))
    }
    if (short.length > 0) {
      conditions.push('r.id IN (SELECT rowid FROM search_word WHERE search_word MATCH ?)')
      values.push(short.join(' AND '))
    }
    if (kinds && kinds.length > 0) {
      conditions.push(`r.kind IN (${kinds.map(() => '?').join(', ')})`)
      values.push(...kinds)
    }
    const start = words[0] as string
    return this.#sql.rows<SearchFinding>(
      `SELECT r.doc, r.kind, r.code, r.title FROM search_row r WHERE ${conditions.join(' AND ')}
       ORDER BY CASE WHEN lower(r.code) = ? THEN 0 WHEN substr(lower(r.code), 1, ?) = ? OR substr(lower(r.title), 1, ?) = ? THEN 1 ELSE 2 END, r.weight, r.code DESC, r.doc DESC LIMIT ?`,
      ...values, start, start.length, start, start.length, start, limit,
    )
  }

  #index(doc: string): void {
    const sql = this.#sql
    const known = sql.value<number>('SELECT id FROM search_row WHERE doc = ?', doc)
    if (known !== undefined) {
      sql.run('DELETE FROM search_row WHERE id = ?', known)
      sql.run('DELETE FROM search_text WHERE rowid = ?', known)
      sql.run('DELETE FROM search_word WHERE rowid = ?', known)
    }
    sql.run('DELETE FROM search_pending WHERE doc = ?', doc)
    const entry = this.#entry(doc)
    if (!entry) return
    const id = Number(sql.statement('INSERT INTO search_row (doc, kind, code, title, weight) VALUES (?, ?, ?, ?, ?)').run(doc, entry.kind, entry.code, entry.title, entry.weight).lastInsertRowid)
    const body = [entry.body, ...(entry.spell ? spellings(entry.body) : [])].join(' ').normalize('NFKC').toLowerCase()
    sql.run('INSERT INTO search_text (rowid, body) VALUES (?, ?)', id, body)
    sql.run('INSERT INTO search_word (rowid, body) VALUES (?, ?)', id, wordsOf(body))
  }

  #entry(doc: string): { kind: SearchFinding['kind']; code: string; title: string; body: string; weight: number; spell: boolean } | null {
    const master = this.#sql.row<{ type: string; code: string; name: string; name_alternative: string; fields: string }>('SELECT type, code, name, name_alternative, fields FROM master WHERE doc = ?', doc)
    if (master) {
      if (master.type !== 'party' && master.type !== 'product' && master.type !== 'account') return null
      const fields = JSON.parse(master.fields) as Record<string, unknown>
      const extra = ['hsCode', 'barcode', 'country', 'taxId', 'city'].map((key) => (typeof fields[key] === 'string' ? (fields[key] as string) : ''))
      const weight = master.type === 'product' ? 0 : master.type === 'party' ? 1 : 2
      return { kind: master.type, code: master.code, title: master.name, body: [master.code, master.name, master.name_alternative, ...extra].join(' '), weight, spell: true }
    }
    const posted = this.#sql.row<{ number: string | null; event_id: string; party: string | null; void: number }>('SELECT number, event_id, party, void FROM posted WHERE doc = ?', doc)
    if (posted) {
      const title = posted.number ?? posted.event_id
      return { kind: 'document', code: title, title, body: [posted.number ?? '', posted.event_id, posted.party ?? ''].join(' '), weight: 3, spell: false }
    }
    const draft = this.#sql.row<{ event_id: string; party: string | null; posted: string | null }>('SELECT event_id, party, posted FROM draft WHERE doc = ?', doc)
    if (draft && draft.posted === null) return { kind: 'draft', code: draft.event_id, title: draft.event_id, body: [draft.event_id, draft.party ?? ''].join(' '), weight: 4, spell: false }
    return null
  }
}

/** Words, and of Chinese text every character and every pair: FTS5 would take a whole run as one word. */
function wordsOf(text: string): string {
  const parts: string[] = [text.replace(hanRun, ' ')]
  for (const run of text.match(hanRun) ?? []) {
    const characters = [...run]
    characters.forEach((character, place) => {
      parts.push(character)
      const next = characters[place + 1]
      if (next !== undefined) parts.push(character + next)
    })
  }
  return parts.join(' ')
}

/** Pinyin of the Chinese parts: syllables joined, and their first letters. The dictionary is loaded when first needed. */
function spellings(text: string): string[] {
  const runs = text.match(hanRun)
  if (!runs) return []
  pinyinPackage ??= createRequire(import.meta.url)('pinyin-pro') as Pinyin
  const { pinyin } = pinyinPackage
  return runs.flatMap((run) => [
    pinyin(run, { toneType: 'none', v: true }).replaceAll(' ', ''),
    pinyin(run, { pattern: 'first', toneType: 'none' }).replaceAll(' ', ''),
  ])
}
