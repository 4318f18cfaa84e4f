// Booking request and shipper’s letter of instruction to the forwarder or carrier.
import { isExport } from '../../core/shipment/index.ts'
import { byCourier, when } from '../form/demand.ts'
import { formPaper } from '../form/form-paper.ts'
import form from './form.json' with { type: 'json' }

export const bookingRequest = formPaper({
  type: 'booking-request', form,
  demand: (data) => when(isExport(data) && !byCourier(data), 'usual', 'possible'),
  languages: ['en'], copies: [1, 0],
})
