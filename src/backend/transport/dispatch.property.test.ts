import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contract, roles } from '../../contract/index.ts'
import { refusalCatalogue } from '../../core/errors/index.ts'
import { createDispatch } from './dispatch.ts'
import { fakeBackend } from './fake-backend.ts'

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true }),
  // Near misses: the keys that inputs have, with values that they must not have.
  fc.dictionary(fc.constantFrom('file', 'event', 'events', 'id', 'rev', 'list', 'offset', 'limit', 'text', 'name', 'arguments', 'fields', '__proto__'), fc.anything()),
)

test('answers any call with any input in the closed form and never throws', async () => {
  const dispatch = createDispatch(
    fakeBackend(() => {
      throw new TypeError('a defect inside')
    }),
    () => {},
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...Object.keys(contract)), fc.anything()), anything, fc.constantFrom(...roles), async (name, input, role) => {
      const reply = await dispatch(name, input, { role, author: 'x' })
      expect(reply.ok).toBe(false)
      if (reply.ok) return
      expect(reply.refusals.length).toBeGreaterThan(0)
      for (const refusal of reply.refusals) {
        expect(Object.keys(refusalCatalogue)).toContain(refusal.code)
        expect(() => JSON.stringify(refusal)).not.toThrow()
      }
    }),
    { numRuns: 1500 },
  )
})

test.each(Object.keys(contract))('%s survives a deeply nested input', async (name) => {
  let deep: unknown = 1
  for (let depth = 0; depth < 20_000; depth += 1) deep = [deep]
  const reply = await createDispatch(fakeBackend(), () => {})(name, { event: deep, fields: { deep }, events: [deep] }, { role: 'owner', author: 'x' })
  expect(typeof reply.ok).toBe('boolean')
})
