import { addDays, addMonths, firstDayOf, lastDayOf, monthOf } from '../../../../core/calendar/index.ts'
import type { ExplainedLine, ExplainedPart } from '../../../../core/report-layout/index.ts'
import type { Sql } from '../../sql.ts'
import { accountBalances } from '../../view.ts'
import { money, quantityText, rupiah } from '../figures.ts'
import { figureDrill } from '../../../../core/report-layout/index.ts'

export interface LedgerQuestion {
  readonly account: string
  /** Null: since the book began. */
  readonly from: string | null
  readonly to: string
  /** Only debits or credits (both positive), else all with the sign of `sign`. */
  readonly side?: 'debit' | 'credit'
  readonly sign?: 1 | -1
  /** The amount in this currency instead of the base amount. */
  readonly currency?: string
  /** Carrying a year's result is no income or expense of it. */
  readonly withoutYearClose?: boolean
  /** Only up to and with this place in event order on the last day. */
  readonly upTo?: { readonly date: string; readonly ord: string; readonly currency: string }
}

/** More lines than this are summed by month, all but the newest. */
const linesMax = 400

interface LineRow { date: string; event_id: string; number: string | null; doc: string; ord: string; currency: string; amount: number; base: number }

/** The ledger lines of one account that a figure consists of. */
export function ledgerPart(sql: Sql, asked: LedgerQuestion): ExplainedPart {
  const { account, to } = asked
  const given = (row: { amount: number; base: number }): number => {
    const value = asked.currency === undefined ? row.base : row.amount
    if (asked.side === 'debit') return Math.max(0, value)
    if (asked.side === 'credit') return Math.max(0, -value)
    return (asked.sign ?? 1) * value
  }
  const text = (value: number): string => (asked.currency === undefined ? rupiah(value) : money(value, asked.currency))
  let from = asked.from ?? '0000-01-01'
  const lines: ExplainedLine[] = []
  const count = sql.value<number>('SELECT coalesce(sum(lines), 0) FROM balance WHERE account = ? AND month >= ? AND month <= ?', account, from.slice(0, 7), monthOf(to)) ?? 0
  if (count > linesMax && asked.withoutYearClose !== true) {
    // From the end back, as many whole months as stay readable; what lies before is told by month.
    const months = sql.rows<{ month: string; lines: number }>('SELECT month, sum(lines) AS lines FROM balance WHERE account = ? AND month <= ? AND month >= ? GROUP BY month ORDER BY month DESC', account, monthOf(to), from.slice(0, 7))
    let kept = 0
    let first = monthOf(to)
    for (const each of months) {
      kept += each.lines
      if (kept > linesMax / 2) break
      first = each.month
    }
    for (const { month } of months.filter((each) => each.month < first).reverse()) {
      const start = asked.from !== null && asked.from > firstDayOf(month) ? asked.from : firstDayOf(month)
      const sums = new Map(accountBalances(sql, addDays(start, -1), [account]).map((row) => [row.currency as string, row]))
      let sum = 0
      for (const row of accountBalances(sql, lastDayOf(month), [account])) {
        if (asked.currency !== undefined && row.currency !== asked.currency) continue
        const before = sums.get(row.currency)
        if (asked.side !== undefined) sum += row[asked.side] - (before?.[asked.side] ?? 0)
        else sum += given({ amount: row.amount - (before?.amount ?? 0), base: row.base - (before?.base ?? 0) })
      }
      if (sum !== 0) lines.push({ date: lastDayOf(month), label: 'month', amount: text(sum), drill: { to: 'report', name: 'general-ledger', arguments: { account, from: start, to: lastDayOf(month) } } })
    }
    const next = firstDayOf(first)
    if (next > from) from = next
    // A month that is told as a whole ends before the first one that is told line by line.
    if (addMonths(first, -1) < monthOf(asked.from ?? '0000-01-01')) from = asked.from ?? from
  }
  const rows = sql.iterate<LineRow>(
    `SELECT l.date, p.event_id, p.number, p.doc, p.ord, l.currency, l.amount, l.base FROM ledger_line l JOIN posted p ON p.n = l.n LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target
     WHERE l.account = ? AND l.date >= ? AND l.date <= ? AND (? OR coalesce(t.event, p.event) <> 'year.close') ORDER BY l.date, p.ord, l.currency`, account, from, to, asked.withoutYearClose === true ? 0 : 1,
  )
  for (const row of rows) {
    const { upTo } = asked
    if (upTo && row.date === upTo.date && (row.ord > upTo.ord || (row.ord === upTo.ord && row.currency > upTo.currency))) break
    if (asked.currency !== undefined && row.currency !== asked.currency) continue
    const value = given(row)
    if (value === 0) continue
    lines.push({
      date: row.date, event: row.event_id, number: row.number, docId: row.doc, amount: text(value), ...(row.currency === 'IDR' || asked.currency !== undefined ? {} : { foreign: { value: money(row.amount, row.currency), currency: row.currency } }),
      drill: figureDrill('general-ledger', { account, from: firstDayOf(monthOf(row.date)), to: row.date }, ['line', account, row.doc, row.date, row.currency], row.base < 0 ? 'credit' : 'debit'),
    })
  }
  return { part: 'ledgerLines', unit: asked.currency === undefined ? { kind: 'money' } : { kind: 'foreign', currency: asked.currency }, lines, adds: true }
}

