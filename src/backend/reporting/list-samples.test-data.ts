import type { ListReport } from '../../core/report-layout/index.ts'

// One small sample of each report beyond the events contract.
const month = { from: '2026-11-01', to: '2026-11-30', currency: 'IDR' } as const
const day = { asOf: '2026-11-30', currency: 'IDR' } as const
const columns = (...amounts: string[]) => ({ amounts: amounts.slice(0, -1), total: amounts.at(-1) ?? '0.00' })
const ages = (open: string, total: string, totalBase: string) => ({
  buckets: [{ bucket: 'current', open }, { bucket: '1-30', open: '0.00' }, { bucket: '31-60', open: '0.00' }, { bucket: '61-90', open: '0.00' }, { bucket: 'over-90', open: '0.00' }], total, totalBase,
})
const byCurrency = { currencies: [{ currency: 'USD', rows: [{ party: 'QT', ...ages('150.00', '150.00', '2400000.00') }], ...ages('150.00', '150.00', '2400000.00') }], total: '2400000.00' }

export const listSamples: readonly ListReport[] = [
  {
    report: 'journal', ...month, total: '16000000.00',
    entries: [{ date: '2026-11-03', event: 'si1', type: 'sales.invoice', total: '16000000.00', device: 'A', author: 'siti', position: 3, document: 'salesInvoice:1', lines: [
      { account: '1112', currency: 'USD', amount: '1000.00', base: '16000000.00' }, { account: '3101', currency: 'IDR', amount: '-16000000.00', base: '-16000000.00' },
    ] }],
  },
  {
    report: 'cash-flow-indirect', ...month, opening: '1000000.00', netProfit: '2000000.00', noncash: [{ account: '1509', amount: '100000.00' }], revaluationOfCash: '-50000.00',
    operating: { rows: [{ account: '1201', amount: '-350000.00' }], total: '1700000.00' }, investing: { rows: [{ account: '1501', amount: '-400000.00' }], total: '-400000.00' }, financing: { rows: [], total: '0.00' }, exchange: '50000.00',
    netChange: '1350000.00', closing: '2350000.00',
  },
  {
    report: 'equity-changes', ...month, rows: [{ account: '3101', opening: '5000000.00', result: '0.00', added: '1000000.00', taken: '0.00', closing: '6000000.00' }],
    currentEarnings: { opening: '100000.00', result: '200000.00', added: '0.00', taken: '0.00', closing: '300000.00' }, totals: { opening: '5100000.00', result: '200000.00', added: '1000000.00', taken: '0.00', closing: '6300000.00' },
  },
  {
    report: 'party-statement', ...month,
    parties: [{ party: 'QT', accounts: [{ currency: 'USD', opening: '0.00', documents: '150.00', payments: '-50.00', closing: '100.00', closingBase: '1600000.00', lines: [
      { date: '2026-11-03', event: 'si1', type: 'sales.invoice', kind: 'document', amount: '150.00', base: '2400000.00', balance: '150.00' }, { date: '2026-11-09', event: 'rc1', type: 'payment.receive', kind: 'payment', amount: '-50.00', base: '-800000.00', balance: '100.00' },
    ] }] }],
  },
  {
    report: 'personal-accounts', ...month,
    accounts: [{ account: '1220', closing: '400000.00', persons: [{ party: 'QT', opening: '100000.00', added: '500000.00', taken: '200000.00', closing: '400000.00', lines: [
      { date: '2026-11-03', event: 'ag1', type: 'loan.give', amount: '500000.00', balance: '600000.00' }, { date: '2026-11-09', event: 'ac1', type: 'loan.collect', amount: '-200000.00', balance: '400000.00' },
    ] }] }],
  },
  { report: 'gross-margin', ...month, by: 'country', rows: [{ key: 'CN', quantity: '2.5', revenue: '400000.00', cost: '200000.00', margin: '200000.00' }, { key: '', quantity: '0', revenue: '0.00', cost: '0.00', margin: '0.00' }], totals: { revenue: '400000.00', cost: '200000.00', margin: '200000.00' } },
  {
    report: 'income-by', ...month, by: 'buyer', columns: ['QT', ''], income: { rows: [{ account: '4101', ...columns('900.00', '0.00', '900.00') }], ...columns('900.00', '0.00', '900.00') }, costOfSales: { rows: [], ...columns('0.00', '0.00', '0.00') },
    grossProfit: columns('900.00', '0.00', '900.00'), expenses: { rows: [{ account: '6101', ...columns('0.00', '100.00', '100.00') }], ...columns('0.00', '100.00', '100.00') }, other: { rows: [], ...columns('0.00', '0.00', '0.00') },
    profitBeforeTax: columns('900.00', '-100.00', '800.00'), tax: { rows: [], ...columns('0.00', '0.00', '0.00') }, netProfit: columns('900.00', '-100.00', '800.00'),
  },
  { report: 'stock-by-warehouse', ...day, total: '900000.00', warehouses: [{ warehouse: 'G1', total: '900000.00', rows: [{ product: 'RC-01', quantity: '12.5', value: '1000000.00' }, { product: 'RT-02', quantity: '-1', value: '-100000.00' }] }] },
  { report: 'receivables-by-currency', ...day, ...byCurrency }, { report: 'payables-by-currency', ...day, ...byCurrency },
  {
    report: 'year-overview', from: '2026-01-01', to: '2026-12-31', currency: 'IDR', months: [{ month: '2026-01', sales: '900.00', cost: '400.00', expenses: '100.00', other: '-10.00', profit: '390.00', cash: '1000.00' }],
    totals: { sales: '900.00', cost: '400.00', expenses: '100.00', other: '-10.00', profit: '390.00', cash: '1000.00' },
  },
]
