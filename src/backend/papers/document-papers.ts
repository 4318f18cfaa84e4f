import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import { exponentOf, isCurrency, minorText } from '../../core/money/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import type { ShipmentData } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { idOfNumber } from '../../store/projections/index.ts'
import { invoiceShipment } from './invoice-shipment.ts'

/** What a document of the books can be printed as. */
export interface DocumentPapers {
  readonly data: ShipmentData
  readonly draft: boolean
  /** Names of papers, the usual one first. */
  readonly types: readonly string[]
}

type Event = BusinessEvent & Readonly<Record<string, unknown>>

interface Source { readonly event: Event, readonly posted: PostedDocument | null }

/** Document by its id, the id of its event, or its number. */
function sourceOf(book: Book, id: string): Source | null {
  const document = book.document(id) ?? book.document(book.projections.view().event(id)?.docId ?? '') ?? book.document(idOfNumber(book.projections.sql, id) ?? '')
  const draft = (document as { fields?: { event?: Event } } | undefined)?.fields?.event
  if (draft !== undefined) return { event: draft, posted: null }
  const posted = document as unknown as PostedDocument | undefined
  return posted?.event === undefined ? null : { event: posted.event as Event, posted }
}

/**
 * The papers of an order, a delivery, an invoice, a payment or a credit note, and the data that they are made of.
 * @throws RefusalError DOCUMENT_NOT_FOUND for anything else
 */
export function documentPapers(book: Book, id: string): DocumentPapers {
  const source = sourceOf(book, id)
  const made = source === null ? null : papersOf(book, source)
  if (source === null || made === null) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return { ...made, draft: source.posted === null }
}

function papersOf(book: Book, source: Source): Omit<DocumentPapers, 'draft'> | null {
  const { event, posted } = source
  const number = posted?.number ?? undefined
  const own = { ...(number === undefined ? {} : { no: number }), date: event.date }
  const data = invoiceShipment(book, event, posted)
  switch (event.event) {
    case 'sales.invoice': return { data, types: ['commercial-invoice', 'packing-list', 'delivery-order'] }
    case 'sales.order': return {
      data: { ...data, order: { ...data.order, buyerOrderNo: data.order?.buyerOrderNo ?? number, proformaNo: undefined }, papers: { orderConfirmation: own, proformaInvoice: own, quotation: own } },
      types: ['order-confirmation', 'proforma-invoice', 'quotation'],
    }
    case 'sales.deliver': return { data: { ...data, papers: { deliveryOrder: { ...own, ...typed(event, 'vehicleNo', 'driver') } } }, types: ['delivery-order'] }
    case 'payment.receive': case 'deposit.receive': return { data: receiptData(book, event, data, own), types: ['receipt'] }
    case 'sales.creditNote': return creditNote(book, source, own)
    default: return null
  }
}

/** Texts that were typed on the event beside its contract. */
function typed(event: Event, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (typeof event[name] === 'string' && event[name] !== '' ? [[name, event[name]]] : [])))
}

/** A receipt says the amount that came, in its currency, and the invoices that it pays. */
function receiptData(book: Book, event: Event, data: ShipmentData, own: { no?: string, date: string }): ShipmentData {
  const allocations = (Array.isArray(event['allocations']) ? event['allocations'] as { invoice?: unknown, amount?: unknown }[] : []).filter((each) => typeof each === 'object' && each !== null)
  const numbers = allocations.flatMap(({ invoice }) => {
    const paid = typeof invoice === 'string' ? sourceOf(book, invoice) : null
    return [paid?.posted?.number ?? (typeof invoice === 'string' ? invoice : undefined)].filter((each): each is string => each !== undefined && each !== null)
  })
  const currency = isCurrency(event['currency']) ? event['currency'] : 'IDR'
  const amount = typeof event['amount'] === 'string' ? event['amount'] : undefined
  return {
    ...data, currency, moneyExponent: exponentOf(currency), lines: [],
    papers: { receipt: { ...own, ...(amount === undefined ? {} : { amount }), ...(numbers.length === 0 ? {} : { paymentFor: numbers.join(', ') }), ...typed(event, 'paymentFor') } },
  }
}

/** A credit note stands on the paper of its invoice. */
function creditNote(book: Book, { event, posted }: Source, own: { no?: string, date: string }): Omit<DocumentPapers, 'draft'> | null {
  const original = typeof event['invoice'] === 'string' ? sourceOf(book, event['invoice']) : null
  if (original === null) return null
  const data = invoiceShipment(book, original.event, original.posted)
  const currency = isCurrency(data.currency) ? data.currency : 'IDR'
  const facts = posted?.posting.facts
  const lines = (Array.isArray(event['lines']) ? event['lines'] as { amount?: unknown }[] : [])
  const typedAmount = lines.length === 1 && typeof lines[0]?.amount === 'string' ? lines[0].amount : undefined
  const amount = facts === undefined ? typedAmount : minorText(Math.abs(facts.net + facts.vat), currency)
  return { data: { ...data, papers: { ...data.papers, creditNote: { ...own, ...(amount === undefined ? {} : { amount }), ...typed(event, 'reason', 'note') } } }, types: ['credit-note'] }
}
