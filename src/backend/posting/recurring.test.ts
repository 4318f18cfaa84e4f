import { expect, it } from 'vitest'
import type { BusinessEvent } from '../../core/events/index.ts'
import { nextOccurrence } from './recurring.ts'

const rent = (date: string, more: object = {}): BusinessEvent => ({ event: 'expense.post', id: 'a', date, account: '1111', lines: [{ account: '6102', amount: '12500000' }], repeat: 'monthly', ...more })

it('comes again on the same day, over the turn of a year', () => {
  expect(nextOccurrence(rent('2026-12-05'), 'b')).toEqual({ ...rent('2027-01-05'), id: 'b', repeatDay: 5 })
  expect(nextOccurrence(rent('2026-11-05', { repeat: 'quarterly' }), 'b')?.date).toBe('2027-02-05')
  expect(nextOccurrence(rent('2026-11-05', { repeat: 'yearly' }), 'b')?.date).toBe('2027-11-05')
})

it('keeps the day it began with through a short month', () => {
  const february = nextOccurrence(rent('2027-01-31'), 'b')
  expect(february?.date).toBe('2027-02-28')
  expect(nextOccurrence(february as BusinessEvent, 'c')?.date).toBe('2027-03-31')
})

it('leaves behind what depends on the date, and what does not repeat', () => {
  expect(nextOccurrence(rent('2026-11-05', { rate: '16000', dueDate: '2026-12-05' }), 'b')).not.toHaveProperty('rate')
  expect(nextOccurrence(rent('2026-11-05', { repeat: 'sometimes' }), 'b')).toBeNull()
  expect(nextOccurrence(rent('2026-11-05', { repeat: undefined }), 'b')).toBeNull()
})
