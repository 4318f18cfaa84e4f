import type { AttentionRow, TimelineRow } from '../../contract/index.ts'
import { addDays, daysBetween } from '../../core/calendar/index.ts'
import { type ShipmentData, timelineOf } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { shipmentDates } from '../../store/projections/index.ts'

export function folderTimeline(data: ShipmentData, today: string): TimelineRow[] {
  return timelineOf(data, today, (data.proceeds ?? []).some((row) => row.received !== undefined && row.received !== ''))
}

/** Days before a deadline on which it comes into the inbox. */
const ahead = { latestShipment: 10, present: 7, declare: 3 } as const

/** What folders that are under way have to keep: L/C shipment and presentation, the declaration before loading. Late ones first. */
export function shipmentAttention(book: Book, today: string): AttentionRow[] {
  const rows: { row: AttentionRow; date: string }[] = []
  for (const { id, reference, etd, shipped, pebNo, latestShipment, presentBy, presented } of shipmentDates(book.projections.sql)) {
    const warn = (kind: string, date: string | null, days: number): void => {
      if (date === null || date > addDays(today, days)) return
      rows.push({
        date,
        row: { id: `${kind} ${id}`, severity: date < today ? 'error' : 'warning', kind, params: { reference, date, days: daysBetween(today, date) }, target: null, screen: 'shipments.folder', screenId: id },
      })
    }
    if (shipped === null) {
      warn('shipmentLatest', latestShipment, ahead.latestShipment)
      if (pebNo === null) warn('shipmentDeclare', etd, ahead.declare)
    } else if (presented === null) warn('shipmentPresent', presentBy, ahead.present)
  }
  return rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).map(({ row }) => row)
}
