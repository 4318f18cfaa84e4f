import { describe, expect, it } from 'vitest'
import golden from '../../../test/fixtures/golden-month.json' with { type: 'json' }
import { checkField, readEvent, sameEvent } from './index.ts'

const sale = (more: object = {}, line: object = {}): unknown => ({
  event: 'sales.invoice', id: 'i1', date: '2026-03-10', customer: 'C1', lines: [{ product: 'P', quantity: '10', unitPrice: '2000', ...line }], ...more,
})
const journal = (...lines: unknown[]): unknown => ({ event: 'journal.post', id: 'j', date: '2026-03-10', lines })
const payment = (more: object): unknown => ({ event: 'payment.receive', id: 'p', date: '2026-03-10', customer: 'C1', ...more })
const party = (name: unknown): unknown => ({ event: 'party.add', id: 'p', date: '2026-03-10', code: 'C', name })

function problems(input: unknown): string[] {
  const outcome = readEvent(input)
  return outcome.ok ? [] : outcome.refusals.map((refusal) => `${refusal.code} ${refusal.field ?? '-'}`)
}

describe('readEvent', () => {
  it('accepts every event of the golden month, and gives it back as it is', () => {
    for (const event of golden.events) expect(readEvent(event)).toEqual({ ok: true, value: event })
  })

  const refused: readonly [string, unknown][] = [
    ['FIELD_INVALID -', 5],
    ['FIELD_INVALID -', null],
    ['FIELD_INVALID -', []],
    ['FIELD_MISSING event', {}],
    ['FIELD_INVALID event', { event: 5 }],
    ['UNKNOWN_EVENT event', { event: 'sale' }],
    ['UNKNOWN_EVENT event', { event: 'toString' }],
    ['FIELD_MISSING id', sale({ id: undefined })],
    ['FIELD_MISSING id', sale({ id: '' })],
    ['FIELD_INVALID id', sale({ id: 5 })],
    ['FIELD_MISSING customer', sale({ customer: undefined })],
    ['FIELD_INVALID customer', sale({ customer: null })],
    ['FIELD_MISSING date', sale({ date: undefined })],
    ['DATE_INVALID date', sale({ date: '2026-02-29' })],
    ['DATE_INVALID date', sale({ date: '2026-3-1' })],
    ['DATE_INVALID dueDate', sale({ dueDate: '2026-03-09' })],
    ['DATE_INVALID period', { event: 'period.close', id: 'c', date: '2026-03-31', period: '2026-13' }],
    ['DATE_INVALID receivables.0.date', { event: 'opening.post', id: 'o', date: '2026-03-01', receivables: [{ id: 'r', customer: 'C', amount: '1', date: '2026-03-02' }] }],
    ['FIELD_MISSING lines', sale({ lines: undefined })],
    ['FIELD_INVALID lines', sale({ lines: {} })],
    ['LINES_EMPTY lines', sale({ lines: [] })],
    ['FIELD_INVALID lines.0', sale({ lines: ['x'] })],
    ['FIELD_MISSING lines.0.product', sale({ lines: [{}] })],
    ['FIELD_MISSING lines.0.quantity', sale({}, { quantity: undefined })],
    ['FIELD_INVALID lines.0.account', sale({}, { account: '4109', amount: '1' })],
    ['LINES_EMPTY receipts', { event: 'landedCost.allocate', id: 'l', date: '2026-03-01', receipts: [], by: 'value', amount: '1', supplier: 'S' }],
    ['FIELD_INVALID supplier', { event: 'landedCost.allocate', id: 'l', date: '2026-03-01', receipts: ['g'], by: 'value', amount: '1', supplier: 'S', account: '1111' }],
    ['FIELD_INVALID receipts.0', { event: 'landedCost.allocate', id: 'l', date: '2026-03-01', receipts: [1], by: 'value', amount: '1', supplier: 'S' }],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: 10 })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: '1,000' })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: '.5' })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: '5.' })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: '+1' })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: '1e3' })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: '01' })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: '' })],
    ['BAD_DECIMAL lines.0.quantity', sale({}, { quantity: ' 1' })],
    ['PRECISION_EXCEEDED lines.0.quantity', sale({}, { quantity: '1.0000000' })],
    ['PRECISION_EXCEEDED discount', sale({ currency: 'JPY', discount: '1.0' })],
    ['PRECISION_EXCEEDED discount', sale({ discount: '1.005' })],
    ['PRECISION_EXCEEDED rate', sale({ rate: '1.000000001' })],
    ['PRECISION_EXCEEDED lines.0.discountPercent', sale({}, { discountPercent: '1.00001' })],
    ['NOT_POSITIVE lines.0.quantity', sale({}, { quantity: '0' })],
    ['NOT_POSITIVE lines.0.quantity', sale({}, { quantity: '-1' })],
    ['NOT_POSITIVE lines.0.unitPrice', sale({}, { unitPrice: '-1' })],
    ['NOT_POSITIVE termsDays', { event: 'party.add', id: 'p', date: '2026-03-10', code: 'C', name: 'x', termsDays: -1 }],
    ['FIELD_INVALID termsDays', { event: 'party.add', id: 'p', date: '2026-03-10', code: 'C', name: 'x', termsDays: 1.5 }],
    ['NOT_POSITIVE lines.0.quantity', { event: 'stock.adjust', id: 'a', date: '2026-03-10', lines: [{ product: 'P', quantity: '0' }] }],
    ['FIELD_INVALID lines.0.discountPercent', sale({}, { discountPercent: '100.0001' })],
    ['CURRENCY_UNKNOWN currency', sale({ currency: 'XXX' })],
    ['FIELD_INVALID baseCurrency', { event: 'company.set', id: 'c', date: '2026-03-10', name: 'x', baseCurrency: 'USD' }],
    ['CURRENCY_UNKNOWN rates.XXX', { event: 'fx.revalue', id: 'f', date: '2026-03-31', rates: { XXX: '1' } }],
    ['BAD_DECIMAL rates.USD', { event: 'fx.revalue', id: 'f', date: '2026-03-31', rates: { USD: 1 } }],
    ['TAX_CODE_UNKNOWN tax', sale({ tax: 'ppn11' })],
    ['FIELD_INVALID deliver', sale({ deliver: 'yes' })],
    ['FIELD_INVALID deliver', sale({ deliver: true, delivery: 'v1' })],
    ['FIELD_INVALID receipt', { event: 'purchase.return', id: 'r', date: '2026-03-10', supplier: 'S', receipt: 'a', invoice: 'b', lines: [{ line: 1, quantity: '1' }] }],
    ['FIELD_INVALID receipt', { event: 'purchase.return', id: 'r', date: '2026-03-10', supplier: 'S', lines: [{ line: 1, quantity: '1' }] }],
    ['FIELD_INVALID lines.0.line', { event: 'purchase.return', id: 'r', date: '2026-03-10', supplier: 'S', receipt: 'a', lines: [{ line: '1', quantity: '1' }] }],
    ['FIELD_INVALID lines.0.debit', journal({ account: '1101', debit: '1', credit: '1' })],
    ['FIELD_INVALID lines.0.debit', journal({ account: '1101' })],
    ['FIELD_INVALID to', { event: 'stock.transfer', id: 't', date: '2026-03-10', from: 'W', to: 'W', lines: [{ product: 'P', quantity: '1' }] }],
    ['FIELD_MISSING account', payment({ amount: '5' })],
    ['NOT_POSITIVE amount', payment({ account: '1111', amount: '0' })],
    ['FIELD_MISSING reason', { event: 'period.reopen', id: 'r', date: '2026-03-10', period: '2026-03', reason: '' }],
    ['FIELD_MISSING reason', { event: 'period.reopen', id: 'r', date: '2026-03-10', period: '2026-03', reason: '  ' }],
    ['AMOUNT_TOO_LARGE lines.0.unitPrice', sale({}, { unitPrice: '1000000000000000' })],
    ['AMOUNT_TOO_LARGE discount', sale({ discount: '100000000000000.00' })],
    ['AMOUNT_TOO_LARGE lines.0.quantity', sale({}, { quantity: '10000000000' })],
    ['TEXT_TOO_LONG name', party('x'.repeat(201))],
    ['TEXT_TOO_LONG reason', { event: 'period.reopen', id: 'r', date: '2026-03-10', period: '2026-03', reason: 'x'.repeat(2001) }],
    ...['\u0000', '\n', '\u007f', '\u0085', '\u202e', '\u2066', '\u200f', '\ud800', '\udc00x'].map((bad): [string, unknown] => ['TEXT_CHARACTERS name', party(`a${bad}b`)]),
    ['DUPLICATE_CODE units.0.unit', { event: 'product.add', id: 'p', date: '2026-03-10', code: 'P', name: 'x', units: [{ unit: 'pcs', factor: '1' }] }],
  ]
  it.each(refused)('%s', (problem, input) => {
    expect(problems(input)).toEqual([problem])
  })

  it('returns all problems', () => {
    expect(problems({ event: 'sales.invoice', date: 'x', lines: [{ product: 5, quantity: 'a', unitPrice: '1' }] })).toEqual([
      'FIELD_MISSING id', 'DATE_INVALID date', 'FIELD_MISSING customer', 'FIELD_INVALID lines.0.product', 'BAD_DECIMAL lines.0.quantity',
    ])
  })

  it('accepts what only looks unusual', () => {
    for (const event of [
      sale({ whatever: { deep: [null] }, note: 5 }),
      sale({ currency: 'JPY', discount: '100' }),
      sale({ currency: 'KWD', discount: '1.125' }),
      sale({}, { unitPrice: '0', discountPercent: '100' }),
      payment({ deposits: [{ deposit: 'd', invoice: 'i', amount: '1' }] }),
      payment({ amount: '0', deposits: [{ deposit: 'd', invoice: 'i', amount: '1' }] }),
      payment({ account: '1111', amount: '5', allocations: [] }),
      party('棕榈家具 🪑 Ñ'),
      { event: 'period.reopen', id: 'r', date: '2026-03-10', period: '2026-03', reason: 'two\nlines' },
      { event: 'opening.post', id: 'o', date: '2026-03-10' },
    ]) expect(problems(event)).toEqual([])
  })
})

