import { createHash } from 'node:crypto'
import type { Sql } from './sql.ts'

/**
 * Each projection table as rows that two books with the same documents share: local numbers are replaced by document ids, and
 * shortcuts that are no result are left out. Every select gives `key` first and sorts by it.
 */
export const comparedTables: Readonly<Record<string, string>> = {
  posted: `SELECT doc AS key, type, event, event_id, number, ord, at, device, author, position, own_date, date, party, currency, rate, net, vat, base, total, due_date, open, void, reversed, target, draft, note FROM posted ORDER BY doc`,
  posted_sum: `SELECT event || ' ' || month || ' ' || currency || ' ' || state AS key, documents, total, open FROM posted_sum WHERE documents <> 0 ORDER BY key`,
  party_sale: `SELECT month || ' ' || party AS key, documents, base FROM party_sale WHERE documents <> 0 ORDER BY key`,
  reference: `SELECT p.doc || ' ' || r.doc AS key FROM reference r LEFT JOIN posted p ON p.n = r.n ORDER BY key`,
  ledger_line: `SELECT coalesce(p.doc, '') || ' ' || l.date || ' ' || l.account || ' ' || l.currency AS key, l.amount, l.base FROM ledger_line l LEFT JOIN posted p ON p.n = l.n ORDER BY key`,
  balance: `SELECT account || ' ' || currency || ' ' || month AS key, debit, credit, amount, lines FROM balance ORDER BY key`,
  movement: `SELECT m.ord || ' ' || m.idx AS key, m.product, m.date, p.doc, m.warehouse, m.kind, m.quantity, m.given, m.weight, m.of_doc, m.of_idx, m.charge, m.value, m.correction, m.short, m.run_quantity, m.run_value,
    m.warehouse_quantity FROM movement m LEFT JOIN posted p ON p.n = m.n ORDER BY key`,
  costing: `SELECT product AS key, method, quantity, value, layers, shortages, last_quantity, last_value, last_date, last_ord, last_idx, short FROM costing ORDER BY key`,
  stock: `SELECT product || '/' || warehouse AS key, quantity FROM stock ORDER BY key`,
  item: `SELECT doc || ' ' || item AS key, side, party, account, currency, amount, base, date, due_date, posted_date, ord, derived, open, open_base, closed, last_ord FROM item ORDER BY key`,
  item_entry: `SELECT e.doc || ' ' || e.item || ' ' || e.ord || ' ' || e.idx AS key, p.doc AS document, e.kind, e.asked, e.rate, e.ref_doc, e.ref_idx, e.date, e.amount, e.base, e.excess, e.excess_base
    FROM item_entry e LEFT JOIN posted p ON p.n = e.n ORDER BY key`,
  progress: `SELECT g.doc || ' ' || g.kind || ' ' || g.line || ' ' || g.product || ' ' || coalesce(p.doc, '') || ' ' || g.idx AS key, g.quantity, g.value, g.vat FROM progress g LEFT JOIN posted p ON p.n = g.n ORDER BY key`,
  order_line: `SELECT coalesce(p.doc, '') || ' ' || o.product AS key, o.quantity FROM order_line o LEFT JOIN posted p ON p.n = o.n ORDER BY key`,
  vat_row: `SELECT coalesce(p.doc, '') || ' ' || v.idx AS key, v.date, v.side, v.code, v.base, v.vat FROM vat_row v LEFT JOIN posted p ON p.n = v.n ORDER BY key`,
  turnover: `SELECT coalesce(p.doc, '') || ' ' || t.idx AS key, t.date, t.base FROM turnover t LEFT JOIN posted p ON p.n = t.n ORDER BY key`,
  sale: `SELECT coalesce(p.doc, '') || ' ' || s.idx AS key, s.date, s.product, s.quantity, s.revenue FROM sale s LEFT JOIN posted p ON p.n = s.n ORDER BY key`,
  once_key: `SELECT o.key || ' ' || coalesce(p.doc, '') || ' ' || o.idx AS key, o.free FROM once_key o LEFT JOIN posted p ON p.n = o.n ORDER BY 1`,
  period_mark: `SELECT doc || ' ' || idx AS key, ord, effect, period, heads FROM period_mark ORDER BY key`,
  master: `SELECT doc AS key, type, code, name, name_alternative, event_id, date, ord, digest, role, country, fields FROM master ORDER BY key`,
  exchange_rate: `SELECT doc AS key, currency, kind, date, ord, rate FROM exchange_rate ORDER BY key`,
  draft: `SELECT doc AS key, event, event_id, date, party, currency, posted, at, fields FROM draft ORDER BY key`,
  bank_line: `SELECT doc AS key, account, currency, date, value_date, amount, place, text, counterparty, reference, ignored, fields FROM bank_line ORDER BY key`,
  bank_match: `SELECT doc || ' ' || event_id AS key FROM bank_match ORDER BY key`,
  bank_statement: `SELECT doc AS key, account, currency, from_date, to_date, opening, closing FROM bank_statement ORDER BY key`,
  bank_setting: `SELECT doc AS key, type, account, fields FROM bank_setting ORDER BY key`,
  shipment: `SELECT doc AS key, reference, buyer, country, mode, incoterm, currency, etd, eta, shipped, peb_no, peb_date, latest_shipment, expiry, present_by, presented, invoice, closed, at, words FROM shipment ORDER BY key`,
  shipment_paper: `SELECT doc AS key, folder, kind, type, number, date, version, at, author, file FROM shipment_paper ORDER BY key`,
  joined_link: `SELECT doc AS key, into_doc FROM joined_link ORDER BY key`,
  joined: `SELECT doc AS key, type, code, into_doc, into_code FROM joined ORDER BY key`,
  likeness: `SELECT type || ' ' || key || ' ' || doc AS key, device FROM likeness ORDER BY 1`,
  kept_apart: `SELECT doc AS key, a, b FROM kept_apart ORDER BY key`,
  attention: `SELECT kind || ' ' || key || ' ' || doc AS key, params FROM attention ORDER BY 1`,
}

