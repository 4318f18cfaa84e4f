import type { Book } from '../store/book/index.ts'

/** The number of a posting, the name of a product or party; null for what this book does not have. */
export function labelOf(book: Book, id: string): string | null {
  const document = book.document(id)
  if (!document) return null
  const { code, name } = (document['fields'] ?? {}) as { code?: unknown; name?: unknown }
  const shown = document['number'] ?? (typeof name === 'string' ? name : code) ?? document['eventId']
  return typeof shown === 'string' ? shown : null
}
