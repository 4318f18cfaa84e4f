import { expect, it } from 'vitest'
import { runReport } from '../../src/store/projections/index.ts'
import { TestProjections } from '../../src/store/projections/test-book.ts'
import expected from '../fixtures/golden-month.expected.json' with { type: 'json' }
import golden from '../fixtures/golden-month.json' with { type: 'json' }

const book = new TestProjections()
book.apply(...golden.events)

const names = Object.keys(expected.reports) as (keyof typeof expected.reports)[]

it.each(names)('reports the golden month: %s', (name) => {
  const given: Record<string, string> = {}
  const words = expected.arguments[name]
  for (let place = 0; place < words.length; place += 2) given[words[place] === '--as-of' ? 'asOf' : (words[place] as string).slice(2)] = words[place + 1] as string
  expect(JSON.parse(JSON.stringify(runReport(book.projections.sql, name, given)))).toMatchObject(expected.reports[name])
})

it('stores for the golden month what a rebuild gives', () => {
  const { rows, differences } = book.projections.compare()
  expect(differences).toEqual([])
  expect(rows).toBeGreaterThan(700)
})

it('posts every event of the golden month', () => {
  expect(golden.events.length).toBe(expected.events)
})
