import { filled } from '../rules/general.ts'
import type { Need } from '../types.ts'

/** What a packing list prints. @source domain notes "export papers", 2.6 */
export const needs: readonly Need[] = [
  { field: 'papers.packingList.no', label: 'needNumber', required: true, present: (data) => filled(data.papers?.packingList?.no) },
  { field: 'papers.packingList.date', label: 'needDate', required: true, present: (data) => filled(data.papers?.packingList?.date) },
  {
    field: 'papers.commercialInvoice.no', label: 'needInvoice', required: true,
    present: (data) => filled(data.papers?.commercialInvoice?.no) && filled(data.papers.commercialInvoice.date),
  },
  { field: 'buyer.name', label: 'needBuyer', required: true, present: (data) => filled(data.buyer?.name) },
  { field: 'shipment.mode', label: 'needMode', required: false, exportOnly: true, present: (data) => filled(data.shipment?.mode) },
  { field: 'shipment.portLoading', label: 'needLoading', required: false, exportOnly: true, present: (data) => filled(data.shipment?.portLoading) },
  { field: 'shipment.portDischarge', label: 'needDischarge', required: false, exportOnly: true, present: (data) => filled(data.shipment?.portDischarge) },
  { field: 'shipment.marks', label: 'needMarks', required: false, exportOnly: true, present: (data) => (data.shipment?.marks ?? []).some(filled) },
  { field: 'company.signName', label: 'needSign', required: false, present: (data) => filled(data.company?.signName) },
]
