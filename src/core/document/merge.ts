import { canonicalJson } from './canonical-json.ts'
import { type FieldAlternative, type MutableDocument, schemaVersion } from './envelope.ts'

type Dot = readonly [device: string, counter: number]
type Candidates = ReadonlyMap<string, FieldAlternative>

/** Members of a mutable document whose merge is defined one by one; all others are carried along. */
const mergedMembers = new Set(['_id', '_rev', '_revisions', '_conflicts', 'type', 'schema', 'device', 'author', 'at', 'clock', 'dots', 'fields', 'conflicts'])

/**
 * One document out of its concurrent versions, from these alone: replication carries leaves, not ancestors. A field's value is
 * older where the other side's version vector covers its dot; values of which neither side had seen the other all stay: one is
 * shown (the greatest dot), the others wait in `conflicts` until a person edits the field.
 *
 * A pure function of the set of leaves: their order, number and repetition do not matter, and merging what was merged before
 * gives the same again. So all devices write the same revision.
 * @param leaves  at least one; none deleted
 * @returns null if one of them is not a mutable document that this program understands: then nothing may be merged away
 * @source Shapiro et al., "A comprehensive study of Convergent and Commutative Replicated Data Types", 2011 (multi-value register)
 */
export function mergeLeaves(leaves: readonly object[]): MutableDocument | null {
  const [first, ...rest] = leaves.map(withoutRevision)
  if (!first || !isMergeable(first)) return null
  let result: MutableDocument = { ...first, device: 'merge' }
  for (const leaf of rest) {
    if (!isMergeable(leaf) || leaf._id !== first._id || leaf.type !== first.type) return null
    result = mergePair(result, leaf)
  }
  return JSON.parse(canonicalJson(result)) as MutableDocument
}

/** Names of the fields that were changed to different values while apart, and of which a person has to choose one. */
export function conflictingFields({ fields, conflicts }: Pick<MutableDocument, 'fields' | 'conflicts'>): readonly string[] {
  return Object.entries(conflicts ?? {}).flatMap(([name, others]) => (others.some((other) => canonicalJson(other.value ?? null) !== canonicalJson(fields[name] ?? null)) ? [name] : [])).sort()
}

function mergePair(a: MutableDocument, b: MutableDocument): MutableDocument {
  // Maps, because a name out of a remote document may be any text, also `__proto__`.
  const fields = new Map<string, unknown>()
  const dots = new Map<string, Dot>()
  const conflicts = new Map<string, readonly FieldAlternative[]>()
  for (const name of new Set([...fieldNames(a), ...fieldNames(b)])) {
    const standing = stillStanding(candidatesOf(a, name), candidatesOf(b, name), a, b)
    const [shown, ...others] = [...standing.values()].sort((x, y) => compareDots(y.dot, x.dot))
    if (!shown) continue
    dots.set(name, shown.dot)
    if ('value' in shown) fields.set(name, shown.value)
    // Equal values stay too: which of their dots is older only the next leaf may tell.
    if (others.length > 0) conflicts.set(name, others)
  }
  const { at, author } = (compareTexts(a.at, b.at) || compareTexts(a.author, b.author)) >= 0 ? a : b
  return {
    ...(carried(a, b) as Pick<MutableDocument, 'eventId' | 'date'>), _id: a._id, type: a.type, schema: Math.max(a.schema, b.schema), device: 'merge', author, at,
    clock: joined(a.clock, b.clock), dots: Object.fromEntries(dots), fields: Object.fromEntries(fields),
    ...(conflicts.size > 0 ? { conflicts: Object.fromEntries(conflicts) } : {}),
  }
}

function fieldNames(document: MutableDocument): string[] {
  return [...Object.keys(document.dots), ...Object.keys(document.conflicts ?? {})]
}

