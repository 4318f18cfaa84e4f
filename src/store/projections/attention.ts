import { likePairs } from './likeness.ts'
import type { Sql } from './sql.ts'

/** Kinds of rows in the inbox that come from documents themselves; each is a locale key `attention:<kind>`. */
export type AttentionKind =
  | 'doubleReversal' | 'overCleared' | 'waitingForReference' | 'takenTwice' | 'lateInClosedPeriod' | 'duplicateEventId' | 'duplicateCode'
  | 'negativeStock' | 'provisionalCost' | 'draftPostedTwice' | 'duplicateNumber' | 'forkedChain' | 'quarantined' | 'conflict' | 'discardedElsewhere' | 'possibleDuplicate'

export function flag(sql: Sql, kind: AttentionKind, key: string, doc: string, params: Readonly<Record<string, string | number>> = {}): void {
  sql.run('INSERT OR REPLACE INTO attention (kind, key, doc, params) VALUES (?, ?, ?, ?)', kind, key, doc, JSON.stringify(params))
}

/** Takes back what was flagged about a document itself (not what a group of documents shares). */
export function unflagDocument(sql: Sql, doc: string): void {
  sql.run("DELETE FROM attention WHERE doc = ? AND kind IN ('doubleReversal', 'overCleared', 'waitingForReference', 'lateInClosedPeriod', 'quarantined')", doc)
}

/**
 * What two devices made while apart, of which a book has one: all stand, and all but the first in event order are flagged.
 * Collected while a batch is projected, settled once at its end.
 */
export class SharedKeys {
  readonly #sql: Sql
  readonly #eventIds = new Set<string>()
  readonly #codes = new Map<string, { readonly type: string; readonly code: string }>()
  readonly #once = new Set<string>()
  readonly #drafts = new Set<string>()
  readonly #likenesses = new Map<string, { readonly type: string; readonly key: string }>()
  readonly #numbers = new Map<string, readonly [event: string, number: string]>()
  readonly #places = new Map<string, readonly [device: string, position: number]>()
  readonly #flagged = new Map<AttentionKind, boolean>()
  readonly #bulk: boolean

  /** @param bulk  while a book is projected anew, without the indices of event ids, numbers and places: `settleAll` looks at all of them at its end */
  constructor(sql: Sql, bulk = false) {
    this.#sql = sql
    this.#bulk = bulk
  }

