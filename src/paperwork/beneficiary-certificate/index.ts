// Beneficiary’s certificate: the text that field 46A of the credit asks, word for word (UCP 600 art. 14(f)).
import { hasCredit, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const beneficiaryCertificate = formPaper({
  type: 'beneficiary-certificate', form,
  demand: (data) => when(hasCredit(data), when((data.payment?.lc?.documents ?? []).some((text) => /benefic/i.test(text)), 'required', 'possible')),
  languages: ['en'], copies: [1, 1], sample: 'coffee',
})
