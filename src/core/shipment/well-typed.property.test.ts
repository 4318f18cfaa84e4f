import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { damaged } from '../../../test/fixtures/shipments/damage.ts'
import rattan from '../../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import { checkPaper, paperTypes } from '../../paperwork/index.ts'
import { wellTyped } from './well-typed.ts'

/* Property: whatever stands in a field of a shipment, its papers are checked and laid out without an exception. */
function pathsOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [...(at === '' ? [] : [at]), ...Object.entries(value).flatMap(([name, member]) => pathsOf(member, Array.isArray(value) ? `${at}[${name}]` : at === '' ? name : `${at}.${name}`))]
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(5, -1.5, Number.NaN, true, null, [], {}, [null], [5, {}], { name: 'x' }, 'x', '', '1e400', '12,34,5', '-3', 'a'.repeat(500), '\u202e\u0000', { __proto__: null, toString: 5 }), fc.string(), fc.jsonValue({ maxDepth: 2 }),
)

describe('the facts of a shipment', () => {
  it('stay whole where they have the type of their field', () => {
    const { company, buyer, lines, shipment } = wellTyped(rattan)
    expect([company, buyer, lines?.length, shipment?.portDischarge]).toMatchObject([rattan.company, { name: rattan.buyer.name }, rattan.lines.length, rattan.shipment.portDischarge])
    expect(wellTyped(wellTyped(rattan))).toEqual(wellTyped(rattan))
  })

  it.each([[undefined], [null], ['x'], [[]], [{ lines: 'x', company: [] }]])('are none in %j', (data) => expect(wellTyped(data)).toEqual({}))

  it('never break a paper', () => {
    fc.assert(fc.property(fc.array(fc.record({ path: fc.constantFrom(...pathsOf(rattan)), value: odd }), { minLength: 1, maxLength: 3 }), fc.shuffledSubarray([...paperTypes], { minLength: 4, maxLength: 4 }), (changes, papers) => {
      let data: object = rattan
      for (const { path, value } of changes) {
        try {
          data = damaged(data, { [path]: value })
        } catch {
          // An earlier change took the place away.
        }
      }
      const facts = wellTyped(data)
      for (const paper of papers) {
        checkPaper(paper.type, facts, '2026-11-24')
        paper.layout(facts, { languages: ['en', 'zh'], paper: 'A4' })
        paper.fileName(facts)
      }
    }), { numRuns: 150 })
  })
})
