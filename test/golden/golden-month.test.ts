import { beforeAll, describe, expect, it } from 'vitest'
import { TestProjections } from '../../src/store/projections/test-book.ts'
import { goldenAnswer, goldenAnswers, goldenEvents, goldenReportNames, goldenReports } from './golden-reports.ts'

describe('golden month: events in, reports out', () => {
  const book = new TestProjections()
  beforeAll(() => book.apply(...goldenEvents))

  it.each(goldenReportNames)('%s', (name) => {
    expect(goldenAnswer(book.projections.sql, name)).toEqual(goldenReports[name])
  })

  it('equals its rebuild, and gives the same reports after it', () => {
    expect(book.projections.compare().differences).toEqual([])
    book.projections.rebuild()
    expect(goldenAnswers(book.projections.sql)).toEqual(goldenReports)
  })
})
