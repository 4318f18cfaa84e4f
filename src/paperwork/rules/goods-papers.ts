import { addDays, daysBetween } from '../../core/calendar/index.ts'
import { compareDecimals } from '../../core/money/index.ts'
import {
  type ShipmentData, type ShipmentLine, cubicMetreText, decimalOrNull, destinationCountry, gs1CheckDigit, hsDigits, isFoodLine, isPlantLine, isTimberLine, kilogramText, scaled,
} from '../../core/shipment/index.ts'
import type { Rule } from '../types.ts'
import { shippedOn } from './carriage.ts'
import { eachLine, filled, found, isDate } from './general.ts'
import * as law from './law.ts'
import { after, at, dateOf, differ, error, grams, squeezed, ticked, typed, warning, zero } from './reading.ts'

/** 2.7. Weights of single packages stand on the paper as `rows`: `12,30.000,0.650,30.650` per package, separated by `;`. */
export function weighedRows(data: ShipmentData): { n: number; net: bigint | null; tare: bigint | null; gross: bigint | null }[] {
  return (typed(data, 'weightList', 'rows') ?? '').split(';').filter((row) => row.trim() !== '').map((row, index) => {
    const [n, net, tare, gross] = row.split(',').map((cell) => cell.trim())
    return { n: Number(n) || index + 1, net: grams(net), tare: grams(tare), gross: grams(gross) }
  })
}

export const weightListRules: readonly Rule[] = [
  error('WL-001', 'physics', ({ data }) => weighedRows(data).flatMap(({ n, net, tare, gross }) => {
    if (net === null || tare === null || gross === null) return []
    const apart = gross - net - tare
    return found(apart > 5n || apart < -5n, at('weightList', 'rows'), { n: String(n) })
  })),
  error('WL-002', 'UCP 600 art.14(d)', ({ data, figures }) => {
    const rows = weighedRows(data)
    return rows.length === 0 ? [] : found(rows.length !== figures.packages.packages, at('weightList', 'rows'), { a: String(rows.length), b: String(figures.packages.packages) })
  }),
  error('WL-003', 'UCP 600 art.14(d)', ({ data, figures }) => {
    const no = data.papers?.['packingList']?.no ?? '-'
    const stated = [
      ...differ(typed(data, 'weightList', 'grossWeightKg'), kilogramText(figures.packages.gross), at('weightList', 'grossWeightKg'), { no }),
      ...differ(typed(data, 'weightList', 'netWeightKg'), kilogramText(figures.packages.net), at('weightList', 'netWeightKg'), { no }),
    ]
    const rows = weighedRows(data)
    const gross = rows.reduce((sum, row) => sum + (row.gross ?? 0n), 0n)
    return stated.length > 0 || rows.length === 0 ? stated : found(gross !== figures.packages.gross, at('weightList', 'rows'), { no })
  }),
  warning('WL-004', 'custom', ({ data, figures }) => weighedRows(data).flatMap(({ n, net }) => {
    const nominal = figures.rows.find((row) => n >= row.packageFrom && n <= row.packageTo)?.netPerPackage ?? null
    if (net === null || nominal === null || nominal === 0n) return []
    const apart = net > nominal ? net - nominal : nominal - net
    return found(apart * 50n > nominal, at('weightList', 'rows'), { n: String(n), x: kilogramText(net), y: kilogramText(nominal) })
  })),
]

/** 2.20 */
export const beneficiaryRules: readonly Rule[] = [
  error('BC-001', 'L/C', ({ data }) => found(!filled(data.payment?.lc?.no), 'payment.lc.no')),
  error('BC-002', 'UCP 600 art.14(f)', ({ data }) => after(typed(data, 'beneficiaryCertificate', 'actDate') ?? shippedOn(data), dateOf(data, 'beneficiaryCertificate'), at('beneficiaryCertificate', 'date'))),
  warning('BC-003', 'UCP 600 art.14(d), (f)', ({ data }) => {
    const [text, wanted] = [typed(data, 'beneficiaryCertificate', 'text'), typed(data, 'beneficiaryCertificate', 'lcText')]
    return text === undefined || wanted === undefined ? [] : found(squeezed(text) !== squeezed(wanted), at('beneficiaryCertificate', 'text'))
  }),
]

const isFoodForChina = (data: ShipmentData): boolean => destinationCountry(data) === 'CN' && (data.lines ?? []).some(isFoodLine)

