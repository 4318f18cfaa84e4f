import type { BusinessEvent, EventType } from '../../core/events/index.ts'
import { ulid } from '../../core/document/index.ts'

/** A row of a document as it is being typed. */
export interface DraftLine {
  readonly [field: string]: unknown
}

/** An id for a new event, made by the page when the draft begins. */
export function newEventId(): string {
  return ulid(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

export function newEvent(event: EventType, date: string, fields: Readonly<Record<string, unknown>> = {}): BusinessEvent {
  return { ...fields, event, id: newEventId(), date }
}

/** Text of a field; a missing one is empty. */
export function textOf(record: DraftLine | BusinessEvent | null | undefined, field: string): string {
  const value = record?.[field]
  return typeof value === 'string' ? value : ''
}

export function listOf(event: DraftLine | BusinessEvent, field: string): readonly DraftLine[] {
  const value = event[field]
  return Array.isArray(value) ? (value as DraftLine[]) : []
}

/** The event with one field changed; an empty value takes the field away, as the events contract knows no empty texts. */
export function withField<T extends DraftLine | BusinessEvent>(record: T, field: string, value: unknown): T {
  if (value === '' || value === null || value === undefined) {
    if (!(field in record)) return record
    const { [field]: _gone, ...rest } = record
    return rest as unknown as T
  }
  return record[field] === value ? record : { ...record, [field]: value }
}

export function withFields<T extends DraftLine | BusinessEvent>(record: T, fields: Readonly<Record<string, unknown>>): T {
  return Object.entries(fields).reduce((next, [field, value]) => withField(next, field, value), record)
}

/** Changes one line of a list; the place after the last one makes a new line. */
export function withLine(event: BusinessEvent, list: string, index: number, change: (line: DraftLine) => DraftLine, blank: DraftLine = {}): BusinessEvent {
  const lines = [...listOf(event, list)]
  lines[index] = change(lines[index] ?? blank)
  return { ...event, [list]: lines.map((line) => line ?? blank) }
}

export function withoutLine(event: BusinessEvent, list: string, index: number): BusinessEvent {
  return { ...event, [list]: listOf(event, list).filter((_, at) => at !== index) }
}

/** Nothing of meaning typed in this line yet. */
export function isBlankLine(line: DraftLine, fields: readonly string[]): boolean {
  return fields.every((field) => line[field] === undefined || line[field] === '' || line[field] === null)
}

/**
 * What is sent to be previewed or posted: lists without blank lines, fields without empty values. `origin` gives, for a list, the
 * place on the screen of each line that was kept, so that a refusal finds its row.
 */
export function prepareEvent(event: BusinessEvent, lists: Readonly<Record<string, readonly string[]>>): { event: BusinessEvent; origin: Readonly<Record<string, readonly number[]>> } {
  const origin: Record<string, number[]> = {}
  const fields: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(event)) {
    const marks = lists[field]
    if (marks && Array.isArray(value)) {
      const kept = (value as DraftLine[]).map((line, index) => ({ line, index })).filter(({ line }) => !isBlankLine(line, marks))
      origin[field] = kept.map(({ index }) => index)
      fields[field] = kept.map(({ line }) => clean(line))
    } else if (value !== '' && value !== null && value !== undefined) fields[field] = value
  }
  return { event: fields as unknown as BusinessEvent, origin }
}

function clean(line: DraftLine): DraftLine {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== '' && value !== null && value !== undefined))
}

/** Puts the line number of a refusal's field back to the row on the screen. */
export function fieldOnScreen(field: string, origin: Readonly<Record<string, readonly number[]>>): string {
  const [list, line, ...rest] = field.split('.')
  const places = list === undefined ? undefined : origin[list]
  if (!places || line === undefined || !/^[0-9]+$/.test(line)) return field
  return [list, String(places[Number(line)] ?? line), ...rest].join('.')
}
