import { createRequire } from 'node:module'
// Its types stand in a global namespace.
import type {} from 'pdfkit'
import { type Ink, type Page, type PageDescription, type RuleItem, type ShapeItem, type TextItem, missingCharacters, textWidth } from '../../paperwork/index.ts'
import { type FaceName, faceFiles, fontTicket } from './fonts.ts'
import { type Part, partsOf } from './structure.ts'
import { watermarkPath } from './watermark.ts'

/** A text holds a character that none of the shipped fonts has; the rule of the same code says so before printing. */
export class GlyphMissingError extends Error {
  readonly code = 'GEN-008'
  /** Every such character of the paper, each once. */
  readonly characters: readonly string[]
  readonly params: { readonly character: string }
  constructor(characters: readonly string[]) {
    super(`GEN-008 ${characters.join(' ')}`)
    this.name = 'GlyphMissingError'
    this.characters = characters
    this.params = { character: characters[0] ?? '' }
  }
}

type Document = PDFKit.PDFDocument
type Structure = ReturnType<Document['struct']>

const colours: Readonly<Record<Ink, string>> = { ink: '#111111', label: '#5f6368', faint: '#b9b4a9' }
const watermarkColour = '#e9e7e2'
const watermarkTurn = -52

type DocumentClass = new (options: PDFKit.PDFDocumentOptions & { subset?: string }) => Document
let loaded: DocumentClass | null = null

/** Loaded with the first paper: whoever only hands papers to threads does not need it. */
function pdfkit(): DocumentClass {
  return loaded ??= createRequire(import.meta.url)('pdfkit') as DocumentClass
}

/**
 * The PDF of a page description: PDF/A-3b, tagged in reading order, fonts embedded as subsets, the same bytes for the same
 * description. Nothing is read or fetched but the shipped fonts.
 * @refuses GlyphMissingError `GEN-008` naming the characters that no shipped font has
 */
export async function printPaper(description: PageDescription): Promise<Uint8Array> {
  return printPapers([description])
}

/** Several papers as one document, each under its bookmark; the first gives title, language and date. */
export async function printPapers(descriptions: readonly PageDescription[]): Promise<Uint8Array> {
  const missing = missingCharacters(descriptions.flatMap((each) => each.pages.flatMap((page) => page.items.map((item) => (item.kind === 'text' ? item.text : '')))).join(' '))
  if (missing.length > 0) throw new GlyphMissingError(missing)
  const [first] = descriptions
  if (!first) throw new RangeError('printPapers: no paper')
  const document = newDocument(first)
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  for (const description of descriptions) writePaper(document, description, descriptions.length > 1)
  document.end()
  const buffer = await done
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

function newDocument(description: PageDescription): Document {
  const document = new (pdfkit())({
    autoFirstPage: false, pdfVersion: '1.7', subset: 'PDF/A-3b', tagged: true, lang: description.language, displayTitle: true, margin: 0, font: '',
    info: { Title: description.title, Author: description.author, Subject: description.subject, Creator: 'Mendunia', Producer: 'Mendunia', CreationDate: dateOf(description.date), ModDate: dateOf(description.date) },
  })
  for (const face of Object.keys(faceFiles) as FaceName[]) document.registerFont(face, fontTicket(face))
  return document
}

function writePaper(document: Document, description: PageDescription, bookmark: boolean): void {
  const { width, height } = description
  const root = document.struct('Document')
  document.addStructure(root)
  for (const [index, page] of description.pages.entries()) {
    document.addPage({ size: [width, height], margin: 0 })
    if (bookmark && index === 0) document.outline.addItem(description.title)
    if (description.watermark !== null) drawWatermark(document, description.watermark, width, height)
    drawRules(document, page)
    for (const part of partsOf(page, index === 0)) root.add(partStructure(document, part))
  }
  root.end()
  for (const { name, mediaType, description: about, relationship, text } of description.attachments ?? []) {
    const date = dateOf(description.date)
    document.file(Buffer.from(text, 'utf8'), { name, type: mediaType, description: about, relationship, creationDate: date, modifiedDate: date } as PDFKit.Mixins.PDFAttachmentOptions)
  }
}

function partStructure(document: Document, part: Part): Structure {
  if (part.kind !== 'Table') return marked(document, part.kind, part.texts)
  const table = document.struct('Table')
  for (const row of part.rows) {
    const line = document.struct('TR')
    for (const cell of row.cells) line.add(marked(document, cell.head ? 'TH' : 'TD', cell.texts))
    table.add(line)
  }
  return table
}

/** Writes texts as one marked content of this kind. */
function marked(document: Document, kind: 'H1' | 'P' | 'TH' | 'TD', texts: readonly TextItem[]): Structure {
  const content = document.markStructureContent(kind)
  for (const [index, item] of texts.entries()) writeText(document, item, texts[index + 1])
  document.endMarkedContent()
  return document.struct(kind, {}, [content])
}

/** A space behind a text that another line follows: what is copied or read aloud does not run together. */
function writeText(document: Document, item: TextItem, next: TextItem | undefined): void {
  const apart = next !== undefined && (next.y !== item.y || next.x - item.x > textWidth(item.text, item.size, item.bold) + 0.5)
  document.font(item.face === 'latin' ? (item.bold ? 'latinBold' : 'latin') : item.bold ? 'hanBold' : 'han').fontSize(item.size).fillColor(colours[item.ink])
    .text(apart ? `${item.text} ` : item.text, item.x, item.y, { lineBreak: false, baseline: 'alphabetic' })
}

/** Rules and shapes say nothing: a reader that is read to passes them over. */
function drawRules(document: Document, page: Page): void {
  const rules = page.items.filter((item): item is RuleItem => item.kind === 'rule')
  const shapes = page.items.filter((item): item is ShapeItem => item.kind === 'shape')
  if (rules.length + shapes.length === 0) return
  document.markContent('Artifact', { type: 'Layout' })
  const kinds = Map.groupBy(rules, (rule) => `${rule.weight} ${rule.ink}`)
  for (const same of kinds.values()) {
    const [{ weight, ink } = { weight: 1, ink: 'ink' as Ink }] = same
    document.lineWidth(weight).strokeColor(colours[ink])
    for (const rule of same) document.moveTo(rule.x1, rule.y1).lineTo(rule.x2, rule.y2)
    document.stroke()
  }
  for (const { boxes, ink } of shapes) {
    for (const [x, y, width, height] of boxes) document.rect(x, y, width, height)
    document.fill(colours[ink])
  }
  document.endMarkedContent()
}

function drawWatermark(document: Document, text: string, width: number, height: number): void {
  document.markContent('Artifact', { type: 'Page' })
  document.save().translate(width / 2, height / 2).rotate(watermarkTurn).path(watermarkPath(text, width, height)).fill(watermarkColour).restore()
  document.endMarkedContent()
}

/** Noon of the document's day: a date without a time zone stays the same day wherever the file is opened. */
function dateOf(date: string): Date {
  const time = Date.parse(`${date}T12:00:00Z`)
  return new Date(Number.isNaN(time) ? 0 : time)
}
