import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import golden from '../../../test/fixtures/golden-month.json' with { type: 'json' }
import type { ReportName } from '../../contract/index.ts'
import { type Book, createBook } from '../../store/book/index.ts'
import { reportTable } from '../reporting/index.ts'
import { applyOrThrow } from '../posting/apply-event.ts'
import { chartDocuments } from '../../store/projections/test-book.ts'
import { explain } from './report-figures.ts'
import { keepPrint, knownSql, printsOf } from './report-prints.ts'
import { runReport } from './report-run.ts'
import { runReport as buildReport } from '../../store/projections/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'mendunia-figures-'))
const today = '2026-03-31'
const month = { from: '2026-03-01', to: '2026-03-31' }
let book: Book

beforeAll(() => {
  let second = 0
  book = createBook(join(folder, 'book.mendunia'), { book: '01J00000000000000000000000', device: { code: 'A', id: '01J00000000000000000000001' } }, { now: () => new Date(Date.UTC(2026, 2, 1) + (second += 1000)).toISOString() })
  book.transaction(() => book.write(chartDocuments() as never))
  for (const event of golden.events) if (event.event !== 'period.close') applyOrThrow(book, event, { author: 'owner' })
  for (const event of inNames) applyOrThrow(book, { ...event, id: `${event.event}-${event.date}` }, { author: 'owner' })
})
afterAll(() => {
  book.close()
  rmSync(folder, { recursive: true, force: true })
})

const inNames = [
  { event: 'loan.give', date: '2026-02-20', party: 'CUS-HOTEL', account: '1101', amount: '5000' }, { event: 'loan.give', date: '2026-03-05', party: 'CUS-HOTEL', account: '1101', amount: '2500.5' },
  { event: 'loan.collect', date: '2026-03-06', party: 'CUS-HOTEL', account: '1101', principal: '1000', interest: '10' }, { event: 'loan.give', date: '2026-03-07', party: 'CUS-FOSHAN', account: '1101', amount: '100' },
  { event: 'loan.take', date: '2026-03-08', party: 'CUS-HOTEL', account: '1101', amount: '900', bankCharge: '100' }, { event: 'loan.repay', date: '2026-03-09', party: 'CUS-HOTEL', account: '1101', principal: '400' },
]

/** Every figure of a report with what it is said to consist of. */
function figuresOf(name: ReportName, given: Parameters<typeof runReport>[2]): { readonly where: string; readonly value: string; readonly sum: string; readonly parts: number }[] {
  const table = reportTable(runReport(book, name, given, today), 'en')
  return table.rows.flatMap((row) => Object.entries(row.cells).flatMap(([column, cell]) => {
    if (row.key === undefined || !['money', 'foreign', 'quantity'].includes(cell.kind) || !('value' in cell)) return []
    const explained = explain(book, name, given, row.key, column, 'en', today)
    return [{ where: `${row.key} ${column}`, value: cell.value, sum: explained.agrees ? cell.value : explained.sum, parts: /[1-9]/.test(cell.value) ? explained.parts.length : 1 }]
  }))
}

const explained: readonly (readonly [ReportName, Parameters<typeof runReport>[2]])[] = [
  ['trial-balance', { asOf: today }], ['balance-sheet', { asOf: today }], ['income-statement', month], ['cash-flow', month], ['stock-valuation', { asOf: today }], ['aged-receivables', { asOf: today }], ['aged-payables', { asOf: today }],
  ['vat-summary', month], ['sales-by-product', month], ['cash-flow-indirect', month], ['equity-changes', month], ['gross-margin', { ...month, by: 'buyer' }], ['stock-by-warehouse', { asOf: today }], ['receivables-by-currency', { asOf: today }],
  ['income-by', { ...month, by: 'month' }], ['income-by', { ...month, by: 'product' }], ['income-by', { ...month, by: 'buyer' }], ['income-by', { ...month, by: 'country' }], ['year-overview', { from: '2026-01-01', to: '2026-12-31' }], ['balance-sheet', { asOf: today, compareTo: '2026-03-10' }], ['general-ledger', { ...month, account: '1201' }], ['general-ledger', { ...month, account: '7101' }],
  ['stock-card', { ...month, product: 'BNT-KAPAS' }], ['stock-card', { ...month, product: 'KRS-LOUNGE' }], ['party-statement', { ...month, party: 'CUS-FOSHAN' }], ['personal-accounts', month],
]

