import type { PaperFinding } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type Finding, type Languages, type PageDescription, checkPaper, findingMessage, paperType, paperTypes } from '../../paperwork/index.ts'
import type { Book } from '../../store/book/index.ts'
import type { Context, Handlers } from '../context.ts'
import { type DocumentPapers, documentPapers } from '../papers/document-papers.ts'
import { zipOf } from '../papers/zip.ts'
import { factsOf, folderShipment, isFolderId, issuedPaper, requireFolder } from '../shipments/index.ts'
import { listsOf } from './shipments.ts'
import { GlyphMissingError, pageCount, pageImages, printPaper } from '../printing/index.ts'

export const paperHandlers: Handlers<'paper.offer' | 'paper.boxes' | 'paper.render'> = {
  'paper.offer': (context, { id, today }) => {
    const { data, types } = shipmentOf(context.book(), id)
    // A folder has its own list of papers, by what the shipment is.
    if (isFolderId(id)) {
      const facts = factsOf(context.book(), listsOf(context), data, id)
      return paperTypes.filter((type) => ['required', 'usual'].includes(type.demand(data))).map((type) => ({ type: type.type, title: type.title, findings: checkPaper(type.type, data, today ?? context.today(), facts).map(findingView) }))
    }
    return paperTypes.filter((type) => types.includes(type.type)).sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type))
      .map((type) => ({ type: type.type, title: type.title, findings: checkPaper(type.type, data, today ?? context.today()).map(findingView) }))
  },

  'paper.boxes': (context, { type, id, language }) => {
    const definition = paperType(type)
    if (!definition) throw new RefusalError(refuse('PAPER_UNKNOWN', { type }))
    const { data } = shipmentOf(context.book(), id)
    return { boxes: definition.boxes?.(data, language) ?? [], file: definition.machineFile?.(data) ?? null }
  },

  'paper.render': async (context: Context, { type, id, languages, paper, format, today, draft: asDraft }) => {
    const definition = paperType(type)
    if (!definition) throw new RefusalError(refuse('PAPER_UNKNOWN', { type }))
    const { data, draft: isDraft } = shipmentOf(context.book(), id)
    const facts = isFolderId(id) ? factsOf(context.book(), listsOf(context), data, id) : {}
    const findings = checkPaper(type, data, today ?? context.today(), facts)
    const errors = findings.filter((finding) => finding.severity === 'error')
    const draft = isDraft || (asDraft && errors.length > 0)
    // A draft may be looked at with whatever is missing; a paper that goes out must satisfy its rules.
    if (!draft && errors.length > 0) throw new RefusalError(refuse('PAPER_REFUSED', { codes: errors.map((finding) => finding.code).join(', ') }))
    const pdf = await print(definition.layout(data, { languages: languages as unknown as Languages, paper, draft }))
    const fileName = definition.fileName(data)
    const view = findings.map(findingView)
    if (format === 'pdf') return { fileName, mediaType: 'application/pdf', base64: base64(pdf), findings: view, pages: pageCount(pdf) }
    const images = await pageImages(pdf)
    const name = fileName.replace(/\.pdf$/, '')
    const [only] = images
    if (images.length === 1 && only) return { fileName: `${name}.png`, mediaType: 'image/png', base64: base64(only), findings: view, pages: 1 }
    const zip = await zipOf(images.map((bytes, index) => ({ name: `${name}-${index + 1}.png`, bytes })))
    return { fileName: `${name}.zip`, mediaType: 'application/zip', base64: base64(zip), findings: view, pages: images.length }
  },
}

/** @throws RefusalError GLYPH_MISSING naming the character that no shipped font has */
async function print(description: PageDescription): Promise<Uint8Array> {
  try {
    return await printPaper(description)
  } catch (error) {
    if (error instanceof GlyphMissingError) throw new RefusalError(refuse('GLYPH_MISSING', { character: error.params.character }))
    throw error
  }
}

/** The shipment of a folder, the facts that were frozen with an issued paper, or those of a document that has papers: an order, a delivery, an invoice, a payment, a credit note. */
function shipmentOf(book: Book, id: string): DocumentPapers {
  if (isFolderId(id)) return { data: folderShipment(book, requireFolder(book, id)), draft: false, types: [] }
  if (book.document(id)?.['type'] === 'issuedPaper') {
    const issued = issuedPaper(book, id)
    return { data: issued.data, draft: false, types: [issued.type] }
  }
  return documentPapers(book, id)
}

function findingView(finding: Finding): PaperFinding {
  return {
    code: finding.code, severity: finding.severity, field: finding.field,
    message: { id: findingMessage(finding, 'id'), en: findingMessage(finding, 'en'), zh: findingMessage(finding, 'zh') },
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
