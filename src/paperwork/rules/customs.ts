import { addDays, monthOf } from '../../core/calendar/index.ts'
import { compareDecimals, divideHalfUp, fixedText } from '../../core/money/index.ts'
import {
  type ShipmentData, decimalOrNull, hsDigits, isExport, isIncoterm, kilogramText, resolveParty, scaled, sellerInsures, sellerPaysFreight, usesConsignmentNote,
} from '../../core/shipment/index.ts'
import type { Found, Rule, RuleInput } from '../types.ts'
import { eachLine, filled, found, isDate } from './general.ts'
import * as law from './law.ts'
import { after, at, dateOf, dayOf, differ, error, grams, squeezed, ticked, typed, warning, zero } from './reading.ts'

/** Documents that go with the declaration: as listed, else those that the folder numbers. */
export function declarationDocuments(data: ShipmentData): { code: string; no: string; date: string | undefined }[] {
  const listed = data.pebDocuments
  if (listed !== undefined) return listed.filter(({ code, no }) => filled(code) && filled(no)).map(({ code, no, date }) => ({ code: code ?? '', no: no ?? '', date }))
  return ([['380', 'commercialInvoice'], ['217', 'packingList']] as const).flatMap(([code, key]) => {
    const paper = data.papers?.[key]
    return filled(paper?.no) ? [{ code, no: paper.no, date: paper.date }] : []
  })
}

const isBusiness = (data: ShipmentData): boolean => !/person|individual|perorangan|orang/i.test(data.shipment?.exporterKind ?? 'company')
const isHeavyParcel = ({ data, figures }: RuleInput): boolean => usesConsignmentNote(data) && isBusiness(data) && figures.packages.gross > law.consignmentNoteGrams.value
const pebDate = (data: ShipmentData): string | undefined => {
  const date = data.shipment?.pebDate
  return isDate(date) ? date : undefined
}

const ports = ['portLoading', 'portDischarge', 'portTransit'] as const

/** A code of five letters that no list has, or a name that is no code: with the nearest port that the list has. */
const unknownPort: Rule = error('PEB-010', 'UN/LOCODE', ({ data, facts }) => ports.flatMap((name): Found[] => {
  const code = data.shipment?.[name]
  if (!filled(code) || facts.portNamed === undefined) return []
  const match = facts.portNamed(code)
  return match.known ? [] : [{ field: `shipment.${name}`, params: { code, near: match.nearest ?? '-' } }]
}))

const vagueDescription = /^(the )?(goods?|handicrafts?|samples?|souvenirs?|gifts?|barang|kerajinan( tangan)?|contoh|oleh-oleh)\.?$/i

const registeredFields: readonly [typedName: string, now: (data: ShipmentData) => string | undefined][] = [
  ['registeredExporterName', (data) => data.company?.sellerName], ['registeredExporterId', (data) => data.company?.npwp], ['registeredOffice', (data) => data.shipment?.kppbc],
  ['registeredExportType', (data) => typed(data, 'peb', 'exportType')], ['registeredFacility', (data) => typed(data, 'peb', 'facility')],
]

