import { divideHalfUp, fixedText } from '../../core/money/index.ts'
import {
  type ShipmentData, chargeableWeight, containerCheckDigit, cubicMetreText, destinationCountry, hsDigits, isAir, isIncoterm, isLcl, kilogramText, resolveParty, seaOnly, sellerPaysFreight, transportDocument, transportKind, waybillCheckDigit,
} from '../../core/shipment/index.ts'
import type { Rule, RuleInput } from '../types.ts'
import { codeName } from '../words/index.ts'
import { eachLine, filled, found, isDate } from './general.ts'
import { after, at, dateOf, dayOf, differ, error, grams, squeezed, termOf, ticked, typed, warning } from './reading.ts'

/** `PREPAID` under C and D terms, `COLLECT` under E and F. */
export function freightTermsOf(data: ShipmentData): string | null {
  const term = termOf(data)
  return term === '' ? null : sellerPaysFreight(term) ? 'PREPAID' : 'COLLECT'
}

const wrongFreightTerms: Rule['check'] = ({ data }) => {
  const stated = data.shipment?.freightTerms?.toUpperCase()
  const right = freightTermsOf(data)
  return stated === undefined || right === null ? [] : found(!stated.includes(right), 'shipment.freightTerms', { incoterm: data.incoterm ?? '', terms: right })
}

const oftenDangerous = /^(4402|3301|3302|3303|3208|3209|3210|850650|850760|3605)/
const isDangerous = (data: ShipmentData): boolean => ticked(data, 'bookingRequest', 'dangerousGoods') === true

/** 2.8 */
export const bookingRules: readonly Rule[] = [
  error('BK-001', 'Incoterms 2020', wrongFreightTerms),
  error('BK-002', 'carrier', ({ data }) => after(typed(data, 'bookingRequest', 'cargoReadyDate'), dayOf(data.shipment?.cyClosing), at('bookingRequest', 'cargoReadyDate'))),
  warning('BK-003', 'custom', ({ data, figures }) => found(isLcl(data) && figures.packages.volume > 15_000n, 'shipment.mode', { a: cubicMetreText(figures.packages.volume) })),
  error('BK-004', 'IMDG, IATA DGR', ({ data }) => (isDangerous(data)
    ? eachLine(data, 'unNumber', (line) => !filled(line.unNumber) || !filled(line.msdsNo))
    : [])),
  warning('BK-005', 'IMDG UN 1361, 1169, 1266; SP 978 for charcoal from 2026 (verify)', ({ data }) => (isDangerous(data) || data.papers?.['nonDgDeclaration'] !== undefined
    ? []
    : eachLine(data, 'hs8', (line) => oftenDangerous.test(hsDigits(line.hs8)) || /charcoal|perfume|lacquer|lithium|essential oil/i.test(line.descriptionEn ?? '')))),
  error('BK-006', 'custom', ({ data, figures }) => (isAir(data)
    ? figures.rows.flatMap((row) => {
      const sides = [row.lengthCm, row.widthCm, row.heightCm].map(Number).sort((a, b) => b - a)
      const isLarge = (sides[0] ?? 0) > 300 || (sides[1] ?? 0) > 200 || (sides[2] ?? 0) > 160 || (row.grossPerPackage ?? 0n) > 500_000n
      return found(isLarge, `lines[${row.line}].packages`, { n: String(row.row) })
    })
    : [])),
]

/** Containers of the shipment, whether one stands alone or several in a list. */
export function containersOf(data: ShipmentData): { no?: string | undefined; type?: string | undefined; field: string }[] {
  const single = data.shipment?.containerNo
  return [
    ...(filled(single) ? [{ no: single, type: data.shipment?.containerType, field: 'shipment.containerNo' }] : []),
    ...(data.containers ?? []).map((container, index) => ({ no: container.no, type: container.type, field: `containers[${index}].no` })),
  ]
}

