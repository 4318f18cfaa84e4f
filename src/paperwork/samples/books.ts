import type { ShipmentData } from '../../core/shipment/index.ts'
import { rattanChairs } from './rattan-chairs.ts'

/** Rows from the books for the papers that report them. All figures are invented. */
export const books: ShipmentData = {
  ...rattanChairs,
  papers: { ...rattanChairs.papers, stockCard: { date: '2026-11-24' }, statementOfAccount: { date: '2026-11-24' } },
  stockCard: {
    sku: 'RC-01', name: 'Kursi makan rotan', unit: 'pcs', warehouse: 'Plumbon', opening: '4', closing: '10',
    rows: [
      { date: '2026-11-02', document: 'BB/2026/11/A-0001', in: '30', balance: '34', cost: '310000', value: '9300000' },
      { date: '2026-11-10', document: 'INV/2026/11/A-0001', out: '24', balance: '10', cost: '310000', value: '7440000' },
    ],
  },
  statement: {
    currency: 'USD', from: '2026-11-01', to: '2026-11-24', opening: '0.00', closing: '714.00', ageing: ['714.00', '0.00', '0.00', '0.00', '0.00'],
    rows: [
      { date: '2026-11-10', document: 'INV/2026/11/A-0001', kind: 'invoice', dueDate: '2026-12-10', debit: '1020.00', balance: '1020.00' },
      { date: '2026-11-12', document: 'BM/2026/11/A-0003', kind: 'payment', credit: '306.00', balance: '714.00' },
    ],
  },
}
