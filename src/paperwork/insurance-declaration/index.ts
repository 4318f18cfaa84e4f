// Declaration of a shipment to the insurer, 110% of CIF or CIP unless agreed otherwise (UCP 600 art. 28).
import { isExport } from '../../core/shipment/index.ts'
import { insured, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const insuranceDeclaration = formPaper({
  type: 'insurance-declaration', form,
  demand: (data) => when(isExport(data), when(insured(data), 'required', when(data.insurance !== undefined && data.insurance !== null, 'usual', 'possible'))),
  languages: ['en'], copies: [1, 1], sample: 'insuredChairs',
})
