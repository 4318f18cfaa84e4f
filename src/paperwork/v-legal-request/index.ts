// Request for the V-Legal document of timber goods (SVLK).
import { isExport } from '../../core/shipment/index.ts'
import { hasTimber, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const vLegalRequest = formPaper({
  type: 'v-legal-request', form, issuer: 'verifier',
  demand: (data) => when(isExport(data) && hasTimber(data), 'required'),
  languages: ['id', 'en'], copies: [1, 0],
})
