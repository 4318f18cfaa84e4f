import { firstDayOf } from '../../../../core/calendar/index.ts'
import { type ExplainedLine, type ExplainedPart, figureDrill } from '../../../../core/report-layout/index.ts'
import { Masters } from '../../masters.ts'
import type { Sql } from '../../sql.ts'
import { quantityText, rupiah } from '../figures.ts'
import { costOfSaleSql, dimensionJoin, dimensionSql } from '../margins.ts'

interface PaperRow { readonly date: string; readonly doc: string; readonly event_id: string; readonly number: string | null }

const lineOf = (row: PaperRow, amount: number, more: Partial<ExplainedLine> = {}): ExplainedLine => ({ date: row.date, event: row.event_id, number: row.number, docId: row.doc, amount: rupiah(amount), ...more })
const notClosing = "coalesce(t.event, p.event) <> 'year.close'"

/**
 * What stands in one cell of the income statement by product, buyer or country: the lines of its papers. The column without a
 * name has what belongs to none.
 * @param sign  1 where the account's section counts debits, -1 where it counts credits
 */
export function incomeCell(sql: Sql, by: 'product' | 'buyer' | 'country', account: string, key: string, from: string, to: string, sign: 1 | -1): ExplainedPart {
  const lines = by !== 'product' ? ofParty(sql, by, account, key, from, to, sign) : key === '' ? ofNoProduct(sql, account, from, to, sign) : ofProduct(sql, account, key, from, to, sign)
  return { part: by === 'product' && key !== '' ? 'sales' : 'ledgerLines', unit: { kind: 'money' }, lines, adds: true }
}

const inLedger = (account: string, row: PaperRow & { readonly currency: string; readonly base: number }): Partial<ExplainedLine> => ({
  drill: figureDrill('general-ledger', { account, from: firstDayOf(row.date.slice(0, 7)), to: row.date }, ['line', account, row.doc, row.date, row.currency], row.base < 0 ? 'credit' : 'debit'),
})

function ofParty(sql: Sql, by: 'buyer' | 'country', account: string, key: string, from: string, to: string, sign: 1 | -1): ExplainedLine[] {
  return sql.rows<PaperRow & { currency: string; base: number }>(
    `SELECT x.date, p.doc, p.event_id, p.number, x.currency, x.base FROM ledger_line x ${dimensionJoin}
     WHERE x.account = ? AND x.date >= ? AND x.date <= ? AND x.base <> 0 AND ${notClosing} AND CASE WHEN coalesce(t.event, p.event) LIKE 'sales.%' THEN ${dimensionSql[by]} ELSE '' END = ? ORDER BY x.date, p.ord`, account, from, to, key,
  ).map((row) => lineOf(row, sign * row.base, inLedger(account, row)))
}

/** Account of a sale's revenue, as the report has it. */
const revenueAccount = 'CASE WHEN EXISTS (SELECT 1 FROM ledger_line l WHERE l.n = x.n AND l.account = ?) THEN ? ELSE ? END'

function ofProduct(sql: Sql, account: string, product: string, from: string, to: string, sign: 1 | -1): ExplainedLine[] {
  const masters = new Masters(sql)
  const [abroad, home, cogs] = [masters.accountOfRole('salesExport'), masters.accountOfRole('salesDomestic'), masters.accountOfRole('costOfGoodsSold')]
  const sales = sql.rows<PaperRow & { quantity: number; revenue: number }>(
    `SELECT x.date, p.doc, p.event_id, p.number, x.quantity, x.revenue FROM sale x ${dimensionJoin} WHERE x.product = ? AND x.date >= ? AND x.date <= ? AND x.revenue <> 0 AND ${revenueAccount} = ? ORDER BY x.date, p.ord, x.idx`,
    product, from, to, abroad, abroad, home, account,
  ).map((row) => lineOf(row, -sign * row.revenue, { quantity: quantityText(row.quantity) }))
  if (account !== cogs) return sales
  const costs = sql.rows<PaperRow & { quantity: number; value: number; idx: number }>(
    `SELECT x.date, p.doc, p.event_id, p.number, x.quantity, x.value + x.correction AS value, x.idx FROM movement x ${dimensionJoin} WHERE x.product = ? AND x.date >= ? AND x.date <= ? AND x.value + x.correction <> 0 AND ${costOfSaleSql} ORDER BY x.date, x.ord, x.idx`,
    product, from, to, cogs,
  ).map((row) => lineOf(row, -sign * row.value, { label: 'cost.issue', quantity: quantityText(row.quantity), drill: figureDrill('stock-card', { product, from: firstDayOf(row.date.slice(0, 7)), to: row.date }, ['move', product, row.doc, String(row.idx)], 'value') }))
  return [...sales, ...costs]
}

/** Per paper what is left of its lines on the account when the goods' part is taken off. */
function ofNoProduct(sql: Sql, account: string, from: string, to: string, sign: 1 | -1): ExplainedLine[] {
  const masters = new Masters(sql)
  const [abroad, home, cogs] = [masters.accountOfRole('salesExport'), masters.accountOfRole('salesDomestic'), masters.accountOfRole('costOfGoodsSold')]
  const rest = new Map<string, { row: PaperRow; base: number }>()
  const add = (row: PaperRow & { base: number }): void => {
    const known = rest.get(row.doc)
    if (known) known.base += row.base
    else rest.set(row.doc, { row, base: row.base })
  }
  const about = 'x.date, p.doc, p.event_id, p.number'
  for (const row of sql.iterate<PaperRow & { base: number }>(`SELECT ${about}, x.base FROM ledger_line x ${dimensionJoin} WHERE x.account = ? AND x.date >= ? AND x.date <= ? AND ${notClosing} ORDER BY x.date, p.ord`, account, from, to)) add(row)
  for (const row of sql.iterate<PaperRow & { base: number }>(`SELECT ${about}, x.revenue AS base FROM sale x ${dimensionJoin} WHERE x.date >= ? AND x.date <= ? AND ${revenueAccount} = ?`, from, to, abroad, abroad, home, account)) add(row)
  if (account === cogs) for (const row of sql.iterate<PaperRow & { base: number }>(`SELECT ${about}, x.value + x.correction AS base FROM movement x ${dimensionJoin} WHERE x.date >= ? AND x.date <= ? AND ${costOfSaleSql}`, from, to, cogs)) add(row)
  return [...rest.values()].filter(({ base }) => base !== 0).map(({ row, base }) => lineOf(row, sign * base))
}
