import type { Database } from 'better-sqlite3'
import { type PostingFault, type PostingMark, type Trust, evaluateTrust } from '../../core/document/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { type Projections, recognise } from '../projections/index.ts'
import type { WinnerChange } from '../revisions/index.ts'
import { isSignedBy } from './signing.ts'

/** A winner that is projected again, since what is known of its device changed. */
export interface Readmitted {
  readonly id: string
  readonly body: Readonly<Record<string, unknown>>
}

interface TrustRow { readonly id: string; readonly body: string }

const rowsOfTrust = "SELECT d.id, r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE d.id >= 'trust:' AND d.id < 'trust;' AND d.deleted = 0 ORDER BY d.id"

/** Reads the statements of a book, and judges by them. */
export function readTrust(database: Database, book: string, root: string | null): Trust {
  const statements = (database.prepare(rowsOfTrust).all() as TrustRow[]).map(({ id, body }) => ({ ...(JSON.parse(body) as object), id }))
  return evaluateTrust(statements, root, book, isSignedBy)
}

/** The key of the root that a book's statements name, if they name one. */
export function rootIn(database: Database): string | null {
  for (const { body } of database.prepare(rowsOfTrust).all() as TrustRow[]) {
    const { statement } = JSON.parse(body) as { statement?: { root?: unknown; key?: unknown } }
    if (statement?.root === true && typeof statement.key === 'string') return statement.key
  }
  return null
}

/** What belongs to this copy of the book: its root of trust. */
interface LocalValues {
  get(key: string): string | null
  set(key: string, value: string | null): void
}

/**
 * Where postings come in. Each is judged by its signature once, and the verdict is kept: what is refused is in `refused_posting`, all
 * else is in the books. Of a run of one device's postings only the last is checked, since its hash vouches for those before it.
 */
export class Door {
  readonly #database: Database
  readonly #projections: Projections
  readonly #local: LocalValues
  readonly #bookId: () => string
  #trust: { readonly token: string; readonly trust: Trust } | null = null
  /** Hashes that this device signed a moment ago. */
  readonly #own = new Set<string>()

  constructor(database: Database, projections: Projections, local: LocalValues, bookId: () => string) {
    this.#database = database
    this.#projections = projections
    this.#local = local
    this.#bookId = bookId
  }

