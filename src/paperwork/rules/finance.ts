import { addDays } from '../../core/calendar/index.ts'
import { compareDecimals, divideHalfUp, fixedText } from '../../core/money/index.ts'
import { type ShipmentData, decimalOrNull, hasCredit, isIncoterm, scaled } from '../../core/shipment/index.ts'
import { amountInWords } from '../amount-in-words.ts'
import type { Found, Rule, RuleInput } from '../types.ts'
import { codeName } from '../words/index.ts'
import { shippedOn } from './carriage.ts'
import { filled, found, isDate } from './general.ts'
import * as law from './law.ts'
import { after, at, dateOf, error, minor, squeezed, ticked, typed, warning, zero } from './reading.ts'

/** 2.29 */
export const insuranceRules: readonly Rule[] = [
  error('IN-001', 'UCP 600 art.28(f)(ii)', ({ figures }) => {
    const insured = figures.insuredValue
    if (insured === null || figures.customs.cif <= 0n) return []
    const least = divideHalfUp(figures.customs.cif * 110n, 100n)
    return found(insured < least, 'insurance.insuredValue', { a: fixedText(insured, figures.exponent), b: fixedText(least, figures.exponent) })
  }),
  error('IN-002', 'UCP 600 art.28(e)', ({ data }) => (ticked(data, 'insurance', 'coverFromShipment') === true ? [] : after(dateOf(data, 'insurance'), shippedOn(data), at('insurance', 'date')))),
  error('IN-003', 'UCP 600 art.28(f)(i)', ({ data }) => {
    const [own, credit] = [typed(data, 'insurance', 'currency') ?? data.currency, data.payment?.lc?.currency]
    return filled(credit) ? found(own !== credit, at('insurance', 'currency')) : []
  }),
  warning('IN-004', 'Incoterms 2020 A5', ({ data }) => {
    const conditions = data.insurance?.conditions
    if (!filled(conditions) || !isIncoterm(data.incoterm)) return []
    const clause = data.incoterm === 'CIP' ? 'ICC (A)' : 'ICC (C)'
    const isEnough = data.incoterm === 'CIP' ? /\(?\bA\b\)?|all risks/i.test(conditions) : /\(?\b[ABC]\b\)?|all risks/i.test(conditions)
    return found((data.incoterm === 'CIP' || data.incoterm === 'CIF') && !isEnough, 'insurance.conditions', { incoterm: data.incoterm, clause })
  }),
]

/** What a bill is drawn for: the invoice, or the share of it that the folder's payment term leaves to the bank. */
const billAmount = (input: RuleInput): bigint => input.figures.total - (input.figures.depositReceived ?? 0n)

/** 2.30 */
export const billRules: readonly Rule[] = [
  error('BE-001', 'UCP 600, ISBP 745', (input) => {
    const amount = minor(input, typed(input.data, 'draft', 'amount'))
    return amount === null ? [] : found(amount !== billAmount(input), at('draft', 'amount'), { a: typed(input.data, 'draft', 'amount') ?? '', b: fixedText(billAmount(input), input.figures.exponent) })
  }),
  error('BE-002', 'UCP 600 art.6(c)', ({ data }) => {
    const drawee = typed(data, 'draft', 'drawee')
    return found(hasCredit(data) && drawee !== undefined && squeezed(drawee) === squeezed(data.payment?.lc?.applicant ?? data.buyer?.name), at('draft', 'drawee'))
  }),
  error('BE-003', 'UCP 600 art.3, ISBP 745', ({ data }) => {
    const [maturity, days, shipped] = [typed(data, 'draft', 'maturity'), /(\d+)\s*days?\s*(after|from)\s*(b\/l|awb|shipment|bill of lading)/i.exec(typed(data, 'draft', 'tenor') ?? '')?.[1], shippedOn(data)]
    if (!isDate(maturity) || days === undefined || shipped === undefined) return []
    const right = addDays(shipped, Number(days))
    return found(maturity !== right, at('draft', 'maturity'), { d: right })
  }),
  error('BE-004', 'ISBP 745', (input) => {
    const words = typed(input.data, 'draft', 'amountInWords')
    return words === undefined ? [] : found(squeezed(words) !== squeezed(amountInWords(minor(input, typed(input.data, 'draft', 'amount')) ?? billAmount(input), input.data.currency ?? '', input.figures.exponent, 'en')), at('draft', 'amountInWords'))
  }),
]

