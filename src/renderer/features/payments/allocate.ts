import { compareDecimals, parseDecimal } from '../../../core/money/index.ts'
import { difference, isNegative, isZero, smaller, sumOf } from '../../document/index.ts'

/** What a party still owes or is owed. */
export interface OpenItem {
  readonly item: string
  readonly open: string
}

export interface Allocation {
  readonly invoice: string
  readonly amount: string
}

export const allocatedTo = (allocations: readonly Allocation[], item: string): string => allocations.find((allocation) => allocation.invoice === item)?.amount ?? ''

/** Puts an amount on one item; nothing takes it off. The order of the items is kept. */
export function allocate(allocations: readonly Allocation[], item: string, amount: string): readonly Allocation[] {
  if (amount === '' || (parseDecimal(amount) && isZero(amount))) return allocations.filter((allocation) => allocation.invoice !== item)
  return allocations.some((allocation) => allocation.invoice === item) ? allocations.map((allocation) => (allocation.invoice === item ? { invoice: item, amount } : allocation)) : [...allocations, { invoice: item, amount }]
}

/**
 * Space on an item: all of it, or as much as the payment has left; a second time takes it off again.
 * @param paid  null while the amount follows from what is allocated
 */
export function toggle(allocations: readonly Allocation[], item: OpenItem, paid: string | null): readonly Allocation[] {
  if (allocatedTo(allocations, item.item) !== '') return allocate(allocations, item.item, '')
  if (paid === null) return allocate(allocations, item.item, item.open)
  const left = difference(paid, sumOf(allocations.map((allocation) => allocation.amount)))
  if (isNegative(left) || isZero(left)) return allocations
  return allocate(allocations, item.item, smaller(item.open, left))
}

/** Oldest due first, until the payment is used up. @param items  in the order in which they are to be paid */
export function allocateOldest(items: readonly OpenItem[], paid: string): readonly Allocation[] {
  let left = paid
  const allocations: Allocation[] = []
  for (const item of items) {
    if (isZero(left) || isNegative(left)) break
    const amount = smaller(item.open, left)
    if (parseDecimal(amount) && !isZero(amount)) allocations.push({ invoice: item.item, amount })
    left = difference(left, amount)
  }
  return allocations
}

export function exceeds(a: string, b: string): boolean {
  const x = parseDecimal(a)
  const y = parseDecimal(b)
  return x !== null && y !== null && compareDecimals(x, y) > 0
}
