import { addDays, isPlainDate } from '../../core/calendar/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import { destinationCountry, folderData, transportDocument, transportKind } from '../../core/shipment/index.ts'
import type { Sql } from './sql.ts'

export const shipmentTypes = ['shipment', 'issuedPaper', 'receivedPaper'] as const

type Fields = Readonly<Record<string, unknown>>

/** Whether the fields are what the tables take. A folder may hold anything: what is wrong in it is for the rules to say. */
export function isSoundShipmentDocument(type: string, fields: Fields): boolean {
  return type === 'shipment' || (typeof fields['folder'] === 'string' && typeof fields['type'] === 'string')
}

const day = (text: unknown): string | null => (isPlainDate(text) ? text : null)
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Last day for presenting documents: so many days after shipment, never after expiry. @source UCP 600 art. 6(d), 14(c) */
export function presentBy(shipped: string | null, days: number | undefined, expiry: string | null): string | null {
  const counted = shipped === null ? null : addDays(shipped, days ?? 21)
  if (counted === null) return expiry
  return expiry !== null && expiry < counted ? expiry : counted
}

export function writeShipmentRows(sql: Sql, body: MutableDocument): void {
  const { _id: doc, fields, at } = body
  if (body.type !== 'shipment') {
    sql.run(
      'INSERT INTO shipment_paper (doc, folder, kind, type, number, date, version, at, author, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      doc, fields['folder'], body.type === 'issuedPaper' ? 'issued' : 'received', fields['type'], text(fields['number']), text(fields['date']), typeof fields['version'] === 'number' ? Math.trunc(fields['version']) : 1, at, body.author,
      text(fields['file']),
    )
    return
  }
  const data = folderData(fields)
  const shipped = day(data.shipment?.onBoardDate) ?? day(transportDocument(data).date)
  const credit = data.payment?.lc
  const expiry = day(credit?.expiryDate)
  const reference = text(fields['reference']) ?? text(data.papers?.commercialInvoice?.no) ?? text(data.order?.buyerOrderNo) ?? doc.slice('shipment:'.length)
  const buyer = text(data.buyer?.name) ?? ''
  sql.run(
    `INSERT INTO shipment (doc, reference, buyer, country, mode, incoterm, currency, etd, eta, shipped, peb_no, peb_date, latest_shipment, expiry, present_by, presented, invoice, closed, at, words)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    doc, reference, buyer, destinationCountry(data), transportKind(data) ?? '', data.incoterm ?? '', data.currency ?? '', day(data.shipment?.etd), day(data.shipment?.eta), shipped, text(data.shipment?.pebNo),
    day(data.shipment?.pebDate), day(credit?.latestShipment), expiry, credit ? presentBy(shipped, credit.presentationDays, expiry) : null, data.papers?.presentation?.planned === true ? null : day(data.papers?.presentation?.date),
    text(data.papers?.commercialInvoice?.no), fields['closed'] === true ? 1 : 0, at,
    [reference, buyer, data.buyer?.nameZh, data.papers?.commercialInvoice?.no, data.order?.buyerOrderNo, credit?.no, data.shipment?.pebNo, transportDocument(data).no, data.shipment?.vessel, data.shipment?.containerNo]
      .filter((word) => word !== undefined && word !== '').join(' '),
  )
}

export function removeShipmentRows(sql: Sql, doc: string): void {
  if (doc.startsWith('shipment:')) sql.run('DELETE FROM shipment WHERE doc = ?', doc)
  if (doc.startsWith('issuedPaper:') || doc.startsWith('receivedPaper:')) sql.run('DELETE FROM shipment_paper WHERE doc = ?', doc)
}
