import { canonicalJson } from './canonical-json.ts'
import { type FieldAlternative, type MutableDocument, schemaVersion } from './envelope.ts'

type Dot = readonly [device: string, counter: number]
type Candidates = ReadonlyMap<string, FieldAlternative>

/** Members of a mutable document whose merge is defined one by one; all others are carried along. */
const mergedMembers = new Set(['_id', '_rev', '_revisions', '_conflicts', '_deleted', 'type', 'schema', 'device', 'author', 'at', 'clock', 'dots', 'fields', 'conflicts', 'over'])

/**
 * What values of one field that stand side by side become without a person: the value that all of them come to, or null where a
 * person has to choose. A pure function of their set.
 * @param candidates  the greatest dot first
 */
export type Settle = (type: string, name: string, candidates: readonly FieldAlternative[]) => { readonly value: unknown } | null

const nobody: Settle = () => null

/** A draft's event is merged member by member: each is a register of its own, `event/note`. */
const container = 'event'
const memberPrefix = `${container}/`

/** The event's member that a register's name means; null for a field of the document itself. */
export function memberOf(name: string): string | null {
  return name.startsWith(memberPrefix) ? name.slice(memberPrefix.length) : null
}

export function memberName(member: string): string {
  return `${memberPrefix}${member}`
}

/**
 * One document out of its concurrent versions, from these alone: replication carries leaves, not ancestors. A field's value is
 * older where the other side's version vector covers its dot; values of which neither side had seen the other all stay: one is
 * shown (the greatest dot), the others wait in `conflicts` until a person edits the field.
 *
 * A pure function of the set of leaves: their order, number and repetition do not matter, and merging what was merged before
 * gives the same again. So all devices write the same revision. What `settle` makes of values that stand side by side is only
 * shown: the values themselves stay until a person writes the field.
 * @param leaves  at least one; none deleted
 * @returns null if one of them is not a mutable document that this program understands: then nothing may be merged away
 * @source Shapiro et al., "A comprehensive study of Convergent and Commutative Replicated Data Types", 2011 (multi-value register)
 */
export function mergeLeaves(leaves: readonly object[], settle: Settle = nobody): MutableDocument | null {
  const [first, ...rest] = leaves.map(withoutRevision)
  if (!first || !isMergeable(first)) return null
  let result: MutableDocument = { ...first, device: 'merge' }
  for (const leaf of rest) {
    if (!isMergeable(leaf) || leaf._id !== first._id || leaf.type !== first.type) return null
    result = mergePair(result, leaf, settle)
  }
  return JSON.parse(canonicalJson(result)) as MutableDocument
}

/** Names of the fields that were changed to different values while apart, and of which a person has to choose one. */
export function conflictingFields(document: Pick<MutableDocument, 'type' | 'fields' | 'dots' | 'conflicts'>, settle: Settle = nobody): readonly string[] {
  return Object.keys(document.conflicts ?? {}).filter((name) => {
    const all = standingValues(document, name)
    const [first] = all
    // The whole of what is merged by its members carries the dots of the members that no device has written yet.
    if (!first || (name === container && isContained(document) && all.slice(1).every((one) => !('value' in one)))) return false
    return all.some((one) => canonicalJson(one.value ?? null) !== canonicalJson(first.value ?? null)) && settle(document.type, name, all) === null
  }).sort()
}

/** The values of a field that stand side by side, as they were written, the greatest dot first; one where nothing is open. */
export function standingValues(document: Pick<MutableDocument, 'type' | 'fields' | 'dots' | 'conflicts' | 'over'>, name: string): readonly FieldAlternative[] {
  return sorted(candidatesOf(document, name))
}

function mergePair(a: MutableDocument, b: MutableDocument, settle: Settle): MutableDocument {
  // Maps, because a name out of a remote document may be any text, also `__proto__`.
  const fields = new Map<string, unknown>()
  const members = new Map<string, unknown>()
  const dots = new Map<string, Dot>()
  const conflicts = new Map<string, readonly FieldAlternative[]>()
  const over = new Map<string, FieldAlternative>()
  const isWhole = isContained(a) || isContained(b)
  for (const name of new Set([...fieldNames(a), ...fieldNames(b)])) {
    const standing = sorted(stillStanding(candidatesOf(a, name), candidatesOf(b, name), a, b))
    const [shown, ...others] = standing
    if (!shown) continue
    dots.set(name, shown.dot)
    if (name === container && isWhole) {
      if (others.length > 0) conflicts.set(name, others.map(({ dot }) => ({ dot })))
      continue
    }
    const settled = others.length > 0 ? settle(a.type, name, standing) : null
    const isMade = settled !== null && canonicalJson(settled.value ?? null) !== canonicalJson(shown.value ?? null)
    const member = memberOf(name)
    const into = member !== null && isWhole ? members : fields
    const key = member !== null && isWhole ? member : name
    if (isMade) into.set(key, settled.value)
    else if ('value' in shown) into.set(key, shown.value)
    // Equal values stay too: which of their dots is older only the next leaf may tell. A value that was made of all leaves each as it was written.
    if (others.length > 0) conflicts.set(name, isMade ? standing : others)
    if (shown.over) over.set(name, shown.over)
  }
  if (isWhole) fields.set(container, Object.fromEntries(members))
  const { at, author } = (compareTexts(a.at, b.at) || compareTexts(a.author, b.author)) >= 0 ? a : b
  return {
    ...(carried(a, b) as Pick<MutableDocument, 'eventId' | 'date'>), _id: a._id, type: a.type, schema: Math.max(a.schema, b.schema), device: 'merge', author, at,
    clock: joined(a.clock, b.clock), dots: Object.fromEntries(dots), fields: Object.fromEntries(fields),
    ...(conflicts.size > 0 ? { conflicts: Object.fromEntries(conflicts) } : {}), ...(over.size > 0 ? { over: Object.fromEntries(over) } : {}),
  }
}

