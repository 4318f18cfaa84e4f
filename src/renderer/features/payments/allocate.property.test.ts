import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

// The document's figures are asked through its index, which also holds screens: those need no browser here.
vi.mock('../../document/index.ts', async () => await import('../../document/figures.ts'))
const { allocate, allocateOldest, allocatedTo, exceeds, toggle } = await import('./allocate.ts')
const { sumOf } = await import('../../document/figures.ts')

const cents = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`
const items = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { maxLength: 12 }).map((opens) => opens.map((open, index) => ({ item: `i${index}`, open: cents(open) })))

describe('allocation of a payment', () => {
  it('never allocates more than was paid, nor more than an item has open', () => {
    fc.assert(fc.property(items, fc.nat(20_000_000), (open, paid) => {
      const allocations = allocateOldest(open, cents(paid))
      expect(exceeds(sumOf(allocations.map((allocation) => allocation.amount)), cents(paid))).toBe(false)
      for (const allocation of allocations) expect(exceeds(allocation.amount, open.find((item) => item.item === allocation.invoice)!.open)).toBe(false)
    }))
  })

  it('uses up the payment or pays every item', () => {
    fc.assert(fc.property(items, fc.nat(20_000_000), (open, paid) => {
      const allocations = allocateOldest(open, cents(paid))
      const total = sumOf(allocations.map((allocation) => allocation.amount))
      expect(total === sumOf([cents(paid)]) || total === sumOf(open.map((item) => item.open))).toBe(true)
    }))
  })

  it('is undone by the same key', () => {
    const item = { item: 'a', open: '100.00' }
    const once = toggle([], item, null)
    expect(allocatedTo(once, 'a')).toBe('100.00')
    expect(toggle(once, item, null)).toEqual([])
    expect(toggle([{ invoice: 'b', amount: '70.00' }], item, '90.00')).toEqual([{ invoice: 'b', amount: '70.00' }, { invoice: 'a', amount: '20.00' }])
    expect(toggle([{ invoice: 'b', amount: '90.00' }], item, '90.00')).toEqual([{ invoice: 'b', amount: '90.00' }])
    expect(allocate(once, 'a', '')).toEqual([])
  })
})
