import type { DocumentView, DraftView, EventPreview, MasterType, MasterView } from '../../contract/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import { type Refusal, RefusalError, refuse } from '../../core/errors/index.ts'
import { type BusinessEvent, type EventType, documentTypes, isMasterEvent, readEvent } from '../../core/events/index.ts'
import { discardedField, openFields } from '../../core/merging/index.ts'
import { AmountTooLargeError, microText, minorText } from '../../core/money/index.ts'
import { type PostedDocument, type Posting, checkMaster, postEvent } from '../../core/posting/index.ts'
import type { Book } from '../../store/book/index.ts'
import { lineText, masterOf, numberOfEvent, recognise, redirectedEvent } from '../../store/projections/index.ts'
import type { Handlers } from '../context.ts'
import { errorText } from '../error-text.ts'
import { applyEvent, editedFields, envelope } from '../posting/apply-event.ts'
import { applyEvents } from '../posting/apply-events.ts'
import { newDraft } from '../posting/draft.ts'
import { newUlid } from '../posting/identity.ts'
import { nextOccurrence } from '../posting/recurring.ts'
import type { Session } from '../transport/dispatch.ts'
import { documentView } from './document-view.ts'
import { eventTotals, grossProfit } from './event-totals.ts'
import { requireEventRole } from './event-roles.ts'
import { keepClose } from './report-prints.ts'

export const documentHandlers: Handlers<
  'events.apply' | 'event.post' | 'event.preview' | 'draft.save' | 'draft.get' | 'draft.discard' | 'master.get' | 'master.save' | 'document.get'
> = {
  'events.apply': async ({ book, session, jobs }, { events, language }) => {
    for (const event of events) requireEventRole(session, event)
    const open = book()
    return jobs.run('events.apply', async (job) => {
      const results: Awaited<ReturnType<(typeof documentHandlers)['events.apply']>>['results'][number][] = []
      let refused = false
      for (const group of applyEvents(open, events, { author: session.author })) {
        for (const result of group) {
          if (result.status === 'refused') {
            refused = true
            const [first] = result.refusals
            const error = first && { code: first.code, message: errorText(first, language), params: first.params, ...(first.field === undefined ? {} : { field: first.field }) }
            results.push({ index: result.index, event: shown(result.event), id: shown(result.id), status: 'refused', ...(error ? { error } : {}) })
          } else {
            if (result.event === 'period.close' && result.status === 'posted') keepClosed(open, events[result.index], session.author)
            results.push({ index: result.index, event: result.event, id: result.eventId, status: result.status, docId: result.docId, number: result.number })
          }
        }
        job.progress(results.length, events.length, '')
        await job.breathe()
      }
      return { results, applied: results.filter((result) => result.status === 'posted').length, refused }
    })
  },

  'event.post': ({ book, session }, { event, draft }) => {
    requireEventRole(session, event)
    const open = book()
    const outcome = open.transaction(() => {
      const applied = applyEvent(open, event, { author: session.author, ...(draft ? { draft } : {}) })
      // What repeats leaves the next one as a draft, together with itself or not at all.
      const next = applied.ok && applied.value.status === 'posted' ? nextOccurrence(event, newUlid()) : null
      if (next) open.write([newDraft(open, next, session.author)])
      return applied
    })
    if (!outcome.ok) throw new RefusalError(...byNumber(open, outcome.refusals))
    if (outcome.value.event === 'period.close' && outcome.value.status === 'posted') keepClosed(book(), event, session.author)
    const { docId, eventId, number } = outcome.value
    return { docId, eventId, number }
  },

  'event.preview': ({ book }, { event }) => preview(book(), event),

  'draft.save': ({ book, session }, { id, rev, event }) => {
    const open = book()
    const saved = open.transaction(() => {
      if (id === undefined) return open.write([newDraft(open, event, session.author)])
      const draft = requireDraft(open, id)
      if (draft.fields['posted'] !== undefined) throw new RefusalError(refuse('DOCUMENT_POSTED', { id }))
      return open.write([editedFields(open, { ...draft, ...(rev === undefined ? {} : { _rev: rev }) }, { event }, session.author)])
    })[0]
    if (!saved) throw new RefusalError(refuse('DRAFT_CHANGED', { id: id ?? '' }))
    return { id: saved.id, rev: saved.rev, savedAt: open.now() }
  },

  'draft.get': ({ book }, { id }) => draftView(requireDraft(book(), id)),

  'draft.discard': ({ book, session }, { id, rev }) => {
    const open = book()
    const draft = requireDraft(open, id)
    // The deletion says what it had seen: who wrote the draft meanwhile elsewhere keeps it, and is told.
    open.transaction(() => open.write([{ ...editedFields(open, { ...draft, _rev: rev }, { [discardedField]: true }, session.author), _id: id, _deleted: true }]))
    return null
  },

  'master.get': ({ book }, { type, code }) => {
    const found = masterOf(book().projections.sql, type, code)
    if (!found) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id: code }))
    return masterView(requireMutable(book(), found.id))
  },

  'master.save': ({ book, session }, { id, rev, fields }) => {
    const open = book()
    const before = requireMutable(open, id)
    const event = Object.hasOwn(eventOfMaster, before.type) ? eventOfMaster[before.type] : undefined
    if (event === undefined) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
    // Who may not make it may not change it either.
    requireEventRole(session, { event })
    const changes = Object.fromEntries(Object.entries(fields).filter(([name, value]) => before.conflicts?.[name] !== undefined || JSON.stringify(before.fields[name]) !== JSON.stringify(value)))
    if (Object.keys(changes).length === 0) return masterView(before)
    checkMasterFields(before, event, changes)
    open.transaction(() => open.write([editedFields(open, { ...before, _rev: rev }, changes, session.author)]))
    return masterView(requireMutable(open, id))
  },

  'document.get': ({ book, today }, { id }): DocumentView => documentView(book(), id, today()),
}

