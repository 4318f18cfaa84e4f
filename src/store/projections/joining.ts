import type { MutableDocument } from '../../core/document/index.ts'
import type { Posting } from '../../core/posting/index.ts'
import type { SharedKeys } from './attention.ts'
import type { Sql } from './sql.ts'

/** The field of a party or product that names the document which stands for it. */
export const joinedField = 'joinedInto'

const joinableTypes: ReadonlySet<string> = new Set(['party', 'product'])
const prefix = 'joined:'

/** The type of a row of `master` without what says that another document stands for it. */
export function baseType(type: string): string {
  return type.startsWith(prefix) ? type.slice(prefix.length) : type
}

/** Keeps what a document's register says, and takes it back where it says nothing any more. */
export function writeLink(sql: Sql, doc: string, body: MutableDocument | null): void {
  const into = body && joinableTypes.has(body.type) ? body.fields[joinedField] : undefined
  if (typeof into === 'string' && into !== '' && into !== doc) sql.run('INSERT OR REPLACE INTO joined_link (doc, into_doc) VALUES (?, ?)', doc, into)
  else sql.run('DELETE FROM joined_link WHERE doc = ?', doc)
}

/**
 * Finds anew which document stands for which, for all that hang together with the changed ones: a pure function of the links and
 * of what master data there is. Where two devices joined in opposite directions the document that was made first stands.
 * @returns codes of which references may lead elsewhere now, as `<type> <code>`
 */
export function settleJoins(sql: Sql, changed: readonly string[], keys: SharedKeys): Set<string> {
  const affected = new Set<string>()
  for (const doc of hangingTogether(sql, changed)) {
    const known = sql.row<{ type: string; code: string }>('SELECT type, code FROM master WHERE doc = ?', doc)
    const before = sql.row<{ type: string; code: string; into_doc: string; into_code: string }>('SELECT type, code, into_doc, into_code FROM joined WHERE doc = ?', doc)
    const type = known ? baseType(known.type) : ''
    const root = known && joinableTypes.has(type) ? rootOf(sql, doc, type) : doc
    if (root === doc) {
      if (before) {
        sql.run('DELETE FROM joined WHERE doc = ?', doc)
        for (const code of [before.code, before.into_code]) affected.add(`${before.type} ${code}`)
      }
      if (known && known.type !== type) sql.run('UPDATE master SET type = ? WHERE doc = ?', type, doc)
    } else if (known) {
      const into = sql.value<string>('SELECT code FROM master WHERE doc = ?', root) ?? ''
      if (!before || before.code !== known.code || before.into_code !== into) for (const code of [known.code, into, ...(before ? [before.code, before.into_code] : [])]) affected.add(`${type} ${code}`)
      sql.run('INSERT OR REPLACE INTO joined (doc, type, code, into_doc, into_code) VALUES (?, ?, ?, ?, ?)', doc, type, known.code, root, into)
      if (known.type === type) sql.run('UPDATE master SET type = ? WHERE doc = ?', prefix + type, doc)
    }
    if (known && joinableTypes.has(type)) keys.code(type, known.code)
    for (const row of sql.rows<{ type: string; key: string }>('SELECT type, key FROM likeness WHERE doc = ?', doc)) keys.likeness(row.type, row.key)
    // Who looks for a joined one by its code or name finds the one that stands.
    if (before !== undefined || root !== doc) for (const each of new Set([doc, root, before?.into_doc ?? doc])) sql.run('INSERT OR IGNORE INTO search_pending (doc) VALUES (?)', each)
  }
  // A code that came or went as master data of its own is no longer, or is again, another's.
  for (const { type, code } of keys.codes()) {
    if (!joinableTypes.has(type)) continue
    for (const into of sql.values<string>('SELECT into_code FROM joined WHERE type = ? AND code = ?', type, code)) for (const each of [code, into]) affected.add(`${type} ${each}`)
  }
  return affected
}

