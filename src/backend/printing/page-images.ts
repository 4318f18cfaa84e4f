import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * The pages of a PDF as PNG pictures, for a chat or a screen.
 * @param dotsPerInch  150 is sharp on a phone and about 200 kB a page
 */
export async function pageImages(pdf: Uint8Array, dotsPerInch = 150): Promise<Uint8Array[]> {
  const { createCanvas } = await import('@napi-rs/canvas')
  const document = await openPdf(pdf)
  const images: Uint8Array[] = []
  try {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const viewport = page.getViewport({ scale: dotsPerInch / 72 })
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
      const context = canvas.getContext('2d')
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      await page.render({ canvas: null, canvasContext: context as never, viewport }).promise
      images.push(new Uint8Array(await canvas.encode('png')))
    }
  } finally {
    await document.loadingTask.destroy()
  }
  return images
}

/** The text of each page, in reading order of the file. */
export async function pageTexts(pdf: Uint8Array): Promise<string[]> {
  const document = await openPdf(pdf)
  const texts: string[] = []
  try {
    for (let number = 1; number <= document.numPages; number += 1) {
      const content = await (await document.getPage(number)).getTextContent()
      texts.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' ').replace(/\s+/g, ' ').trim())
    }
  } finally {
    await document.loadingTask.destroy()
  }
  return texts
}

async function openPdf(pdf: Uint8Array): Promise<import('pdfjs-dist/legacy/build/pdf.mjs').PDFDocumentProxy> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const root = dirname(require.resolve('pdfjs-dist/package.json'))
  // pdf.js takes the bytes away from its caller, so it gets a copy.
  return getDocument({ data: pdf.slice(), standardFontDataUrl: join(root, 'standard_fonts/'), useSystemFonts: false, verbosity: 0 }).promise
}