/** 2.21 */
export const labelRules: readonly Rule[] = [
  error('LB-001', 'program', ({ data, figures }) => {
    const last = Number(typed(data, 'cartonLabel', 'cartonTo'))
    return Number.isFinite(last) && last > 0 ? found(last > figures.packages.packages, at('cartonLabel', 'cartonTo'), { n: String(last), t: String(figures.packages.packages) }) : []
  }),
  error('LB-002', 'GS1', ({ data }) => [
    ...(data.lines ?? []).flatMap((line, index) => {
      const code = line.gtin?.replace(/\s/g, '')
      if (!filled(code)) return []
      const digit = gs1CheckDigit(code)
      return found(digit === null || code.at(-1) !== digit, `lines[${index}].gtin`, { code, d: digit ?? '?' })
    }),
    ...[typed(data, 'cartonLabel', 'sscc')].flatMap((code) => {
      const digit = code === undefined ? null : gs1CheckDigit(code)
      return code === undefined ? [] : found(code.length !== 18 || code.at(-1) !== digit, at('cartonLabel', 'sscc'), { code, d: digit ?? '?' })
    }),
  ]),
  error('LB-003', 'destination customs, GB 7718', ({ data }) => {
    const stated = data.papers?.['cartonLabel']?.['madeIn']
    return found(stated !== undefined && (typeof stated !== 'string' || !/indonesia|印度尼西亚/i.test(stated)), at('cartonLabel', 'madeIn'))
  }),
  error('LB-004', 'custom', ({ data, figures }) => {
    const row = figures.rows[0]
    return row === undefined ? [] : [
      ...differ(typed(data, 'cartonLabel', 'netWeightKg'), row.netPerPackage === null ? undefined : kilogramText(row.netPerPackage), at('cartonLabel', 'netWeightKg'), { n: '1' }),
      ...differ(typed(data, 'cartonLabel', 'grossWeightKg'), row.grossPerPackage === null ? undefined : kilogramText(row.grossPerPackage), at('cartonLabel', 'grossWeightKg'), { n: '1' }),
    ]
  }),
  warning('LB-005', 'UCP 600 art.14(d)', ({ data }) => {
    const stated = typed(data, 'cartonLabel', 'marks')
    return stated === undefined ? [] : found(squeezed(stated) !== squeezed((data.shipment?.marks ?? []).join(' ')), at('cartonLabel', 'marks'))
  }),
  error('LB-006', 'GACC Decree 280', ({ data }) => (isFoodForChina(data) ? eachLine(data, 'gaccNo', (line) => isFoodLine(line) && !filled(line.gaccNo) && typed(data, 'gaccData', 'registrationNo') === undefined) : [])),
  warning('LB-007', 'buyer custom', ({ data }) => eachLine(data, 'expiryDate', (line) => {
    const arrival = data.shipment?.eta
    if (!isDate(line.expiryDate) || !isDate(line.productionDate) || !isDate(arrival)) return false
    const whole = daysBetween(line.productionDate, line.expiryDate)
    return whole > 0 && daysBetween(arrival, line.expiryDate) * 3 < whole * 2
  })),
  warning('LB-008', 'trademark law', ({ data }) => found(ticked(data, 'cartonLabel', 'trademarkChecked') === false && (data.lines ?? []).some((line) => filled(line.brand)), at('cartonLabel', 'trademarkChecked'), { country: destinationCountry(data) })),
]

const isCharcoal = (line: ShipmentLine): boolean => hsDigits(line.hs8).startsWith('4402')

/** 2.22 */
export const nonDangerousRules: readonly Rule[] = [
  error('DG-001', 'IMDG 2.3, IATA DGR', ({ data }) => eachLine(data, 'flashPoint', (line) => {
    const point = decimalOrNull(line.flashPoint)
    return point !== null && compareDecimals(point, { digits: 60n, scale: 0 }) <= 0 && { x: line.flashPoint ?? '' }
  })),
  error('DG-002', 'IMDG', ({ data }) => eachLine(data, 'unNumber', (line) => filled(line.unNumber) && !/^(none|-|n\/a)$/i.test(line.unNumber))),
  warning('DG-003', 'carrier', ({ data, today }) => eachLine(data, 'msdsDate', (line) => {
    const years = law.safetySheetYears.value[destinationCountry(data)] ?? law.safetySheetYears.value['*'] ?? 3
    return isDate(line.msdsDate) && line.msdsDate < addDays(today, -365 * years)
  })),
  warning('DG-004', 'IMDG 42-24 (verify)', ({ data }) => eachLine(data, 'hs8', isCharcoal)),
]

