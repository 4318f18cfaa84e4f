import { createRequire } from 'node:module'
import { type Ink, type Page, type PageDescription, ascenderOf, missingCharacters } from '../../paperwork/index.ts'
import { registerFonts } from './fonts.ts'
import { watermark } from './watermark.ts'

interface PdfMake {
  virtualfs: { writeFileSync: (name: string, content: Buffer) => void }
  setFonts: (fonts: unknown) => void
  setUrlAccessPolicy: (policy: (url: string) => boolean) => void
  setLocalAccessPolicy: (policy: (path: string) => boolean) => void
  createPdf: (definition: unknown) => { getBuffer: () => Promise<Uint8Array> }
}

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

const colours: Readonly<Record<Ink, string>> = { ink: '#111111', label: '#5f6368', faint: '#b9b4a9' }
let maker: PdfMake | null = null

function pdfmake(): PdfMake {
  if (maker !== null) return maker
  const loaded = createRequire(import.meta.url)('pdfmake') as PdfMake
  // A paper reads no file and fetches nothing, whatever its texts say: only the fonts, from pdfmake's virtual files.
  loaded.setUrlAccessPolicy(() => false)
  loaded.setLocalAccessPolicy(() => false)
  loaded.setFonts(registerFonts(loaded.virtualfs))
  maker = loaded
  return loaded
}

/**
 * The PDF of a page description: text selectable, fonts embedded as subsets, the same bytes for the same description.
 * @refuses GlyphMissingError `GEN-008` naming the characters that no shipped font has
 */
export async function printPaper(description: PageDescription): Promise<Uint8Array> {
  const missing = missingCharacters(description.pages.flatMap((page) => page.items.map((item) => (item.kind === 'text' ? item.text : ''))).join(' '))
  if (missing.length > 0) throw new GlyphMissingError(missing)
  const buffer = await pdfmake().createPdf(definitionOf(description)).getBuffer()
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

/** pdfmake changes the definition that it is given, hence a new one every time. */
function definitionOf(description: PageDescription): unknown {
  return {
    version: '1.7',
    language: description.language,
    displayTitle: true,
    pageSize: { width: description.width, height: description.height },
    pageMargins: [0, 0, 0, 0],
    info: {
      title: description.title, author: description.author, subject: description.subject, creator: 'Mendunia', producer: 'Mendunia',
      creationDate: dateOf(description.date),
    },
    defaultStyle: { font: 'latin', fontSize: 9, color: colours.ink },
    ...(description.watermark === null ? {} : { background: () => watermark(description.watermark ?? '', description.width, description.height) }),
    content: description.pages.map((page, index) => ({
      stack: [{ text: ' ', fontSize: 1 }, rulesOf(page), ...textsOf(page)],
      ...(index === 0 ? {} : { pageBreak: 'before' }),
    })),
  }
}

/** Noon of the document's day: a date without a time zone stays the same day wherever the file is opened. */
function dateOf(date: string): Date {
  const time = Date.parse(`${date}T12:00:00Z`)
  return new Date(Number.isNaN(time) ? 0 : time)
}

function rulesOf(page: Page): unknown {
  return {
    absolutePosition: { x: 0, y: 0 },
    canvas: page.items.filter((item) => item.kind === 'rule').map((rule) => ({
      type: 'line', x1: rule.x1, y1: rule.y1, x2: rule.x2, y2: rule.y2, lineWidth: rule.weight, lineColor: colours[rule.ink],
    })),
  }
}

function textsOf(page: Page): unknown[] {
  return page.items.filter((item) => item.kind === 'text').map((item) => ({
    text: item.text,
    absolutePosition: { x: item.x, y: item.y - ascenderOf(item.face, item.bold) * item.size / 1000 },
    font: item.face,
    bold: item.bold,
    fontSize: item.size,
    color: colours[item.ink],
    noWrap: true,
  }))
}