describe('why a figure is what it is', () => {
  it.each(explained)('adds up for every figure of %s %o', (name, given) => {
    const figures = figuresOf(name, given)
    expect(figures.filter(({ value, sum }) => value !== sum)).toEqual([])
    expect(figures.length).toBeGreaterThan(0)
  })

  it.each(explained.slice(0, 7))('leaves no figure of %s without an answer', (name, given) => {
    expect(figuresOf(name, given).filter(({ parts }) => parts === 0).map(({ where }) => where)).toEqual([])
  })

  it('tells which layers an issue took, oldest first', () => {
    const card = reportTable(runReport(book, 'stock-card', { ...month, product: 'BNT-KAPAS' }, today), 'en')
    const sold = card.rows.find((row) => row.cells['out']?.kind === 'quantity' && Number(row.cells['out'].value) > 100)
    const { parts } = explain(book, 'stock-card', { ...month, product: 'BNT-KAPAS' }, sold?.key ?? '', 'value', 'en', today)
    expect(parts.map(({ title }) => title)).toEqual(['What its value is made of', 'Taken from', 'Layers before it (first in, first out)'])
    const taken = parts[1]?.rows.map((row) => [row.cells['quantity'], row.cells['rate'], row.cells['amount']].map((cell) => (cell && 'value' in cell ? cell.value : '')))
    expect(taken).toEqual([['60', '35000.00', '2100000.00'], ['50', '36850.00', '1842500.00']])
  })

  it('tells the two rates of an exchange difference', () => {
    const { parts } = explain(book, 'income-statement', month, 'account/7101', 'amount', 'en', today)
    expect(parts.map(({ title }) => title)).toEqual(['Ledger lines', 'How the differences arose'])
    expect(parts[1]?.rows.length).toBeGreaterThan(6)
  })
})

describe('comparison', () => {
  it('sets each line beside the other period, with what changed', () => {
    const table = reportTable(runReport(book, 'income-statement', { from: '2026-03-16', to: '2026-03-31', compareFrom: '2026-03-01', compareTo: '2026-03-15' }, today), 'en')
    const whole = reportTable(runReport(book, 'income-statement', month, today), 'en')
    const value = (row: (typeof table.rows)[number] | undefined, column: string): number => {
      const cell = row?.cells[column]
      return cell?.kind === 'money' ? Number(cell.value) : 0
    }
    expect(table.columns.map(({ id }) => id)).toEqual(['code', 'account', 'amount', 'amount.before', 'amount.change', 'amount.percent'])
    for (const row of whole.rows.filter((each) => each.kind !== 'section')) {
      const both = table.rows.find((each) => each.key === row.key)
      expect(value(both, 'amount') + value(both, 'amount.before'), row.key).toBeCloseTo(value(row, 'amount'), 2)
      expect(value(both, 'amount') - value(both, 'amount.before'), row.key).toBeCloseTo(value(both, 'amount.change'), 2)
    }
  })
})

describe('a report as it was known', () => {
  it('is again what was printed, after late postings', () => {
    const before = runReport(book, 'trial-balance', { asOf: today }, today)
    const id = keepPrint(book, { how: 'print', report: 'trial-balance', arguments: { asOf: today }, json: before }, 'owner')
    expect(keepPrint(book, { how: 'print', report: 'trial-balance', arguments: { asOf: today }, json: before }, 'owner')).toBe(id)
    applyOrThrow(book, { event: 'expense.post', id: 'late', date: '2026-03-30', account: '1101', lines: [{ account: '6109', amount: '12345' }] }, { author: 'owner' })
    expect(runReport(book, 'trial-balance', { asOf: today }, today)).not.toEqual(before)
    const { asKnown, ...then } = runReport(book, 'trial-balance', { asOf: today, asKnown: id }, today) as { asKnown: { same: boolean } }
    expect(then).toEqual(before)
    expect(asKnown.same).toBe(true)
    expect(runReport(book, 'trial-balance', { asOf: '2026-03-15', asKnown: id }, today)).toMatchObject({ asKnown: { same: null } })
    expect(printsOf(book, 'trial-balance').map((print) => [print.id, print.how])).toEqual([[id, 'print']])
    expect(buildReport(knownSql(book, id), 'trial-balance', { asOf: today })).toEqual(before)
    expect(() => runReport(book, 'trial-balance', { asOf: today, asKnown: 'reportPrint:nothing' }, today)).toThrow()
  })
})
