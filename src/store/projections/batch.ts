import { lastDayOf } from '../../core/calendar/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import { invariant } from '../../core/errors/index.ts'
import { discardedField, openFields } from '../../core/merging/index.ts'
import { type PeriodMark, effectiveDate, eventOrder } from '../../core/posting/derive/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { SharedKeys, flag, unflagDocument } from './attention.ts'
import { removeBankRows, writeBankRows } from './bank-rows.ts'
import { admit, recognise } from './document-kind.ts'
import { ItemFold, type ItemLine, excessItem } from './item-fold.ts'
import { LedgerWriter } from './ledger-writer.ts'
import { MasterMemory, Masters, removeMaster, renewToken, writeMaster } from './masters.ts'
import { type PostedHeader, headerOf, removeFacts, targetOf, writeFacts, writeHeader } from './posted-rows.ts'
import { baseType, documentsNaming, redirectedPosting, settleJoins, writeLink } from './joining.ts'
import { removeLikeness, writeDecision, writeLikeness } from './likeness.ts'
import type { DocumentBody, WinnerReader } from './reader.ts'
import { removeShipmentRows, writeShipmentRows } from './shipment-rows.ts'
import type { Sql } from './sql.ts'
import { type MovementRow, StockFold } from './stock-fold.ts'

export interface Change {
  readonly id: string
  /** The winning document; null where it is deleted. */
  readonly body: DocumentBody | null
  /** How the store has it, without its id: where that is at hand, it tells in a fraction of the time whether the document fits its hash. */
  readonly text?: string
}

/** Whether a posting's content fits its hash. */
export type Fits = (posted: PostedDocument, text?: string) => boolean

interface Task {
  readonly doc: string
  readonly body: PostedDocument | null
  n: number
  date: string
  /** Was in the tables before this batch. */
  known: boolean
}

interface MarkRow { readonly doc: string; readonly ord: string; readonly effect: 'close' | 'reopen'; readonly period: string; readonly heads: string | null }

const marksOf = (sql: Sql): PeriodMark[] =>
  sql.rows<MarkRow>('SELECT doc, ord, effect, period, heads FROM period_mark ORDER BY ord, idx').map((row) => ({
    effect: row.effect, period: row.period, order: row.ord, heads: row.heads === null ? null : (JSON.parse(row.heads) as Record<string, number>),
  }))

/**
 * One set of changed winners on its way into the tables. First everything that does not depend on other documents is written,
 * then what does is derived: which reversals stand, on which day late documents count, items, stock, and at last the ledger
 * lines of all documents that any of it touched.
 */
export class Batch {
  readonly #sql: Sql
  readonly #reader: WinnerReader
  readonly #keys: SharedKeys
  #masters: Masters
  #items: ItemFold
  #stock: StockFold
  #ledger: LedgerWriter
  readonly #tasks = new Map<string, Task>()
  readonly #rewrite = new Set<number>()
  #marks: PeriodMark[] | null = null

  readonly #memory: MasterMemory

  readonly #fits: Fits
  readonly #bulk: boolean

  /** @param bulk  while a book is projected anew: no document of the batch is in the tables yet, and `settleAll` follows at the end */
  constructor(sql: Sql, reader: WinnerReader, fits: Fits, memory: MasterMemory = new MasterMemory(), bulk = false) {
    this.#fits = fits
    this.#bulk = bulk
    this.#sql = sql
    this.#memory = memory
    this.#reader = reader
    this.#keys = new SharedKeys(sql, bulk)
    this.#masters = new Masters(sql, memory)
    this.#items = new ItemFold(sql, this.#masters)
    this.#stock = new StockFold(sql, this.#masters)
    this.#ledger = new LedgerWriter(sql, this.#masters)
  }

