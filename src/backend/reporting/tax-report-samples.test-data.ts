import type { ExportProceeds, FinalTax, WithholdingList } from '../../core/report-layout/index.ts'

// A sample of each list of the tax office, for the tests of this folder.
const finalTax: FinalTax = {
  report: 'final-tax', from: '2026-10-01', to: '2026-11-30', currency: 'IDR',
  rows: [
    { month: '2026-10', firstDay: '2026-10-01', lastDay: '2026-10-31', turnover: '100000000.00', cumulative: '900000000.00', taxable: '100000000.00', rate: '0.5', tax: '500000.00', event: 'tf1', documentId: 'finalIncomeTax:1', paid: '500000.00', open: '0.00', dueDate: '2026-11-16', ntpn: 'ABC123', paidOn: '2026-11-10' },
    { month: '2026-11', firstDay: '2026-11-01', lastDay: '2026-11-30', turnover: '20000000.00', cumulative: '920000000.00', taxable: '20000000.00', rate: '0.5', tax: '100000.00', event: null, documentId: null, paid: '0.00', open: '100000.00', dueDate: '2026-12-15', ntpn: '', paidOn: null },
  ],
  totals: { turnover: '120000000.00', taxable: '120000000.00', tax: '600000.00', paid: '500000.00', open: '100000.00' },
}
const withholding: WithholdingList = {
  report: 'withholding', from: '2026-11-01', to: '2026-11-30', currency: 'IDR',
  rows: [
    { date: '2026-11-05', event: 'ps1', documentId: 'paymentSent:1', side: 'byUs', party: 'TK', taxId: '0991234567890000', account: '2204', certificate: 'BP-1', base: '1000000.00', tax: '20000.00', number: 'BKK/1' },
    { date: '2026-11-06', event: 'pr1', documentId: 'paymentReceived:1', side: 'fromUs', party: 'QT', taxId: '', account: '1320', certificate: '', base: '0.00', tax: '5000.00', number: null },
  ],
  totals: { byUs: '20000.00', fromUs: '5000.00' },
}
const exportProceeds: ExportProceeds = {
  report: 'export-proceeds', from: '2026-11-01', to: '2026-11-30', currency: 'IDR',
  rows: [
    { event: 'si1', documentId: 'salesInvoice:1', number: 'INV/2026/11/A-0001', pebNo: '123456', pebDate: '2026-11-03', office: '060100', date: '2026-11-02', party: 'QT', incoterm: 'FOB', currency: 'USD', fob: '1000.00', dueDate: '2027-02-28', received: '980.00', receivedDate: '2026-11-20', payments: 'BKM/1', difference: '-20.00', reason: 'bankCharges', note: '', status: 'explained' },
    { event: 'si2', documentId: 'salesInvoice:2', number: null, pebNo: '', pebDate: null, office: '', date: '2026-11-04', party: 'QT', incoterm: '', currency: 'JPY', fob: '5000', dueDate: '2027-02-28', received: '0', receivedDate: null, payments: '', difference: '-5000', reason: null, note: '', status: 'late' },
  ],
  byCurrency: [{ currency: 'JPY', fob: '5000', received: '0', difference: '-5000' }, { currency: 'USD', fob: '1000.00', received: '980.00', difference: '-20.00' }],
}
export const taxReportSamples = [finalTax, withholding, exportProceeds] as const