function isContained({ type, fields }: Pick<MutableDocument, 'type' | 'fields'>): boolean {
  return type === 'draft' && Object.hasOwn(fields, container) && isObject(fields[container])
}

type Registers = Pick<MutableDocument, 'type' | 'fields' | 'dots' | 'conflicts' | 'over'>

function fieldNames(document: MutableDocument): string[] {
  const names = [...Object.keys(document.dots), ...Object.keys(document.conflicts ?? {})]
  if (!isContained(document)) return names
  const wholes = [document.fields[container], ...(document.conflicts?.[container] ?? []).map(({ value }) => value)]
  return [...names, ...wholes.flatMap((whole) => (isObject(whole) ? Object.keys(whole).map(memberName) : []))]
}

function sorted(candidates: Candidates): readonly FieldAlternative[] {
  return [...candidates.values()].sort((x, y) => compareDots(y.dot, x.dot))
}

function candidatesOf(document: Registers, name: string): Candidates {
  const found = new Map<string, FieldAlternative>()
  const { dots, fields, conflicts } = document
  const dot = Object.hasOwn(dots, name) ? dots[name] : undefined
  const member = isContained(document) ? memberOf(name) : null
  if (dot) {
    const from = member === null ? fields : (fields[container] as Readonly<Record<string, unknown>>)
    const key = member ?? name
    const over = document.over && Object.hasOwn(document.over, name) ? document.over[name] : undefined
    const isThere = Object.hasOwn(from, key) && !(name === container && isContained(document))
    found.set(dotKey(dot), { dot, ...(isThere ? { value: from[key] } : {}), ...(over ? { over } : {}) })
  } else if (member !== null) {
    // A member that nobody has written by itself is as old as the whole.
    for (const whole of wholesOf(document)) found.set(dotKey(whole.dot), isObject(whole.value) && Object.hasOwn(whole.value, member) ? { dot: whole.dot, value: whole.value[member] } : { dot: whole.dot })
  }
  const others = conflicts && Object.hasOwn(conflicts, name) ? conflicts[name] : undefined
  for (const alternative of others ?? []) found.set(dotKey(alternative.dot), name === container && isContained(document) ? { dot: alternative.dot } : alternative)
  return found
}

function wholesOf({ dots, fields, conflicts }: Registers): readonly FieldAlternative[] {
  const dot = dots[container]
  return [...(dot ? [{ dot, value: fields[container] }] : []), ...(conflicts?.[container] ?? [])]
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
  const { _rev, _revisions, _conflicts, _deleted, ...body } = leaf as Readonly<Record<string, unknown>>
  return body as unknown as MutableDocument
}

/** Whether a mutable document's version vector, dots and open conflicts have their form, whoever wrote it. */
export function isVersioned({ clock, dots, conflicts, over }: { readonly clock?: unknown; readonly dots?: unknown; readonly conflicts?: unknown; readonly over?: unknown }): boolean {
  return (
    isObject(clock) && Object.values(clock).every((counter) => Number.isSafeInteger(counter)) && isObject(dots) && Object.values(dots).every(isDot)
    && (conflicts === undefined || (isObject(conflicts) && Object.values(conflicts).every((all) => Array.isArray(all) && all.every((one) => isObject(one) && isDot(one['dot'])))))
    && (over === undefined || (isObject(over) && Object.values(over).every((one) => isObject(one) && isDot(one['dot']))))
  )
}

function isMergeable(leaf: MutableDocument): boolean {
  return (
    typeof leaf._id === 'string' && typeof leaf.type === 'string' && typeof leaf.at === 'string' && typeof leaf.author === 'string' && typeof leaf.schema === 'number'
    && leaf.schema <= schemaVersion && !('_attachments' in leaf) && !('chain' in leaf) && !('posting' in leaf)
    && isObject(leaf.fields) && isVersioned(leaf)
    && Object.keys(leaf.fields).every((name) => Object.hasOwn(leaf.dots, name))
    && (leaf.type !== 'draft' || !Object.hasOwn(leaf.fields, container) || isObject(leaf.fields[container]))
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