/** 2.23 */
export const fumigationRules: readonly Rule[] = [
  error('FM-001', 'ISPM 15', ({ data }) => after(data.shipment?.treatmentDate, data.shipment?.stuffingDate, 'shipment.treatmentDate')),
  error('FM-002', 'importing country', ({ data }) => {
    const [treated, loaded] = [typed(data, 'fumigationRequest', 'treatmentDate') ?? data.shipment?.treatmentDate, shippedOn(data) ?? data.shipment?.etd]
    const most = Number(typed(data, 'fumigationRequest', 'maximumAgeDays') ?? law.fumigationAgeDays.value)
    const isGas = !/\bHT\b|heat/i.test(data.shipment?.treatmentType ?? '')
    return isDate(treated) && isDate(loaded) ? found(isGas && daysBetween(treated, loaded) > most, 'shipment.treatmentDate', { n: String(most) }) : []
  }),
  warning('FM-003', 'importing country', ({ data }) => {
    const chemical = typed(data, 'fumigationRequest', 'chemical') ?? data.shipment?.treatmentType ?? ''
    return found(/\bMB\b|methyl bromide|CH3Br/i.test(chemical) && law.methylBromideRefused.value.includes(destinationCountry(data)), 'shipment.treatmentType', { country: destinationCountry(data) })
  }),
  error('FM-004', 'ISPM 15', ({ data }) => {
    const code = data.shipment?.ippcCode
    return filled(code) ? found(!/^[A-Z]{2}-[0-9A-Z-]{3,}$/.test(code), 'shipment.ippcCode') : []
  }),
  warning('FM-005', 'importing country', ({ data }) => found(
    law.fumigationAsked.value.includes(destinationCountry(data)) && data.papers?.['fumigationRequest'] === undefined && !filled(data.shipment?.treatmentDate)
      && (data.lines ?? []).some((line) => /^(1401|460191|460192|460193|460194|940391|940399|940199)/.test(hsDigits(line.hs8))),
    'shipment.treatmentDate', { country: destinationCountry(data) })),
]

/** 2.24 */
export const phytosanitaryRules: readonly Rule[] = [
  error('PC-001', 'ISPM 12', ({ data }) => eachLine(data, 'botanicalName', (line) => isPlantLine(line) && !filled(line.botanicalName))),
  error('PC-002', 'Barantin', ({ data }) => after(typed(data, 'phyto', 'inspectionDate'), data.shipment?.etd, at('phyto', 'inspectionDate'))),
  warning('PC-003', 'importing country', ({ data, today }) => {
    const until = typed(data, 'phyto', 'importPermitValidUntil')
    return isDate(until) ? found(until < (shippedOn(data) ?? today), at('phyto', 'importPermitValidUntil')) : []
  }),
  error('PC-004', 'ISPM 12', ({ data, figures }) => [
    ...differ(typed(data, 'phyto', 'packages'), String(figures.packages.packages), at('phyto', 'packages')),
    ...differ(typed(data, 'phyto', 'netWeightKg'), kilogramText(figures.packages.net), at('phyto', 'netWeightKg')),
  ]),
  warning('PC-005', 'Barantin practice', ({ data }) => {
    const [applied, etd] = [data.papers?.['phyto']?.applied, data.shipment?.etd]
    return isDate(applied) && isDate(etd) ? found(daysBetween(applied, etd) < 2, at('phyto', 'applied')) : []
  }),
]

/** 2.25 */
export const healthRules: readonly Rule[] = [
  error('HC-001', 'authority', ({ data }) => {
    const known = new Set((data.lines ?? []).map((line) => line.lotNo))
    return (typed(data, 'healthApplication', 'lots') ?? '').split(/[,;\s]+/).filter((lot) => lot !== '' && !known.has(lot)).map((lot) => ({ field: at('healthApplication', 'lots'), params: { lot } }))
  }),
  error('HC-002', 'authority', ({ data }) => eachLine(data, 'expiryDate', (line) => isDate(line.expiryDate) && isDate(data.shipment?.eta) && line.expiryDate < data.shipment.eta && { lot: line.lotNo ?? '-' })),
  warning('HC-003', 'buyer custom', ({ data, today }) => {
    const date = typed(data, 'healthApplication', 'labDate')
    return isDate(date) ? found(date < addDays(today, -183), at('healthApplication', 'labDate')) : []
  }),
]

