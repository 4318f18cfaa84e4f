/** Names a row of a report by what it is about: `account/1101`, `item/salesInvoice%3A01…/si-1`. */
export function rowKey(...parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join('/')
}

/** What a key was made of. */
export function readRowKey(key: string): string[] {
  return key.split('/').map((part) => {
    try {
      return decodeURIComponent(part)
    } catch {
      // Not one of ours: it names nothing.
      return part
    }
  })
}
