// A server that means harm, or that somebody has broken into: answers of the wrong shape, and documents that no program of ours writes.
import type { Chance } from '../../src/backend/demo/chance.ts'
import type { DocumentInput } from '../../src/store/revisions/index.ts'

const deep = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`
const oddValues: readonly unknown[] = [null, 0, -1, 1e308, '', 'text', [], {}, true, [[[]]], { length: 5 }, '../../etc/passwd', ['__proto__']]
const oddNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '../x', 'a\u0000b', '_local/x', '']

/** The text of an answer in which something is not as it should be. What is true in it stays true: a lie that looks right nobody can see. */
export function tampered(path: string, body: unknown, chance: Chance): string {
  const text = JSON.stringify(body)
  switch (chance.between(1, 7)) {
    case 1: return JSON.stringify(chance.pick(oddValues))
    case 2: return deep(20_000)
    case 3: return Array.isArray(body) || !text.startsWith('{') ? deep(5) : `{"x":${deep(20_000)},${text.slice(1)}`.replace(/,}$/, '}')
    case 4: return text.replace(/"(?:results|changes|missing|docs|ok|id|rev|last_seq)":/, `"${chance.pick(oddNames.slice(0, 4))}":`)
    case 5: return withoutShape(path, body, chance)
    case 6: return text.startsWith('[') ? `[${JSON.stringify(chance.pick(oddValues))}${text.length > 2 ? ',' : ''}${text.slice(1)}` : text
    default: return withMore(path, body, chance)
  }
}

/** A list holds something else between what it should hold. */
function withoutShape(path: string, body: unknown, chance: Chance): string {
  const copy = structuredClone(body) as Record<string, unknown>
  if (/_revs_diff$/.test(path)) {
    for (const id of Object.keys(copy)) if (chance.happens(0.5)) copy[id] = chance.pick(oddValues)
  } else if (Array.isArray(copy['results']) && copy['results'].length > 0) {
    copy['results'].splice(chance.between(0, copy['results'].length), 0, chance.pick([...oddValues, { id: 5 }, { id: 'x' }, { id: 'x', docs: 7, changes: 7 }, { id: 'x', docs: [null], changes: [null], seq: {} }]))
  } else {
    copy['last_seq'] = {}
    copy['results'] = chance.pick(oddValues)
  }
  return JSON.stringify(copy)
}

/** More than was asked for. */
function withMore(path: string, body: unknown, chance: Chance): string {
  const copy = structuredClone(body) as Record<string, unknown>
  const id = chance.pick(oddNames)
  if (/_bulk_get$/.test(path) && Array.isArray(copy['results'])) {
    copy['results'].push({ id: 'product:unasked', docs: [{ ok: { _id: 'product:unasked', _rev: '1-abc', type: 'product', fields: 7 } }] })
    copy['results'].push({ id, docs: [{ ok: { _id: id, _rev: 'x' } }, { ok: null }, { ok: 5 }] })
  } else if (/_revs_diff$/.test(path)) {
    return JSON.stringify({ ...copy, 'product:unasked': { missing: ['1-abc'] }, constructor: { missing: ['1-x'] } })
  }
  return JSON.stringify({ ...copy, padding: 'x'.repeat(chance.between(1, 300_000)) })
}

const rev = (sign: string, start = 1): { _rev: string; _revisions: { start: number; ids: string[] } } => {
  const ids = Array.from({ length: start }, (_, n) => (sign + String(n)).padStart(32, '0'))
  return { _rev: `${start}-${ids[0]!}`, _revisions: { start, ids } }
}

const envelope = { schema: 1, device: 'Z', author: 'x', at: '2026-03-10T00:00:00.000Z-0000-Z' }

/** Documents that somebody with a right to write put on the server. Every device must hold them, pass them on, and go by none of them. */
export const hostileDocuments: readonly DocumentInput[] = ([
  ['constructor', {}], ['toString', { type: 'toString' }], ['product:__proto__', { type: 'product', ...envelope, fields: JSON.parse('{"__proto__":{"polluted":1}}') }],
  ['product:../../etc/passwd', { type: 'product', ...envelope, fields: 7 }], ['party:\u0000', { type: 'party', ...envelope, clock: [], dots: 'x', fields: { code: {}, name: [] } }],
  ['draft:a', { type: 'draft', ...envelope, clock: { Z: 1e308 }, dots: { event: ['Z', -1] }, fields: { event: { event: 'sales.invoice', lines: 5 } } }],
  ['salesInvoice:z1', { type: 'salesInvoice', ...envelope, eventId: 'z1', event: null, number: {}, posting: { effects: 'x' }, chain: { position: 1, previous: null, hash: 'x' } }],
  ['salesInvoice:z2', { type: 'salesInvoice', ...envelope, eventId: ['z'], event: { event: 'reverse' }, number: '1', posting: { effects: [{ kind: 'line', amount: 1e308 }, null, 5] }, chain: { position: -1, previous: 5, hash: '' } }],
  ['journalEntry:z3', { type: 'journalEntry', ...envelope, schema: 99, posting: {}, chain: {} }], ['company:z', { type: 'company', ...envelope, at: 'zzzz', clock: {}, dots: {}, fields: { name: 5, costing: 'x' } }],
  ['exchangeRate:z', { type: 'exchangeRate', ...envelope, at: '9999-12-31T23:59:59.999Z-ffff-Z', clock: { Z: 1 }, dots: {}, fields: { currency: 'USD', rate: '-1' }, date: 'never' }],
  ['device:z', { type: 'device', ...envelope, fields: { code: 'A', name: 'A' }, clock: { Z: 1 }, dots: {} }], ['unknownKind:1', { type: 'unknownKind', anything: [1, [2, [3]]] }],
  ['periodClose:z', { type: 'periodClose', ...envelope, posting: { effects: [{ kind: 'period', period: '0000-00' }] }, chain: { position: 2, previous: 'x', hash: 'x' }, event: {}, eventId: 'z', number: null }],
  ['taxNote:deep', { type: 'taxNote', ...envelope, clock: {}, dots: {}, fields: { deep: JSON.parse(deep(500)) as unknown } }], ['bankLine:z', { type: 'bankLine', fields: null }],
] as const).map(([id, body], place): DocumentInput => ({ _id: id, ...body, ...rev(place.toString(16), place % 5 === 0 ? 150 : 1) }))
