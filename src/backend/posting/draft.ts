import type { MutableDocument } from '../../core/document/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { Book } from '../../store/book/index.ts'
import { dotsOf, envelope } from './apply-event.ts'
import { newUlid } from './identity.ts'

/** A draft: an event as it is being typed, incomplete or not, as a mutable document of its own. */
export function newDraft(book: Book, event: BusinessEvent, author: string): Record<string, unknown> {
  const id = `draft:${newUlid()}`
  const fields = { event }
  const device = book.device.code
  const document: MutableDocument = { ...envelope(book, id, 'draft', author), clock: { [device]: 1 }, dots: dotsOf(fields, device, 1), fields, eventId: id, date: typeof event.date === 'string' ? event.date : '' }
  return { ...document }
}
