import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import type { MutableDocument } from './envelope.ts'
import { conflictingFields, mergeLeaves } from './merge.ts'

/*
 * Property: merging is commutative, associative and idempotent; a value that somebody wrote is gone only where a later writer had
 * seen it; all devices end alike whatever way the versions took.
 * Method: devices edit, clear and merge their copies of one document at random. Replay with the printed seed.
 */
const devices = ['A', 'B', 'C'] as const
type Device = (typeof devices)[number]

const step = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), device: fc.constantFrom(...devices), field: fc.constantFrom('name', 'phone', 'email'), value: fc.option(fc.nat(3), { nil: null }) }),
  fc.record({ kind: fc.constant('pull' as const), device: fc.constantFrom(...devices), from: fc.constantFrom(...devices) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const first: MutableDocument = {
  _id: 'party:1', type: 'party', schema: 1, device: 'A', author: 'siti', at: '2026-11-24T00:00:00.000Z-0000', eventId: 'p1', date: '2026-11-24',
  clock: { A: 1 }, dots: { name: ['A', 1], phone: ['A', 1] }, fields: { name: 9, phone: 9 },
}

let time = 0
function edited(document: MutableDocument, device: Device, field: string, value: number | null): MutableDocument {
  const counter = (document.clock[device] ?? 0) + 1
  const { [field]: _before, ...fields } = document.fields
  const { [field]: _settled, ...conflicts } = document.conflicts ?? {}
  const { conflicts: _conflicts, ...rest } = document
  time += 1
  return {
    ...rest, device, at: `2026-11-24T00:00:00.000Z-${time.toString(16).padStart(4, '0')}`, clock: { ...document.clock, [device]: counter }, dots: { ...document.dots, [field]: [device, counter] },
    fields: value === null ? fields : { ...fields, [field]: value }, ...(Object.keys(conflicts).length > 0 ? { conflicts } : {}),
  }
}

function played(steps: readonly Step[]): Record<Device, MutableDocument> {
  time = 0
  const copies: Record<Device, MutableDocument> = { A: first, B: first, C: first }
  for (const now of steps) {
    if (now.kind === 'edit') copies[now.device] = edited(copies[now.device], now.device, now.field, now.value)
    else copies[now.device] = merge(copies[now.device], copies[now.from])
  }
  return copies
}

function merge(...leaves: MutableDocument[]): MutableDocument {
  const result = mergeLeaves(leaves)
  if (!result) throw new Error('not mergeable')
  return result
}

const history = fc.array(step, { maxLength: 14 }).map(played)

describe('merging leaves', () => {
  it('is commutative, associative and idempotent', () => {
    fc.assert(fc.property(history, ({ A, B, C }) => {
      const all = merge(A, B, C)
      for (const order of [[C, B, A], [B, A, C], [A, A, B, C], [merge(A, B), C], [A, merge(B, C)], [merge(A, C), merge(B, C)], [all, B]]) expect(merge(...order)).toEqual(all)
      expect(canonicalJson(merge(B, A))).toBe(JSON.stringify(merge(A, B)))
    }), { numRuns: 1000 })
  })

  it('loses no value that nobody overwrote', () => {
    fc.assert(fc.property(history, ({ A, B }) => {
      const both = merge(A, B)
      for (const name of ['name', 'phone', 'email']) {
        const kept = [both.dots[name], ...(both.conflicts?.[name] ?? []).map((other) => other.dot)].map(String)
        for (const [side, other] of [[A, B], [B, A]] as const) {
          const dot = side.dots[name]
          if (dot && (other.clock[dot[0]] ?? 0) < dot[1]) expect(kept).toContain(String(dot))
        }
      }
    }), { numRuns: 500 })
  })
})

describe('one field or two', () => {
  const base = edited(first, 'A', 'email', 1)

  it('takes both where two devices changed different fields', () => {
    const result = merge(edited(base, 'A', 'name', 2), edited(base, 'B', 'phone', 3))
    expect(result.fields).toEqual({ name: 2, phone: 3, email: 1 })
    expect([result.device, conflictingFields(result)]).toEqual(['merge', []])
  })

  it('keeps both values of a field that two devices changed, and an edit settles it', () => {
    const result = merge(edited(base, 'B', 'name', 5), edited(base, 'C', 'name', 6))
    expect([result.fields['name'], result.conflicts?.['name']]).toEqual([6, [{ dot: ['B', 1], value: 5 }]])
    expect(conflictingFields(result)).toEqual(['name'])
    const settled = merge(edited(result, 'A', 'name', 5), result, edited(base, 'B', 'name', 5))
    expect([settled.fields['name'], conflictingFields(settled), settled.conflicts]).toEqual([5, [], undefined])
  })

  it('does not ask a person about a value that both wrote', () => {
    expect(conflictingFields(merge(edited(base, 'B', 'name', 5), edited(base, 'C', 'name', 5)))).toEqual([])
  })

  it('lets what was cleared stay cleared, unless it was written meanwhile', () => {
    expect(merge(edited(base, 'A', 'name', null), edited(base, 'B', 'phone', 4)).fields).toEqual({ phone: 4, email: 1 })
    expect(conflictingFields(merge(edited(base, 'A', 'name', null), edited(base, 'B', 'name', 4)))).toEqual(['name'])
  })

  it.each([
    ['newer than this program', { schema: 99 }], ['posted', { chain: {} }], ['with a field that has no dot', { dots: {} }], ['with a scan', { _attachments: {} }], ['without a clock', { clock: null }],
    ['with a dot that is none', { dots: { name: 'A1', phone: ['A', 1] } }], ['of another type', { type: 'product' }],
  ])('leaves alone what is %s', (_what, change) => {
    expect(mergeLeaves([first, { ...first, ...change }])).toBeNull()
  })

  it('survives names that mean something to the language', () => {
    const odd = JSON.parse('{"__proto__":5,"name":9}') as Record<string, unknown>
    const dots = JSON.parse('{"__proto__":["B",1],"name":["A",1]}') as MutableDocument['dots']
    const result = merge(first, { ...first, fields: odd, dots, clock: { A: 1, B: 1 } })
    expect(JSON.stringify(result.fields)).toBe('{"__proto__":5,"name":9}')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
