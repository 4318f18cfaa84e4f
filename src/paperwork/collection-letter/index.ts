// Instruction to the bank for a documentary collection (URC 522).
import { isExport } from '../../core/shipment/index.ts'
import { byCollection, hasCredit, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const collectionLetter = formPaper({
  type: 'collection-letter', form,
  demand: (data) => when(isExport(data) && !hasCredit(data), when(byCollection(data), 'required', 'possible')),
  languages: ['en'], copies: [1, 1], sample: 'byCollection',
})
