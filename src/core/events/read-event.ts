import { canonicalJson } from '../document/index.ts'
import { type Outcome, type Refusal, refuse } from '../errors/index.ts'
import { checkFields, isMembers } from './check-field.ts'
import { eventFields } from './event-fields.ts'
import { eventRules } from './event-rules.ts'
import { type BusinessEvent, type EventType, documentTypes } from './event-types.ts'

/**
 * Checks the shape of an event: everything that can be said without the book. Unknown extra fields stay in it.
 * @returns the event as it was given, or every problem with the path of its field
 * @refuses UNKNOWN_EVENT, FIELD_MISSING, FIELD_INVALID, LINES_EMPTY, BAD_DECIMAL, PRECISION_EXCEEDED, NOT_POSITIVE, DATE_INVALID,
 *   CURRENCY_UNKNOWN, TAX_CODE_UNKNOWN, AMOUNT_TOO_LARGE, TEXT_TOO_LONG, TEXT_CHARACTERS, DUPLICATE_CODE (units of a product)
 * @source events contract, sections 1 and 5
 */
export function readEvent(input: unknown): Outcome<BusinessEvent> {
  if (!isMembers(input)) return { ok: false, refusals: [refuse('FIELD_INVALID', { name: 'event' })] }
  const type = Object.hasOwn(input, 'event') ? input['event'] : undefined
  if (type === undefined) return { ok: false, refusals: [refuse('FIELD_MISSING', { name: 'event' }, 'event')] }
  if (typeof type !== 'string') return { ok: false, refusals: [refuse('FIELD_INVALID', { name: 'event' }, 'event')] }
  if (!isEventType(type)) return { ok: false, refusals: [refuse('UNKNOWN_EVENT', { event: type.slice(0, 60) }, 'event')] }
  const refusals: Refusal[] = []
  checkFields(eventFields[type], input, '', { currency: null }, refusals)
  // What is wrong in itself (or lies in a row that is) needs no second refusal because it fits nothing else.
  const refused = refusals.map((refusal) => refusal.field ?? '')
  for (const refusal of eventRules[type]?.(input) ?? []) {
    const field = refusal.field ?? ''
    if (!refused.some((path) => field === path || field.startsWith(`${path}.`))) refusals.push(refusal)
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: input as BusinessEvent }
}

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(documentTypes, type)
}

/** Equal as JSON: key order and white space do not count, spelling of strings does. */
export function sameEvent(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
