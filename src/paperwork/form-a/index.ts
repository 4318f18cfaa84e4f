// Form A (GSP): P for wholly produced, W with the heading for processed goods.
import { originForm } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const formA = formPaper({
  type: 'form-a', form, issuer: 'originOffice',
  demand: (data) => originForm(data, 'formA', ['RU', 'BY', 'KZ', 'AM', 'KG', 'CA', 'NO', 'CH', 'TR']),
  languages: ['en'], copies: [1, 0], sample: 'toTurkey',
})