  run(changes: readonly Change[]): void {
    const latest = new Map(changes.map((change) => [change.id, change]))
    const mutable: [string, MutableDocument | null, 'master' | 'draft' | 'gone'][] = []
    const posted: [string, PostedDocument | null][] = []
    const anyFlagged = this.#sql.value("SELECT 1 FROM attention WHERE kind IN ('quarantined', 'conflict', 'discardedElsewhere') LIMIT 1") !== undefined
    for (const [id, { body, text }] of latest) {
      const recognised = body === null ? null : admit(body, (posting) => this.#fits(posting, text))
      if (this.#bulk && recognised?.kind === 'posted') {
        posted.push([id, recognised.body])
        continue
      }
      if (anyFlagged) unflagBody(this.#sql, id)
      if (recognised?.kind === 'quarantined') flag(this.#sql, 'quarantined', recognised.reason, id, recognised.reason === 'forged' ? { id: String(body?.['number'] ?? id) } : {})
      if (recognised?.kind === 'master' || recognised?.kind === 'draft' || recognised?.kind === 'bank' || recognised?.kind === 'shipment') flagConflicts(this.#sql, recognised.body)
      if (id.startsWith('decision:')) writeDecision(this.#sql, id, recognised?.kind === 'decision' ? recognised.body : null, this.#keys)
      removeBankRows(this.#sql, id)
      removeShipmentRows(this.#sql, id)
      if (recognised?.kind === 'bank') {
        writeBankRows(this.#sql, recognised.body)
        continue
      }
      if (recognised?.kind === 'shipment') {
        writeShipmentRows(this.#sql, recognised.body)
        continue
      }
      if (recognised?.kind === 'posted') posted.push([id, recognised.body])
      else if (!this.#bulk && headerOf(this.#sql, id)) posted.push([id, null])
      if (recognised?.kind === 'master' || recognised?.kind === 'draft') mutable.push([id, recognised.body, recognised.kind])
      else if (recognised?.kind !== 'posted') mutable.push([id, null, 'gone'])
    }
    const rejoined = mutable.length > 0 ? this.#projectMutable(mutable) : new Set<string>()
    if (posted.length > 0) this.#collect(posted)
    // What was posted under a code that is another's now, or is so no longer.
    if (rejoined.size > 0) for (const doc of documentsNaming(this.#sql, rejoined)) this.#reenter(doc)
    this.#settleTargets()
    for (const task of this.#tasks.values()) this.#writeEffects(task)
    this.#items.derive()
    this.#stock.derive()
    this.#writeLedger()
    this.#ledger.flush()
    this.#keys.settle()
  }

  // ---- master data and drafts

  #projectMutable(changes: readonly [string, MutableDocument | null, 'master' | 'draft' | 'gone'][]): ReadonlySet<string> {
    const sql = this.#sql
    const before = new Masters(sql)
    let roles: string | null = null
    const products = new Set<string>()
    let companyChanged = false
    // Drafts and rates are not among what is remembered.
    let remembered = false
    const productOf = (doc: string): void => {
      const known = sql.row<{ type: string; code: string }>('SELECT type, code FROM master WHERE doc = ?', doc)
      if (known && baseType(known.type) === 'product') products.add(known.code)
      if (known?.type === 'company') companyChanged = true
      if (known?.type === 'account') roles ??= before.derivedRoles()
      if (known && known.type !== 'exchangeRate') remembered = true
    }
    for (const [id, body, kind] of changes) {
      productOf(id)
      if (kind === 'master' && body?.type !== 'exchangeRate') remembered = true
      if (kind === 'master' && body?.type === 'product' && typeof body.fields['code'] === 'string') products.add(body.fields['code'])
      if (kind === 'master' && body?.type === 'company') companyChanged = true
      if (kind === 'master' && body?.type === 'account') roles ??= before.derivedRoles()
    }
    if (companyChanged) for (const product of sql.values<string>('SELECT product FROM costing')) products.add(product)
    const derivedBefore = new Map([...products].map((product) => [product, before.derivedOf(product)]))
    for (const [id, body, kind] of changes) {
      if (kind !== 'draft') {
        removeMaster(sql, id, this.#keys)
        removeLikeness(sql, id, this.#keys)
        writeLink(sql, id, kind === 'master' ? body : null)
      }
      if (kind === 'master' && body) {
        writeMaster(sql, body, this.#keys)
        writeLikeness(sql, body, this.#keys)
      }
      if (kind === 'draft' && body) writeDraft(sql, body)
      else sql.run('DELETE FROM draft WHERE doc = ?', id)
      if (kind !== 'gone' || sql.value('SELECT 1 FROM search_row WHERE doc = ?', id) !== undefined) sql.run('INSERT OR IGNORE INTO search_pending (doc) VALUES (?)', id)
    }
    const rejoined = settleJoins(sql, changes.filter(([id]) => id.startsWith('party:') || id.startsWith('product:')).map(([id]) => id), this.#keys)
    if (remembered || rejoined.size > 0) renewToken(sql)
    this.#masters = new Masters(sql, this.#memory)
    this.#items = new ItemFold(sql, this.#masters)
    this.#stock = new StockFold(sql, this.#masters)
    this.#ledger = new LedgerWriter(sql, this.#masters)
    for (const [product, derived] of derivedBefore) {
      if (this.#masters.derivedOf(product) === derived) continue
      if (sql.value('SELECT 1 FROM costing WHERE product = ?', product) === undefined) continue
      this.#stock.touch(product)
      for (const n of sql.values<number>('SELECT DISTINCT n FROM movement WHERE product = ?', product)) this.#rewrite.add(n)
    }
    if (roles !== null && this.#masters.derivedRoles() !== roles) {
      // An account took a role that derived lines use: only where a chart arrives after postings, or is changed by hand.
      for (const side of ['receivable', 'payable', 'deposit', 'advance'] as const) sql.run('UPDATE item SET account = ? WHERE derived = 1 AND side = ?', this.#masters.accountOfSide(side), side)
      for (const n of sql.values<number>('SELECT n FROM posted WHERE void = 0')) this.#rewrite.add(n)
    }
    return rejoined
  }

  // ---- posted documents

  #collect(changes: readonly [string, PostedDocument | null][]): void {
    const marks: MarkRow[] = []
    for (const [id, body] of changes) marks.push(...this.#replaceMarks(id, body))
    for (const [id, body] of changes) this.#enter(id, body, this.#bulk)
    if (marks.length > 0) for (const id of this.#redated(marks)) this.#reenter(id)
  }

  /** Writes the period marks of a document. @returns those that came or went */
  #replaceMarks(doc: string, body: PostedDocument | null): MarkRow[] {
    const sql = this.#sql
    const isMark = body === null || body.event.event === 'period.close' || body.event.event === 'period.reopen'
    if (!isMark) return []
    const changed = sql.rows<MarkRow>('SELECT doc, ord, effect, period, heads FROM period_mark WHERE doc = ?', doc)
    if (changed.length > 0) sql.run('DELETE FROM period_mark WHERE doc = ?', doc)
    body?.posting.effects.forEach((effect, idx) => {
      if (effect.effect !== 'close' && effect.effect !== 'reopen') return
      const { heads } = effect
      const row: MarkRow = { doc, ord: eventOrder(body), effect: effect.effect, period: effect.period, heads: heads ? JSON.stringify(heads) : null }
      sql.run('INSERT INTO period_mark (doc, idx, ord, effect, period, heads) VALUES (?, ?, ?, ?, ?, ?)', doc, idx, row.ord, row.effect, row.period, row.heads)
      changed.push(row)
    })
    if (changed.length > 0) this.#marks = null
    return changed
  }

  /** Documents that may count on another day since marks came or went. */
  #redated(changed: readonly MarkRow[]): string[] {
    const found = new Set(this.#sql.values<string>('SELECT doc FROM posted WHERE date <> own_date'))
    for (const mark of changed) {
      const end = lastDayOf(mark.period)
      if (mark.effect === 'reopen') continue
      if (mark.heads === null) {
        for (const doc of this.#sql.values<string>('SELECT doc FROM posted WHERE ord > ? AND own_date <= ?', mark.ord, end)) found.add(doc)
      } else {
        const heads = Object.entries(JSON.parse(mark.heads) as Record<string, number>)
        const head = heads.length === 0 ? '0' : `CASE device ${heads.map(() => 'WHEN ? THEN ?').join(' ')} ELSE 0 END`
        for (const doc of this.#sql.values<string>(`SELECT doc FROM posted WHERE own_date <= ? AND position > ${head}`, end, ...heads.flat())) found.add(doc)
      }
    }
    const marks = this.#periodMarks()
    return [...found].filter((doc) => {
      if (this.#tasks.has(doc)) return false
      const row = this.#sql.row<{ date: string; own_date: string; ord: string; device: string; position: number; event: string }>('SELECT date, own_date, ord, device, position, event FROM posted WHERE doc = ?', doc)
      return row !== undefined && isDated(row.event) && effectiveDate({ date: row.own_date, order: row.ord, device: row.device, position: row.position }, marks) !== row.date
    })
  }

  #periodMarks(): readonly PeriodMark[] {
    return (this.#marks ??= marksOf(this.#sql))
  }

  #enter(doc: string, asWritten: PostedDocument | null, isNew = false): void {
    const body = asWritten && this.#redirected(asWritten)
    const known = isNew ? undefined : headerOf(this.#sql, doc)
    if (known) this.#takeOut(known)
    if (body === null) {
      if (known) {
        this.#sql.run('DELETE FROM posted WHERE n = ?', known.n)
        this.#sql.run('INSERT OR IGNORE INTO search_pending (doc) VALUES (?)', doc)
      }
      this.#tasks.set(doc, { doc, body: null, n: known?.n ?? 0, date: '', known: known !== undefined })
      return
    }
    const marks = this.#periodMarks()
    const date = marks.length > 0 && isDated(body.event.event)
      ? effectiveDate({ date: body.posting.date, order: eventOrder(body), device: body.device, position: body.chain.position }, marks)
      : body.posting.date
    const n = writeHeader(this.#sql, body, date, known)
    if (date !== body.posting.date) flag(this.#sql, 'lateInClosedPeriod', '', doc, { date: body.posting.date, counts: date })
    this.#keys.eventId(body.eventId)
    this.#keys.place({ event: body.event.event, number: body.number, device: body.device, position: body.chain.position })
    const draft = doc.includes('.') ? doc : null
    if (draft) this.#keys.draft(doc.slice(doc.indexOf(':') + 1, doc.indexOf('.')))
    for (const reference of new Set(body.posting.references)) this.#sql.run('INSERT INTO reference (n, doc) VALUES (?, ?)', n, reference)
    if (!isNew) this.#sql.run('INSERT OR IGNORE INTO search_pending (doc) VALUES (?)', doc)
    this.#tasks.set(doc, { doc, body, n, date, known: known !== undefined })
  }

  /** Projects a document anew that did not change itself. */
  #reenter(doc: string): void {
    if (this.#tasks.has(doc)) return
    const body = this.#reader.read(doc)
    const recognised = body === null ? null : recognise(body)
    invariant(recognised?.kind === 'posted', `projected document has no winner: ${doc}`)
    this.#enter(doc, recognised.body)
  }

  #takeOut(header: PostedHeader): void {
    const { n, doc } = header
    this.#keys.eventId(header.event_id)
    this.#keys.place(header)
    if (header.draft !== null) this.#keys.draft(header.draft)
    for (const key of this.#sql.values<string>('SELECT key FROM once_key WHERE n = ?', n)) this.#keys.once(key)
    this.#ledger.remove(n)
    this.#items.remove(n, doc)
    this.#stock.remove(n)
    removeFacts(this.#sql, n)
    unflagDocument(this.#sql, doc)
    if (header.target !== null) this.#targets.add(header.target)
    this.#targets.add(doc)
  }

  readonly #targets = new Set<string>()

  /** Of the reversals of one document the first in event order stands, the others are void. */
  #settleTargets(): void {
    const sql = this.#sql
    // Nearly always nothing is reversed: asked once, not of each document.
    const anyReversal = sql.value('SELECT 1 FROM posted WHERE target IS NOT NULL LIMIT 1') !== undefined
    for (const task of this.#tasks.values()) {
      const target = task.body && targetOf(task.body.posting.effects)
      if (target) this.#targets.add(target)
      if (anyReversal && sql.value('SELECT 1 FROM posted WHERE target = ? LIMIT 1', task.doc) !== undefined) this.#targets.add(task.doc)
    }
    for (const target of this.#targets) {
      const reversals = sql.rows<{ n: number; doc: string; void: number }>('SELECT n, doc, void FROM posted WHERE target = ? ORDER BY ord', target)
      const arrived = this.#tasks.has(target)
      reversals.forEach((reversal, place) => {
        const isVoid = place > 0 ? 1 : 0
        if (isVoid !== reversal.void) {
          sql.run('UPDATE posted SET void = ? WHERE n = ?', isVoid, reversal.n)
          this.#reenter(reversal.doc)
        } else if (arrived && isVoid === 0) this.#reenter(reversal.doc)
        if (isVoid === 1) flag(sql, 'doubleReversal', '', reversal.doc, { target })
        else sql.run("DELETE FROM attention WHERE kind = 'doubleReversal' AND key = '' AND doc = ?", reversal.doc)
      })
      const row = sql.row<{ n: number; reversed: number; draft: string | null; event_id: string }>('SELECT n, reversed, draft, event_id FROM posted WHERE doc = ?', target)
      const reversed = reversals.length > 0 ? 1 : 0
      if (row && row.reversed !== reversed) {
        sql.run('UPDATE posted SET reversed = ? WHERE n = ?', reversed, row.n)
        this.#keys.eventId(row.event_id)
        if (row.draft !== null) this.#keys.draft(row.draft)
        for (const key of sql.values<string>('SELECT key FROM once_key WHERE n = ?', row.n)) this.#keys.once(key)
      }
    }
  }

  #writeEffects(task: Task): void {
    const { body, n, date, doc } = task
    if (body === null) {
      this.#stock.touchPointing(doc)
      return
    }
    if (this.#isVoid(n, body)) return
    const ord = eventOrder(body)
    let moves = false
    body.posting.effects.forEach((effect, idx) => {
      switch (effect.effect) {
        case 'open':
          this.#items.open(n, ord, date, idx, doc, effect)
          break
        case 'clear':
          this.#items.clear(n, ord, date, idx, effect.item, effect.amount, effect.rate)
          break
        case 'closeItem':
          this.#items.close(n, ord, date, idx, effect.item)
          break
        case 'unclear': {
          const target = this.#bodyOf(effect.doc)
          const cleared = target?.posting.effects[effect.index]
          if (target && cleared?.effect === 'clear') this.#items.unclear(n, ord, date, idx, effect, cleared.item, excessItem(target.eventId, effect.index))
          else flag(this.#sql, 'waitingForReference', `${effect.doc}#${effect.index}`, doc, { id: effect.doc })
          break
        }
        case 'move':
        case 'landed':
          moves = true
          this.#stock.add(n, ord, date, idx, effect)
          break
        case 'once':
          this.#keys.once(effect.key)
          writeFacts(this.#sql, n, date, effect, idx)
          break
        default:
          writeFacts(this.#sql, n, date, effect, idx)
      }
    })
    if (moves) this.#stock.touchPointing(doc)
  }

  #isVoid(n: number, body: PostedDocument): boolean {
    return targetOf(body.posting.effects) !== null && this.#sql.value<number>('SELECT void FROM posted WHERE n = ?', n) === 1
  }

  #bodyOf(doc: string): PostedDocument | null {
    const task = this.#tasks.get(doc)
    if (task) return task.body
    const body = this.#reader.read(doc)
    const recognised = body === null ? null : recognise(body)
    return recognised?.kind === 'posted' ? this.#redirected(recognised.body) : null
  }

  /** A document as the tables have it: under the codes that stand for its party and goods. */
  #redirected(body: PostedDocument): PostedDocument {
    const posting = redirectedPosting(this.#sql, body.posting)
    return posting === body.posting ? body : { ...body, posting }
  }

  #writeLedger(): void {
    for (const task of this.#tasks.values()) {
      const { body, n, date } = task
      if (body === null || this.#isVoid(n, body)) continue
      const movements = this.#stock.byDocument.get(n) ?? []
      const itemLines = this.#items.reworked.has(n) ? this.#itemLines(n) : (this.#items.lines.get(n) ?? [])
      this.#ledger.insert(n, this.#ledger.derive({ n, date, ownDate: body.posting.date, effects: body.posting.effects, itemLines, movements }))
    }
    const others = new Set([...this.#rewrite, ...this.#items.changed, ...this.#stock.changed])
    for (const task of this.#tasks.values()) others.delete(task.n)
    for (const n of [...others].sort((a, b) => a - b)) {
      const header = this.#sql.row<{ doc: string; date: string; void: number }>('SELECT doc, date, void FROM posted WHERE n = ?', n)
      if (!header || header.void === 1) continue
      const body = this.#bodyOf(header.doc)
      invariant(body !== null, `projected document has no winner: ${header.doc}`)
      const movements = this.#sql.rows<MovementRow>('SELECT * FROM movement WHERE n = ?', n)
      this.#ledger.replace(n, this.#ledger.derive({ n, date: header.date, ownDate: body.posting.date, effects: body.posting.effects, itemLines: this.#itemLines(n), movements }))
    }
  }

  #itemLines(n: number): ItemLine[] {
    return this.#sql.rows<ItemLine>(
      'SELECT i.account, i.currency, e.amount, e.base FROM item_entry e JOIN item i ON i.doc = e.doc AND i.item = e.item WHERE e.n = ?', n,
    )
  }
}

/** Orders and the closes themselves have no day on which they count. */
function isDated(event: string): boolean {
  return event !== 'sales.order' && event !== 'period.close' && event !== 'period.reopen'
}

/** Takes back what was flagged about the document as such, before it is looked at anew. */
function unflagBody(sql: Sql, doc: string): void {
  sql.run("DELETE FROM attention WHERE kind IN ('conflict', 'discardedElsewhere') AND doc = ?", doc)
  sql.run("DELETE FROM attention WHERE kind = 'quarantined' AND key IN ('newer', 'unknown', 'malformed', 'forged', 'oversized') AND doc = ?", doc)
}

/** Fields that two devices changed while apart, until a person chooses; of a draft that was posted, nothing is left to choose. */
function flagConflicts(sql: Sql, body: MutableDocument): void {
  if (body.fields['posted'] !== undefined) return
  // One row per document, however many fields are open.
  const open = openFields(body)
  if (open.length > 0) flag(sql, 'conflict', '', body._id, { count: open.length })
  if (body.type === 'draft' && body.fields[discardedField] !== undefined) flag(sql, 'discardedElsewhere', '', body._id)
}

function writeDraft(sql: Sql, body: MutableDocument): void {
  const event = (body.fields['event'] ?? {}) as Record<string, unknown>
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  sql.run(
    'INSERT OR REPLACE INTO draft (doc, event, event_id, date, party, currency, posted, at, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    body._id, text(event['event']) ?? '', text(event['id']) ?? body.eventId, text(event['date']) ?? '', text(event['customer']) ?? text(event['supplier']), text(event['currency']), text(body.fields['posted']), body.at,
    JSON.stringify(body.fields),
  )
}
