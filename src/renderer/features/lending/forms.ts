import type { EventType } from '../../../core/events/index.ts'

export type MoneyField = 'amount' | 'principal' | 'interest' | 'bankCharge' | 'reserve' | 'funds'

/** What an editor of this folder asks for. */
export interface FormSpec {
  readonly event: EventType
  /** Key of its words, and its screen behind `payments.`. */
  readonly name: FormName
  /** Field and word of whom it is about. */
  readonly party: { readonly field: 'party' | 'customer' | 'supplier'; readonly word: 'lender' | 'person' | 'member' | 'customer' | 'supplier' } | null
  /** An open item that it takes from. */
  readonly held?: { readonly field: 'deposit' | 'advance' | 'invoice'; readonly side: 'deposit' | 'advance' | 'receivable'; readonly word: 'held' | 'heldAdvance' | 'invoice' }
  readonly kinds?: readonly ('principal' | 'mandatory' | 'voluntary' | 'term' | 'surplus')[]
  /** A cash account, or an account that the sum becomes an expense of. */
  readonly account: { readonly kind: 'cash' | 'any'; readonly word: 'into' | 'outOf' | 'expenseAccount' | 'from' }
  readonly money: readonly MoneyField[]
  /** An account that is the usual one unless another is chosen. */
  readonly other?: readonly ('liability' | 'receivable' | 'interestAccount')[]
  readonly lines?: 'expenses' | 'members'
  /** Money in the currency of the account (with its rate), not in rupiah alone. */
  readonly isForeign?: boolean
}

export type FormName =
  | 'takeLoan' | 'repayLoan' | 'giveLoan' | 'collectLoan' | 'receiveSavings' | 'withdrawSavings' | 'distributeSurplus' | 'refundDeposit' | 'refundAdvance' | 'writeOff'

const lender = { field: 'party', word: 'lender' } as const
const person = { field: 'party', word: 'person' } as const
const member = { field: 'party', word: 'member' } as const
const into = { kind: 'cash', word: 'into' } as const
const outOf = { kind: 'cash', word: 'outOf' } as const

export const forms: readonly FormSpec[] = [
  { event: 'loan.give', name: 'giveLoan', party: person, account: outOf, money: ['amount'], other: ['receivable'] },
  { event: 'loan.collect', name: 'collectLoan', party: person, account: into, money: ['principal', 'interest'], other: ['receivable', 'interestAccount'], lines: 'expenses' },
  { event: 'loan.take', name: 'takeLoan', party: lender, account: into, money: ['amount', 'bankCharge'], other: ['liability'] },
  { event: 'loan.repay', name: 'repayLoan', party: lender, account: outOf, money: ['principal', 'interest', 'bankCharge'], other: ['liability'] },
  { event: 'deposit.refund', name: 'refundDeposit', party: { field: 'customer', word: 'customer' }, held: { field: 'deposit', side: 'deposit', word: 'held' }, account: outOf, money: ['amount', 'bankCharge'], isForeign: true },
  { event: 'advance.refund', name: 'refundAdvance', party: { field: 'supplier', word: 'supplier' }, held: { field: 'advance', side: 'advance', word: 'heldAdvance' }, account: into, money: ['amount', 'bankCharge'], isForeign: true },
  { event: 'receivable.writeOff', name: 'writeOff', party: { field: 'customer', word: 'customer' }, held: { field: 'invoice', side: 'receivable', word: 'invoice' }, account: { kind: 'any', word: 'expenseAccount' }, money: ['amount'] },
  { event: 'savings.receive', name: 'receiveSavings', party: member, kinds: ['principal', 'mandatory', 'voluntary', 'term'], account: into, money: ['amount'] },
  { event: 'savings.withdraw', name: 'withdrawSavings', party: member, kinds: ['voluntary', 'term', 'surplus', 'principal', 'mandatory'], account: outOf, money: ['amount'] },
  { event: 'surplus.distribute', name: 'distributeSurplus', party: null, account: { kind: 'any', word: 'from' }, money: ['reserve', 'funds'], lines: 'members' },
]
