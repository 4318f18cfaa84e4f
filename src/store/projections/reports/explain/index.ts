// Why a figure of a report is what it is: what it consists of, down to documents. Imports core and the reports beside it.
// Invariant: the lines of the first part add up to the figure.
import { addDays, daysBetween, firstDayOf, lastDayOf } from '../../../../core/calendar/index.ts'
import { type Explained, type ExplainedLine, type ExplainedPart, figureDrill, readRowKey } from '../../../../core/report-layout/index.ts'
import { Masters } from '../../masters.ts'
import type { Sql } from '../../sql.ts'
import { accountBalances } from '../../view.ts'
import { bucketOf, openItemsAt } from '../aged-items.ts'
import { cashFlowClass, changesOf, linesOfEvent } from '../cash-flow-indirect.ts'
import { categoryOf } from '../cash-flow.ts'
import { Chart, type ReportArguments, money, quantityText, rupiah } from '../figures.ts'
import { costOfSaleSql, dimensionJoin, dimensionSql } from '../margins.ts'
import { sharesOf } from '../stock-by-warehouse.ts'
import { stockHeldAt } from '../stock.ts'
import { incomeCell } from './income-cells.ts'
import { ledgerLineParts, ledgerPart } from './ledger-lines.ts'
import { exchangeParts, itemParts } from './open-items.ts'
import { personalPart } from './persons.ts'
import { costParts, movementsPart } from './stock-movements.ts'

const nothing: Explained = { parts: [] }
const resultTypes = ['income', 'costOfSales', 'expense', 'other', 'tax']

/**
 * What a figure consists of.
 * @param given  the report's arguments, with the dates that it was run with
 * @param key    key of the row as its layout gives it
 * @returns no parts where the figure is a sum of other rows or nothing more is known
 */
