import { createRequire } from 'node:module'
import type { Sql } from './sql.ts'

export interface SearchFinding { readonly doc: string; readonly kind: 'party' | 'product' | 'account' | 'document' | 'draft'; readonly code: string; readonly title: string }

type Pinyin = { pinyin(text: string, options: Readonly<Record<string, unknown>>): string }
let pinyinPackage: Pinyin | null = null
const han = /\p{Script=Han}/u
const hanRun = /\p{Script=Han}+/gu

/** Row ids below this are master data and drafts, those from here on posted documents by their number of arrival: each half is read on its own. */
export const firstDocument = 2 ** 40
/** Above every text that begins with the same characters. */
const lastCharacter = '\u{10ffff}'
/** What a search itself takes in, so that what was just posted is found at once; more waits for an idle moment. */
const filledBySearch = 20
/** Master data is looked for from the first moment on: a search takes this much of it in before it answers. */
const mastersFilledBySearch = 400

/**
 * Search over master data, posted documents and drafts: any three Latin letters within a word, the first one or two of a word,
 * one or more Chinese characters, or the pinyin of a Chinese name. Filled lazily from `search_pending`, so that posting does not
 * pay for it: `fill` runs in slices whenever the book is idle.
 */
export class SearchIndex {
  readonly #sql: Sql

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Takes up to `limit` waiting documents into the index. @returns how many still wait */
  fill(limit = Number.MAX_SAFE_INTEGER): number {
    const masters = this.#waitingMasters(limit)
    const waiting = [...masters, ...this.#sql.values<string>('SELECT doc FROM search_pending LIMIT ?', limit)].slice(0, limit)
    this.#take(waiting)
    return this.#sql.value<number>('SELECT count(*) FROM search_pending') ?? 0
  }

  #waitingMasters(limit: number): string[] {
    return this.#sql.values<string>(`SELECT doc FROM search_pending WHERE ${ownKinds.map((kind) => `doc >= '${kind}:' AND doc < '${kind};'`).join(' OR ')} LIMIT ?`, limit)
  }

