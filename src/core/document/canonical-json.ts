/** What `JSON.stringify` writes other than as it is: quotes, backslashes, control characters, halves of surrogate pairs. */
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/

/** JSON with object keys in code unit order and no white space: equal values give equal text. Undefined members are left out. */
export function canonicalJson(value: unknown): string {
  // Written out by hand: it runs over every posting of every rebuild.
  switch (typeof value) {
    case 'string': return escaped.test(value) ? JSON.stringify(value) : `"${value}"`
    case 'number': return Number.isFinite(value) ? String(value) : 'null'
    case 'boolean': return value ? 'true' : 'false'
    case 'object': return value === null ? 'null' : Array.isArray(value) ? arrayText(value) : objectText(value as Readonly<Record<string, unknown>>)
    default: return JSON.stringify(value) ?? 'null'
  }
}

function arrayText(values: readonly unknown[]): string {
  let text = '['
  for (let place = 0; place < values.length; place += 1) text += place === 0 ? canonicalJson(values[place]) : `,${canonicalJson(values[place])}`
  return `${text}]`
}

function objectText(value: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(value)
  for (let place = 1; place < keys.length; place += 1) {
    if ((keys[place] as string) < (keys[place - 1] as string)) {
      keys.sort()
      break
    }
  }
  let text = ''
  for (const key of keys) {
    const member = value[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${canonicalJson(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** A copy whose members stand in the order of canonical JSON, so that `JSON.stringify` writes just that. */
export function inCanonicalOrder<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inCanonicalOrder) as Value
  const members = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.keys(members).sort().map((key) => [key, inCanonicalOrder(members[key])])) as Value
}

/**
 * Whether the members of a value read from JSON stand in the order of canonical JSON.
 * @param passedOver  a member of the value itself that stands anywhere
 */
export function isInCanonicalOrder(value: unknown, passedOver = ''): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every((entry) => typeof entry !== 'object' || isInCanonicalOrder(entry))
  const members = value as Readonly<Record<string, unknown>>
  let before = ''
  for (const key in members) {
    if (key === passedOver && key !== '') continue
    if (key < before) return false
    before = key
    const member = members[key]
    if (typeof member === 'object' && !isInCanonicalOrder(member)) return false
  }
  return true
}
