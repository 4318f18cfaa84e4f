import type { ReferenceName } from '../../../contract/index.ts'

/** One fact of the folder that can be typed: where it stands, and what kind of control takes it. */
export interface FactSpec {
  readonly path: string
  /** Key of its label: `shipments:field.<label>`. */
  readonly label: string
  readonly kind?: 'text' | 'date' | 'decimal' | 'rows' | 'yesNo' | 'count'
  readonly list?: ReferenceName
  readonly choices?: readonly string[]
  readonly wide?: boolean
}

export interface FactSection { readonly id: string; readonly facts: readonly FactSpec[] }

const fact = (path: string, label: string, more: Omit<FactSpec, 'path' | 'label'> = {}): FactSpec => ({ path, label, ...more })
const party = (path: string): readonly FactSpec[] => [
  fact(`${path}.name`, 'name', { wide: true }), fact(`${path}.nameZh`, 'nameZh', { wide: true }), fact(`${path}.address`, 'address', { kind: 'rows', wide: true }), fact(`${path}.country`, 'country', { list: 'countries' }),
  fact(`${path}.phone`, 'phone'), fact(`${path}.email`, 'email'), fact(`${path}.uscc`, 'uscc'), fact(`${path}.taxId`, 'taxId'),
]

/** Parties and terms. */
export const termSections: readonly FactSection[] = [
  { id: 'buyer', facts: party('buyer') },
  {
    id: 'order', facts: [
      fact('order.buyerOrderNo', 'buyerOrderNo'), fact('order.buyerOrderDate', 'buyerOrderDate', { kind: 'date' }), fact('order.proformaNo', 'proformaNo'), fact('order.proformaDate', 'proformaDate', { kind: 'date' }),
      fact('order.contractNo', 'contractNo'), fact('order.contractDate', 'contractDate', { kind: 'date' }), fact('consignee', 'consignee', { wide: true }), fact('notify', 'notify', { wide: true }), fact('forwarder.name', 'forwarder', { wide: true }),
    ],
  },
  {
    id: 'terms', facts: [
      fact('incoterm', 'incoterm', { list: 'incoterms' }), fact('incotermPlace', 'incotermPlace'), fact('currency', 'currency', { list: 'currencies' }), fact('chargesShown', 'chargesShown', { choices: ['added', 'included', 'broken_out'] }),
      fact('discountPercent', 'discountPercent', { kind: 'decimal' }), fact('freight.basis', 'freightBasis', { choices: ['LCL', 'FCL', 'AIR', 'COURIER', 'AMOUNT'] }), fact('freight.ratePerRevenueTon', 'ratePerRevenueTon', { kind: 'decimal' }),
      fact('freight.ratePerContainer', 'ratePerContainer', { kind: 'decimal' }), fact('freight.ratePerKg', 'ratePerKg', { kind: 'decimal' }), fact('freight.amount', 'freightAmount', { kind: 'decimal' }),
      fact('insurance.ratePercent', 'insuranceRate', { kind: 'decimal' }), fact('insurance.conditions', 'insuranceConditions'), fact('insurance.insuredValue', 'insuredValue', { kind: 'decimal' }), fact('goodsHeader', 'goodsHeader', { wide: true }),
    ],
  },
]

