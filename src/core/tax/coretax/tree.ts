/** An element: its text, or its children. */
export interface XmlElement { readonly name: string; readonly children: string | readonly XmlElement[] }

/** An element of the import file: what its text may be, or which children it has, in this order. `many`: one or more of it. */
export interface TreeElement {
  readonly name: string
  readonly text?: RegExp
  readonly children?: readonly TreeElement[]
  readonly many?: boolean
}

const leaf = (name: string, text: RegExp): TreeElement => ({ name, text })
const money = /^[0-9]{1,16}(\.[0-9]{1,2})?$/
const words = /^(?=.*\S)[^\u0000-\u001f]+$/

/**
 * The element tree of the import file for output invoices. Order is fixed; every element is there, empty ones included.
 * @source Coretax import template "Faktur Pajak Keluaran"; domain notes, bookkeeping and tax, 6.6
 */
export const coretaxTree: TreeElement = {
  name: 'TaxInvoiceBulk',
  children: [
    leaf('TIN', /^[0-9]{16}$/),
    {
      name: 'ListOfTaxInvoice',
      children: [{
        name: 'TaxInvoice', many: true,
        children: [
          leaf('TaxInvoiceDate', /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/),
          leaf('TaxInvoiceOpt', /^Normal$/),
          leaf('TrxCode', /^(0[1-9]|10)$/),
          leaf('AddInfo', /^(TD\.005[0-9]{2})?$/),
          leaf('CustomDoc', /^[^\u0000-\u001f]*$/),
          leaf('CustomDocMonthYear', /^((0[1-9]|1[0-2])[0-9]{4})?$/),
          leaf('RefDesc', words),
          leaf('FacilityStamp', /^(TD\.011[0-9]{2})?$/),
          leaf('SellerIDTKU', /^[0-9]{22}$/),
          leaf('BuyerTin', /^[0-9]{16}$/),
          leaf('BuyerDocument', /^(TIN|National ID|Passport|Other ID)$/),
          leaf('BuyerCountry', /^[A-Z]{2,3}$/),
          leaf('BuyerDocumentNumber', /^[^\u0000-\u001f]*$/),
          leaf('BuyerName', words),
          leaf('BuyerAdress', words),
          leaf('BuyerEmail', /^[^\u0000-\u001f]*$/),
          leaf('BuyerIDTKU', /^([0-9]{22}|000000)$/),
          {
            name: 'ListOfGoodService',
            children: [{
              name: 'GoodService', many: true,
              children: [
                leaf('Opt', /^[AB]$/), leaf('Code', /^[0-9]{6}$/), leaf('Name', words), leaf('Unit', /^UM\.00(0[1-9]|[12][0-9]|3[0-3])$/),
                leaf('Price', money), leaf('Qty', money), leaf('TotalDiscount', money), leaf('TaxBase', money), leaf('OtherTaxBase', money),
                leaf('VATRate', /^[0-9]{1,2}(\.[0-9]{1,2})?$/), leaf('VAT', money), leaf('STLGRate', money), leaf('STLG', money),
              ],
            }],
          },
        ],
      }],
    },
  ],
}

/** Where an element does not fit the tree: `ListOfTaxInvoice/TaxInvoice[2]/Unit: "pcs"`. Empty if it fits. */
export function unfit(element: XmlElement, tree: TreeElement = coretaxTree, path: string = tree.name): string[] {
  if (element.name !== tree.name) return [`${path}: ${element.name}`]
  if (tree.text !== undefined) return typeof element.children === 'string' && tree.text.test(element.children) ? [] : [`${path}: ${JSON.stringify(element.children)}`]
  const children = typeof element.children === 'string' ? [] : element.children
  const problems: string[] = []
  let at = 0
  for (const wanted of tree.children ?? []) {
    let count = 0
    while (children[at]?.name === wanted.name && (count === 0 || wanted.many === true)) {
      const child = children[at] as XmlElement
      at += 1
      count += 1
      problems.push(...unfit(child, wanted, `${path}/${wanted.name}${wanted.many ? `[${count}]` : ''}`))
    }
    if (count === 0) problems.push(`${path}/${wanted.name}: missing`)
  }
  const extra = children[at]
  return extra === undefined ? problems : [...problems, `${path}/${extra.name}: not here`]
}
