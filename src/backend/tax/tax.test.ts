import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../contract/index.ts'
import { Installation } from '../../store/installation/index.ts'
import type { Book } from '../../store/book/index.ts'
import { BookKeeper } from '../book-keeper.ts'
import { applyOrThrow } from '../posting/apply-event.ts'
import { coretaxFiles, coretaxPreview, exportNoteOf, filingOf, rateWeek, readDecree, setExportNote, setFiling, setRates, taxAttention, taxOverview, taxReport, withTaxAttention } from './index.ts'

const today = '2026-11-24'
let folder = ''
let keeper: BookKeeper
let book: Book
const post = (event: string, fields: Record<string, unknown>, id = `${event}-${Math.random()}`): string => applyOrThrow(book, { event, id, ...fields }, { author: 'test' }).docId

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mendunia-tax-'))
  keeper = new BookKeeper(new Installation(join(folder, 'data')), () => undefined)
  book = keeper.create(join(folder, 'book.mendunia'), { name: 'Batik Laras Contoh', npwp: '0991234567890000' }, 'default', 'test', '2026-09-01')
  post('party.add', { date: '2026-09-01', code: 'ROTAN', name: 'CV Rotan & Rupa Contoh', country: 'ID', address: ['Jl. Contoh No. 8', 'Cirebon 45111'], taxId: '0987654321098000', email: 'pajak@rotanrupa.example.com' })
  post('party.add', { date: '2026-09-01', code: 'SG', name: 'Straits Living', country: 'SG', address: 'Orchard Road 1' })
  post('party.add', { date: '2026-09-01', code: 'JASA', name: 'PT Jasa Angkut', country: 'ID', taxId: '0111111111111111' })
  post('product.add', { date: '2026-09-01', code: 'KAIN', name: 'Kain batik cap 2 m', kind: 'service', unit: 'lembar' })
})
afterEach(() => {
  keeper.close()
  rmSync(folder, { recursive: true, force: true })
})

const sell = (date: string, fields: Record<string, unknown> = {}): string =>
  post('sales.invoice', { date, customer: 'ROTAN', tax: 'ppn12', lines: [{ product: 'KAIN', quantity: '20', unitPrice: '120000' }], ...fields })
const exported = (date: string, fields: Record<string, unknown> = {}, id?: string): string =>
  post('sales.invoice', { date, customer: 'SG', currency: 'USD', rate: '16250', tax: 'export0', lines: [{ product: 'KAIN', quantity: '10', unitPrice: '100' }], ...fields }, id)
const november = { from: '2026-11-01', to: '2026-11-30' }

