import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

// The four faces of the papers. A 10 MB font is opened once per process: pdfkit opens what it is given for every document, so
// it is given a ticket, which a fontkit format of ours exchanges for the font that is open already.

const require = createRequire(import.meta.url)

interface FontKit {
  create: (bytes: Uint8Array) => unknown
  registerFormat: (format: unknown) => void
}
interface VirtualFiles { writeFileSync: (name: string, content: Buffer) => void }

export const faceFiles = {
  latin: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  latinBold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  han: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  hanBold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const
export type FaceName = keyof typeof faceFiles

const ticketMark = 'MENDUNIA-FONT:'
const open = new Map<FaceName, unknown>()
let registered = false

/** Where a font file lies: in its package, or in the folder that an installed program ships it in. */
export function fontPath(face: FaceName): string {
  return require.resolve(faceFiles[face])
}

function fontkit(): FontKit {
  // pdfkit's own copy: another one would not be asked.
  return createRequire(createRequire(require.resolve('pdfmake')).resolve('pdfkit'))('fontkit') as FontKit
}

export function openFont(face: FaceName): unknown {
  let font = open.get(face)
  if (font === undefined) {
    font = fontkit().create(readFileSync(fontPath(face)))
    open.set(face, font)
  }
  return font
}

/** Writes the tickets into pdfmake's virtual files. @returns the font table for `setFonts` */
export function registerFonts(files: VirtualFiles): Record<string, { normal: string, bold: string }> {
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
  for (const face of Object.keys(faceFiles)) files.writeFileSync(face, Buffer.from(ticketMark + face, 'latin1'))
  return { latin: { normal: 'latin', bold: 'latinBold' }, han: { normal: 'han', bold: 'hanBold' } }
}
