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
const party = record({ ...texts('code', 'name', 'nameZh', 'addressZh', 'country', 'phone', 'email', 'uscc', 'taxId', 'role'), address: all(text), related: flag })
const partyReference = either(text, party)
const packages = record({
  ...texts('typeCode', 'quantityPerPackage', 'netPerPackageKg', 'grossPerPackageKg', 'lengthCm', 'widthCm', 'heightCm'), count, from: count, to: count, mixed: flag,
})
const line = record({
  ...texts(
    'sku', 'buyerSku', 'descriptionId', 'descriptionEn', 'descriptionZh', 'hs8', 'quantity', 'unit', 'unitPrice', 'lineDiscountPercent', 'lineDiscountAmount', 'lineAmount', 'countryOrigin', 'originCriterion',
    'brand', 'material', 'lotNo', 'expiryDate', 'botanicalName', 'model', 'use', 'productionDate', 'plantPart', 'originRegion', 'ingredients', 'ingredientsZh', 'nutrition', 'allergens',
    'storage', 'shelfLife', 'halalNo', 'halalDate', 'nieNo', 'gaccNo', 'gtin', 'unNumber', 'flashPoint', 'msdsNo', 'msdsDate', 'process', 'promisedDate',
  ),
  variant: record(texts('colour', 'size')), packages: either(all(packages), packages),
  materials: all(record({ ...texts('name', 'hs6', 'originCountry', 'supplier', 'invoiceRef', 'invoiceDate', 'costPerUnit'), originating: flag })),
  bought: flag, producerStatement: flag, leftOutOfOrigin: flag, cost: record(texts('labour', 'overhead', 'profit', 'inlandTransport', 'exWorksPrice', 'fobPrice')), priceTiers: all(record(texts('quantity', 'price'))),
})
const credit = record({
  ...texts(
    'no', 'date', 'issuingBank', 'applicant', 'applicantCountry', 'amount', 'currency', 'tolerancePercent', 'latestShipment', 'expiryDate', 'expiryPlace', 'goodsText', 'partialShipment', 'transshipment',
    'portLoading', 'portDischarge', 'consigneeText', 'drawee', 'utilised',
  ),
  presentationDays: count, documents: all(text), conditions: all(text), originals: count,
})
const transport = record({
  ...texts(
    'mode', 'placeOfReceipt', 'portLoading', 'portDischarge', 'finalDestination', 'vessel', 'voyage', 'vesselFlag', 'flight', 'bookingNo', 'etd', 'eta', 'onBoardDate', 'blNo', 'blDate', 'hblNo', 'hblDate', 'awbNo',
    'awbDate', 'courierNo', 'carrierName', 'portTransit', 'stuffingDate', 'originals', 'freightTerms', 'containerNo', 'containerType', 'sealNo', 'payloadKg', 'pebNo', 'pebDate', 'npeDate', 'kppbc', 'ippcCode', 'treatmentType', 'treatmentDate',
    'cnNo', 'cnDate', 'exporterKind', 'exportDeclaration', 'reasonForExport', 'siCutoff', 'cyClosing', 'vgmCutoff', 'serviceType', 'blType', 'freightPayableAt', 'preCarriage', 'stuffingPlace', 'tps',
  ),
  marks: all(text), woodPackaging: flag,
})

/** Number and date are texts, `planned` a flag; what is typed on one paper alone may be any plain value. */
const paperNumber: Keep = (value) => {
  if (!isRecord(value)) return undefined
  const typed = Object.entries(value).filter(([name, member]) => (['no', 'date', 'applied'].includes(name) ? typeof member === 'string' : name === 'planned' ? typeof member === 'boolean' : plain(member)))
  return Object.fromEntries(typed)
}
const plain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))

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
  shipment: transport, papers: each(paperNumber), pebDocuments: all(record(texts('code', 'no', 'date'))),
  containers: all(record({ ...texts('no', 'type', 'sealNo', 'grossKg', 'cbm', 'tareKg', 'vgmKg'), packages: count })),
  vgm: record(texts('method', 'tareKg', 'dunnageKg', 'vgmKg', 'maxGrossKg', 'responsible', 'weighingDate', 'weighingPlace', 'scaleCertNo')),
  stockCard: record({
    ...texts('sku', 'name', 'unit', 'warehouse', 'opening', 'closing'), rows: all(record(texts('date', 'document', 'in', 'out', 'balance', 'cost', 'value', 'lot'))),
  }),
  statement: record({
    ...texts('currency', 'from', 'to', 'opening', 'closing'), ageing: all(text), rows: all(record(texts('date', 'document', 'kind', 'debit', 'credit', 'balance', 'dueDate'))),
  }),
  proceeds: all(record(texts('pebNo', 'pebDate', 'invoiceNo', 'currency', 'fob', 'due', 'received', 'bank', 'reason'))), lines: all(line), totals: each(either(text, number)),
})

/** The facts that have the type of their field. */
export function wellTyped(data: unknown): ShipmentData {
  return (shipment(data) ?? {}) as ShipmentData
}
