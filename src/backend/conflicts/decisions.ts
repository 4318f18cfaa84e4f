import type { DecisionRow } from '../../contract/index.ts'
import type { MutableDocument } from '../../core/document/index.ts'
import type { Book } from '../../store/book/index.ts'
import { recognise } from '../../store/projections/index.ts'
import { dotsOf, envelope } from '../posting/apply-event.ts'
import { newUlid } from '../posting/identity.ts'

export type Decision = Pick<DecisionRow, 'what' | 'about' | 'name'> & { readonly fields?: DecisionRow['fields']; readonly a?: string; readonly b?: string }

/** What was decided, as a document to be written in the transaction of the decision itself. */
export function decisionDocument(book: Book, decision: Decision, author: string, today: string): Record<string, unknown> {
  const id = `decision:${newUlid()}`
  const device = book.device.code
  const fields = { ...decision }
  const document: MutableDocument = { ...envelope(book, id, 'decision', author), clock: { [device]: 1 }, dots: dotsOf(fields, device, 1), fields, eventId: id, date: today }
  return { ...document }
}

/** What was decided, newest first. @param about  only about this document */
export function decisions(book: Book, about?: string): DecisionRow[] {
  const rows: DecisionRow[] = []
  for (const row of book.revisions.allDocs({ startId: 'decision:', endId: 'decision:\uffff', includeDocs: true })) {
    const known = row.doc ? recognise(row.doc) : null
    if (known?.kind !== 'decision') continue
    const { fields, at, author, device, _id } = known.body
    const { what, about: of, name, a, b } = fields as Partial<Decision>
    if (typeof what !== 'string' || typeof of !== 'string') continue
    if (about !== undefined && of !== about && a !== about && b !== about) continue
    rows.push({ id: _id, what, at: at.slice(0, 24), author, device, about: of, name: typeof name === 'string' ? name : '', fields: soundFields(fields['fields']) })
  }
  return rows.sort((x, y) => (x.at < y.at ? 1 : x.at > y.at ? -1 : 0))
}

/** A replicated decision may have any form. */
function soundFields(value: unknown): DecisionRow['fields'] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one) => {
    const { name, chosen, others } = (one ?? {}) as { name?: unknown; chosen?: unknown; others?: unknown }
    if (typeof name !== 'string') return []
    const rest = Array.isArray(others) ? others.flatMap((other: unknown) => (typeof other === 'object' && other !== null ? [{ device: String((other as { device?: unknown }).device ?? ''), value: (other as { value?: unknown }).value ?? null }] : [])) : []
    return [{ name, chosen: chosen ?? null, others: rest }]
  })
}

/** Names of all devices by their codes. */
export function deviceNames(book: Book): Record<string, string> {
  const names: Record<string, string> = {}
  for (const row of book.revisions.allDocs({ startId: 'device:', endId: 'device:\uffff', includeDocs: true })) {
    const { code, name } = ((row.doc as { fields?: { code?: unknown; name?: unknown } } | undefined)?.fields ?? {})
    if (typeof code === 'string' && typeof name === 'string' && name !== '') names[code] = name
  }
  return names
}
