// Conditions of the credit one by one against what there is.
import { isExport } from '../../core/shipment/index.ts'
import { hasCredit, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const lcChecklist = formPaper({
  type: 'lc-checklist', form,
  demand: (data) => when(isExport(data) && hasCredit(data), 'required'),
  languages: ['en'], copies: [1, 0], sample: 'coffee',
})