/** What a close saw is kept with it. */
function keepClosed(book: Book, event: unknown, author: string): void {
  const { period } = event as { readonly period?: unknown }
  if (typeof period === 'string') keepClose(book, period, author)
}

/** Refusals name documents by the ids of their events; a person knows them by their numbers. */
function byNumber(book: Book, refusals: readonly Refusal[]): readonly Refusal[] {
  const known = (ids: string | number): string => String(ids).split(', ').map((id) => numberOfEvent(book.projections.sql, id) ?? id).join(', ')
  return refusals.map((refusal) => {
    const { id, dependents } = refusal.params
    if (refusal.code === 'DUPLICATE_ID' || (id === undefined && dependents === undefined)) return refusal
    return { ...refusal, params: { ...refusal.params, ...(id === undefined ? {} : { id: known(id) }), ...(dependents === undefined ? {} : { dependents: known(dependents) }) } }
  })
}

/** What posting would do. Incomplete input is the normal case here: the refusals say what is still missing. */
function preview(book: Book, input: BusinessEvent): EventPreview {
  const totals = totalsWhileTyping(input)
  const nothing = (refusals: readonly Refusal[]): EventPreview => ({ refusals: byNumber(book, refusals), totals, ledger: [], stock: [], grossProfit: null })
  try {
    const read = readEvent(redirectedEvent(book.projections.sql, input))
    if (!read.ok) return nothing(read.refusals)
    const view = book.projections.view()
    if (isMasterEvent(read.value.event)) {
      const checked = checkMaster(view, read.value)
      return nothing(checked.ok ? [] : checked.refusals)
    }
    const context = { docId: `${documentTypes[read.value.event]}:preview`, device: book.device.code }
    const posting = postEvent(view, read.value, context)
    if (posting.ok) return { refusals: [], totals: eventTotals(read.value, posting.value), ...bookedBy(book, read.value, posting.value) }
    if (posting.refusals.some(({ code }) => code !== 'STOCK_NEGATIVE')) return nothing(posting.refusals)
    // Only the goods are missing: what it would book and how far the stock would fall is shown all the same.
    const unchecked = postEvent(Object.create(view, { shortage: { value: () => null } }) as typeof view, read.value, context)
    if (!unchecked.ok) return nothing(posting.refusals)
    return { refusals: byNumber(book, posting.refusals), totals: eventTotals(read.value, unchecked.value), ...bookedBy(book, read.value, unchecked.value) }
  } catch (error) {
    if (error instanceof AmountTooLargeError) return nothing([refuse('AMOUNT_TOO_LARGE')])
    throw error
  }
}

/** While a price is typed it may be beyond all money for a moment: then there are no totals, and a refusal says why. */
function totalsWhileTyping(input: BusinessEvent): EventPreview['totals'] {
  try {
    return eventTotals(input)
  } catch (error) {
    if (error instanceof AmountTooLargeError) return null
    throw error
  }
}

