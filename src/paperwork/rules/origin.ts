import { addDays, daysBetween } from '../../core/calendar/index.ts'
import { compareDecimals, fixedText } from '../../core/money/index.ts'
import { type ShipmentData, type ShipmentLine, asean, decimalOrNull, destinationCountry, hsDigits, isExport, kilogramText, resolveParty, scaled } from '../../core/shipment/index.ts'
import { packagesInWords } from '../amount-in-words.ts'
import type { Rule } from '../types.ts'
import { shippedOn } from './carriage.ts'
import { eachLine, filled, found, isDate } from './general.ts'
import * as law from './law.ts'
import { at, dateOf, differ, error, squeezed, ticked, typed, warning, zero } from './reading.ts'

/** `RVC 45.2%` → 4520 hundredths of a percent; null for other criteria and for `RVC` alone. */
function statedContent(criterion: string | undefined): bigint | null {
  const figure = /^\s*(?:RVC|QVC)\s*([0-9]+(?:\.[0-9]+)?)\s*%?/i.exec(criterion ?? '')?.[1]
  const value = decimalOrNull(figure)
  return value === null ? null : scaled(value, 2)
}
const isContent = (criterion: string | undefined): boolean => /^\s*(RVC|QVC)/i.test(criterion ?? '')
const isChange = (criterion: string | undefined): boolean => /\b(CTC|CTH|CC|CTSH)\b/i.test(criterion ?? '')

/** What one unit's materials of other origin cost, of the price on board: in hundredths of a percent, cut off. */
export function valueContentOf(line: ShipmentLine): { vnm: bigint; fob: bigint; percent: bigint } | null {
  const fob = decimalOrNull(line.cost?.fobPrice ?? line.unitPrice)
  if (line.materials === undefined || fob === null || fob.digits <= 0n) return null
  const vnm = line.materials.filter((material) => material.originating !== true).reduce((sum, material) => sum + scaled(decimalOrNull(material.costPerUnit) ?? zero, 6), 0n)
  const price = scaled(fob, 6)
  return { vnm, fob: price, percent: (price - vnm) * 10_000n / price }
}

