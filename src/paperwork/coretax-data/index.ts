// Data of a tax invoice, or of the PEB that is equal to one (PER-11/PJ/2025); the XML comes from the tax screen.
import { isExport } from '../../core/shipment/index.ts'
import { when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const coretaxData = formPaper({
  type: 'coretax-data', form, issuer: 'taxOffice',
  demand: (data) => when(isExport(data), 'usual', when(data.tax === 'ppn12', 'usual', 'possible')),
  languages: ['id'], copies: [1, 0],
})
