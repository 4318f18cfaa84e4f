// Weight and measurement list: one row for each package, as a weigher writes it.
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const weightList = formPaper({
  type: 'weight-list', form,
  demand: (data) => when(isExport(data) && (data.lines ?? []).some((line) => line.packages !== undefined), 'usual', 'possible'),
  languages: ['en', 'zh'], copies: [1, 2],
})
