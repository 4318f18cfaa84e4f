import { expect, it } from 'vitest'
import { choiceOf, comparedPeriod, placePeriod, presetPeriod } from './period.ts'

const today = '2026-03-15'

it('strikes the balance of a span that is not over today', () => {
  expect(presetPeriod('thisMonth', today)).toEqual({ from: '2026-03-01', to: '2026-03-31', asOf: today })
  expect(presetPeriod('lastMonth', today)).toEqual({ from: '2026-02-01', to: '2026-02-28', asOf: '2026-02-28' })
  expect(presetPeriod('lastYear', today).asOf).toBe('2025-12-31')
  expect(presetPeriod('lastMonth', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31', asOf: '2025-12-31' })
})

it('knows a preset again by its days, and takes anything else for a period of its own', () => {
  expect(choiceOf(presetPeriod('lastYear', today), false, today)).toEqual({ kind: 'lastYear' })
  expect(choiceOf({ from: '2026-01-05', to: '2026-02-01', asOf: '2026-02-01' }, false, today)).toEqual({ kind: 'custom', from: '2026-01-05', to: '2026-02-01' })
  expect(choiceOf({ from: '2000-01-01', to: today, asOf: today }, true, today)).toEqual({ kind: 'thisMonth' })
})

it('prefers what the address says and mistrusts what is no date', () => {
  expect(placePeriod({ from: '2026-01-01', to: '2026-01-31' }, { kind: 'thisMonth' }, today)).toEqual({ from: '2026-01-01', to: '2026-01-31', asOf: '2026-01-31' })
  expect(placePeriod({ from: 'x' }, { kind: 'thisMonth' }, today)).toEqual(presetPeriod('thisMonth', today))
})

it('sets whole months beside as many whole months, days beside as many days, a balance beside the end of the month before', () => {
  const span = (from: string, to: string) => ({ from, to, asOf: to })
  expect(comparedPeriod('previousPeriod', span('2026-03-01', '2026-03-31'), false)).toEqual({ compareFrom: '2026-02-01', compareTo: '2026-02-28' })
  expect(comparedPeriod('previousPeriod', span('2026-01-01', '2026-12-31'), false)).toEqual({ compareFrom: '2025-01-01', compareTo: '2025-12-31' })
  expect(comparedPeriod('previousPeriod', span('2026-03-10', '2026-03-14'), false)).toEqual({ compareFrom: '2026-03-05', compareTo: '2026-03-09' })
  expect(comparedPeriod('previousPeriod', span('2026-01-01', '2026-03-31'), true)).toEqual({ compareTo: '2026-02-28' })
  expect(comparedPeriod('previousYear', span('2024-02-01', '2024-02-29'), false)).toEqual({ compareFrom: '2023-02-01', compareTo: '2023-02-28' })
  expect(comparedPeriod('previousYear', span('2025-02-01', '2025-02-28'), true)).toEqual({ compareTo: '2024-02-29' })
  expect(comparedPeriod('none', span('2026-03-01', '2026-03-31'), false)).toEqual({})
})
