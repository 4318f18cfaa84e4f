import { type ChainLink, type Envelope, type MutableDocument, inCanonicalOrder, memberName, schemaVersion, standingValues } from '../../core/document/index.ts'
import { type Outcome, type Refusal, RefusalError, invariant, refuse } from '../../core/errors/index.ts'
import { type BusinessEvent, type EventType, documentTypes, isMasterEvent, readEvent } from '../../core/events/index.ts'
import { AmountTooLargeError } from '../../core/money/index.ts'
import { type BookView, type PostedDocument, type Posting, checkMaster, isSoundPosting, postEvent } from '../../core/posting/index.ts'
import type { Book } from '../../store/book/index.ts'
import { eventDigest, redirectedEvent } from '../../store/projections/index.ts'
import { newUlid } from './identity.ts'
import { takeNumber } from './series.ts'

export interface Applied {
  readonly status: 'posted' | 'unchanged'
  readonly docId: string
  readonly event: EventType
  readonly eventId: string
  readonly number: string | null
}

export interface ApplyOptions {
  readonly author: string
  /** The draft that becomes this document: it is left behind as a pointer to it. */
  readonly draft?: { readonly id: string; readonly rev: string }
}

/**
 * Applies one business event: whole, in one transaction, or not at all.
 * @returns the refusals if it was not applied; nothing has changed then
 * @throws RefusalError for what is not about the event (DISK_FULL, BOOK_READ_ONLY, DRAFT_CHANGED)
 */
export function applyEvent(book: Book, input: unknown, options: ApplyOptions): Outcome<Applied> {
  const read = readEvent(input)
  if (!read.ok) return read
  const given = read.value
  // A party or product that was joined to another is posted under the code of the one that stands.
  const event = isMasterEvent(given.event) ? given : redirectedEvent(book.projections.sql, given)
  const view = book.projections.view()
  const earlier = view.event(event.id)
  if (earlier) {
    const same = earlier.eventId === event.id && [given, event].some((one) => (earlier.digest || eventDigest(earlier.event)) === eventDigest(one))
    if (!same) return refused(refuse('DUPLICATE_ID', { id: event.id }, 'id'))
    const number = book.document(earlier.docId)?.['number']
    return { ok: true, value: { status: 'unchanged', docId: earlier.docId, event: event.event, eventId: event.id, number: typeof number === 'string' ? number : null } }
  }
  try {
    const documents = isMasterEvent(event.event) ? masterDocument(book, view, event, options) : postedDocument(book, view, event, options)
    if (!documents.ok) return documents
    const { docId, write } = documents.value
    let number: string | null = null
    book.transaction(() => {
      number = write()
    })
    return { ok: true, value: { status: 'posted', docId, event: event.event, eventId: event.id, number } }
  } catch (error) {
    if (error instanceof AmountTooLargeError) return refused(refuse('AMOUNT_TOO_LARGE'))
    throw error
  }
}

function refused(...refusals: readonly Refusal[]): { ok: false; refusals: readonly Refusal[] } {
  return { ok: false, refusals }
}

/** What is to be written, decided before the transaction; `write` runs inside it and returns the number. */
interface Prepared {
  readonly docId: string
  readonly write: () => string | null
}

function masterDocument(book: Book, view: BookView, event: BusinessEvent, options: ApplyOptions): Outcome<Prepared> {
  const checked = checkMaster(view, event)
  if (!checked.ok) return checked
  const docId = `${documentTypes[event.event]}:${newUlid()}`
  return {
    ok: true,
    value: {
      docId,
      write: () => {
        const device = book.device.code
        const fields = { ...withoutHead(event), ...checked.value }
        const document: MutableDocument = {
          ...envelope(book, docId, documentTypes[event.event], options.author), clock: { [device]: 1 }, dots: dotsOf(fields, device, 1), fields,
          eventId: event.id, eventDigest: eventDigest(event), date: event.date,
        }
        book.write([{ ...document }])
        return null
      },
    },
  }
}

