// What the people of a small company do all day, drawn at random. Some of it the program refuses, as it would in life.
import type { Chance } from '../../src/backend/demo/chance.ts'
import { applyEvents } from '../../src/backend/posting/apply-events.ts'
import { editedFields, envelope } from '../../src/backend/posting/apply-event.ts'
import { newDraft } from '../../src/backend/posting/draft.ts'
import type { MutableDocument } from '../../src/core/document/index.ts'
import type { BusinessEvent } from '../../src/core/events/index.ts'
import type { Book } from '../../src/store/book/index.ts'
import { days, drawEvent, idsOf, opening } from './draw-event.ts'

/** What a person was told is saved. */
export type Acknowledged =
  | { readonly kind: 'posted'; readonly id: string; readonly number: string | null }
  | { readonly kind: 'edited'; readonly id: string; readonly device: string; readonly counter: number }

const author = 'siti'

function editMaster(book: Book, chance: Chance, note: string): Acknowledged[] {
  const ids = [...idsOf(book, 'party'), ...idsOf(book, 'product')]
  if (ids.length === 0) return []
  // Mostly the same few, so that devices meet in them.
  const document = book.document(chance.happens(0.7) ? ids[0]! : chance.pick(ids)) as unknown as MutableDocument
  const changes = chance.happens(0.5) ? { name: `Nama ${note}` } : { phone: note, email: `${note}@example.com` }
  return editDocument(book, document, changes)
}

function editDocument(book: Book, document: MutableDocument, changes: Record<string, unknown>): Acknowledged[] {
  const edited = editedFields(book, document, changes, author)
  book.transaction(() => book.write([edited]))
  const device = book.device.code
  return [{ kind: 'edited', id: document._id, device, counter: (edited['clock'] as Record<string, number>)[device] ?? 0 }]
}

/** Any mutable document that the books derive nothing from: the shipment's packages, a tax note. */
function keepNote(book: Book, chance: Chance, note: string): Acknowledged[] {
  const known = idsOf(book, 'taxNote')
  if (known.length > 0 && chance.happens(0.5)) return editDocument(book, book.document(chance.pick(known)) as unknown as MutableDocument, { text: note })
  const device = book.device.code
  const id = `taxNote:${note}`
  book.transaction(() => book.write([{ ...envelope(book, id, 'taxNote', author), clock: { [device]: 1 }, dots: { text: [device, 1] }, fields: { text: note }, eventId: `note/${note}` }]))
  return [{ kind: 'edited', id, device, counter: 1 }]
}

function workOnDraft(book: Book, chance: Chance, id: string): Acknowledged[] {
  const open = idsOf(book, 'draft').map((draft) => book.document(draft) as unknown as MutableDocument).filter(({ fields }) => fields['posted'] === undefined)
  if (open.length === 0 || chance.happens(0.3)) {
    const event: BusinessEvent = { event: 'sales.invoice', id, date: chance.pick(days), customer: 'C1', warehouse: 'W', lines: [{ product: 'P', quantity: '1', unitPrice: '77' }] }
    const draft = newDraft(book, event, author)
    book.transaction(() => book.write([draft]))
    return [{ kind: 'edited', id: String(draft['_id']), device: book.device.code, counter: 1 }]
  }
  const draft = chance.pick(open) as MutableDocument & { _rev: string }
  const event = draft.fields['event'] as BusinessEvent
  if (chance.happens(0.5)) return editDocument(book, draft, { event: { ...event, lines: [{ product: 'P', quantity: String(chance.between(1, 9)), unitPrice: '88' }] } })
  return post(book, [{ ...event, id }], { id: draft._id, rev: draft._rev })
}

function post(book: Book, events: readonly BusinessEvent[], draft?: { id: string; rev: string }): Acknowledged[] {
  const told: Acknowledged[] = []
  for (const group of applyEvents(book, events, { author, ...(draft ? { draft } : {}) })) {
    for (const result of group) if (result.status === 'posted') told.push({ kind: 'posted', id: result.docId, number: result.number })
  }
  return told
}

/** One act of one person. @param id  unique in the run  @returns what the person was told is saved */
export function honestWork(book: Book, chance: Chance, id: string): Acknowledged[] {
  const kind = chance.next()
  if (kind < 0.2) return editMaster(book, chance, id)
  if (kind < 0.35) return workOnDraft(book, chance, id)
  if (kind < 0.4) return keepNote(book, chance, id)
  const events = Array.from({ length: chance.between(1, 3) }, (_, n) => drawEvent(book, chance, `${id}-${n}`)).filter((event) => event !== null)
  return post(book, events)
}

export function openShop(book: Book): Acknowledged[] {
  const told = post(book, opening)
  if (told.length !== opening.length) throw new Error('the shop of the simulation could not be opened')
  return told
}
