// Non-dangerous goods declaration for airline and carrier (IATA DGR, IMDG).
import { isExport } from '../../core/shipment/index.ts'
import { byAir, byCourier, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const nonDgDeclaration = formPaper({
  type: 'non-dg-declaration', form,
  demand: (data) => when(isExport(data), when(byAir(data) || byCourier(data), 'usual', 'possible')),
  languages: ['en'], copies: [1, 1],
})
