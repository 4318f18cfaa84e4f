import type { CurrencyCode } from '../../core/money/index.ts'
import { type ItemEntry, type ItemFold as FoldState, type ItemOpening, type ItemResult, applyEntry, compareText, nothing, oppositeSide } from '../../core/posting/derive/index.ts'
import type { ItemSide, OpenItemEffect } from '../../core/posting/index.ts'
import { flag } from './attention.ts'
import type { Masters } from './masters.ts'
import type { Sql } from './sql.ts'
import { documentOf } from './stock-fold.ts'

type EntryKind = 'open' | 'excess' | 'clear' | 'unclear' | 'close' | 'closeExcess'

interface EntryRow {
  doc: string; item: string; ord: string; idx: number; n: number; kind: EntryKind; asked: number; rate: string; ref_doc: string | null; ref_idx: number | null; date: string
  amount: number; base: number; excess: number; excess_base: number
}

interface ItemRow {
  doc: string; item: string; side: ItemSide; party: string; account: string; currency: CurrencyCode; amount: number; base: number; date: string; due_date: string; posted_date: string
  ord: string; derived: number; open: number; open_base: number; closed: number; last_ord: string
}

/** A derived line of an open item, for the ledger. */
export interface ItemLine { readonly account: string; readonly currency: CurrencyCode; readonly amount: number; readonly base: number }

interface Touched { readonly doc: string; readonly item: string; readonly pending: EntryRow[]; whole: boolean; /** Opened in this batch, not yet in the table. */ opened: ItemRow | null }

/**
 * Works what documents did to open items, item by item in event order. An entry that comes last costs one step; an earlier one
 * has its item worked from the start. What exceeds an item opens another, which is worked after it.
 */
export class ItemFold {
  readonly #sql: Sql
  readonly #masters: Masters
  readonly #touched = new Map<string, Touched>()
  /** Documents whose derived item lines changed, by number. */
  readonly changed = new Set<number>()
  /** Lines of documents of this batch. */
  readonly lines = new Map<number, ItemLine[]>()
  /** Documents of this batch whose entries were worked more than once: their lines are read from the table. */
  readonly reworked = new Set<number>()

  constructor(sql: Sql, masters: Masters) {
    this.#sql = sql
    this.#masters = masters
  }

