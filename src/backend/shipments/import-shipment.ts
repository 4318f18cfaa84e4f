import { createHash } from 'node:crypto'
import type { ShipmentImport } from '../../contract/index.ts'
import { canonicalJson } from '../../core/document/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import { type PartyData, type ShipmentData, folderFields, hsDigits, leftOut, packagesOf, shipmentFigures, wellTyped } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'
import { applyEvent } from '../posting/apply-event.ts'
import { newDraft } from '../posting/draft.ts'
import { newUlid } from '../posting/identity.ts'
import { completeCompany } from './complete-company.ts'
import { newFolderDocument } from './folder-store.ts'
import { partyCodeFor } from './party-code.ts'

type Raw = Readonly<Record<string, unknown>>

/** Members of worked examples that say what must come out: they are no facts of the shipment. The clock is nobody's fact either. */
const notFacts: ReadonlySet<string> = new Set(['expected', 'mutations', 'today', 'id'])

/**
 * Takes a whole shipment in. The folder keeps every fact as the file states it, wrong or missing, so that the rules find what they
 * would find on the file; company, parties and products that the book does not know yet are made from it, as far as the book
 * takes them, and order and invoice become drafts. The same file again gives the folder that it made.
 * @throws RefusalError FILE_INVALID for what is no JSON object
 */
export function importShipment(book: Book, bytes: Uint8Array, author: string, today: string): ShipmentImport {
  const raw = parsed(bytes)
  const source = createHash('sha256').update(canonicalJson(raw)).digest('hex')
  const facts = Object.fromEntries(Object.entries(raw).filter(([name]) => !notFacts.has(name)))
  const data = wellTyped(asTexts(facts))
  return book.transaction(() => {
    const company = completeCompany(book, data.company ?? {}, author)
    const parties = [data.buyer, data.consignee, data.notify, data.producer, data.forwarder].flatMap((party, index) => {
      const made = typeof party === 'object' ? matchParty(book, party, index === 0 ? 'customer' : 'other', author, today) : null
      return made === null ? [] : [made]
    })
    const products = matchProducts(book, data, author, today)
    const known = folderOfSource(book, source)
    const packages = shipmentFigures(data).packages.packages
    if (known !== undefined) return { shipment: known, status: 'unchanged', company, parties, products, order: null, invoice: null, packages }
    const buyer = parties[0]?.code
    const order = draftOf(book, orderEvent(data, buyer, today), author)
    const invoice = draftOf(book, invoiceEvent(data, buyer, today), author)
    const notes = leftOut(facts, data)
    const fields = {
      ...folderFields(data, newUlid), source, orders: [order], invoices: [invoice],
      ...(typeof raw['id'] === 'string' ? { reference: raw['id'].slice(0, 100) } : {}),
      ...(Object.keys(notes).length > 0 ? { notes } : {}),
    }
    const [saved] = book.write([newFolderDocument(book, 'shipment', fields, author)])
    return { shipment: saved?.id ?? '', status: 'created', company, parties, products, order, invoice, packages }
  })
}

function parsed(bytes: Uint8Array): Raw {
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder('utf-8').decode(bytes))
  } catch {
    throw new RefusalError(refuse('FILE_INVALID'))
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new RefusalError(refuse('FILE_INVALID'))
  return content as Raw
}

/** Members that count things stay numbers; other numbers are meant as the text that they are written as. */
const counted: ReadonlySet<string> = new Set(['count', 'from', 'to', 'moneyExponent', 'presentationDays', 'originals', 'packages', 'containers'])
function asTexts(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return counted.has(name) ? value : String(value)
  if (typeof value === 'string') return counted.has(name) && /^\d{1,9}$/.test(value.trim()) && name !== 'originals' ? Number(value) : cleaned(value)
  if (Array.isArray(value)) return value.map((item) => asTexts(item, name))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([member, item]) => [member, asTexts(item, member)]))
  return value
}

/** Tabs and line feeds of a paste become spaces; one form of each composed letter. */
function cleaned(text: string): string {
  return text.normalize('NFC').replace(/[\t\r\n\u00a0]+/g, ' ').trim()
}

function folderOfSource(book: Book, source: string): string | undefined {
  for (const { doc } of book.projections.sql.rows<{ doc: string }>('SELECT doc FROM shipment ORDER BY doc')) {
    const fields = book.document(doc)?.['fields'] as Raw | undefined
    if (fields?.['source'] === source) return doc
  }
  return undefined
}

