import { type ShipmentData, destinationCountry, isIncoterm, sellerPaysFreight, transportDocument, transportKind } from '../../core/shipment/index.ts'
import { codeName, codeNames, word } from '../words/index.ts'
import { type Context, type Fact, dateValue, decimalValue, joined, reference, typedText } from './context.ts'

/** References, terms of the sale, route and customs numbers. */
export const transportFacts: Readonly<Record<string, Fact>> = {
  invoiceNo: { path: 'papers.commercialInvoice.no', value: ({ data }) => data.papers?.['commercialInvoice']?.no },
  invoiceDate: { path: 'papers.commercialInvoice.date', value: (context) => dateValue(context.data.papers?.['commercialInvoice']?.date, context) },
  invoiceRef: { path: 'papers.commercialInvoice.no', value: (context) => reference(context.data.papers?.['commercialInvoice']?.no, context.data.papers?.['commercialInvoice']?.date, context) },
  packingListRef: { path: 'papers.packingList.no', value: (context) => reference(context.data.papers?.['packingList']?.no, context.data.papers?.['packingList']?.date, context) },
  buyerOrderRef: { path: 'order.buyerOrderNo', value: (context) => reference(context.data.order?.buyerOrderNo, context.data.order?.buyerOrderDate, context) },
  buyerOrderNo: { path: 'order.buyerOrderNo', value: ({ data }) => data.order?.buyerOrderNo },
  contractRef: { path: 'order.contractNo', value: (context) => reference(context.data.order?.contractNo, context.data.order?.contractDate, context) },
  contractNo: { path: 'order.contractNo', value: ({ data }) => data.order?.contractNo },
  contractDate: { path: 'order.contractDate', value: (context) => dateValue(context.data.order?.contractDate, context) },
  proformaNo: { path: 'order.proformaNo', value: ({ data }) => data.order?.proformaNo },
  proformaRef: { path: 'order.proformaNo', value: (context) => reference(context.data.order?.proformaNo, context.data.order?.proformaDate, context) },
  insuranceRef: { path: 'papers.insurance.no', value: (context) => reference(context.data.papers?.['insurance']?.no, context.data.papers?.['insurance']?.date, context) },
  phytoRef: { path: 'papers.phyto.no', value: (context) => reference(context.data.papers?.['phyto']?.no, context.data.papers?.['phyto']?.date, context) },
  incotermFull: { path: 'incoterm', value: ({ data }) => deliveryTerm(data) },
  incoterm: { path: 'incoterm', value: ({ data }) => data.incoterm },
  incotermPlace: { path: 'incotermPlace', value: ({ data }) => data.incotermPlace },
  currency: { path: 'currency', value: ({ data }) => data.currency },
  paymentTerm: { path: 'payment.term', value: ({ data }) => data.payment?.term },
  mode: { path: 'shipment.mode', value: ({ data, language }) => modeName(data, language) },
  modeCode: { path: 'shipment.mode', value: ({ data, language }) => joined(' ', modeCode(data), modeName(data, language)) },
  means: { path: 'shipment.vessel', value: ({ data }) => meansOf(data) },
  vessel: { path: 'shipment.vessel', value: ({ data }) => data.shipment?.vessel ?? data.shipment?.flight },
  voyage: { path: 'shipment.voyage', value: ({ data }) => data.shipment?.voyage ?? data.shipment?.flight },
  flag: { path: 'shipment.vesselFlag', value: ({ data, languages }) => joined(' ', data.shipment?.vesselFlag, data.shipment?.vesselFlag === undefined ? undefined : codeNames('countries', data.shipment.vesselFlag, languages)) },
  portLoading: { path: 'shipment.portLoading', value: (context) => port(context, context.data.shipment?.portLoading) },
  portDischarge: { path: 'shipment.portDischarge', value: (context) => port(context, context.data.shipment?.portDischarge) },
  placeReceipt: { path: 'shipment.placeOfReceipt', value: (context) => port(context, context.data.shipment?.placeOfReceipt) },
  finalDestination: { path: 'shipment.finalDestination', value: (context) => port(context, context.data.shipment?.finalDestination) || finalPlace(context) },
  preCarriage: { path: 'shipment.preCarriage', value: ({ data }) => data.shipment?.preCarriage },
  route: { path: 'shipment.portLoading', value: (context) => joined(' → ', port(context, context.data.shipment?.portLoading), port(context, context.data.shipment?.portDischarge)) },
  etd: { path: 'shipment.etd', value: (context) => dateValue(context.data.shipment?.etd, context) },
  eta: { path: 'shipment.eta', value: (context) => dateValue(context.data.shipment?.eta, context) },
  onBoardDate: { path: 'shipment.onBoardDate', value: (context) => dateValue(shippedOn(context.data), context) },
  transportDoc: { path: 'shipment.blNo', value: (context) => reference(transportDocument(context.data).no, transportDocument(context.data).date, context) },
  transportDocNo: { path: 'shipment.blNo', value: ({ data }) => transportDocument(data).no },
  transportDocDate: { path: 'shipment.blDate', value: (context) => dateValue(transportDocument(context.data).date, context) },
  bookingNo: { path: 'shipment.bookingNo', value: ({ data }) => data.shipment?.bookingNo },
  freightTerms: { path: 'shipment.freightTerms', value: ({ data }) => freightTerms(data) },
  freightClause: { path: 'shipment.freightTerms', value: ({ data }) => (freightTerms(data) === undefined ? null : `FREIGHT ${freightTerms(data)}`) },
  freightPayableAt: { path: 'shipment.freightPayableAt', value: (context) => context.data.shipment?.freightPayableAt ?? (freightTerms(context.data) === 'COLLECT' ? port(context, context.data.shipment?.portDischarge) : port(context, context.data.shipment?.portLoading)) },
  blType: { path: 'shipment.blType', value: ({ data }) => data.shipment?.blType ?? (data.shipment?.hblNo !== undefined || transportKind(data) === 'sea-lcl' ? 'HOUSE B/L, ORIGINAL' : transportKind(data) === 'air' ? 'AIR WAYBILL' : 'ORIGINAL B/L') },
  originals: { path: 'shipment.originals', value: ({ data }) => data.shipment?.originals ?? '3/3' },
  containerNo: { path: 'shipment.containerNo', value: ({ data }) => data.containers?.[0]?.no ?? data.shipment?.containerNo },
  containerType: { path: 'shipment.containerType', value: ({ data }) => data.containers?.[0]?.type ?? data.shipment?.containerType },
  sealNo: { path: 'shipment.sealNo', value: ({ data }) => data.containers?.[0]?.sealNo ?? data.shipment?.sealNo },
  container: { path: 'shipment.containerNo', value: ({ data }) => joined(' / ', data.shipment?.containerNo ?? data.containers?.[0]?.no, data.shipment?.containerType ?? data.containers?.[0]?.type, data.shipment?.sealNo ?? data.containers?.[0]?.sealNo) },
  serviceType: { path: 'shipment.serviceType', value: ({ data }) => data.shipment?.serviceType ?? serviceOf(data) },
  siCutoff: { path: 'shipment.siCutoff', value: (context) => dateValue(context.data.shipment?.siCutoff, context) },
  cyClosing: { path: 'shipment.cyClosing', value: (context) => dateValue(context.data.shipment?.cyClosing, context) },
  stuffingPlace: { path: 'shipment.stuffingPlace', value: ({ data }) => data.shipment?.stuffingPlace ?? (data.company?.sellerAddress ?? []).join(', ') },
  kppbc: { path: 'shipment.kppbc', value: ({ data }) => data.shipment?.kppbc },
  tps: { path: 'shipment.tps', value: (context) => context.data.shipment?.tps ?? port(context, context.data.shipment?.portLoading) },
  pebNo: { path: 'shipment.pebNo', value: ({ data }) => data.shipment?.pebNo },
  pebDate: { path: 'shipment.pebDate', value: (context) => dateValue(context.data.shipment?.pebDate, context) },
  pebRef: { path: 'shipment.pebNo', value: (context) => reference(context.data.shipment?.pebNo, context.data.shipment?.pebDate, context) },
  npeDate: { path: 'shipment.npeDate', value: (context) => dateValue(context.data.shipment?.npeDate, context) },
  pebResponse: { path: 'shipment.npeDate', value: (context) => (context.data.shipment?.pebNo === undefined ? null : joined(' · ', `PEB ${textOf(reference(context.data.shipment.pebNo, context.data.shipment.pebDate, context))}`, context.data.shipment.npeDate === undefined ? undefined : `NPE ${textOf(dateValue(context.data.shipment.npeDate, context))}`)) },
  customsLine: { path: 'shipment.pebNo', value: (context) => (context.data.shipment?.pebNo === undefined ? null : joined(', ', `PEB ${context.data.shipment.pebNo}`, textOf(dateValue(context.data.shipment.pebDate, { ...context, language: 'en' })), context.data.shipment.kppbc === undefined ? undefined : `KPPBC ${context.data.shipment.kppbc}`, context.data.company?.npwp === undefined ? undefined : `NPWP ${context.data.company.npwp}`)) },
  submissionNo: { path: 'papers.peb.no', value: (context) => typedText(context, 'no', 'peb') ?? null },
  exportDeclaration: { path: 'shipment.exportDeclaration', value: ({ data }) => data.shipment?.exportDeclaration ?? 'PEB' },
  reasonForExport: { path: 'shipment.reasonForExport', value: ({ data }) => data.shipment?.reasonForExport },
  cnRef: { path: 'shipment.cnNo', value: (context) => reference(context.data.shipment?.cnNo ?? context.data.shipment?.courierNo, context.data.shipment?.cnDate, context) },
  destination: { path: 'buyer.country', value: ({ data, languages }) => joined(' ', destinationCountry(data), codeNames('countries', destinationCountry(data), languages)) },
  destinationName: { path: 'buyer.country', value: ({ data, languages }) => codeNames('countries', destinationCountry(data), languages) },
  importingCountry: { path: 'buyer.country', value: ({ data }) => joined(' ', codeName('countries', destinationCountry(data), 'en').toUpperCase(), `(${destinationCountry(data)})`) },
  originNames: { path: 'lines[0].countryOrigin', value: ({ data, languages }) => [...new Set((data.lines ?? []).map((line) => line.countryOrigin ?? ''))].filter((code) => code !== '').map((code) => `${code} ${codeNames('countries', code, languages)}`).join(', ') },
  originCodes: { path: 'lines[0].countryOrigin', value: ({ data }) => [...new Set((data.lines ?? []).map((line) => line.countryOrigin ?? ''))].filter((code) => code !== '').join(', ') },
  marks: { path: 'shipment.marks', value: ({ data, language }) => ((data.shipment?.marks ?? []).some((mark) => mark !== '') ? (data.shipment?.marks ?? []).join('\n') : word('noMarks', language)) },
  marksLine: { path: 'shipment.marks', value: ({ data, language }) => ((data.shipment?.marks ?? []).some((mark) => mark !== '') ? (data.shipment?.marks ?? []).join(' / ') : word('noMarks', language)) },
  woodStatement: { path: 'shipment.woodPackaging', value: ({ data, language }) => (data.shipment?.woodPackaging === true ? joined(' ', word('heatTreated', language), data.shipment.ippcCode, data.shipment.treatmentType) : word('noWood', language)) },
  ippcCode: { path: 'shipment.ippcCode', value: ({ data }) => data.shipment?.ippcCode },
  treatment: { path: 'shipment.treatmentType', value: (context) => joined(', ', context.data.shipment?.treatmentType, textOf(dateValue(context.data.shipment?.treatmentDate, context))) },
  vgmMethod: { path: 'vgm.method', value: ({ data }) => data.vgm?.method },
  vgmKg: { path: 'vgm.vgmKg', value: (context) => decimalValue(context.data.vgm?.vgmKg, context, 0, 'kg') },
  vgmTare: { path: 'vgm.tareKg', value: (context) => decimalValue(context.data.vgm?.tareKg, context, 0, 'kg') },
  vgmDunnage: { path: 'vgm.dunnageKg', value: (context) => decimalValue(context.data.vgm?.dunnageKg, context, 0, 'kg') },
  vgmMax: { path: 'vgm.maxGrossKg', value: (context) => decimalValue(context.data.vgm?.maxGrossKg, context, 0, 'kg') },
  vgmResponsible: { path: 'vgm.responsible', value: ({ data }) => (data.vgm?.responsible ?? data.company?.signName)?.toUpperCase() },
  vgmWhere: { path: 'vgm.weighingPlace', value: (context) => joined(', ', context.data.vgm?.weighingPlace, textOf(dateValue(context.data.vgm?.weighingDate, context))) },
  vgmScale: { path: 'vgm.scaleCertNo', value: ({ data }) => data.vgm?.scaleCertNo },
}

