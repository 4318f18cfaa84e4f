import type { DocumentType } from '../../core/events/index.ts'
import type { Book } from '../../store/book/index.ts'

/** Prefix of each number series; document types without one have no number. */
export const seriesPrefixes: Partial<Record<DocumentType, string>> = {
  salesInvoice: 'INV', salesOrder: 'SO', creditNote: 'CN', delivery: 'DO', goodsReceipt: 'GR', purchaseInvoice: 'PI', purchaseReturn: 'PR',
  landedCost: 'LC', customerDeposit: 'DP', paymentReceived: 'RC', paymentSent: 'PV', expense: 'EX', cashTransfer: 'TR', stockAdjustment: 'SA',
  stocktake: 'ST', stockTransfer: 'SM', production: 'PD', revaluation: 'FX', depreciation: 'DEP', finalIncomeTax: 'PPH', vatSettlement: 'VS',
  depositRefund: 'RF', advanceRefund: 'RA', writeOff: 'WO', loanTaken: 'LT', loanRepayment: 'LR', loanGiven: 'AG', loanCollection: 'AC', savingsDeposit: 'SD', savingsWithdrawal: 'SW',
  surplusDistribution: 'SHU', journalEntry: 'JV', reversal: 'RV', openingBalance: 'OB',
}

/**
 * The next number of a series, gapless per device and year: `INV/2026/11/A-0042`. Taken inside the posting's transaction, so
 * that a posting that fails leaves no gap.
 */
export function takeNumber(book: Book, type: DocumentType, date: string): string | null {
  const prefix = seriesPrefixes[type]
  if (prefix === undefined) return null
  const device = book.device.code
  const key = seriesKey(prefix, date.slice(0, 4), device)
  const next = Number(book.local.get(key) ?? '0') + 1
  book.local.set(key, String(next))
  return `${prefix}/${date.slice(0, 4)}/${date.slice(5, 7)}/${device}-${String(next).padStart(4, '0')}`
}

export function seriesKey(prefix: string, year: string, device: string): string {
  return `series/${prefix}/${year}/${device}`
}
