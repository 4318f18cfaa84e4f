import { addTexts } from './figures.ts'
import { rowKey } from './row-key.ts'
import type { DocumentMark } from './report-json.ts'
import type { ReportCell, ReportColumn, ReportDrill, ReportNames, ReportRow, ReportWords } from './report-table.ts'

export type FigureUnit = { readonly kind: 'money' } | { readonly kind: 'quantity' } | { readonly kind: 'percent' } | { readonly kind: 'foreign'; readonly currency: string }

/** One thing that a figure consists of. Codes, not names: those are given where it is laid out. */
export interface ExplainedLine extends DocumentMark {
  readonly kind?: 'line' | 'opening' | 'result'
  readonly date?: string
  readonly event?: string
  /** A word of `explain.lines`. */
  readonly label?: string
  readonly account?: string
  readonly product?: string
  readonly party?: string
  readonly warehouse?: string
  readonly quantity?: string
  readonly foreign?: { readonly value: string; readonly currency: string }
  readonly rate?: string
  /** In the unit of the part; what is left out adds nothing. */
  readonly amount?: string
  readonly drill?: ReportDrill
}

export interface ExplainedPart {
  /** A word of `explain.parts`. */
  readonly part: string
  readonly unit: FigureUnit
  readonly lines: readonly ExplainedLine[]
  /** The lines add up to something: a running sum stands beside them. */
  readonly adds: boolean
}

/** Why a figure is what it is. The lines of the first part add up to it. */
export interface Explained { readonly parts: readonly ExplainedPart[] }

export interface FigureExplanation {
  readonly title: string
  readonly figure: ReportCell
  /** What the lines of the first part come to; equal to the figure. */
  readonly sum: string
  readonly agrees: boolean
  readonly parts: readonly { readonly title: string; readonly columns: readonly ReportColumn[]; readonly rows: readonly ReportRow[] }[]
}

/** What the lines of a part come to. */
export function sumOf(part: ExplainedPart): string {
  return addTexts('0', ...part.lines.flatMap((line) => (line.amount === undefined ? [] : [line.amount])))
}

export function valueCell(unit: FigureUnit, value: string): ReportCell {
  return unit.kind === 'foreign' ? { kind: 'foreign', value, currency: unit.currency } : { kind: unit.kind, value }
}

/** Arranges an explanation as small ledger pages: what it is, how much, and the sum so far. */
export function layOutParts(parts: readonly ExplainedPart[], words: ReportWords, names: ReportNames): FigureExplanation['parts'] {
  return parts.map((part) => {
    let running = '0'
    const rows = part.lines.map((line): ReportRow => {
      if (part.adds && line.amount !== undefined) running = addTexts(running, line.amount)
      const cells: Record<string, ReportCell> = {}
      if (line.date !== undefined) cells['date'] = { kind: 'date', value: line.date }
      if (line.event !== undefined) cells['document'] = { kind: 'text', text: line.number || names.document(line.event) || line.event }
      const about = [
        line.label === undefined ? '' : words(`explain.lines.${line.label}`), line.account === undefined ? '' : `${line.account} ${names.account(line.account)}`.trim(), line.product === undefined ? '' : names.product(line.product) || line.product,
        line.party === undefined ? '' : names.party(line.party) || line.party, line.text ?? '',
      ].filter((text) => text !== '')
      const own = line.event !== undefined && about.length === 0 ? names.about?.(line.event) ?? '' : ''
      if (about.length > 0 || own !== '') cells['note'] = { kind: 'text', text: [...about, ...(own === '' ? [] : [own])].join(' · ') }
      if (line.warehouse !== undefined) cells['warehouse'] = { kind: 'text', text: names.warehouse(line.warehouse) || line.warehouse }
      if (line.quantity !== undefined) cells['quantity'] = { kind: 'quantity', value: line.quantity }
      if (line.foreign !== undefined) cells['foreign'] = { kind: 'foreign', ...line.foreign }
      if (line.rate !== undefined) cells['rate'] = { kind: 'quantity', value: line.rate }
      if (line.amount !== undefined) {
        cells['amount'] = valueCell(part.unit, line.amount)
        if (part.adds) cells['running'] = valueCell(part.unit, running)
      }
      const drill: ReportDrill | undefined = line.drill ?? (line.event === undefined ? undefined : { to: 'document', id: line.docId || names.documentId?.(line.event) || line.event })
      return { kind: line.kind ?? 'line', cells, ...(drill === undefined ? {} : { drill }) }
    })
    const column = (id: string, align: 'start' | 'end', characters: number, flexible = false): ReportColumn => ({ id, heading: words(`columns.${id}`), align, characters, ...(flexible ? { flexible } : {}) })
    const columns = [
      column('date', 'start', 12), column('document', 'start', 22), column('note', 'start', 26, true), column('warehouse', 'start', 12), column('quantity', 'end', 10), column('foreign', 'end', 16), column('rate', 'end', 12), column('amount', 'end', 16),
      column('running', 'end', 16),
    ].filter((each) => rows.some((row) => row.cells[each.id] !== undefined))
    // Beside a quantity an amount is a value: in Indonesian both would be called the same.
    const named = columns.some((each) => each.id === 'quantity') ? columns.map((each) => (each.id === 'amount' ? { ...each, heading: words('columns.value') } : each)) : columns
    return { title: words(`explain.parts.${part.part}`), columns: named, rows }
  })
}

/** A figure of a report, to be explained in its turn. */
export function figureDrill(name: Extract<ReportDrill, { to: 'figure' }>['name'], given: Readonly<Record<string, string>>, key: readonly string[], column: string): ReportDrill {
  return { to: 'figure', name, arguments: given, row: rowKey(...key), column }
}
