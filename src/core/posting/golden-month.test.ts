import { expect, it } from 'vitest'
import expected from '../../../test/fixtures/golden-month.expected.json' with { type: 'json' }
import golden from '../../../test/fixtures/golden-month.json' with { type: 'json' }
import { monthOf } from '../calendar/index.ts'
import { type CurrencyCode, minorText } from '../money/index.ts'
import { TestBook } from './test-view.ts'

/** Accounts that costs are derived into, and the exchange pair: not what posting decides. */
const derived = new Set(['1301', '1302', '1303', '5101', '5102', '5103', '6110', '3901'])

function merged(book: TestBook): string[] {
  const sums = new Map<string, { amount: number; base: number; currency: CurrencyCode }>()
  for (const line of book.lines) {
    const key = `${line.account} ${line.date} ${line.event} ${line.currency}`
    const sum = sums.get(key) ?? { amount: 0, base: 0, currency: line.currency }
    sums.set(key, { ...sum, amount: sum.amount + line.amount, base: sum.base + line.base })
  }
  return [...sums].flatMap(([key, { amount, base, currency }]) =>
    (amount !== 0 || base !== 0) && !derived.has(key.slice(0, 4)) && monthOf(key.slice(5, 15)) === '2026-03' ? [`${key} ${minorText(amount, currency)} ${minorText(base)}`] : [],
  )
}

it('posts the golden month: every fixed line, cleared base and exchange difference of its general ledger', () => {
  const book = new TestBook().all(...golden.events)
  const ledger = expected.reports['general-ledger'].accounts.flatMap(({ account, lines }) =>
    derived.has(account) ? [] : lines.map((line) => `${account} ${line.date} ${line.event} ${line.currency} ${line.amount} ${line.base}`),
  )
  expect(merged(book).sort()).toEqual(ledger.sort())
  expect(ledger.length).toBeGreaterThan(100)
})

it('posts the VAT rows of the golden month', () => {
  const book = new TestBook().all(...golden.events)
  const rows = book.held.flatMap(({ view, posting }) =>
    posting.effects.flatMap((effect) =>
      effect.effect === 'vat'
        ? [{ date: posting.date, event: view.eventId, side: effect.side, code: effect.code, base: minorText(effect.base), vat: minorText(effect.vat) }]
        : [],
    ),
  )
  rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  expect(rows).toEqual(expected.reports['vat-summary'].rows)
})

it('opens and clears the items of the golden month', () => {
  const book = new TestBook().all(...golden.events)
  for (const side of ['receivables', 'payables'] as const) {
    for (const row of expected.reports[`aged-${side}`].rows) {
      const item = book.item(row.document)
      expect(item && `${item.party} ${item.date} ${minorText(item.open, item.currency)} ${minorText(item.openBase)}`).toBe(
        `${row.party} ${row.date} ${row.open} ${row.openBase}`,
      )
    }
  }
})
