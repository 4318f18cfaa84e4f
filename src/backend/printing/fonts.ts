import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

// The four faces of the papers. A 10 MB font is opened once per process: pdfkit opens what it is given for every document, so
// it is given a ticket, which a fontkit format of ours exchanges for the font that is open already.

const require = createRequire(import.meta.url)

interface Position { xAdvance: number, [key: string]: number }
interface GlyphRun { glyphs: unknown[], positions: Position[], advanceWidth: number }
interface FontKit {
  create: (bytes: Uint8Array) => OpenFont
  registerFormat: (format: unknown) => void
}
interface OpenFont { layout: (text: string, ...rest: unknown[]) => GlyphRun }

export const faceFiles = {
  latin: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  latinBold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  han: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  hanBold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const
export type FaceName = keyof typeof faceFiles

const ticketMark = 'MENDUNIA-FONT:'
const open = new Map<FaceName, OpenFont>()
let registered = false

/** Where a font file lies: in its package, or in the folder that an installed program ships it in. */
export function fontPath(face: FaceName): string {
  return require.resolve(faceFiles[face])
}

function fontkit(): FontKit {
  // pdfkit's own copy: another one would not be asked.
  return createRequire(require.resolve('pdfkit'))('fontkit') as FontKit
}

export function openFont(face: FaceName): unknown {
  let font = open.get(face)
  if (font === undefined) {
    font = remembering(fontkit().create(readFileSync(fontPath(face))))
    open.set(face, font)
  }
  return font
}

/** How many words' shapes a face keeps: labels and units come back on every paper. */
const shapesMax = 4000

/** Shaping a word costs as much as all else about it; the same words stand on every paper, so their shapes are kept. */
function remembering(font: OpenFont): OpenFont {
  const shapes = new Map<string, GlyphRun>()
  const shape = font.layout.bind(font)
  font.layout = (text: string, ...rest: unknown[]): GlyphRun => {
    if (rest.some((each) => each !== undefined && each !== null) || text.length > 60) return shape(text, ...rest)
    let run = shapes.get(text)
    if (run === undefined) {
      run = shape(text)
      if (shapes.size >= shapesMax) shapes.clear()
      shapes.set(text, { glyphs: run.glyphs, positions: run.positions.map((position) => ({ ...position })), advanceWidth: run.advanceWidth })
      return run
    }
    // Whoever draws scales the positions in place, so each gets its own.
    return { glyphs: run.glyphs, positions: run.positions.map((position) => ({ ...position })), advanceWidth: run.advanceWidth }
  }
  return font
}

/** What pdfkit is given as a font: it comes back as the open one. */
export function fontTicket(face: FaceName): Buffer {
  if (!registered) {
    fontkit().registerFormat(class {
      static probe(bytes: Uint8Array): boolean {
        return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, ticketMark.length)).toString('latin1') === ticketMark
      }

      constructor(stream: { buffer: Uint8Array }) {
        return openFont(Buffer.from(stream.buffer).toString('latin1').slice(ticketMark.length) as FaceName) as object
      }
    })
    registered = true
  }
  return Buffer.from(ticketMark + face, 'latin1')
}