/** 2.14: of every certificate of origin. `key` is where its own facts stand, `form` its name. */
export function certificateRules(form: string, key: string): readonly Rule[] {
  const parties = law.agreementParties.value[form]
  return [
    error('CO-001', 'agreement', ({ data }) => eachLine(data, 'originCriterion', (line) => (line.countryOrigin ?? 'ID') === 'ID' && !filled(line.originCriterion))),
    error('CO-002', 'rules of origin', ({ data }) => eachLine(data, 'countryOrigin', (line) => line.leftOutOfOrigin !== true && filled(line.countryOrigin) && line.countryOrigin !== 'ID' && { country: line.countryOrigin })),
    error('CO-003', 'agreement', ({ data }) => (parties === undefined || form === 'form-d' ? [] : found(!parties.includes(destinationCountry(data)), 'shipment.portDischarge', { country: destinationCountry(data), agreement: law.agreementNames[form] ?? form }))),
    warning('CO-004', 'ACFTA OCP, ATIGA OCP', ({ data }) => {
      const [applied, shipped] = [dateOf(data, key), shippedOn(data)]
      return applied === undefined || shipped === undefined ? [] : found(daysBetween(shipped, applied) > law.retroactiveDays.value && ticked(data, key, 'retroactive') !== true, at(key, 'date'))
    }),
    error('CO-005', 'OCP', ({ data }) => {
      const stated = typed(data, key, 'hs6')
      const known = (data.lines ?? []).map((line) => hsDigits(line.hs8).slice(0, 6))
      return stated === undefined ? [] : found(stated.split(/[,;\s]+/).some((hs) => !known.includes(hsDigits(hs).slice(0, 6))), at(key, 'hs6'))
    }),
    error('CO-006', 'agreement', ({ data }) => eachLine(data, 'originCriterion', (line) => {
      const limit = law.valueContent.value[form] ?? 4000n
      const content = statedContent(line.originCriterion) ?? (isContent(line.originCriterion) ? valueContentOf(line)?.percent ?? null : null)
      return content !== null && content < limit && { x: fixedText(content, 2), y: fixedText(limit, 2) }
    })),
    warning('CO-007', 'OCP (verify)', ({ data }) => found((data.lines ?? []).length > law.formItemsMax.value, 'lines', { n: String((data.lines ?? []).length) })),
    error('CO-008', 'OCP', ({ data, figures }) => [
      ...differ(typed(data, key, 'packages'), String(figures.packages.packages), at(key, 'packages'), { paper: 'packing-list' }),
      ...differ(typed(data, key, 'grossWeightKg'), kilogramText(figures.packages.gross), at(key, 'grossWeightKg'), { paper: 'packing-list' }),
      ...(['invoiceNo', 'invoiceDate'] as const).flatMap((name) => {
        const [stated, own] = [typed(data, key, name), name === 'invoiceNo' ? data.papers?.['commercialInvoice']?.no : data.papers?.['commercialInvoice']?.date]
        return stated !== undefined && filled(own) && ticked(data, key, 'thirdParty') !== true ? found(stated !== own, at(key, name), { paper: 'commercial-invoice', a: stated, b: own }) : []
      }),
    ]),
    warning('CO-009', 'agreement', ({ data }) => found(filled(data.shipment?.portTransit) && ticked(data, key, 'throughBl') !== true, 'shipment.portTransit')),
    warning('CO-010', 'ACFTA OCP 2019 (verify)', ({ data }) => found((form === 'form-e' || form === 'rcep') && ticked(data, key, 'fobShown') === true && !(data.lines ?? []).some((line) => isContent(line.originCriterion)), at(key, 'fobShown'))),
    error('CO-011', 'Permendag 24/2018 and changes (verify)', ({ data }) => found(!filled(data.shipment?.pebNo) || (!filled(data.shipment?.npeDate) && typed(data, 'peb', 'npeNo') === undefined), 'shipment.pebNo')),
    error('CO-012', 'e-SKA', ({ data }) => {
      const [applied, etd] = [dateOf(data, key), data.shipment?.etd]
      return applied !== undefined && isDate(etd) ? found(applied >= etd && shippedOn(data) === undefined, 'shipment.blDate') : []
    }),
  ]
}

/** 2.15 */
export const formERules: readonly Rule[] = [
  ...certificateRules('form-e', 'formE'),
  error('FE-001', 'ACFTA OCP', ({ data, figures }) => {
    const stated = typed(data, 'formE', 'packagesInWords')
    const [words] = packagesInWords(figures.packages.packages, 'en').split(' PACKAGES')
    return stated === undefined ? [] : found(!squeezed(stated).startsWith(squeezed(words)), at('formE', 'packagesInWords'))
  }),
  error('FE-002', 'ACFTA OCP', ({ data }) => eachLine(data, 'hs8', (line) => hsDigits(line.hs8).length < 6)),
  error('FE-003', 'e-SKA', ({ data }) => {
    const currencies = typed(data, 'formE', 'currencies')
    return currencies === undefined ? [] : found(new Set([...currencies.split(/[,;\s]+/), data.currency ?? '']).size > 1, at('formE', 'currencies'))
  }),
  warning('FE-004', 'ACFTA OCP', ({ data }) => {
    const stated = typed(data, 'formE', 'description')
    const words = new Set((data.lines ?? []).flatMap((line) => squeezed(`${line.descriptionEn ?? ''} ${data.goodsHeader ?? ''}`).split(' ')))
    return stated === undefined ? [] : found(squeezed(stated).split(' ').some((word) => !words.has(word)), at('formE', 'description'))
  }),
  error('FE-005', 'ACFTA OCP 2019 (verify)', ({ data }) => found(ticked(data, 'formE', 'fobShown') === false && (data.lines ?? []).some((line) => isContent(line.originCriterion)), at('formE', 'fobShown'))),
  warning('FE-006', 'ACFTA OCP', ({ data }) => {
    const producer = data.producer === undefined ? null : resolveParty(data, data.producer)
    const isOther = producer !== null && producer.sameAs !== 'seller' && squeezed(producer.party.name) !== squeezed(data.company?.sellerName)
    return found(isOther && ticked(data, 'formE', 'producerDeclaration') !== true, 'producer')
  }),
]