function postedDocument(book: Book, view: BookView, event: BusinessEvent, options: ApplyOptions): Outcome<Prepared> {
  const type = documentTypes[event.event]
  const draftUlid = options.draft?.id.split(':')[1]
  const docId = draftUlid === undefined ? `${type}:${newUlid()}` : `${type}:${draftUlid}.${book.device.code}`
  const draft = options.draft?.id.startsWith('draft:') ? (book.document(options.draft.id) as unknown as MutableDocument | undefined) : undefined
  if (options.draft && !draft) return refused(refuse('DOCUMENT_NOT_FOUND', { id: options.draft.id }))
  // Two devices that posted it while apart made two documents; who knows of the other's posting does not make a second.
  if (draft?.fields['posted'] !== undefined || book.document(docId)) return refused(refuse('DOCUMENT_POSTED', { id: options.draft?.id ?? docId }))
  const posting = postEvent(view, event, { docId, device: book.device.code })
  if (!posting.ok) return posting
  return {
    ok: true,
    value: {
      docId,
      write: () => {
        const number = takeNumber(book, type, event.date)
        const document = sealed(book, { ...envelope(book, docId, type, options.author), eventId: event.id, event, number, posting: posting.value })
        // What derivation would not understand must not take a number and then stand outside the books.
        invariant(isSoundPosting({ ...document }), `${event.event} made an unsound posting`)
        // In this order its stored text is what is hashed: a rebuild need not write it out anew.
        const documents: Record<string, unknown>[] = [inCanonicalOrder({ ...document })]
        if (draft && options.draft) documents.push(editedFields(book, { ...draft, _rev: options.draft.rev }, { posted: docId }, options.author))
        book.write(documents)
        return number
      },
    },
  }
}

/** Gives a posting its place in the device's chain. */
function sealed(book: Book, document: Envelope & { eventId: string; event: BusinessEvent; number: string | null; posting: Posting }): PostedDocument {
  const key = `chain/${book.device.code}`
  const last = book.local.getJson<{ position: number; hash: string }>(key)
  const link: Omit<ChainLink, 'hash'> = { position: (last?.position ?? 0) + 1, previous: last?.hash ?? null }
  const hash = book.projections.seal({ ...document, chain: link })
  book.local.setJson(key, { position: link.position, hash })
  const signature = book.signPosting(hash)
  return { ...document, chain: { ...link, hash, ...(signature === undefined ? {} : { signature }) } }
}

export function envelope(book: Book, id: string, type: string, author: string): Envelope {
  return { _id: id, type, schema: schemaVersion, device: book.device.code, author, at: book.tick() }
}

/**
 * A new version of a mutable document in which `changes` replaced those fields; their dots move on. Of a draft's event only the
 * members that changed are written: another device may be writing the others.
 * @param confirmed  registers that a person wrote although their value stays what is shown
 */
export function editedFields(book: Book, document: MutableDocument, changes: Readonly<Record<string, unknown>>, author: string, confirmed: readonly string[] = []): Record<string, unknown> {
  const device = book.device.code
  const counter = (document.clock[device] ?? 0) + 1
  const fields: Record<string, unknown> = { ...document.fields, ...changes }
  for (const [name, value] of Object.entries(changes)) if (value === null || value === undefined) delete fields[name]
  const written = document.type === 'draft' && isEvent(document.fields['event']) && isEvent(changes['event'])
    ? [...Object.keys(changes).filter((name) => name !== 'event'), ...changedMembers(document.fields['event'], changes['event']).map(memberName)]
    : Object.keys(changes)
  for (const name of confirmed) if (!written.includes(name)) written.push(name)
  const { conflicts, over, ...rest } = document
  // Whoever writes a field has seen the values that stood side by side in it.
  const open = Object.fromEntries(Object.entries(conflicts ?? {}).filter(([name]) => !written.includes(name)))
  const replaced = Object.fromEntries(Object.entries(over ?? {}).filter(([name]) => !written.includes(name) || (conflicts?.[name] === undefined && document.dots[name]?.[0] === device)))
  for (const name of written) {
    const [before, ...others] = standingValues(document, name)
    if (before && others.length === 0 && before.dot[0] !== device) replaced[name] = 'value' in before ? { dot: before.dot, value: before.value } : { dot: before.dot }
  }
  return {
    ...rest, ...(Object.keys(open).length > 0 ? { conflicts: open } : {}), ...(Object.keys(replaced).length > 0 ? { over: replaced } : {}), ...envelope(book, document._id, document.type, author), _rev: document._rev, schema: document.schema,
    clock: { ...document.clock, [device]: counter }, dots: { ...document.dots, ...Object.fromEntries(written.map((name) => [name, [device, counter] as const])) }, fields,
  }
}

/** Members of an event that were added, changed or taken away. */
function changedMembers(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

function isEvent(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function dotsOf(fields: Readonly<Record<string, unknown>>, device: string, counter: number): Record<string, readonly [string, number]> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, [device, counter] as const]))
}

function withoutHead(event: BusinessEvent): Record<string, unknown> {
  const { event: _event, id: _id, date: _date, ...rest } = event
  return rest
}

/** For callers that cannot return refusals. */
export function applyOrThrow(book: Book, input: unknown, options: ApplyOptions): Applied {
  const outcome = applyEvent(book, input, options)
  if (!outcome.ok) throw new RefusalError(...outcome.refusals)
  return outcome.value
}
