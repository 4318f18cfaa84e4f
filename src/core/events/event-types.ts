/** Event types of the events contract, and the document type that each becomes. */
export const documentTypes = {
  'company.set': 'company',
  'account.add': 'account',
  'party.add': 'party',
  'product.add': 'product',
  'warehouse.add': 'warehouse',
  'rate.set': 'exchangeRate',
  'sales.order': 'salesOrder',
  'opening.post': 'openingBalance',
  'purchase.receive': 'goodsReceipt',
  'purchase.invoice': 'purchaseInvoice',
  'purchase.return': 'purchaseReturn',
  'landedCost.allocate': 'landedCost',
  'sales.deliver': 'delivery',
  'sales.invoice': 'salesInvoice',
  'sales.creditNote': 'creditNote',
  'deposit.receive': 'customerDeposit',
  'payment.receive': 'paymentReceived',
  'payment.send': 'paymentSent',
  'expense.post': 'expense',
  'transfer.post': 'cashTransfer',
  'stock.adjust': 'stockAdjustment',
  'stock.count': 'stocktake',
  'stock.transfer': 'stockTransfer',
  'production.post': 'production',
  'fx.revalue': 'revaluation',
  'depreciation.post': 'depreciation',
  'tax.finalIncome': 'finalIncomeTax',
  'tax.vatSettle': 'vatSettlement',
  'journal.post': 'journalEntry',
  'period.close': 'periodClose',
  'period.reopen': 'periodReopening',
  'year.close': 'yearClose',
  'deposit.refund': 'depositRefund',
  'advance.refund': 'advanceRefund',
  'receivable.writeOff': 'writeOff',
  'loan.take': 'loanTaken',
  'loan.repay': 'loanRepayment',
  'loan.give': 'loanGiven',
  'loan.collect': 'loanCollection',
  'savings.receive': 'savingsDeposit',
  'savings.withdraw': 'savingsWithdrawal',
  'surplus.distribute': 'surplusDistribution',
  reverse: 'reversal',
} as const

export type EventType = keyof typeof documentTypes
export type DocumentType = (typeof documentTypes)[EventType]

/** Events that make mutable master data; all others make posted documents. */
export const masterEvents = ['company.set', 'account.add', 'party.add', 'product.add', 'warehouse.add', 'rate.set'] as const
export type MasterEventType = (typeof masterEvents)[number]

export function isMasterEvent(type: EventType): type is MasterEventType {
  return (masterEvents as readonly string[]).includes(type)
}

/** An event as JSON: checked by `readEvent` before anything is done with it. */
export interface BusinessEvent {
  readonly event: EventType
  readonly id: string
  readonly date: string
  readonly [field: string]: unknown
}
