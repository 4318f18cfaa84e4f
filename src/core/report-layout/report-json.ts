import type { TaxReportJson } from './tax-report-json.ts'

/**
 * The reports as the events contract (section 7) gives them. Money is decimal text with its currency's places, quantities
 * without trailing zeros, dates `YYYY-MM-DD`. `number` and `docId` are additions of the program: the document's printed number
 * and its id in the book; where they are absent the event's id stands in.
 */
export interface AccountAmount { readonly account: string; readonly amount: string }
export interface AmountGroup { readonly rows: readonly AccountAmount[]; readonly total: string }
export interface DocumentMark { readonly number?: string | null; readonly docId?: string | null; readonly text?: string | null; readonly document?: string }

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
    readonly lines: readonly ({ readonly date: string; readonly event: string; readonly warehouse: string; readonly quantity: string; readonly value: string; readonly balanceQuantity: string; readonly balanceValue: string; readonly index?: number } & DocumentMark)[]
  }[]
}
export interface AgedItems {
  readonly report: 'aged-receivables' | 'aged-payables'; readonly asOf: string; readonly currency: string
  readonly rows: readonly ({
    readonly party: string; readonly document: string; readonly date: string; readonly dueDate: string; readonly currency: string
    readonly open: string; readonly openBase: string; readonly daysOverdue: number; readonly bucket: string; readonly documentId?: string
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
export interface Journal {
  readonly report: 'journal'; readonly from: string; readonly to: string; readonly currency: string; readonly total: string
  readonly entries: readonly ({
    readonly date: string; readonly event: string; readonly type: string; readonly total: string; readonly device: string; readonly author: string; readonly position: number
    readonly lines: readonly { readonly account: string; readonly currency: string; readonly amount: string; readonly base: string }[]
  } & DocumentMark)[]
}
export interface CashFlowIndirect {
  readonly report: 'cash-flow-indirect'; readonly from: string; readonly to: string; readonly currency: string; readonly opening: string; readonly netProfit: string
  readonly noncash: readonly AccountAmount[]; readonly revaluationOfCash: string; readonly operating: AmountGroup; readonly investing: AmountGroup; readonly financing: AmountGroup
  readonly exchange: string; readonly netChange: string; readonly closing: string
}
export interface EquityFigures { readonly opening: string; readonly result: string; readonly added: string; readonly taken: string; readonly closing: string }
export interface EquityChanges {
  readonly report: 'equity-changes'; readonly from: string; readonly to: string; readonly currency: string
  readonly rows: readonly ({ readonly account: string } & EquityFigures)[]; readonly currentEarnings: EquityFigures; readonly totals: EquityFigures
}
export interface PartyStatement {
  readonly report: 'party-statement'; readonly from: string; readonly to: string; readonly currency: string
  readonly parties: readonly {
    readonly party: string
    readonly accounts: readonly {
      readonly currency: string; readonly opening: string; readonly documents: string; readonly payments: string; readonly closing: string; readonly closingBase: string
      readonly lines: readonly ({ readonly date: string; readonly event: string; readonly type: string; readonly kind: 'document' | 'payment'; readonly amount: string; readonly base: string; readonly balance: string } & DocumentMark)[]
    }[]
  }[]
}
export interface PersonalAccounts {
  readonly report: 'personal-accounts'; readonly from: string; readonly to: string; readonly currency: string
  /** Amounts in the account's own direction: what is owed to us on an asset, what we owe on a liability or equity account. */
  readonly accounts: readonly {
    readonly account: string; readonly closing: string
    readonly persons: readonly {
      readonly party: string; readonly opening: string; readonly added: string; readonly taken: string; readonly closing: string
      readonly lines: readonly ({ readonly date: string; readonly event: string; readonly type: string; readonly amount: string; readonly balance: string } & DocumentMark)[]
    }[]
  }[]
}
export interface MarginFigures { readonly revenue: string; readonly cost: string; readonly margin: string }
export interface GrossMargin {
  readonly report: 'gross-margin'; readonly from: string; readonly to: string; readonly currency: string; readonly by: 'product' | 'buyer' | 'country'
  readonly rows: readonly ({ readonly key: string; readonly quantity: string } & MarginFigures)[]; readonly totals: MarginFigures
}
export interface ColumnAmounts { readonly amounts: readonly string[]; readonly total: string }
export interface ColumnGroup extends ColumnAmounts { readonly rows: readonly ({ readonly account: string } & ColumnAmounts)[] }
export interface IncomeBy {
  readonly report: 'income-by'; readonly from: string; readonly to: string; readonly currency: string; readonly by: 'month' | 'product' | 'buyer' | 'country'; readonly columns: readonly string[]
  readonly income: ColumnGroup; readonly costOfSales: ColumnGroup; readonly grossProfit: ColumnAmounts; readonly expenses: ColumnGroup; readonly other: ColumnGroup
  readonly profitBeforeTax: ColumnAmounts; readonly tax: ColumnGroup; readonly netProfit: ColumnAmounts
}
export interface StockByWarehouse {
  readonly report: 'stock-by-warehouse'; readonly asOf: string; readonly currency: string; readonly total: string
  readonly warehouses: readonly { readonly warehouse: string; readonly total: string; readonly rows: readonly { readonly product: string; readonly quantity: string; readonly value: string }[] }[]
}
export interface CurrencyAges { readonly buckets: readonly { readonly bucket: string; readonly open: string }[]; readonly total: string; readonly totalBase: string }
export interface AgedByCurrency {
  readonly report: 'receivables-by-currency' | 'payables-by-currency'; readonly asOf: string; readonly currency: string; readonly total: string
  readonly currencies: readonly ({ readonly currency: string; readonly rows: readonly ({ readonly party: string } & CurrencyAges)[] } & CurrencyAges)[]
}
export interface YearFigures { readonly sales: string; readonly cost: string; readonly expenses: string; readonly other: string; readonly profit: string; readonly cash: string }
export interface YearOverview {
  readonly report: 'year-overview'; readonly from: string; readonly to: string; readonly currency: string
  readonly months: readonly ({ readonly month: string } & YearFigures)[]; readonly totals: YearFigures
}
export type ListReport = Journal | CashFlowIndirect | EquityChanges | PartyStatement | PersonalAccounts | GrossMargin | IncomeBy | StockByWarehouse | AgedByCurrency | YearOverview
/** The same report of another period, beside which this one is shown. */
export type ReportJson = (
  | TrialBalance | BalanceSheet | IncomeStatement | CashFlow | GeneralLedger | StockValuation | StockCard | AgedItems | VatSummary | SalesByProduct | ListReport | TaxReportJson
) & { readonly comparison?: ReportJson; readonly asKnown?: KnownMark }
/** The moment that a report was known at: `same` tells whether it is, byte for byte, what was kept then. */
export interface KnownMark { readonly at: string; readonly author: string; readonly postings: number; readonly same: boolean | null }
export type LaidOutReport = ReportJson['report']