  #take(documents: readonly string[]): void {
    const { database } = this.#sql
    const waiting = [...new Set(documents)]
    if (waiting.length > 0 && !database.readonly) {
      const work = database.transaction(() => {
        for (const doc of waiting) this.#index(doc)
      })
      if (database.inTransaction) work()
      else {
        // No wait for the disk: what a power cut takes from the index still waits in `search_pending` then.
        database.pragma('synchronous = NORMAL')
        try {
          work()
        } finally {
          database.pragma('synchronous = FULL')
        }
      }
    }
  }

  /** Best first: master data before documents; beginnings of codes and names first, of documents the newest. */
  find(text: string, limit: number, kinds?: readonly SearchFinding['kind'][]): SearchFinding[] {
    const words = text.normalize('NFKC').toLowerCase().split(/[\s,;\p{Cc}]+/u).filter((word) => word !== '')
    const start = words[0]
    if (start === undefined) return []
    this.#take([...this.#waitingMasters(mastersFilledBySearch), ...this.#sql.values<string>('SELECT doc FROM search_pending LIMIT ?', filledBySearch)])
    const wanted = (kind: SearchFinding['kind']): boolean => kinds === undefined || kinds.length === 0 || kinds.includes(kind)
    const match = matchOf(words)
    const masters = ownKinds.some(wanted) ? this.#masters(match, start, ownKinds.filter(wanted), limit) : []
    if (masters.length >= limit || !wanted('document')) return masters
    return [...masters, ...this.#documents(match, words, limit - masters.length)]
  }

  #masters(match: Match, start: string, kinds: readonly SearchFinding['kind'][], limit: number): SearchFinding[] {
    return this.#sql.rows<SearchFinding>(
      `SELECT r.doc, r.kind, r.code, r.title FROM search_row r WHERE ${match.tables.map((table) => `r.id IN (SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid < ${firstDocument})`).join(' AND ')}
       AND r.kind IN (${kinds.map(() => '?').join(', ')})
       ORDER BY CASE WHEN lower(r.code) = ? THEN 0 WHEN substr(lower(r.code), 1, ?) = ? OR substr(lower(r.title), 1, ?) = ? THEN 1 ELSE 2 END, r.weight, r.code, r.doc LIMIT ?`,
      ...match.values, ...kinds, start, start.length, start, start.length, start, limit,
    )
  }

  /** By the beginning of the number through an index, then by what is in it: both stop when they have enough, however much there is. */
  #documents(match: Match, words: readonly string[], limit: number): SearchFinding[] {
    const found: SearchFinding[] = []
    const [only] = words
    if (words.length === 1 && only !== undefined) {
      found.push(...this.#sql.rows<SearchFinding>(
        `SELECT doc, kind, code, title FROM search_row WHERE code >= ? COLLATE NOCASE AND code < ? COLLATE NOCASE AND id >= ${firstDocument} ORDER BY code COLLATE NOCASE DESC LIMIT ?`, only, only + lastCharacter, limit,
      ))
    }
    if (found.length >= limit || (found.length > 0 && (only as string).length > 5)) return found
    const known = new Set(found.map(({ doc }) => doc))
    // Two tables cannot be read side by side from the newest on: short and long words together are looked for as beginnings of words.
    const [table, asked] = match.tables.length === 1 ? [match.tables[0] as string, match.values[0] as string] : ['search_word', words.map(asBeginning).join(' AND ')]
    const inside = this.#sql.rows<SearchFinding>(
      `SELECT r.doc, r.kind, r.code, r.title FROM ${table} t JOIN search_row r ON r.id = t.rowid WHERE t.${table} MATCH ? AND t.rowid >= ${firstDocument} ORDER BY t.rowid DESC LIMIT ?`, asked, limit,
    )
    for (const finding of inside) if (found.length < limit && !known.has(finding.doc)) found.push(finding)
    return found
  }

  /** What of the index is not as its documents say; documents that wait are not looked at. */
  compare(): { readonly rows: number; readonly differences: readonly string[] } {
    const sql = this.#sql
    const differences: string[] = []
    const unseen = new Map(sql.rows<{ doc: string; id: number }>('SELECT doc, id FROM search_row').map(({ doc, id }) => [doc, id]))
    const rows = unseen.size
    const waiting = new Set(sql.values<string>('SELECT doc FROM search_pending'))
    for (const doc of sql.values<string>('SELECT doc FROM master UNION ALL SELECT doc FROM posted UNION ALL SELECT doc FROM draft')) {
      const id = unseen.get(doc)
      unseen.delete(doc)
      if (waiting.has(doc)) continue
      const entry = this.#entry(doc)
      const body = entry && bodyOf(entry)
      const stored = id === undefined ? undefined : sql.row<Record<string, unknown>>(
        'SELECT r.kind, r.code, r.title, r.weight, (SELECT body FROM search_text WHERE rowid = r.id) AS text, (SELECT body FROM search_word WHERE rowid = r.id) AS words FROM search_row r WHERE r.id = ?', id,
      )
      const expected = entry && body !== null ? { kind: entry.kind, code: entry.code, title: entry.title, weight: entry.weight, text: body, words: wordsOf(body) } : undefined
      if (JSON.stringify(stored) !== JSON.stringify(expected)) differences.push(doc)
    }
    for (const doc of unseen.keys()) if (!waiting.has(doc)) differences.push(doc)
    return { rows, differences }
  }

  #remove(id: number): void {
    this.#sql.run('DELETE FROM search_row WHERE id = ?', id)
    this.#sql.run('DELETE FROM search_text WHERE rowid = ?', id)
    this.#sql.run('DELETE FROM search_word WHERE rowid = ?', id)
  }

  #index(doc: string): void {
    const sql = this.#sql
    const known = sql.value<number>('SELECT id FROM search_row WHERE doc = ?', doc)
    if (known !== undefined) this.#remove(known)
    sql.run('DELETE FROM search_pending WHERE doc = ?', doc)
    const entry = this.#entry(doc)
    if (!entry) return
    let id: number
    if (entry.n === null) id = (sql.value<number>(`SELECT max(id) FROM search_row WHERE id < ${firstDocument}`) ?? 0) + 1
    else {
      id = firstDocument + entry.n
      // The number of a document that is gone, whose turn to be taken out has not come.
      this.#remove(id)
    }
    const body = bodyOf(entry)
    sql.run('INSERT INTO search_row (id, doc, kind, code, title, weight) VALUES (?, ?, ?, ?, ?, ?)', id, doc, entry.kind, entry.code, entry.title, entry.weight)
    sql.run('INSERT INTO search_text (rowid, body) VALUES (?, ?)', id, body)
    sql.run('INSERT INTO search_word (rowid, body) VALUES (?, ?)', id, wordsOf(body))
  }

  #entry(doc: string): Entry | null {
    const master = this.#sql.row<{ type: string; code: string; name: string; name_alternative: string; fields: string }>('SELECT type, code, name, name_alternative, fields FROM master WHERE doc = ?', doc)
    if (master) {
      if (master.type !== 'party' && master.type !== 'product' && master.type !== 'account') return null
      const fields = JSON.parse(master.fields) as Record<string, unknown>
      const extra = ['hsCode', 'barcode', 'country', 'taxId', 'city'].map((key) => (typeof fields[key] === 'string' ? (fields[key] as string) : ''))
      const joined = this.#sql.rows<{ code: string; name: string }>('SELECT j.code, m.name FROM joined j JOIN master m ON m.doc = j.doc WHERE j.into_doc = ? ORDER BY j.doc', doc).flatMap(({ code, name }) => [code, name])
      const weight = master.type === 'product' ? 0 : master.type === 'party' ? 1 : 2
      return { kind: master.type, code: master.code, title: master.name, body: [master.code, master.name, master.name_alternative, ...extra, ...joined].join(' '), weight, spell: true, n: null }
    }
    const posted = this.#sql.row<{ n: number; number: string | null; event_id: string; party: string | null }>('SELECT n, number, event_id, party FROM posted WHERE doc = ?', doc)
    if (posted) {
      const title = posted.number ?? posted.event_id
      return { kind: 'document', code: title, title, body: [posted.number ?? '', posted.event_id, posted.party ?? ''].join(' '), weight: 3, spell: false, n: posted.n }
    }
    const draft = this.#sql.row<{ event_id: string; party: string | null; posted: string | null }>('SELECT event_id, party, posted FROM draft WHERE doc = ?', doc)
    if (draft && draft.posted === null) return { kind: 'draft', code: draft.event_id, title: draft.event_id, body: [draft.event_id, draft.party ?? ''].join(' '), weight: 4, spell: false, n: null }
    return null
  }
}

