import { InvariantError } from '../../errors/index.ts'
import { taxDigits } from '../identity.ts'
import type { CoretaxInvoice, CoretaxInvoiceLine } from './sale.ts'
import { type XmlElement, unfit } from './tree.ts'

/** As many invoices as one file is reported to be accepted with. */
export const invoicesPerFile = 1000

const head = '<?xml version="1.0" encoding="utf-8"?>\n'
const rootAttributes = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="TaxInvoice.xsd"'

/**
 * The import file: UTF-8 without a byte order mark, two spaces a level, a line feed after each element.
 * @param invoices  at most `invoicesPerFile`, at least one
 * @throws InvariantError if it would not fit the element tree: what the check let through must fit
 */
export function coretaxFile(sellerNpwp: string, invoices: readonly CoretaxInvoice[]): string {
  const root = element('TaxInvoiceBulk', [leaf('TIN', taxDigits(sellerNpwp)), element('ListOfTaxInvoice', invoices.map(invoiceElement))])
  const problems = unfit(root)
  if (problems.length > 0) throw new InvariantError(`coretax: ${problems.slice(0, 3).join('; ')}`)
  return head + print(root, 0, rootAttributes)
}

const element = (name: string, children: readonly XmlElement[]): XmlElement => ({ name, children })
const leaf = (name: string, children: string): XmlElement => ({ name, children })

function invoiceElement(invoice: CoretaxInvoice): XmlElement {
  return element('TaxInvoice', [
    leaf('TaxInvoiceDate', invoice.date), leaf('TaxInvoiceOpt', 'Normal'), leaf('TrxCode', invoice.trxCode), leaf('AddInfo', invoice.addInfo), leaf('CustomDoc', invoice.customDoc),
    leaf('CustomDocMonthYear', invoice.customDocMonthYear), leaf('RefDesc', invoice.refDesc), leaf('FacilityStamp', invoice.facilityStamp), leaf('SellerIDTKU', invoice.sellerIdTku),
    leaf('BuyerTin', invoice.buyerTin), leaf('BuyerDocument', invoice.buyerDocument), leaf('BuyerCountry', invoice.buyerCountry), leaf('BuyerDocumentNumber', invoice.buyerDocumentNumber),
    leaf('BuyerName', invoice.buyerName), leaf('BuyerAdress', invoice.buyerAddress), leaf('BuyerEmail', invoice.buyerEmail), leaf('BuyerIDTKU', invoice.buyerIdTku),
    element('ListOfGoodService', invoice.lines.map(lineElement)),
  ])
}

function lineElement(line: CoretaxInvoiceLine): XmlElement {
  return element('GoodService', [
    leaf('Opt', line.opt), leaf('Code', line.code), leaf('Name', line.name), leaf('Unit', line.unit), leaf('Price', line.price), leaf('Qty', line.quantity), leaf('TotalDiscount', line.discount),
    leaf('TaxBase', line.taxBase), leaf('OtherTaxBase', line.otherTaxBase), leaf('VATRate', line.vatRate), leaf('VAT', line.vat), leaf('STLGRate', '0'), leaf('STLG', '0'),
  ])
}

function print(node: XmlElement, level: number, attributes = ''): string {
  const indent = '  '.repeat(level)
  if (typeof node.children === 'string') return node.children === '' ? `${indent}<${node.name}/>\n` : `${indent}<${node.name}>${escaped(node.children)}</${node.name}>\n`
  return `${indent}<${node.name}${attributes}>\n${node.children.map((child) => print(child, level + 1)).join('')}${indent}</${node.name}>\n`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
