import { describe, expect, it } from 'vitest'
import golden from '../../../../test/fixtures/golden-month.json' with { type: 'json' }
import type { DocumentBody } from '../../projections/reader.ts'
import { TestProjections, chartDocuments } from '../../projections/test-book.ts'
import { checkTieOuts } from './index.ts'

const problemsOf = (book: TestProjections): string[] => {
  const problems: string[] = []
  expect(checkTieOuts(book.database, (detail) => problems.push(detail), (id) => book.read(id))).toBeGreaterThan(20)
  return problems
}

/** A line of a bank's statement, ticked off against events. */
function bankLine(name: string, account: string, amount: number, matched: readonly string[]): DocumentBody {
  const [template] = chartDocuments()
  return {
    ...template, _id: `bankLine:${name}`, type: 'bankLine', eventId: `bank-${name}`,
    fields: { account, currency: 'USD', date: '2026-03-20', valueDate: '2026-03-20', amount, place: 1, text: 'T/T', counterparty: null, reference: null, matched, posted: false, ignored: false },
  }
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
    ['T12', "UPDATE vat_row SET vat = vat + 100 WHERE side = 'output' AND code = 'ppn12' AND n = (SELECT min(n) FROM vat_row WHERE side = 'output' AND code = 'ppn12')"],
    ['T12', "UPDATE ledger_line SET base = base - 100, amount = amount - 100 WHERE account = '2201' AND n = (SELECT min(n) FROM ledger_line WHERE account = '2201')"],
    ['T13', "UPDATE vat_row SET vat = vat + 100 WHERE side = 'input' AND code = 'ppn12' AND n = (SELECT min(n) FROM vat_row WHERE side = 'input' AND code = 'ppn12')"],
    ['T13', "UPDATE ledger_line SET base = base - 100, amount = amount - 100 WHERE account = '1310' AND n = (SELECT min(n) FROM ledger_line WHERE account = '1310')"],
    ['T14', 'UPDATE turnover SET base = base + 100 WHERE n = (SELECT min(n) FROM turnover)'],
    ['T14', "UPDATE ledger_line SET base = base - 100, amount = amount - 100 WHERE account = '4101' AND n = (SELECT min(n) FROM ledger_line WHERE account = '4101')"],
    ['T17', "UPDATE progress SET value = value + 100 WHERE kind = 'personal' AND doc = '2700' AND n = (SELECT min(n) FROM progress WHERE kind = 'personal' AND doc = '2700')"],
    ['T17', "UPDATE balance SET debit = debit + 100 WHERE account = '2700'"],
    ['T18', "UPDATE bank_line SET amount = amount + 100 WHERE doc = 'bankLine:1'"],
    ['T19', "UPDATE posted SET base = base + 100 WHERE event = 'depreciation.post' AND n = (SELECT max(n) FROM posted WHERE event = 'depreciation.post')"],
    ['T20', "UPDATE ledger_line SET base = base - 100, amount = amount - 100 WHERE account = '5101' AND n = (SELECT min(l.n) FROM ledger_line l JOIN posted p ON p.n = l.n WHERE l.account = '5101' AND p.event = 'sales.invoice')"],
    ['T11', "UPDATE balance SET debit = debit + 100 WHERE (account, currency, month) = (SELECT account, currency, month FROM balance WHERE account = '1101' LIMIT 1)"],
  ])('find what breaks %s: %s', (name, damage) => {
    const book = new TestProjections()
    // A cooperative's savings account, which postings in a member's name alone reach.
    book.put({ ...chartDocuments()[0], _id: 'account:000000000777', fields: { code: '2700', name: { id: 'Simpanan', en: 'Savings', zh: '储蓄' }, type: 'liability', currency: 'base', cash: false, control: true, role: 'savingsVoluntary' }, eventId: 'account-2700' })
    book.apply(...golden.events, { event: 'savings.receive', id: 'sv', date: '2026-04-05', party: 'CUS-HOTEL', kind: 'voluntary', account: '1101', amount: '70000' })
    const paid = golden.events.find(({ event }) => event === 'payment.receive') as unknown as { id: string; account: string }
    book.put(bankLine('1', paid.account, book.projections.sql.value<number>('SELECT l.amount FROM ledger_line l JOIN posted p ON p.n = l.n WHERE p.event_id = ? AND l.account = ?', paid.id, paid.account) ?? 0, [paid.id]))
    expect(problemsOf(book)).toEqual([])
    book.database.exec(damage)
    const problems = problemsOf(book)
    expect(problems.some((problem) => problem.startsWith(`${name}:`)), problems.join('\n')).toBe(true)
    // Both figures are told.
    for (const problem of problems) expect(problem).toMatch(/-?\d+\.\d\d, .* -?\d+\.\d\d$/)
  })

  it('leave out what a paper names by hand on an account that is counted', () => {
    const book = new TestProjections()
    const day = '2026-03-02'
    book.apply(
      { event: 'party.add', id: 'p', date: day, code: 'X', name: 'X' },
      { event: 'purchase.invoice', id: 'b', date: day, supplier: 'X', tax: 'ppn12', lines: [{ account: '1310', amount: '110000' }, { account: '6104', amount: '50000' }] },
      { event: 'expense.post', id: 'e', date: day, account: '1101', lines: [{ account: '1310', amount: '7000' }, { account: '2201', amount: '500' }] },
      { event: 'sales.invoice', id: 's', date: day, customer: 'X', tax: 'ppn12', lines: [{ account: '2201', amount: '900' }, { account: '4102', amount: '100000' }, { account: '5101', amount: '33' }] },
      { event: 'sales.creditNote', id: 'c', date: day, customer: 'X', invoice: 's', lines: [{ line: 1, amount: '400' }, { line: 3, amount: '3' }] },
      { event: 'sales.invoice', id: 's2', date: day, customer: 'X', lines: [{ account: '2201', amount: '900' }, { account: '5101', amount: '33' }] },
      { event: 'reverse', id: 'r', date: day, target: 's2' },
      { event: 'reverse', id: 'r2', date: day, target: 'b' },
    )
    const problems: string[] = []
    checkTieOuts(book.database, (detail) => problems.push(detail), (id) => book.read(id))
    expect(problems).toEqual([])
  })
})