export function explainFigure(sql: Sql, name: string, given: ReportArguments, key: string, column: string): Explained {
  const [kind = '', ...about] = readRowKey(key)
  const [first = '', second = '', third = '', fourth = ''] = about
  const to = given.asOf ?? given.to ?? ''
  const from = given.from ?? '0000-01-01'
  const chart = new Chart(sql)
  const masters = new Masters(sql)
  const ledger = (...parts: ExplainedPart[]): Explained => ({ parts })
  switch (`${name} ${kind}`) {
    case 'trial-balance account': {
      if (column === 'foreign') return ledger(ledgerPart(sql, { account: first, from: null, to, currency: second || onlyForeign(sql, first, to) }))
      return withExchange(sql, chart, first, null, to, ledgerPart(sql, { account: first, from: null, to, ...(column === 'debit' || column === 'credit' ? { side: column } : {}) }))
    }
    case 'balance-sheet account': return withExchange(sql, chart, first, null, to, ledgerPart(sql, { account: first, from: null, to, sign: chart.type(first) === 'asset' ? 1 : -1 }))
    case 'balance-sheet earnings': return ledger(accountsPart(chart, balancesAt(sql, to), (account) => resultTypes.includes(chart.type(account)), -1, (account) => ({ to: 'report', name: 'general-ledger', arguments: { account, from: `${to.slice(0, 4)}-01-01`, to } })))
    case 'income-statement account': return withExchange(sql, chart, first, from, to, ledgerPart(sql, { account: first, from, to, sign: signOf(chart, first), withoutYearClose: true }))
    case 'cash-flow category': return ledger(cashPart(sql, chart, from, to, (event) => categoryOf(event) === first))
    case 'cash-flow opening':
    case 'cash-flow-indirect opening': return ledger(accountsPart(chart, balancesAt(sql, addDays(from, -1)), (account) => chart.isCash(account), 1, (account) => ({ to: 'report', name: 'general-ledger', arguments: { account, from: `${from.slice(0, 4)}-01-01`, to: addDays(from, -1) } })))
    case 'cash-flow-indirect account': return ledger(ledgerPart(sql, { account: first, from, to, sign: -1, withoutYearClose: true }))
    case 'cash-flow-indirect profit': return ledger(accountsPart(chart, changesOf(sql, from, to), (account) => cashFlowClass(chart, account) === 'result', -1, (account) => ({ to: 'report', name: 'general-ledger', arguments: { account, from, to } })))
    case 'cash-flow-indirect revaluation': return ledger(accountsPart(chart, linesOfEvent(sql, 'fx.revalue', from, to), (account) => chart.isCash(account), -1, (account) => ({ to: 'report', name: 'general-ledger', arguments: { account, from, to } })))
    case 'cash-flow-indirect exchange': return ledger(cashPart(sql, chart, from, to, (event) => event === 'fx.revalue'))
    case 'equity-changes account': {
      if (column === 'opening') return ledger(ledgerPart(sql, { account: first, from: null, to: addDays(from, -1), sign: -1 }))
      if (column === 'closing') return ledger(ledgerPart(sql, { account: first, from: null, to, sign: -1 }))
      return column === 'added' || column === 'taken' ? ledger(ledgerPart(sql, { account: first, from, to, side: column === 'added' ? 'credit' : 'debit', withoutYearClose: true })) : nothing
    }
    case 'equity-changes earnings': {
      const at = column === 'opening' ? balancesAt(sql, addDays(from, -1)) : column === 'closing' ? balancesAt(sql, to) : column === 'result' ? changesOf(sql, from, to) : linesOfEvent(sql, 'year.close', from, to)
      return ledger(accountsPart(chart, at, (account) => resultTypes.includes(chart.type(account)), column === 'taken' ? 1 : -1, (account) => ({ to: 'report', name: 'general-ledger', arguments: { account, from, to } })))
    }
    case 'general-ledger opening': return ledger(ledgerPart(sql, { account: first, from: null, to: addDays(from, -1) }))
    case 'general-ledger closing': return ledger(column === 'balance' ? ledgerPart(sql, { account: first, from: null, to }) : ledgerPart(sql, { account: first, from, to, ...(column === 'debit' || column === 'credit' ? { side: column } : {}) }))
    case 'general-ledger line':
    case 'journal line': {
      if (column === 'balance') {
        const ord = sql.value<string>('SELECT ord FROM posted WHERE doc = ?', second) ?? ''
        return ledger(ledgerPart(sql, { account: first, from: null, to: third, upTo: { date: third, ord, currency: fourth } }))
      }
      const parts = ledgerLineParts(sql, { account: first, doc: second, date: third, currency: fourth }, column === 'credit' ? -1 : 1, column === 'foreign' ? 'amount' : 'base', (product) => masters.inventoryAccount(product))
      return { parts: [...parts, ...(chart.fields(first)['role'] === 'fxRealised' || chart.fields(first)['role'] === 'fxUnrealised' ? exchangeParts(sql, first, third, third) : [])] }
    }
    case 'stock-valuation product':
    case 'stock-by-warehouse product': {
      if (column === 'unitCost') return nothing
      if (name === 'stock-by-warehouse' && column === 'value') return warehouseShare(sql, first, second, to)
      const where = name === 'stock-by-warehouse' ? second : undefined
      return ledger(movementsPart(sql, first, null, to, column === 'quantity' ? 'quantity' : 'value', where), ...(column === 'value' ? onHandParts(sql, first) : []))
    }
    case 'stock-card opening': return ledger(movementsPart(sql, first, null, addDays(from, -1), column === 'balanceQuantity' ? 'quantity' : 'value'))
    case 'stock-card closing': return ledger(movementsPart(sql, first, null, to, column === 'balanceQuantity' ? 'quantity' : 'value'))
    case 'stock-card move': {
      if (column === 'value' || column === 'in' || column === 'out') return column === 'value' ? { parts: costParts(sql, first, second, Number(third)) } : nothing
      return ledger(movementsPart(sql, first, null, to, column === 'balanceQuantity' ? 'quantity' : 'value', undefined, { doc: second, idx: Number(third) }))
    }
    case 'aged-receivables item':
    case 'aged-payables item': return column === 'days' ? nothing : { parts: itemParts(sql, first, second, to, column === 'open' ? 'open' : 'base') }
    case 'receivables-by-currency party':
    case 'payables-by-currency party': return openPart(sql, name === 'receivables-by-currency' ? 'receivable' : 'payable', to, first, second, column)
    case 'party-statement opening':
    case 'party-statement closing': return partyPart(sql, first, second, kind === 'opening' ? addDays(from, -1) : to)
    case 'personal-accounts opening':
    case 'personal-accounts line':
    case 'personal-accounts closing':
    case 'personal-accounts account': return ledger(personalPart(sql, kind, about, column, from, to))
    case 'vat-summary sum': return ledger(vatPart(sql, from, to, first, second, column === 'vat' ? 'vat' : 'base'))
    case 'sales-by-product product': return salePart(sql, masters, from, to, 'product', first, column)
    case 'gross-margin key': return salePart(sql, masters, from, to, given.by === 'buyer' || given.by === 'country' ? given.by : 'product', first, column)
    case 'income-by account': {
      if (given.by === undefined || given.by === 'month') {
        const month = column.startsWith('at/') ? column.slice(3) : null
        const start = month === null || firstDayOf(month) < from ? from : firstDayOf(month)
        const end = month === null || lastDayOf(month) > to ? to : lastDayOf(month)
        return ledger(ledgerPart(sql, { account: first, from: start, to: end, sign: signOf(chart, first), withoutYearClose: true }))
      }
      if (column === 'total') return ledger(ledgerPart(sql, { account: first, from, to, sign: signOf(chart, first), withoutYearClose: true }))
      const { by } = given
      return column.startsWith('at/') && (by === 'product' || by === 'buyer' || by === 'country') ? ledger(incomeCell(sql, by, first, column.slice(3), from, to, signOf(chart, first))) : nothing
    }
    case 'year-overview month': {
      if (column === 'profit') return nothing
      const start = `${first}-01`
      const end = lastDayOf(first)
      if (column === 'cash') return ledger(accountsPart(chart, balancesAt(sql, end), (account) => chart.isCash(account), 1, (account) => ({ to: 'report', name: 'general-ledger', arguments: { account, from: start, to: end } })))
      const types: Readonly<Record<string, readonly string[]>> = { sales: ['income'], cost: ['costOfSales'], expenses: ['expense'], other: ['other', 'tax'] }
      return ledger(accountsPart(chart, changesOf(sql, start, end), (account) => types[column]?.includes(chart.type(account)) ?? false, column === 'cost' || column === 'expenses' ? 1 : -1, (account) => ({ to: 'report', name: 'general-ledger', arguments: { account, from: start, to: end } })))
    }
    default: return nothing
  }
}

