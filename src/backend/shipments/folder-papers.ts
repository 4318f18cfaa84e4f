import type { FileOutput } from '../../contract/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { ShipmentData } from '../../core/shipment/index.ts'
import { type Languages, type PageDescription, checkPaper, paperType, paperTypes } from '../../paperwork/index.ts'
import type { BookFacts } from '../../paperwork/index.ts'
import { zipOf } from '../papers/zip.ts'
import { GlyphMissingError, pageImages, printPaper, printPapers as printSet } from '../printing/index.ts'
import { mailDraft } from './mail.ts'

export interface PapersRequest {
  /** Null: all that the shipment needs or usually has. */
  readonly types: readonly string[] | null
  readonly languages: Languages
  readonly paper: 'A4' | 'F4' | 'Letter'
  readonly form: 'files' | 'zip' | 'pdf' | 'eml' | 'png'
  readonly draft: boolean
  readonly today: string
}

/**
 * The papers of a shipment, and those that their rules refuse (unless drafts are wanted).
 * @param each  called before each paper: progress and cancelling
 * @throws RefusalError PAPER_UNKNOWN, GLYPH_MISSING
 */
export async function printPapers(data: ShipmentData, request: PapersRequest, facts: BookFacts, each: (done: number, of: number) => Promise<void>): Promise<{ files: FileOutput[]; refused: { type: string; codes: string[] }[] }> {
  const types = (request.types ?? paperTypes.filter((type) => ['required', 'usual'].includes(type.demand(data))).map(({ type }) => type)).map((name) => {
    const type = paperType(name)
    if (!type) throw new RefusalError(refuse('PAPER_UNKNOWN', { type: name }))
    return type
  })
  const refused: { type: string; codes: string[] }[] = []
  const laidOut: { name: string; description: PageDescription }[] = []
  for (const [index, type] of types.entries()) {
    if (index === 0) await each(0, types.length)
    const errors = checkPaper(type.type, data, request.today, facts).filter(({ severity }) => severity === 'error')
    if (errors.length > 0 && !request.draft) {
      refused.push({ type: type.type, codes: [...new Set(errors.map(({ code }) => code))] })
      continue
    }
    laidOut.push({ name: type.fileName(data), description: type.layout(data, { languages: request.languages, paper: request.paper, draft: errors.length > 0 }) })
  }
  // One document, each paper under its bookmark.
  if (request.form === 'pdf') {
    const whole = laidOut.length === 0 ? [] : [{ fileName: `${setName(data)}.pdf`, mediaType: 'application/pdf', base64: base64(await refusing(() => printSet(laidOut.map(({ description }) => description)))) }]
    return { files: whole, refused }
  }
  const printed: { name: string; bytes: Uint8Array }[] = []
  for (const [index, { name, description }] of laidOut.entries()) {
    await each(index, laidOut.length)
    printed.push({ name, bytes: await refusing(() => printPaper(description)) })
  }
  return { files: await formed(printed, request.form, data), refused }
}

async function refusing(print: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await print()
  } catch (error) {
    if (error instanceof GlyphMissingError) throw new RefusalError(refuse('GLYPH_MISSING', { character: error.params.character }))
    throw error
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
const setName = (data: ShipmentData): string => (data.papers?.['commercialInvoice']?.no ?? 'shipment').replaceAll('/', '-')

async function formed(printed: readonly { name: string; bytes: Uint8Array }[], form: 'files' | 'zip' | 'eml' | 'png', data: ShipmentData): Promise<FileOutput[]> {
  const pdfs = printed.map(({ name, bytes }) => ({ fileName: name, mediaType: 'application/pdf', base64: base64(bytes) }))
  switch (form) {
    case 'files': return pdfs
    case 'zip': return [{ fileName: `${setName(data)}.zip`, mediaType: 'application/zip', base64: base64(await zipOf(printed)) }]
    case 'eml': {
      const number = data.papers?.['commercialInvoice']?.no ?? data.order?.buyerOrderNo ?? ''
      const text = `Dear ${data.buyer?.name ?? 'Sir or Madam'},\n\nplease find enclosed the documents of shipment ${number}:\n${printed.map(({ name }) => `- ${name}`).join('\n')}\n\n${data.company?.sellerName ?? ''}\n`
      const mail = mailDraft({ to: data.buyer?.email ?? '', subject: `Documents ${number}`.trim(), text, files: pdfs })
      return [{ fileName: `${setName(data)}.eml`, mediaType: 'message/rfc822', base64: Buffer.from(mail, 'utf8').toString('base64') }]
    }
    case 'png': {
      const pages: FileOutput[] = []
      for (const { name, bytes } of printed) {
        const images = await pageImages(bytes)
        for (const [page, image] of images.entries()) pages.push({ fileName: name.replace(/\.pdf$/, images.length === 1 ? '.png' : `-${page + 1}.png`), mediaType: 'image/png', base64: base64(image) })
      }
      return pages
    }
  }
}
