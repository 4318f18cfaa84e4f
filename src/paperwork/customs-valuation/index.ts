// How FOB and CIF follow from the invoice, in its currency and in rupiah at the customs rate.
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const customsValuation = formPaper({
  type: 'customs-valuation', form,
  demand: (data) => when(isExport(data), 'usual'),
  languages: ['id', 'en'], copies: [1, 0],
})