/** 2.12 */
export const declarationRules: readonly Rule[] = [
  error('PEB-001', 'PMK 155/PMK.04/2022', ({ data }) => {
    const codes = declarationDocuments(data).map(({ code }) => code)
    return found(!codes.includes('380') || !codes.includes('217'), 'pebDocuments')
  }),
  error('PEB-002', 'logic', ({ data }) => after(dateOf(data, 'commercialInvoice'), pebDate(data), 'shipment.pebDate')),
  error('PEB-003', 'PMK 155/PMK.04/2022 (verify article)', ({ data }) => {
    const [peb, etd] = [pebDate(data), data.shipment?.etd]
    return peb !== undefined && isDate(etd) ? found(peb < addDays(etd, -law.pebEarliestDays.value), 'shipment.pebDate', { a: peb, b: addDays(etd, -law.pebEarliestDays.value) }) : []
  }),
  error('PEB-004', 'PMK 155/PMK.04/2022', ({ data }) => after(pebDate(data), data.shipment?.etd, 'shipment.etd')),
  error('PEB-005', 'BC 3.0', (input) => {
    const { figures, data } = input
    const stated = decimalOrNull(typed(data, 'peb', 'fob'))
    const sum = figures.fobByLine.reduce((a, b) => a + b, 0n)
    if (stated !== null) return found(compareDecimals(stated, { digits: sum, scale: figures.exponent }) !== 0, at('peb', 'fob'), { a: fixedText(sum, figures.exponent), b: typed(data, 'peb', 'fob') ?? '' })
    return found(figures.lines.length > 0 && figures.customs.fob > 0n && sum !== figures.customs.fob, 'lines', { a: fixedText(sum, figures.exponent), b: fixedText(figures.customs.fob, figures.exponent) })
  }),
  error('PEB-006', 'BC 3.0', ({ data, figures }) => [
    ...differ(typed(data, 'peb', 'netKg'), kilogramText(figures.packages.net), at('peb', 'netKg')),
    ...differ(typed(data, 'peb', 'grossKg'), kilogramText(figures.packages.gross), at('peb', 'grossKg')),
    ...found(figures.packages.net > figures.packages.gross, 'lines', { a: kilogramText(figures.packages.net), b: kilogramText(figures.packages.gross) }),
  ]),
  error('PEB-007', 'BTKI 2022', ({ data }) => eachLine(data, 'hs8', (line) => !/^[0-9]{8}$/.test(hsDigits(line.hs8)) && { hs: line.hs8 ?? '-' })),
  error('PEB-008', 'weekly KMK on customs rates', ({ data }) => {
    const [peb, rate] = [pebDate(data), data.customsRate]
    if (peb === undefined || rate === undefined || !isDate(rate.validFrom)) return []
    return found(peb < rate.validFrom || (isDate(rate.validTo) && peb > rate.validTo), 'customsRate', { date: peb })
  }),
  error('PEB-009', 'BI, DJBC', ({ data }) => found(!filled(typed(data, 'peb', 'fxBank')) && !filled(data.company?.bank?.name), at('peb', 'fxBank'))),
  unknownPort,
  warning('PEB-011', 'KMK on units (verify)', ({ data }) => eachLine(data, 'unit', (line) => {
    const unit = law.byHeading(law.statisticalUnits.value, hsDigits(line.hs8))
    return unit !== undefined && filled(line.unit) && line.unit !== unit && { u: unit, hs: line.hs8 ?? '' }
  })),
  error('PEB-012', 'Permendag 22/2023 and changes (verify)', ({ data }) => eachLine(data, 'hs8', (line) => law.startsWithAny(hsDigits(line.hs8), law.prohibitedExports.value) && { hs: line.hs8 ?? '' })),
  warning('PEB-013', 'Permendag 23/2023 and changes (verify), INSW', ({ data }) => {
    const hasPermit = (data.pebDocuments ?? []).some(({ code }) => code !== undefined && !['380', '217', '705', '740', '105', '315', '325', '861'].includes(code)) || filled(typed(data, 'vLegalRequest', 'documentNo'))
    if (hasPermit) return []
    return eachLine(data, 'hs8', (line) => {
      const permit = law.byHeading(law.restrictedExports.value, hsDigits(line.hs8))
      return permit !== undefined && { hs: line.hs8 ?? '', permit }
    })
  }),
  warning('PEB-014', 'PMK 38/2024 (verify)', ({ data }) => eachLine(data, 'hs8', (line) => law.startsWithAny(hsDigits(line.hs8), law.exportDutyGoods.value) && typed(data, 'peb', 'exportDutyRate') === undefined && { hs: line.hs8 ?? '' })),
  error('PEB-015', 'PMK 155/PMK.04/2022 art. 28', ({ data }) => registeredFields.flatMap(([name, now]) => {
    const [then, value] = [typed(data, 'peb', name), now(data)]
    return then !== undefined && value !== undefined ? found(squeezed(then) !== squeezed(value), at('peb', name), { a: then, b: value }) : []
  })),
  warning('PEB-016', 'PMK 155/PMK.04/2022', ({ data, today }) => {
    const called = typed(data, 'peb', 'notSailed')
    return isDate(called) ? found(today > addDays(called, law.pebCancelDays.value) && typed(data, 'peb', 'cancelled') === undefined, at('peb', 'notSailed')) : []
  }),
  error('PEB-017', 'PMK 155/PMK.04/2022', ({ data, figures }) => {
    const term = isIncoterm(data.incoterm) ? data.incoterm : ''
    return [...found(sellerPaysFreight(term) && figures.freight === null, 'freight'), ...found(sellerInsures(term) && figures.insurance === null, 'insurance.ratePercent')]
  }),
  warning('PEB-018', 'DJBC practice', ({ data }) => eachLine(data, 'descriptionId', (line) => {
    const texts = [line.descriptionId, line.descriptionEn].filter(filled)
    return texts.length > 0 && (texts.some((text) => vagueDescription.test(text.trim())) || texts.every((text) => text.trim().length < 15))
  })),
  warning('PEB-019', 'PMK 4/2025', (input) => found(isHeavyParcel(input), 'shipment.exportDeclaration')),
  error('PEB-020', 'BC 3.0', ({ data }) => eachLine(data, 'originRegion', (line) => (line.countryOrigin ?? 'ID') === 'ID' && !filled(line.originRegion) && !filled(data.company?.regionCode))),
  warning('PEB-021', 'custom', ({ data, today }) => {
    const closing = data.shipment?.cyClosing
    const day = dayOf(closing)
    return day === undefined || pebDate(data) !== today ? [] : found(day <= today || (day === addDays(today, 1) && /T0\d/.test(closing ?? '')), 'shipment.cyClosing')
  }),
]