  eventId(id: string): void {
    if (!this.#bulk) this.#eventIds.add(id)
  }

  code(type: string, code: string): void {
    this.#codes.set(`${type} ${code}`, { type, code })
  }

  /** The codes of master data that were touched. */
  codes(): Iterable<{ readonly type: string; readonly code: string }> {
    return this.#codes.values()
  }

  likeness(type: string, key: string): void {
    this.#likenesses.set(`${type} ${key}`, { type, key })
  }

  once(key: string): void {
    this.#once.add(key)
  }

  draft(draft: string): void {
    this.#drafts.add(draft)
  }

  /** The number of a posting and its place in its device's chain: of each there is one, unless two PCs go by one device code. */
  place(posted: { readonly event: string; readonly number: string | null; readonly device: string; readonly position: number }): void {
    if (this.#bulk) return
    const { event, number, device, position } = posted
    if (number !== null) this.#numbers.set(`${event} ${number}`, [event, number])
    this.#places.set(`${device} ${position}`, [device, position])
  }

  settle(): void {
    for (const id of this.#eventIds) this.#settle('duplicateEventId', id, () => strangersUnder(this.#sql, id))
    for (const { type, code } of this.#codes.values()) {
      this.#settle('duplicateCode', `${type}/${code}`, () => this.#sql.values<string>('SELECT doc FROM master WHERE type = ? AND code = ? ORDER BY doc', type, code))
    }
    for (const [key, { type, key: likeness }] of this.#likenesses) {
      if (this.#anyOf('possibleDuplicate')) this.#sql.run("DELETE FROM attention WHERE kind = 'possibleDuplicate' AND key = ?", key)
      for (const { doc, other } of likePairs(this.#sql, type, likeness)) {
        this.#flagged.set('possibleDuplicate', true)
        flag(this.#sql, 'possibleDuplicate', key, doc, { other, by: likeness.slice(0, likeness.indexOf(' ')) })
      }
    }
    for (const key of this.#once) {
      // A reversal frees the key again: of n takings, as many as were freed are not counted.
      this.#settle('takenTwice', key, () => {
        const takers = this.#sql.values<string>('SELECT p.doc FROM once_key k JOIN posted p ON p.n = k.n WHERE k.key = ? AND k.free = 0 AND p.reversed = 0 ORDER BY p.ord', key)
        const freed = this.#sql.value<number>(
          'SELECT count(*) FROM once_key k JOIN posted p ON p.n = k.n WHERE k.key = ? AND k.free = 1 AND NOT EXISTS (SELECT 1 FROM posted t WHERE t.doc = p.target)', key,
        ) ?? 0
        return takers.slice(Math.min(freed, takers.length))
      })
    }
    for (const draft of this.#drafts) this.#settle('draftPostedTwice', draft, () => this.#sql.values<string>('SELECT doc FROM posted WHERE draft = ? AND reversed = 0 ORDER BY ord', draft))
    for (const [key, [event, number]] of this.#numbers) this.#settle('duplicateNumber', key, () => this.#sql.values<string>('SELECT doc FROM posted WHERE event = ? AND number = ? ORDER BY ord', event, number), number)
    for (const [key, [device, position]] of this.#places) this.#settle('forkedChain', key, () => this.#sql.values<string>('SELECT doc FROM posted WHERE device = ? AND position = ? ORDER BY ord', device, position), device)
  }

  /** Whether the table may hold any of a kind: nearly always there is none, and nothing to take back. */
  #anyOf(kind: AttentionKind): boolean {
    let any = this.#flagged.get(kind)
    if (any === undefined) {
      any = this.#sql.value('SELECT 1 FROM attention WHERE kind = ? LIMIT 1', kind) !== undefined
      this.#flagged.set(kind, any)
    }
    return any
  }

  #settle(kind: AttentionKind, key: string, owners: () => readonly string[], id = key): void {
    if (this.#anyOf(kind)) this.#sql.run('DELETE FROM attention WHERE kind = ? AND key = ?', kind, key)
    const found = owners()
    if (found.length > 1) this.#flagged.set(kind, true)
    for (const doc of found.slice(1)) flag(this.#sql, kind, key, doc, { id })
  }
}

/** What batches in bulk left: postings wait for the search, and event ids, numbers and places that are there twice are flagged. */
export function settleAll(sql: Sql): void {
  sql.run('INSERT OR IGNORE INTO search_pending (doc) SELECT doc FROM posted ORDER BY doc')
  const ids = sql.values<string>('SELECT event_id FROM (SELECT event_id FROM posted UNION ALL SELECT event_id FROM master) GROUP BY event_id HAVING count(*) > 1')
  for (const id of ids) for (const doc of strangersUnder(sql, id).slice(1)) flag(sql, 'duplicateEventId', id, doc, { id })
  flagSharedPlaces(sql)
}

function flagSharedPlaces(sql: Sql): void {
  const shared = (kind: AttentionKind, first: string, second: string, id: string): void => {
    const rows = sql.rows<{ doc: string; key: string; id: string }>(
      `SELECT doc, ${first} || ' ' || ${second} AS key, ${id} AS id FROM (
         SELECT *, row_number() OVER (PARTITION BY ${first}, ${second} ORDER BY ord) AS place FROM posted
         WHERE (${first}, ${second}) IN (SELECT ${first}, ${second} FROM posted GROUP BY 1, 2 HAVING count(*) > 1)
       ) WHERE place > 1`,
    )
    for (const { doc, key, id: shown } of rows) flag(sql, kind, key, doc, { id: shown })
  }
  shared('duplicateNumber', 'event', 'number', 'number')
  shared('forkedChain', 'device', 'position', 'device')
}

/** Documents that stand under one event id and are not one draft posted twice, of which its own row tells. */
function strangersUnder(sql: Sql, id: string): readonly string[] {
  const owners = eventIdOwners(sql, id)
  if (owners.length <= 1) return owners
  const standing = owners.filter((doc) => sql.value('SELECT 1 FROM posted WHERE doc = ? AND reversed = 1', doc) === undefined)
  const drafts = new Set(standing.map((doc) => sql.value<string | null>('SELECT draft FROM posted WHERE doc = ?', doc) ?? doc))
  return drafts.size === 1 ? [] : standing
}

/** Documents with an event id, the owner first: posted ones in event order, then master data in order of making. */
export function eventIdOwners(sql: Sql, id: string): readonly string[] {
  // Nearly always there is one, and nothing to sort.
  const posted = sql.values<string>('SELECT doc FROM posted WHERE event_id = ? LIMIT 2', id)
  const master = sql.values<string>('SELECT doc FROM master WHERE event_id = ? LIMIT 2', id)
  if (posted.length + master.length <= 1) return [...posted, ...master]
  return [
    ...sql.values<string>('SELECT doc FROM posted WHERE event_id = ? ORDER BY ord', id),
    ...sql.values<string>('SELECT doc FROM master WHERE event_id = ? ORDER BY doc', id),
  ]
}
