// Halal and food registration of each product, for importers and their authorities.
import { isExport } from '../../core/shipment/index.ts'
import { goesTo, hasFood, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const halalInfo = formPaper({
  type: 'halal-info', form,
  demand: (data) => when(isExport(data) && hasFood(data), when(goesTo(data, ['MY', 'BN', 'SA', 'AE', 'QA', 'KW']), 'usual', 'possible')),
  languages: ['en'], copies: [1, 0], sample: 'coffee',
})
