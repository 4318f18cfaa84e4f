import { type Minor, baseCurrency, decimalText, minorText, sum, toBase } from '../money/index.ts'
import type { EventBody, MatchFacts, OpenClaim, OpenLine } from './match-facts.ts'

/** What is settled: amounts in the line's currency. */
export interface Settlement {
  readonly party: string
  readonly claims: readonly { readonly claim: OpenClaim; readonly amount: Minor }[]
  /** Kept by banks on the way (in), or taken on top (out, inside the line's amount). */
  readonly charge?: Minor
  readonly withheld?: { readonly account: string; readonly amount: Minor }
}

/** A payment that settles claims; what is over becomes a deposit or an advance. */
export function paymentOf(line: Pick<OpenLine, 'account' | 'currency' | 'date' | 'amount' | 'text'>, { party, claims, charge = 0, withheld }: Settlement): EventBody {
  const text = (amount: Minor): string => minorText(amount, line.currency)
  const isIn = line.amount > 0
  return {
    event: isIn ? 'payment.receive' : 'payment.send', date: line.date, [isIn ? 'customer' : 'supplier']: party, account: line.account,
    amount: text(isIn ? line.amount : Math.abs(line.amount) - charge), ...(charge > 0 ? { bankCharge: text(charge) } : {}),
    ...(withheld ? { withheld: [{ account: withheld.account, amount: text(withheld.amount) }] } : {}),
    ...(claims.length > 0 ? { allocations: claims.map(({ claim, amount }) => ({ invoice: claim.item, amount: text(amount) })) } : {}), note: line.text,
  }
}

export function depositOf(line: OpenLine, party: string, order: string, charge: Minor): EventBody {
  return {
    event: 'deposit.receive', date: line.date, customer: party, account: line.account, amount: minorText(line.amount, line.currency), order,
    ...(charge > 0 ? { bankCharge: minorText(charge, line.currency) } : {}), note: line.text,
  }
}

/**
 * Money out to an ordinary account is an expense; money in is a journal entry, in rupiah at the day's rate.
 * @returns null where the rate is missing
 */
export function bookedTo(line: Pick<OpenLine, 'account' | 'currency' | 'date' | 'amount' | 'text'>, account: string, facts: Pick<MatchFacts, 'rate'>): EventBody | null {
  const amount = Math.abs(line.amount)
  const shown = minorText(amount, line.currency)
  if (line.amount < 0) return { event: 'expense.post', date: line.date, account: line.account, lines: [{ account, amount: shown }], note: line.text }
  const { rate } = facts
  if (line.currency !== baseCurrency && rate === null) return null
  const base = rate === null ? amount : toBase(amount, line.currency, rate)
  return {
    event: 'journal.post', date: line.date, note: line.text,
    lines: [{ account: line.account, debit: shown, ...(rate === null || line.currency === baseCurrency ? {} : { rate: decimalText(rate) }) }, { account, credit: minorText(base) }],
  }
}

/** A movement between own accounts; what left beyond what arrived is the bank's charge. */
export function transferOf(from: OpenLine, to: OpenLine): EventBody {
  const charge = from.currency === to.currency ? sum(-from.amount, -to.amount) : 0
  return {
    event: 'transfer.post', date: from.date, from: from.account, to: to.account, fromAmount: minorText(sum(-from.amount, -charge), from.currency), toAmount: minorText(to.amount, to.currency),
    ...(charge > 0 ? { bankCharge: minorText(charge, from.currency) } : {}), note: from.text,
  }
}
