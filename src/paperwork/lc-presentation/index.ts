// Letter with which the documents of a credit go to the bank.
import { isExport } from '../../core/shipment/index.ts'
import { hasCredit, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const lcPresentation = formPaper({
  type: 'lc-presentation', form,
  demand: (data) => when(isExport(data) && hasCredit(data), 'required'),
  languages: ['en'], copies: [1, 1], sample: 'coffee',
})