export function deliveryTerm(data: ShipmentData): string | null {
  if (data.incoterm === undefined) return null
  return `${joined(' ', data.incoterm, data.incotermPlace)}, ${(data.incotermVersion ?? 'Incoterms 2020').replace('Incoterms ', 'Incoterms® ')}`
}

/** Prepaid under C and D terms, collect under E and F. @source Incoterms 2020; domain notes 5.1 */
export function freightTerms(data: ShipmentData): string | undefined {
  return data.shipment?.freightTerms ?? (isIncoterm(data.incoterm) ? (sellerPaysFreight(data.incoterm) ? 'PREPAID' : 'COLLECT') : undefined)
}

/** The day of shipment: on board by sea, of the waybill by air. @source UCP 600 art. 20, 23 */
export function shippedOn(data: ShipmentData): string | undefined {
  return data.shipment?.onBoardDate ?? transportDocument(data).date ?? data.shipment?.etd
}

function textOf(value: ReturnType<Fact['value']>): string {
  return value === null || value === undefined ? '' : typeof value === 'string' ? value : value.text
}

function meansOf(data: ShipmentData): string {
  const { vessel, voyage, flight } = data.shipment ?? {}
  return joined(' ', vessel, voyage) || flight || ''
}

/** A place by code prints with its name and code; a typed name as it is. */
function port({ languages }: Context, code: string | undefined): string {
  if (code === undefined || code === '') return ''
  const name = codeNames('ports', code, languages)
  return name === code ? code : `${name} (${code})`
}

