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
  readonly containers?: readonly ContainerData[]
  readonly vgm?: VgmData
  readonly papers?: Readonly<Record<string, PaperNumber>>
  /** Documents that go with the export declaration, each with its customs code. */
  readonly pebDocuments?: readonly { code?: string, no?: string, date?: string }[]
  readonly lines?: readonly ShipmentLine[]
  /** Rows of the books for the papers that report them: stock card, statement of account, export proceeds. */
  readonly stockCard?: StockCardData
  readonly statement?: StatementData
  readonly proceeds?: readonly ProceedsRow[]
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
  /** Code of the party in the book; what is not said here is taken from there. */
  readonly code?: string
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
    /** Field 47A. */
    conditions?: readonly string[]
    /** How the consignee must read on the transport document. */
    consigneeText?: string
    /** Bank on which drafts are drawn. */
    drawee?: string
    /** Originals of the transport document that it asks for. */
    originals?: number
    utilised?: string
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
  readonly cnNo?: string
  readonly cnDate?: string
  readonly exporterKind?: string
  /** `PEB` or `CN`: what declares the export. */
  readonly exportDeclaration?: string
  readonly reasonForExport?: string
  readonly siCutoff?: string
  readonly cyClosing?: string
  readonly vgmCutoff?: string
  readonly serviceType?: string
  readonly blType?: string
  readonly freightPayableAt?: string
  readonly preCarriage?: string
  readonly stuffingPlace?: string
  /** Where the goods stand for inspection: warehouse or yard code. */
  readonly tps?: string
  readonly originals?: string
  readonly freightTerms?: string
  readonly containerNo?: string
  readonly containerType?: string
  readonly sealNo?: string
  readonly payloadKg?: string
  readonly carrierName?: string
  readonly portTransit?: string
  readonly stuffingDate?: string
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

/** Number and date of one paper, and whatever was typed on that paper alone (`validUntil`, `vehicleNo`, `tenor` …). */
export interface PaperNumber {
  readonly no?: string
  readonly date?: string
  readonly applied?: string
  readonly planned?: boolean
  readonly [typed: string]: string | boolean | number | undefined
}

export interface ContainerData {
  readonly no?: string
  /** ISO 6346 size and type, `45G1`. */
  readonly type?: string
  readonly sealNo?: string
  readonly packages?: number
  readonly grossKg?: string
  readonly cbm?: string
  readonly tareKg?: string
  readonly vgmKg?: string
}

/** The verified gross mass of a container. @source SOLAS VI/2, MSC.1/Circ.1475 */
export interface VgmData {
  /** `1`: the packed container was weighed; `2`: cargo and tare were added up. */
  readonly method?: string
  readonly tareKg?: string
  readonly dunnageKg?: string
  readonly vgmKg?: string
  readonly maxGrossKg?: string
  readonly responsible?: string
  readonly weighingDate?: string
  readonly weighingPlace?: string
  readonly scaleCertNo?: string
}

export interface StockCardData {
  readonly sku?: string
  readonly name?: string
  readonly unit?: string
  readonly warehouse?: string
  readonly opening?: string
  readonly closing?: string
  readonly rows?: readonly { date?: string, document?: string, in?: string, out?: string, balance?: string, cost?: string, value?: string, lot?: string }[]
}

export interface StatementData {
  readonly currency?: string
  readonly from?: string
  readonly to?: string
  readonly opening?: string
  readonly closing?: string
  readonly rows?: readonly { date?: string, document?: string, kind?: string, debit?: string, credit?: string, balance?: string, dueDate?: string }[]
  /** Open amounts by days overdue: not due, 1 to 30, 31 to 60, 61 to 90, older. */
  readonly ageing?: readonly string[]
}

export interface ProceedsRow {
  readonly pebNo?: string
  readonly pebDate?: string
  readonly invoiceNo?: string
  readonly currency?: string
  readonly fob?: string
  readonly due?: string
  readonly received?: string
  readonly bank?: string
  readonly reason?: string
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
  readonly model?: string
  readonly use?: string
  readonly productionDate?: string
  readonly plantPart?: string
  readonly originRegion?: string
  readonly ingredients?: string
  readonly ingredientsZh?: string
  readonly nutrition?: string
  readonly allergens?: string
  readonly storage?: string
  readonly shelfLife?: string
  readonly halalNo?: string
  readonly halalDate?: string
  /** Distribution licence of the food and drug authority. */
  readonly nieNo?: string
  /** Registration of the plant with Chinese customs. */
  readonly gaccNo?: string
  readonly gtin?: string
  readonly unNumber?: string
  readonly flashPoint?: string
  readonly msdsNo?: string
  readonly msdsDate?: string
  /** Of one unit, in the invoice's currency. */
  readonly materials?: readonly MaterialData[]
  readonly cost?: { labour?: string, overhead?: string, profit?: string, inlandTransport?: string, exWorksPrice?: string, fobPrice?: string }
  /** Bought finished from another workshop, and whether that one signed for the origin. */
  readonly bought?: boolean
  readonly producerStatement?: boolean
  /** Stands on no certificate of origin. */
  readonly leftOutOfOrigin?: boolean
  readonly process?: string
  /** Quantity from which another price holds, on quotations. */
  readonly priceTiers?: readonly { quantity?: string, price?: string }[]
  readonly promisedDate?: string
  /** One kind of package, or several when the goods of a line lie in packages of different content. */
  readonly packages?: LinePackages | readonly LinePackages[]
}

export interface MaterialData {
  readonly name?: string
  readonly hs6?: string
  readonly originCountry?: string
  readonly originating?: boolean
  readonly supplier?: string
  readonly invoiceRef?: string
  readonly costPerUnit?: string
  readonly invoiceDate?: string
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
