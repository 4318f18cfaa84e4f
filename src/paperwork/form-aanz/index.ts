// Form AANZ (AANZFTA) box by box, for Australia and New Zealand.
import { originForm } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const formAanz = formPaper({
  type: 'form-aanz', form, issuer: 'originOffice',
  demand: (data) => originForm(data, 'formAanz', ['AU', 'NZ']),
  languages: ['en'], copies: [1, 0], sample: 'toAustralia',
})