/** 2.31 */
export const collectionRules: readonly Rule[] = [
  error('CL-001', 'URC 522 art.7', ({ data }) => found(!/D\/[PA]/i.test(`${typed(data, 'collectionLetter', 'term') ?? ''} ${data.payment?.term ?? ''}`), at('collectionLetter', 'term'))),
  error('CL-002', 'URC 522 art.4', ({ data }) => {
    const listed = data.papers?.['collectionLetter']?.['documents']
    return found(typeof listed === 'string' ? listed.trim() === '' : listed === 0, at('collectionLetter', 'documents'))
  }),
  error('CL-003', 'URC 522 art.4', (input) => {
    const [amount, draft] = [minor(input, typed(input.data, 'collectionLetter', 'amount')), minor(input, typed(input.data, 'draft', 'amount')) ?? billAmount(input)]
    return amount === null ? [] : found(amount !== draft, at('collectionLetter', 'amount'))
  }),
  warning('CL-004', 'URC 522 art.10', ({ data }) => {
    const consignee = typeof data.consignee === 'string' ? data.consignee : data.consignee?.name ?? ''
    return found(!hasCredit(data) && /\bbank\b/i.test(consignee) && !/to (the )?order/i.test(consignee) && ticked(data, 'collectionLetter', 'bankConsent') !== true, 'consignee')
  }),
]

/** Papers of which the folder has number or date, by the words with which a credit asks for them. */
const demanded: readonly [words: RegExp, has: (data: ShipmentData) => boolean][] = [
  [/invoice/i, (data) => filled(data.papers?.['commercialInvoice']?.no)],
  [/packing list/i, (data) => filled(data.papers?.['packingList']?.no)],
  [/air ?waybill|\bawb\b/i, (data) => filled(data.shipment?.awbNo)],
  [/bill of lading|\bb\/l\b/i, (data) => filled(data.shipment?.blNo) || filled(data.shipment?.hblNo)],
  [/insurance/i, (data) => filled(data.papers?.['insurance']?.no)],
  [/rcep/i, (data) => data.papers?.['rcep'] !== undefined], [/form e\b/i, (data) => data.papers?.['formE'] !== undefined], [/form d\b/i, (data) => data.papers?.['formD'] !== undefined],
  [/certificate of origin/i, (data) => ['formE', 'formD', 'rcep', 'formB', 'formA', 'formAk', 'formAanz', 'formIjepa', 'skaData'].some((key) => data.papers?.[key] !== undefined)],
  [/phytosanitary/i, (data) => filled(data.papers?.['phyto']?.no)],
  [/beneficiary/i, (data) => data.papers?.['beneficiaryCertificate'] !== undefined],
  [/fumigation/i, (data) => filled(data.shipment?.treatmentDate) || data.papers?.['fumigationRequest'] !== undefined],
  [/weight/i, (data) => data.papers?.['weightList'] !== undefined],
  [/draft|bill of exchange/i, (data) => data.papers?.['draft'] !== undefined],
]

const forbids = (text: string | undefined): boolean => /\bnot\b|forbid|prohibit|\bno\b|tidak/i.test(text ?? '')
const presentation = (data: ShipmentData): string | undefined => dateOf(data, 'presentation')
const isPresented = (data: ShipmentData, today: string): boolean => {
  const date = presentation(data)
  return date !== undefined && (data.papers?.['presentation']?.planned !== true || date <= today)
}

function portDiffers(code: string | undefined, wanted: string | undefined): boolean {
  if (!filled(code) || !filled(wanted)) return false
  const names = [code, ...(['en', 'id', 'zh'] as const).map((language) => codeName('ports', code, language))].map(squeezed)
  const text = squeezed(wanted)
  return !/ANY/.test(text) && !names.some((name) => name !== '' && (text.includes(name) || name.includes(text) || name.split(' ').some((word) => word.length > 3 && text.includes(word))))
}

/** What remains after 39A: from the least to the most that may be drawn, in minor units times 100 × 10^scale. */
function creditRange({ data, figures }: RuleInput): { total: bigint; least: bigint; most: bigint; amount: bigint } | null {
  const amount = decimalOrNull(data.payment?.lc?.amount)
  if (amount === null) return null
  const tolerance = decimalOrNull(data.payment?.lc?.tolerancePercent) ?? zero
  const credit = scaled(amount, figures.exponent) - (minorOf(data.payment?.lc?.utilised, figures.exponent) ?? 0n)
  const hundred = 100n * 10n ** BigInt(tolerance.scale)
  return { total: figures.total * hundred, least: credit * (hundred - tolerance.digits), most: credit * (hundred + tolerance.digits), amount: credit }
}
const minorOf = (text: string | undefined, exponent: number): bigint | null => {
  const value = decimalOrNull(text)
  return value === null ? null : scaled(value, exponent)
}

