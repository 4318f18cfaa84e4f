import { type ShipmentData, isExport } from '../../core/shipment/index.ts'
import type { PageDescription } from '../page/description.ts'
import { boxOf } from '../parts/band.ts'
import { halfWidth, referenceBox, transportDocumentBox } from '../parts/head.ts'
import { pricedLayout } from '../parts/priced-paper.ts'
import type { LayoutOptions } from '../types.ts'
import { label } from '../words/index.ts'
import { invoiceAttachments } from './invoice-data.ts'
import { words } from './words.ts'

/** The commercial invoice of a shipment; a domestic sale prints as a sales invoice with its tax. */
export function layout(data: ShipmentData, options: LayoutOptions): PageDescription {
  const { languages } = options
  const paper = data.papers?.commercialInvoice ?? {}
  const description = pricedLayout(data, options, () => ({
    titles: languages.map((each) => (isExport(data) ? words[each].title : words[each].domesticTitle)),
    no: paper.no ?? '', date: paper.date ?? '',
    references: [
      referenceBox('buyerOrder', data.order?.buyerOrderNo, data.order?.buyerOrderDate, languages),
      referenceBox('contract', data.order?.contractNo, data.order?.contractDate, languages),
      referenceBox('proforma', data.order?.proformaNo, data.order?.proformaDate, languages),
      referenceBox('lc', data.payment?.lc?.no, data.payment?.lc?.date, languages),
    ],
    last: [boxOf(label('currency', languages), [data.currency], halfWidth / 2), transportDocumentBox(data, languages)],
    statements: [data.originStatement, data.freeText],
  }))
  // A draft has no data that a machine could take for an invoice.
  return options.draft === true ? description : { ...description, attachments: invoiceAttachments(data) }
}
