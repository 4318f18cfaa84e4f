import type { PlainDate } from '../calendar/index.ts'
import type { ChainLink, Envelope } from '../document/index.ts'
import type { CurrencyCode } from '../money/index.ts'
import type { BusinessEvent } from '../events/index.ts'
import type { PostedFacts } from './book-view.ts'
import type { Effect } from './effects.ts'

/** What core decides when an event is posted; the store adds identity, number and chain. */
export interface Posting {
  readonly date: PlainDate
  readonly effects: readonly Effect[]
  readonly facts: PostedFacts
  readonly party: string | null
  readonly currency: CurrencyCode | null
  /** Canonical text; "1" for base currency. */
  readonly rate: string | null
  /** The tax office's rate of that day, for tax papers; postings use `rate`. */
  readonly taxRate?: string | null
  /** Document ids of the events it refers to (a reversal's target included). */
  readonly references: readonly string[]
}

/** A posted document: immutable. `event` is the input exactly as it was given. */
export interface PostedDocument extends Envelope {
  readonly eventId: string
  readonly event: BusinessEvent
  /** `INV/2026/11/A-0042`; null for kinds without a series. */
  readonly number: string | null
  readonly posting: Posting
  readonly chain: ChainLink
}