export const containerNumber: Rule = error('SI-001', 'ISO 6346', ({ data }) => containersOf(data).flatMap(({ no, field }) => {
  if (!filled(no)) return []
  const written = no.replace(/[\s-]/g, '').toUpperCase()
  const digit = containerCheckDigit(written)
  return digit === null ? found(true, field, { no, d: '?' }) : found(written[10] !== digit || written.length !== 11, field, { no, d: digit })
}))

const ascii = /^[\x20-\x7e]*$/

/** What the bill of lading repeats, with the path of each text. */
function ladingTexts(data: ShipmentData): [string, string][] {
  const texts: [string, string | undefined][] = [['company.sellerName', data.company?.sellerName], ...(data.company?.sellerAddress ?? []).map((row, index): [string, string] => [`company.sellerAddress[${index}]`, row])]
  for (const name of ['consignee', 'notify'] as const) {
    const { party, sameAs } = resolveParty(data, data[name])
    const path = sameAs === 'buyer' ? 'buyer' : sameAs === 'seller' ? 'company' : name
    texts.push([`${path}.name`, party.name], ...(party.address ?? []).map((row, index): [string, string] => [`${path}.address[${index}]`, row]))
  }
  for (const [index, mark] of (data.shipment?.marks ?? []).entries()) texts.push([`shipment.marks[${index}]`, mark])
  for (const [index, line] of (data.lines ?? []).entries()) texts.push([`lines[${index}].descriptionEn`, line.descriptionEn])
  const seen = new Set<string>()
  return texts.filter((entry): entry is [string, string] => filled(entry[1]) && !seen.has(entry[0]) && seen.add(entry[0]) !== undefined)
}

/** 2.9 */
export const instructionRules: readonly Rule[] = [
  containerNumber,
  error('SI-002', 'UCP 600 art.14(d)', ({ data, figures }) => [
    ...differ(typed(data, 'shippingInstruction', 'packages'), String(figures.packages.packages), at('shippingInstruction', 'packages'), { what: 'packages' }),
    ...differ(typed(data, 'shippingInstruction', 'grossWeightKg'), kilogramText(figures.packages.gross), at('shippingInstruction', 'grossWeightKg'), { what: 'grossWeight' }),
    ...differ(typed(data, 'shippingInstruction', 'volumeCbm'), cubicMetreText(figures.packages.volume), at('shippingInstruction', 'volumeCbm'), { what: 'volume' }),
  ]),
  error('SI-003', 'carrier EDI (IFTMIN)', ({ data }) => ladingTexts(data).filter(([, text]) => !ascii.test(text)).map(([field, text]) => ({ field, params: { text } }))),
  error('SI-004', 'GACC Announcement 56/2017 (verify)', ({ data }) => {
    if (destinationCountry(data) !== 'CN') return []
    return (['consignee', 'notify'] as const).flatMap((name) => {
      const { party, sameAs } = resolveParty(data, data[name])
      if (/^to (the )?order/i.test(party.name ?? '') || (party.country !== undefined && party.country !== 'CN')) return []
      const path = sameAs === 'buyer' ? 'buyer' : name
      return [...found(!filled(party.uscc), `${path}.uscc`), ...found(!filled(party.phone), `${path}.phone`)]
    })
  }),
  error('SI-005', 'Incoterms 2020', wrongFreightTerms),
  error('SI-006', 'UCP 600 art.20', ({ data }) => {
    const wanted = data.payment?.lc?.consigneeText
    return filled(wanted) ? found(!squeezed(resolveParty(data, data.consignee).party.name).includes(squeezed(wanted)), 'consignee', { text: wanted }) : []
  }),
  warning('SI-007', 'PMK 155/PMK.04/2022', ({ data, today }) => {
    const cutoff = dayOf(data.shipment?.siCutoff)
    return cutoff === undefined ? [] : found(!filled(data.shipment?.pebNo) && today >= cutoff, 'shipment.pebNo')
  }),
  warning('SI-008', 'carrier', ({ data, today }) => {
    const cutoff = dayOf(data.shipment?.siCutoff)
    const sent = dateOf(data, 'shippingInstruction')
    return cutoff === undefined ? [] : found(sent === undefined ? today > cutoff : sent > cutoff, 'shipment.siCutoff', { d: cutoff })
  }),
  warning('SI-009', 'plausibility', ({ data }) => {
    const [port, buyer] = [destinationCountry(data), resolveParty(data, data.consignee).party.country ?? data.buyer?.country]
    return filled(buyer) && filled(data.shipment?.portDischarge) ? found(port !== buyer && !filled(data.shipment?.finalDestination), 'shipment.finalDestination', { x: port, y: buyer }) : []
  }),
  error('SI-010', 'UN/EDIFACT an..35', ({ data }) => ladingTexts(data).filter(([, text]) => text.split(/\s+/).some((word) => word.length > 35)).map(([field], index) => ({ field, params: { n: String(index + 1) } }))),
]

