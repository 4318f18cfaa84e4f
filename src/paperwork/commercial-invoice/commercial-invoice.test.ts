import { describe, expect, it } from 'vitest'
import { damaged } from '../../../test/fixtures/shipments/damage.ts'
import coffee from '../../../test/fixtures/shipments/shipment-coffee-air-tokyo.json' with { type: 'json' }
import rattan from '../../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import type { ShipmentData } from '../../core/shipment/index.ts'
import { checkPaper } from '../check.ts'
import type { BookFacts } from '../types.ts'
import { layout } from './layout.ts'
import { rules } from './rules.ts'

const chairs = rattan as unknown as ShipmentData
const beans = coffee as unknown as ShipmentData
const check = (data: ShipmentData, facts: BookFacts = {}, today = '2026-11-10'): string[] =>
  checkPaper('commercial-invoice', data, today, facts).map((finding) => finding.code)
const texts = (data: ShipmentData, languages: ['en'] | ['id'] = ['en']): string =>
  layout(data, { languages, paper: 'A4' }).pages.flatMap((page) => page.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).join(' ')

/** Each rule and a damage that must trip it. */
const damages: [string, ShipmentData, Record<string, unknown>, BookFacts?][] = [
  ['GEN-001', chairs, { 'company.sellerName': null }],
  ['GEN-002', chairs, { 'papers.commercialInvoice.date': '2026-02-30' }],
  ['GEN-003', chairs, { 'papers.commercialInvoice.date': '2026-12-01' }],
  ['GEN-004', chairs, {}, { numbersInUse: ['INV/2026/10/A-0042'] }],
  ['GEN-005', chairs, { 'company.npwp': '012345678426000' }],
  ['GEN-006', chairs, { 'company.nib': '912' }],
  ['GEN-007', chairs, { currency: 'XYZ' }],
  ['GEN-008', chairs, { 'buyer.name': 'Кафе 카페' }],
  ['GEN-009', chairs, { 'lines[2].descriptionEn': null }],
  ['GEN-010', chairs, { 'totals.subtotal': '5524.20' }],
  ['GEN-011', chairs, {}, { sanctionedCountries: ['CN'] }],
  ['GEN-012', chairs, { 'company.phone': null, 'company.email': null }],
  ['GEN-013', chairs, { 'lines[1].hs8': null }],
  ['GEN-014', chairs, {}, { hsCodes: new Set(['94015300']) }],
  ['GEN-015', chairs, { incotermPlace: '' }],
  ['GEN-016', chairs, { 'buyer.nameZh': null }],
  ['GEN-017', chairs, { 'papers.commercialInvoice.no': null }],
  ['GEN-018', chairs, { 'shipment.portLoading': null }],
  ['BUY-001', chairs, { 'buyer.uscc': '91310107MA1FABCD20' }],
  ['PT-001', chairs, { 'payment.splits[0].percent': '20' }],
  ['PI-003', chairs, { currency: 'IDR' }],
  ['CI-001', chairs, { lines: [] }],
  ['CI-002', chairs, { 'lines[0].quantity': '0' }],
  ['CI-002', chairs, { 'lines[0].unitPrice': '12,34,5' }],
  ['CI-003', chairs, { 'lines[0].unitPrice': '0' }],
  ['CI-004', chairs, { 'lines[0].lineAmount': '2040.01' }],
  ['CI-005', chairs, { 'totals.total': '5985.28' }],
  ['CI-006', beans, { incoterm: 'CIF' }],
  ['CI-007', beans, { freight: null }],
  ['CI-008', chairs, { 'insurance.ratePercent': null }],
  ['CI-009', chairs, { incoterm: 'CFR' }],
  ['CI-010', chairs, { incoterm: 'FOB' }],
  ['CI-011', beans, { 'payment.lc.currency': 'USD' }],
  ['CI-012', beans, { 'payment.lc.amount': '700000' }],
  ['CI-013', beans, { 'payment.lc.applicant': 'Aozora Roastery Inc.' }],
  ['CI-014', beans, { goodsHeader: 'COFFEE' }],
  ['CI-015', chairs, { 'lines[0].countryOrigin': null }],
  ['CI-016', chairs, { 'lines[3].countryOrigin': 'VN' }],
  ['CI-017', chairs, { 'totals.packages': 53 }],
  ['CI-018', chairs, { 'payment.depositReceived': '6000.00' }],
  ['CI-019', beans, { 'freight.ratePerKg': '2000' }],
  ['CI-020', beans, { 'freight.ratePerKg': '800' }],
  ['CI-021', chairs, {}, { similarInvoice: 'INV/2026/10/A-0041' }],
  ['CI-022', chairs, { 'lines[0].brand': null }],
  ['CI-023', chairs, { 'buyer.related': true }],
  ['CI-024', chairs, { 'shipment.pebDate': '2026-10-04' }],
  ['CI-025', beans, { 'lines[3].lineAmount': '147000.50' }],
  ['CI-026', chairs, { taxAmount: '100.00' }],
  ['CI-027', chairs, { incoterm: 'FOB' }],
]

