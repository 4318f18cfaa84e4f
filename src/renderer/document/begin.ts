import type { BusinessEvent, EventType } from '../../core/events/index.ts'
import type { DocumentView } from '../../contract/index.ts'
import { call } from '../client/index.ts'
import { newEventId } from './event-fields.ts'

export const readDocument = (id: string): Promise<DocumentView> => call('document.get', { id })

/** A new draft with everything of a posted document but its identity, its date and what depends on that date. */
export async function copyOf(id: string, type: EventType, today: string): Promise<BusinessEvent> {
  const { event } = await readDocument(id)
  const { rate: _rate, dueDate: _dueDate, order: _order, delivery: _delivery, deliver: _deliver, ...fields } = event
  return { ...fields, event: type, id: newEventId(), date: today } as BusinessEvent
}
