// Every value of the export declaration (PEB, BC 3.0) in the order of the form, and as JSON near CEISA’s schema.
import { isExport } from '../../core/shipment/index.ts'
import { declaredByNote, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }
import { pebFile } from './peb-json.ts'

export const pebData = formPaper({
  type: 'peb-data', form, issuer: 'customs',
  demand: (data) => when(isExport(data), when(declaredByNote(data), 'possible', 'required')),
  languages: ['id'], copies: [1, 0],
  machineFile: pebFile,
})