function matchParty(book: Book, party: PartyData, role: string, author: string, today: string): { code: string; created: boolean } | null {
  const name = party.name?.trim() ?? ''
  if (name === '') return null
  const { sql } = book.projections
  const same = sql.value<string>("SELECT code FROM master WHERE type = 'party' AND lower(name) = lower(?) ORDER BY doc LIMIT 1", name)
  if (same !== undefined) return { code: same, created: false }
  const code = partyCodeFor(name, (candidate) => masterOf(sql, 'party', candidate) !== undefined && masterOf(sql, 'party', candidate) !== null)
  const event = {
    event: 'party.add', id: `party:${newUlid()}`, date: today, code, name, role: role === 'customer' ? 'customer' : (party.role ?? 'other'),
    ...defined({ nameZh: party.nameZh, address: party.address, addressZh: party.addressZh, country: party.country, phone: party.phone, email: party.email, uscc: party.uscc, taxId: party.taxId }),
  }
  return applyEvent(book, event, { author }).ok ? { code, created: true } : null
}

function matchProducts(book: Book, data: ShipmentData, author: string, today: string): { code: string; created: boolean }[] {
  const seen = new Set<string>()
  return (data.lines ?? []).flatMap((line): { code: string; created: boolean }[] => {
    const code = line.sku?.trim() ?? ''
    if (code === '' || seen.has(code)) return []
    seen.add(code)
    if (masterOf(book.projections.sql, 'product', code)) return [{ code, created: false }]
    const [pack] = packagesOf(line)
    const event = {
      event: 'product.add', id: `product:${newUlid()}`, date: today, code, name: line.descriptionId ?? line.descriptionEn ?? line.descriptionZh ?? code, kind: 'goods',
      ...defined({
        nameEn: line.descriptionEn, nameZh: line.descriptionZh, unit: line.unit, hsCode: line.hs8 === undefined ? undefined : hsDigits(line.hs8), countryOrigin: line.countryOrigin, originCriterion: line.originCriterion,
        brand: line.brand, material: line.material, botanicalName: line.botanicalName,
        packaging: pack && defined({ typeCode: pack.typeCode, quantityPerPackage: pack.quantityPerPackage, netPerPackageKg: pack.netPerPackageKg, grossPerPackageKg: pack.grossPerPackageKg, lengthCm: pack.lengthCm, widthCm: pack.widthCm, heightCm: pack.heightCm }),
      }),
    }
    return applyEvent(book, event, { author }).ok ? [{ code, created: true }] : []
  })
}

function orderEvent(data: ShipmentData, customer: string | undefined, today: string): BusinessEvent {
  return {
    event: 'sales.order', id: `order-${newUlid()}`, date: data.order?.buyerOrderDate ?? data.papers?.['commercialInvoice']?.date ?? today,
    ...defined({ customer, currency: data.currency, buyerOrderNo: data.order?.buyerOrderNo }),
    lines: (data.lines ?? []).map((line) => defined({ product: line.sku, quantity: line.quantity, unit: line.unit, unitPrice: line.unitPrice })),
  } as unknown as BusinessEvent
}

function invoiceEvent(data: ShipmentData, customer: string | undefined, today: string): BusinessEvent {
  return {
    event: 'sales.invoice', id: `invoice-${newUlid()}`, date: data.papers?.['commercialInvoice']?.date ?? today, tax: 'export0',
    ...defined({
      customer, currency: data.currency, incoterm: data.incoterm, incotermPlace: data.incotermPlace, paymentTerm: data.payment?.term, buyerOrderNo: data.order?.buyerOrderNo, buyerOrderDate: data.order?.buyerOrderDate,
      chargesShown: data.chargesShown, freight: data.freight, insurance: data.insurance,
    }),
    shipment: { ...data.shipment, packages: (data.lines ?? []).map((line) => packagesOf(line)[0] ?? {}) },
    lines: (data.lines ?? []).map((line) => defined({ product: line.sku, quantity: line.quantity, unit: line.unit, unitPrice: line.unitPrice, discountPercent: line.lineDiscountPercent })),
  } as unknown as BusinessEvent
}

function draftOf(book: Book, event: BusinessEvent, author: string): string {
  return book.write([newDraft(book, event, author)])[0]?.id ?? ''
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