/** Where one ledger line comes from: the movements and clearings behind it, and what its document fixed itself. */
export function ledgerLineParts(sql: Sql, line: { readonly account: string; readonly doc: string; readonly date: string; readonly currency: string }, sign: 1 | -1, measure: 'base' | 'amount', inventoryOf: (product: string) => string): ExplainedPart[] {
  const { account, doc, date, currency } = line
  const stored = sql.row<{ n: number; event_id: string; number: string | null; date: string; amount: number; base: number }>(
    'SELECT p.n, p.event_id, p.number, p.date, l.amount, l.base FROM posted p JOIN ledger_line l ON l.n = p.n WHERE p.doc = ? AND l.account = ? AND l.date = ? AND l.currency = ?', doc, account, date, currency,
  )
  if (!stored) return []
  const lines: ExplainedLine[] = []
  let found = 0
  const text = (value: number): string => (measure === 'base' ? rupiah(sign * value) : money(sign * value, currency))
  if (stored.date === date) {
    if (measure === 'base' && currency === 'IDR') {
      const moves = sql.rows<{ product: string; idx: number; warehouse: string; kind: string; quantity: number; value: number; correction: number; charge: string | null; given: number; date: string }>(
        "SELECT product, idx, warehouse, kind, quantity, value, correction, charge, given, date FROM movement WHERE n = ? AND kind NOT IN ('transfer', 'fixed') ORDER BY idx", stored.n,
      )
      for (const move of moves) {
        const drill = figureDrill('stock-card', { product: move.product, from: firstDayOf(monthOf(move.date)), to: move.date }, ['move', move.product, doc, String(move.idx)], 'value')
        const add = (label: string, value: number): void => {
          if (value === 0) return
          found += value
          lines.push({ label, product: move.product, quantity: quantityText(move.quantity), amount: text(value), drill })
        }
        if (inventoryOf(move.product) === account) add(`cost.${move.kind}`, move.value + (move.kind === 'issue' || move.kind === 'returned' || move.kind === 'consumed' ? move.correction : 0))
        if (move.charge === account) add(move.kind === 'landed' ? 'landedRest' : `charge.${move.kind}`, move.kind === 'landed' ? move.given - move.value : -(move.value + move.correction))
      }
    }
    const entries = sql.rows<{ doc: string; item: string; kind: string; amount: number; base: number; rate: string; party: string; side: string; opened: number; openedBase: number }>(
      `SELECT e.doc, e.item, e.kind, e.amount, e.base, e.rate, i.party, i.side, i.amount AS opened, i.base AS openedBase FROM item_entry e JOIN item i ON i.doc = e.doc AND i.item = e.item
       WHERE e.n = ? AND i.account = ? AND i.currency = ? ORDER BY e.idx`, stored.n, account, currency,
    )
    for (const entry of entries) {
      const value = measure === 'base' ? entry.base : entry.amount
      if (value === 0) continue
      found += value
      lines.push({
        label: `item.${entry.kind}`, text: entry.item, party: entry.party, amount: text(value), ...(currency === 'IDR' ? {} : { foreign: { value: money(entry.amount, currency), currency }, rate: rateText(entry.openedBase, entry.opened, currency) }),
        ...(entry.kind === 'open' ? {} : { drill: { to: 'document', id: entry.doc } as const }),
      })
    }
  }
  const rest = (measure === 'base' ? stored.base : stored.amount) - found
  if (rest !== 0 || lines.length === 0) {
    lines.push({
      date, event: stored.event_id, number: stored.number, docId: doc, label: 'fixed', amount: text(rest),
      ...(currency === 'IDR' || measure === 'amount' ? {} : { foreign: { value: money(stored.amount, currency), currency }, ...(stored.amount === 0 ? {} : { rate: rateText(stored.base, stored.amount, currency) }) }),
    })
  }
  return [{ part: 'documentLine', unit: measure === 'base' ? { kind: 'money' } : { kind: 'foreign', currency }, lines, adds: true }]
}

/** Rupiah for one unit of a currency, as far as it can be told from two rounded amounts: four decimals at most. */
export function rateText(base: number, amount: number, currency: string): string {
  if (amount === 0) return '0'
  const places = money(0, currency).split('.')[1]?.length ?? 0
  const rate = (base / 100) / (amount / 10 ** places)
  return rate.toFixed(4).replace(/\.?0+$/, '')
}
