// Our instruction against the carrier’s draft, field by field: a red-mark list for the carrier.
import { isExport } from '../../core/shipment/index.ts'
import { bySea, hasPaper, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const blDraftCheck = formPaper({
  type: 'bl-draft-check', form,
  demand: (data) => when(bySea(data) && isExport(data), when(hasPaper(data, 'blDraft'), 'usual', 'possible')),
  languages: ['en'], copies: [1, 0],
})
