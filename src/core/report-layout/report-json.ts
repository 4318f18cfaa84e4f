/**
 * The reports as the events contract (section 7) gives them. Money is decimal text with its currency's places, quantities
 * without trailing zeros, dates `YYYY-MM-DD`. `number` and `docId` are additions of the program: the document's printed number
 * and its id in the book; where they are absent the event's id stands in.
 */
export interface AccountAmount { readonly account: string; readonly amount: string }
export interface AmountGroup { readonly rows: readonly AccountAmount[]; readonly total: string }
export interface DocumentMark { readonly number?: string | null; readonly docId?: string | null; readonly text?: string | null }

export interface TrialBalance {
  readonly report: 'trial-balance'; readonly asOf: string; readonly currency: string
  readonly rows: readonly { readonly account: string; readonly debit: string; readonly credit: string; readonly balance: string; readonly currencies: readonly { readonly currency: string; readonly balance: string }[] }[]
  readonly totals: { readonly debit: string; readonly credit: string }
}
export interface BalanceSheet {
  readonly report: 'balance-sheet'; readonly asOf: string; readonly currency: string
  readonly assets: AmountGroup; readonly liabilities: AmountGroup
  readonly equity: AmountGroup & { readonly currentEarnings: string }
  readonly totalLiabilitiesAndEquity: string
}
export interface IncomeStatement {
  readonly report: 'income-statement'; readonly from: string; readonly to: string; readonly currency: string
  readonly income: AmountGroup; readonly costOfSales: AmountGroup; readonly grossProfit: string; readonly expenses: AmountGroup
  readonly other: AmountGroup; readonly profitBeforeTax: string; readonly tax: AmountGroup; readonly netProfit: string
}
export interface CashFlow {
  readonly report: 'cash-flow'; readonly from: string; readonly to: string; readonly currency: string
  readonly opening: string; readonly rows: readonly { readonly category: string; readonly amount: string }[]; readonly netChange: string; readonly closing: string
}
export interface GeneralLedger {
  readonly report: 'general-ledger'; readonly from: string; readonly to: string; readonly currency: string
  readonly accounts: readonly {
    readonly account: string; readonly opening: string; readonly closing: string
    readonly lines: readonly ({ readonly date: string; readonly event: string; readonly currency: string; readonly amount: string; readonly base: string } & DocumentMark)[]
  }[]
}
export interface StockValuation {
  readonly report: 'stock-valuation'; readonly asOf: string; readonly currency: string
  readonly rows: readonly { readonly product: string; readonly quantity: string; readonly value: string; readonly warehouses: readonly { readonly warehouse: string; readonly quantity: string }[] }[]
  readonly total: string
}
export interface StockCard {
  readonly report: 'stock-card'; readonly from: string; readonly to: string; readonly currency: string
  readonly products: readonly {
    readonly product: string; readonly openingQuantity: string; readonly openingValue: string; readonly closingQuantity: string; readonly closingValue: string
    readonly lines: readonly ({ readonly date: string; readonly event: string; readonly warehouse: string; readonly quantity: string; readonly value: string; readonly balanceQuantity: string; readonly balanceValue: string } & DocumentMark)[]
  }[]
}
export interface AgedItems {
  readonly report: 'aged-receivables' | 'aged-payables'; readonly asOf: string; readonly currency: string
  readonly rows: readonly ({
    readonly party: string; readonly document: string; readonly date: string; readonly dueDate: string; readonly currency: string
    readonly open: string; readonly openBase: string; readonly daysOverdue: number; readonly bucket: string
  } & DocumentMark)[]
  readonly byCurrency: readonly { readonly currency: string; readonly open: string }[]
  readonly buckets: readonly { readonly bucket: string; readonly openBase: string }[]
  readonly total: string
}
export interface VatFigure { readonly base: string; readonly vat: string }
export interface VatSummary {
  readonly report: 'vat-summary'; readonly from: string; readonly to: string; readonly currency: string
  readonly rows: readonly ({ readonly date: string; readonly event: string; readonly side: 'output' | 'input'; readonly code: string; readonly base: string; readonly vat: string } & DocumentMark)[]
  readonly output: Readonly<Record<string, VatFigure>>; readonly input: Readonly<Record<string, VatFigure>>
  readonly outputVat: string; readonly inputVat: string; readonly net: string
}
export interface SalesByProduct {
  readonly report: 'sales-by-product'; readonly from: string; readonly to: string; readonly currency: string
  readonly rows: readonly { readonly product: string; readonly quantity: string; readonly revenue: string; readonly cost: string; readonly margin: string }[]
  readonly totals: { readonly revenue: string; readonly cost: string; readonly margin: string }
}
export type ReportJson = TrialBalance | BalanceSheet | IncomeStatement | CashFlow | GeneralLedger | StockValuation | StockCard | AgedItems | VatSummary | SalesByProduct
export type LaidOutReport = ReportJson['report']
