// Proforma invoice: with it the buyer opens a credit, asks an import licence or pays the deposit. It is never posted.
import type { ShipmentData } from '../../core/shipment/index.ts'
import { hasPaper, when } from '../form/demand.ts'
import { fileNameOf } from '../parts/paper.ts'
import { filled } from '../rules/general.ts'
import { rulesOf } from '../rules/index.ts'
import { samples } from '../samples/index.ts'
import type { PaperType } from '../types.ts'
import { layout, paperOf } from './layout.ts'
import { words } from './words.ts'

export const proformaInvoice: PaperType = {
  type: 'proforma-invoice',
  title: { id: words.id.title, en: words.en.title, zh: words.zh.title },
  paperKey: 'proformaInvoice',
  issuer: 'exporter', demand: (data) => when(data.order?.proformaNo !== undefined || hasPaper(data, 'proformaInvoice'), 'usual', 'possible'), languages: ['en'], copies: { originals: 1, copies: 1 },
  needs: [
    { field: 'buyer.name', label: 'needBuyer', required: true, present: (data) => filled(data.buyer?.name) },
    { field: 'lines', label: 'goods', required: true, present: (data) => (data.lines ?? []).length > 0 },
    { field: 'currency', label: 'needCurrency', required: true, present: (data) => filled(data.currency) },
  ],
  rules: rulesOf('proforma-invoice'), layout, sample: samples.chairs,
  fileName: (data: ShipmentData) => fileNameOf('proforma-invoice', paperOf(data).no),
}