const rcepParties = ['BN', 'KH', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'VN', 'CN', 'JP', 'KR', 'AU', 'NZ']

/** 2.16 */
export const rcepRules: readonly Rule[] = [
  ...certificateRules('rcep', 'rcep'),
  error('RC-001', 'RCEP art.2.6, 3', ({ data }) => found(typed(data, 'rcep', 'origin') === undefined && (data.lines ?? []).some((line) => !filled(line.countryOrigin)), at('rcep', 'origin'))),
  warning('RC-002', 'RCEP art.3.4', ({ data }) => eachLine(data, 'materials', (line) => (line.materials ?? []).some((material) => material.originating === true && rcepParties.includes(material.originCountry ?? '')) && !/ACU/i.test(line.originCriterion ?? ''))),
  warning('RC-003', 'RCEP art.2.6', ({ data }) => found(ticked(data, 'rcep', 'tariffDifferential') === true, at('rcep', 'tariffDifferential'))),
  error('RC-004', 'RCEP art.3.7', ({ data }) => {
    const share = decimalOrNull(typed(data, 'rcep', 'deMinimisPercent'))
    return share === null ? [] : found(scaled(share, 2) > law.deMinimisPercent.value, at('rcep', 'deMinimisPercent'))
  }),
  error('RC-005', 'RCEP annex 3A', ({ data }) => eachLine(data, 'originCriterion', (line) => isChange(line.originCriterion) && sameHeading(line) !== undefined)),
  warning('RC-006', 'RCEP', ({ data }) => found(['KH', 'LA', 'MM'].includes(destinationCountry(data)), 'shipment.portDischarge', { country: destinationCountry(data) })),
]

/** 2.17 */
export const formDRules: readonly Rule[] = [
  ...certificateRules('form-d', 'formD'),
  error('FD-001', 'ATIGA', ({ data }) => found(!asean.includes(destinationCountry(data)), 'shipment.portDischarge', { country: destinationCountry(data) })),
  warning('FD-002', 'ATIGA rule 22 (verify)', ({ data, figures }) => found(data.currency === 'USD' && figures.customs.fob > 0n && figures.customs.fob <= 200n * 10n ** BigInt(figures.exponent), at('formD', 'date'))),
  warning('FD-003', 'ATIGA art.30', ({ data }) => eachLine(data, 'originCriterion', (line) => {
    const content = statedContent(line.originCriterion)
    return content !== null && content >= 2000n && content < 4000n && ticked(data, 'formD', 'cumulation') !== true
  })),
]

/** 2.18 */
export const formBRules: readonly Rule[] = [
  ...certificateRules('form-b', 'formB').filter(({ code }) => code !== 'CO-003' && code !== 'CO-001'),
  error('B-001', 'Permendag on SKA (verify)', ({ data }) => eachLine(data, 'countryOrigin', (line) => line.leftOutOfOrigin !== true && (line.countryOrigin ?? 'ID') !== 'ID')),
]
export const formAkRules: readonly Rule[] = [
  ...certificateRules('form-ak', 'formAk'),
  warning('AK-001', 'custom', ({ data }) => found(destinationCountry(data) === 'KR' && ticked(data, 'formAk', 'tariffCompared') !== true, 'shipment.portDischarge')),
]
export const formAanzRules: readonly Rule[] = [
  ...certificateRules('form-aanz', 'formAanz'),
  error('NZ-001', 'AANZFTA OCP (verify)', ({ data }) => found(ticked(data, 'formAanz', 'fobShown') === true && !(data.lines ?? []).some((line) => isContent(line.originCriterion)), at('formAanz', 'fobShown'))),
]
export const formIjepaRules: readonly Rule[] = [
  ...certificateRules('form-ijepa', 'formIjepa'),
  warning('JP-001', 'IJEPA annex 2', ({ data }) => eachLine(data, 'originCriterion', (line) => {
    const content = statedContent(line.originCriterion)
    return content !== null && content < 4000n
  })),
]
export const formARules: readonly Rule[] = [
  ...certificateRules('form-a', 'formA').filter(({ code }) => code !== 'CO-003'),
  error('A-001', 'GSP scheme', ({ data }) => found(!law.gspCountries.value.includes(destinationCountry(data)), 'shipment.portDischarge', { country: destinationCountry(data), date: law.gspCountries.from })),
]
/** The sheet that is not yet of one form. */
export const skaRules: readonly Rule[] = certificateRules('ska-data', 'skaData').filter(({ code }) => code !== 'CO-003')

