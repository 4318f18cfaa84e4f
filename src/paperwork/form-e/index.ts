// Form E (ACFTA) box by box; box 9 shows FOB only under an RVC criterion.
import { originForm } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const formE = formPaper({
  type: 'form-e', form, issuer: 'originOffice',
  demand: (data) => originForm(data, 'formE', ['CN'], 'required'),
  languages: ['en'], copies: [1, 0],
})
