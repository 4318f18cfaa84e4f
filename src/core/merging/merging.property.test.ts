import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MutableDocument, canonicalJson, standingValues } from '../document/index.ts'
import { isUnseenDiscard, mergeDocuments, openFields, settleField } from './index.ts'

/*
 * Property: with drafts, whose event is merged member by member, and with rules that make one value of several, merging stays
 * commutative, associative and idempotent, and a draft's members that one device wrote are there afterwards.
 * Method: three devices write members of one draft, or the whole event at once, and exchange versions at random. Replay with the seed.
 */
const devices = ['A', 'B', 'C'] as const
type Device = (typeof devices)[number]
type Event = Readonly<Record<string, unknown>>

const value = fc.oneof(fc.nat(2), fc.constantFrom('', 'sari', 'sari ayu', ' sari '), fc.subarray(['a', 'b', 'c']))
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), device: fc.constantFrom(...devices), member: fc.constantFrom('note', 'amount', 'receipts', 'lines'), value: fc.option(value, { nil: undefined }) }),
  fc.record({ kind: fc.constant('whole' as const), device: fc.constantFrom(...devices), event: fc.dictionary(fc.constantFrom('note', 'amount', 'receipts'), value) }),
  fc.record({ kind: fc.constant('pull' as const), device: fc.constantFrom(...devices), from: fc.constantFrom(...devices) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const first: MutableDocument = {
  _id: 'draft:1', type: 'draft', schema: 1, device: 'A', author: 'sari', at: '2026-11-24T00:00:00.000Z-0000', eventId: 'draft:1', date: '2026-11-24',
  clock: { A: 1 }, dots: { event: ['A', 1] }, fields: { event: { event: 'expense.post', note: 'x' } },
}

let time = 0
function written(document: MutableDocument, device: Device, names: readonly string[], event: Event): MutableDocument {
  const counter = (document.clock[device] ?? 0) + 1
  const isWhole = names.includes('event')
  const keep = (name: string): boolean => !names.includes(name) && !(isWhole && name.startsWith('event/'))
  const dots = Object.fromEntries(Object.entries(document.dots).filter(([name]) => keep(name)))
  const conflicts = Object.fromEntries(Object.entries(document.conflicts ?? {}).filter(([name]) => keep(name)))
  const { conflicts: _conflicts, ...rest } = document
  time += 1
  return {
    ...rest, device, at: `2026-11-24T00:00:00.000Z-${time.toString(16).padStart(4, '0')}`, clock: { ...document.clock, [device]: counter }, fields: { ...document.fields, event },
    dots: { ...dots, ...Object.fromEntries(names.map((name) => [name, [device, counter] as const])) }, ...(Object.keys(conflicts).length > 0 ? { conflicts } : {}),
  }
}

const eventOf = (document: MutableDocument): Event => document.fields['event'] as Event

function write(document: MutableDocument, device: Device, member: string, to: unknown): MutableDocument {
  const { [member]: _before, ...event } = eventOf(document)
  return written(document, device, [`event/${member}`], to === undefined ? event : { ...event, [member]: to })
}

function merge(...leaves: MutableDocument[]): MutableDocument {
  const result = mergeDocuments(leaves)
  if (!result) throw new Error('not mergeable')
  return result
}

function played(steps: readonly Step[]): Record<Device, MutableDocument> {
  time = 0
  const copies: Record<Device, MutableDocument> = { A: first, B: first, C: first }
  for (const now of steps) {
    if (now.kind === 'write') copies[now.device] = write(copies[now.device], now.device, now.member, now.value)
    else if (now.kind === 'whole') copies[now.device] = written(copies[now.device], now.device, ['event'], now.event)
    else copies[now.device] = merge(copies[now.device], copies[now.from])
  }
  return copies
}

const history = fc.array(step, { maxLength: 12 }).map(played)

describe('drafts', () => {
  it('merge alike in every order', () => {
    fc.assert(fc.property(history, ({ A, B, C }) => {
      const all = merge(A, B, C)
      for (const order of [[C, B, A], [B, A, C], [A, A, B, C], [merge(A, B), C], [A, merge(B, C)], [merge(A, C), merge(B, C)], [all, B], [all, all]]) expect(merge(...order)).toEqual(all)
      expect(canonicalJson(merge(B, A))).toBe(JSON.stringify(merge(A, B)))
    }), { numRuns: 400 })
  })

  it('ask a person of nothing that was written on one device only', () => {
    const result = merge(write(write(first, 'A', 'note', 'sari'), 'A', 'currency', 'USD'), write(first, 'B', 'lines', [{ amount: '5' }]))
    expect(eventOf(result)).toEqual({ event: 'expense.post', note: 'sari', currency: 'USD', lines: [{ amount: '5' }] })
    expect(openFields(result)).toEqual([])
  })

  it('ask of a member that both wrote, and of a member that one cleared and the other wrote', () => {
    const result = merge(write(write(first, 'A', 'amount', '5'), 'A', 'note', undefined), write(write(first, 'B', 'amount', '6'), 'B', 'note', 'ayu'))
    expect(openFields(result)).toEqual(['event/amount', 'event/note'])
    expect(standingValues(result, 'event/note')).toEqual([{ dot: ['A', 3] }, { dot: ['B', 2], value: 'ayu' }])
    expect(openFields(merge(result, write(result, 'C', 'amount', '7')))).toEqual(['event/note'])
  })
})

describe('the rule of a kind of field', () => {
  const side = (to: unknown, place: number): { dot: readonly [string, number]; value?: unknown } => ({ dot: [String.fromCharCode(67 - place), 1], ...(to === undefined ? {} : { value: to }) })
  const settled = (name: string, ...values: unknown[]): unknown => settleField('party', name, values.map(side))

  it.each([
    ['barcodes', [['b', 'a'], ['c', 'a']], { value: ['a', 'b', 'c'] }],
    ['barcodes', [['a'], undefined], { value: ['a'] }],
    ['barcodes', [['a'], 'b'], null],
    ['name', ['Rotan Jaya', ' Rotan  Jaya '], { value: 'Rotan Jaya' }],
    ['name', ['Rotan', 'Rotan Jaya'], { value: 'Rotan Jaya' }],
    ['name', ['Rotan', 'Bambu'], null],
    ['name', ['', 'Bambu'], null],
    ['name', ['Rotan', undefined], null],
    ['address', [['Jl. A', 'Bandung'], ['Jl. A ', 'Bandung']], { value: ['Jl. A', 'Bandung'] }],
    ['address', [['Jl. A'], ['Jl. B']], null],
    ['weightKg', ['1.50', '1.5'], { value: '1.50' }],
    ['weightKg', ['1.5', '2'], null],
    ['termsDays', [30, 30], { value: 30 }],
    ['salePrice', ['10', '10.00'], { value: '10' }],
    ['salePrice', ['10', '10.01'], null],
    ['salePrice', ['10', undefined], null],
    ['country', ['CN', 'CN '], { value: 'CN' }],
    ['country', ['CN', 'SG'], null],
    ['units', [[{ unit: 'box', factor: '12' }], [{ factor: '12', unit: 'box' }]], { value: [{ unit: 'box', factor: '12' }] }],
    ['units', [[{ unit: 'box', factor: '12' }], [{ unit: 'box', factor: '10' }]], null],
    ['customer', ['BUYER', 'OTHER'], null],
  ])('%s of %j is %j', (name, values, expected) => {
    expect(settled(name, ...(values as unknown[]))).toEqual(expected)
  })

  it('keeps what each wrote under a set that was united, until a person writes it', () => {
    const party: MutableDocument = { ...first, _id: 'party:1', type: 'party', dots: { tags: ['A', 1] }, fields: { tags: ['x'] } }
    const on = (device: Device, tags: string[]): MutableDocument => ({ ...party, device, clock: { A: 1, [device]: device === 'A' ? 2 : 1 }, dots: { tags: [device, device === 'A' ? 2 : 1] }, fields: { tags } })
    const both = merge(on('B', ['x', 'b']), on('C', ['x', 'c']))
    expect([both.fields['tags'], openFields(both)]).toEqual([['b', 'c', 'x'], []])
    expect(merge(both, on('A', ['a'])).fields['tags']).toEqual(['a', 'b', 'c', 'x'])
  })
})

it('knows a discard that had not seen what lives on', () => {
  const discard = { ...write(first, 'A', 'note', 'y'), _deleted: true, fields: { ...first.fields, discarded: true }, dots: { ...first.dots, discarded: ['A', 3] as const }, clock: { A: 3 } }
  const living = write(first, 'B', 'note', 'z')
  expect(isUnseenDiscard(discard, living)).toBe(true)
  const merged = merge(living, discard)
  expect([merged.fields['discarded'], isUnseenDiscard(discard, merged)]).toEqual([true, false])
})
