import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useRef, useState } from 'react'
import { drawPage, openPdf } from './pdf-pages.ts'

/** A PDF as pages under each other, as wide as there is room for. The old pages stay until the new ones are drawn. */
export function PdfView({ base64, label, pageLabel }: { base64: string; label: string; pageLabel(number: number, count: number): string }) {
  const seat = useRef<HTMLDivElement>(null)
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [width, setWidth] = useState(0)
  const [failed, setFailed] = useState<string | null>(null)

  useEffect(() => {
    let current = true
    const opening = openPdf(base64)
    opening.pages.then(
      (opened) => { if (current) { setFailed(null); setPdf(opened) } },
      (error: unknown) => { if (current) setFailed(error instanceof Error ? error.message : String(error)) },
    )
    return () => {
      current = false
      opening.close()
    }
  }, [base64])

  useEffect(() => {
    const element = seat.current
    if (!element) return
    const measure = () => setWidth(Math.max(240, Math.min(840, element.clientWidth - 32)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  return (
    <div ref={seat} className="pdf-view" role="document" aria-label={label} tabIndex={0}>
      {failed !== null && <p role="alert">{failed}</p>}
      {pdf !== null && width > 0 && Array.from({ length: pdf.numPages }, (_, index) => (
        <PdfPage key={index} pdf={pdf} number={index + 1} width={width} label={pageLabel(index + 1, pdf.numPages)} />
      ))}
    </div>
  )
}

function PdfPage({ pdf, number, width, label }: { pdf: PDFDocumentProxy; number: number; width: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    // The document was closed while the page was being drawn: the next one draws itself.
    if (element) drawPage(pdf, number, element, width).catch(() => undefined)
  }, [pdf, number, width])
  return <canvas ref={canvas} className="pdf-page" role="img" aria-label={label} />
}