/** Route, dates, containers, declaration. */
export const transportSections: readonly FactSection[] = [
  {
    id: 'route', facts: [
      fact('shipment.mode', 'mode', { list: 'transportModes' }), fact('shipment.placeOfReceipt', 'placeOfReceipt'), fact('shipment.portLoading', 'portLoading', { list: 'ports' }), fact('shipment.portDischarge', 'portDischarge', { list: 'ports' }),
      fact('shipment.finalDestination', 'finalDestination'), fact('shipment.portTransit', 'portTransit', { list: 'ports' }), fact('shipment.vessel', 'vessel'), fact('shipment.voyage', 'voyage'), fact('shipment.flight', 'flight'), fact('shipment.bookingNo', 'bookingNo'),
      fact('shipment.etd', 'etd', { kind: 'date' }), fact('shipment.eta', 'eta', { kind: 'date' }), fact('shipment.onBoardDate', 'onBoardDate', { kind: 'date' }), fact('shipment.freightTerms', 'freightTerms', { choices: ['PREPAID', 'COLLECT'] }),
      fact('shipment.marks', 'marks', { kind: 'rows', wide: true }),
    ],
  },
  {
    id: 'container', facts: [
      fact('shipment.containerNo', 'containerNo'), fact('shipment.containerType', 'containerType', { list: 'containers' }), fact('shipment.sealNo', 'sealNo'), fact('vgm.method', 'vgmMethod', { choices: ['1', '2'] }), fact('vgm.tareKg', 'tareKg', { kind: 'decimal' }),
      fact('vgm.dunnageKg', 'dunnageKg', { kind: 'decimal' }), fact('vgm.vgmKg', 'vgmKg', { kind: 'decimal' }), fact('vgm.responsible', 'responsible'), fact('vgm.weighingDate', 'weighingDate', { kind: 'date' }), fact('vgm.weighingPlace', 'weighingPlace'),
      fact('shipment.cyClosing', 'cyClosing', { kind: 'date' }), fact('shipment.siCutoff', 'siCutoff', { kind: 'date' }), fact('shipment.vgmCutoff', 'vgmCutoff', { kind: 'date' }),
      fact('shipment.woodPackaging', 'woodPackaging', { kind: 'yesNo' }), fact('shipment.ippcCode', 'ippcCode'), fact('shipment.treatmentDate', 'treatmentDate', { kind: 'date' }),
    ],
  },
  {
    id: 'declaration', facts: [
      fact('shipment.pebNo', 'pebNo'), fact('shipment.pebDate', 'pebDate', { kind: 'date' }), fact('shipment.npeDate', 'npeDate', { kind: 'date' }), fact('shipment.kppbc', 'kppbc', { list: 'customsOffices' }), fact('customsRate.idrPerUnit', 'customsRate', { kind: 'decimal' }),
      fact('customsRate.validFrom', 'rateFrom', { kind: 'date' }), fact('customsRate.validTo', 'rateTo', { kind: 'date' }), fact('shipment.blNo', 'blNo'), fact('shipment.blDate', 'blDate', { kind: 'date' }), fact('shipment.hblNo', 'hblNo'),
      fact('shipment.hblDate', 'hblDate', { kind: 'date' }), fact('shipment.awbNo', 'awbNo'), fact('shipment.awbDate', 'awbDate', { kind: 'date' }), fact('shipment.courierNo', 'courierNo'), fact('shipment.exportDeclaration', 'exportDeclaration', { choices: ['PEB', 'CN'] }),
    ],
  },
]

/** How it is paid; the conditions of a letter of credit are entered here once. */
export const paymentSections: readonly FactSection[] = [
  { id: 'payment', facts: [fact('payment.term', 'paymentTerm', { list: 'paymentTerms', wide: true }), fact('payment.depositReceived', 'depositReceived', { kind: 'decimal' })] },
  {
    id: 'credit', facts: [
      fact('payment.lc.no', 'lcNo'), fact('payment.lc.date', 'lcDate', { kind: 'date' }), fact('payment.lc.issuingBank', 'issuingBank', { wide: true }), fact('payment.lc.applicant', 'applicant', { wide: true }), fact('payment.lc.amount', 'lcAmount', { kind: 'decimal' }),
      fact('payment.lc.currency', 'lcCurrency', { list: 'currencies' }), fact('payment.lc.tolerancePercent', 'tolerance', { kind: 'decimal' }), fact('payment.lc.latestShipment', 'latestShipment', { kind: 'date' }),
      fact('payment.lc.expiryDate', 'expiryDate', { kind: 'date' }), fact('payment.lc.expiryPlace', 'expiryPlace'), fact('payment.lc.presentationDays', 'presentationDays', { kind: 'count' }), fact('payment.lc.partialShipment', 'partialShipment', { choices: ['allowed', 'not allowed'] }),
      fact('payment.lc.transshipment', 'transshipment', { choices: ['allowed', 'not allowed'] }), fact('payment.lc.portLoading', 'lcPortLoading'), fact('payment.lc.portDischarge', 'lcPortDischarge'), fact('payment.lc.goodsText', 'goodsText', { wide: true }),
      fact('payment.lc.documents', 'lcDocuments', { kind: 'rows', wide: true }), fact('papers.presentation.date', 'presentationDate', { kind: 'date' }),
    ],
  },
]