  /** What the statements say now; read again whenever one came, also one whose writing was undone. */
  trust(): Trust {
    const root = this.#local.get('trust/root')
    const { n, seq } = this.#database.prepare("SELECT count(*) AS n, coalesce(max(seq), 0) AS seq FROM document WHERE id >= 'trust:' AND id < 'trust;'").get() as { n: number; seq: number }
    const token = `${n} ${seq} ${root} ${this.#bookId()}`
    if (this.#trust?.token !== token) this.#trust = { token, trust: readTrust(this.#database, this.#bookId(), root) }
    return this.#trust.trust
  }

  /** A posting of this device, signed within this transaction: it is not asked for its signature. */
  noteOwn(hash: string): void {
    this.#own.add(hash)
  }

  /**
   * Judges what changed, before it is projected.
   * @returns other documents that are to be projected anew
   */
  admit(changes: readonly WinnerChange[]): Readmitted[] {
    const before = this.#trust?.trust
    const isNews = changes.some(({ id }) => id.startsWith('trust:'))
    if (isNews && this.#local.get('trust/root') === null) this.#local.set('trust/root', rootIn(this.#database))
    const trust = this.trust()
    const arrived = new Map<string, PostedDocument>()
    for (const { id, body, deleted } of changes) {
      if (!('chain' in body) || deleted) continue
      const recognised = recognise(body)
      if (recognised.kind === 'posted') arrived.set(id, recognised.body)
    }
    if (!trust.isEnforced) return []
    const vouched = this.#judge(trust, [...arrived.values()])
    const others = isNews && before !== trust ? this.#rejudge(trust, before ?? null, arrived) : []
    return [...others, ...this.#vouchedLate(trust, vouched, arrived)]
  }

  /** Judges all postings that are here, since it became known late by what to judge them. @returns those that are to be projected anew */
  admitAnew(): Readmitted[] {
    if (this.#local.get('trust/root') === null) this.#local.set('trust/root', rootIn(this.#database))
    const trust = this.trust()
    if (!trust.isEnforced) return []
    return this.#judgeAgain(trust, [...new Set([...this.#values<string>('SELECT doc FROM posted'), ...this.#values<string>('SELECT doc FROM refused_posting')])])
  }

  /** @returns hashes for which a posting vouches that was taken */
  #judge(trust: Trust, documents: readonly PostedDocument[]): ReadonlySet<string> {
    const anyRefused = this.#database.prepare('SELECT 1 FROM refused_posting LIMIT 1').get() !== undefined
    const { faults, vouched } = judgePostings(trust, documents.map(chainMark), {
      isOwn: (hash) => this.#own.delete(hash),
      fits: (place) => this.#projections.fits(documents[place] as PostedDocument),
    })
    documents.forEach((document, place) => {
      const fault = faults[place]
      if (fault) this.#refuse(document, fault)
      else if (anyRefused) this.#database.prepare('DELETE FROM refused_posting WHERE doc = ?').run(document._id)
    })
    return vouched
  }

  #refuse(document: PostedDocument, fault: PostingFault): void {
    this.#database
      .prepare('INSERT INTO refused_posting (doc, device, hash, reason) VALUES (?, ?, ?, ?) ON CONFLICT (doc) DO UPDATE SET device = excluded.device, hash = excluded.hash, reason = excluded.reason')
      .run(document._id, document.device, document.chain.hash, fault)
  }

  /** What is known of devices changed: what was refused may enter, what is beyond an expulsion goes. */
  #rejudge(trust: Trust, before: Trust | null, arrived: ReadonlyMap<string, PostedDocument>): Readmitted[] {
    const codes = new Set([...trust.devices(), ...(before?.devices() ?? [])].map(({ code }) => code))
    const sayings = (of: Trust | null, code: string): string => JSON.stringify([of?.isStrict ?? false, of?.isEnforced ?? false, of?.devices().filter((device) => device.code === code) ?? []])
    const ids = new Set(this.#values<string>('SELECT doc FROM refused_posting'))
    for (const code of codes) {
      if (before?.isEnforced === true && sayings(before, code) === sayings(trust, code)) continue
      for (const id of this.#values<string>('SELECT doc FROM posted WHERE device = ?', code)) ids.add(id)
    }
    // Of devices that no statement names, those that are in the books from before there was a root.
    if (before?.isEnforced !== true) for (const id of this.#values<string>('SELECT doc FROM posted')) ids.add(id)
    return this.#judgeAgain(trust, [...ids].filter((id) => !arrived.has(id)))
  }

  /** A posting that was refused for its own signature stands all the same when a signed one that came later is made of it. */
  #vouchedLate(trust: Trust, vouched: ReadonlySet<string>, arrived: ReadonlyMap<string, PostedDocument>): Readmitted[] {
    if (vouched.size === 0) return []
    const waiting = this.#database.prepare("SELECT doc, hash FROM refused_posting WHERE reason IN ('unsigned', 'wrongSignature')").all() as { doc: string; hash: string }[]
    const found: Readmitted[] = []
    for (const { doc, hash } of waiting) {
      const body = vouched.has(hash) && !arrived.has(doc) ? this.#read(doc) : null
      if (!body || trust.faultOfVouched(markOf(body)) !== null) continue
      this.#database.prepare('DELETE FROM refused_posting WHERE doc = ?').run(doc)
      found.push({ id: doc, body: { ...body } })
    }
    return found
  }

  #judgeAgain(trust: Trust, ids: readonly string[]): Readmitted[] {
    const documents = ids.flatMap((id) => this.#read(id) ?? [])
    const refusedBefore = new Set(this.#values<string>('SELECT doc FROM refused_posting'))
    this.#judge(trust, documents)
    const refusedNow = new Set(this.#values<string>('SELECT doc FROM refused_posting'))
    return documents.filter(({ _id }) => refusedBefore.has(_id) !== refusedNow.has(_id)).map((document) => ({ id: document._id, body: { ...document } }))
  }

  #read(id: string): PostedDocument | null {
    const row = this.#database.prepare('SELECT r.body FROM document d JOIN revision r ON r.doc = d.doc AND r.rev = d.winner WHERE d.id = ? AND d.deleted = 0').get(id) as { body: string } | undefined
    const recognised = row ? recognise({ ...(JSON.parse(row.body) as object), _id: id }) : null
    return recognised?.kind === 'posted' ? recognised.body : null
  }

  #values<T>(sql: string, ...values: unknown[]): T[] {
    return this.#database.prepare(sql).pluck().all(...values) as T[]
  }
}

interface ChainMark extends PostingMark {
  readonly previous: string | null
}

function chainMark(document: PostedDocument): ChainMark {
  return { ...markOf(document), previous: document.chain.previous }
}

/**
 * Judges postings by their signatures. Of a run of one device's chain the last one's is checked: what it is made of needs no check of its own.
 * @param how.isOwn  whether this device signed that hash a moment ago
 * @param how.fits   whether the content at that place is what its hash was made of; else it vouches for nothing
 * @returns for each, why it may not enter the books, null when it may; and the hashes that the accepted ones vouch for
 */
export function judgePostings(
  trust: Trust, marks: readonly ChainMark[], how: { readonly isOwn: (hash: string) => boolean; readonly fits: (place: number) => boolean },
): { readonly faults: readonly (PostingFault | null)[]; readonly vouched: ReadonlySet<string> } {
  const vouched = new Set<string>()
  const faults = new Array<PostingFault | null>(marks.length).fill(null)
  const places = marks.map((_, place) => place).sort((a, b) => (marks[b]?.position ?? 0) - (marks[a]?.position ?? 0))
  for (const place of places) {
    const mark = marks[place] as ChainMark
    const isVouched = vouched.has(mark.hash)
    const fault = how.isOwn(mark.hash) ? null : isVouched ? trust.faultOfVouched(mark) : trust.faultOf(mark)
    faults[place] = fault
    // Only what was signed vouches.
    if (fault === null && mark.previous !== null && (mark.signature !== null || isVouched) && how.fits(place)) vouched.add(mark.previous)
  }
  return { faults, vouched }
}

export function markOf(document: PostedDocument): PostingMark {
  const { position, hash, signature } = document.chain
  return { device: document.device, position, hash, signature: typeof signature === 'string' ? signature : null }
}