function finalPlace(context: Context): string {
  const { data } = context
  return /^[EF]/.test(data.incoterm ?? '') ? port(context, data.shipment?.portDischarge) : data.incotermPlace ?? ''
}

function serviceOf(data: ShipmentData): string | null {
  const kind = transportKind(data)
  return kind === 'sea-lcl' ? 'LCL/LCL' : kind === 'sea-fcl' ? 'FCL/FCL' : kind === 'air' ? 'AIRPORT-AIRPORT' : kind === 'courier' ? 'DOOR-DOOR' : null
}

const modeCodes: Readonly<Record<string, string>> = { 'sea-lcl': '1', 'sea-fcl': '1', sea: '1', rail: '2', road: '3', air: '4', post: '5', courier: '5', other: '9' }

function modeCode(data: ShipmentData): string | undefined {
  const kind = transportKind(data)
  return kind === null ? undefined : modeCodes[kind]
}

function modeName(data: ShipmentData, language: Context['language']): string {
  const kind = transportKind(data)
  if (kind === null) return ''
  const name = { id: { sea: 'laut', rail: 'kereta api', road: 'jalan', air: 'udara', post: 'pos', courier: 'kurir', other: 'lainnya' }, en: { sea: 'sea', rail: 'rail', road: 'road', air: 'air', post: 'post', courier: 'courier', other: 'other' }, zh: { sea: '海运', rail: '铁路', road: '公路', air: '空运', post: '邮递', courier: '快递', other: '其他' } }[language]
  const [base, load] = kind.split('-') as [keyof typeof name, string | undefined]
  return joined(' ', name[base], load?.toUpperCase())
}
