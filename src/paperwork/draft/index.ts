// Bill of exchange, first and second; under a credit it is drawn on the bank, never on the applicant (UCP 600 art. 6(c)).
import { isExport } from '../../core/shipment/index.ts'
import { byCollection, hasCredit, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const draft = formPaper({
  type: 'draft', form,
  demand: (data) => when(isExport(data) && (hasCredit(data) || byCollection(data)), 'required', 'possible'),
  languages: ['en'], copies: [2, 0], sample: 'coffee',
})
