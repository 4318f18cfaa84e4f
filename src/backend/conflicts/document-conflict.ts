import type { ConflictField, DocumentConflict } from '../../contract/index.ts'
import { type FieldAlternative, type MutableDocument, canonicalJson, memberOf, standingValues } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { discardedField, fieldKind, openFields } from '../../core/merging/index.ts'
import type { Book } from '../../store/book/index.ts'
import { recognise } from '../../store/projections/index.ts'
import { decisions, deviceNames } from './decisions.ts'

/** @throws RefusalError DOCUMENT_NOT_FOUND, also for what is in quarantine: nobody knows what its parts mean */
export function requireVersioned(book: Book, id: string): MutableDocument {
  const found = book.document(id)
  const known = found && recognise(found)
  if (!known || !('body' in known) || known.kind === 'posted') throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return known.body
}

/** A document of which a person has to choose values, with all that its registers know. */
export function documentConflict(book: Book, id: string): DocumentConflict {
  const document = requireVersioned(book, id)
  const event = document.type === 'draft' ? eventOf(document) : null
  return {
    id, rev: document._rev ?? '', type: document.type, code: text(document.fields['code']) || text(event?.['id']) || document.eventId, name: nameOf(document),
    event: event ? text(event['event']) : null, fields: openFields(document).map((name) => conflictField(document, name)),
    isDiscarded: document.type === 'draft' && document.fields[discardedField] !== undefined && document.fields['posted'] === undefined, devices: deviceNames(book), decided: decisions(book, id),
  }
}

function conflictField(document: MutableDocument, name: string): ConflictField {
  const candidates = standingValues(document, name)
  const shown = memberOf(name) === null ? document.fields[name] : eventOf(document)[memberOf(name) ?? '']
  return {
    name, kind: fieldKind(name), before: ancestorOf(candidates),
    choices: candidates.map(({ dot: [device, counter], value }) => ({ device, counter, value: value ?? null, isShown: canonicalJson(value ?? null) === canonicalJson(shown ?? null) })),
  }
}

/** What all of the values replaced. Each knows at most what it replaced itself, and only where that was another device's. */
export function ancestorOf(candidates: readonly FieldAlternative[]): { readonly value: unknown } | null {
  const overs = candidates.flatMap(({ over }) => (over ? [over] : []))
  const [first] = overs
  if (!first) return null
  // What the other side's own device wrote before: its last value that both had.
  const own = overs.find((over) => candidates.some(({ dot }) => dot[0] === over.dot[0] && dot[1] > over.dot[1]))
  const found = own ?? (overs.length === candidates.length && overs.every((over) => canonicalJson(over.value ?? null) === canonicalJson(first.value ?? null)) ? first : null)
  return found && { value: found.value ?? null }
}

export function eventOf(document: MutableDocument): Readonly<Record<string, unknown>> {
  const event = document.fields['event']
  return typeof event === 'object' && event !== null && !Array.isArray(event) ? (event as Readonly<Record<string, unknown>>) : {}
}

/** What a person knows the document by. */
export function nameOf(document: MutableDocument): string {
  if (document.type === 'draft') {
    const event = eventOf(document)
    return text(event['customer']) || text(event['supplier']) || text(event['note']) || text(event['description'])
  }
  const name = document.fields['name']
  return text(name) || (typeof name === 'object' && name !== null ? text((name as { id?: unknown }).id) : '')
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