function signOf(chart: Chart, account: string): 1 | -1 {
  const type = chart.type(account)
  return type === 'income' || type === 'other' ? -1 : 1
}

function withExchange(sql: Sql, chart: Chart, account: string, from: string | null, to: string, part: ExplainedPart): Explained {
  const { role } = chart.fields(account)
  if (role !== 'fxRealised' && role !== 'fxUnrealised') return { parts: [part] }
  return { parts: [part, ...exchangeParts(sql, account, from ?? `${to.slice(0, 4)}-01-01`, to)] }
}

function onlyForeign(sql: Sql, account: string, to: string): string {
  return accountBalances(sql, to, [account]).find((row) => row.currency !== 'IDR' && row.amount !== 0)?.currency ?? 'IDR'
}

function balancesAt(sql: Sql, date: string): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of accountBalances(sql, date)) sums.set(row.account, (sums.get(row.account) ?? 0) + row.base)
  return sums
}

function accountsPart(chart: Chart, sums: ReadonlyMap<string, number>, belongs: (account: string) => boolean, sign: 1 | -1, drill: (account: string) => NonNullable<ExplainedLine['drill']>): ExplainedPart {
  const lines = [...sums].filter(([account, base]) => base !== 0 && belongs(account)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([account, base]): ExplainedLine => ({ account, amount: rupiah(sign * base), drill: drill(account) }))
  return { part: 'accounts', unit: { kind: 'money' }, lines, adds: true }
}

