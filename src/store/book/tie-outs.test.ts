import { describe, expect, it } from 'vitest'
import golden from '../../../test/fixtures/golden-month.json' with { type: 'json' }
import { TestProjections } from '../projections/test-book.ts'
import { checkTieOuts } from './tie-outs.ts'

const problemsOf = (book: TestProjections): string[] => {
  const problems: string[] = []
  expect(checkTieOuts(book.database, (detail) => problems.push(detail))).toBeGreaterThan(10)
  return problems
}

describe('tie-outs', () => {
  it('hold after every event of the golden month', () => {
    const book = new TestProjections()
    for (const event of golden.events) {
      book.apply(event)
      const problems: string[] = []
      checkTieOuts(book.database, (detail) => problems.push(detail))
      expect(problems, event.id).toEqual([])
    }
  })

  it.each([
    ['T3', 'UPDATE costing SET value = value + 100 WHERE product = (SELECT min(product) FROM costing)'],
    ['T16', 'UPDATE movement SET value = value + 100 WHERE rowid = (SELECT min(rowid) FROM movement)'],
    ['T4', 'UPDATE item SET open_base = open_base + 100 WHERE (doc, item) = (SELECT doc, item FROM item WHERE open <> 0 LIMIT 1)'],
    ['T4', "UPDATE item SET open = open + 100 WHERE (doc, item) = (SELECT doc, item FROM item WHERE side = 'deposit' LIMIT 1)"],
    ['T7', "UPDATE progress SET value = value + 100 WHERE (doc, kind, line, product, n, idx) = (SELECT doc, kind, line, product, n, idx FROM progress WHERE kind = 'receiptInvoiced' LIMIT 1)"],
    ['T2', "UPDATE balance SET debit = debit + 100 WHERE (account, currency, month) = (SELECT account, currency, month FROM balance WHERE account = '6109' LIMIT 1)"],
    ['T11', "UPDATE balance SET debit = debit + 100 WHERE (account, currency, month) = (SELECT account, currency, month FROM balance WHERE account = '1101' LIMIT 1)"],
  ])('find what breaks %s: %s', (name, damage) => {
    const book = new TestProjections()
    book.apply(...golden.events)
    book.database.exec(damage)
    const problems = problemsOf(book)
    expect(problems.some((problem) => problem.startsWith(`${name}:`)), problems.join('\n')).toBe(true)
    // Both figures are told.
    for (const problem of problems) expect(problem).toMatch(/-?\d+\.\d\d, .* -?\d+\.\d\d$/)
  })
})