/** Shares of a list of ingredients written `coffee 80%, sugar 25%`, in hundredths of a percent. */
function ingredientShares(line: ShipmentLine): bigint {
  return [...(line.ingredients ?? '').matchAll(/([0-9]+(?:\.[0-9]+)?)\s*%/g)].reduce((sum, match) => sum + scaled(decimalOrNull(match[1]) ?? zero, 2), 0n)
}

/** 2.26 */
export const halalRules: readonly Rule[] = [
  warning('HL-001', 'importing country', ({ data }) => (law.halalCountries.value.includes(destinationCountry(data)) ? eachLine(data, 'halalNo', (line) => isFoodLine(line) && !filled(line.halalNo) && { country: destinationCountry(data) }) : [])),
  warning('HL-002', 'UU 33/2014, PP 42/2024', ({ data, today }) => (data.papers?.['halalInfo'] !== undefined && today >= law.halalObligation.value ? eachLine(data, 'halalNo', (line) => isFoodLine(line) && !filled(line.halalNo)) : [])),
  error('HL-003', 'program', ({ data }) => eachLine(data, 'ingredients', (line) => ingredientShares(line) > 10_000n)),
]

/** Per 100 g, from a text such as `energy 1700 kJ; protein 12; fat 10; carbohydrate 60`. */
function nutrient(line: ShipmentLine, name: RegExp): bigint | null {
  const figure = new RegExp(`(?:${name.source})\\D{0,12}?([0-9]+(?:\\.[0-9]+)?)`, 'i').exec(line.nutrition ?? '')?.[1]
  const value = decimalOrNull(figure)
  return value === null ? null : scaled(value, 2)
}

/** 2.27 */
export const chineseFoodRules: readonly Rule[] = [
  error('GC-001', 'GACC Decree 280', ({ data, today }) => {
    const until = typed(data, 'gaccData', 'validUntil')
    const hasNo = typed(data, 'gaccData', 'registrationNo') !== undefined || (data.lines ?? []).filter(isFoodLine).every((line) => filled(line.gaccNo))
    return found(!hasNo || (isDate(until) && until < today), at('gaccData', hasNo ? 'validUntil' : 'registrationNo'))
  }),
  error('GC-002', 'GB 7718', ({ data }) => eachLine(data, 'ingredientsZh', (line) => isFoodLine(line) && (!filled(line.descriptionZh) || !filled(line.ingredientsZh)))),
  error('GC-003', 'GB 7718', ({ data }) => found(typed(data, 'gaccData', 'importer') === undefined && data.buyer?.country !== 'CN', at('gaccData', 'importer'))),
  error('GC-004', 'GACC Decree 280', ({ data }) => {
    const [registered, invoiced] = [typed(data, 'gaccData', 'plantName'), typed(data, 'gaccData', 'invoicePlant') ?? data.company?.sellerName]
    return registered === undefined || invoiced === undefined ? [] : found(squeezed(registered) !== squeezed(invoiced), at('gaccData', 'plantName'), { a: registered, b: invoiced })
  }),
  error('GC-005', 'GB 2760', ({ data }) => (data.lines ?? []).flatMap((line, index) => [...(line.ingredients ?? '').matchAll(/\bE\s?(\d{3,4}[a-z]?)\b/g)]
    .filter((match) => !commonAdditives.has(match[1] ?? '')).map((match) => ({ field: `lines[${index}].ingredients`, params: { e: `E${match[1] ?? ''}` } })))),
  warning('GC-006', 'GB 7718', ({ data }) => {
    const text = typed(data, 'gaccData', 'productionDateText')
    return text === undefined ? [] : found(!/^\d{4}(-\d{2}-\d{2}|年\d{1,2}月\d{1,2}日)$/.test(text), at('gaccData', 'productionDateText'))
  }),
  error('GC-007', 'protocol Indonesia-China', ({ data }) => found((data.lines ?? []).some((line) => hsDigits(line.hs8).startsWith('0410')) && ticked(data, 'gaccData', 'traceabilityLabel') !== true, at('gaccData', 'traceabilityLabel'))),
  warning('GC-008', 'GB 28050', ({ data }) => eachLine(data, 'nutrition', (line) => {
    const [energy, protein, fat, carbohydrate] = [/energy|能量/, /protein|蛋白质/, /fat|脂肪/, /carbohydrate|碳水化合物/].map((name) => nutrient(line, name))
    if (energy === null || energy === undefined || protein === null || fat === null || carbohydrate === null || protein === undefined || fat === undefined || carbohydrate === undefined) return false
    const expected = 17n * (protein + carbohydrate) + 37n * fat
    const apart = energy > expected ? energy - expected : expected - energy
    return expected > 0n && apart * 5n > expected
  })),
  warning('GC-009', 'custom', ({ data }) => found((data.lines ?? []).some((line) => isFoodLine(line) && filled(line.brand)) && ticked(data, 'gaccData', 'brandChecked') !== true, at('gaccData', 'brandChecked'))),
]

