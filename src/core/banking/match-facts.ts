import type { PlainDate } from '../calendar/index.ts'
import type { CurrencyCode, Decimal, Minor } from '../money/index.ts'
import type { LineDetail } from './statement.ts'

/** A line of a statement that waits for its posting. */
export interface OpenLine {
  readonly id: string
  readonly account: string
  readonly currency: CurrencyCode
  readonly date: PlainDate
  readonly amount: Minor
  readonly text: string
  readonly counterparty: string | null
  readonly reference: string | null
  readonly charge: Minor | null
  readonly details: readonly LineDetail[]
}

/** An invoice that is open. */
export interface OpenClaim {
  /** Event id: what a payment is allocated to. */
  readonly item: string
  /** Number, or the event id where it has none: what a person knows it by. */
  readonly number: string
  /** What a payer may write: the number, the id, outside numbers. */
  readonly references: readonly string[]
  readonly side: 'receivable' | 'payable'
  readonly party: string
  readonly currency: CurrencyCode
  readonly open: Minor
  readonly dueDate: PlainDate
  /** Before VAT: withheld tax is a share of it. */
  readonly net: Minor
}

export interface OpenOrder {
  readonly id: string
  readonly number: string
  readonly references: readonly string[]
  readonly customer: string
  readonly currency: CurrencyCode
  readonly total: Minor
}

export interface KnownParty {
  readonly code: string
  readonly names: readonly string[]
}

/** Money on the account that was booked by hand or by a document, and that no statement line is matched to. */
export interface BookedMovement {
  readonly eventId: string
  readonly number: string
  readonly date: PlainDate
  readonly amount: Minor
  readonly party: string | null
}

/** What a person taught: lines whose text holds these words belong to this account or party. */
export interface LearnedRule {
  readonly id: string
  readonly contains: string
  readonly direction: 'in' | 'out'
  readonly account: string | null
  readonly party: string | null
}

/** What the books know, as it bears on one line. */
export interface MatchFacts {
  readonly claims: readonly OpenClaim[]
  readonly orders: readonly OpenOrder[]
  readonly parties: readonly KnownParty[]
  readonly booked: readonly BookedMovement[]
  /** Open lines of our other accounts. */
  readonly otherLines: readonly OpenLine[]
  /** Our other accounts by the number that their bank gives them. */
  readonly ownAccounts: readonly { readonly account: string; readonly number: string; readonly currency: CurrencyCode }[]
  readonly rules: readonly LearnedRule[]
  /** Accounts that take what is no invoice; null where the chart has none. */
  readonly accounts: { readonly bankCharges: string | null; readonly interestIncome: string | null; readonly interestTax: string | null; readonly withheldPayable: string | null }
  /** Rate of the line's currency on its day; null where there is none (and for the base currency). */
  readonly rate: Decimal | null
  /** Largest difference that is taken for a bank's fee, in the line's currency: the value of USD 50. */
  readonly feeMax: Minor
}

export type MatchReason =
  | 'alreadyBooked' | 'reference' | 'referenceFee' | 'referenceCharge' | 'referenceWithheld' | 'learned' | 'amountAndParty' | 'combination' | 'orderShare' | 'partOfInvoice' | 'partyOnly'
  | 'charge' | 'interest' | 'interestTax' | 'transfer' | 'transferRate' | 'ownAccount' | 'amountOnly' | 'batch'

export interface EventBody {
  readonly event: 'payment.receive' | 'payment.send' | 'deposit.receive' | 'expense.post' | 'journal.post' | 'transfer.post'
  readonly date: PlainDate
  readonly [field: string]: unknown
}

/** What could be posted for a line, and why. */
export interface Proposal {
  /** The same for the same proposal: a person confirms what was shown, or nothing. */
  readonly key: string
  readonly reason: MatchReason
  readonly params: Readonly<Record<string, string>>
  readonly certainty: 'certain' | 'likely' | 'possible'
  /** Empty where the line belongs to what is posted already. */
  readonly events: readonly EventBody[]
  /** Event that is there already. */
  readonly booked: string | null
  /** The other statement line that the posting accounts for. */
  readonly otherLine: string | null
  readonly party: string | null
}