/** Ids of posted documents in whose rows one of the codes stands. */
export function documentsNaming(sql: Sql, codes: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  const add = (select: string, code: string): void => {
    for (const doc of sql.values<string>(select, code)) found.add(doc)
  }
  for (const entry of codes) {
    const space = entry.indexOf(' ')
    const type = entry.slice(0, space)
    const code = entry.slice(space + 1)
    if (type === 'party') {
      add('SELECT doc FROM posted WHERE party = ?', code)
      add('SELECT p.doc FROM item i JOIN posted p ON p.doc = i.doc WHERE i.party = ?', code)
      add("SELECT DISTINCT p.doc FROM progress t JOIN posted p ON p.n = t.n WHERE t.kind = 'personal' AND t.product = ?", code)
    } else {
      for (const table of ['movement', 'progress', 'order_line', 'sale']) add(`SELECT DISTINCT p.doc FROM ${table} t JOIN posted p ON p.n = t.n WHERE t.product = ?`, code)
    }
  }
  return [...found]
}

/** The code under which a party or product stands in the tables: its own, or the one of the document that stands for it. */
export function standingCode(sql: Sql, type: string, code: string): string {
  if (!joinableTypes.has(type) || !anyJoined(sql)) return code
  if (sql.value('SELECT 1 FROM master WHERE type = ? AND code = ? LIMIT 1', type, code) !== undefined) return code
  return sql.value<string>('SELECT into_code FROM joined WHERE type = ? AND code = ? ORDER BY doc LIMIT 1', type, code) ?? code
}

/** A posting with the codes under which its party and goods stand; the same object where nothing is joined. */
export function redirectedPosting(sql: Sql, posting: Posting): Posting {
  return anyJoined(sql) ? (redirect(sql, posting, 0) as Posting) : posting
}

/** An event with the codes under which its party and goods stand; the same object where nothing is joined. */
export function redirectedEvent<T extends object>(sql: Sql, event: T): T {
  return anyJoined(sql) ? (redirect(sql, event, 0) as T) : event
}

function anyJoined(sql: Sql): boolean {
  return sql.value('SELECT 1 FROM joined LIMIT 1') !== undefined
}

const typeOfMember: Readonly<Record<string, string>> = { party: 'party', customer: 'party', supplier: 'party', product: 'product' }
/** Deeper than any event or posting. */
const deepest = 6

function redirect(sql: Sql, value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value
  if (Array.isArray(value)) {
    const entries = value.map((entry) => redirect(sql, entry, depth + 1))
    return entries.some((entry, place) => entry !== value[place]) ? entries : value
  }
  let changed: Record<string, unknown> | null = null
  // What stands in somebody's name: the one whom it is about is kept where other progress keeps its product.
  const isPersonal = (value as { kind?: unknown }).kind === 'personal'
  for (const [name, member] of Object.entries(value)) {
    const type = isPersonal && name === 'product' ? 'party' : Object.hasOwn(typeOfMember, name) ? typeOfMember[name] : undefined
    const next = type !== undefined && typeof member === 'string' ? standingCode(sql, type, member) : redirect(sql, member, depth + 1)
    if (next === member) continue
    changed ??= { ...value }
    changed[name] = next
  }
  return changed ?? value
}

function hangingTogether(sql: Sql, changed: readonly string[]): Set<string> {
  const found = new Set(changed)
  for (const doc of found) {
    const into = sql.value<string>('SELECT into_doc FROM joined_link WHERE doc = ?', doc)
    if (into !== undefined) found.add(into)
    for (const from of sql.values<string>('SELECT doc FROM joined_link WHERE into_doc = ?', doc)) found.add(from)
    // What it stood for until now.
    for (const from of sql.values<string>('SELECT doc FROM joined WHERE into_doc = ?', doc)) found.add(from)
  }
  return found
}

function rootOf(sql: Sql, doc: string, type: string): string {
  const path = [doc]
  for (;;) {
    const at = path.at(-1) as string
    const into = sql.value<string>('SELECT l.into_doc FROM joined_link l JOIN master m ON m.doc = l.into_doc WHERE l.doc = ? AND m.type IN (?, ?)', at, type, prefix + type)
    if (into === undefined) return at
    const place = path.indexOf(into)
    if (place >= 0) return path.slice(place).sort()[0] as string
    path.push(into)
  }
}