/** The posting is projected, read and taken back: what is shown is what would be booked, down to derived costs. */
function bookedBy(book: Book, event: BusinessEvent, posting: Posting): Pick<EventPreview, 'ledger' | 'stock' | 'grossProfit' | 'recosted'> {
  const { sql } = book.projections
  const type = documentTypes[event.event]
  const document: PostedDocument = {
    ...envelope(book, `${type}:preview`, type, ''), eventId: event.id, event, number: null, posting, chain: { position: 1, previous: null, hash: '' },
  }
  const booked = book.projections.preview(document)
  const fields = (code: string): Readonly<Record<string, unknown>> => masterOf(sql, 'product', code)?.fields ?? {}
  return {
    ledger: booked.ledger.map((line) => lineText(sql, line)),
    stock: booked.stock.map(({ product, warehouse, before, after }) => ({ product, ...(warehouse === undefined ? {} : { warehouse }), unit: String(fields(product)['unit'] ?? 'pcs'), before: microText(before), after: microText(after) })),
    grossProfit: event.event === 'sales.invoice' ? grossProfit(booked.revenue, booked.cost) : null,
    ...(booked.recosted ? { recosted: { documents: booked.recosted.documents, amount: minorText(booked.recosted.amount) } } : {}),
  }
}

/** @throws RefusalError DOCUMENT_NOT_FOUND, also for what is in quarantine: nobody knows what its parts mean */
export function requireMutable(book: Book, id: string): MutableDocument {
  const found = book.document(id)
  const known = found && recognise(found)
  if (known?.kind !== 'master' && known?.kind !== 'draft') throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return known.body
}

function requireDraft(book: Book, id: string): MutableDocument {
  if (!id.startsWith('draft:')) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return requireMutable(book, id)
}

function draftView(draft: MutableDocument): DraftView {
  const posted = draft.fields['posted']
  return { id: draft._id, rev: draft._rev ?? '', event: draft.fields['event'] as BusinessEvent, savedAt: draft.at.slice(0, 24), posted: typeof posted === 'string' ? posted : null }
}

export function masterView(document: MutableDocument): MasterView {
  const open = openFields(document)
  const conflicts = Object.fromEntries(open.map((name) => [name, (document.conflicts?.[name] ?? []).map(({ dot: [device], value }) => ({ device, value: value ?? null }))]))
  return {
    id: document._id, rev: document._rev ?? '', type: document.type as MasterType, code: String(document.fields['code'] ?? ''), fields: document.fields,
    ...(open.length > 0 ? { conflicts } : {}),
  }
}

/** What postings rest on may not change afterwards; everything else of master data may, within the limits of the same event. */
const frozenFields: Readonly<Record<string, readonly string[]>> = {
  account: ['code', 'type', 'currency', 'cash', 'control', 'role'], product: ['code', 'kind', 'inventory', 'costing'], party: ['code'], warehouse: ['code'],
  exchangeRate: ['currency', 'rate', 'kind'], company: ['baseCurrency'],
}

const eventOfMaster: Readonly<Record<string, EventType>> = {
  account: 'account.add', product: 'product.add', party: 'party.add', warehouse: 'warehouse.add', exchangeRate: 'rate.set', company: 'company.set',
}

/** What a person typed into a conflict is held to the same limits as an edit. */
export function checkTyped(session: Session, document: MutableDocument, typed: Readonly<Record<string, unknown>>): void {
  const event = Object.hasOwn(eventOfMaster, document.type) ? eventOfMaster[document.type] : undefined
  if (event === undefined) return
  requireEventRole(session, { event })
  if (Object.keys(typed).length > 0) checkMasterFields(document, event, typed)
}

function checkMasterFields(document: MutableDocument, event: EventType, changes: Readonly<Record<string, unknown>>): void {
  const frozen = (frozenFields[document.type] ?? []).filter((name) => name in changes)
  if (frozen.length > 0) throw new RefusalError(...frozen.map((name) => refuse('FIELD_INVALID', { name }, name)))
  // Accounts of the chart carry their name in three languages, which the event's form does not know; what else they are, postings rely on.
  if (document.type === 'account') {
    const wrong = Object.entries(changes).filter(([name, value]) => name !== 'name' || !isAccountName(value))
    if (wrong.length > 0) throw new RefusalError(...wrong.map(([name]) => refuse('FIELD_INVALID', { name }, name)))
    return
  }
  const read = readEvent({ ...document.fields, ...changes, event, id: document.eventId, date: document.date })
  if (!read.ok) throw new RefusalError(...read.refusals)
}

const accountNameMax = 200
const isShortText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= accountNameMax

/** Text, or text per language. */
function isAccountName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return isShortText(value)
  const names = Object.entries(value)
  return names.some(([language]) => language === 'id') && names.every(([language, name]) => ['id', 'en', 'zh', 'zh-Hans'].includes(language) && isShortText(name))
}

/** A value as text, whatever was sent in its place: an object may have no text at all. */
const shown = (value: unknown): string => (typeof value === 'object' ? '' : String(value))
