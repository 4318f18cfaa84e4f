// What BPOM, the fisheries or the quarantine agency ask for a health or free sale certificate.
import { isExport } from '../../core/shipment/index.ts'
import { hasFood, hasPaper, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const healthApplication = formPaper({
  type: 'health-application', form, issuer: 'foodAuthority',
  demand: (data) => when(isExport(data) && hasFood(data), when(hasPaper(data, 'healthApplication'), 'required', 'possible')),
  languages: ['id', 'en'], copies: [1, 0], sample: 'coffee',
})