/** All tables that a rebuild empties. */
export const projectionTables = [...Object.keys(comparedTables), 'costing_snapshot', 'search_pending', 'search_row', 'search_text', 'search_word'] as const

export interface Difference { readonly table: string; readonly key: string }

/** Walks both sides of each table in step. @returns every row that differs or is on one side only, and how many were read */
export function compareTables(stored: Sql, rebuilt: Sql): { readonly rows: number; readonly differences: Difference[] } {
  let rows = 0
  const differences: Difference[] = []
  for (const [table, select] of Object.entries(comparedTables)) {
    const left = stored.iterate<Record<string, unknown>>(select)
    const right = rebuilt.iterate<Record<string, unknown>>(select)
    let a = left.next()
    let b = right.next()
    while (!a.done || !b.done) {
      rows += 1
      const keyA = a.done ? null : Buffer.from(String(a.value['key']))
      const keyB = b.done ? null : Buffer.from(String(b.value['key']))
      const order = keyA === null ? 1 : keyB === null ? -1 : keyA.compare(keyB)
      if (order === 0) {
        if (JSON.stringify(a.value) !== JSON.stringify(b.value)) differences.push({ table, key: String(a.value?.['key']) })
        a = left.next()
        b = right.next()
      } else if (order < 0) {
        differences.push({ table, key: String(a.value?.['key']) })
        a = left.next()
      } else {
        differences.push({ table, key: String(b.value?.['key']) })
        b = right.next()
      }
    }
  }
  return { rows, differences }
}

/** SHA-256 over all rows: equal for two books with the same documents. */
export function fingerprintOf(sql: Sql): string {
  const hash = createHash('sha256')
  for (const [table, select] of Object.entries(comparedTables)) {
    hash.update(`${table}\n`)
    for (const row of sql.iterate(select)) hash.update(`${JSON.stringify(row)}\n`)
  }
  return hash.digest('hex')
}
