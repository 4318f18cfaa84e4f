import { baseCurrency, divideHalfUp, parseDecimal, safe } from '../../../core/money/index.ts'
import { namesOf } from '../masters.ts'
import type { Sql } from '../sql.ts'
import { accountBalances } from '../view.ts'
import { microText, moneyText } from './figures.ts'
import { Conditions, type ListPage, type ListRequest, orderBy, pageOf, pattern } from './list-request.ts'

export interface ProductRow {
  readonly id: string; readonly code: string; readonly name: string; readonly nameEn: string | null; readonly nameZh: string | null; readonly kind: 'goods' | 'service'; readonly unit: string
  readonly quantity: string; readonly value: string; readonly unitCost: string; readonly salePrice: string | null; readonly saleCurrency: string | null; readonly hsCode: string | null
}
export interface PartyRow {
  readonly id: string; readonly code: string; readonly name: string; readonly nameZh: string | null; readonly country: string | null
  readonly receivable: string; readonly payable: string; readonly overdue: string
}
export interface AccountRow {
  readonly id: string; readonly code: string; readonly name: { readonly id: string; readonly en: string; readonly zh: string }; readonly type: string
  readonly currency: string; readonly cash: boolean; readonly control: boolean; readonly role: string | null; readonly balance: string; readonly currencyBalance: string | null
}
export interface RateRow { readonly id: string; readonly date: string; readonly currency: string; readonly rate: string; readonly kind: 'book' | 'tax' }
export interface WarehouseRow { readonly id: string; readonly code: string; readonly name: string }
export interface OpenItemRow {
  readonly item: string; readonly docId: string; readonly number: string | null; readonly side: 'receivable' | 'payable' | 'deposit' | 'advance'; readonly party: string
  readonly date: string; readonly dueDate: string; readonly currency: string; readonly amount: string; readonly open: string
}

type Fields = Readonly<Record<string, unknown>>
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
/** Of several documents with one code the first made owns it. */
const owned = 'NOT EXISTS (SELECT 1 FROM master d WHERE d.type = m.type AND d.code = m.code AND d.doc < m.doc)'

function masterConditions(request: ListRequest, type: string): Conditions {
  const where = new Conditions().add('m.type = ?', type).add(owned)
  const search = request.search?.trim()
  if (search) {
    const like = pattern(search)
    where.add("(m.code LIKE ? ESCAPE '\\' OR m.name LIKE ? ESCAPE '\\' OR m.name_alternative LIKE ? ESCAPE '\\')", like, like, like)
  }
  return where
}

export function productList(sql: Sql, request: ListRequest): ListPage<ProductRow> {
  const where = masterConditions(request, 'product')
  const kind = request.filter?.['kind']
  if (kind !== undefined) where.add("coalesce(json_extract(m.fields, '$.kind'), 'goods') = ?", kind)
  const order = orderBy(request, { code: 'm.code', name: 'm.name', quantity: 'coalesce(c.quantity, 0)', value: 'coalesce(c.value, 0)' }, 'm.code', 'm.doc')
  const rows = sql.rows<{ doc: string; code: string; name: string; fields: string; quantity: number | null; value: number | null }>(
    `SELECT m.doc, m.code, m.name, m.fields, c.quantity, c.value FROM master m LEFT JOIN costing c ON c.product = m.code ${where.sql} ${order} LIMIT ? OFFSET ?`, ...where.values, request.limit, request.offset,
  )
  return {
    rows: rows.map((row) => {
      const fields = JSON.parse(row.fields) as Fields
      const quantity = row.quantity ?? 0
      const value = row.value ?? 0
      return {
        id: row.doc, code: row.code, name: row.name, nameEn: text(fields['nameEn']), nameZh: text(fields['nameZh']), kind: fields['kind'] === 'service' ? ('service' as const) : ('goods' as const), unit: text(fields['unit']) ?? 'pcs',
        quantity: microText(quantity), value: moneyText(value, baseCurrency), unitCost: quantity > 0 ? moneyText(safe(divideHalfUp(BigInt(value) * 1000000n, BigInt(quantity))), baseCurrency) : moneyText(0, baseCurrency),
        salePrice: text(fields['salePrice']), saleCurrency: text(fields['saleCurrency']), hsCode: text(fields['hsCode']),
      }
    }),
    total: sql.value<number>(`SELECT count(*) FROM master m ${where.sql}`, ...where.values) ?? 0, sums: [],
  }
}

