import { fixedText } from '../../core/money/index.ts'
import { type PartyData, type ShipmentData, hsDigits, sellerAsParty, shipmentFigures } from '../../core/shipment/index.ts'

const invoice = 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'
const aggregate = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'
const basic = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'

/** Customs writes PCE for a piece, Rec 20 has H87; a pair is PR there. */
const rec20: Readonly<Record<string, string>> = { PCE: 'H87', PCS: 'H87', NPR: 'PR', GRO: 'GRO' }

type Node = string | false | undefined

function escaped(text: string): string {
  // Characters that XML 1.0 has no place for are left out.
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** A basic component; absent without a value. */
function cbc(name: string, value: string | undefined, attributes: Readonly<Record<string, string>> = {}): Node {
  if (value === undefined || value === '') return undefined
  return `<cbc:${name}${Object.entries(attributes).map(([key, text]) => ` ${key}="${escaped(text)}"`).join('')}>${escaped(value)}</cbc:${name}>`
}

/** An aggregate component; absent where nothing stands in it. */
function cac(name: string, ...nodes: readonly Node[]): Node {
  const inside = nodes.filter((node): node is string => typeof node === 'string').join('')
  return inside === '' ? undefined : `<cac:${name}>${inside}</cac:${name}>`
}

function party(role: string, { name, address, country, uscc, taxId, phone, email }: PartyData): Node {
  const lines = address ?? []
  return cac(role, cac('Party',
    cac('PartyName', cbc('Name', name)),
    cac('PostalAddress', cbc('StreetName', lines[0]), cbc('AdditionalStreetName', lines.slice(1).join(', ')), cac('Country', cbc('IdentificationCode', country))),
    (uscc ?? taxId) !== undefined && cac('PartyTaxScheme', cbc('CompanyID', uscc ?? taxId), cac('TaxScheme', cbc('ID', 'VAT'))),
    cac('PartyLegalEntity', cbc('RegistrationName', name)),
    cac('Contact', cbc('Telephone', phone), cbc('ElectronicMail', email))))
}

/**
 * The invoice as UBL 2.1. Goods that leave the country carry no value added tax (category G).
 * @source OASIS UBL 2.1, Invoice-2; UNTDID 1001 code 380, 5305 code G
 */
export function invoiceUbl(data: ShipmentData): string {
  const figures = shipmentFigures(data)
  const currencyID = data.currency ?? 'IDR'
  const money = (name: string, minor: bigint): Node => cbc(name, fixedText(minor, figures.exponent), { currencyID })
  const { no, date } = data.papers?.['commercialInvoice'] ?? {}
  const added = data.chargesShown === 'added'
  const charges = added ? (figures.freight ?? 0n) + (figures.insurance ?? 0n) : 0n
  const allowance = (charge: boolean, reason: string, amount: bigint): Node => (amount === 0n ? undefined : cac('AllowanceCharge', cbc('ChargeIndicator', String(charge)), cbc('AllowanceChargeReason', reason), money('Amount', amount)))
  const taxCategory = cac('ClassifiedTaxCategory', cbc('ID', 'G'), cbc('Percent', '0'), cac('TaxScheme', cbc('ID', 'VAT')))
  const parts: Node[] = [
    cbc('UBLVersionID', '2.1'), cbc('ID', no), cbc('IssueDate', date), cbc('InvoiceTypeCode', '380'), cbc('Note', data.freeText), cbc('DocumentCurrencyCode', currencyID),
    cac('OrderReference', cbc('ID', data.order?.buyerOrderNo)), cac('ContractDocumentReference', cbc('ID', data.order?.contractNo)),
    party('AccountingSupplierParty', sellerAsParty(data)), party('AccountingCustomerParty', data.buyer ?? {}),
    cac('Delivery', cac('DeliveryLocation', cbc('ID', data.shipment?.portDischarge))),
    cac('DeliveryTerms', cbc('ID', data.incoterm), cac('DeliveryLocation', cbc('Description', data.incotermPlace))),
    data.company?.bank?.account !== undefined && cac('PaymentMeans', cbc('PaymentMeansCode', '30'), cac('PayeeFinancialAccount', cbc('ID', data.company.bank.account), cbc('Name', data.company.bank.holder), cac('FinancialInstitutionBranch', cbc('ID', data.company.bank.swift)))),
    cac('PaymentTerms', cbc('Note', data.payment?.term)),
    allowance(false, 'Discount', figures.discount), added && allowance(true, 'Freight', figures.freight ?? 0n), added && allowance(true, 'Insurance', figures.insurance ?? 0n), allowance(true, 'Other charges', figures.otherCharges),
    cac('TaxTotal', money('TaxAmount', figures.taxAmount ?? 0n)),
    cac('LegalMonetaryTotal', money('LineExtensionAmount', figures.subtotal), money('TaxExclusiveAmount', figures.total - (figures.taxAmount ?? 0n)), money('TaxInclusiveAmount', figures.total), money('AllowanceTotalAmount', figures.discount), money('ChargeTotalAmount', charges + figures.otherCharges),
      figures.depositReceived !== null && money('PrepaidAmount', figures.depositReceived), money('PayableAmount', figures.total - (figures.depositReceived ?? 0n))),
    ...(data.lines ?? []).map((line, index) => cac('InvoiceLine', cbc('ID', String(index + 1)), cbc('InvoicedQuantity', line.quantity, { unitCode: rec20[(line.unit ?? '').toUpperCase()] ?? line.unit ?? 'C62' }), money('LineExtensionAmount', figures.lines[index]?.lineAmount ?? 0n),
      (figures.lines[index]?.lineDiscount ?? 0n) !== 0n && cac('AllowanceCharge', cbc('ChargeIndicator', 'false'), cbc('AllowanceChargeReason', 'Discount'), money('Amount', figures.lines[index]?.lineDiscount ?? 0n)),
      cac('Item', cbc('Description', line.descriptionEn ?? line.descriptionId), cbc('Name', line.descriptionEn ?? line.descriptionId ?? line.sku), cac('BuyersItemIdentification', cbc('ID', line.buyerSku)), cac('SellersItemIdentification', cbc('ID', line.sku)),
        cac('OriginCountry', cbc('IdentificationCode', line.countryOrigin)), cac('CommodityClassification', cbc('ItemClassificationCode', hsDigits(line.hs8), { listID: 'HS' })), taxCategory),
      cac('Price', cbc('PriceAmount', line.unitPrice, { currencyID })))),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="${invoice}" xmlns:cac="${aggregate}" xmlns:cbc="${basic}">${parts.filter((part) => typeof part === 'string').join('\n')}</Invoice>\n`
}
