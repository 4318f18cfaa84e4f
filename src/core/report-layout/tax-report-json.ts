import type { DocumentMark } from './report-json.ts'

/** The lists of the tax office, as `backend/tax` makes them. */
export interface FinalTax {
  readonly report: 'final-tax'; readonly from: string; readonly to: string; readonly currency: string
  readonly rows: readonly {
    readonly month: string; readonly firstDay: string; readonly lastDay: string; readonly turnover: string; readonly cumulative: string; readonly taxable: string
    /** Percent. */
    readonly rate: string
    readonly tax: string
    /** The event that posted it; null where it is only reckoned. */
    readonly event: string | null; readonly documentId: string | null
    readonly paid: string; readonly open: string; readonly dueDate: string | null; readonly ntpn: string; readonly paidOn: string | null
  }[]
  readonly totals: { readonly turnover: string; readonly taxable: string; readonly tax: string; readonly paid: string; readonly open: string }
}
export interface WithholdingList {
  readonly report: 'withholding'; readonly from: string; readonly to: string; readonly currency: string
  readonly rows: readonly ({
    readonly date: string; readonly event: string; readonly documentId: string; readonly side: 'byUs' | 'fromUs'; readonly party: string; readonly taxId: string; readonly account: string; readonly certificate: string
    readonly base: string; readonly tax: string
  } & DocumentMark)[]
  readonly totals: { readonly byUs: string; readonly fromUs: string }
}
export interface ExportProceeds {
  readonly report: 'export-proceeds'; readonly from: string; readonly to: string; readonly currency: string
  readonly rows: readonly ({
    readonly event: string; readonly documentId: string; readonly pebNo: string; readonly pebDate: string | null; readonly office: string; readonly date: string; readonly party: string; readonly partyName?: string; readonly incoterm: string
    readonly currency: string; readonly fob: string; readonly dueDate: string; readonly received: string; readonly receivedDate: string | null; readonly payments: string; readonly difference: string
    readonly reason: string | null; readonly note: string; readonly status: 'open' | 'partly' | 'received' | 'late' | 'explained'
  } & DocumentMark)[]
  readonly byCurrency: readonly { readonly currency: string; readonly fob: string; readonly received: string; readonly difference: string }[]
}
export type TaxReportJson = FinalTax | WithholdingList | ExportProceeds
