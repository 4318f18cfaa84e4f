// Shipping instruction: the exact text for the bill of lading or air waybill.
import { isExport } from '../../core/shipment/index.ts'
import { byCourier, bySea, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const shippingInstruction = formPaper({
  type: 'shipping-instruction', form,
  demand: (data) => when(isExport(data) && !byCourier(data), when(bySea(data), 'required', 'usual'), 'none'),
  languages: ['en'], copies: [1, 0],
})
