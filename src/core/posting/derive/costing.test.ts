import { describe, expect, it } from 'vitest'
import { addLandedCost, emptyState, putIn, returnedValue, takeOut } from './costing.ts'

const at = (index: number, quantity: number) => ({ doc: 'd', index, quantity })

describe('issue cost', () => {
  it('takes SHARE of the pool under moving average; the last unit takes the remainder', () => {
    const state = emptyState('movingAverage')
    putIn(state, at(0, 3), 10_000_000)
    expect([takeOut(state, at(1, -1), 1).cost, takeOut(state, at(2, -1), 1).cost, takeOut(state, at(3, -1), 1).cost]).toEqual([3_333_333, 3_333_334, 3_333_333])
    expect(state).toMatchObject({ quantity: 0, value: 0 })
  })

  it('empties the oldest layers first under FIFO, with the remainder inside the layer', () => {
    const state = emptyState('fifo')
    putIn(state, at(0, 3), 10_000_000)
    putIn(state, at(1, 7), 24_500_000)
    expect(takeOut(state, at(2, -1), 1).cost).toBe(3_333_333)
    expect(takeOut(state, at(3, -1), 1).cost).toBe(3_333_334)
    expect(takeOut(state, at(4, -4), 4).cost).toBe(3_333_333 + 10_500_000)
    expect(state.layers).toEqual([{ doc: 'd', index: 1, quantity: 4, value: 14_000_000 }])
  })
})

describe.each(['movingAverage', 'fifo'] as const)('a shortage (%s)', (method) => {
  it('costs the last known unit cost until goods cover it, then what these cost', () => {
    const state = emptyState(method)
    putIn(state, at(0, 2), 200)
    expect(takeOut(state, at(1, -5), 5)).toEqual({ cost: 200 + 300, short: 3 })
    expect(putIn(state, at(2, 2), 240)).toEqual([{ doc: 'd', index: 1, cost: 40 }])
    expect(putIn(state, at(3, 4), 520)).toEqual([{ doc: 'd', index: 1, cost: 30 }])
    expect(state).toMatchObject({ quantity: 3, value: 390, shortages: [] })
  })

  it('costs nothing while nothing is known', () => {
    expect(takeOut(emptyState(method), at(0, -2), 2)).toEqual({ cost: 0, short: 2 })
  })
})

it('adds landed cost to what is still there', () => {
  const pool = emptyState('movingAverage')
  putIn(pool, at(0, 4), 400)
  takeOut(pool, at(1, -1), 1)
  expect(addLandedCost(pool, at(0, 4), 100)).toBe(75)
  const queue = emptyState('fifo')
  putIn(queue, at(0, 4), 400)
  putIn(queue, at(1, 4), 800)
  takeOut(queue, at(2, -5), 5)
  expect([addLandedCost(queue, at(0, 4), 100), addLandedCost(queue, at(1, 4), 100)]).toEqual([0, 75])
  expect(queue.value).toBe(675)
})

it('brings goods back at what they cost; what was never issued at the last known cost', () => {
  const state = emptyState('movingAverage')
  putIn(state, at(0, 3), 1000)
  expect(returnedValue(state, 1, 3, 1000, 0, 0)).toBe(333)
  expect(returnedValue(state, 2, 3, 1000, 1, 333)).toBe(667)
  expect(returnedValue(state, 3, 3, 900, 2, 600)).toBe(300 + 667)
})
