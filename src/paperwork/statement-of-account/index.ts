// Statement of account of a buyer in one currency, with ageing.
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const statementOfAccount = formPaper({
  type: 'statement-of-account', form,
  demand: (data) => when(data.statement !== undefined, 'possible'),
  languages: ['en'], copies: [1, 0], sample: 'books',
})
