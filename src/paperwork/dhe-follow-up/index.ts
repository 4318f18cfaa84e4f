// Export proceeds to be received, by the end of the third month after the PEB month (rules of Bank Indonesia).
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const dheFollowUp = formPaper({
  type: 'dhe-follow-up', form,
  demand: (data) => when(isExport(data), 'usual'),
  languages: ['id'], copies: [1, 0],
})
