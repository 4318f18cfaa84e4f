import { addDays, firstDayOf, monthOf } from '../../../../core/calendar/index.ts'
import { share } from '../../../../core/money/index.ts'
import { type CostedMovement, addLandedCost, copyState, emptyState, producedValues, putIn, takeOut } from '../../../../core/posting/derive/index.ts'
import { type ExplainedLine, type ExplainedPart, figureDrill } from '../../../../core/report-layout/index.ts'
import { Masters } from '../../masters.ts'
import type { Sql } from '../../sql.ts'
import { documentOf } from '../../stock-fold.ts'
import { quantityText, rupiah } from '../figures.ts'

interface MoveRow {
  date: string; ord: string; idx: number; doc: string; event_id: string; number: string | null; warehouse: string; kind: string; quantity: number; given: number; weight: number; of_doc: string | null; of_idx: number | null
  charge: string | null; value: number; correction: number; short: number; run_quantity: number; run_value: number
}

const movesSql = `SELECT m.date, m.ord, m.idx, p.doc, p.event_id, p.number, m.warehouse, m.kind, m.quantity, m.given, m.weight, m.of_doc, m.of_idx, m.charge, m.value, m.correction, m.short, m.run_quantity, m.run_value
  FROM movement m JOIN posted p ON p.n = m.n WHERE m.product = ?`

/** The movements that a quantity or value of a product consists of. What a later receipt corrected counts with the movement that it corrects. */
export function movementsPart(sql: Sql, product: string, from: string | null, to: string, measure: 'quantity' | 'value', warehouse?: string, upTo?: { readonly doc: string; readonly idx: number }): ExplainedPart {
  const lines: ExplainedLine[] = []
  let skipped = 0
  const rows = sql.rows<MoveRow>(`${movesSql} AND m.date >= ? AND m.date <= ? ORDER BY m.date, m.ord, m.idx`, product, from ?? '0000-01-01', to)
  const earliest = rows.length > 600 ? rows.length - 300 : 0
  for (const [place, row] of rows.entries()) {
    if (warehouse !== undefined && row.warehouse !== warehouse) continue
    const value = measure === 'quantity' ? row.quantity : row.value + row.correction
    if (place < earliest) skipped += value
    else if (value !== 0) lines.push(moveLine(product, row, measure, value))
    if (upTo && row.doc === upTo.doc && row.idx === upTo.idx) break
  }
  if (skipped !== 0) {
    const before = rows[earliest]
    lines.unshift({ date: addDays(before?.date ?? to, 0), label: 'earlier', amount: measure === 'quantity' ? quantityText(skipped) : rupiah(skipped), drill: { to: 'report', name: 'stock-card', arguments: { product, from: rows[0]?.date ?? to, to: before?.date ?? to } } })
  }
  return { part: 'movements', unit: { kind: measure === 'quantity' ? 'quantity' : 'money' }, lines, adds: true }
}

function moveLine(product: string, row: MoveRow, measure: 'quantity' | 'value', value: number): ExplainedLine {
  return {
    date: row.date, event: row.event_id, number: row.number, docId: row.doc, label: `cost.${row.kind}`, ...(row.warehouse === '' ? {} : { warehouse: row.warehouse }),
    ...(measure === 'value' ? { quantity: quantityText(row.quantity), amount: rupiah(value) } : { amount: quantityText(value) }),
    drill: moveDrill(product, row),
  }
}

function moveDrill(product: string, row: { readonly date: string; readonly doc: string; readonly idx: number }): ExplainedLine['drill'] {
  return figureDrill('stock-card', { product, from: firstDayOf(monthOf(row.date)), to: row.date }, ['move', product, row.doc, String(row.idx)], 'value')
}

/**
 * How one movement came to its value: the pool that it took its share of (moving average), the layers that it took (FIFO), what a
 * production consumed, what of a landed cost went to goods on hand. Worked anew from the first movement on by the rules of costing.
 */
