import { addDays, isPlainDate, lastDayOf, addMonths, monthOf } from '../calendar/index.ts'
import { isExport, transportDocument } from './parties.ts'
import type { ShipmentData } from './shipment-data.ts'
import { hasCredit, usesConsignmentNote } from './situation.ts'

const day = (text: string | undefined): string | undefined => {
  const date = text?.slice(0, 10)
  return isPlainDate(date) ? date : undefined
}

export interface ShipmentDays {
  readonly ordered: string | undefined
  readonly ready: string | undefined
  readonly invoiced: string | undefined
  /** Last day for the export declaration: the closing, else the day before departure. */
  readonly declareBy: string | undefined
  readonly declared: string | undefined
  readonly closing: string | undefined
  readonly departure: string | undefined
  readonly shipped: string | undefined
  readonly latestShipment: string | undefined
  readonly arrival: string | undefined
  /** Last day for presenting documents under the L/C. @source UCP 600 art. 6(d), 14(c) */
  readonly presentBy: string | undefined
  readonly presented: string | undefined
  /** Last day for the proceeds: end of the third month after the month of the declaration. @source BI rules on export proceeds (verify) */
  readonly proceedsBy: string | undefined
}

/** The days of a shipment, as far as they are known. */
export function shipmentDays(data: ShipmentData): ShipmentDays {
  const transport = data.shipment ?? {}
  const credit = data.payment?.lc
  const shipped = day(transport.onBoardDate) ?? day(transportDocument(data).date)
  const departure = day(transport.etd)
  const declared = day(transport.pebDate)
  const expiry = day(credit?.expiryDate)
  const counted = shipped === undefined ? undefined : addDays(shipped, credit?.presentationDays ?? 21)
  const presentation = data.papers?.['presentation']
  const closing = day(transport.cyClosing)
  const declares = isExport(data) && !usesConsignmentNote(data)
  return {
    ordered: day(data.order?.buyerOrderDate), ready: day(String(data.papers?.['bookingRequest']?.['cargoReadyDate'] ?? '')), invoiced: day(data.papers?.['commercialInvoice']?.date),
    declareBy: declares ? closing ?? (departure === undefined ? undefined : addDays(departure, -1)) : undefined, declared, closing, departure, shipped,
    latestShipment: day(credit?.latestShipment), arrival: day(transport.eta),
    presentBy: hasCredit(data) ? (counted !== undefined && expiry !== undefined ? (expiry < counted ? expiry : counted) : counted ?? expiry) : undefined,
    presented: presentation?.planned === true ? undefined : day(presentation?.date),
    proceedsBy: declared === undefined ? undefined : lastDayOf(addMonths(monthOf(declared), 3)),
  }
}

export interface Step {
  readonly step: 'order' | 'invoice' | 'declaration' | 'closing' | 'latestShipment' | 'departure' | 'arrival' | 'presentation' | 'proceeds'
  readonly date: string | null
  readonly state: 'done' | 'next' | 'late' | 'open'
}

/** The life of the shipment in its order: what was done, what comes next, what is late. */
export function timelineOf(data: ShipmentData, today: string, received: boolean): Step[] {
  const days = shipmentDays(data)
  const rows: { step: Step['step']; date: string | undefined; done: boolean; wanted: boolean }[] = [
    { step: 'order', date: days.ordered, done: days.ordered !== undefined, wanted: true },
    { step: 'invoice', date: days.invoiced, done: days.invoiced !== undefined && (data.papers?.['commercialInvoice']?.no ?? '') !== '', wanted: true },
    { step: 'declaration', date: days.declared ?? days.declareBy, done: days.declared !== undefined && (data.shipment?.pebNo ?? '') !== '', wanted: isExport(data) && !usesConsignmentNote(data) },
    { step: 'closing', date: days.closing, done: days.closing !== undefined && days.closing < today && days.shipped !== undefined, wanted: days.closing !== undefined },
    { step: 'latestShipment', date: days.latestShipment, done: days.shipped !== undefined && days.latestShipment !== undefined && days.shipped <= days.latestShipment, wanted: days.latestShipment !== undefined },
    { step: 'departure', date: days.shipped ?? days.departure, done: days.shipped !== undefined, wanted: true },
    { step: 'arrival', date: days.arrival, done: days.arrival !== undefined && days.arrival <= today && days.shipped !== undefined, wanted: true },
    { step: 'presentation', date: days.presented ?? days.presentBy, done: days.presented !== undefined && days.presented <= today, wanted: hasCredit(data) },
    { step: 'proceeds', date: days.proceedsBy, done: received, wanted: isExport(data) },
  ]
  let next = true
  return rows.filter(({ wanted }) => wanted).map(({ step, date, done }) => {
    const late = !done && date !== undefined && date < today
    const state = done ? 'done' : late ? 'late' : next ? 'next' : 'open'
    if (!done) next = false
    return { step, date: date ?? null, state }
  })
}
