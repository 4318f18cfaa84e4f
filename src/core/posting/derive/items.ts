import { invariant } from '../../errors/index.ts'
import { type CurrencyCode, type Minor, baseCurrency, negate, parseDecimal, share, toBase } from '../../money/index.ts'
import type { ItemSide } from '../effects.ts'

/** What an item was opened with. */
export interface ItemOpening {
  readonly side: ItemSide
  readonly currency: CurrencyCode
  /** Positive. */
  readonly amount: Minor
  readonly base: Minor
}

/** What documents did to an item, in event order. `key` names the clearing that an `unclear` gives back. */
export type ItemEntry =
  | { readonly kind: 'open' }
  | { readonly kind: 'clear'; readonly key: string; readonly amount: Minor; readonly rate: string }
  | { readonly kind: 'unclear'; readonly key: string }
  | { readonly kind: 'close' }

/** Derived lines of an entry: on the item's own account, and what went beyond the item on the account of the opposite side. */
export interface ItemResult {
  /** Debit positive. */
  readonly amount: Minor
  readonly base: Minor
  /** Debit positive; it opens an item of the opposite side. */
  readonly excess: Minor
  readonly excessBase: Minor
}

export interface ItemFold {
  readonly open: Minor
  readonly openBase: Minor
  readonly closed: boolean
}

export const nothing: ItemResult = { amount: 0, base: 0, excess: 0, excessBase: 0 }

/** Debit (1) or credit (-1) is the side on which an item opens. */
export function sideSign(side: ItemSide): 1 | -1 {
  return side === 'receivable' || side === 'advance' ? 1 : -1
}

/** What an excess becomes: too much received of a customer is a deposit, too much of a deposit used is a receivable. */
export function oppositeSide(side: ItemSide): ItemSide {
  switch (side) {
    case 'receivable': return 'deposit'
    case 'deposit': return 'receivable'
    case 'payable': return 'advance'
    case 'advance': return 'payable'
  }
}

export function roleOfSide(side: ItemSide): 'receivable' | 'payable' | 'customerDeposits' | 'supplierAdvances' {
  switch (side) {
    case 'receivable': return 'receivable'
    case 'payable': return 'payable'
    case 'deposit': return 'customerDeposits'
    case 'advance': return 'supplierAdvances'
  }
}

/**
 * Works one entry into an item. Clearing takes SHARE of what is open; what exceeds it (two devices cleared one invoice while
 * apart) opens an item of the opposite side at the clearing's rate. Closing an item that was partly cleared turns what
 * was cleared into an item of the opposite side, so that the account always equals its open items.
 * @param cleared  results of the clearings worked before, by key
 * @source events contract, section 3; design, section 9.3
 */
export function applyEntry(opening: ItemOpening, state: ItemFold, entry: ItemEntry, cleared: (key: string) => ItemResult | undefined): { readonly state: ItemFold; readonly result: ItemResult } {
  const sign = sideSign(opening.side)
  switch (entry.kind) {
    case 'open':
      return { state, result: { amount: sign * opening.amount, base: signed(sign, opening.base), excess: 0, excessBase: 0 } }
    case 'clear': {
      const taken = Math.min(entry.amount, state.open)
      const base = share(taken, state.open, state.openBase)
      const excess = entry.amount - taken
      const excessBase = excess === 0 ? 0 : baseOf(excess, opening.currency, entry.rate)
      return {
        state: { open: state.open - taken, openBase: state.openBase - base, closed: state.closed },
        result: { amount: signed(-sign, taken), base: signed(-sign, base), excess: signed(-sign, excess), excessBase: signed(-sign, excessBase) },
      }
    }
    case 'unclear': {
      const back = cleared(entry.key)
      if (!back) return { state, result: nothing }
      return {
        state: { open: state.open - sign * back.amount, openBase: state.openBase - sign * back.base, closed: state.closed },
        result: { amount: negate(back.amount), base: negate(back.base), excess: 0, excessBase: 0 },
      }
    }
    case 'close': {
      const used = state.closed ? 0 : opening.amount - state.open
      const usedBase = state.closed ? 0 : opening.base - state.openBase
      return {
        state: { open: 0, openBase: 0, closed: true },
        result: { amount: signed(-sign, state.open), base: signed(-sign, state.openBase), excess: signed(-sign, used), excessBase: signed(-sign, usedBase) },
      }
    }
  }
}

function signed(sign: number, amount: Minor): Minor {
  return amount === 0 ? 0 : sign * amount
}

function baseOf(amount: Minor, currency: CurrencyCode, rate: string): Minor {
  if (currency === baseCurrency) return amount
  const decimal = parseDecimal(rate)
  invariant(decimal !== null, `rate of a clearing is not a decimal: ${rate}`)
  return toBase(amount, currency, decimal)
}
