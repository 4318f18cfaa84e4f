import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { type ShipmentData, wellTyped } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { idOfNumber, masterOf } from '../../store/projections/index.ts'
import { packed } from './pack.ts'
import { packingRuleOf } from './folder-store.ts'

type Raw = Readonly<Record<string, unknown>>
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

interface Source { readonly id: string; readonly event: BusinessEvent & Raw; readonly number: string | null }

/** @throws RefusalError DOCUMENT_NOT_FOUND */
function sourceOf(book: Book, id: string): Source {
  const document = book.document(id) ?? book.document(book.projections.view().event(id)?.docId ?? '') ?? book.document(idOfNumber(book.projections.sql, id) ?? '')
  const posted = document as unknown as PostedDocument | undefined
  const draft = (document as { fields?: { event?: BusinessEvent & Raw } } | undefined)?.fields?.event
  const event = (posted?.event as (BusinessEvent & Raw) | undefined) ?? draft
  if (document === undefined || event === undefined || (event.event !== 'sales.order' && event.event !== 'sales.invoice')) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  return { id: String(document['_id']), event, number: draft === undefined ? (posted?.number ?? null) : null }
}

/**
 * What a folder of these orders and invoices begins with. Buyer and goods are named by their codes, so that the master data fill in
 * the rest; packages follow from the products' packing rules.
 */
export function folderOf(book: Book, ids: readonly string[], today: string): { readonly data: ShipmentData; readonly orders: string[]; readonly invoices: string[] } {
  const sources = ids.map((id) => sourceOf(book, id))
  const [first] = sources
  const invoice = sources.find(({ event }) => event.event === 'sales.invoice')
  const any = (name: string): unknown => sources.map(({ event }) => event[name]).find((value) => value !== undefined && value !== '')
  const customer = textOf(first?.event['customer'])
  const party = customer === undefined ? undefined : masterOf(book.projections.sql, 'party', customer)?.fields
  const lines = (invoice === undefined ? sources : sources.filter(({ event }) => event.event === 'sales.invoice')).flatMap(({ event }) => (Array.isArray(event['lines']) ? (event['lines'] as Raw[]) : []))
    .filter((line) => typeof line === 'object' && line !== null && typeof line['product'] === 'string')
    .map((line) => {
      const sku = String(line['product'])
      const quantity = textOf(line['quantity'])
      const rows = packed(quantity, packingRuleOf(book, sku))
      return { sku, quantity, unit: textOf(line['unit']), unitPrice: textOf(line['unitPrice']), lineDiscountPercent: textOf(line['discountPercent']), ...(rows === null ? {} : { packages: rows.length === 1 ? rows[0] : rows }) }
    })
  const number = invoice?.number ?? undefined
  const shipment = any('shipment')
  const data = wellTyped({
    buyer: customer === undefined ? undefined : { code: customer },
    consignee: 'same as buyer', notify: 'same as buyer', producer: 'same as seller',
    order: { buyerOrderNo: any('buyerOrderNo'), buyerOrderDate: any('buyerOrderDate') ?? (first === undefined ? undefined : first.event.date) },
    payment: { term: any('paymentTerm') ?? textOf(party?.['paymentTerm']) },
    incoterm: any('incoterm') ?? party?.['incoterm'], incotermPlace: any('incotermPlace') ?? party?.['incotermPlace'], incotermVersion: 'Incoterms 2020',
    currency: textOf(any('currency')) ?? textOf(party?.['currency']) ?? 'IDR', chargesShown: any('chargesShown') ?? 'added', discountAmount: any('discount'), freight: any('freight'), insurance: any('insurance'),
    shipment: typeof shipment === 'object' && shipment !== null ? { ...shipment, packages: undefined } : {},
    papers: { commercialInvoice: { ...(number === undefined ? {} : { no: number }), date: invoice?.event.date ?? today }, packingList: { ...(number === undefined ? {} : { no: number.replace(/^INV/, 'PL') }), date: invoice?.event.date ?? today } },
    lines,
  })
  const of = (type: string): string[] => sources.filter(({ event }) => event.event === type).map(({ id }) => id)
  return { data, orders: of('sales.order'), invoices: of('sales.invoice') }
}
