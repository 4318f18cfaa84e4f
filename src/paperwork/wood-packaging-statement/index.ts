// Statement on wood packaging (ISPM 15): none of solid wood, or treated and stamped.
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const woodPackagingStatement = formPaper({
  type: 'wood-packaging-statement', form,
  demand: (data) => when(isExport(data), 'usual'),
  languages: ['en', 'zh'], copies: [1, 1],
})