/** 2.10 */
export const grossMassRules: readonly Rule[] = [
  error('VGM-001', 'SOLAS VI/2 method 2', ({ data, figures }) => {
    const { method, vgmKg, tareKg, dunnageKg } = data.vgm ?? {}
    const [mass, tare] = [grams(vgmKg), grams(tareKg)]
    return method?.startsWith('2') === true && mass !== null && tare !== null ? found(mass !== figures.packages.gross + (grams(dunnageKg) ?? 0n) + tare, 'vgm.vgmKg', { a: kilogramText(mass), b: kilogramText(figures.packages.gross + (grams(dunnageKg) ?? 0n) + tare) }) : []
  }),
  error('VGM-002', 'CSC, ISO 668', ({ data }) => {
    const mass = grams(data.vgm?.vgmKg)
    const most = grams(data.vgm?.maxGrossKg) ?? 30_480_000n
    return mass === null ? [] : found(mass > most, 'vgm.vgmKg', { a: kilogramText(mass), b: kilogramText(most) })
  }),
  warning('VGM-003', 'plausibility', ({ data }) => {
    const tare = grams(data.vgm?.tareKg)
    const type = data.shipment?.containerType ?? data.containers?.[0]?.type ?? ''
    const [least, most] = type.startsWith('2') ? [1_800_000n, 2_600_000n] : type.startsWith('4') ? [3_500_000n, 4_200_000n] : [0n, 10_000_000n]
    return tare === null ? [] : found(tare < least || tare > most, 'vgm.tareKg', { a: kilogramText(tare) })
  }),
  error('VGM-004', 'MSC.1/Circ.1475', ({ data }) => found(data.vgm !== undefined && !filled(data.vgm.responsible), 'vgm.responsible')),
  error('VGM-005', 'carrier', ({ data, today }) => {
    const cutoff = dayOf(data.shipment?.vgmCutoff)
    const weighed = data.vgm?.weighingDate ?? dateOf(data, 'vgmDeclaration')
    return cutoff === undefined ? [] : found(weighed === undefined ? today > cutoff : weighed > cutoff, 'shipment.vgmCutoff')
  }),
  warning('VGM-006', 'plausibility', ({ data, figures }) => {
    const [mass, tare] = [grams(data.vgm?.vgmKg), grams(data.vgm?.tareKg)]
    if (mass === null || tare === null) return []
    const expected = figures.packages.gross + tare
    const apart = mass > expected ? mass - expected : expected - mass
    return expected === 0n ? [] : found(apart * 20n > expected, 'vgm.vgmKg', { p: fixedText(divideHalfUp(apart * 1000n, expected), 1) })
  }),
]

const uncleanClause = /on deck|unclean|damaged|torn|rusty|wet|broken|insufficient pack/i

/** What the carrier's draft should say, field by field. */
function expectedLading({ data, figures }: RuleInput): [name: string, expected: string | undefined][] {
  const party = (name: 'consignee' | 'notify'): string | undefined => resolveParty(data, data[name]).party.name
  return [
    ['shipper', data.company?.sellerName], ['consignee', party('consignee')], ['notify', party('notify')], ['portLoading', data.shipment?.portLoading], ['portDischarge', data.shipment?.portDischarge], ['vessel', data.shipment?.vessel],
    ['packages', String(figures.packages.packages)], ['grossWeightKg', kilogramText(figures.packages.gross)], ['containerNo', data.shipment?.containerNo], ['freightTerms', data.shipment?.freightTerms ?? freightTermsOf(data) ?? undefined],
  ]
}

