import fc from 'fast-check'
import { expect, it } from 'vitest'
import { refusalCatalogue } from '../errors/index.ts'
import { type EventType, documentTypes, eventFields, readEvent } from './index.ts'

const types = Object.keys(documentTypes) as EventType[]
const value = fc.oneof(
  fc.jsonValue(), fc.constantFrom('', '0', '-1', '1.5', 'IDR', 'JPY', '2026-03-31', '2026-03', 'none', '\ud800', '999999999999999.99'),
  fc.array(fc.dictionary(fc.constantFrom('product', 'quantity', 'unitPrice', 'account', 'amount', 'line', '__proto__', 'currency'), fc.jsonValue()), { maxLength: 3 }),
)

it('never throws, whatever the JSON, and names only codes of the catalogue', () => {
  fc.assert(fc.property(fc.jsonValue(), (input) => void readEvent(input)))
  fc.assert(
    fc.property(
      fc.constantFrom(...types).chain((type) => fc.dictionary(fc.constantFrom(...Object.keys(eventFields[type]), 'other'), value).map((fields): unknown => ({ ...fields, event: type }))),
      (input) => {
        const outcome = readEvent(input)
        if (outcome.ok) expect(outcome.value).toBe(input)
        else {
          expect(outcome.refusals.length).toBeGreaterThan(0)
          for (const refusal of outcome.refusals) expect(refusalCatalogue).toHaveProperty(refusal.code)
        }
      },
    ),
    { numRuns: 1000 },
  )
})

it('refuses parameters that its catalogue does not name', () => {
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.dictionary(fc.constantFrom('id', 'date', 'lines', 'currency', 'tax', 'name'), value), (type, fields) => {
      const outcome = readEvent({ ...fields, event: type })
      if (outcome.ok) return
      for (const refusal of outcome.refusals) expect(Object.keys(refusal.params).sort()).toEqual([...refusalCatalogue[refusal.code]].sort())
    }),
  )
})
