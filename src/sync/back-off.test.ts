import { expect, it } from 'vitest'
import { backOff } from './back-off.ts'

it('doubles up to the limit, and varies by half', () => {
  expect([1, 2, 3, 4, 99].map((failures) => backOff(failures, 100, 500, 1))).toEqual([100, 200, 400, 500, 500])
  expect(backOff(1, 100, 500, 0)).toBe(50)
})