/** 2.32: the conditions of a letter of credit against the whole folder. */
export const creditRules: readonly Rule[] = [
  error('LC-001', 'UCP 600 art.14, field 44C', ({ data }) => {
    const [shipped, latest] = [shippedOn(data), data.payment?.lc?.latestShipment]
    return shipped !== undefined && isDate(latest) ? found(shipped > latest, 'payment.lc.latestShipment', { d: shipped, l: latest }) : []
  }),
  error('LC-002', 'UCP 600 art.6(d), 14(c)', ({ data }) => {
    const [date, shipped, credit] = [presentation(data), shippedOn(data), data.payment?.lc]
    const counted = shipped === undefined ? undefined : addDays(shipped, credit?.presentationDays ?? 21)
    const last = counted === undefined ? credit?.expiryDate : isDate(credit?.expiryDate) && credit.expiryDate < counted ? credit.expiryDate : counted
    return date !== undefined && isDate(last) ? found(date > last, at('presentation', 'date'), { d: last }) : []
  }),
  error('LC-003', 'UCP 600 art.6(d)', ({ data, today }) => {
    const expiry = data.payment?.lc?.expiryDate
    return isDate(expiry) ? found(expiry < today && !isPresented(data, today), 'payment.lc.expiryDate', { d: expiry }) : []
  }),
  error('LC-004', 'UCP 600 art.18, 30', (input) => {
    const range = creditRange(input)
    return range === null ? [] : found(range.total > range.most, 'payment.lc.amount', { x: fixedText(input.figures.total - range.amount, input.figures.exponent) })
  }),
  error('LC-005', 'UCP 600 art.14', ({ data, today }) => {
    if (!isPresented(data, today)) return []
    const missing = (data.payment?.lc?.documents ?? []).filter((document) => {
      const known = demanded.find(([words]) => words.test(document))
      return known !== undefined && !known[1](data)
    })
    return found(missing.length > 0, 'payment.lc.documents', { list: missing.join('; ') })
  }),
  error('LC-006', 'UCP 600 art.31', (input) => {
    const range = creditRange(input)
    return range === null ? [] : found(forbids(input.data.payment?.lc?.partialShipment) && range.total < range.least, 'payment.lc.partialShipment')
  }),
  error('LC-007', 'UCP 600 art.20', ({ data }) => {
    const { portLoading, portDischarge } = data.payment?.lc ?? {}
    return [...found(portDiffers(data.shipment?.portLoading, portLoading), 'shipment.portLoading'), ...found(portDiffers(data.shipment?.portDischarge, portDischarge), 'shipment.portDischarge')]
  }),
  warning('LC-008', 'UCP 600 art.14(i)', ({ data }) => {
    const date = presentation(data)
    return date === undefined ? [] : Object.keys(data.papers ?? {}).flatMap((key): Found[] => (key !== 'presentation' && (dateOf(data, key) ?? '') > date ? [{ field: at(key, 'date') }] : []))
  }),
  warning('LC-009', 'UCP 600 art.14(d)', ({ data }) => {
    const no = data.payment?.lc?.no
    if (!filled(no)) return []
    const inMarks = (data.shipment?.marks ?? []).filter((mark) => /^L\/?C\b/i.test(mark) && !squeezed(mark).includes(squeezed(no)))
    const onPapers = Object.keys(data.papers ?? {}).filter((key) => typed(data, key, 'lcNo') !== undefined && squeezed(typed(data, key, 'lcNo')) !== squeezed(no))
    return [...inMarks, ...onPapers].length === 0 ? [] : [{ field: 'payment.lc.no', params: { list: [...inMarks, ...onPapers].join(', ') } }]
  }),
  warning('LC-010', 'UCP 600 art.17', ({ data }) => (data.payment?.lc?.documents ?? []).flatMap((document) => {
    const wanted = /(\d+)\s*(?:originals?|fold)/i.exec(document)?.[1]
    const key = /packing list/i.test(document) ? 'packingList' : /invoice/i.test(document) ? 'commercialInvoice' : null
    const own = key === null ? undefined : typed(data, key, 'originals')
    return wanted === undefined || own === undefined || key === null ? [] : found(Number(own) < Number(wanted), at(key, 'originals'), { n: wanted })
  })),
  warning('LC-011', 'UCP 600 art.14(h)', ({ data }) => found([...(data.payment?.lc?.conditions ?? []), ...(data.payment?.lc?.documents ?? [])].some((text) => /subject to|provided that|on condition/i.test(text)), 'payment.lc.conditions')),
  warning('LC-012', 'UCP 600 art.6(d)(ii)', ({ data }) => {
    const place = data.payment?.lc?.expiryPlace
    return filled(place) ? found(!/indonesia|jakarta|surabaya|semarang|medan|bandung|cirebon|denpasar|makassar|counters of (the )?negotiating/i.test(place), 'payment.lc.expiryPlace') : []
  }),
]

