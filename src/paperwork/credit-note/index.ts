// Credit note: what is taken off an invoice.
import { hasPaper, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const creditNote = formPaper({
  type: 'credit-note', form,
  demand: (data) => when(hasPaper(data, 'creditNote'), 'required', 'possible'),
  languages: ['en'], copies: [1, 1],
})