const restrictedWords = /\b(batter(y|ies)|lithium|liquid|aerosol|perfume|alcohol|food|meat|seed|magnet|baterai|cairan|parfum|makanan)\b/i

/** 2.13 */
export const consignmentNoteRules: readonly Rule[] = [
  error('CN-001', 'PMK 4/2025 art.43', (input) => found(isHeavyParcel(input), 'shipment.exportDeclaration', { a: kilogramText(input.figures.packages.gross) })),
  error('CN-002', 'courier, UPU ITMATT', ({ data }) => found(!filled(resolveParty(data, data.consignee).party.phone), resolveParty(data, data.consignee).sameAs === 'buyer' ? 'buyer.phone' : 'consignee.phone')),
  error('CN-003', 'PMK 4/2025 art.43(2)', ({ data }) => eachLine(data, 'hs8', (line) => hsDigits(line.hs8).length < 6)),
  warning('CN-004', 'WTO valuation agreement', ({ figures }) => found(figures.lines.length > 0 && figures.subtotal === 0n, 'lines')),
  warning('CN-005', 'customs', ({ data, figures }) => found(/gift|hadiah/i.test(data.shipment?.reasonForExport ?? '') && figures.total > 0n && filled(data.papers?.['commercialInvoice']?.no), 'shipment.reasonForExport')),
  warning('CN-006', 'IATA DGR', ({ data }) => eachLine(data, 'descriptionEn', (line) => {
    const word = restrictedWords.exec(line.descriptionEn ?? '')?.[0]
    return word !== undefined && typed(data, 'cnSheet', 'declarations') === undefined && { word }
  })),
  error('CN-007', 'PMK 4/2025 art.43(2)', ({ data, figures }) => found(figures.customs.fob <= 0n && (data.lines ?? []).some((line) => compareDecimals(decimalOrNull(line.unitPrice) ?? zero, zero) > 0), 'freight')),
  warning('CN-008', 'PMK 4/2025, PER-11/PJ/2025 (verify)', ({ data }) => found(ticked(data, 'cnSheet', 'vatRefund') === true && !filled(data.papers?.['commercialInvoice']?.no), at('commercialInvoice', 'no'))),
]

