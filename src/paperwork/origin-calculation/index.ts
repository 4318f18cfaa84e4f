// Cost and origin sheet, one part for each product: what the origin office wants to see with an application.
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const originCalculation = formPaper({
  type: 'origin-calculation', form,
  demand: (data) => when(isExport(data) && (data.lines ?? []).some((line) => line.originCriterion !== undefined), 'usual', when(isExport(data), 'possible')),
  languages: ['id', 'en'], copies: [1, 1],
})
