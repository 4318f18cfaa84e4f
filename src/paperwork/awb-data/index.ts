// Data of an air waybill, chargeable weight worked out (IATA: cm³/6000, up to the next half kilogram).
import { isExport } from '../../core/shipment/index.ts'
import { byAir, byCourier, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const awbData = formPaper({
  type: 'awb-data', form, issuer: 'carrier',
  demand: (data) => when(isExport(data), when(byAir(data), 'required', when(byCourier(data), 'possible'))),
  languages: ['en'], copies: [1, 0], sample: 'coffee',
})