export function costParts(sql: Sql, product: string, doc: string, idx: number): ExplainedPart[] {
  const rows = sql.rows<MoveRow>(`${movesSql} ORDER BY m.date, m.ord, m.idx`, product)
  const at = rows.findIndex((row) => row.doc === doc && row.idx === idx)
  const row = rows[at]
  if (row === undefined) return []
  const method = new Masters(sql).costing(product)
  const state = emptyState(method)
  for (const each of rows.slice(0, at)) {
    const movement: CostedMovement = { doc: documentOf(each.ord), index: each.idx, quantity: each.quantity }
    if (each.kind === 'issue' || each.kind === 'consumed') takeOut(state, movement, -each.quantity)
    else if (each.kind === 'landed') addLandedCost(state, { doc: each.of_doc ?? '', index: each.of_idx ?? 0, quantity: rows.find((other) => other.doc === each.of_doc && other.idx === each.of_idx)?.quantity ?? 0 }, each.given)
    else if (each.kind !== 'transfer') putIn(state, movement, each.value)
  }
  const parts: ExplainedPart[] = [{ part: 'movement', unit: { kind: 'money' }, adds: true, lines: sourceLines(sql, product, row) }]
  const before: ExplainedLine[] = []
  if (method === 'fifo') {
    for (const layer of state.layers) before.push({ ...layerLine(sql, rows, layer), label: 'layer', quantity: quantityText(layer.quantity), rate: unitText(layer.value, layer.quantity), amount: rupiah(layer.value) })
  } else if (state.quantity !== 0 || state.value !== 0) before.push({ label: 'pool', quantity: quantityText(state.quantity), rate: unitText(state.value, state.quantity), amount: rupiah(state.value) })
  if (row.kind === 'issue' || row.kind === 'consumed') {
    const taken: ExplainedLine[] = []
    const after = copyState(state)
    const out = takeOut(after, { doc, index: idx, quantity: row.quantity }, -row.quantity)
    const covered = -row.quantity - out.short
    if (method === 'fifo') {
      let left = covered
      for (const layer of state.layers) {
        if (left === 0) break
        const part = Math.min(left, layer.quantity)
        left -= part
        taken.push({ ...layerLine(sql, rows, layer), label: 'fromLayer', quantity: quantityText(part), rate: unitText(layer.value, layer.quantity), amount: rupiah(share(part, layer.quantity, layer.value)) })
      }
    } else if (covered > 0) taken.push({ label: 'shareOfPool', quantity: quantityText(covered), rate: unitText(state.value, state.quantity), amount: rupiah(share(covered, state.quantity, state.value)) })
    if (out.short > 0) taken.push({ label: 'provisional', quantity: quantityText(out.short), amount: rupiah(-row.value - taken.reduce((sum, line) => sum + minor(line.amount), 0)) })
    if (row.correction !== 0) taken.push({ label: 'correction', amount: rupiah(-row.correction) })
    parts.push({ part: 'takenFrom', unit: { kind: 'money' }, adds: true, lines: taken })
  }
  if (before.length > 0) parts.push({ part: method === 'fifo' ? 'layersBefore' : 'poolBefore', unit: { kind: 'money' }, adds: method === 'fifo', lines: before })
  return parts
}

const minor = (text: string | undefined): number => Math.round(Number(text ?? '0') * 100)

function unitText(value: number, quantity: number): string {
  return quantity === 0 ? '0' : ((value / 100) / (quantity / 1_000_000)).toFixed(2)
}

function layerLine(sql: Sql, rows: readonly MoveRow[], layer: { readonly doc: string; readonly index: number }): ExplainedLine {
  const source = rows.find((row) => row.doc === layer.doc && row.idx === layer.index)
  if (source) return { date: source.date, event: source.event_id, number: source.number, docId: source.doc }
  return { docId: layer.doc, event: sql.value<string>('SELECT event_id FROM posted WHERE doc = ?', layer.doc) ?? layer.doc }
}

