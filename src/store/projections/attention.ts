import type { Sql } from './sql.ts'

/** Kinds of rows in the inbox that come from documents themselves; each is a locale key `attention:<kind>`. */
export type AttentionKind =
  | 'doubleReversal' | 'overCleared' | 'waitingForReference' | 'takenTwice' | 'lateInClosedPeriod' | 'duplicateEventId' | 'duplicateCode'
  | 'negativeStock' | 'provisionalCost' | 'draftPostedTwice' | 'quarantined' | 'conflict'

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
  readonly #flagged = new Map<AttentionKind, boolean>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  eventId(id: string): void {
    this.#eventIds.add(id)
  }

  code(type: string, code: string): void {
    this.#codes.set(`${type} ${code}`, { type, code })
  }

  once(key: string): void {
    this.#once.add(key)
  }

  draft(draft: string): void {
    this.#drafts.add(draft)
  }

  settle(): void {
    for (const id of this.#eventIds) this.#settle('duplicateEventId', id, () => eventIdOwners(this.#sql, id))
    for (const { type, code } of this.#codes.values()) {
      this.#settle('duplicateCode', `${type}/${code}`, () => this.#sql.values<string>('SELECT doc FROM master WHERE type = ? AND code = ? ORDER BY doc', type, code))
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

  #settle(kind: AttentionKind, key: string, owners: () => readonly string[]): void {
    if (this.#anyOf(kind)) this.#sql.run('DELETE FROM attention WHERE kind = ? AND key = ?', kind, key)
    const found = owners()
    if (found.length > 1) this.#flagged.set(kind, true)
    for (const doc of found.slice(1)) flag(this.#sql, kind, key, doc, { id: key })
  }
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
