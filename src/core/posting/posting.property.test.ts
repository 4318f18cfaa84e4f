import fc from 'fast-check'
import { expect, it } from 'vitest'
import { refusalCatalogue } from '../errors/index.ts'
import { type EventType, documentTypes, eventFields } from '../events/index.ts'
import type { FieldSpec, Fields } from '../events/field.ts'
import { TestBook, aBook } from './test-view.ts'

/*
 * Property: whatever well-formed events come in whatever order, posting answers with a posting or with refusals of the catalogue;
 * what it posts balances, leaves no open item and no stock below zero, and uses nothing up twice.
 * Method: fields are drawn from the contract's own table, codes and ids from small pools so that references meet. Replay with
 * the seed that a failure prints.
 */
const pools: Record<string, readonly string[]> = {
  party: ['C1', 'S1', 'C1', 'S1', 'X'], product: ['P', 'Q', 'R', 'SV'], warehouse: ['W', 'W2'], account: ['1111', '1112', '1101', '6101', '4109', '1201', '2204'],
}
const ids = ['g0', 'e0', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9']
const decimalText = fc.constantFrom('1', '2', '3', '0.5', '7.25', '10', '33.33', '100', '1000', '0')

function valueOf(spec: FieldSpec): fc.Arbitrary<unknown> {
  switch (spec.kind) {
    case 'text': return fc.constantFrom('name', 'karton')
    case 'code': return fc.constantFrom(...(spec.of === 'event' || spec.of === 'own' ? ids : (pools[spec.of] ?? [])))
    case 'decimal': return spec.sign === 'notZero' ? fc.constantFrom('1', '-1', '2.5', '-2.5') : decimalText
    case 'integer': return fc.integer({ min: 0, max: 3 })
    case 'boolean': return fc.boolean()
    case 'word': return fc.constantFrom(...spec.words)
    case 'currency': return fc.constantFrom('IDR', 'IDR', 'USD')
    case 'date': return fc.constantFrom('2026-03-09', '2026-03-10', '2026-03-31')
    case 'month': return fc.constantFrom('2026-02', '2026-03')
    case 'year': return fc.constant('2026')
    case 'rates': return fc.constant({ USD: '16100' })
    case 'list': return fc.array(typeof spec.row['kind'] === 'string' ? valueOf(spec.row as FieldSpec) : object(spec.row as Fields), { minLength: 1, maxLength: 2 })
  }
}

function object(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const requiredKeys = Object.keys(fields).filter((key) => fields[key]?.required)
  return fc.record(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, valueOf(field.spec)])), { requiredKeys })
}

const types = Object.keys(documentTypes).filter((type) => !['period.close', 'period.reopen', 'year.close'].includes(type)) as EventType[]
const anEvent = fc.constantFrom(...types).chain((type) => object(eventFields[type]).map((fields): Record<string, unknown> => ({ ...fields, event: type })))

function check(book: TestBook, events: readonly Record<string, unknown>[]): number {
  let posted = 0
  for (const [index, event] of events.entries()) {
    const id = `e${index}`
    const result = book.apply({ ...event, id })
    if (result !== 'posted') {
      for (const code of result) expect(refusalCatalogue).toHaveProperty(code)
      continue
    }
    posted += 1
    const held = book.held.at(-1)
    if (held?.view.eventId !== id) continue
    const { effects } = held.posting
    if (effects.some((effect) => effect.effect === 'landed' || (effect.effect === 'move' && effect.cost.kind === 'produced'))) continue
    const target = held.view.type === 'reverse' ? book.event(String(event['target']))?.type : held.view.type
    if (target === 'production.post') continue
    expect(book.lines.filter((line) => line.event === id).reduce((total, line) => total + line.base, 0)).toBe(0)
    for (const effect of effects) {
      for (const value of Object.values(effect)) if (typeof value === 'number') expect(Number.isSafeInteger(value) && !Object.is(value, -0)).toBe(true)
      if (effect.effect === 'open') expect(effect.amount).toBeGreaterThan(0)
    }
  }
  for (const id of ids) expect(book.item(id)?.open ?? 0).toBeGreaterThanOrEqual(0)
  for (const product of ['P', 'Q', 'R', 'SV']) for (const warehouse of ['W', 'W2']) expect(book.quantity(product, warehouse, '2026-12-31')).toBeGreaterThanOrEqual(0)
  return posted
}

it('answers every well-formed event, balances what it posts and never overdraws', () => {
  let posted = 0
  fc.assert(fc.property(fc.array(anEvent, { maxLength: 10 }), (events) => {
    posted += check(aBook(), events)
  }), { numRuns: 1500 })
  expect(posted).toBeGreaterThan(500)
})

const row = { product: 'P', quantity: '4', unitPrice: '25' }
const day = '2026-03-10'
const likely = fc.oneof(
  fc.constantFrom(
    { event: 'sales.invoice', date: day, customer: 'C1', warehouse: 'W', lines: [row] },
    { event: 'sales.invoice', date: day, customer: 'C1', warehouse: 'W', currency: 'USD', tax: 'export0', lines: [row, { account: '4109', amount: '3.33' }] },
    { event: 'sales.invoice', date: day, customer: 'C1', warehouse: 'W', tax: 'ppn12', discount: '7.77', lines: [row, row] },
    { event: 'purchase.invoice', date: day, supplier: 'S1', tax: 'ppn12', lines: [{ receipt: 'g0', line: 1, quantity: '30', unitPrice: '999.5' }] },
    { event: 'purchase.invoice', date: day, supplier: 'S1', currency: 'USD', warehouse: 'W2', lines: [row] },
    { event: 'deposit.receive', date: day, customer: 'C1', account: '1112', amount: '20', bankCharge: '1.5' },
    { event: 'purchase.return', date: day, supplier: 'S1', receipt: 'g0', lines: [{ line: 1, quantity: '13' }] },
  ),
  fc.constantFrom(...ids).chain((target) => fc.constantFrom(
    { event: 'reverse', date: day, target },
    { event: 'sales.creditNote', date: day, customer: 'C1', invoice: target, lines: [{ line: 1, quantity: '3' }] },
    { event: 'sales.creditNote', date: day, customer: 'C1', invoice: target, lines: [{ line: 1, amount: '33.33' }] },
    { event: 'purchase.return', date: day, supplier: 'S1', invoice: target, lines: [{ line: 1, quantity: '2' }] },
    { event: 'payment.receive', date: day, customer: 'C1', account: '1111', amount: '55', allocations: [{ invoice: target, amount: '50' }] },
    { event: 'payment.receive', date: day, customer: 'C1', account: '1112', amount: '55', rate: '16234.5', allocations: [{ invoice: target, amount: '50' }] },
    { event: 'payment.send', date: day, supplier: 'S1', account: '1112', amount: '60', rate: '16234.5', allocations: [{ invoice: target, amount: '50' }] },
    { event: 'landedCost.allocate', date: day, receipts: [target], by: 'quantity', amount: '10', account: '1111' },
  )),
  fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).map(([deposit, invoice]) => ({ event: 'payment.receive', date: day, customer: 'C1', deposits: [{ deposit, invoice, amount: '4.5' }] })),
)

it('keeps that through sales, payments, credits, returns and reversals that meet each other', () => {
  let posted = 0
  fc.assert(fc.property(fc.array(likely, { minLength: 3, maxLength: 10 }), (events) => {
    posted += check(aBook(), events as Record<string, unknown>[])
  }), { numRuns: 1000 })
  expect(posted).toBeGreaterThan(2000)
})
