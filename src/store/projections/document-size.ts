/** What CouchDB takes of one document (its `max_document_size`): what is larger cannot be passed on by a server. */
const charactersMax = 8_000_000
/** Deeper than any document of ours; what is deeper was made to overflow somebody's stack. */
const depthMax = 100
/** Signs beside the content: quotes, comma, colon. */
const signs = 4

/**
 * Whether a document is larger, or deeper, than any device may write. Counts the characters of its JSON to within its punctuation, and no
 * further than is needed.
 */
export function isOversized(body: object): boolean {
  let left = charactersMax
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next
    if (typeof value === 'string') left -= value.length + signs
    else if (typeof value !== 'object' || value === null) left -= signs
    else if (depth >= depthMax) return true
    else if (Array.isArray(value)) for (const member of value) waiting.push({ value: member, depth: depth + 1 })
    else {
      for (const name in value) {
        left -= name.length + signs
        waiting.push({ value: (value as Readonly<Record<string, unknown>>)[name], depth: depth + 1 })
      }
    }
    if (left < 0) return true
  }
  return false
}
