// Debit note: what the buyer owes beside an invoice.
import { hasPaper, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const debitNote = formPaper({
  type: 'debit-note', form,
  demand: (data) => when(hasPaper(data, 'debitNote'), 'required', 'possible'),
  languages: ['en'], copies: [1, 1],
})
