import type { EventType } from '../../core/events/index.ts'
import type { Place } from '../app/navigation.ts'
import { documentScreens } from '../app/targets.ts'

export const placeOfDocument = (type: EventType, id: string): Place => ({ screen: documentScreens[type] ?? 'journal.document', id })

/** Kinds whose screen can begin a new one from a posted one. */
const copied: ReadonlySet<EventType> = new Set<EventType>(['sales.invoice', 'sales.order', 'purchase.receive', 'purchase.invoice', 'journal.post', 'expense.post', 'transfer.post'])
export const copyScreen = (type: EventType): string | undefined => (copied.has(type) ? documentScreens[type] : undefined)

/** Kinds that `reverse` takes. @source events contract, section 5, `reverse` */
export const reversible: ReadonlySet<EventType> = new Set<EventType>([
  'purchase.receive', 'purchase.invoice', 'sales.deliver', 'sales.invoice', 'deposit.receive', 'payment.receive', 'payment.send', 'expense.post', 'transfer.post', 'stock.adjust',
  'stock.transfer', 'production.post', 'depreciation.post', 'journal.post', 'tax.finalIncome', 'deposit.refund', 'advance.refund', 'receivable.writeOff', 'loan.take', 'loan.repay', 'loan.give',
  'loan.collect', 'savings.receive', 'savings.withdraw', 'surplus.distribute',
])
