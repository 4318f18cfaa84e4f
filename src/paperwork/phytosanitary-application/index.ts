// What the quarantine agency (Barantin) asks for a phytosanitary certificate.
import { isExport } from '../../core/shipment/index.ts'
import { hasPaper, hasPlants, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const phytosanitaryApplication = formPaper({
  type: 'phytosanitary-application', form, issuer: 'quarantine',
  demand: (data) => when(isExport(data), when(hasPaper(data, 'phyto'), 'required', when(hasPlants(data), 'usual', 'possible'))),
  languages: ['id'], copies: [1, 0], sample: 'coffee',
})
