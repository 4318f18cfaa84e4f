import { addMonths, firstDayOf, lastDayOf, monthOf } from '../../core/calendar/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'

const monthsBetween: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, yearly: 12 }

/**
 * The next document of one that repeats (`repeat` of the typed event): the same but for its id, its date, and what depends on
 * that date. The day stays the one it began with, or the month's last where the month is shorter.
 * @returns null for an event that does not repeat
 */
export function nextOccurrence(event: BusinessEvent, id: string): BusinessEvent | null {
  const { repeat } = event
  const months = typeof repeat === 'string' && Object.hasOwn(monthsBetween, repeat) ? monthsBetween[repeat] : undefined
  if (months === undefined) return null
  const given = event['repeatDay']
  const day = typeof given === 'number' && given >= 1 && given <= 31 ? given : Number(event.date.slice(8))
  const month = addMonths(monthOf(event.date), months)
  const last = lastDayOf(month)
  const date = day >= Number(last.slice(8)) ? last : `${firstDayOf(month).slice(0, 8)}${String(day).padStart(2, '0')}`
  const { rate: _rate, dueDate: _due, ...kept } = event
  return { ...kept, id, date, repeatDay: day }
}
