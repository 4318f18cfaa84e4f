import { listSamples } from './list-samples.test-data.ts'
import type { AgedItems, BalanceSheet, CashFlow, GeneralLedger, IncomeStatement, ReportJson, SalesByProduct, StockCard, StockValuation, TrialBalance, VatSummary } from '../../core/report-layout/index.ts'
import { taxReportSamples } from './tax-report-samples.test-data.ts'

// One small, consistent sample of each report, in the shapes of the events contract, for the tests of this folder.

const trialBalance: TrialBalance = {
  report: 'trial-balance', asOf: '2026-11-30', currency: 'IDR',
  rows: [
    { account: '1101', debit: '4850000.00', credit: '512500.00', balance: '4337500.00', currencies: [{ currency: 'IDR', balance: '4337500.00' }] },
    { account: '1112', debit: '32125000.00', credit: '0.00', balance: '32125000.00', currencies: [{ currency: 'USD', balance: '2010.42' }] },
    { account: '3101', debit: '0.00', credit: '36462500.00', balance: '-36462500.00', currencies: [{ currency: 'IDR', balance: '-36462500.00' }] },
  ],
  totals: { debit: '36975000.00', credit: '36975000.00' },
}
const balanceSheet: BalanceSheet = {
  report: 'balance-sheet', asOf: '2026-11-30', currency: 'IDR', assets: { rows: [{ account: '1101', amount: '5000000.00' }], total: '5000000.00' }, liabilities: { rows: [{ account: '2101', amount: '1000000.00' }], total: '1000000.00' },
  equity: { rows: [{ account: '3101', amount: '3000000.00' }], total: '4000000.00', currentEarnings: '1000000.00' }, totalLiabilitiesAndEquity: '5000000.00',
}
const incomeStatement: IncomeStatement = {
  report: 'income-statement', from: '2026-11-01', to: '2026-11-30', currency: 'IDR', income: { rows: [{ account: '4101', amount: '9000000.00' }], total: '9000000.00' }, costOfSales: { rows: [{ account: '5101', amount: '6000000.50' }], total: '6000000.50' },
  grossProfit: '2999999.50', expenses: { rows: [{ account: '6101', amount: '500000.00' }], total: '500000.00' }, other: { rows: [], total: '0.00' }, profitBeforeTax: '2499999.50', tax: { rows: [], total: '0.00' }, netProfit: '2499999.50',
}
const cashFlow: CashFlow = {
  report: 'cash-flow', from: '2026-11-01', to: '2026-11-30', currency: 'IDR', opening: '1000000.00',
  rows: [{ category: 'customers', amount: '5000000.00' }, { category: 'suppliers', amount: '-2000000.00' }, { category: 'expenses', amount: '-300000.00' }, { category: 'transfers', amount: '0.00' }, { category: 'revaluation', amount: '0.00' }, { category: 'other', amount: '0.00' }],
  netChange: '2700000.00', closing: '3700000.00',
}
const generalLedger: GeneralLedger = {
  report: 'general-ledger', from: '2026-11-01', to: '2026-11-30', currency: 'IDR',
  accounts: [{ account: '1112', opening: '0.00', closing: '15000000.00', lines: [
    { date: '2026-11-03', event: 'si1', currency: 'USD', amount: '1000.00', base: '16000000.00', number: 'INV/2026/11/A-0001' }, { date: '2026-11-09', event: 'ex1', currency: 'USD', amount: '-62.50', base: '-1000000.00' },
  ] }],
}
const stockValuation: StockValuation = {
  report: 'stock-valuation', asOf: '2026-11-30', currency: 'IDR', total: '900000.00',
  rows: [{ product: 'RC-01', quantity: '12.5', value: '1000000.00', warehouses: [{ warehouse: 'G1', quantity: '12.5' }] }, { product: 'RT-02', quantity: '-1', value: '-100000.00', warehouses: [{ warehouse: 'G1', quantity: '-1' }] }],
}
const stockCard: StockCard = {
  report: 'stock-card', from: '2026-11-01', to: '2026-11-30', currency: 'IDR',
  products: [{ product: 'RC-01', openingQuantity: '10', openingValue: '800000.00', closingQuantity: '12.5', closingValue: '1000000.00', lines: [
    { date: '2026-11-05', event: 'pr1', warehouse: 'G1', quantity: '5', value: '400000.00', balanceQuantity: '15', balanceValue: '1200000.00' }, { date: '2026-11-06', event: 'sd1', warehouse: 'G1', quantity: '-2.5', value: '-200000.00', balanceQuantity: '12.5', balanceValue: '1000000.00' },
  ] }],
}
const agedReceivables: AgedItems = {
  report: 'aged-receivables', asOf: '2026-11-30', currency: 'IDR',
  rows: [
    { party: 'QT', document: 'si1', date: '2026-10-01', dueDate: '2026-10-31', currency: 'USD', open: '100.00', openBase: '1600000.00', daysOverdue: 30, bucket: '1-30' }, { party: 'QT', document: 'si2', date: '2026-11-20', dueDate: '2026-12-20', currency: 'USD', open: '50.00', openBase: '800000.00', daysOverdue: 0, bucket: 'current' },
    { party: 'TK', document: 'si3', date: '2026-11-21', dueDate: '2026-12-21', currency: 'IDR', open: '250000.00', openBase: '250000.00', daysOverdue: 0, bucket: 'current' },
  ],
  byCurrency: [{ currency: 'IDR', open: '250000.00' }, { currency: 'USD', open: '150.00' }],
  buckets: [{ bucket: 'current', openBase: '1050000.00' }, { bucket: '1-30', openBase: '1600000.00' }, { bucket: '31-60', openBase: '0.00' }, { bucket: '61-90', openBase: '0.00' }, { bucket: 'over-90', openBase: '0.00' }], total: '2650000.00',
}
const vatSummary: VatSummary = {
  report: 'vat-summary', from: '2026-11-01', to: '2026-11-30', currency: 'IDR',
  rows: [{ date: '2026-11-03', event: 'si1', side: 'output', code: 'export0', base: '16000000.00', vat: '0.00' }, { date: '2026-11-04', event: 'pi1', side: 'input', code: 'ppn12', base: '1000000.00', vat: '110000.00' }],
  output: { ppn12: { base: '0.00', vat: '0.00' }, export0: { base: '16000000.00', vat: '0.00' }, none: { base: '0.00', vat: '0.00' } }, input: { ppn12: { base: '1000000.00', vat: '110000.00' }, none: { base: '0.00', vat: '0.00' } },
  outputVat: '0.00', inputVat: '110000.00', net: '-110000.00',
}
const salesByProduct: SalesByProduct = {
  report: 'sales-by-product', from: '2026-11-01', to: '2026-11-30', currency: 'IDR', rows: [{ product: 'RC-01', quantity: '2.5', revenue: '400000.00', cost: '200000.00', margin: '200000.00' }, { product: 'RT-02', quantity: '0', revenue: '0.00', cost: '0.00', margin: '0.00' }],
  totals: { revenue: '400000.00', cost: '200000.00', margin: '200000.00' },
}

export const sampleReports: readonly ReportJson[] = [
  trialBalance, balanceSheet, incomeStatement, cashFlow, generalLedger, stockValuation, stockCard, agedReceivables, { ...agedReceivables, report: 'aged-payables' }, vatSummary, salesByProduct, ...taxReportSamples, ...listSamples,
]

export function sampleReport(name: ReportJson['report']): ReportJson {
  const found = sampleReports.find((report) => report.report === name)
  if (!found) throw new Error(`no sample of ${name}`)
  return found
}
