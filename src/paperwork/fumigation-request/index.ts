// Request to a registered fumigator for goods, container or wood packing.
import { isExport } from '../../core/shipment/index.ts'
import { goesTo, hasPaper, hasPlantFibre, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const fumigationRequest = formPaper({
  type: 'fumigation-request', form, issuer: 'fumigator',
  demand: (data) => when(isExport(data), when(hasPaper(data, 'fumigationRequest') || data.shipment?.woodPackaging === true || (hasPlantFibre(data) && goesTo(data, ['CN', 'AU', 'NZ'])), 'usual', 'possible')),
  languages: ['id', 'en'], copies: [1, 0],
})
