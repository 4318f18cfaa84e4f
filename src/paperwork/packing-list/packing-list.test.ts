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
const check = (data: ShipmentData, facts: BookFacts = {}): string[] =>
  checkPaper('packing-list', data, '2026-11-10', facts).map((finding) => finding.code)
const texts = (data: ShipmentData): string => layout(data, { languages: ['en'], paper: 'A4' }).pages
  .flatMap((page) => page.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).join(' ')

const damages: [string, ShipmentData, Record<string, unknown>, BookFacts?][] = [
  ['GEN-001', chairs, { 'company.sellerAddress': [] }],
  ['GEN-002', chairs, { 'papers.packingList.date': '2026-13-01' }],
  ['GEN-003', chairs, { 'papers.packingList.date': '2026-12-01' }],
  ['GEN-004', chairs, {}, { numbersInUse: ['PL/2026/10/A-0042'] }],
  ['GEN-005', chairs, { 'company.npwp': '1' }],
  ['GEN-006', chairs, { 'company.nib': null }],
  ['GEN-008', chairs, { 'lines[0].descriptionEn': 'Chair 카' }],
  ['GEN-009', chairs, { 'lines[0].descriptionEn': null }],
  ['GEN-011', chairs, {}, { sanctionedCountries: ['CN'] }],
  ['GEN-012', chairs, { 'company.phone': null, 'company.email': null }],
  ['GEN-016', chairs, { 'buyer.nameZh': null }],
  ['GEN-017', chairs, { 'papers.commercialInvoice': null }],
  ['GEN-018', chairs, { 'shipment.marks': [] }],
  ['BUY-001', chairs, { 'buyer.uscc': 'O' }],
  ['PL-001', chairs, { 'lines[0].packages.netPerPackageKg': '22.000' }],
  ['PL-002', chairs, { 'lines[1].packages.from': 12, 'lines[1].packages.to': 19 }],
  ['PL-002', chairs, { 'lines[1].packages.from': 14, 'lines[1].packages.to': 21 }],
  ['PL-003', chairs, { 'lines[1].packages.from': 13, 'lines[1].packages.to': 19 }],
  ['PL-004', chairs, { 'lines[0].packages.count': 23, 'lines[0].packages.quantityPerPackage': '2' }],
  ['PL-005', chairs, { 'totals.grossWeightKg': '1240.5' }],
  ['PL-006', chairs, { 'lines[0].packages.lengthCm': '620', 'lines[0].packages.widthCm': '600', 'lines[0].packages.heightCm': '1100' }],
  ['PL-007', chairs, { 'lines[0].packages.grossPerPackageKg': '31' }],
  ['PL-008', beans, { 'lines[0].packages.heightCm': '0' }],
  ['PL-009', chairs, { 'shipment.containerType': '22G1', 'lines[0].packages.lengthCm': '620' }],
  ['PL-010', chairs, { 'shipment.payloadKg': '700' }],
  ['PL-011', chairs, { 'shipment.woodPackaging': true }],
  ['PL-012', chairs, { 'papers.packingList.date': '2026-10-20' }],
  ['PL-013', chairs, { 'lines[0].descriptionEn': 'Chair USD 42.50' }],
  ['PL-014', chairs, { 'lines[0].packages.netPerPackageKg': '21.199' }],
  ['PL-015', chairs, { lines: [{ sku: 'RC-101', descriptionEn: 'Chair', quantity: '48', unit: 'PCE', unitPrice: '1' }] }],
  ['PL-016', chairs, { 'lines[0].packages.netPerPackageKg': null }],
  ['PL-017', chairs, { 'papers.packingList.date': '2026-10-09' }],
]

describe('packing list', () => {
  it.each(damages)('%s is raised by its damage', (code, shipment, changes, facts) => {
    expect(check(shipment)).toEqual([])
    expect(check(damaged(shipment, changes), facts)).toContain(code)
  })

  it('has no rule without a damage that trips it', () => {
    const tripped = new Set(damages.map(([code]) => code))
    expect(rules.map((rule) => rule.code).filter((code) => !tripped.has(code))).toEqual([])
  })

  it('answers the mutations of the worked shipments', () => {
    for (const file of [rattan, coffee]) {
      for (const { change, expect: codes, set } of file.mutations) {
        const found = checkPaper('packing-list', damaged(file as unknown as ShipmentData, set), file.today).map((finding) => finding.code)
        for (const code of codes.filter((each) => each.startsWith('PL-'))) expect(found, change).toContain(code)
      }
      expect(checkPaper('packing-list', file as unknown as ShipmentData, file.today)).toEqual([])
    }
  })

  it('prints the totals of the worked shipments and no price', () => {
    const text = texts(chairs)
    for (const part of ['555.20', '705.60', '14.608', '62 × 60 × 110', '49–52', 'FIFTY-TWO (52) PACKAGES ONLY']) expect(text).toContain(part)
    for (const price of ['42.50', '2,040', '5,985.27', '555.10']) expect(text).not.toContain(price)
  })

  it('shows goods that share the packages of the row before, without weight of their own', () => {
    const mixed = damaged(chairs, { 'lines[1].packages': { mixed: true, quantityPerPackage: '8' } })
    expect(check(mixed)).toEqual([])
    expect(texts(mixed)).toContain('mixed')
  })

  it('takes several kinds of packages for one line', () => {
    const kind = { typeCode: 'CT', netPerPackageKg: '16.8', grossPerPackageKg: '21.2', lengthCm: '62', widthCm: '60', heightCm: '110' }
    const data = damaged(chairs, { 'lines[0].packages': [{ ...kind, count: 11, quantityPerPackage: '4' }, { ...kind, count: 2, quantityPerPackage: '2' }] })
    expect(check(data)).toEqual([])
    expect(texts(data)).toContain('12–13')
  })
})
