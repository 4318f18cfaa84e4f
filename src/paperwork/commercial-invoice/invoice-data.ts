import { fixedText } from '../../core/money/index.ts'
import { type PartyData, type ShipmentData, cubicMetreText, kilogramText, resolveParty, sellerAsParty, shipmentFigures, transportDocument } from '../../core/shipment/index.ts'
import type { Attachment } from '../page/description.ts'
import { invoiceUbl } from './invoice-ubl.ts'

/** Version of the JSON form; a reader of version 1 understands every later file of version 1. */
const version = 1

/**
 * What a commercial invoice says, for machines: amounts are decimals in text, dates `YYYY-MM-DD`, codes of ISO 3166, ISO 4217,
 * UN/LOCODE and UN/ECE Rec 20 and 21. The schema is `resources/formats/invoice-data.schema.json`.
 */
export function invoiceData(data: ShipmentData): object {
  const figures = shipmentFigures(data)
  const money = (minor: bigint | null): string | undefined => (minor === null ? undefined : fixedText(minor, figures.exponent))
  const party = (each: PartyData): object => ({ name: each.name, nameZh: each.nameZh, address: each.address, country: each.country, taxId: each.uscc ?? each.taxId, phone: each.phone, email: each.email })
  const { no, date } = data.papers?.['commercialInvoice'] ?? {}
  return {
    format: 'mendunia-invoice', version, number: no, date, currency: data.currency,
    seller: { ...party(sellerAsParty(data)), nib: data.company?.nib }, buyer: party(data.buyer ?? {}), consignee: party(resolveParty(data, data.consignee).party),
    order: data.order?.buyerOrderNo, contract: data.order?.contractNo, proforma: data.order?.proformaNo, letterOfCredit: data.payment?.lc?.no, paymentTerm: data.payment?.term,
    incoterm: data.incoterm, incotermPlace: data.incotermPlace, transportDocument: transportDocument(data).no, portLoading: data.shipment?.portLoading, portDischarge: data.shipment?.portDischarge, marks: data.shipment?.marks,
    lines: (data.lines ?? []).map((line, index) => ({
      no: index + 1, sku: line.sku, buyerSku: line.buyerSku, description: line.descriptionEn ?? line.descriptionId, descriptionZh: line.descriptionZh, hsCode: line.hs8, origin: line.countryOrigin, quantity: line.quantity, unit: line.unit,
      unitPrice: line.unitPrice, discount: money(figures.lines[index]?.lineDiscount ?? 0n), amount: money(figures.lines[index]?.lineAmount ?? 0n), lot: line.lotNo,
    })),
    subtotal: money(figures.subtotal), discount: money(figures.discount), freight: data.chargesShown === 'added' ? money(figures.freight) : undefined, insurance: data.chargesShown === 'added' ? money(figures.insurance) : undefined,
    total: money(figures.total), packages: figures.packages.packages, netWeightKg: kilogramText(figures.packages.net), grossWeightKg: kilogramText(figures.packages.gross), volumeCbm: cubicMetreText(figures.packages.volume),
  }
}

/** The invoice as files that travel inside its PDF: our JSON and UBL 2.1 for those who book by machine. */
export function invoiceAttachments(data: ShipmentData): Attachment[] {
  return [
    { name: 'invoice.json', mediaType: 'application/json', description: 'Invoice data (mendunia-invoice, version 1)', relationship: 'Data', text: `${JSON.stringify(invoiceData(data), null, 1)}\n` },
    { name: 'invoice.xml', mediaType: 'application/xml', description: 'Invoice (UBL 2.1)', relationship: 'Alternative', text: invoiceUbl(data) },
  ]
}