describe('commercial invoice', () => {
  it.each(damages)('%s is raised by its damage', (code, shipment, changes, facts) => {
    expect(check(shipment)).toEqual([])
    expect(check(damaged(shipment, changes), facts)).toContain(code)
  })

  it('has no rule without a damage that trips it', () => {
    const tripped = new Set(damages.map(([code]) => code))
    expect(rules.map((rule) => rule.code).filter((code) => !tripped.has(code))).toEqual([])
  })

  it('answers the mutations of the worked shipments', () => {
    const own = /^(CI|GEN|BUY|PT)-/
    for (const file of [rattan, coffee]) {
      for (const { change, expect: codes, set } of file.mutations) {
        const found = checkPaper('commercial-invoice', damaged(file as unknown as ShipmentData, set), file.today).map((finding) => finding.code)
        for (const code of codes.filter((each) => own.test(each))) expect(found, change).toContain(code)
      }
      expect(checkPaper('commercial-invoice', file as unknown as ShipmentData, file.today)).toEqual([])
    }
  })

  it('names the line and the field of what it finds', () => {
    expect(checkPaper('commercial-invoice', damaged(chairs, { 'lines[1].hs8': null }), '2026-10-14')).toEqual([
      { code: 'GEN-013', severity: 'error', paper: 'commercial-invoice', field: 'lines[1].hs8', params: { n: '2' } },
    ])
  })

  it('shows added charges as lines, included ones not at all, broken-out ones below the total', () => {
    expect(texts(chairs)).toContain('Freight 555.10')
    expect(texts(beans)).not.toContain('173,280')
    expect(texts({ ...beans, chargesShown: 'broken_out' })).toContain('of which freight 173,280')
  })

  it('prints a sale without shipment details, and says what an export still lacks', () => {
    const bare: ShipmentData = {
      company: chairs.company, buyer: { name: 'Shanghai Example Co.', country: 'CN', address: ['Shanghai'] }, currency: 'USD', incoterm: 'FOB', incotermPlace: 'Tanjung Priok',
      papers: { commercialInvoice: { no: 'INV/2026/11/A-0001', date: '2026-11-02' } },
      lines: [{ sku: 'RC-01', descriptionId: 'Kursi rotan', quantity: '2', unit: 'pcs', unitPrice: '45.50' }],
    }
    expect(texts(bare)).toContain('91.00')
    const codes = check(bare)
    for (const code of ['GEN-013', 'CI-015', 'GEN-018', 'GEN-009', 'GEN-016', 'CI-022']) expect(codes).toContain(code)
  })

  it('prints a domestic sale with tax base and PPN, and asks no export paper of it', () => {
    const domestic: ShipmentData = {
      company: chairs.company, buyer: { name: 'PT Toko Contoh', country: 'ID', address: ['Jakarta'], taxId: '0011223344556000' }, currency: 'IDR', tax: 'ppn12',
      taxBase: '9166667.00', taxAmount: '1100000.00', papers: { commercialInvoice: { no: 'INV/2026/11/A-0002', date: '2026-11-02' } },
      lines: [{ sku: 'RC-01', descriptionId: 'Kursi rotan', quantity: '10', unit: 'pcs', unitPrice: '1000000' }],
    }
    expect(check(domestic)).toEqual([])
    const text = texts(domestic, ['id'])
    expect(text).toContain('FAKTUR PENJUALAN')
    expect(text).toContain('Dasar pengenaan pajak (DPP) 9.166.667')
    expect(text).toContain('PPN 12% 1.100.000')
    expect(text).toContain('11.100.000')
    expect(text).toContain('Terbilang: Sebelas juta seratus ribu rupiah')
  })

  it('keeps a draft printable whatever is missing', () => {
    const empty = layout({}, { languages: ['en'], paper: 'A4', draft: true })
    expect(empty.watermark).toBe('DRAFT')
    expect(empty.pages).toHaveLength(1)
    expect(layout({ lines: [{}] }, { languages: ['id', 'en'], paper: 'F4', draft: true }).watermark).toBe('DRAF DRAFT')
  })
})
