import type { Sql } from '../sql.ts'
import { Conditions, type ListPage, type ListRequest, orderBy, pattern } from './list-request.ts'

export interface ShipmentRow {
  readonly id: string
  readonly reference: string
  readonly buyer: string
  readonly country: string
  readonly mode: string
  readonly incoterm: string
  readonly currency: string
  readonly etd: string | null
  readonly eta: string | null
  readonly invoice: string | null
  readonly pebNo: string | null
  /** `presented`: its documents are at the bank. */
  readonly status: 'preparing' | 'shipped' | 'presented' | 'closed'
  readonly issued: number
  readonly received: number
}

const status = "CASE WHEN s.closed = 1 THEN 'closed' WHEN s.presented IS NOT NULL THEN 'presented' WHEN s.shipped IS NOT NULL THEN 'shipped' ELSE 'preparing' END"

interface Row { doc: string; reference: string; buyer: string; country: string; mode: string; incoterm: string; currency: string; etd: string | null; eta: string | null; invoice: string | null; peb_no: string | null; status: ShipmentRow['status']; issued: number; received: number }

/** Filters: `status`, `country`. Those under way first, by departure. */
export function shipmentList(sql: Sql, request: ListRequest): ListPage<ShipmentRow> {
  const where = new Conditions()
  const filter = request.filter ?? {}
  if (filter['status'] === 'open') where.add('s.closed = 0')
  else if (filter['status'] !== undefined) where.add(`${status} = ?`, filter['status'])
  if (filter['country'] !== undefined) where.add('s.country = ?', filter['country'])
  const search = request.search?.trim()
  if (search) where.add("s.words LIKE ? ESCAPE '\\'", pattern(search))
  const order = orderBy(request, { reference: 's.reference', buyer: 's.buyer', country: 's.country', etd: 's.etd', eta: 's.eta', status, invoice: 's.invoice' }, "s.closed, coalesce(s.etd, '9999'), s.doc", 's.doc')
  const count = (kind: string): string => `(SELECT count(DISTINCT p.type) FROM shipment_paper p WHERE p.folder = s.doc AND p.kind = '${kind}')`
  const rows = sql.rows<Row>(
    `SELECT s.doc, s.reference, s.buyer, s.country, s.mode, s.incoterm, s.currency, s.etd, s.eta, s.invoice, s.peb_no, ${status} AS status, ${count('issued')} AS issued, ${count('received')} AS received
     FROM shipment s ${where.sql} ${order} LIMIT ? OFFSET ?`,
    ...where.values, request.limit, request.offset,
  )
  return {
    rows: rows.map(({ doc, peb_no: pebNo, ...row }) => ({ id: doc, pebNo, ...row })),
    total: sql.value<number>(`SELECT count(*) FROM shipment s ${where.sql}`, ...where.values) ?? 0, sums: [],
  }
}

export interface FolderPaper {
  readonly id: string
  readonly kind: 'issued' | 'received'
  readonly type: string
  readonly number: string | null
  readonly date: string | null
  readonly version: number
  readonly at: string
  readonly author: string
  readonly file: string | null
}

/** Issued and received papers of a folder, by type and version. */
export function folderPapers(sql: Sql, folder: string): FolderPaper[] {
  return sql.rows<FolderPaper & { doc: string }>(
    'SELECT doc AS id, kind, type, number, date, version, at, author, file FROM shipment_paper WHERE folder = ? ORDER BY kind, type, version, at, doc', folder,
  )
}

export interface ShipmentDates {
  readonly id: string
  readonly reference: string
  readonly etd: string | null
  readonly shipped: string | null
  readonly pebNo: string | null
  readonly latestShipment: string | null
  readonly presentBy: string | null
  readonly presented: string | null
}

/** The days on which something is due, of all folders that are not closed. */
export function shipmentDates(sql: Sql): ShipmentDates[] {
  return sql.rows<ShipmentDates>(
    'SELECT doc AS id, reference, etd, shipped, peb_no AS pebNo, latest_shipment AS latestShipment, present_by AS presentBy, presented FROM shipment WHERE closed = 0 ORDER BY doc',
  )
}

/** Folders that hold this order or invoice, or a purchase order of this number. */
export function shipmentOfReference(sql: Sql, reference: string): string | undefined {
  return sql.value<string>('SELECT doc FROM shipment WHERE reference = ? ORDER BY doc LIMIT 1', reference)
}
