// Delivery order (surat jalan): what leaves the warehouse, without prices.
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const deliveryOrder = formPaper({
  type: 'delivery-order', form,
  demand: (data) => when((data.lines ?? []).length > 0, 'usual', 'possible'),
  languages: ['id'], copies: [1, 3],
})
