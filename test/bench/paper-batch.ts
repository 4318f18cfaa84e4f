// Many papers: invoices on all cores against Chromium's printToPDF of the same texts in the same fonts, on as many pages at once; a packing
// list of 500 lines; a draft's page after a keystroke. Chromium's time is that of printToPDF alone, the page being laid out already.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fontPath } from '../../src/backend/printing/fonts.ts'
import { type ManyPapers, printMany, printPaper } from '../../src/backend/printing/index.ts'
import type { ShipmentData } from '../../src/core/shipment/index.ts'
import { type PageDescription, paperType } from '../../src/paperwork/index.ts'
import { launchBrowser } from '../e2e/support.ts'
import rattan from '../fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }

const shipment = rattan as unknown as ShipmentData
const options = { languages: ['en', 'zh'], paper: 'A4' } as const

export interface BatchFigures { readonly count: number, readonly oursMs: number, readonly chromiumMs: number, readonly chromiumCount: number, readonly peakBytes: number, readonly packingListMs: number, readonly previewMs: number }

/** @param count  invoices that we print; Chromium prints a tenth, and its time is taken tenfold */
export async function measurePaperBatch(count = 1000): Promise<BatchFigures> {
  let peakBytes = 0
  const watch = setInterval(() => { peakBytes = Math.max(peakBytes, process.memoryUsage().rss) }, 50)
  const start = performance.now()
  await printMany(invoices(count), () => undefined)
  const oursMs = performance.now() - start
  clearInterval(watch)
  const chromiumCount = Math.max(1, Math.round(count / 10))
  const chromiumMs = await chromiumTime(chromiumCount) * count / chromiumCount
  return { count, oursMs, chromiumMs, chromiumCount, peakBytes, packingListMs: await packingListTime(), previewMs: await previewTime() }
}

function* invoices(count: number): Generator<ManyPapers> {
  for (let number = 1; number <= count; number += 1) {
    yield { type: 'commercial-invoice', options, data: { ...shipment, papers: { ...shipment.papers, commercialInvoice: { no: `INV/2026/10/A-${String(number).padStart(4, '0')}`, date: '2026-10-05' } } } }
  }
}

function layoutOf(type: string, data: ShipmentData): PageDescription {
  const paper = paperType(type)
  if (!paper) throw new Error(`${type} is not registered`)
  return paper.layout(data, options)
}

async function chromiumTime(count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mendunia-print-'))
  const browser = await launchBrowser()
  try {
    const file = join(folder, 'invoice.html')
    writeFileSync(file, asHtml(layoutOf('commercial-invoice', shipment)))
    let left = count
    let total = 0
    const page = async (): Promise<void> => {
      const tab = await browser.newPage()
      await tab.goto(pathToFileURL(file).href)
      await tab.evaluate('document.fonts.ready.then(() => undefined)')
      const devtools = await tab.context().newCDPSession(tab)
      const print = (): Promise<unknown> => devtools.send('Page.printToPDF', { printBackground: true, preferCSSPageSize: true })
      await print()
      while (left > 0) {
        left -= 1
        await tab.evaluate(`document.title = 'INV ${left}'`)
        await print()
      }
    }
    const start = performance.now()
    await Promise.all(Array.from({ length: availableParallelism() }, page))
    total = performance.now() - start
    return total
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same texts at the same places, in the same fonts. */
function asHtml(description: PageDescription): string {
  const faces = (['latin', 'latinBold', 'han', 'hanBold'] as const).map((face) => `@font-face{font-family:${face};src:url("${pathToFileURL(fontPath(face)).href}")}`).join('')
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const texts = (description.pages[0]?.items ?? []).map((item) => {
    if (item.kind === 'text') return `<div style="left:${item.x}pt;top:${item.y - item.size}pt;font:${item.size}pt/1 ${item.face}${item.bold ? 'Bold' : ''}">${escape(item.text)}</div>`
    if (item.kind === 'rule') return `<div style="left:${item.x1}pt;top:${item.y1}pt;width:${Math.max(item.x2 - item.x1, item.weight)}pt;height:${Math.max(item.y2 - item.y1, item.weight)}pt;background:#111"></div>`
    return ''
  })
  return `<!doctype html><meta charset="utf-8"><style>${faces}@page{size:${description.width}pt ${description.height}pt;margin:0}body{margin:0}div{position:absolute;white-space:pre}</style>${texts.join('')}`
}

async function packingListTime(): Promise<number> {
  const lines = shipment.lines ?? []
  const data = { ...shipment, lines: Array.from({ length: 500 }, (_, index) => ({ ...lines[index % lines.length], sku: `R-${index + 1}` })) }
  return best(3, () => printPaper(layoutOf('packing-list', data)))
}

async function previewTime(): Promise<number> {
  let typed = 0
  return best(9, () => {
    typed += 1
    return printPaper({ ...layoutOf('commercial-invoice', { ...shipment, freeText: 'x'.repeat(typed) }), watermark: 'DRAFT' })
  })
}

/** The median after a round to warm up. */
async function best(rounds: number, run: () => Promise<unknown>): Promise<number> {
  await run()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[rounds >> 1] ?? 0
}
