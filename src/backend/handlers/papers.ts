import type { PaperFinding } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import type { PostedDocument } from '../../core/posting/index.ts'
import type { ShipmentData } from '../../core/shipment/index.ts'
import { type Finding, type Languages, type PageDescription, checkPaper, findingMessage, paperType, paperTypes } from '../../paperwork/index.ts'
import type { Book } from '../../store/book/index.ts'
import { idOfNumber } from '../../store/projections/index.ts'
import type { Context, Handlers } from '../context.ts'
import { invoiceShipment } from '../papers/invoice-shipment.ts'
import { zipOf } from '../papers/zip.ts'
import { factsOf, folderShipment, isFolderId, issuedPaper, requireFolder } from '../shipments/index.ts'
import { listsOf } from './shipments.ts'
import { GlyphMissingError, pageCount, pageImages, printPaper } from '../printing/index.ts'

export const paperHandlers: Handlers<'paper.offer' | 'paper.render'> = {
  'paper.offer': (context, { id, today }) => {
    const { data } = shipmentOf(context.book(), id)
    // A folder has its own list of papers, by what the shipment is.
    if (isFolderId(id)) {
      const facts = factsOf(context.book(), listsOf(context), data, id)
      return paperTypes.filter((type) => ['required', 'usual'].includes(type.demand(data))).map((type) => ({ type: type.type, title: type.title, findings: checkPaper(type.type, data, today ?? context.today(), facts).map(findingView) }))
    }
    return paperTypes.map((type) => ({
      type: type.type, title: type.title, findings: data === null ? [] : checkPaper(type.type, data, today ?? context.today()).map(findingView),
    }))
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

/** The shipment of a folder, of a posted sales invoice (by document id, event id or number), or of a draft of one. */
function shipmentOf(book: Book, id: string): { data: ShipmentData; draft: boolean } {
  const document = book.document(id) ?? book.document(book.projections.view().event(id)?.docId ?? '') ?? book.document(idOfNumber(book.projections.sql, id) ?? '')
  if (document?.['type'] === 'salesInvoice') {
    const posted = document as unknown as PostedDocument
    return { data: invoiceShipment(book, posted.event, posted), draft: false }
  }
  // An issued paper is printed from the facts that were frozen with it.
  if (document?.['type'] === 'issuedPaper') return { data: issuedPaper(book, id).data, draft: false }
  if (document?.['type'] === 'shipment') return { data: folderShipment(book, requireFolder(book, id)), draft: false }
  const event = (document as { fields?: { event?: BusinessEvent } } | undefined)?.fields?.event
  if (event?.event === 'sales.invoice') return { data: invoiceShipment(book, event, null), draft: true }
  throw new RefusalError(refuse('DOCUMENT_NOT_FOUND', { id }))
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
