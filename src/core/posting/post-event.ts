import { type Outcome, refuse } from '../errors/index.ts'
import { type BusinessEvent, type EventOf, type EventType, type MasterEventType, isMasterEvent } from '../events/index.ts'
import { AmountTooLargeError, decimalText } from '../money/index.ts'
import { InvariantError } from '../errors/index.ts'
import type { BookView } from './book-view.ts'
import type { Posting } from './posted-document.ts'
import {
  closePeriod, closeYear, depreciate, postFinalIncomeTax, postJournal, postOpening, reopenPeriod, revalue, settleVat,
} from './rules/ledger.ts'
import { postExpense, receiveDeposit, receivePayment, sendPayment, transferCash } from './rules/payments.ts'
import { allocateLandedCost, invoicePurchase, receiveGoods, returnPurchase } from './rules/purchasing.ts'
import { collectLoan, distributeSurplus, giveLoan, receiveSavings, repayLoan, takeLoan, withdrawSavings } from './rules/persons.ts'
import { refundAdvance, refundDeposit, writeOff } from './rules/refunds.ts'
import { reverseEvent } from './rules/reversal.ts'
import { creditSales, deliverGoods, invoiceSales, orderSales } from './rules/sales.ts'
import { adjustStock, countStock, postProduction, transferStock } from './rules/stock.ts'
import { type Outline, type PostingContext, type PostingRule, Work } from './work.ts'

export type PostedEventType = Exclude<EventType, MasterEventType>

const postingRules: { readonly [T in PostedEventType]: PostingRule<T> } = {
  'sales.order': orderSales,
  'opening.post': postOpening,
  'purchase.receive': receiveGoods,
  'purchase.invoice': invoicePurchase,
  'purchase.return': returnPurchase,
  'landedCost.allocate': allocateLandedCost,
  'sales.deliver': deliverGoods,
  'sales.invoice': invoiceSales,
  'sales.creditNote': creditSales,
  'deposit.receive': receiveDeposit,
  'payment.receive': receivePayment,
  'payment.send': sendPayment,
  'expense.post': postExpense,
  'transfer.post': transferCash,
  'stock.adjust': adjustStock,
  'stock.count': countStock,
  'stock.transfer': transferStock,
  'production.post': postProduction,
  'fx.revalue': revalue,
  'depreciation.post': depreciate,
  'tax.finalIncome': postFinalIncomeTax,
  'tax.vatSettle': settleVat,
  'journal.post': postJournal,
  'period.close': closePeriod,
  'period.reopen': reopenPeriod,
  'year.close': closeYear,
  'deposit.refund': refundDeposit,
  'advance.refund': refundAdvance,
  'receivable.writeOff': writeOff,
  'loan.take': takeLoan,
  'loan.repay': repayLoan,
  'loan.give': giveLoan,
  'loan.collect': collectLoan,
  'savings.receive': receiveSavings,
  'savings.withdraw': withdrawSavings,
  'surplus.distribute': distributeSurplus,
  reverse: reverseEvent,
}

/** Dated in a locked month, these change nothing that the month has reported. */
const allowedInLockedMonth: readonly EventType[] = ['sales.order', 'period.close', 'period.reopen']

/**
 * Turns an event that `readEvent` passed into what it does to the book. The id is new: whether it is known already is for the
 * caller to see before (`sameEvent`).
 * @returns effects and facts, or every refusal that could be found
 * @refuses all codes of section 6 of the events contract that depend on the book
 */
export function postEvent(view: BookView, event: BusinessEvent, context: PostingContext): Outcome<Posting> {
  if (isMasterEvent(event.event)) throw new InvariantError(`${event.event} is master data and posts nothing`)
  const work = new Work(view, event, context)
  if (!allowedInLockedMonth.includes(event.event)) work.checkPeriod()
  try {
    const rule = postingRules[event.event as PostedEventType] as PostingRule<PostedEventType>
    const outline = rule(work, event as unknown as EventOf<PostedEventType>)
    if (work.refusals.length === 0) work.checkStock()
    return work.refusals.length > 0 ? { ok: false, refusals: work.refusals } : { ok: true, value: postingOf(work, outline) }
  } catch (error) {
    if (error instanceof AmountTooLargeError) return { ok: false, refusals: [...work.refusals, refuse('AMOUNT_TOO_LARGE')] }
    throw error
  }
}

function postingOf(work: Work, outline: Outline): Posting {
  const { facts } = outline
  return {
    date: work.date,
    effects: work.effects,
    facts: { lines: facts?.lines ?? [], net: facts?.net ?? 0, vat: facts?.vat ?? 0, base: facts?.base ?? 0 },
    party: outline.party ?? null,
    currency: outline.currency ?? null,
    rate: outline.rate ? decimalText(outline.rate) : null,
    ...(outline.taxRate ? { taxRate: decimalText(outline.taxRate) } : {}),
    references: [...work.references],
  }
}