/** What documents of some types did to cash. */
function cashPart(sql: Sql, chart: Chart, from: string, to: string, belongs: (event: string) => boolean): ExplainedPart {
  const lines: ExplainedLine[] = []
  const accounts = sql.values<string>("SELECT DISTINCT code FROM master WHERE type = 'account' ORDER BY code").filter((code) => chart.isCash(code))
  const rows = sql.rows<{ date: string; doc: string; event_id: string; number: string | null; event: string; account: string; base: number; ord: string }>(
    `SELECT l.date, p.doc, p.event_id, p.number, coalesce(t.event, p.event) AS event, l.account, l.base, p.ord FROM ledger_line l JOIN posted p ON p.n = l.n LEFT JOIN posted t ON p.event = 'reverse' AND t.doc = p.target
     WHERE l.account IN (SELECT value FROM json_each(?)) AND l.date >= ? AND l.date <= ? AND l.base <> 0 ORDER BY l.date, p.ord, l.account`, JSON.stringify(accounts), from, to,
  )
  for (const row of rows) if (belongs(row.event)) lines.push({ date: row.date, event: row.event_id, number: row.number, docId: row.doc, account: row.account, amount: rupiah(row.base) })
  return { part: 'cash', unit: { kind: 'money' }, lines, adds: true }
}

function vatPart(sql: Sql, from: string, to: string, side: string, code: string, measure: 'base' | 'vat'): ExplainedPart {
  const rows = sql.rows<{ date: string; doc: string; event_id: string; number: string | null; base: number; vat: number }>(
    'SELECT v.date, p.doc, p.event_id, p.number, v.base, v.vat FROM vat_row v JOIN posted p ON p.n = v.n WHERE v.date >= ? AND v.date <= ? AND v.side = ? AND v.code = ? ORDER BY v.date, p.ord, v.idx', from, to, side, code,
  )
  return { part: 'papers', unit: { kind: 'money' }, adds: true, lines: rows.filter((row) => row[measure] !== 0).map((row) => ({ date: row.date, event: row.event_id, number: row.number, docId: row.doc, amount: rupiah(row[measure]) })) }
}

/** Sales lines and the cost of what left, of one product, buyer or country. */
function salePart(sql: Sql, masters: Masters, from: string, to: string, by: 'product' | 'buyer' | 'country', key: string, column: string): Explained {
  const lines: ExplainedLine[] = []
  const own = (row: { date: string; doc: string; event_id: string; number: string | null; product: string }): ExplainedLine => ({ date: row.date, event: row.event_id, number: row.number, docId: row.doc, ...(by === 'product' ? {} : { product: row.product }) })
  if (column === 'revenue' || column === 'quantity' || column === 'margin') {
    for (const row of sql.rows<{ date: string; doc: string; event_id: string; number: string | null; product: string; quantity: number; revenue: number }>(
      `SELECT x.date, p.doc, p.event_id, p.number, x.product, x.quantity, x.revenue FROM sale x ${dimensionJoin} WHERE x.date >= ? AND x.date <= ? AND ${dimensionSql[by]} = ? ORDER BY x.date, p.ord, x.idx`, from, to, key,
    )) {
      if (column === 'quantity' ? row.quantity !== 0 : row.revenue !== 0) lines.push({ ...own(row), ...(column === 'quantity' ? { amount: quantityText(row.quantity) } : { quantity: quantityText(row.quantity), amount: rupiah(row.revenue) }) })
    }
  }
  if (column === 'cost' || column === 'margin') {
    const sign = column === 'cost' ? -1 : 1
    for (const row of sql.rows<{ date: string; doc: string; event_id: string; number: string | null; product: string; quantity: number; value: number; idx: number }>(
      `SELECT x.date, p.doc, p.event_id, p.number, x.product, x.quantity, x.value + x.correction AS value, x.idx FROM costing c JOIN movement x ON x.product = c.product AND x.date >= ? AND x.date <= ? ${dimensionJoin}
       WHERE ${costOfSaleSql} AND ${dimensionSql[by]} = ? ORDER BY x.date, x.ord, x.idx`, from, to, masters.accountOfRole('costOfGoodsSold'), key,
    )) {
      if (row.value !== 0) lines.push({ ...own(row), label: 'cost.issue', quantity: quantityText(row.quantity), amount: rupiah(sign * row.value), drill: figureDrill('stock-card', { product: row.product, from: firstDayOf(row.date.slice(0, 7)), to: row.date }, ['move', row.product, row.doc, String(row.idx)], 'value') })
    }
  }
  return lines.length === 0 ? nothing : { parts: [{ part: 'sales', unit: { kind: column === 'quantity' ? 'quantity' : 'money' }, lines, adds: true }] }
}

