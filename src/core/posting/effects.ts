import type { CurrencyCode, Micro, Minor } from '../money/index.ts'
import type { PlainDate, PlainMonth } from '../calendar/index.ts'
import type { DocId } from '../document/index.ts'

/**
 * What a posted document does to the book. An event is turned into effects once, at posting, and they are stored inside the
 * document, so that a later version with other rules never rewrites history. What depends on others' postings (issue costs,
 * the base amount that a clearing takes, the residual) is not in here: every device derives it from the effects of all
 * documents in event order (clock value, device, place), see `derive`.
 *
 * Amounts are smallest units, debit positive. Quantities are millionths of the product's base unit, inbound positive.
 */
export type Effect =
  | LineEffect
  | OpenItemEffect
  | ClearEffect
  | UnclearEffect
  | CloseItemEffect
  | ResidualEffect
  | MovementEffect
  | LandedCostEffect
  | ProgressEffect
  | VatEffect
  | TurnoverEffect
  | SaleEffect
  | OnceEffect
  | PeriodEffect
  | OrderEffect
  | ReverseEffect

/** A fixed ledger line. `date` only where it is not the document's (the second day of a revaluation). */
export interface LineEffect {
  readonly effect: 'line'
  readonly account: string
  readonly currency: CurrencyCode
  readonly amount: Minor
  readonly base: Minor
  readonly date?: PlainDate
}

export type ItemSide = 'receivable' | 'payable' | 'deposit' | 'advance'

/** Opens an item and posts its line: receivable and advance on the debit side, payable and deposit on the credit side. */
export interface OpenItemEffect {
  readonly effect: 'open'
  /** The id that later events use: the event's own, or the one of an opening row. */
  readonly item: string
  readonly side: ItemSide
  readonly party: string
  readonly account: string
  readonly currency: CurrencyCode
  /** Positive. */
  readonly amount: Minor
  readonly base: Minor
  /** Date of the item itself; an opening row may be older than its posting. */
  readonly date: PlainDate
  readonly dueDate: PlainDate
}

/**
 * Clears `amount` (positive) of an item and posts the opposite of what it opened, at the derived base SHARE(amount, open
 * amount, open base). Where devices cleared the same item while apart, what exceeds a receivable or payable becomes a deposit
 * or advance at `rate`.
 */
export interface ClearEffect {
  readonly effect: 'clear'
  readonly item: ItemRef
  readonly amount: Minor
  /** Rate of the clearing document in canonical decimal text; "1" in base currency. */
  readonly rate: string
}

/** An item by the document that opened it and its id. */
export interface ItemRef {
  readonly doc: DocId
  readonly item: string
}

/** A reversal gives back to the item what the clearing `index` (place in the target's effects) of document `doc` took. */
export interface UnclearEffect {
  readonly effect: 'unclear'
  readonly doc: DocId
  readonly index: number
}

/** A reversal closes an item that its target opened: posts the opposite of the opening line; nothing is open any more. */
export interface CloseItemEffect {
  readonly effect: 'closeItem'
  readonly item: ItemRef
}

/**
 * The base amount (in IDR) that makes the document's entry balance over its line, open, clear, unclear and closeItem effects,
 * spread by SHARE over `accounts` in order with their weights (an account may stand there more than once). At most one in a document. Derived stock cost lines balance by
 * themselves and are not part of it.
 */
export interface ResidualEffect {
  readonly effect: 'residual'
  readonly accounts: readonly { readonly account: string; readonly weight: Minor }[]
}

export interface MovementRef {
  readonly doc: DocId
  /** Place of the movement in the document's effects array. */
  readonly index: number
}

export type MovementCost =
  /** Inbound at a value fixed at posting (its ledger lines are `line` effects). */
  | { readonly kind: 'fixed'; readonly value: Minor }
  /** Outbound at issue cost: derived Dr `charge`, Cr inventory of the product. */
  | { readonly kind: 'issue'; readonly charge: string }
  /** Outbound of a production: derived Cr inventory; the charge is what is produced. */
  | { readonly kind: 'consumed' }
  /**
   * Inbound of a production: takes SHARE by weight of (Σ consumed costs of this document + `added`): derived Dr inventory. `added` is the labour and
   * overhead of the whole production, the same on each of its movements.
   */
  | { readonly kind: 'produced'; readonly weight: Micro; readonly added: Minor }
  /** Inbound at SHARE(quantity, not yet returned quantity, not yet returned cost) of an issue: derived Dr inventory, Cr `charge`. */
  | { readonly kind: 'returned'; readonly of: MovementRef; readonly charge: string }
  /** One half of a transfer between warehouses: value 0, the pool or queue is not touched. */
  | { readonly kind: 'transfer' }