/** A material of other origin under the product's own heading. */
function sameHeading(line: ShipmentLine): { name: string; heading: string } | undefined {
  const length = /\bCC\b/.test(line.originCriterion ?? '') ? 2 : /CTSH/.test(line.originCriterion ?? '') ? 6 : 4
  const own = hsDigits(line.hs8).slice(0, length)
  const material = (line.materials ?? []).find((input) => input.originating !== true && own !== '' && hsDigits(input.hs6).slice(0, length) === own)
  return material === undefined ? undefined : { name: material.name ?? '-', heading: own }
}

const hasCosts = (line: ShipmentLine): boolean => line.materials !== undefined || line.cost !== undefined

/** 2.19 */
export const originCostRules: readonly Rule[] = [
  error('OR-001', 'program', ({ data }) => eachLine(data, 'cost', (line) => {
    const stated = decimalOrNull(line.cost?.exWorksPrice)
    if (stated === null) return false
    const six = (text: string | undefined): bigint => scaled(decimalOrNull(text) ?? zero, 6)
    const sum = (line.materials ?? []).reduce((total, material) => total + six(material.costPerUnit), 0n) + six(line.cost?.labour) + six(line.cost?.overhead) + six(line.cost?.profit)
    return scaled(stated, 6) !== sum
  })),
  error('OR-002', 'program', ({ data }) => eachLine(data, 'cost', (line) => hasCosts(line) && compareDecimals(decimalOrNull(line.cost?.fobPrice ?? line.unitPrice) ?? zero, zero) <= 0)),
  error('OR-003', 'agreement, CTH', ({ data }) => eachLine(data, 'materials', (line) => {
    const same = isChange(line.originCriterion) ? sameHeading(line) : undefined
    const content = valueContentOf(line)
    // What is worth no more than a tenth may have the same heading.
    if (same === undefined || (content !== null && content.vnm * 10n <= content.fob)) return false
    return { m: same.name, h: same.heading }
  })),
  warning('OR-004', 'custom', ({ data }) => eachLine(data, 'originCriterion', (line) => {
    const content = isContent(line.originCriterion) ? statedContent(line.originCriterion) ?? valueContentOf(line)?.percent ?? null : null
    return content !== null && content >= 4000n && content <= 4200n
  })),
  warning('OR-005', 'OCP', ({ data }) => eachLine(data, 'producerStatement', (line) => line.bought === true && line.producerStatement !== true)),
  warning('OR-006', 'IPSKA practice (verify)', ({ data, today }) => (data.lines ?? []).flatMap((line, index) => (line.materials ?? []).flatMap((material, place) => (isDate(material.invoiceDate)
    ? found(material.invoiceDate < addDays(today, -365), `lines[${index}].materials[${place}].invoiceDate`, { m: material.name ?? '-' })
    : [])))),
]

/** Which form of origin suits the destination: the first that exists. */
export function usualForm(data: ShipmentData): string | null {
  if (!isExport(data)) return null
  const country = destinationCountry(data)
  return ['form-e', 'form-d', 'form-ijepa', 'form-ak', 'form-aanz', 'rcep'].find((form) => (form === 'form-e' ? country === 'CN' : form === 'form-d' ? asean.includes(country) : law.agreementParties.value[form]?.includes(country))) ?? 'form-b'
}