function openPart(sql: Sql, side: 'receivable' | 'payable', asOf: string, currency: string, party: string, column: string): Explained {
  const inBase = column === 'totalBase'
  const lines = openItemsAt(sql, side, asOf).filter((item) => item.currency === currency && (party === '' || item.party === party) && (column === 'total' || inBase || bucketOf(Math.max(0, daysBetween(item.due_date, asOf))) === column)).map((item): ExplainedLine => ({
    date: item.date, event: item.item, docId: item.doc, amount: inBase ? rupiah(item.openBase) : money(item.open, currency), ...(party === '' ? { party: item.party } : {}),
    drill: figureDrill(side === 'receivable' ? 'aged-receivables' : 'aged-payables', { asOf }, ['item', item.doc, item.item], inBase ? 'total' : 'open'),
  }))
  return { parts: [{ part: 'items', unit: inBase ? { kind: 'money' } : { kind: 'foreign', currency }, lines, adds: true }] }
}

function partyPart(sql: Sql, party: string, currency: string, to: string): Explained {
  const rows = sql.rows<{ date: string; doc: string; event_id: string; number: string | null; item: string; kind: string; amount: number }>(
    `SELECT e.date, p.doc, p.event_id, p.number, e.item, e.kind, e.amount FROM item i JOIN item_entry e ON e.doc = i.doc AND e.item = i.item JOIN posted p ON p.n = e.n
     WHERE i.party = ? AND i.currency = ? AND e.date <= ? AND e.amount <> 0 ORDER BY e.date, p.ord, e.idx`, party, currency, to,
  )
  return { parts: [{ part: 'items', unit: { kind: 'foreign', currency }, adds: true, lines: rows.map((row) => ({ date: row.date, event: row.event_id, number: row.number, docId: row.doc, label: `item.${row.kind}`, amount: money(row.amount, currency) })) }] }
}

/** FIFO: the layers that are still there; moving average needs none, the pool is one. */
function onHandParts(sql: Sql, product: string): ExplainedPart[] {
  const row = sql.row<{ method: string; layers: string }>('SELECT method, layers FROM costing WHERE product = ?', product)
  if (row === undefined || row.method !== 'fifo') return []
  const lines = (JSON.parse(row.layers) as [string, number, number, number][]).map(([doc, , quantity, value]): ExplainedLine => {
    const source = sql.row<{ date: string; event_id: string; number: string | null }>('SELECT date, event_id, number FROM posted WHERE doc = ?', doc)
    return { label: 'layer', ...(source ? { date: source.date, event: source.event_id, number: source.number, docId: doc } : {}), quantity: quantityText(quantity), rate: quantity === 0 ? '0' : (value / 100 / (quantity / 1_000_000)).toFixed(2), amount: rupiah(value) }
  })
  return lines.length === 0 ? [] : [{ part: 'layersNow', unit: { kind: 'money' }, lines, adds: true }]
}

/** A warehouse holds its share of a product's value, by what is on hand in each. */
function warehouseShare(sql: Sql, product: string, warehouse: string, to: string): Explained {
  const held = stockHeldAt(sql, to).find((each) => each.product === product)
  const place = held === undefined ? undefined : sharesOf(held).find((each) => each.warehouse === warehouse)
  if (held === undefined || place === undefined) return nothing
  const rate = held.quantity === 0 ? {} : { rate: (held.value / 100 / (held.quantity / 1_000_000)).toFixed(2) }
  return {
    parts: [
      { part: 'share', unit: { kind: 'money' }, adds: true, lines: [{ label: 'shareOfPool', warehouse, quantity: quantityText(place.quantity), ...rate, amount: rupiah(place.value) }] },
      { ...movementsPart(sql, product, null, to, 'value'), part: 'valueEverywhere' },
    ],
  }
}