describe('tax invoices for Coretax', () => {
  it('are those with PPN; exports are counted, reversed ones are not there', () => {
    sell('2026-11-05', { discount: '100000' })
    post('reverse', { date: '2026-11-06', target: post('sales.invoice', { date: '2026-11-06', customer: 'ROTAN', tax: 'ppn12', lines: [{ product: 'KAIN', quantity: '1', unitPrice: '5' }] }, 'gone') && 'gone' })
    exported('2026-11-07')
    const preview = coretaxPreview(book, november, today)
    expect(preview).toMatchObject({ ready: 1, refused: 0, exports: 1, sums: { taxBase: '2300000.00', otherTaxBase: '2108333.33', vat: '253000.00' } })
    expect(preview.rows[0]).toMatchObject({ number: 'INV/2026/11/A-0001', trxCode: '04', isReady: true, findings: [] })
  })

  it('become a file that stops at a refused row, unless it is left out', () => {
    sell('2026-11-05')
    post('party.add', { date: '2026-11-01', code: 'BAD', name: 'Toko', taxId: '123' })
    const bad = sell('2026-11-06', { customer: 'BAD' })
    expect(() => coretaxFiles(book, { ...november, skipBad: false }, today)).toThrow('CORETAX_REFUSED')
    const made = coretaxFiles(book, { ...november, skipBad: true }, today)
    expect(made.written).toBe(1)
    const xml = Buffer.from(made.files[0]?.base64 ?? '', 'base64').toString('utf8')
    expect(new XMLParser({ parseTagValue: false }).parse(xml)).toMatchObject({ TaxInvoiceBulk: { TIN: '0991234567890000', ListOfTaxInvoice: { TaxInvoice: { RefDesc: 'INV/2026/11/A-0001', BuyerName: 'CV Rotan & Rupa Contoh', BuyerAdress: 'Jl. Contoh No. 8, Cirebon 45111' } } } })
    expect(made.rows.find((row) => row.id === bad)?.findings.map(({ refusal, target }) => `${refusal.code} ${target.kind} ${target.id}`)).toEqual(['CORETAX_ADDRESS party BAD', 'NPWP_DIGITS party BAD'])
    expect(() => coretaxFiles(book, { from: '2026-10-01', to: '2026-10-31', skipBad: true }, today)).toThrow('CORETAX_EMPTY')
  })

  it('refuse an export that is asked for by name, and a month that was filed', () => {
    expect(coretaxPreview(book, { ...november, documents: [exported('2026-11-07')] }, today).rows[0]?.findings.map(({ refusal }) => refusal.code)).toEqual(['FAKTUR_EXPORT'])
    sell('2026-10-05')
    setFiling(book, 'ppn', 'report', '2026-10', { date: '2026-11-20', reference: 'BPE-1' }, 'test', today)
    expect(coretaxPreview(book, { from: '2026-10-01', to: '2026-10-31' }, today).rows[0]?.findings.map(({ refusal }) => refusal.code)).toEqual(['CORETAX_FILED'])
    setFiling(book, 'ppn', 'report', '2026-10', null, 'test', today)
    expect(filingOf(book, 'ppn', 'report', '2026-10')).toBeNull()
    expect(coretaxPreview(book, { from: '2026-10-01', to: '2026-10-31' }, today).refused).toBe(0)
  })
})

