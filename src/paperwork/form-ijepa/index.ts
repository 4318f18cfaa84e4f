// Certificate of origin of the agreement between Indonesia and Japan, box by box.
import { originForm } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const formIjepa = formPaper({
  type: 'form-ijepa', form, issuer: 'originOffice',
  demand: (data) => originForm(data, 'formIjepa', ['JP'], 'possible'),
  languages: ['en'], copies: [1, 0], sample: 'toJapan',
})
