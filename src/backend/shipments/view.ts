import type { ShipmentView } from '../../contract/index.ts'
import { fixedText } from '../../core/money/index.ts'
import { type ShipmentData, type ShipmentFigures, cubicMetreText, kilogramText, shipmentFigures } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { folderPapers } from '../../store/projections/index.ts'
import type { ReferenceLists } from '../reference/index.ts'
import { checkFolder } from './check-folder.ts'
import { checklistOf } from './checklist.ts'
import { folderShipment, requireFolder } from './folder-store.ts'
import { folderTimeline } from './timeline.ts'

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [])

/** Everything that the folder's screen shows. @throws RefusalError DOCUMENT_NOT_FOUND */
export function folderView(book: Book, lists: ReferenceLists, id: string, today: string): ShipmentView {
  const folder = requireFolder(book, id)
  const data = folderShipment(book, folder)
  const findings = checkFolder(book, lists, data, id, today)
  const { fields } = folder
  const notes = fields['notes']
  return {
    id, rev: folder._rev ?? '', reference: typeof fields['reference'] === 'string' ? fields['reference'] : (data.papers?.['commercialInvoice']?.no ?? data.order?.buyerOrderNo ?? id.slice('shipment:'.length)),
    closed: fields['closed'] === true, data, orders: texts(fields['orders']), invoices: texts(fields['invoices']), notes: typeof notes === 'object' && notes !== null ? (notes as Readonly<Record<string, unknown>>) : {},
    figures: figuresView(data), findings, checklist: checklistOf(book, id, data, findings), timeline: folderTimeline(data, today),
    received: folderPapers(book.projections.sql, id).filter(({ kind }) => kind === 'received').map(({ id: paper, type, number, date, file, at }) => ({ id: paper, type, number, date, file, at: at.slice(0, 24) })),
  }
}

function figuresView(data: ShipmentData): ShipmentView['figures'] {
  const figures: ShipmentFigures = shipmentFigures(data)
  const money = (amount: bigint): string => fixedText(amount, figures.exponent)
  const maybe = (amount: bigint | null): string | null => (amount === null ? null : money(amount))
  return {
    subtotal: money(figures.subtotal), discount: money(figures.discount), freight: maybe(figures.freight), insurance: maybe(figures.insurance), total: money(figures.total), fob: money(figures.customs.fob),
    cif: money(figures.customs.cif), insuredValue: maybe(figures.insuredValue), packages: figures.packages.packages, netKg: kilogramText(figures.packages.net), grossKg: kilogramText(figures.packages.gross),
    cbm: cubicMetreText(figures.packages.volume), lineAmounts: figures.lines.map(({ lineAmount }) => money(lineAmount)),
    rows: figures.rows.map((row) => ({
      line: row.line, sku: row.sku, from: row.packageFrom, to: row.packageTo, count: row.packageCount, typeCode: row.typeCode, netKg: kilogramText(row.net), grossKg: kilogramText(row.gross), cbm: cubicMetreText(row.volume), mixed: row.mixed,
    })),
  }
}
