// RCEP certificate of origin box by box (numbers of boxes to verify against the form in force).
import { originForm, rcepParties } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const rcep = formPaper({
  type: 'rcep', form, issuer: 'originOffice',
  demand: (data) => originForm(data, 'rcep', rcepParties),
  languages: ['en'], copies: [1, 0],
})