const noteRules = (key: 'debitNote' | 'creditNote'): readonly Rule[] => [
  error('DN-001', 'accounting', ({ data }) => found(data.papers?.[key] !== undefined && typed(data, key, 'originalInvoiceNo') === undefined && !filled(data.papers['commercialInvoice']?.no), at(key, 'originalInvoiceNo'))),
  error('DN-002', 'accounting', (input) => {
    const amount = minor(input, typed(input.data, key, 'amount'))
    return key === 'debitNote' || amount === null ? [] : found(amount > input.figures.total, at(key, 'amount'))
  }),
  warning('DN-003', 'PMK 155/PMK.04/2022', ({ data }) => found(data.papers?.[key] !== undefined && filled(data.shipment?.pebNo) && /price|quantity|harga|jumlah/i.test(typed(data, key, 'reasonCode') ?? ''), at(key, 'reasonCode'))),
  error('DN-004', 'accounting', ({ data }) => {
    const currency = typed(data, key, 'currency')
    return currency === undefined ? [] : found(currency !== data.currency, at(key, 'currency'))
  }),
]
export const debitNoteRules = noteRules('debitNote')
export const creditNoteRules = noteRules('creditNote')

/** 2.34 */
export const receiptRules: readonly Rule[] = [
  error('KW-001', 'program', (input) => {
    const amount = minor(input, typed(input.data, 'receipt', 'amount'))
    return amount === null ? [] : found(amount <= 0n, at('receipt', 'amount'))
  }),
  error('KW-002', 'program', (input) => {
    const [words, amount] = [typed(input.data, 'receipt', 'amountInWords'), minor(input, typed(input.data, 'receipt', 'amount'))]
    if (words === undefined || amount === null) return []
    const right = (['id', 'en'] as const).map((language) => squeezed(amountInWords(amount, input.data.currency ?? 'IDR', input.figures.exponent, language)))
    return found(!right.includes(squeezed(words)), at('receipt', 'amountInWords'))
  }),
  warning('KW-003', 'UU 10/2020', (input) => {
    const amount = decimalOrNull(typed(input.data, 'receipt', 'rupiahValue') ?? (input.data.currency === 'IDR' ? typed(input.data, 'receipt', 'amount') : undefined))
    return amount === null ? [] : found(compareDecimals(amount, { digits: law.stampDutyAbove.value, scale: 0 }) > 0 && ticked(input.data, 'receipt', 'meterai') === false, at('receipt', 'meterai'))
  }),
  error('KW-004', 'accounting', (input) => {
    const [amount, open] = [minor(input, typed(input.data, 'receipt', 'amount')), minor(input, typed(input.data, 'receipt', 'open'))]
    return amount === null || open === null ? [] : found(amount > open && typed(input.data, 'receipt', 'depositAccount') === undefined, at('receipt', 'amount'))
  }),
]

/** 2.37 */
export const statementRules: readonly Rule[] = [
  error('SA-001', 'program', ({ data }) => {
    const six = (text: string | undefined): bigint => scaled(decimalOrNull(text) ?? zero, 6)
    const statement = data.statement
    return statement?.closing === undefined ? [] : found(six(statement.opening) + (statement.rows ?? []).reduce((sum, row) => sum + six(row.debit) - six(row.credit), 0n) !== six(statement.closing), 'statement.closing')
  }),
  warning('SA-002', 'program', ({ data }) => found(typed(data, 'statementOfAccount', 'currencies')?.includes(',') === true, at('statementOfAccount', 'currencies'))),
]
