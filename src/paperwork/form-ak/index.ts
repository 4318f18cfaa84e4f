// Form AK (AKFTA) box by box, for Korea.
import { originForm } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const formAk = formPaper({
  type: 'form-ak', form, issuer: 'originOffice',
  demand: (data) => originForm(data, 'formAk', ['KR']),
  languages: ['en'], copies: [1, 0], sample: 'toKorea',
})
