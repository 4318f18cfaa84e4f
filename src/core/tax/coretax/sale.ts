import type { PlainDate } from '../../calendar/index.ts'
import type { Refusal } from '../../errors/index.ts'
import type { Minor } from '../../money/index.ts'
import type { PpnRates } from '../ppn.ts'

/** A posted sale as its tax invoice needs it: texts as they stand in the book, amounts as they were posted. */
export interface CoretaxSale {
  /** Id of the document. */
  readonly id: string
  readonly kind: 'invoice' | 'deposit'
  /** Our own invoice number; it becomes the file's `RefDesc`. */
  readonly number: string
  readonly date: PlainDate
  readonly currency: string
  readonly tax: 'ppn12' | 'export0' | 'none'
  /** Transaction code given with the sale or its buyer; null where the rules decide. */
  readonly trxCode: string | null
  readonly addInfo: string
  readonly customDoc: string
  readonly customDocMonthYear: string
  readonly facilityStamp: string
  /** Part of it was invoiced before, with the money that came in first. */
  readonly afterDeposit: boolean
  readonly buyer: CoretaxBuyer
  readonly lines: readonly CoretaxSaleLine[]
}

export interface CoretaxBuyer {
  readonly code: string
  readonly name: string
  /** ISO 3166 alpha-2, '' where it is not known. */
  readonly country: string
  readonly address: string
  readonly email: string
  /** NPWP, NIK, passport or another number, as typed. */
  readonly taxId: string
  readonly document: CoretaxDocument | ''
  readonly nitku: string
  /** Who pays the VAT to the state in our place. */
  readonly collector: 'government' | 'other' | ''
}
export type CoretaxDocument = 'TIN' | 'National ID' | 'Passport' | 'Other ID'

export interface CoretaxSaleLine {
  /** Product code; null for a line on an account. */
  readonly product: string | null
  readonly name: string
  readonly kind: 'goods' | 'service'
  /** Six digits of the goods or services code; '' for none. */
  readonly goodsCode: string
  /** Unit as typed, or a code `UM.00nn`. */
  readonly unit: string
  /** Canonical decimal text. */
  readonly price: string
  readonly quantity: string
  /** After all discounts, as posted. */
  readonly net: Minor
}

export interface CoretaxSeller { readonly npwp: string; readonly nitku: string }

/** What the check needs to know of the world around. */
export interface CoretaxSurroundings {
  readonly today: PlainDate
  readonly seller: CoretaxSeller
  /** Months (`2026-10`) whose VAT return was filed. */
  readonly filed: ReadonlySet<string>
  /** `UM.00nn` by what people write, in lower case. */
  readonly unitCode: (unit: string) => string | null
  /** Coretax's country by ISO alpha-2; null for an unknown one. */
  readonly countryCode: (alpha2: string) => string | null
  readonly rates: (date: PlainDate) => PpnRates | null
}

/** Where a finding is put right. */
export type CoretaxTarget = { readonly kind: 'document' | 'party' | 'product' | 'company'; readonly id: string }

export interface CoretaxFinding {
  readonly severity: 'error' | 'warning'
  /** Code, parameters and field; the texts are `errors:<CODE>`. */
  readonly refusal: Refusal
  readonly target: CoretaxTarget
}

/** One tax invoice, every element as text. */
export interface CoretaxInvoice {
  readonly date: PlainDate
  readonly trxCode: string
  readonly addInfo: string
  readonly customDoc: string
  readonly customDocMonthYear: string
  readonly refDesc: string
  readonly facilityStamp: string
  readonly sellerIdTku: string
  readonly buyerTin: string
  readonly buyerDocument: CoretaxDocument
  readonly buyerCountry: string
  readonly buyerDocumentNumber: string
  readonly buyerName: string
  readonly buyerAddress: string
  readonly buyerEmail: string
  readonly buyerIdTku: string
  readonly lines: readonly CoretaxInvoiceLine[]
}
export interface CoretaxInvoiceLine {
  readonly opt: 'A' | 'B'
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly price: string
  readonly quantity: string
  readonly discount: string
  readonly taxBase: string
  readonly otherTaxBase: string
  readonly vatRate: string
  readonly vat: string
}

export interface CoretaxRow {
  readonly sale: CoretaxSale
  readonly findings: readonly CoretaxFinding[]
  /** Null where a finding is an error. */
  readonly invoice: CoretaxInvoice | null
  /** Sums of its lines, two decimals; "0.00" where it cannot be made. */
  readonly taxBase: string
  readonly otherTaxBase: string
  readonly vat: string
}
