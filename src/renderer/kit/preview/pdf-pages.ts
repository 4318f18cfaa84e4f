import './older-chrome.ts'
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerAddress from './pdf-worker.ts?worker&url'

// The legacy build: Electron 25 carries Chrome 114, and the modern one wants newer.
GlobalWorkerOptions.workerSrc = workerAddress

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** Opens a PDF for drawing. Nothing is fetched and nothing is evaluated: fonts are in the file. */
export function openPdf(base64: string): { pages: Promise<PDFDocumentProxy>; close(): void } {
  const task = getDocument({ data: bytesOf(base64), useWasm: false, useWorkerFetch: false, disableFontFace: false })
  return { pages: task.promise, close: () => void task.destroy() }
}

/** Draws one page at a width in CSS pixels, sharp on dense screens. */
export async function drawPage(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const page = await pdf.getPage(number)
  const natural = page.getViewport({ scale: 1 })
  const dense = Math.min(window.devicePixelRatio || 1, 2)
  const viewport = page.getViewport({ scale: (width / natural.width) * dense })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  canvas.style.width = `${Math.floor(viewport.width / dense)}px`
  canvas.style.height = `${Math.floor(viewport.height / dense)}px`
  await page.render({ canvas, viewport }).promise
}
