import { ulid } from '../../core/document/index.ts'
import type { BusinessEvent, EventType } from '../../core/events/index.ts'

/** A business event of this moment, with an id that no other has. */
export function newEvent(event: EventType, date: string, fields: Readonly<Record<string, unknown>>): BusinessEvent {
  return { ...fields, event, id: ulid(Date.now(), crypto.getRandomValues(new Uint8Array(10))), date }
}
