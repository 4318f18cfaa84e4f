import type { DocId } from '../../document/index.ts'
import { type Micro, type Minor, divideHalfUp, safe, share, spread } from '../../money/index.ts'

/** A layer of a FIFO queue, by the movement that brought it. */
export interface Layer {
  readonly doc: DocId
  readonly index: number
  quantity: Micro
  value: Minor
}

/** What was issued beyond the stock and no receipt has covered yet, with its provisional cost. */
export interface Shortage {
  readonly doc: DocId
  readonly index: number
  quantity: Micro
  value: Minor
}

/**
 * Stock of a product over all warehouses at one point of the movement order. Changed in place: a fold over a million movements
 * must not copy queues.
 */
export interface CostingState {
  readonly method: 'movingAverage' | 'fifo'
  /** Negative while more was issued than had come in; then it equals the sum of the shortages. */
  quantity: Micro
  /** Value of what is on hand; 0 while nothing is. */
  value: Minor
  /** FIFO only: oldest first. */
  layers: Layer[]
  shortages: Shortage[]
  /** Last movement with a cost, in or out: the unit cost that a shortage takes for the time being. */
  last: { readonly quantity: Micro; readonly value: Minor } | null
}

/** A movement as costing needs it. `quantity` is signed, inbound positive. */
export interface CostedMovement {
  readonly doc: DocId
  readonly index: number
  readonly quantity: Micro
}

export interface Correction {
  readonly doc: DocId
  readonly index: number
  /** How much more (or less) the short issue cost than it was taken to. */
  readonly cost: Minor
}

export function emptyState(method: CostingState['method']): CostingState {
  return { method, quantity: 0, value: 0, layers: [], shortages: [], last: null }
}

/**
 * Takes `quantity` (positive) out at issue cost: moving average SHARE of the pool, FIFO oldest layers first. What exceeds the
 * stock costs the last known unit cost for the time being.
 * @returns cost, and the part of the quantity that was not there
 * @source events contract, section 4; bookkeeping notes, section 4.3
 */
export function takeOut(state: CostingState, movement: CostedMovement, quantity: Micro): { readonly cost: Minor; readonly short: Micro } {
  const covered = Math.min(quantity, Math.max(0, state.quantity))
  const short = quantity - covered
  let cost = 0
  if (covered > 0) {
    if (state.method === 'movingAverage') {
      cost = share(covered, state.quantity, state.value)
    } else {
      let left = covered
      let used = 0
      for (const layer of state.layers) {
        const taken = Math.min(left, layer.quantity)
        const value = share(taken, layer.quantity, layer.value)
        layer.quantity -= taken
        layer.value -= value
        cost += value
        left -= taken
        if (layer.quantity === 0) used += 1
        if (left === 0) break
      }
      if (used > 0) state.layers.splice(0, used)
    }
    state.value -= cost
    state.last = { quantity: covered, value: cost }
  }
  if (short > 0) {
    const provisional = unitCostTimes(state.last, short)
    state.shortages.push({ doc: movement.doc, index: movement.index, quantity: short, value: provisional })
    cost += provisional
  }
  state.quantity -= quantity
  return { cost, short }
}

/**
 * Brings a movement in at `value`. Shortages are covered first; their issues then cost what the goods cost that covered them.
 * @returns corrections of those issues
 */
export function putIn(state: CostingState, movement: CostedMovement, value: Minor): readonly Correction[] {
  let quantity = movement.quantity
  let left = value
  let corrections: Correction[] | null = null
  while (quantity > 0 && state.shortages.length > 0) {
    const shortage = state.shortages[0] as Shortage
    const covered = Math.min(quantity, shortage.quantity)
    const cost = share(covered, quantity, left)
    const provisional = share(covered, shortage.quantity, shortage.value)
    if (cost !== provisional) (corrections ??= []).push({ doc: shortage.doc, index: shortage.index, cost: cost - provisional })
    shortage.quantity -= covered
    shortage.value -= provisional
    if (shortage.quantity === 0) state.shortages.shift()
    quantity -= covered
    left -= cost
  }
  if (quantity > 0) {
    if (state.method === 'fifo') state.layers.push({ doc: movement.doc, index: movement.index, quantity, value: left })
    state.value += left
  }
  // Goods that were all sold before they came leave a rounding rest of nothing: `left` is 0 when `quantity` is.
  state.quantity += movement.quantity
  if (movement.quantity > 0) state.last = { quantity: movement.quantity, value }
  return corrections ?? none
}

/**
 * Landed cost on a receipt line: how much of `value` goes to stock, for what of the received quantity is still on hand.
 * @param receipt  the movement it is about
 */
export function addLandedCost(state: CostingState, receipt: CostedMovement, value: Minor): Minor {
  if (state.method === 'movingAverage') {
    const held = Math.max(0, Math.min(state.quantity, receipt.quantity))
    const stock = share(held, receipt.quantity, value)
    state.value += stock
    return stock
  }
  const layer = state.layers.find((each) => each.doc === receipt.doc && each.index === receipt.index)
  if (!layer) return 0
  const stock = share(layer.quantity, receipt.quantity, value)
  layer.value += stock
  state.value += stock
  return stock
}

/**
 * Value of goods that come back: SHARE of the cost that has not come back yet. What exceeds the issue (two devices took
 * the same goods back) comes in at the last known unit cost.
 */
export function returnedValue(state: CostingState, quantity: Micro, issued: Micro, cost: Minor, returned: Micro, returnedCost: Minor): Minor {
  const left = Math.max(0, issued - returned)
  const part = Math.min(quantity, left)
  const value = part === 0 ? 0 : share(part, left, cost - returnedCost)
  return quantity === part ? value : value + unitCostTimes(state.last, quantity - part)
}

/** Value of each produced movement of a production: total cost spread by SHARE over the weights, in order. */
export function producedValues(total: Minor, weights: readonly Micro[]): Minor[] {
  return spread(total, weights)
}

/** A copy that later movements do not change. */
export function copyState(state: CostingState): CostingState {
  return { ...state, layers: state.layers.map((layer) => ({ ...layer })), shortages: state.shortages.map((shortage) => ({ ...shortage })) }
}

const none: readonly Correction[] = []

function unitCostTimes(last: CostingState['last'], quantity: Micro): Minor {
  if (!last || last.quantity === 0) return 0
  return safe(divideHalfUp(BigInt(last.value) * BigInt(quantity), BigInt(last.quantity)))
}