function candidatesOf(document: MutableDocument, name: string): Candidates {
  const found = new Map<string, FieldAlternative>()
  const dot = Object.hasOwn(document.dots, name) ? document.dots[name] : undefined
  if (dot) found.set(dotKey(dot), Object.hasOwn(document.fields, name) ? { dot, value: document.fields[name] } : { dot })
  const others = document.conflicts && Object.hasOwn(document.conflicts, name) ? document.conflicts[name] : undefined
  for (const alternative of others ?? []) found.set(dotKey(alternative.dot), alternative)
  return found
}

function stillStanding(ofA: Candidates, ofB: Candidates, a: MutableDocument, b: MutableDocument): Candidates {
  const standing = new Map<string, FieldAlternative>()
  const take = (from: Candidates, other: Candidates, seenByOther: MutableDocument['clock']): void => {
    for (const [key, candidate] of from) {
      if (!other.has(key)) {
        if (!covers(seenByOther, candidate.dot)) standing.set(key, candidate)
        continue
      }
      const same = other.get(key) as FieldAlternative
      // One dot names one value; a broken writer must still merge alike everywhere.
      standing.set(key, compareTexts(canonicalJson(candidate), canonicalJson(same)) >= 0 ? candidate : same)
    }
  }
  take(ofA, ofB, b.clock)
  take(ofB, ofA, a.clock)
  return standing
}

function covers(clock: MutableDocument['clock'], [device, counter]: Dot): boolean {
  return Object.hasOwn(clock, device) && (clock[device] ?? 0) >= counter
}

function joined(a: MutableDocument['clock'], b: MutableDocument['clock']): Record<string, number> {
  const result = new Map(Object.entries(a))
  for (const [device, counter] of Object.entries(b)) result.set(device, Math.max(result.get(device) ?? 0, counter))
  return Object.fromEntries(result)
}

/** What is neither envelope nor field is made once with the document; should two versions differ, all devices take the same. */
function carried(a: object, b: object): Record<string, unknown> {
  const result = new Map<string, unknown>()
  for (const side of [a, b]) {
    for (const [name, value] of Object.entries(side)) {
      if (mergedMembers.has(name)) continue
      if (!result.has(name) || compareTexts(canonicalJson(value), canonicalJson(result.get(name))) > 0) result.set(name, value)
    }
  }
  return Object.fromEntries(result)
}

function withoutRevision(leaf: object): MutableDocument {
  const { _rev, _revisions, _conflicts, ...body } = leaf as Readonly<Record<string, unknown>>
  return body as unknown as MutableDocument
}

/** Whether a mutable document's version vector, dots and open conflicts have their form, whoever wrote it. */
export function isVersioned({ clock, dots, conflicts }: { readonly clock?: unknown; readonly dots?: unknown; readonly conflicts?: unknown }): boolean {
  return (
    isObject(clock) && Object.values(clock).every((counter) => Number.isSafeInteger(counter)) && isObject(dots) && Object.values(dots).every(isDot)
    && (conflicts === undefined || (isObject(conflicts) && Object.values(conflicts).every((all) => Array.isArray(all) && all.every((one) => isObject(one) && isDot(one['dot'])))))
  )
}

function isMergeable(leaf: MutableDocument): boolean {
  return (
    typeof leaf._id === 'string' && typeof leaf.type === 'string' && typeof leaf.at === 'string' && typeof leaf.author === 'string' && typeof leaf.schema === 'number'
    && leaf.schema <= schemaVersion && !('_attachments' in leaf) && !('chain' in leaf) && !('posting' in leaf)
    && isObject(leaf.fields) && isVersioned(leaf)
    && Object.keys(leaf.fields).every((name) => Object.hasOwn(leaf.dots, name))
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDot(value: unknown): value is Dot {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1])
}

function dotKey([device, counter]: Dot): string {
  return `${counter} ${device}`
}

function compareDots(a: Dot, b: Dot): number {
  return a[1] - b[1] || compareTexts(a[0], b[0])
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