describe('checkField', () => {
  it('checks one value of a form by its path', () => {
    expect(checkField('sales.invoice', 'lines.3.quantity', '12,5').map((refusal) => refusal.code)).toEqual(['BAD_DECIMAL'])
    expect(checkField('sales.invoice', 'lines.3.quantity', '12.5')).toEqual([])
    expect(checkField('sales.invoice', 'customer', '').map((refusal) => refusal.code)).toEqual(['FIELD_MISSING'])
    expect(checkField('sales.invoice', 'discount', '1.5', { currency: 'JPY' }).map((refusal) => refusal.code)).toEqual(['PRECISION_EXCEEDED'])
    expect(checkField('landedCost.allocate', 'receipts.0', 5).map((refusal) => refusal.code)).toEqual(['FIELD_INVALID'])
  })
  it('knows nothing of fields that are not in the contract', () => {
    expect(checkField('sales.invoice', 'note', 5)).toEqual([])
    expect(checkField('sales.invoice', 'customer.x', 5)).toEqual([])
    expect(checkField('sales.invoice', 'constructor', 5)).toEqual([])
  })
})

describe('sameEvent', () => {
  it('does not count the order of keys, but the spelling of strings', () => {
    expect(sameEvent({ a: '1', b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: '1' })).toBe(true)
    expect(sameEvent({ a: '1.0' }, { a: '1.00' })).toBe(false)
    expect(sameEvent({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
  })
})
