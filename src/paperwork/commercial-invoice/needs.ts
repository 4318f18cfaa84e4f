import type { ShipmentData } from '../../core/shipment/index.ts'
import { filled } from '../rules/general.ts'
import type { Need } from '../types.ts'

const invoiceOf = (data: ShipmentData): { no?: string, date?: string } => data.papers?.commercialInvoice ?? {}

/** What a commercial invoice prints. @source domain notes "export papers", 2.5; UCP 600 art. 18 */
export const needs: readonly Need[] = [
  { field: 'papers.commercialInvoice.no', label: 'needNumber', required: true, present: (data) => filled(invoiceOf(data).no) },
  { field: 'papers.commercialInvoice.date', label: 'needDate', required: true, present: (data) => filled(invoiceOf(data).date) },
  { field: 'buyer.name', label: 'needBuyer', required: true, present: (data) => filled(data.buyer?.name) },
  { field: 'buyer.address', label: 'needBuyerAddress', required: true, exportOnly: true, present: (data) => (data.buyer?.address ?? []).some(filled) },
  { field: 'buyer.country', label: 'needBuyerCountry', required: true, exportOnly: true, present: (data) => filled(data.buyer?.country) },
  { field: 'currency', label: 'needCurrency', required: true, present: (data) => filled(data.currency) },
  { field: 'incoterm', label: 'needIncoterm', required: true, exportOnly: true, present: (data) => filled(data.incoterm) },
  {
    field: 'payment.lc.no', label: 'needLc', required: true,
    present: (data) => data.payment?.lc !== undefined && data.payment.lc !== null ? filled(data.payment.lc.no) : !/\bL\/C\b/i.test(data.payment?.term ?? ''),
  },
  { field: 'payment.term', label: 'needPayment', required: false, exportOnly: true, present: (data) => filled(data.payment?.term) },
  { field: 'shipment.mode', label: 'needMode', required: false, exportOnly: true, present: (data) => filled(data.shipment?.mode) },
  { field: 'shipment.portLoading', label: 'needLoading', required: false, exportOnly: true, present: (data) => filled(data.shipment?.portLoading) },
  { field: 'shipment.portDischarge', label: 'needDischarge', required: false, exportOnly: true, present: (data) => filled(data.shipment?.portDischarge) },
  { field: 'shipment.marks', label: 'needMarks', required: false, exportOnly: true, present: (data) => (data.shipment?.marks ?? []).some(filled) },
  { field: 'lines[0].packages', label: 'needPackages', required: false, exportOnly: true, present: (data) => (data.lines ?? []).some((line) => line.packages !== undefined && line.packages !== null) },
  {
    field: 'company.bank.account', label: 'needBank', required: false,
    present: (data) => filled(data.company?.bank?.account) || data.payment?.lc !== undefined,
  },
  { field: 'company.signName', label: 'needSign', required: false, present: (data) => filled(data.company?.signName) },
]