/** Facts of one line of goods and of its packages. */
export function lineFacts(index: number, packagePath: string): readonly FactSection[] {
  const at = `lines[${index}]`
  return [
    {
      id: 'good', facts: [
        fact(`${at}.sku`, 'sku'), fact(`${at}.hs8`, 'hs8', { list: 'hs' }), fact(`${at}.descriptionEn`, 'descriptionEn', { wide: true }), fact(`${at}.descriptionZh`, 'descriptionZh', { wide: true }), fact(`${at}.descriptionId`, 'descriptionId', { wide: true }),
        fact(`${at}.quantity`, 'quantity', { kind: 'decimal' }), fact(`${at}.unit`, 'unit', { list: 'units' }), fact(`${at}.unitPrice`, 'unitPrice', { kind: 'decimal' }), fact(`${at}.lineDiscountPercent`, 'discountPercent', { kind: 'decimal' }),
        fact(`${at}.countryOrigin`, 'countryOrigin', { list: 'countries' }), fact(`${at}.originCriterion`, 'originCriterion'), fact(`${at}.brand`, 'brand'), fact(`${at}.material`, 'material'), fact(`${at}.botanicalName`, 'botanicalName'), fact(`${at}.lotNo`, 'lotNo'),
        fact(`${at}.productionDate`, 'productionDate', { kind: 'date' }), fact(`${at}.expiryDate`, 'expiryGoods', { kind: 'date' }),
      ],
    },
    {
      id: 'packages', facts: [
        fact(`${packagePath}.count`, 'count', { kind: 'count' }), fact(`${packagePath}.typeCode`, 'typeCode', { list: 'packages' }), fact(`${packagePath}.quantityPerPackage`, 'quantityPerPackage', { kind: 'decimal' }),
        fact(`${packagePath}.netPerPackageKg`, 'netPerPackage', { kind: 'decimal' }), fact(`${packagePath}.grossPerPackageKg`, 'grossPerPackage', { kind: 'decimal' }), fact(`${packagePath}.lengthCm`, 'lengthCm', { kind: 'decimal' }),
        fact(`${packagePath}.widthCm`, 'widthCm', { kind: 'decimal' }), fact(`${packagePath}.heightCm`, 'heightCm', { kind: 'decimal' }), fact(`${packagePath}.from`, 'packageFrom', { kind: 'count' }), fact(`${packagePath}.to`, 'packageTo', { kind: 'count' }),
      ],
    },
  ]
}

/** Number and date of a paper. */
export const paperFacts = (key: string): readonly FactSpec[] => [fact(`papers.${key}.no`, 'paperNo'), fact(`papers.${key}.date`, 'paperDate', { kind: 'date' })]

/** In which view of the folder a field stands. */
export function tabOfField(field: string): 'terms' | 'transport' | 'payment' | 'goods' | 'papers' {
  if (field.startsWith('lines')) return 'goods'
  if (/^(shipment|vgm|customsRate|containers|pebDocuments)/.test(field)) return 'transport'
  if (field.startsWith('payment') || field === 'papers.presentation.date') return 'payment'
  if (field.startsWith('papers')) return 'papers'
  return 'terms'
}