/** Additives that GB 2760 lists for ordinary foods; any other is for a person to look up. */
const commonAdditives = new Set(['100', '150a', '170', '200', '202', '211', '260', '270', '290', '300', '301', '322', '330', '331', '400', '401', '407', '410', '412', '414', '415', '420', '422', '440', '471', '500', '503', '621', '950', '955', '960'])

/** 2.28 */
export const timberRules: readonly Rule[] = [
  error('VL-001', 'SVLK rules', ({ data, today }) => {
    const until = typed(data, 'vLegalRequest', 'validUntil')
    return isDate(until) ? found(until < (shippedOn(data) ?? data.shipment?.etd ?? today), at('vLegalRequest', 'validUntil'), { d: until }) : []
  }),
  error('VL-002', 'SVLK rules', ({ data }) => (data.papers?.['vLegalRequest'] === undefined || typed(data, 'vLegalRequest', 'species') !== undefined ? [] : eachLine(data, 'botanicalName', (line) => isTimberLine(line) && !filled(line.botanicalName)))),
  error('VL-003', 'SVLK rules', ({ data, figures }) => [
    ...differ(typed(data, 'vLegalRequest', 'volumeCbm'), cubicMetreText(figures.packages.volume), at('vLegalRequest', 'volumeCbm')),
    ...differ(typed(data, 'vLegalRequest', 'netKg'), kilogramText(figures.packages.net), at('vLegalRequest', 'netKg')),
  ]),
  warning('VL-004', 'Permendag 23/2023 (verify)', ({ data }) => (typed(data, 'vLegalRequest', 'documentNo') !== undefined ? [] : eachLine(data, 'hs8', (line) => isTimberLine(line) && { hs: line.hs8 ?? '' }))),
]

/** 2.35 */
export const deliveryRules: readonly Rule[] = [
  error('SJ-001', 'stock', ({ data, facts }) => (data.papers?.['deliveryOrder'] === undefined ? [] : eachLine(data, 'quantity', (line) => {
    const [held, wanted] = [decimalOrNull(facts.onHand?.[line.sku ?? '']), decimalOrNull(line.quantity)]
    return held !== null && wanted !== null && compareDecimals(wanted, held) > 0 && { a: facts.onHand?.[line.sku ?? ''] ?? '', sku: line.sku ?? '' }
  }))),
  warning('SJ-002', 'plausibility', ({ data }) => {
    const no = typed(data, 'deliveryOrder', 'vehicleNo')
    return no === undefined ? [] : found(!/^[A-Z]{1,2} \d{1,4} [A-Z]{1,3}$/.test(no), at('deliveryOrder', 'vehicleNo'))
  }),
  warning('SJ-003', 'custom', ({ data, figures }) => differ(typed(data, 'deliveryOrder', 'packages'), String(figures.packages.packages), at('deliveryOrder', 'packages'))),
  error('SJ-004', 'program', ({ data }) => found(data.papers?.['deliveryOrder'] !== undefined && typed(data, 'deliveryOrder', 'orderNo') === undefined && !filled(data.order?.buyerOrderNo) && !filled(data.order?.contractNo), at('deliveryOrder', 'orderNo'))),
]

/** 2.36 */
export const stockCardRules: readonly Rule[] = [
  error('ST-001', 'stock', ({ data }) => (data.stockCard?.rows ?? []).flatMap((row, index) => {
    const balance = decimalOrNull(row.balance)
    return balance === null ? [] : found(balance.digits < 0n, `stockCard.rows[${index}].balance`, { sku: data.stockCard?.sku ?? '', d: row.date ?? '' })
  })),
  error('ST-002', 'program', ({ data }) => {
    const six = (text: string | undefined): bigint => scaled(decimalOrNull(text) ?? zero, 6)
    const card = data.stockCard
    return card?.closing === undefined ? [] : found(six(card.opening) + (card.rows ?? []).reduce((sum, row) => sum + six(row.in) - six(row.out), 0n) !== six(card.closing), 'stockCard.closing')
  }),
]

