// Verified gross mass of a packed container (SOLAS VI/2, MSC.1/Circ.1475); of a part load the consolidator declares it.
import { when, wholeContainer } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const vgmDeclaration = formPaper({
  type: 'vgm-declaration', form,
  demand: (data) => when(wholeContainer(data), 'required'),
  languages: ['en'], copies: [1, 1], sample: 'wholeContainer',
})
