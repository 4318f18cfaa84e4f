/**
 * What the papers of one shipment are made from, in the JSON form of the import format (domain notes "export papers", 7.1).
 * Every amount, weight, rate and quantity is a decimal in text (`"1250.50"`), every date `YYYY-MM-DD`; only things that are
 * counted are numbers. Every field may be absent: what a paper needs and does not find is a finding of that paper's rules,
 * never an exception.
 */
export interface ShipmentData {
  readonly id?: string
  readonly company?: CompanyData
  readonly buyer?: PartyData
  readonly consignee?: PartyReference
  readonly notify?: PartyReference
  readonly producer?: PartyReference
  readonly forwarder?: PartyReference
  readonly order?: OrderData
  readonly payment?: PaymentData
  readonly incoterm?: string
  readonly incotermPlace?: string
  readonly incotermVersion?: string
  readonly currency?: string
  readonly moneyExponent?: number
  /** `added`: freight and insurance come on top of the goods; `included`: in the prices; `broken_out`: in the prices, shown. */
  readonly chargesShown?: 'added' | 'included' | 'broken_out'
  readonly priceBasis?: string
  /** Of the subtotal. */
  readonly discountPercent?: string
  /** A discount of the whole invoice as money, where a document holds it so; wins over the percentage. */
  readonly discountAmount?: string
  readonly goodsHeader?: string
  readonly freight?: FreightData
  readonly insurance?: InsuranceData
  readonly charges?: LocalCharges
  readonly customsRate?: { currency?: string, idrPerUnit?: string, published?: string, validFrom?: string, validTo?: string }
  readonly shipment?: TransportData
  readonly papers?: Readonly<Record<string, PaperNumber>>
  readonly lines?: readonly ShipmentLine[]
  /** Value added tax of a domestic sale; the amounts come from the posted document, a paper never computes a tax. */
  readonly tax?: 'none' | 'export' | 'ppn12' | string
  readonly taxBase?: string
  readonly taxAmount?: string
  /** Totals that a person or an imported file stated; the rules compare them with what follows from the lines. */
  readonly totals?: StatedTotals
  readonly originStatement?: string
  readonly freeText?: string
}

export interface CompanyData {
  readonly sellerName?: string
  readonly sellerAddress?: readonly string[]
  readonly country?: string
  readonly nib?: string
  readonly npwp?: string
  readonly nitku?: string
  readonly phone?: string
  readonly email?: string
  readonly signName?: string
  readonly signTitle?: string
  readonly signPlace?: string
  readonly bank?: { name?: string, address?: string, account?: string, holder?: string, swift?: string, currency?: string }
  readonly regionCode?: string
  readonly regionName?: string
}

export interface PartyData {
  readonly name?: string
  readonly nameZh?: string
  readonly address?: readonly string[]
  readonly addressZh?: string
  readonly country?: string
  readonly phone?: string
  readonly email?: string
  readonly uscc?: string
  readonly taxId?: string
  readonly role?: string
  readonly related?: boolean
}

/** A party, `same as buyer`, `same as seller`, or just a name. */
export type PartyReference = PartyData | string

export interface OrderData {
  readonly buyerOrderNo?: string
  readonly buyerOrderDate?: string
  readonly proformaNo?: string
  readonly proformaDate?: string
  readonly contractNo?: string
  readonly contractDate?: string
}

export interface PaymentData {
  readonly term?: string
  readonly splits?: readonly { percent: string, event: string }[]
  readonly depositReceived?: string
  readonly lc?: {
    no?: string, date?: string, issuingBank?: string, applicant?: string, applicantCountry?: string, amount?: string, currency?: string
    tolerancePercent?: string, latestShipment?: string, expiryDate?: string, expiryPlace?: string, presentationDays?: number
    goodsText?: string, partialShipment?: string, transshipment?: string, portLoading?: string, portDischarge?: string
    documents?: readonly string[]
  }
}

