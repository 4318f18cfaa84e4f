import { sideSign } from '../../../../core/posting/derive/index.ts'
import type { ExplainedLine, ExplainedPart } from '../../../../core/report-layout/index.ts'
import type { Sql } from '../../sql.ts'
import { money, rupiah } from '../figures.ts'
import { rateText } from './ledger-lines.ts'

interface EntryRow { kind: string; amount: number; base: number; rate: string; date: string; event_id: string; number: string | null; doc: string }

/** What happened to one item up to a day: its opening and every clearing; beside it what the month's end made of it for the time being. */
export function itemParts(sql: Sql, doc: string, item: string, asOf: string, measure: 'open' | 'base'): ExplainedPart[] {
  const row = sql.row<{ side: 'receivable' | 'payable' | 'deposit' | 'advance'; currency: string; account: string; party: string }>('SELECT side, currency, account, party FROM item WHERE doc = ? AND item = ?', doc, item)
  if (!row) return []
  const sign = sideSign(row.side)
  const entries = sql.rows<EntryRow>(
    'SELECT e.kind, e.amount, e.base, e.rate, e.date, p.event_id, p.number, p.doc FROM item_entry e JOIN posted p ON p.n = e.n WHERE e.doc = ? AND e.item = ? AND e.date <= ? ORDER BY e.ord, e.idx', doc, item, asOf,
  )
  const foreign = row.currency !== 'IDR'
  const lines = entries.filter((entry) => entry.amount !== 0 || entry.base !== 0).map((entry): ExplainedLine => ({
    date: entry.date, event: entry.event_id, number: entry.number, docId: entry.doc, label: `item.${entry.kind}`,
    ...(measure === 'open' ? { amount: money(sign * entry.amount, row.currency), ...(foreign ? { rate: rateText(entry.base, entry.amount, row.currency) } : {}) }
      : { amount: rupiah(sign * entry.base), ...(foreign ? { foreign: { value: money(sign * entry.amount, row.currency), currency: row.currency }, rate: rateText(entry.base, entry.amount, row.currency) } : {}) }),
  }))
  const parts: ExplainedPart[] = [{ part: 'item', unit: measure === 'open' ? { kind: 'foreign', currency: row.currency } : { kind: 'money' }, lines, adds: true }]
  if (foreign) {
    const open = entries.reduce((sum, entry) => sum + sign * entry.amount, 0)
    const base = entries.reduce((sum, entry) => sum + sign * entry.base, 0)
    const rate = sql.value<string>("SELECT rate FROM exchange_rate WHERE currency = ? AND kind = 'book' AND date <= ? ORDER BY date DESC, ord DESC LIMIT 1", row.currency, asOf)
    if (rate !== undefined && open !== 0) {
      const places = money(0, row.currency).split('.')[1]?.length ?? 0
      const now = Math.round((open / 10 ** places) * Number(rate) * 100)
      parts.push({
        part: 'revaluation', unit: { kind: 'money' }, adds: true,
        lines: [
          { label: 'atOwnRate', foreign: { value: money(open, row.currency), currency: row.currency }, rate: rateText(base, open, row.currency), amount: rupiah(base) },
          { date: asOf, label: 'atDayRate', foreign: { value: money(open, row.currency), currency: row.currency }, rate, amount: rupiah(now - base) },
        ],
      })
    }
  }
  return parts
}

/**
 * How the exchange differences of a period arose: of each clearing what it took at the item's own rate, and what the money was
 * worth on its day; of a revaluation each balance at the book's and at the closing rate.
 */
export function exchangeParts(sql: Sql, account: string, from: string, to: string): ExplainedPart[] {
  const docs = sql.rows<{ n: number; doc: string; event: string; event_id: string; number: string | null; date: string; rate: string | null; base: number }>(
    `SELECT p.n, p.doc, p.event, p.event_id, p.number, l.date, p.rate, sum(l.base) AS base FROM ledger_line l JOIN posted p ON p.n = l.n WHERE l.account = ? AND l.date >= ? AND l.date <= ? GROUP BY p.n, l.date ORDER BY l.date, p.ord LIMIT 200`, account, from, to,
  )
  const lines: ExplainedLine[] = []
  for (const document of docs) {
    const own = { date: document.date, event: document.event_id, number: document.number, docId: document.doc }
    lines.push({ ...own, kind: 'result', amount: rupiah(-document.base) })
    const cleared = sql.rows<{ item: string; doc: string; currency: string; amount: number; base: number; rate: string }>(
      "SELECT e.item, e.doc, i.currency, e.amount, e.base, e.rate FROM item_entry e JOIN item i ON i.doc = e.doc AND i.item = e.item WHERE e.n = ? AND e.kind IN ('clear', 'unclear') AND i.currency <> 'IDR' AND e.date = ? ORDER BY e.idx", document.n, document.date,
    )
    for (const clearing of cleared) {
      lines.push({ kind: 'opening', label: 'itemAtOwnRate', text: clearing.item, foreign: { value: money(Math.abs(clearing.amount), clearing.currency), currency: clearing.currency }, rate: rateText(clearing.base, clearing.amount, clearing.currency), amount: rupiah(clearing.base), drill: { to: 'document', id: clearing.doc } })
    }
    // The other side: the money as it was booked that day, or the balance that was valued anew.
    const others = sql.rows<{ account: string; currency: string; amount: number; base: number }>(
      `SELECT l.account, l.currency, l.amount, l.base FROM ledger_line l WHERE l.n = ? AND l.date = ? AND l.account <> ? AND l.currency <> 'IDR' AND NOT EXISTS (SELECT 1 FROM item_entry e JOIN item i ON i.doc = e.doc AND i.item = e.item WHERE e.n = l.n AND i.account = l.account AND i.currency = l.currency)
         AND l.account NOT IN (SELECT code FROM master WHERE role = 'currencyExchange') ORDER BY l.account, l.currency`, document.n, document.date, account,
    )
    for (const other of others) {
      if (other.amount !== 0) {
        lines.push({ kind: 'opening', label: 'bookedAt', account: other.account, foreign: { value: money(other.amount, other.currency), currency: other.currency }, rate: rateText(other.base, other.amount, other.currency), amount: rupiah(other.base) })
        continue
      }
      const held = sql.row<{ amount: number; base: number }>(
        'SELECT coalesce(sum(amount), 0) AS amount, coalesce(sum(base), 0) AS base FROM ledger_line WHERE account = ? AND currency = ? AND date <= ? AND NOT (n = ? AND date = ?)', other.account, other.currency, document.date, document.n, document.date,
      ) ?? { amount: 0, base: 0 }
      lines.push(
        { kind: 'opening', label: 'bookValue', account: other.account, foreign: { value: money(held.amount, other.currency), currency: other.currency }, rate: rateText(held.base, held.amount, other.currency), amount: rupiah(held.base) },
        { kind: 'opening', label: 'closingValue', account: other.account, foreign: { value: money(held.amount, other.currency), currency: other.currency }, rate: rateText(held.base + other.base, held.amount, other.currency), amount: rupiah(held.base + other.base) },
      )
    }
  }
  return lines.length === 0 ? [] : [{ part: 'exchange', unit: { kind: 'money' }, lines, adds: false }]
}