export function partyList(sql: Sql, request: ListRequest): ListPage<PartyRow> {
  const where = masterConditions(request, 'party')
  const order = orderBy(
    request, { code: 'm.code', name: 'm.name', receivable: 'coalesce(b.receivable, 0)', payable: 'coalesce(b.payable, 0)', overdue: 'coalesce(b.overdue, 0)' }, 'm.code', 'm.doc',
  )
  const rows = sql.rows<{ doc: string; code: string; name: string; fields: string; receivable: number | null; payable: number | null; overdue: number | null }>(
    `WITH b AS MATERIALIZED (SELECT party, sum(CASE WHEN side = 'receivable' THEN open_base ELSE 0 END) AS receivable, sum(CASE WHEN side = 'payable' THEN open_base ELSE 0 END) AS payable,
       sum(CASE WHEN side = 'receivable' AND due_date < ? THEN open_base ELSE 0 END) AS overdue FROM item WHERE open <> 0 AND side IN ('receivable', 'payable') GROUP BY party)
     SELECT m.doc, m.code, m.name, m.fields, b.receivable, b.payable, b.overdue FROM master m LEFT JOIN b ON b.party = m.code ${where.sql} ${order} LIMIT ? OFFSET ?`,
    request.today, ...where.values, request.limit, request.offset,
  )
  return {
    rows: rows.map((row) => {
      const fields = JSON.parse(row.fields) as Fields
      return {
        id: row.doc, code: row.code, name: row.name, nameZh: text(fields['nameZh']), country: text(fields['country']), receivable: moneyText(row.receivable ?? 0, baseCurrency),
        payable: moneyText(row.payable ?? 0, baseCurrency), overdue: moneyText(row.overdue ?? 0, baseCurrency),
      }
    }),
    total: sql.value<number>(`SELECT count(*) FROM master m ${where.sql}`, ...where.values) ?? 0, sums: [],
  }
}

/** Balances of all lines dated up to today; of a cash account in another currency also in that currency. */
export function accountList(sql: Sql, request: ListRequest): ListPage<AccountRow> {
  const base = new Map<string, number>()
  const foreign = new Map<string, number>()
  for (const row of accountBalances(sql, request.today)) {
    base.set(row.account, (base.get(row.account) ?? 0) + row.base)
    foreign.set(`${row.account} ${row.currency}`, row.amount)
  }
  const where = masterConditions(request, 'account')
  const filter = request.filter ?? {}
  const rows = sql.rows<{ doc: string; code: string; fields: string }>(`SELECT m.doc, m.code, m.fields FROM master m ${where.sql} ORDER BY m.code`, ...where.values).map((row): AccountRow => {
    const fields = JSON.parse(row.fields) as Fields
    const currency = text(fields['currency']) ?? 'base'
    const cash = fields['cash'] === true
    return {
      id: row.doc, code: row.code, name: namesOf(fields), type: text(fields['type']) ?? '', currency, cash, control: fields['control'] === true, role: text(fields['role']),
      balance: moneyText(base.get(row.code) ?? 0, baseCurrency), currencyBalance: cash && currency !== 'base' && currency !== baseCurrency ? moneyText(foreign.get(`${row.code} ${currency}`) ?? 0, currency) : null,
    }
  })
  const wanted = rows.filter((row) => Object.entries(filter).every(([name, value]) => !['type', 'cash', 'control', 'currency', 'role'].includes(name) || String((row as unknown as Fields)[name]) === value))
  return pageOf(wanted, request)
}