  open(n: number, ord: string, date: string, idx: number, doc: string, effect: OpenItemEffect): void {
    this.#entry({ doc, item: effect.item, ord, idx, n, kind: 'open', asked: effect.amount, rate: '', ref_doc: null, ref_idx: null, date, amount: 0, base: 0, excess: 0, excess_base: 0 })
    const touched = this.#touched.get(`${doc} ${effect.item}`) as Touched
    touched.opened = {
      doc, item: effect.item, side: effect.side, party: effect.party, account: effect.account, currency: effect.currency, amount: effect.amount, base: effect.base, date: effect.date, due_date: effect.dueDate,
      posted_date: date, ord, derived: 0, open: effect.amount, open_base: effect.base, closed: 0, last_ord: '',
    }
    // Clearings that came before what they clear wait in the table.
    if (!touched.whole && this.#sql.value('SELECT 1 FROM item_entry WHERE doc = ? AND item = ? LIMIT 1', doc, effect.item) !== undefined) touched.whole = true
  }

  clear(n: number, ord: string, date: string, idx: number, item: { readonly doc: string; readonly item: string }, amount: number, rate: string): void {
    this.#entry({ doc: item.doc, item: item.item, ord, idx, n, kind: 'clear', asked: amount, rate, ref_doc: null, ref_idx: null, date, amount: 0, base: 0, excess: 0, excess_base: 0 })
  }

  /** @param cleared  the item that the clearing took from  @param excess  id of the item that its excess opened, if any */
  unclear(n: number, ord: string, date: string, idx: number, of: { readonly doc: string; readonly index: number }, cleared: { readonly doc: string; readonly item: string }, excess: string): void {
    this.#entry({ doc: cleared.doc, item: cleared.item, ord, idx, n, kind: 'unclear', asked: 0, rate: '', ref_doc: of.doc, ref_idx: of.index, date, amount: 0, base: 0, excess: 0, excess_base: 0 })
    this.#entry({ doc: of.doc, item: excess, ord, idx, n, kind: 'closeExcess', asked: 0, rate: '', ref_doc: null, ref_idx: null, date, amount: 0, base: 0, excess: 0, excess_base: 0 })
  }

  close(n: number, ord: string, date: string, idx: number, item: { readonly doc: string; readonly item: string }): void {
    this.#entry({ doc: item.doc, item: item.item, ord, idx, n, kind: 'close', asked: 0, rate: '', ref_doc: null, ref_idx: null, date, amount: 0, base: 0, excess: 0, excess_base: 0 })
  }

  /** Takes out what a document did to items and the items that it opened. */
  remove(n: number, doc: string): void {
    for (const entry of this.#sql.rows<EntryRow>('SELECT doc, item FROM item_entry WHERE n = ?', n)) this.#touch(entry.doc, entry.item).whole = true
    for (const item of this.#sql.values<string>('SELECT item FROM item WHERE doc = ?', doc)) this.#touch(doc, item).whole = true
    this.#sql.run('DELETE FROM item_entry WHERE (doc, item, ord, idx) IN (SELECT doc, item, ord, idx FROM item_entry WHERE n = ?)', n)
    this.#sql.run('DELETE FROM item WHERE doc = ?', doc)
  }

  derive(): void {
    let open = [...this.#touched.values()]
    this.#touched.clear()
    // Excess items open further items; each step goes to a later document, so that it ends.
    while (open.length > 0) {
      for (const touched of open.sort((a, b) => compareText(a.doc, b.doc) || compareText(a.item, b.item))) this.#fold(touched)
      open = [...this.#touched.values()]
      this.#touched.clear()
    }
  }

  #entry(entry: EntryRow): void {
    this.#touch(entry.doc, entry.item).pending.push(entry)
  }

  #touch(doc: string, item: string): Touched {
    const key = `${doc} ${item}`
    let touched = this.#touched.get(key)
    if (!touched) this.#touched.set(key, (touched = { doc, item, pending: [], whole: false, opened: null }))
    return touched
  }

  #fold(touched: Touched): void {
    const { doc, item, pending } = touched
    const row = touched.opened ?? this.#sql.row<ItemRow>('SELECT * FROM item WHERE doc = ? AND item = ?', doc, item)
    pending.sort(byPlace)
    const whole = touched.whole || !row || pending.some((entry) => compareText(entry.ord, row.last_ord) < 0)
    const stored = whole ? this.#sql.rows<EntryRow>('SELECT * FROM item_entry WHERE doc = ? AND item = ? ORDER BY ord, idx', doc, item) : []
    const fresh = new Set(pending)
    const entries = whole ? stored.concat(pending).sort(byPlace) : pending
    if (!row) {
      // What it refers to has not arrived (or is gone): nothing can be derived, the document waits.
      for (const entry of entries) {
        this.#write(entry, nothing, fresh.has(entry), null)
        if (entry.kind === 'clear' || entry.kind === 'close') flag(this.#sql, 'waitingForReference', item, documentOf(entry.ord), { id: item })
      }
      return
    }
    const opening: ItemOpening = row
    let state: FoldState = whole ? { open: row.amount, openBase: row.base, closed: false } : { open: row.open, openBase: row.open_base, closed: row.closed !== 0 }
    const cleared = new Map<string, ItemResult>()
    const lookUp = (key: string): ItemResult | undefined => cleared.get(key) ?? (whole ? undefined : this.#cleared(doc, item, key))
    for (const entry of entries) {
      const step = applyEntry(opening, state, asEntry(entry), lookUp)
      state = step.state
      if (entry.kind === 'clear') cleared.set(`${documentOf(entry.ord)}#${entry.idx}`, step.result)
      if (whole && !fresh.has(entry) && (entry.kind === 'clear' || entry.kind === 'close')) this.#sql.run("DELETE FROM attention WHERE kind = 'waitingForReference' AND key = ? AND doc = ?", item, documentOf(entry.ord))
      this.#write(entry, step.result, fresh.has(entry), row, whole)
    }
    const last = entries.at(-1)?.ord ?? ''
    if (touched.opened) {
      this.#sql.run(
        `INSERT OR REPLACE INTO item (doc, item, side, party, account, currency, amount, base, date, due_date, posted_date, ord, derived, open, open_base, closed, last_ord)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
        doc, item, row.side, row.party, row.account, row.currency, row.amount, row.base, row.date, row.due_date, row.posted_date, row.ord, state.open, state.openBase, state.closed ? 1 : 0, last,
      )
    } else {
      this.#sql.run(
        'UPDATE item SET open = ?, open_base = ?, closed = ?, last_ord = ? WHERE doc = ? AND item = ?', state.open, state.openBase, state.closed ? 1 : 0, whole || last > row.last_ord ? last : row.last_ord, doc, item,
      )
    }
    if (state.open !== row.open || whole) this.#sql.run('UPDATE posted SET open = ? WHERE doc = ? AND event_id = ? AND open <> ?', state.open, doc, item, state.open)
  }

  #cleared(doc: string, item: string, key: string): ItemResult | undefined {
    const cut = key.lastIndexOf('#')
    const found = this.#sql.row<EntryRow>(
      "SELECT amount, base, excess, excess_base FROM item_entry WHERE n = (SELECT n FROM posted WHERE doc = ?) AND idx = ? AND doc = ? AND item = ? AND kind = 'clear'", key.slice(0, cut), Number(key.slice(cut + 1)), doc, item,
    )
    return found && { amount: found.amount, base: found.base, excess: found.excess, excessBase: found.excess_base }
  }

  #write(entry: EntryRow, result: ItemResult, fresh: boolean, row: ItemRow | null, whole = true): void {
    const differs = entry.amount !== result.amount || entry.base !== result.base || entry.excess !== result.excess || entry.excess_base !== result.excessBase
    if (fresh) {
      this.#sql.run(
        'INSERT INTO item_entry (doc, item, ord, idx, n, kind, asked, rate, ref_doc, ref_idx, date, amount, base, excess, excess_base) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        entry.doc, entry.item, entry.ord, entry.idx, entry.n, entry.kind, entry.asked, entry.rate, entry.ref_doc, entry.ref_idx, entry.date, result.amount, result.base, result.excess, result.excessBase,
      )
    } else if (differs) {
      this.#sql.run(
        'UPDATE item_entry SET amount = ?, base = ?, excess = ?, excess_base = ? WHERE doc = ? AND item = ? AND ord = ? AND idx = ?',
        result.amount, result.base, result.excess, result.excessBase, entry.doc, entry.item, entry.ord, entry.idx,
      )
    }
    if (differs && !fresh) this.changed.add(entry.n)
    // Lines are kept for the ledger while each entry is worked once; otherwise the document's are read from the table.
    if (fresh && row) {
      const line = { account: row.account, currency: row.currency, amount: result.amount, base: result.base }
      const list = this.lines.get(entry.n)
      if (list) list.push(line)
      else this.lines.set(entry.n, [line])
    }
    if (whole && !fresh) this.reworked.add(entry.n)
    if (result.excess !== entry.excess || result.excessBase !== entry.excess_base || (fresh && result.excess !== 0)) this.#excess(entry, result, row)
  }

  /** Opens, changes or takes away the item of what exceeded another. */
  #excess(entry: EntryRow, result: ItemResult, row: ItemRow | null): void {
    const doc = documentOf(entry.ord)
    const eventId = this.#sql.value<string>('SELECT event_id FROM posted WHERE n = ?', entry.n) ?? ''
    const item = excessItem(eventId, entry.idx)
    this.#touch(doc, item).whole = true
    this.changed.add(entry.n)
    this.#sql.run("DELETE FROM item_entry WHERE doc = ? AND item = ? AND kind = 'excess'", doc, item)
    if (result.excess === 0 || !row) {
      this.#sql.run('DELETE FROM item WHERE doc = ? AND item = ?', doc, item)
      this.#sql.run("DELETE FROM attention WHERE kind = 'overCleared' AND key = ? AND doc = ?", item, doc)
      return
    }
    const side = oppositeSide(row.side)
    const amount = Math.abs(result.excess)
    const base = Math.abs(result.excessBase)
    this.#sql.run(
      `INSERT OR REPLACE INTO item (doc, item, side, party, account, currency, amount, base, date, due_date, posted_date, ord, derived, open, open_base, closed, last_ord)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 0, '')`,
      doc, item, side, row.party, this.#masters.accountOfSide(side), row.currency, amount, base, entry.date, entry.date, entry.date, entry.ord, amount, base,
    )
    this.#sql.run(
      "INSERT INTO item_entry (doc, item, ord, idx, n, kind, asked, rate, ref_doc, ref_idx, date, amount, base, excess, excess_base) VALUES (?, ?, ?, ?, ?, 'excess', ?, '', NULL, NULL, ?, 0, 0, 0, 0)",
      doc, item, entry.ord, entry.idx, entry.n, amount, entry.date,
    )
    this.reworked.add(entry.n)
    flag(this.#sql, 'overCleared', item, doc, { id: row.item, amount, currency: row.currency })
  }
}

/** Id of the item that the excess of a clearing (or of closing a partly cleared item) opens. */
export function excessItem(eventId: string, index: number): string {
  return `${eventId}#${index}`
}

function asEntry(row: EntryRow): ItemEntry {
  switch (row.kind) {
    case 'open':
    case 'excess':
      return { kind: 'open' }
    case 'clear':
      return { kind: 'clear', key: `${documentOf(row.ord)}#${row.idx}`, amount: row.asked, rate: row.rate }
    case 'unclear':
      return { kind: 'unclear', key: `${row.ref_doc as string}#${row.ref_idx as number}` }
    case 'close':
    case 'closeExcess':
      return { kind: 'close' }
  }
}

function byPlace(a: EntryRow, b: EntryRow): number {
  return compareText(a.ord, b.ord) || a.idx - b.idx
}
