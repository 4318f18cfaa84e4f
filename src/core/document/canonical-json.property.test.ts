import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

/** The same, as one would write it first. */
function naive(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(naive).join(',')}]`
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${naive(member)}`).join(',')}}`
}

it('writes every value as the sorted form of its JSON', () => {
  fc.assert(fc.property(fc.anything({ maxDepth: 4, key: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('10', '9', 'ä', '__proto', '\u2028')), values: [fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, '"', '\\', '\n', '\ud800', '\u007f', '\u2028', '藤椅')] }), (value) => {
    expect(canonicalJson(value)).toBe(naive(value))
  }), { numRuns: 500 })
})
