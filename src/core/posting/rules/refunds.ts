import type { EventOf } from '../../events/index.ts'
import { sum, toBase } from '../../money/index.ts'
import { type Outline, type Work, decimal } from '../work.ts'
import { advanceOpeners, cashOf, settleDifference } from './payments.ts'

/**
 * Money of a customer that goes back: what a deposit or an overpayment still has. The bank's charge comes on top.
 * @source bookkeeping notes, 3.2, event 79
 */
export function refundDeposit(work: Work, event: EventOf<'deposit.refund'>): Outline {
  work.party(event.customer, 'customer')
  const cash = cashOf(work, event)
  const rate = cash && work.rate(cash.currency, event.rate)
  if (!cash || !rate) return {}
  const { currency } = cash
  const item = work.item(event.deposit, 'deposit', { side: 'deposit', openers: advanceOpeners.deposit, party: event.customer, currency })
  const amount = work.amount(event.amount, currency, 'amount')
  const charge = work.amount(event.bankCharge, currency, 'bankCharge')
  if (!item || amount === null || charge === null) return {}
  const base = toBase(amount, currency, rate)
  const cashBase = toBase(sum(amount, charge), currency, rate)
  work.clear(item, amount, rate, 'amount')
  work.line(cash.account.code, currency, -sum(amount, charge), -cashBase)
  work.base(work.role('bankCharges'), cashBase - base)
  settleDifference(work)
  return { party: event.customer, currency, rate, facts: { net: amount, base } }
}

/** Money that a supplier gives back of an advance: the mirror; the bank's charge was taken on the way. */
export function refundAdvance(work: Work, event: EventOf<'advance.refund'>): Outline {
  work.party(event.supplier, 'supplier')
  const cash = cashOf(work, event)
  const rate = cash && work.rate(cash.currency, event.rate)
  if (!cash || !rate) return {}
  const { currency } = cash
  const item = work.item(event.advance, 'advance', { side: 'advance', openers: advanceOpeners.advance, party: event.supplier, currency })
  const amount = work.amount(event.amount, currency, 'amount')
  const charge = work.amount(event.bankCharge, currency, 'bankCharge')
  if (!item || amount === null || charge === null) return {}
  const paid = sum(amount, charge)
  const base = toBase(paid, currency, rate)
  const cashBase = toBase(amount, currency, rate)
  work.clear(item, paid, rate, 'amount')
  work.line(cash.account.code, currency, amount, cashBase)
  work.base(work.role('bankCharges'), base - cashBase)
  settleDifference(work)
  return { party: event.supplier, currency, rate, facts: { net: paid, base } }
}

/**
 * What a customer will not pay any more becomes an expense, at the value that it stands in the books with.
 * @source bookkeeping notes, 3.2, event 61
 */
export function writeOff(work: Work, event: EventOf<'receivable.writeOff'>): Outline {
  work.party(event.customer, 'customer')
  const account = work.baseAccount(event.account, 'account')
  if (account?.cash) work.refuse('FIELD_INVALID', { name: 'account' }, 'account')
  const item = work.item(event.invoice, 'invoice', { side: 'receivable', openers: ['sales.invoice'], party: event.customer, currency: null })
  if (!item || !account) return {}
  const amount = work.amount(event.amount, item.currency, 'amount')
  if (amount === null) return {}
  const rate = decimal(work.view.event(event.invoice)?.rate ?? '1')
  work.clear(item, amount, rate, 'amount')
  work.residual({ account: account.code, weight: 1 })
  return { party: event.customer, currency: item.currency, rate, facts: { net: amount, base: toBase(amount, item.currency, rate) } }
}
