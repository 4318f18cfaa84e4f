import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import coffee from '../../test/fixtures/shipments/shipment-coffee-air-tokyo.json' with { type: 'json' }
import rattan from '../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import type { ShipmentData, ShipmentLine } from '../core/shipment/index.ts'
import { paperType } from './check.ts'
import type { PaperBox } from './types.ts'

// Random shipments of 1 to 500 lines: what one paper adds up, every other says too; rows add up to the totals that are printed.

const decimal = (max: number, places: number): fc.Arbitrary<string> => fc.integer({ min: 1, max: max * 10 ** places }).map((digits) => (digits / 10 ** places).toFixed(places))
const line: fc.Arbitrary<ShipmentLine> = fc.record({
  count: fc.integer({ min: 1, max: 40 }), per: fc.integer({ min: 1, max: 60 }), price: decimal(400, 3), discount: fc.constantFrom(undefined, '2.5', '10'), net: decimal(30, 3), tare: decimal(3, 3), length: decimal(90, 1), width: decimal(60, 1), height: decimal(60, 1), type: fc.constantFrom('CT', 'BG', 'CR'),
  hs: fc.constantFrom('9401.53.00', '4602.12.90', '0901.11.20'),
}).map(({ count, per, price, discount, net, tare, length, width, height, type, hs }) => ({
  sku: `S-${price}`, descriptionEn: 'Goods of rattan', descriptionId: 'Barang rotan', hs8: hs, quantity: String(count * per), unit: 'PCE', unitPrice: price, countryOrigin: 'ID', originCriterion: 'WO', ...(discount === undefined ? {} : { lineDiscountPercent: discount }),
  packages: { count, typeCode: type, quantityPerPackage: String(per), netPerPackageKg: net, grossPerPackageKg: (Number(net) + Number(tare)).toFixed(3), lengthCm: length, widthCm: width, heightCm: height },
}))
const shipment: fc.Arbitrary<ShipmentData> = fc.record({
  base: fc.constantFrom(rattan as unknown as ShipmentData, coffee as unknown as ShipmentData), lines: fc.oneof({ weight: 12, arbitrary: fc.array(line, { minLength: 1, maxLength: 25 }) }, { weight: 1, arbitrary: fc.array(line, { minLength: 450, maxLength: 500 }) }),
  discount: fc.constantFrom('0', '2', '3.33'), shown: fc.constantFrom('added' as const, 'included' as const, 'broken_out' as const),
}).map(({ base, lines, discount, shown }) => ({ ...base, lines, discountPercent: discount, chargesShown: shown }))

function texts(type: string, data: ShipmentData): string[] {
  return paperType(type)?.layout(data, { languages: ['en'], paper: 'A4' }).pages.flatMap((page) => page.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))) ?? []
}

function boxes(type: string, data: ShipmentData): readonly PaperBox[] {
  return paperType(type)?.boxes?.(data, 'en') ?? []
}

const named = (list: readonly PaperBox[], label: string): string[] => list.filter((box) => box.label === label).map((box) => box.plain)
/** Whole numbers of thousandths: sums of what is printed, exact. */
const thousandths = (text: string): bigint => {
  const [whole = '0', part = ''] = text.replaceAll(',', '').split('.')
  return BigInt(whole) * 1000n + BigInt(part.padEnd(3, '0').slice(0, 3)) * (whole.startsWith('-') ? -1n : 1n)
}
const sum = (list: readonly string[]): bigint => list.reduce((total, text) => total + thousandths(text), 0n)

describe('random shipments', () => {
  it('have no paper whose totals contradict another’s', () => {
    fc.assert(fc.property(shipment, (data) => {
      const peb = boxes('peb-data', data)
      const [fob = ''] = named(peb, 'FOB value')
      // Goods below their freight are refused (CI-019): nothing is spread over them.
      fc.pre(thousandths(fob) > 0n)
      const [gross = ''] = named(peb, 'Gross weight').map((text) => text.replace(/0$/, ''))
      const [net = ''] = named(peb, 'Net weight').map((text) => text.replace(/0$/, ''))
      const [count = ''] = named(peb, 'Packages')
      // The items of the declaration add up to its head.
      expect(sum(named(peb, 'FOB value').slice(1))).toBe(thousandths(fob))
      expect(sum(named(peb, 'Net kg'))).toBe(thousandths(net))
      // Weights and packages are those of every other paper.
      const instruction = boxes('shipping-instruction', data)
      expect([named(instruction, 'Gross weight')[0], named(instruction, 'Net weight')[0]]).toEqual([gross, net])
      const weights = boxes('weight-list', data).filter((box) => /^\.\d+$/.test(box.no))
      const kilograms = weights.filter((box) => box.label === 'Gross kg').map((box) => box.plain)
      expect(sum(kilograms)).toBe(2n * thousandths(gross))
      const english = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
      for (const type of ['commercial-invoice', 'packing-list', 'shipping-instruction', 'weight-list', 'booking-request', 'ska-data']) {
        const said = texts(type, data).join(' ')
        expect(said, type).toContain(english(gross))
        if (type !== 'shipping-instruction') expect(said, type).toContain(english(net))
      }
      expect(texts('packing-list', data).join(' ')).toContain(`(${count}) ${count === '1' ? 'PACKAGE' : 'PACKAGES'} ONLY`)
      expect(texts('carton-label', { ...data, lines: (data.lines ?? []).slice(0, 3) }).join(' ')).toContain('C/NO. 1 OF ')
      // Amounts: the invoice's total stands on the draft, the letter to the bank and the declaration to the insurer follow from it.
      const total = named(boxes('lc-presentation', data), 'Drawing')[0] ?? ''
      expect(named(boxes('draft', data), 'Amount')[0]).toBe(total)
      expect(texts('commercial-invoice', data).join(' ')).toContain(english(total))
      const valuation = boxes('customs-valuation', data)
      expect(named(valuation, 'FOB value')[0]).toBe(fob)
      expect(sum(valuation.filter((box) => box.label === 'FOB value' && /^\.\d+$/.test(box.no)).map((box) => box.plain))).toBe(2n * thousandths(fob))
      expect(sum([...named(valuation, 'FOB value').slice(0, 1), ...named(valuation, 'Freight'), ...named(valuation, 'Insurance')])).toBe(sum(named(valuation, 'CIF/CIP value')))
    }), { numRuns: 20 })
  }, 120_000)
})
