// What the people of a small company do all day, drawn at random. Some of it the program refuses, as it would in life.
import type { Chance } from '../../src/backend/demo/chance.ts'
import { applyEvents } from '../../src/backend/posting/apply-events.ts'
import { editedFields } from '../../src/backend/posting/apply-event.ts'
import { newDraft } from '../../src/backend/posting/draft.ts'
import type { MutableDocument } from '../../src/core/document/index.ts'
import type { BusinessEvent } from '../../src/core/events/index.ts'
import type { Book } from '../../src/store/book/index.ts'

/** What a person was told is saved. */
export type Acknowledged =
  | { readonly kind: 'posted'; readonly id: string; readonly number: string | null }
  | { readonly kind: 'edited'; readonly id: string; readonly device: string; readonly counter: number }

export const days = ['2026-03-08', '2026-03-10', '2026-03-12'] as const

/** Master data with which the first device begins. */
export const opening: readonly BusinessEvent[] = [
  { event: 'party.add', id: 'm1', date: '2026-03-01', code: 'C1', name: 'Pembeli', termsDays: 30, customer: true },
  { event: 'party.add', id: 'm2', date: '2026-03-01', code: 'S1', name: 'Pemasok', termsDays: 14, supplier: true },
  { event: 'warehouse.add', id: 'm3', date: '2026-03-01', code: 'W', name: 'Toko' },
  { event: 'product.add', id: 'm4', date: '2026-03-01', code: 'P', name: 'Kursi' },
  { event: 'product.add', id: 'm5', date: '2026-03-01', code: 'Q', name: 'Meja' },
  { event: 'rate.set', id: 'm6', date: '2026-03-01', currency: 'USD', rate: '16000' },
  { event: 'purchase.receive', id: 'g0', date: '2026-03-01', supplier: 'S1', warehouse: 'W', lines: [{ product: 'P', quantity: '100', unitPrice: '1000' }, { product: 'Q', quantity: '40', unitPrice: '2500' }] },
]

const author = 'siti'
/** Postings to which a later event refers. */
const referable = ['salesInvoice', 'purchaseInvoice', 'goodsReceipt', 'paymentReceived', 'paymentSent', 'expense', 'stockAdjustment', 'customerDeposit']

function idsOf(book: Book, type: string): string[] {
  return book.revisions.allDocs({ startId: `${type}:`, endId: `${type};` }).map(({ id }) => id)
}

function eventIdOf(book: Book, chance: Chance, type: string): string | null {
  const ids = idsOf(book, type)
  return ids.length === 0 ? null : String(book.document(chance.pick(ids))?.['eventId'] ?? '')
}

function drawEvent(book: Book, chance: Chance, id: string): BusinessEvent | null {
  const date = chance.pick(days)
  const product = chance.pick(['P', 'Q'])
  const quantity = String(chance.between(1, 9))
  const amount = `${chance.between(1, 400)}.${chance.between(10, 99)}`
  const line = { product, quantity, unitPrice: `${chance.between(10, 5000)}.5` }
  switch (chance.between(1, 14)) {
    case 1: return { event: 'product.add', id, date, code: id.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''), name: `Barang ${id}` }
    case 2: return { event: 'party.add', id, date, code: id.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''), name: `Pihak ${id}`, termsDays: 7 }
    case 3: return { event: 'rate.set', id, date, currency: 'USD', rate: String(chance.between(15_800, 16_400)) }
    case 4: return { event: 'purchase.receive', id, date, supplier: 'S1', warehouse: 'W', lines: [line] }
    case 5: return { event: 'purchase.invoice', id, date, supplier: 'S1', warehouse: 'W', lines: [line] }
    case 6: case 7: return { event: 'sales.invoice', id, date, customer: 'C1', warehouse: 'W', lines: [line] }
    case 8: return { event: 'sales.invoice', id, date, customer: 'C1', warehouse: 'W', currency: 'USD', tax: 'export0', lines: [line] }
    case 9: {
      const invoice = eventIdOf(book, chance, 'salesInvoice')
      return invoice === null ? null : { event: 'payment.receive', id, date, customer: 'C1', account: '1111', amount, allocations: [{ invoice, amount }] }
    }
    case 10: {
      const invoice = eventIdOf(book, chance, 'purchaseInvoice')
      return invoice === null ? null : { event: 'payment.send', id, date, supplier: 'S1', account: '1111', amount, allocations: [{ invoice, amount }] }
    }
    case 11: return { event: 'expense.post', id, date, account: '1101', lines: [{ account: '6109', amount }] }
    case 12: return { event: 'stock.adjust', id, date, warehouse: 'W', lines: [{ product, quantity: `-${chance.between(1, 3)}` }] }
    case 13: return { event: 'deposit.receive', id, date, customer: 'C1', account: '1111', amount }
    default: {
      const target = eventIdOf(book, chance, chance.pick(referable))
      return target === null ? null : { event: 'reverse', id, date, target }
    }
  }
}

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
  if (kind < 0.25) return editMaster(book, chance, id)
  if (kind < 0.4) return workOnDraft(book, chance, id)
  const events = Array.from({ length: chance.between(1, 3) }, (_, n) => drawEvent(book, chance, `${id}-${n}`)).filter((event) => event !== null)
  return post(book, events)
}

export function openShop(book: Book): Acknowledged[] {
  const told = post(book, opening)
  if (told.length !== opening.length) throw new Error('the shop of the simulation could not be opened')
  return told
}
