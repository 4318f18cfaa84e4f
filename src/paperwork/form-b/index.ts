// Form B, the certificate without preference, for every destination.
import { isExport } from '../../core/shipment/index.ts'
import { hasPaper, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const formB = formPaper({
  type: 'form-b', form, issuer: 'originOffice',
  demand: (data) => when(isExport(data), when(hasPaper(data, 'formB'), 'required', 'possible')),
  languages: ['en'], copies: [1, 0],
})
