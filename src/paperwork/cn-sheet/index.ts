// Data of a consignment note in the order of PMK 4/2025 art. 43(2): of an express item the note is the export declaration.
import { isExport } from '../../core/shipment/index.ts'
import { byCourier, declaredByNote, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const cnSheet = formPaper({
  type: 'cn-sheet', form, issuer: 'postalOperator',
  demand: (data) => when(isExport(data) && byCourier(data), when(declaredByNote(data), 'required', 'possible')),
  languages: ['id', 'en'], copies: [1, 0],
})