describe('the calendar', () => {
  const stateOf = (overview: OutputOf<'tax.overview'>, id: string) => overview.rows.find((row) => row.id === id)
  it('follows a tax from turnover to posted to paid', () => {
    sell('2026-10-05')
    expect(stateOf(taxOverview(book, today), 'finalIncome/2026-10/pay')).toMatchObject({ due: '2026-11-16', state: 'late', next: 'post', amount: '12000.00', document: null })
    expect(stateOf(taxOverview(book, today), 'ppn/2026-10/pay')).toMatchObject({ due: '2026-11-30', state: 'soon', next: 'post', amount: '264000.00' })
    post('tax.finalIncome', { date: '2026-10-31', period: '2026-10' })
    post('tax.vatSettle', { date: '2026-10-31', period: '2026-10' })
    expect(stateOf(taxOverview(book, today), 'finalIncome/2026-10/pay')).toMatchObject({ state: 'late', next: 'pay', document: expect.stringContaining('finalIncomeTax:') as string })
    post('expense.post', { date: '2026-11-10', account: '1111', lines: [{ account: '2203', amount: '12000' }, { account: '2202', amount: '264000' }] })
    const paid = taxOverview(book, today)
    expect(stateOf(paid, 'finalIncome/2026-10/pay')).toMatchObject({ state: 'done', next: null })
    expect(stateOf(paid, 'ppn/2026-10/pay')).toMatchObject({ state: 'done', amount: '264000.00' })
    expect(stateOf(paid, 'ppn/2026-10/report')).toMatchObject({ state: 'soon', next: 'report' })
    setFiling(book, 'ppn', 'report', '2026-10', { date: today, reference: 'BPE' }, 'test', today)
    expect(stateOf(taxOverview(book, today), 'ppn/2026-10/report')).toMatchObject({ state: 'done', filed: { date: today, reference: 'BPE' } })
  })

  it('knows withheld tax by its month, and what was paid of it', () => {
    post('purchase.invoice', { date: '2026-10-10', supplier: 'JASA', lines: [{ account: '6104', amount: '1000000' }] }, 'bill')
    post('payment.send', { date: '2026-10-12', supplier: 'JASA', account: '1111', amount: '980000', withheld: [{ account: '2204', amount: '20000', certificate: 'BP-7' }], allocations: [{ invoice: 'bill', amount: '1000000' }] })
    expect(stateOf(taxOverview(book, today), 'withholding/2026-10/pay')).toMatchObject({ state: 'late', amount: '20000.00', due: '2026-11-16' })
    expect(taxReport(book, 'withholding', '2026-10-01', '2026-10-31')).toMatchObject({ rows: [{ side: 'byUs', party: 'JASA', taxId: '0111111111111111', certificate: 'BP-7', base: '1000000.00', tax: '20000.00' }], totals: { byUs: '20000.00', fromUs: '0.00' } })
    post('expense.post', { date: '2026-11-10', account: '1111', lines: [{ account: '2204', amount: '20000' }] })
    expect(stateOf(taxOverview(book, today), 'withholding/2026-10/pay')?.state).toBe('done')
    expect(stateOf(taxOverview(book, today), 'withholding/2026-10/report')).toMatchObject({ state: 'late', next: 'report', due: '2026-11-20' })
  })

  it('gives each of several rows its own base, or its part of what was settled', () => {
    post('purchase.invoice', { date: '2026-10-10', supplier: 'JASA', lines: [{ account: '6104', amount: '1000000' }] }, 'bill-2')
    const bases = (rows: readonly object[], id: string): unknown => {
      post('payment.send', { date: '2026-10-12', supplier: 'JASA', account: '1111', amount: '450000', withheld: rows, allocations: [{ invoice: 'bill-2', amount: '480000' }] }, id)
      return (taxReport(book, 'withholding', '2026-10-01', '2026-10-31') as unknown as { rows: { event: string; base: string }[] }).rows.filter(({ event }) => event === id).map(({ base }) => base)
    }
    expect(bases([{ account: '2204', amount: '20000' }, { account: '2204', amount: '10000' }], 'two')).toEqual(['320000.00', '160000.00'])
    expect(bases([{ account: '2204', amount: '20000', base: '400000' }, { account: '2204', amount: '10000' }], 'given')).toEqual(['400000.00', '80000.00'])
  })

  it('is in the inbox, worst first, and silent once everything is done', () => {
    sell('2026-10-05')
    expect(taxAttention(book, today).map(({ kind, severity }) => `${severity} ${kind}`)).toEqual(['warning taxFinalPay', 'warning taxEfaktur', 'warning taxPpnPay', 'warning taxPpnReport'])
    sell('2026-09-05')
    expect(taxAttention(book, today)[0]).toMatchObject({ id: 'taxFinalPay', params: { period: '2026-09', date: '2026-10-15', more: 1 } })
    const page = withTaxAttention(book, today, { offset: 1, limit: 2 }, [{ id: 'x', severity: 'error', kind: 'negativeStock', params: {}, target: null }])
    expect(page).toMatchObject({ total: 5, rows: [{ kind: 'taxFinalPay' }, { kind: 'taxEfaktur', screen: 'tax.calendar' }] })
    for (const [obligation, act] of [['finalIncome', 'pay'], ['efaktur', 'report'], ['ppn', 'pay'], ['ppn', 'report']] as const) for (const month of ['2026-09', '2026-10']) setFiling(book, obligation, act, month, { date: today, reference: '' }, 'test', today)
    expect(taxAttention(book, today)).toEqual([])
  })
})

