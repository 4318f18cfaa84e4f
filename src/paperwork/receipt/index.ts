// Receipt (kwitansi) with room for the duty stamp, so that the signature crosses it (UU 10/2020).
import { hasPaper, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const receipt = formPaper({
  type: 'receipt', form,
  demand: (data) => when(hasPaper(data, 'receipt'), 'required', when((data.payment?.splits ?? []).length > 1, 'usual', 'possible')),
  languages: ['id'], copies: [1, 1],
})
