import { describe, expect, it } from 'vitest'
import coffee from '../../../test/fixtures/shipments/shipment-coffee-air-tokyo.json' with { type: 'json' }
import rattan from '../../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import { decimalText, fixedText } from '../money/index.ts'
import {
  type Incoterm, type ShipmentData, chargeableWeight, cubicMetreText, customsValue, incoterms, kilogramText, largestRemainders,
  paymentShares, revenueTon, shipmentFigures, usccCheckCharacter,
} from './index.ts'

const shipments = [['rattan', rattan], ['coffee', coffee]] as const

describe.each(shipments)('the worked shipment: %s', (_name, file) => {
  const data = file as unknown as ShipmentData
  const figures = shipmentFigures(data)
  const money = (amount: bigint | null): string => fixedText(amount ?? -1n, figures.exponent)
  const expected = file.expected

  it('has the amounts of its commercial invoice', () => {
    const invoice = expected.commercialInvoice
    expect(figures.lines.map((line) => ({
      lineNo: line.lineNo, sku: line.sku, grossAmount: money(line.grossAmount), lineDiscount: money(line.lineDiscount), lineAmount: money(line.lineAmount),
    }))).toEqual(invoice.lines)
    expect({
      subtotal: money(figures.subtotal), discount: money(figures.discount), goodsValue: money(figures.goodsValue),
      freight: money(figures.freight), insurance: money(figures.insurance), total: money(figures.total),
      totalPackages: figures.packages.packages, netWeightKg: kilogramText(figures.packages.net),
      grossWeightKg: kilogramText(figures.packages.gross), volumeCbm: cubicMetreText(figures.packages.volume),
    }).toEqual({
      subtotal: invoice.subtotal, discount: invoice.discount, goodsValue: invoice.goodsValue, freight: invoice.freight,
      insurance: invoice.insurance, total: invoice.total, totalPackages: invoice.totalPackages, netWeightKg: invoice.netWeightKg,
      grossWeightKg: invoice.grossWeightKg, volumeCbm: invoice.volumeCbm,
    })
  })

  it('has the rows and totals of its packing list', () => {
    const list = expected.packingList
    expect(figures.rows.map((row) => ({
      row: row.row, sku: row.sku, packageFrom: row.packageFrom, packageTo: row.packageTo, packageCount: row.packageCount,
      quantity: decimalText(row.quantity ?? { digits: -1n, scale: 0 }), netWeightKg: kilogramText(row.net), grossWeightKg: kilogramText(row.gross),
      unitVolumeCbm: fixedText(row.unitVolume, 4), volumeCbm: cubicMetreText(row.volume),
      densityKgPerCbm: (Number(row.gross) / Number(row.volume)).toFixed(1),
    }))).toEqual(list.rows)
    expect(figures.packages.packages).toBe(list.totalPackages)
    expect(figures.packages.byType).toEqual(list.packagesByType)
    expect(kilogramText(figures.packages.net)).toBe(list.netWeightKg)
    expect(kilogramText(figures.packages.gross)).toBe(list.grossWeightKg)
    expect(cubicMetreText(figures.packages.volume)).toBe(list.volumeCbm)
  })

  it('has the FOB, CIF and FOB by line of its export declaration', () => {
    const peb = expected.peb
    expect(money(figures.customs.fob)).toBe(peb.fob)
    expect(money(figures.customs.cif)).toBe(peb.cif)
    expect(money(figures.customs.freight)).toBe(peb.freight)
    expect(money(figures.customs.insurance)).toBe(peb.insurance)
    expect(figures.fobByLine.map(Number)).toEqual(expected.trail.fobAllocationMinorUnits)
    expect(figures.fobByLine.map(money)).toEqual(peb.items.map((item) => item.fob))
    expect(money(figures.insuredValue)).toBe(expected.insurance.insuredValue)
  })
})

describe('shipment figures', () => {
  it('charge LCL freight by revenue tons and air freight by chargeable weight', () => {
    const sea = shipmentFigures(rattan as unknown as ShipmentData)
    expect(fixedText(revenueTon(rattan as unknown as ShipmentData, sea.packages), 3)).toBe(rattan.expected.trail.revenueTon)
    const air = chargeableWeight(shipmentFigures(coffee as unknown as ShipmentData).packages, 6000)
    expect(kilogramText(air.volumeWeight)).toBe(coffee.expected.air.volumeWeightKg)
    expect(fixedText(air.chargeable / 100n, 1)).toBe(coffee.expected.air.chargeableWeightKg)
  })

  it('split the payment as agreed, the last share taking the rest', () => {
    const data = rattan as unknown as ShipmentData
    const shares = paymentShares(data, shipmentFigures(data).total).map((share) => fixedText(share.amount, 2))
    expect(shares).toEqual([rattan.expected.payment.deposit, rattan.expected.payment.balance])
  })

  it('add 110 % insurance on top of cost and freight (10 000 at 0.2 % is a CIF of 10 022.05)', () => {
    const figures = shipmentFigures({
      currency: 'USD', incoterm: 'CIF', chargesShown: 'added', insurance: { ratePercent: '0.2' }, freight: { basis: 'AMOUNT', amount: '1000.00' },
      lines: [{ quantity: '1', unitPrice: '9000' }],
    })
    expect(figures.insurance).toBe(2205n)
    expect(figures.total).toBe(1002205n)
  })

  it.each<[Incoterm, number, number]>([
    ['EXW', 1100, 1300], ['FCA', 1100, 1300], ['FAS', 1100, 1300], ['FOB', 1000, 1200], ['CFR', 850, 1050], ['CPT', 850, 1050],
    ['CIF', 800, 1000], ['CIP', 800, 1000], ['DAP', 770, 970], ['DPU', 770, 970], ['DDP', 760, 960],
  ])('%s: FOB %d, CIF %d', (term, fob, cif) => {
    const value = customsValue({
      term, goods: 1000n, freight: 150n, insurance: 50n, chargesAdded: false, toOnBoard: 100n, afterDischarge: 30n, importDuty: 10n,
    })
    expect([Number(value.fob), Number(value.cif)]).toEqual([fob, cif])
    expect(incoterms).toContain(term)
  })

  it('give the same FOB whether charges are added or included', () => {
    const parts = { freight: 150n, insurance: 50n, toOnBoard: 0n, afterDischarge: 0n, importDuty: 0n }
    for (const term of ['CIF', 'CIP', 'DAP', 'DPU', 'DDP'] as const) {
      expect(customsValue({ ...parts, term, goods: 800n, chargesAdded: true })).toEqual(customsValue({ ...parts, term, goods: 1000n, chargesAdded: false }))
    }
  })

  it('spread by largest remainders to the last unit', () => {
    expect(largestRemainders(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(largestRemainders(0n, [0n, 0n])).toEqual([0n, 0n])
  })

  it('survive data of any shape', () => {
    const hollow = { lines: [{}, { quantity: '12,34,5', unitPrice: 'NaN', packages: {} }, { quantity: '1', unitPrice: '1e400' }] } as unknown as ShipmentData
    expect(shipmentFigures(hollow).total).toBe(0n)
    expect(shipmentFigures({}).total).toBe(0n)
  })

  it('know the check character of a Chinese credit code', () => {
    expect(usccCheckCharacter(rattan.buyer.uscc)).toBe('T')
    expect(usccCheckCharacter('9131O107MA1FABCD2T')).toBeNull()
  })
})
