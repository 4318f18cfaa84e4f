// One page of a commercial invoice through layout and printing, against the same texts and rules written with bare pdfkit in the
// same fonts, opened from memory. Both are warmed up; the median of `rounds` is taken.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fontPath } from '../../src/backend/printing/fonts.ts'
import { printPaper } from '../../src/backend/printing/index.ts'
import type { ShipmentData } from '../../src/core/shipment/index.ts'
import { type PageDescription, paperType } from '../../src/paperwork/index.ts'
import rattan from '../fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }

interface Pdf {
  on: (event: 'data' | 'end', listener: (chunk: Buffer) => void) => void
  registerFont: (name: string, bytes: Buffer) => void
  font: (name: string) => Pdf
  fontSize: (size: number) => Pdf
  text: (text: string, x: number, y: number, options: object) => Pdf
  lineWidth: (weight: number) => Pdf
  moveTo: (x: number, y: number) => Pdf
  lineTo: (x: number, y: number) => Pdf
  stroke: () => Pdf
  end: () => void
}

const require = createRequire(import.meta.url)
const PdfKit = require('pdfkit') as new (options: object) => Pdf

/** Milliseconds of both, and how many times the bare page our page costs (aim: below 2). */
export async function measurePaperPrint(rounds = 15): Promise<{ paperMs: number, bareMs: number, ratio: number }> {
  const type = paperType('commercial-invoice')
  if (!type) throw new Error('commercial-invoice is not registered')
  const describe = (): PageDescription => type.layout(rattan as unknown as ShipmentData, { languages: ['en', 'zh'], paper: 'A4' })
  const page = describe()
  const fonts = (['latin', 'latinBold', 'han', 'hanBold'] as const).map((face) => [face, readFileSync(fontPath(face))] as const)
  const bareMs = await median(rounds, () => bare(page, fonts))
  const paperMs = await median(rounds, () => printPaper(describe()))
  return { paperMs, bareMs, ratio: paperMs / bareMs }
}

async function bare(page: PageDescription, fonts: readonly (readonly [string, Buffer])[]): Promise<Buffer> {
  const pdf = new PdfKit({ size: [page.width, page.height], margin: 0, pdfVersion: '1.7' })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve) => {
    pdf.on('data', (chunk) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
  })
  for (const [name, bytes] of fonts) pdf.registerFont(name, bytes)
  for (const item of page.pages[0]?.items ?? []) {
    if (item.kind === 'text') pdf.font(`${item.face}${item.bold ? 'Bold' : ''}`).fontSize(item.size).text(item.text, item.x, item.y - item.size, { lineBreak: false })
    else if (item.kind === 'rule') pdf.lineWidth(item.weight).moveTo(item.x1, item.y1).lineTo(item.x2, item.y2).stroke()
  }
  pdf.end()
  return done
}

async function median(rounds: number, run: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 4; round += 1) await run()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[rounds >> 1] ?? 0
}