/** What the value of a movement is made of; adds up to it. */
function sourceLines(sql: Sql, product: string, row: MoveRow): ExplainedLine[] {
  const own: ExplainedLine = { date: row.date, event: row.event_id, number: row.number, docId: row.doc }
  const total = row.value + row.correction
  switch (row.kind) {
    case 'produced': {
      const consumed = sql.rows<{ product: string; quantity: number; value: number; idx: number; date: string }>(
        "SELECT m.product, m.quantity, m.value, m.idx, m.date FROM movement m JOIN posted p ON p.n = m.n WHERE p.doc = ? AND m.kind = 'consumed' ORDER BY m.idx", row.doc,
      )
      const made = sql.rows<{ product: string; idx: number; weight: number; value: number }>("SELECT m.product, m.idx, m.weight, m.value FROM movement m JOIN posted p ON p.n = m.n WHERE p.doc = ? AND m.kind = 'produced' ORDER BY m.idx", row.doc)
      const lines: ExplainedLine[] = consumed.map((each) => ({ label: 'consumed', product: each.product, quantity: quantityText(-each.quantity), amount: rupiah(-each.value), drill: moveDrill(each.product, { date: each.date, doc: row.doc, idx: each.idx }) }))
      if (row.given !== 0) lines.push({ label: 'labourAndOverhead', amount: rupiah(row.given) })
      const whole = row.given - consumed.reduce((sum, each) => sum + each.value, 0)
      const values = producedValues(whole, made.map((each) => each.weight))
      made.forEach((each, place) => {
        if (each.idx !== row.idx) lines.push({ label: 'otherProduct', product: each.product, amount: rupiah(-(values[place] ?? each.value)) })
      })
      return lines
    }
    case 'landed': {
      const receipt = sql.row<{ event_id: string; number: string | null; quantity: number }>('SELECT p.event_id, p.number, m.quantity FROM posted p JOIN movement m ON m.n = p.n WHERE p.doc = ? AND m.idx = ?', row.of_doc, row.of_idx)
      return [
        { ...own, label: 'landedShare', ...(receipt ? { quantity: quantityText(receipt.quantity) } : {}), amount: rupiah(row.given) },
        ...(row.given === total ? [] : [{ label: 'landedRest', ...(receipt ? { event: receipt.event_id, number: receipt.number, docId: row.of_doc } : {}), amount: rupiah(total - row.given) }]),
      ]
    }
    case 'returned': {
      const issue = sql.row<{ event_id: string; number: string | null; quantity: number; value: number; correction: number }>('SELECT p.event_id, p.number, m.quantity, m.value, m.correction FROM posted p JOIN movement m ON m.n = p.n WHERE p.doc = ? AND m.idx = ?', row.of_doc, row.of_idx)
      return issue === undefined
        ? [{ ...own, label: 'cost.returned', quantity: quantityText(row.quantity), amount: rupiah(total) }]
        : [{
            event: issue.event_id, number: issue.number, docId: row.of_doc, label: 'originalCost', quantity: quantityText(row.quantity), rate: unitText(-(issue.value + issue.correction), -issue.quantity), amount: rupiah(total),
            drill: figureDrill('stock-card', { product, from: firstDayOf(monthOf(row.date)), to: row.date }, ['move', product, row.of_doc ?? '', String(row.of_idx)], 'value'),
          }]
    }
    case 'issue':
    case 'consumed':
      return [{ ...own, label: `cost.${row.kind}`, quantity: quantityText(row.quantity), amount: rupiah(row.value) }, ...(row.correction === 0 ? [] : [{ label: 'correction', amount: rupiah(row.correction) }])]
    default: return [{ ...own, label: `cost.${row.kind}`, quantity: quantityText(row.quantity), ...(row.quantity === 0 ? {} : { rate: unitText(row.value, row.quantity) }), amount: rupiah(total) }]
  }
}
