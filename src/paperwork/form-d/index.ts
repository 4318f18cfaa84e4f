// Form D (ATIGA) box by box, for members of ASEAN; sent electronically by the ASEAN Single Window.
import { asean, originForm } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const formD = formPaper({
  type: 'form-d', form, issuer: 'originOffice',
  demand: (data) => originForm(data, 'formD', asean),
  languages: ['en'], copies: [1, 0], sample: 'toMalaysia',
})
