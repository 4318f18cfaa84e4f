import type { IssuedDifference, IssuedPaper } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { ShipmentData } from '../../core/shipment/index.ts'
import { checkPaper, paperKeyOf, paperType } from '../../paperwork/index.ts'
import type { Book } from '../../store/book/index.ts'
import { folderPapers } from '../../store/projections/index.ts'
import type { ReferenceLists } from '../reference/index.ts'
import { factsOf } from './check-folder.ts'
import { sameFacts } from './checklist.ts'
import { folderShipment, newFolderDocument, requireFolder } from './folder-store.ts'

interface IssuedFields { readonly folder: string; readonly type: string; readonly version: number; readonly number?: string; readonly date?: string; readonly data: ShipmentData; readonly accepted?: Readonly<Record<string, string>> }

/**
 * Freezes a paper with the folder's facts as they are: the next version, or the one that is there where nothing changed.
 * @throws RefusalError PAPER_UNKNOWN, PAPER_REFUSED where a rule finds an error, or a warning without a reason
 */
export function issuePaper(book: Book, lists: ReferenceLists, id: string, type: string, today: string, accept: Readonly<Record<string, string>>, author: string): { id: string; version: number; number: string | null } {
  const paper = paperType(type)
  if (!paper) throw new RefusalError(refuse('PAPER_UNKNOWN', { type }))
  const folder = requireFolder(book, id)
  const data = folderShipment(book, folder)
  const before = folderPapers(book.projections.sql, id).filter((row) => row.kind === 'issued' && row.type === type)
  const last = before.at(-1)
  if (last !== undefined && sameFacts(book, last.id, data)) return { id: last.id, version: last.version, number: last.number }
  const findings = checkPaper(type, data, today, factsOf(book, lists, data, id))
  const open = findings.filter(({ severity, code }) => severity === 'error' || (accept[code] ?? '').trim() === '')
  if (open.length > 0) throw new RefusalError(refuse('PAPER_REFUSED', { codes: [...new Set(open.map(({ code }) => code))].join(', ') }))
  const own = data.papers?.[paper.paperKey ?? paperKeyOf(type)]
  const fields: IssuedFields = {
    folder: id, type, version: (last?.version ?? 0) + 1, ...(own?.no === undefined ? {} : { number: own.no }), ...(own?.date === undefined ? {} : { date: own.date }), data,
    ...(Object.keys(accept).length > 0 ? { accepted: accept } : {}),
  }
  const [saved] = book.transaction(() => book.write([newFolderDocument(book, 'issuedPaper', { ...fields }, author)]))
  return { id: saved?.id ?? '', version: fields.version, number: fields.number ?? null }
}

/** @throws RefusalError DOCUMENT_NOT_FOUND */
export function issuedPaper(book: Book, id: string): IssuedPaper {
  const document = id.startsWith('issuedPaper:') ? book.document(id) : undefined
  const fields = document?.['fields'] as IssuedFields | undefined
  if (!document || !fields) throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  const earlier = folderPapers(book.projections.sql, fields.folder).filter((row) => row.kind === 'issued' && row.type === fields.type && row.version < fields.version).at(-1)
  const before = earlier === undefined ? undefined : (book.document(earlier.id)?.['fields'] as IssuedFields | undefined)?.data
  return {
    id, type: fields.type, version: fields.version, number: fields.number ?? null, date: fields.date ?? null, at: String(document['at']).slice(0, 24), author: String(document['author']), data: fields.data,
    accepted: fields.accepted ?? {}, differences: before === undefined ? [] : differences(before, fields.data),
  }
}

/** Paths that differ between two sets of facts. */
export function differences(before: unknown, after: unknown): IssuedDifference[] {
  const flat = (value: unknown, path: string, into: Map<string, string>): Map<string, string> => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) flat(item, `${path}[${index}]`, into)
    else if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) flat(item, path === '' ? name : `${path}.${name}`, into)
    else if (value !== undefined && value !== null) into.set(path, String(value))
    return into
  }
  const [left, right] = [flat(before, '', new Map()), flat(after, '', new Map())]
  return [...new Set([...left.keys(), ...right.keys()])].filter((field) => left.get(field) !== right.get(field)).map((field) => ({ field, before: left.get(field) ?? null, after: right.get(field) ?? null }))
}
