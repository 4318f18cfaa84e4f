import { beforeAll, describe, expect, it } from 'vitest'
import { runReport } from '../../src/store/projections/reports/index.ts'
import { TestProjections } from '../../src/store/projections/test-book.ts'
import expected from '../fixtures/golden-month.expected.json' with { type: 'json' }
import golden from '../fixtures/golden-month.json' with { type: 'json' }

/** Of `actual` only what `wanted` names: extra keys are allowed, array elements are not. */
function narrowed(actual: unknown, wanted: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(actual)) return actual.map((element, index) => narrowed(element, wanted[index]))
  if (typeof wanted !== 'object' || wanted === null || typeof actual !== 'object' || actual === null) return actual
  const members = actual as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(wanted).map(([key, member]) => [key, narrowed(members[key], member)]))
}

describe('golden month: events in, reports out', () => {
  const book = new TestProjections()
  beforeAll(() => book.apply(...golden.events))

  it.each(Object.entries(expected.reports))('%s', (name, wanted) => {
    const flags = expected.arguments[name as keyof typeof expected.arguments]
    const given: Record<string, string> = {}
    for (let at = 0; at < flags.length; at += 2) given[flags[at] === '--as-of' ? 'asOf' : (flags[at] ?? '').slice(2)] = flags[at + 1] ?? ''
    expect(narrowed(JSON.parse(JSON.stringify(runReport(book.projections.sql, name, given))), wanted)).toEqual(wanted)
  })

  it('equals its rebuild', () => {
    expect(book.projections.compare().differences).toEqual([])
  })
})