describe('the weekly exchange rate', () => {
  it('is missing while foreign invoices exist, is read from the decree and kept once', () => {
    expect(rateWeek(book, today).missing).toEqual([])
    exported('2026-11-07')
    expect(rateWeek(book, today)).toMatchObject({ from: '2026-11-18', to: '2026-11-24', missing: ['USD'] })
    expect(taxAttention(book, today).map(({ kind }) => kind)).toContain('taxRateMissing')
    const table = readDecree(book, 'KMK 56/KM.10/2026, 18 November 2026 - 24 November 2026\nDolar Amerika Serikat (USD) 16.250,00\nYen Jepang (JPY) 10.737,57', today)
    expect(table).toMatchObject({ from: '2026-11-18', decree: '56/KM.10/2026', rates: [{ code: 'USD', rate: '16250', change: null }, { code: 'JPY', rate: '107.3757' }] })
    const rates = [{ currency: 'USD', rate: '16250' }, { currency: 'JPY', rate: '107.3757' }] as const
    expect(setRates(book, '2026-11-18', '56/KM.10/2026', rates, 'test')).toEqual({ set: 2, unchanged: 0 })
    expect(setRates(book, '2026-11-18', '', rates, 'test')).toEqual({ set: 0, unchanged: 2 })
    expect(rateWeek(book, today)).toMatchObject({ missing: [], rates: [{ currency: 'USD', rate: '16250' }, { currency: 'JPY', rate: '107.3757' }] })
    expect(readDecree(book, 'Berlaku 25 November 2026 - 1 Desember 2026 USD 18.000,00', '2026-11-25').rates[0]).toMatchObject({ change: '10.8', isSuspect: true })
    // The book's own rate is another matter.
    expect(book.projections.view().rate('USD', today)).toBeNull()
  })
  it('begins on a Wednesday', () => expect(() => setRates(book, '2026-11-19', '', [{ currency: 'USD', rate: '1' }], 'test')).toThrow('RATE_WEEK'))
  it('knows no rate in a text without one', () => expect(() => readDecree(book, 'halo', today)).toThrow('RATE_TABLE_EMPTY'))
})

describe('export proceeds', () => {
  it('are followed from the PEB to the money, with what explains a difference', () => {
    const id = exported('2026-07-03', { incoterm: 'FOB', shipment: { pebNo: '111', pebDate: '2026-07-05', kppbc: '060100' } }, 'exp')
    const row = () => (taxReport(book, 'export-proceeds', '2026-07-01', today)['rows'] as Record<string, unknown>[])[0]
    expect(row()).toMatchObject({ pebNo: '111', pebDate: '2026-07-05', fob: '1000.00', dueDate: '2026-10-31', received: '0.00', status: 'late', difference: '-1000.00' })
    expect(taxAttention(book, today).find(({ kind }) => kind === 'exportProceeds')).toMatchObject({ target: { kind: 'document', id } })
    post('payment.receive', { date: '2026-11-10', customer: 'SG', account: '1112', amount: '980', rate: '16000', allocations: [{ invoice: 'exp', amount: '980' }] })
    expect(row()).toMatchObject({ received: '980.00', receivedDate: '2026-11-10', status: 'late', difference: '-20.00' })
    setExportNote(book, id, { ...exportNoteOf(book, id, {}), pebNo: '222', reason: 'bankCharges', note: 'swift fee' }, 'test', today)
    expect(row()).toMatchObject({ pebNo: '222', reason: 'bankCharges', status: 'explained' })
    expect(taxAttention(book, today).some(({ kind }) => kind === 'exportProceeds')).toBe(false)
    expect((taxReport(book, 'export-proceeds', '2026-08-01', today)['rows'] as unknown[]).length).toBe(0)
  })
})

it('lists final income tax by month, a person’s year with its free part', () => {
  const id = book.projections.sql.value<string>("SELECT doc FROM master WHERE type = 'company'") ?? ''
  for (const [date, millions] of [['2026-09-10', 400], ['2026-10-10', 175], ['2026-11-10', 90]] as const) sell(date, { tax: 'none', lines: [{ product: 'KAIN', quantity: '1', unitPrice: String(millions * 1_000_000) }] })
  post('tax.finalIncome', { date: '2026-10-31', period: '2026-10', exemptTurnover: '100000000' })
  expect(taxReport(book, 'final-tax', '2026-09-01', '2026-11-30')).toMatchObject({ rows: [{ month: '2026-09', tax: '2000000.00' }, { month: '2026-10', cumulative: '575000000.00', tax: '375000.00', open: '375000.00' }, { month: '2026-11', tax: '450000.00' }] })
  const company = book.document(id) as unknown as { fields: Record<string, unknown>; _rev: string }
  book.transaction(() => book.write([{ ...company, _id: id, fields: { ...company.fields, taxpayer: 'person' } }]))
  expect(taxReport(book, 'final-tax', '2026-09-01', '2026-11-30')).toMatchObject({ rows: [{ taxable: '0.00', tax: '0.00' }, { taxable: '75000000.00', tax: '375000.00' }, { taxable: '90000000.00', tax: '450000.00' }], totals: { tax: '825000.00' } })
})
