import { type PlainDate, type PlainMonth, addMonths, firstDayOf, monthOf } from '../../calendar/index.ts'

/** A close or reopening of periods as every device sees it. */
export interface PeriodMark {
  readonly effect: 'close' | 'reopen'
  readonly period: PlainMonth
  /** Event order key of its document. */
  readonly order: string
  /** Chain head of each device that the close lists; without it everything earlier in event order lies under the close. */
  readonly heads: Readonly<Record<string, number>> | null
}

export interface DatedDocument {
  readonly date: PlainDate
  readonly order: string
  readonly device: string
  /** Place in its device's chain. */
  readonly position: number
}

/** Does the document lie under the close, so that its own date stands? */
export function isUnder(close: PeriodMark, document: DatedDocument): boolean {
  if (close.heads === null) return document.order < close.order
  return document.position <= (close.heads[document.device] ?? 0)
}

/**
 * The day on which a document counts: its own, or the first open day where it arrived late in a closed period.
 * @param marks  all closes and reopenings in event order
 * @source design, section 9.4
 */
export function effectiveDate(document: DatedDocument, marks: readonly PeriodMark[]): PlainDate {
  let locked: PlainMonth | null = null
  for (const mark of marks) {
    if (mark.effect === 'reopen') {
      if (locked !== null && mark.period <= locked) locked = addMonths(mark.period, -1)
    } else if (!isUnder(mark, document)) {
      locked = later(locked, mark.period)
    }
  }
  if (locked === null || monthOf(document.date) > locked) return document.date
  return firstDayOf(addMonths(locked, 1))
}

/** The last locked month after all marks, or null. */
export function lockedThrough(marks: readonly PeriodMark[]): PlainMonth | null {
  let locked: PlainMonth | null = null
  for (const mark of marks) {
    if (mark.effect === 'close') locked = later(locked, mark.period)
    else if (locked !== null && mark.period <= locked) locked = addMonths(mark.period, -1)
  }
  return locked
}

function later(locked: PlainMonth | null, period: PlainMonth): PlainMonth {
  return locked === null || period > locked ? period : locked
}
