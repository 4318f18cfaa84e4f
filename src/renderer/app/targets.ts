import type { AttentionRow, SearchHit } from '../../contract/index.ts'
import { documentTypes, type EventType } from '../../core/events/index.ts'
import { navigation, type Place } from './navigation.ts'

/** The screen that shows a document of each type, posted or draft. */
export const documentScreens: Partial<Record<EventType, string>> = {
  'sales.invoice': 'sales.invoice', 'sales.creditNote': 'sales.creditNote', 'sales.order': 'sales.order', 'sales.deliver': 'sales.delivery',
  'purchase.invoice': 'purchases.invoice', 'purchase.receive': 'purchases.receipt', 'purchase.return': 'purchases.return',
  'landedCost.allocate': 'purchases.landedCost',
  'stock.adjust': 'stock.adjust', 'stock.count': 'stock.count', 'stock.transfer': 'stock.transfer', 'production.post': 'stock.production',
  'deposit.receive': 'payments.deposit', 'expense.post': 'payments.expense', 'transfer.post': 'payments.transfer',
  'fx.revalue': 'journal.revaluation', 'depreciation.post': 'journal.depreciation', 'tax.finalIncome': 'journal.finalIncome', 'tax.vatSettle': 'journal.vatSettlement',
  'period.close': 'journal.periodClose', 'period.reopen': 'journal.periodReopen', 'year.close': 'journal.yearClose',
  'deposit.refund': 'payments.refundDeposit', 'advance.refund': 'payments.refundAdvance', 'receivable.writeOff': 'payments.writeOff', 'loan.take': 'payments.takeLoan', 'loan.repay': 'payments.repayLoan',
  'loan.give': 'payments.giveLoan', 'loan.collect': 'payments.collectLoan', 'savings.receive': 'payments.receiveSavings', 'savings.withdraw': 'payments.withdrawSavings', 'surplus.distribute': 'payments.distributeSurplus',
  'payment.receive': 'payments.receive', 'payment.send': 'payments.send', 'journal.post': 'journal.entry', 'opening.post': 'opening',
}

/** The event type of a document by its id (`salesInvoice:01J…`); undefined for what is no document of the book. */
export function typeOfDocument(id: string): EventType | undefined {
  const type = id.split(':')[0] ?? ''
  return (Object.keys(documentTypes) as EventType[]).find((event) => documentTypes[event] === type)
}

export interface Target {
  readonly kind: SearchHit['kind']
  readonly id: string
  readonly code: string
  readonly type?: EventType | undefined
}

export function placeOfTarget(target: Target): Place {
  if (target.kind === 'party') return { screen: 'parties.party', id: target.code }
  if (target.kind === 'product') return { screen: 'products.product', id: target.code }
  if (target.kind === 'account') return { screen: 'reports.report', params: { name: 'general-ledger', account: target.code } }
  const type = target.type ?? typeOfDocument(target.id)
  const screen = (type && documentScreens[type]) ?? 'journal.document'
  return target.kind === 'draft' ? { screen, id: target.id, params: { draft: '1' } } : { screen, id: target.id }
}

export function openTarget(target: Target): void {
  navigation.go(placeOfTarget(target))
}

/** Opens what settles an inbox row: a screen for it, or the document that it is about. */
export function openAttention(row: Pick<AttentionRow, 'target' | 'screen' | 'screenId'>): void {
  if (row.screen !== undefined) navigation.go({ screen: row.screen, ...(row.screenId === undefined ? {} : { id: row.screenId }) })
  else if (row.target) openTarget(row.target)
  else navigation.go({ screen: 'inbox' })
}

/** Opens a posted document of which only the id is known. */
export function openDocument(id: string): void {
  openTarget({ kind: 'document', id, code: '' })
}