/** A stock movement; the movement order inside an event is the order of these effects. */
export interface MovementEffect {
  readonly effect: 'move'
  readonly product: string
  readonly warehouse: string
  readonly quantity: Micro
  readonly cost: MovementCost
}

/**
 * Landed cost on one receipt line: of `value`, SHARE(h, R, value) goes to inventory and the rest to `charge`, where R is the
 * received quantity of movement `of` and h what of it is still on hand at this point. Derived.
 */
export interface LandedCostEffect {
  readonly effect: 'landed'
  readonly of: MovementRef
  readonly product: string
  readonly value: Minor
  readonly charge: string
}

export type ProgressKind =
  /** Delivered of an order, per product. */
  | 'orderDelivered'
  /** Invoiced of a receipt line: quantity and value. */
  | 'receiptInvoiced'
  /** Returned of a receipt line before it was invoiced: quantity and value (counts against the same remainder as `receiptInvoiced`). */
  | 'receiptReturned'
  /** A delivery line that was invoiced. */
  | 'deliveryInvoiced'
  /** Returned of a purchase invoice line: quantity, net. */
  | 'purchaseReturned'
  /** Credited of a sales invoice line: quantity, net. */
  | 'salesCredited'
  /** Quantity of a sales invoice or delivery line that came back into stock. */
  | 'salesRestocked'
  /** VAT and net taken back of an invoice, as a whole (`line` 0). */
  | 'vatTakenBack'
  /** VAT of a domestic deposit that an invoice credited: net in `value` (`line` 0). */
  | 'depositVatCredited'
  /**
   * What a person owes (positive) or is owed (negative) on an account: loans, advances to staff, savings. `doc` is the account's
   * code, `line` 0, `product` the party's code, `value` the base amount.
   */
  | 'personal'

/** How far another document has been used up. A reversal carries the negative. */
export interface ProgressEffect {
  readonly effect: 'progress'
  readonly kind: ProgressKind
  readonly doc: DocId
  /** Line number from 1; 0 for the whole document; for orders the product stands in `product`, for `personal` the party. */
  readonly line: number
  readonly product?: string
  readonly quantity: Micro
  readonly value: Minor
  readonly vat?: Minor
}

/** A row of the VAT summary; `base` and `vat` in IDR, negative for credit notes, returns and reversals. */
export interface VatEffect {
  readonly effect: 'vat'
  readonly side: 'output' | 'input'
  readonly code: 'none' | 'ppn12' | 'export0'
  readonly base: Minor
  readonly vat: Minor
}

/** Revenue that final income tax counts (accounts of type income; base, positive for sales). */
export interface TurnoverEffect {
  readonly effect: 'turnover'
  readonly base: Minor
}

/** A product line of the sales-by-product report; cost comes from the movements. */
export interface SaleEffect {
  readonly effect: 'sale'
  readonly product: string
  readonly quantity: Micro
  readonly revenue: Minor
}

/** Takes a key that may be taken once (`opening`, `fx/2026-03`, `depreciation/loom/2026-03`). A reversal frees it with `free`. */
export interface OnceEffect {
  readonly effect: 'once'
  readonly key: string
  readonly free?: boolean
}

/** Locks (or unlocks) all dates up to the end of a month. */
export interface PeriodEffect {
  readonly effect: 'close' | 'reopen'
  readonly period: PlainMonth
  /**
   * Of a close: the last place of each device's chain that it knew. What comes later counts on the first open day, also where
   * its clock is earlier: a device that was away has not been seen by who closed. Closes of earlier versions have none.
   */
  readonly heads?: Readonly<Record<string, number>>
}

/** What an order asks for, per product (equal products added up). */
export interface OrderEffect {
  readonly effect: 'order'
  readonly product: string
  readonly quantity: Micro
}

/** Marks the target as reversed by this document. A second one, from another device, has no effect at all and is flagged. */
export interface ReverseEffect {
  readonly effect: 'reverse'
  readonly target: DocId
}