/** 2.39 */
export const valuationRules: readonly Rule[] = [
  error('FB-001', 'program', ({ figures }) => {
    const sum = figures.fobByLine.reduce((a, b) => a + b, 0n)
    return found(figures.lines.length > 0 && figures.customs.fob > 0n && sum !== figures.customs.fob, 'lines', { a: fixedText(sum, figures.exponent), b: fixedText(figures.customs.fob, figures.exponent) })
  }),
  error('FB-002', 'PMK 155/PMK.04/2022', ({ data, figures }) => differ(typed(data, 'customsValuation', 'fob') ?? typed(data, 'peb', 'fob'), fixedText(figures.customs.fob, figures.exponent), at('peb', 'fob'))),
  warning('FB-003', 'PMK 38/2024 (verify)', ({ data }) => {
    const [month, peb] = [typed(data, 'customsValuation', 'referencePriceMonth') ?? typed(data, 'peb', 'referencePriceMonth'), pebDate(data)]
    return month === undefined || peb === undefined ? [] : found(month.slice(0, 7) !== monthOf(peb), at('customsValuation', 'referencePriceMonth'))
  }),
]

/** 2.38. A domestic tax invoice; exports have the PEB in its place. */
export const taxInvoiceRules: readonly Rule[] = [
  error('FP-001', 'PMK 112/2022, PER-6/PJ/2024 (verify)', ({ data }) => [
    ...found(!/^[0-9]{16}$/.test(data.company?.npwp ?? ''), 'company.npwp'), ...found(filled(data.company?.nitku) && !/^[0-9]{22}$/.test(data.company.nitku), 'company.nitku'),
  ]),
  error('FP-002', 'PMK 131/2024', ({ data }) => {
    const base = decimalOrNull(typed(data, 'coretaxData', 'taxBase'))
    const other = decimalOrNull(typed(data, 'coretaxData', 'otherTaxBase'))
    if (base === null || other === null) return []
    const right = divideHalfUp(scaled(base, 0) * 11n, 12n)
    return found(scaled(other, 0) !== right, at('coretaxData', 'otherTaxBase'), { x: String(right) })
  }),
  error('FP-003', 'PMK 131/2024', ({ data }) => {
    const other = decimalOrNull(typed(data, 'coretaxData', 'otherTaxBase'))
    const vat = decimalOrNull(typed(data, 'coretaxData', 'vat'))
    if (vat === null || other === null) return []
    const right = divideHalfUp(scaled(other, 0) * 12n, 100n)
    return found(scaled(vat, 0) !== right, at('coretaxData', 'vat'), { x: String(right) })
  }),
  error('FP-004', 'books', ({ data, facts }) => {
    const date = dateOf(data, 'coretaxData') ?? dateOf(data, 'commercialInvoice')
    return date === undefined || facts.lockedThrough === undefined || isExport(data) ? [] : found(date <= facts.lockedThrough, at('coretaxData', 'date'))
  }),
]

/** 2.41 */
export const proceedsRules: readonly Rule[] = [
  warning('DH-001', 'BI rules on export proceeds (verify)', ({ data, today }) => (data.proceeds ?? []).flatMap((row, index) => (isDate(row.due)
    ? found(row.due <= addDays(today, 14) && (grams(row.received) ?? 0n) === 0n, `proceeds[${index}].received`, { no: row.pebNo ?? '-', d: row.due })
    : []))),
  warning('DH-002', 'BI rules (verify)', ({ data }) => (data.proceeds ?? []).flatMap((row, index) => {
    const [fob, received] = [grams(row.fob), grams(row.received)]
    return fob === null || received === null || fob <= 0n || received === 0n ? [] : found(received * 100n < fob * 95n && !filled(row.reason), `proceeds[${index}].reason`, { p: String(received * 100n / fob) })
  })),
  warning('DH-003', 'PP 36/2023, PP 8/2025 (verify)', ({ data, figures }) => {
    const isResource = (data.lines ?? []).some((line) => law.startsWithAny(hsDigits(line.hs8), law.resourceChapters.value))
    const isLarge = data.currency === 'USD' && figures.customs.fob >= law.resourceValueUsd.value * 10n ** BigInt(figures.exponent)
    return found(isResource && isLarge && ticked(data, 'dheFollowUp', 'specialAccount') !== true, at('dheFollowUp', 'specialAccount'))
  }),
  warning('DH-004', 'bank practice', ({ data }) => (data.papers?.['dheFollowUp'] === undefined ? [] : found(!filled(data.shipment?.pebNo) || !filled(data.papers?.['commercialInvoice']?.no), 'shipment.pebNo'))),
]

