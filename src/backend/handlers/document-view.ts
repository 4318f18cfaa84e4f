import type { DocumentView } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type EventType, documentTypes } from '../../core/events/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import type { Book } from '../../store/book/index.ts'
import { itemsOf, ledgerOf, movementsOf, relatedOf, statusOf } from '../../store/projections/index.ts'
import { eventTotals } from './event-totals.ts'

/** A posted document with everything that hangs on it. @throws RefusalError DOCUMENT_NOT_FOUND */
export function documentView(book: Book, id: string, today: string): DocumentView {
  const { projections } = book
  const { sql } = projections
  const docId = book.document(id) ? id : projections.view().event(id)?.docId
  const document = docId === undefined ? undefined : (book.document(docId) as unknown as PostedDocument | undefined)
  if (!document || !(Object.values(documentTypes) as string[]).includes(document.type) || typeof document.posting !== 'object') throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  const item = itemsOf(sql, document._id)[0]
  return {
    id: document._id, eventId: document.eventId, type: document.event.event as EventType, number: document.number, date: document.posting.date,
    status: statusOf(sql, document._id, today), event: document.event,
    partyName: document.posting.party === null ? null : (projections.view().party(document.posting.party)?.name ?? document.posting.party),
    totals: eventTotals(document.event, document.posting),
    open: item ? { currency: item.currency, amount: item.open, dueDate: item.dueDate } : null,
    ledger: ledgerOf(sql, document._id), movements: movementsOf(sql, document._id), related: relatedOf(sql, document._id),
    author: document.author, device: document.device, postedAt: document.at.slice(0, 24),
  }
}
