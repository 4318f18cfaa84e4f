import type { ShipmentData } from './shipment-data.ts'

/*
 * A shipment's facts come from an event's free members, from imported files and from other devices: whatever is not of its
 * field's type is left out here, once, so that rules and layouts may trust the types. What a paper needs and does not find is then
 * a finding like any other.
 */
type Keep = (value: unknown) => unknown

const ifIt = (holds: (value: unknown) => boolean): Keep => (value) => (holds(value) ? value : undefined)
const text = ifIt((value) => typeof value === 'string')
const number = ifIt((value) => typeof value === 'number' && Number.isFinite(value))
const count = ifIt((value) => Number.isSafeInteger(value) && (value as number) >= 0)
const flag = ifIt((value) => typeof value === 'boolean')
const either = (...keeps: readonly Keep[]): Keep => (value) => keeps.map((keep) => keep(value)).find((kept) => kept !== undefined)
const all = (keep: Keep): Keep => (value) => (Array.isArray(value) ? value.map(keep).filter((kept) => kept !== undefined) : undefined)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

function record(members: Readonly<Record<string, Keep>>): Keep {
  return (value) => {
    if (!isRecord(value)) return undefined
    return Object.fromEntries(Object.entries(members).flatMap(([name, keep]) => {
      const kept = Object.hasOwn(value, name) ? keep(value[name]) : undefined
      return kept === undefined ? [] : [[name, kept]]
    }))
  }
}

const each = (keep: Keep): Keep => (value) => (isRecord(value) ? Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (keep(member) === undefined ? [] : [[name, keep(member)]]))) : undefined)
const texts = (...names: readonly string[]): Record<string, Keep> => Object.fromEntries(names.map((name) => [name, text]))

const company = record({
  ...texts('sellerName', 'country', 'nib', 'npwp', 'nitku', 'phone', 'email', 'signName', 'signTitle', 'signPlace', 'regionCode', 'regionName'), sellerAddress: all(text),
  bank: record(texts('name', 'address', 'account', 'holder', 'swift', 'currency')),
})
const party = record({ ...texts('name', 'nameZh', 'addressZh', 'country', 'phone', 'email', 'uscc', 'taxId', 'role'), address: all(text), related: flag })
const partyReference = either(text, party)
const packages = record({
  ...texts('typeCode', 'quantityPerPackage', 'netPerPackageKg', 'grossPerPackageKg', 'lengthCm', 'widthCm', 'heightCm'), count, from: count, to: count, mixed: flag,
})
const line = record({
  ...texts(
    'sku', 'buyerSku', 'descriptionId', 'descriptionEn', 'descriptionZh', 'hs8', 'quantity', 'unit', 'unitPrice', 'lineDiscountPercent', 'lineDiscountAmount', 'lineAmount', 'countryOrigin', 'originCriterion',
    'brand', 'material', 'lotNo', 'expiryDate', 'botanicalName',
  ),
  variant: record(texts('colour', 'size')), packages: either(all(packages), packages),
})
const credit = record({
  ...texts(
    'no', 'date', 'issuingBank', 'applicant', 'applicantCountry', 'amount', 'currency', 'tolerancePercent', 'latestShipment', 'expiryDate', 'expiryPlace', 'goodsText', 'partialShipment', 'transshipment',
    'portLoading', 'portDischarge',
  ),
  presentationDays: count, documents: all(text),
})
const transport = record({
  ...texts(
    'mode', 'placeOfReceipt', 'portLoading', 'portDischarge', 'finalDestination', 'vessel', 'voyage', 'vesselFlag', 'flight', 'bookingNo', 'etd', 'eta', 'onBoardDate', 'blNo', 'blDate', 'hblNo', 'hblDate', 'awbNo',
    'awbDate', 'courierNo', 'originals', 'freightTerms', 'containerNo', 'containerType', 'sealNo', 'payloadKg', 'pebNo', 'pebDate', 'npeDate', 'kppbc', 'ippcCode', 'treatmentType', 'treatmentDate',
  ),
  marks: all(text), woodPackaging: flag,
})

const shipment = record({
  ...texts(
    'id', 'incoterm', 'incotermPlace', 'incotermVersion', 'currency', 'priceBasis', 'discountPercent', 'discountAmount', 'goodsHeader', 'tax', 'taxBase', 'taxAmount', 'originStatement', 'freeText',
  ),
  company, buyer: party, consignee: partyReference, notify: partyReference, producer: partyReference, forwarder: partyReference,
  order: record(texts('buyerOrderNo', 'buyerOrderDate', 'proformaNo', 'proformaDate', 'contractNo', 'contractDate')),
  payment: record({ ...texts('term', 'depositReceived'), splits: all(record(texts('percent', 'event'))), lc: credit }),
  moneyExponent: count, chargesShown: ifIt((value) => value === 'added' || value === 'included' || value === 'broken_out'),
  freight: record({ ...texts('basis', 'amount', 'ratePerRevenueTon', 'minimumRevenueTon', 'ratePerContainer', 'ratePerKg'), containers: either(count, text) }),
  insurance: record(texts('ratePercent', 'amount', 'conditions', 'cover', 'insuredValue')),
  charges: record(texts('toOnBoard', 'afterDischarge', 'importDuty', 'other')),
  customsRate: record(texts('currency', 'idrPerUnit', 'published', 'validFrom', 'validTo')),
  shipment: transport, papers: each(record({ ...texts('no', 'date', 'applied'), planned: flag })), lines: all(line), totals: each(either(text, number)),
})

/** The facts that have the type of their field. */
export function wellTyped(data: unknown): ShipmentData {
  return (shipment(data) ?? {}) as ShipmentData
}
