// What e-SKA asks of every certificate of origin, whatever its form.
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const skaData = formPaper({
  type: 'ska-data', form, issuer: 'originOffice',
  demand: (data) => when(isExport(data), 'usual'),
  languages: ['id', 'en'], copies: [1, 0],
})