export function rateList(sql: Sql, request: ListRequest): ListPage<RateRow> {
  const where = new Conditions()
  const filter = request.filter ?? {}
  if (filter['currency'] !== undefined) where.add('currency = ?', filter['currency'])
  if (filter['kind'] !== undefined) where.add('kind = ?', filter['kind'])
  if (filter['from'] !== undefined) where.add('date >= ?', filter['from'])
  if (filter['to'] !== undefined) where.add('date <= ?', filter['to'])
  if (request.search?.trim()) where.add("currency LIKE ? ESCAPE '\\'", pattern(request.search))
  const order = orderBy(request, { date: 'date|ord', currency: 'currency', kind: 'kind' }, 'date DESC, ord DESC', 'doc')
  const rows = sql.rows<{ doc: string; date: string; currency: string; rate: string; kind: 'book' | 'tax' }>(
    `SELECT doc, date, currency, rate, kind FROM exchange_rate ${where.sql} ${order} LIMIT ? OFFSET ?`, ...where.values, request.limit, request.offset,
  )
  return {
    rows: rows.filter((row) => parseDecimal(row.rate) !== null).map((row) => ({ id: row.doc, date: row.date, currency: row.currency, rate: row.rate, kind: row.kind })),
    total: sql.value<number>(`SELECT count(*) FROM exchange_rate ${where.sql}`, ...where.values) ?? 0, sums: [],
  }
}

export function warehouseList(sql: Sql, request: ListRequest): ListPage<WarehouseRow> {
  const where = masterConditions(request, 'warehouse')
  const order = orderBy(request, { code: 'm.code', name: 'm.name' }, 'm.code', 'm.doc')
  return {
    rows: sql.rows<{ doc: string; code: string; name: string }>(`SELECT m.doc, m.code, m.name FROM master m ${where.sql} ${order} LIMIT ? OFFSET ?`, ...where.values, request.limit, request.offset)
      .map((row) => ({ id: row.doc, code: row.code, name: row.name })),
    total: sql.value<number>(`SELECT count(*) FROM master m ${where.sql}`, ...where.values) ?? 0, sums: [],
  }
}

interface ItemRow { doc: string; item: string; number: string | null; side: OpenItemRow['side']; party: string; date: string; due_date: string; currency: string; amount: number; open: number }

function itemRow(row: ItemRow): OpenItemRow {
  return {
    item: row.item, docId: row.doc, number: row.number, side: row.side, party: row.party, date: row.date, dueDate: row.due_date, currency: row.currency, amount: moneyText(row.amount, row.currency), open: moneyText(row.open, row.currency),
  }
}

/** What is open, oldest due first: what a payment can be allocated to. */
export function openItemList(sql: Sql, request: ListRequest): ListPage<OpenItemRow> {
  const where = new Conditions().add('i.open <> 0')
  const filter = request.filter ?? {}
  if (filter['side'] !== undefined) where.add('i.side = ?', filter['side'])
  if (filter['party'] !== undefined) where.add('i.party = ?', filter['party'])
  if (filter['currency'] !== undefined) where.add('i.currency = ?', filter['currency'])
  const search = request.search?.trim()
  if (search) where.add("(i.item LIKE ? ESCAPE '\\' OR p.number LIKE ? ESCAPE '\\' OR i.party LIKE ? ESCAPE '\\')", pattern(search), pattern(search), pattern(search))
  const order = orderBy(request, { dueDate: 'i.due_date', date: 'i.date', party: 'i.party', open: 'i.open', amount: 'i.amount', currency: 'i.currency' }, 'i.due_date, i.item', 'i.item')
  const rows = sql.rows<ItemRow>(
    `SELECT i.doc, i.item, p.number, i.side, i.party, i.date, i.due_date, i.currency, i.amount, i.open FROM item i LEFT JOIN posted p ON p.doc = i.doc ${where.sql} ${order} LIMIT ? OFFSET ?`,
    ...where.values, request.limit, request.offset,
  )
  const sums = sql.rows<{ currency: string; rows: number; total: number; open: number }>(
    `SELECT i.currency, count(*) AS rows, sum(i.amount) AS total, sum(i.open) AS open FROM item i LEFT JOIN posted p ON p.doc = i.doc ${where.sql} GROUP BY i.currency ORDER BY i.currency`, ...where.values,
  )
  return {
    rows: rows.map(itemRow), total: sums.reduce((total, row) => total + row.rows, 0),
    sums: sums.map((row) => ({ currency: row.currency, total: moneyText(row.total, row.currency), open: moneyText(row.open, row.currency) })),
  }
}
