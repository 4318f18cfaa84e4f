import type { Sql } from '../sql.ts'
import { rupiah } from './figures.ts'

/** One row per paper that VAT looks at, and the sums by side and code. */
export function vatSummary(sql: Sql, from: string, to: string): Record<string, unknown> {
  const sums = new Map<string, { base: number; vat: number }>()
  const rows = sql.rows<{ date: string; event_id: string; side: string; code: string; base: number; vat: number; number: string | null; doc: string }>(
    'SELECT v.date, p.event_id, v.side, v.code, v.base, v.vat, p.number, p.doc FROM vat_row v JOIN posted p ON p.n = v.n WHERE v.date >= ? AND v.date <= ? ORDER BY v.date, p.ord, v.idx', from, to,
  )
  for (const row of rows) {
    const key = `${row.side} ${row.code}`
    const sum = sums.get(key) ?? { base: 0, vat: 0 }
    sums.set(key, { base: sum.base + row.base, vat: sum.vat + row.vat })
  }
  const part = (side: string, code: string): { base: string; vat: string } => {
    const sum = sums.get(`${side} ${code}`) ?? { base: 0, vat: 0 }
    return { base: rupiah(sum.base), vat: rupiah(sum.vat) }
  }
  const vatOf = (side: string): number => [...sums].reduce((total, [key, sum]) => (key.startsWith(`${side} `) ? total + sum.vat : total), 0)
  return {
    report: 'vat-summary', from, to, currency: 'IDR',
    rows: rows.map((row) => ({ date: row.date, event: row.event_id, side: row.side, code: row.code, base: rupiah(row.base), vat: rupiah(row.vat), number: row.number, document: row.doc })),
    output: { ppn12: part('output', 'ppn12'), export0: part('output', 'export0'), none: part('output', 'none') }, input: { ppn12: part('input', 'ppn12'), none: part('input', 'none') },
    outputVat: rupiah(vatOf('output')), inputVat: rupiah(vatOf('input')), net: rupiah(vatOf('output') - vatOf('input')),
  }
}