interface Entry {
  readonly kind: SearchFinding['kind']
  readonly code: string
  readonly title: string
  readonly body: string
  readonly weight: number
  /** Whether its Chinese parts are spelled too. */
  readonly spell: boolean
  /** Number of arrival of a posted document. */
  readonly n: number | null
}

const ownKinds = ['product', 'party', 'account', 'draft'] as const

/** What each of one or two tables is asked for: three letters and more anywhere, fewer at the beginning of a word. */
interface Match { readonly tables: readonly ('search_text' | 'search_word')[]; readonly values: readonly string[] }

function matchOf(words: readonly string[]): Match {
  const long: string[] = []
  const short: string[] = []
  for (const word of words) {
    if ([...word].length >= 3) long.push(quoted(word))
    else short.push(asBeginning(word))
  }
  const tables: ('search_text' | 'search_word')[] = []
  const values: string[] = []
  if (long.length > 0) {
    tables.push('search_text')
    values.push(long.join(' AND '))
  }
  if (short.length > 0) {
    tables.push('search_word')
    values.push(short.join(' AND '))
  }
  return { tables, values }
}

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`
const asBeginning = (word: string): string => (han.test(word) ? quoted(word) : `${quoted(word)} *`)

function bodyOf(entry: Entry): string {
  return [entry.body, ...(entry.spell ? spellings(entry.body) : [])].join(' ').normalize('NFKC').toLowerCase()
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