export interface FreightData {
  /** How the freight is computed; `AMOUNT` takes `amount` as it is. */
  readonly basis?: 'LCL' | 'FCL' | 'AIR' | 'COURIER' | 'AMOUNT' | string
  readonly amount?: string
  readonly ratePerRevenueTon?: string
  readonly minimumRevenueTon?: string
  readonly ratePerContainer?: string
  readonly containers?: number | string
  readonly ratePerKg?: string
}

export interface InsuranceData {
  readonly ratePercent?: string
  /** A premium that was agreed, instead of one computed from the rate. */
  readonly amount?: string
  readonly conditions?: string
  readonly cover?: string
  readonly insuredValue?: string
}

/** Costs beside main freight and insurance, in the invoice's currency: they move between FOB and CIF (see `customs-value.ts`). */
export interface LocalCharges {
  /** Pre-carriage, handling and export costs until the goods are on board (EXW, FCA, FAS). */
  readonly toOnBoard?: string
  /** After discharge: unloading and on-carriage (DAP, DPU, DDP). */
  readonly afterDischarge?: string
  /** Import duty and tax that the seller bears (DDP). */
  readonly importDuty?: string
  /** Other charges printed below the lines and part of the total. */
  readonly other?: string
}

export interface TransportData {
  readonly mode?: string
  readonly placeOfReceipt?: string
  readonly portLoading?: string
  readonly portDischarge?: string
  readonly finalDestination?: string
  readonly vessel?: string
  readonly voyage?: string
  readonly vesselFlag?: string
  readonly flight?: string
  readonly bookingNo?: string
  readonly etd?: string
  readonly eta?: string
  readonly onBoardDate?: string
  readonly blNo?: string
  readonly blDate?: string
  readonly hblNo?: string
  readonly hblDate?: string
  readonly awbNo?: string
  readonly awbDate?: string
  readonly courierNo?: string
  readonly originals?: string
  readonly freightTerms?: string
  readonly containerNo?: string
  readonly containerType?: string
  readonly sealNo?: string
  readonly payloadKg?: string
  readonly pebNo?: string
  readonly pebDate?: string
  readonly npeDate?: string
  readonly kppbc?: string
  readonly marks?: readonly string[]
  readonly woodPackaging?: boolean
  readonly ippcCode?: string
  readonly treatmentType?: string
  readonly treatmentDate?: string
}

export interface PaperNumber {
  readonly no?: string
  readonly date?: string
  readonly applied?: string
  readonly planned?: boolean
}

export interface ShipmentLine {
  readonly sku?: string
  readonly buyerSku?: string
  readonly variant?: { colour?: string, size?: string }
  readonly descriptionId?: string
  readonly descriptionEn?: string
  readonly descriptionZh?: string
  readonly hs8?: string
  readonly quantity?: string
  readonly unit?: string
  readonly unitPrice?: string
  readonly lineDiscountPercent?: string
  /** A line discount as money; wins over the percentage. */
  readonly lineDiscountAmount?: string
  /** Typed over the computed amount; compared with it by `CI-004`. */
  readonly lineAmount?: string
  readonly countryOrigin?: string
  readonly originCriterion?: string
  readonly brand?: string
  readonly material?: string
  readonly lotNo?: string
  readonly expiryDate?: string
  readonly botanicalName?: string
  /** One kind of package, or several when the goods of a line lie in packages of different content. */
  readonly packages?: LinePackages | readonly LinePackages[]
}

export interface LinePackages {
  /** Zero where the goods lie in the packages of the row before (mixed packages): that row carries weight and size. */
  readonly count?: number
  readonly typeCode?: string
  readonly quantityPerPackage?: string
  readonly netPerPackageKg?: string
  readonly grossPerPackageKg?: string
  readonly lengthCm?: string
  readonly widthCm?: string
  readonly heightCm?: string
  /** First and last package number, if the papers do not simply count on. */
  readonly from?: number
  readonly to?: number
  /** The goods lie in the packages of the row before. */
  readonly mixed?: boolean
}

export interface StatedTotals {
  readonly subtotal?: string
  readonly total?: string
  readonly packages?: number
  readonly netWeightKg?: string
  readonly grossWeightKg?: string
  readonly volumeCbm?: string
}