function sameOnLading(name: string, expected: string, said: string): boolean {
  if (name === 'packages' || name === 'grossWeightKg') return differ(said.replace(/[^0-9.]/g, ''), expected, '').length === 0
  if (name.startsWith('port')) return squeezed(said).includes(squeezed(codeName('ports', expected, 'en'))) || squeezed(said) === expected
  return squeezed(said).includes(squeezed(expected))
}

/** 2.11 */
export const ladingRules: readonly Rule[] = [
  error('BL-001', 'UCP 600 art.14(d), 20', (input) => expectedLading(input).flatMap(([name, expected]) => {
    const said = typed(input.data, 'blDraft', name)
    return said === undefined || !filled(expected) ? [] : found(!sameOnLading(name, expected, said), at('blDraft', name), { field: name, a: expected, b: said })
  })),
  error('BL-002', 'UCP 600 art.20, field 44C', ({ data }) => after(typed(data, 'blDraft', 'onBoardDate'), data.payment?.lc?.latestShipment, at('blDraft', 'onBoardDate'))),
  error('BL-003', 'UCP 600 art.26, 27', ({ data }) => found(uncleanClause.test(typed(data, 'blDraft', 'clauses') ?? ''), at('blDraft', 'clauses'))),
  error('BL-004', 'UCP 600 art.20(a)(iv)', ({ data }) => {
    const [wanted, said] = [data.payment?.lc?.originals, typed(data, 'blDraft', 'originals')]
    return wanted === undefined || said === undefined ? [] : found(Number.parseInt(said, 10) !== wanted, at('blDraft', 'originals'), { n: String(wanted), m: said })
  }),
  warning('BL-005', 'UCP 600 art.20(a)(i)', ({ data }) => found(data.papers?.['blDraft'] !== undefined && (typed(data, 'blDraft', 'carrierName') === undefined || typed(data, 'blDraft', 'signerCapacity') === undefined), at('blDraft', 'carrierName'))),
  warning('BL-006', 'UCP 600 art.20(c)', ({ data }) => found(ticked(data, 'blDraft', 'transshipment') === true && /not|no|forbid|prohibit/i.test(data.payment?.lc?.transshipment ?? '') && containersOf(data).length === 0, at('blDraft', 'transshipment'))),
]

/** 2.40 */
export const waybillRules: readonly Rule[] = [
  error('AW-001', 'IATA TACT', ({ data, figures }) => {
    const chargeable = grams(typed(data, 'awbData', 'chargeableKg'))
    return chargeable === null ? found(chargeableWeight(figures.packages, 6000).chargeable < figures.packages.gross, 'freight') : found(chargeable < figures.packages.gross, at('awbData', 'chargeableKg'))
  }),
  error('AW-002', 'IATA Res. 600a', ({ data }) => {
    const no = data.shipment?.awbNo
    if (!filled(no) || transportKind(data) !== 'air') return []
    const digits = no.replace(/[^0-9]/g, '')
    const digit = waybillCheckDigit(digits)
    return found(digits.length !== 11 || digit === null || digits[10] !== digit, 'shipment.awbNo', { d: digit ?? '?' })
  }),
  error('AW-003', 'Incoterms 2020', ({ data }) => found(isAir(data) && isIncoterm(data.incoterm) && seaOnly(data.incoterm), 'incoterm')),
  warning('AW-004', 'UCP 600 art.14(d)', ({ data, figures }) => differ(typed(data, 'awbData', 'pieces'), String(figures.packages.packages), at('awbData', 'pieces'))),
]

export function shippedOn(data: ShipmentData): string | undefined {
  const day = data.shipment?.onBoardDate ?? transportDocument(data).date
  return isDate(day) ? day : undefined
}

