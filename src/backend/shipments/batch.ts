import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import type { ShipmentData } from '../../core/shipment/index.ts'
import { type Languages, checkPaper, paperType } from '../../paperwork/index.ts'
import type { Book } from '../../store/book/index.ts'
import { idOfNumber } from '../../store/projections/index.ts'
import type { Job } from '../jobs.ts'
import { invoiceShipment } from '../papers/invoice-shipment.ts'
import { type ManyPapers, printMany } from '../printing/index.ts'
import type { ReferenceLists } from '../reference/index.ts'
import { factsOf } from './check-folder.ts'
import { folderShipment, isFolderId, requireFolder } from './folder-store.ts'

export interface BatchRequest {
  readonly documents: readonly string[]
  readonly type: string
  readonly folder: string
  readonly languages: Languages
  readonly paper: 'A4' | 'F4' | 'Letter'
  readonly today: string
}

/** A shipment, or a posted invoice by id or number. @throws RefusalError DOCUMENT_NOT_FOUND */
function dataOf(book: Book, id: string): ShipmentData {
  if (isFolderId(id)) return folderShipment(book, requireFolder(book, id))
  const document = book.document(id) ?? book.document(idOfNumber(book.projections.sql, id) ?? '')
  if (document?.['type'] !== 'salesInvoice') throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
  const posted = document as unknown as PostedDocument
  return invoiceShipment(book, posted.event, posted)
}

/**
 * Prints one paper of many documents into a folder. What its rules refuse is left out and named; a file that two would share gets
 * the place in the row behind its name.
 * @throws RefusalError CANCELLED (what was printed until then stays), FOLDER_READ_ONLY, DISK_FULL, PAPER_UNKNOWN, DOCUMENT_NOT_FOUND
 */
export async function printBatch(book: Book, lists: ReferenceLists, request: BatchRequest, job: Job): Promise<{ folder: string; written: number; refused: { id: string; codes: string[] }[] }> {
  const paper = paperType(request.type)
  if (!paper) throw new RefusalError(refuse('PAPER_UNKNOWN', { type: request.type }))
  const folder = resolve(request.folder)
  const refused: { id: string; codes: string[] }[] = []
  const names: string[] = []
  const taken = new Set<string>()
  const papers = function* (): Generator<ManyPapers> {
    for (const [index, id] of request.documents.entries()) {
      const data = dataOf(book, id)
      const errors = checkPaper(request.type, data, request.today, isFolderId(id) ? factsOf(book, lists, data, id) : {}).filter(({ severity }) => severity === 'error')
      if (errors.length > 0) {
        refused.push({ id, codes: [...new Set(errors.map(({ code }) => code))] })
        continue
      }
      const own = paper.fileName(data)
      const name = taken.has(own) ? own.replace(/\.pdf$/, `-${index + 1}.pdf`) : own
      taken.add(name)
      names.push(name)
      yield { type: request.type, data, options: { languages: request.languages, paper: request.paper } }
    }
  }
  const stop = new AbortController()
  let written = 0
  try {
    mkdirSync(folder, { recursive: true })
    await printMany(papers(), async (index, bytes) => {
      await writeFile(join(folder, names[index] ?? `${index}.pdf`), bytes)
      written += 1
      job.progress(written + refused.length, request.documents.length, '')
      await job.breathe().catch((error: unknown) => {
        stop.abort(error)
        throw error
      })
    }, stop.signal)
  } catch (error) {
    if (error instanceof RefusalError) throw error
    const { code, name } = error as NodeJS.ErrnoException
    if (stop.signal.aborted) throw stop.signal.reason
    if (name === 'GlyphMissingError') throw new RefusalError(refuse('GLYPH_MISSING', { character: (error as Error).message.replace(/^GEN-008\s*/, '') }))
    if (code === 'ENOSPC') throw new RefusalError(refuse('DISK_FULL'))
    if (code === 'EACCES' || code === 'EROFS' || code === 'EEXIST' || code === 'ENOTDIR') throw new RefusalError(refuse('FOLDER_READ_ONLY', { folder }))
    throw error
  }
  return { folder, written, refused }
}
