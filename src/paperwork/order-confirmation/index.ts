// Order confirmation: what of the buyer’s order is accepted, and where it differs from the order.
import type { ShipmentData } from '../../core/shipment/index.ts'
import { hasPaper, when } from '../form/demand.ts'
import { fileNameOf } from '../parts/paper.ts'
import { filled } from '../rules/general.ts'
import { rulesOf } from '../rules/index.ts'
import { samples } from '../samples/index.ts'
import type { PaperType } from '../types.ts'
import { layout, paperOf } from './layout.ts'
import { words } from './words.ts'

export const orderConfirmation: PaperType = {
  type: 'order-confirmation',
  title: { id: words.id.title, en: words.en.title, zh: words.zh.title },
  paperKey: 'orderConfirmation',
  issuer: 'exporter', demand: (data) => when(data.order?.buyerOrderNo !== undefined || hasPaper(data, 'orderConfirmation'), 'usual', 'possible'), languages: ['en'], copies: { originals: 1, copies: 0 },
  needs: [
    { field: 'buyer.name', label: 'needBuyer', required: true, present: (data) => filled(data.buyer?.name) },
    { field: 'lines', label: 'goods', required: true, present: (data) => (data.lines ?? []).length > 0 },
    { field: 'currency', label: 'needCurrency', required: true, present: (data) => filled(data.currency) },
  ],
  rules: rulesOf('order-confirmation'), layout, sample: samples.chairs,
  fileName: (data: ShipmentData) => fileNameOf('order-confirmation', paperOf(data).no),
}
