// The sales contract, signed by both; an Indonesian text is law for an Indonesian party (UU 24/2009 art. 31).
import { isExport } from '../../core/shipment/index.ts'
import { goesTo, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const salesContract = formPaper({
  type: 'sales-contract', form,
  demand: (data) => when(isExport(data), when(data.order?.contractNo !== undefined || goesTo(data, ['CN']), 'usual', 'possible'), 'possible'),
  languages: ['id', 'en'], copies: [2, 0],
})
