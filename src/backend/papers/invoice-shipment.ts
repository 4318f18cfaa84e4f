import type { BusinessEvent } from '../../core/events/index.ts'
import { type CurrencyCode, exponentOf, isCurrency, minorText } from '../../core/money/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import { type CompanyData, type LinePackages, type PartyData, type ShipmentData, type ShipmentLine, wellTyped } from '../../core/shipment/index.ts'
import type { Book } from '../../store/book/index.ts'
import { masterOf } from '../../store/projections/index.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a sales invoice says about its shipment beside the events contract: typed on the invoice, kept in the event. */
interface InvoiceExtras {
  readonly incoterm?: string
  readonly incotermPlace?: string
  readonly paymentTerm?: string
  readonly buyerOrderNo?: string
  readonly buyerOrderDate?: string
  readonly originStatement?: string
  readonly freeText?: string
  readonly shipment?: ShipmentData['shipment'] & { readonly consignee?: ShipmentData['consignee']; readonly notify?: ShipmentData['notify']; readonly packages?: readonly LinePackages[] }
  readonly freight?: ShipmentData['freight']
  readonly insurance?: ShipmentData['insurance']
  readonly chargesShown?: ShipmentData['chargesShown']
}

/**
 * The data of a sales invoice's papers: nothing is typed twice, company, buyer and goods come from the master data, the rest from
 * the invoice. A posted invoice gives its number and its tax as posted.
 */
export function invoiceShipment(book: Book, event: BusinessEvent, posted: PostedDocument | null): ShipmentData {
  const extras = event as unknown as InvoiceExtras & { currency?: string; customer?: unknown; tax?: string; discount?: string; lines?: readonly Fields[]; dueDate?: string }
  const currency: CurrencyCode = isCurrency(extras.currency) ? extras.currency : 'IDR'
  const number = posted?.number ?? undefined
  const customer = textOf(extras.customer)
  const facts = posted?.posting.facts
  const given = typeof extras.shipment === 'object' && extras.shipment !== null ? extras.shipment : undefined
  const { packages: perLine, consignee, notify, ...transport } = given ?? {}
  return wellTyped({
    id: posted?._id ?? event.id,
    company: companyData(masterOf(book.projections.sql, 'company', null)?.fields ?? {}),
    buyer: partyData(customer === undefined ? {} : (masterOf(book.projections.sql, 'party', customer)?.fields ?? { name: customer })),
    ...(consignee === undefined ? { consignee: 'same as buyer' } : { consignee }),
    ...(notify === undefined ? { notify: 'same as buyer' } : { notify }),
    order: { buyerOrderNo: extras.buyerOrderNo, buyerOrderDate: extras.buyerOrderDate },
    payment: { term: extras.paymentTerm },
    incoterm: extras.incoterm, incotermPlace: extras.incotermPlace, incotermVersion: 'Incoterms 2020',
    currency, moneyExponent: exponentOf(currency),
    chargesShown: extras.chargesShown ?? 'added',
    discountAmount: extras.discount,
    freight: extras.freight, insurance: extras.insurance,
    shipment: transport,
    papers: { commercialInvoice: { no: number, date: event.date }, packingList: { no: number?.replace(/^INV/, 'PL'), date: event.date } },
    lines: (Array.isArray(extras.lines) ? (extras.lines as readonly (Fields | null)[]) : []).filter((line): line is Fields => typeof line === 'object' && line !== null).filter((line) => typeof line['product'] === 'string' || typeof line['amount'] === 'string').map((line, index) => lineData(book, line, Array.isArray(perLine) ? (perLine as readonly LinePackages[])[index] : undefined)),
    tax: extras.tax === 'export0' ? 'export' : (extras.tax ?? 'none'),
    ...(facts && extras.tax === 'ppn12' ? { taxBase: minorText(facts.net, currency), taxAmount: minorText(facts.vat, currency) } : {}),
    originStatement: extras.originStatement, freeText: extras.freeText,
  })
}

function companyData(fields: Fields): CompanyData {
  const text = (name: string): string | undefined => textOf(fields[name])
  const bank = fields['bank']
  return {
    sellerName: text('name'), sellerAddress: addressOf(fields['address']), country: text('country') ?? 'ID', nib: text('nib'), npwp: text('npwp'), nitku: text('nitku'),
    phone: text('phone'), email: text('email'), signName: text('signName'), signTitle: text('signTitle'), signPlace: text('signPlace'),
    ...(typeof bank === 'object' && bank !== null ? { bank: bank as CompanyData['bank'] } : {}),
  }
}

function partyData(fields: Fields): PartyData {
  const text = (name: string): string | undefined => textOf(fields[name])
  return {
    name: text('name'), nameZh: text('nameZh'), address: addressOf(fields['address']), addressZh: text('addressZh'), country: text('country'), phone: text('phone'),
    email: text('email'), uscc: text('uscc'), taxId: text('taxId'),
  }
}

function lineData(book: Book, line: Fields, packages: LinePackages | undefined): ShipmentLine {
  const code = textOf(line['product'])
  const product = code === undefined ? undefined : masterOf(book.projections.sql, 'product', code)?.fields
  const own = (name: string): string | undefined => textOf(line[name]) ?? textOf(product?.[name])
  const description = textOf(line['description'])
  // What somebody wrote over the product's name is meant for the paper, in the language of its script; a name that was only filled in is not.
  const ownNames = ['name', 'nameEn', 'nameZh'].map((name) => textOf(product?.[name]))
  const written = description !== undefined && !ownNames.includes(description) ? description : undefined
  const han = written !== undefined && /\p{Script=Han}/u.test(written)
  return {
    sku: code, buyerSku: textOf(line['buyerSku']),
    descriptionId: description ?? textOf(product?.['name']), descriptionEn: (han ? undefined : written) ?? own('nameEn') ?? description ?? textOf(product?.['name']), descriptionZh: (han ? written : undefined) ?? own('nameZh'),
    hs8: hsText(own('hsCode')), quantity: textOf(line['quantity']) ?? '1', unit: textOf(line['unit']) ?? textOf(product?.['unit']) ?? 'pcs',
    unitPrice: textOf(line['unitPrice']) ?? textOf(line['amount']), lineDiscountPercent: textOf(line['discountPercent']),
    countryOrigin: own('countryOrigin') ?? 'ID', brand: own('brand'), material: own('material'), lotNo: textOf(line['lotNo']),
    ...(packages === undefined ? {} : { packages }),
  }
}

/** A tariff heading as papers print it: 9401.53.00. */
function hsText(code: string | undefined): string | undefined {
  return code?.replace(/[^0-9]/g, '').replace(/^(\d{4})(\d{2})(\d{2})?$/, (_, heading: string, sub: string, national: string | undefined) => [heading, sub, national].filter(Boolean).join('.'))
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function addressOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return value.split('\n').filter((row) => row !== '')
  if (Array.isArray(value)) return value.filter((row): row is string => typeof row === 'string' && row !== '')
  return undefined
}
