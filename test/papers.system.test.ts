// Our papers as programs of other people read them: qpdf checks the file, poppler its text, fonts and page sizes. Run by `.ci/run`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printPaper } from '../src/backend/printing/index.ts'
import type { ShipmentData } from '../src/core/shipment/index.ts'
import { type PaperSize, paperType, paperTypes } from '../src/paperwork/index.ts'
import rattan from './fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }

const shipment = rattan as unknown as ShipmentData
const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8' })

let folder = ''
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'mendunia-papers-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Paper sizes in points, as poppler prints them. */
const sizes: Record<PaperSize, [width: number, height: number]> = { A4: [595.28, 841.89], F4: [609.45, 935.43], Letter: [612, 792], Label: [283.46, 425.2] }

/** What a reader copies out of the file, as text. */
function copied(file: string): string {
  return run('pdftotext', '-layout', file, '-')
}

function expectSound(file: string): void {
  expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found')
  const fonts = run('pdffonts', file).trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(0)
  // Embedded, a subset, and with a way back to Unicode.
  for (const font of fonts) expect(font).toMatch(/\byes\s+yes\s+yes\b/)
  expect(run('pdfinfo', file)).toMatch(/Tagged:\s+yes/)
}

describe.each(['commercial-invoice', 'packing-list', 'carton-label'])('%s on every sheet', (name) => {
  test.each((Object.keys(sizes) as PaperSize[]).filter((paper) => paper !== 'Label' || name === 'carton-label'))('in English and Chinese on %s', async (paper) => {
    const type = paperType(name)
    const file = join(folder, `${name}-${paper}.pdf`)
    writeFileSync(file, await printPaper((type ?? paperTypes[0] as (typeof paperTypes)[number]).layout(shipment, { languages: ['en', 'zh'], paper, copyMark: { kind: 'original', number: 1, of: 3 } })))
    expectSound(file)
    expect(copied(file)).toContain('SHANGHAI')
    expect(copied(file)).toMatch(/[\u4e00-\u9fff]{2}/)
    const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(run('pdfinfo', file))
    expect(Number(size?.[1])).toBeCloseTo(sizes[paper][0], 0)
    expect(Number(size?.[2])).toBeCloseTo(sizes[paper][1], 0)
  })
})

describe.each(paperTypes.map((type) => [type.type, type] as const))('%s', (name, type) => {
  test('is sound, gives the same bytes again, and copies out as it reads', async () => {
    const file = join(folder, `${name}.pdf`)
    const description = type.layout(type.sample, { languages: ['en', 'zh'], paper: 'A4' })
    const bytes = await printPaper(description)
    writeFileSync(file, bytes)
    expectSound(file)
    expect(Buffer.from(await printPaper(type.layout(type.sample, { languages: ['en', 'zh'], paper: 'A4' }))).equals(Buffer.from(bytes))).toBe(true)
    const text = copied(file).replace(/\s+/g, '')
    const chinese = description.pages.flatMap((page) => page.items.flatMap((item) => (item.kind === 'text' && item.face === 'han' ? [item.text.replace(/\s+/g, '')] : [])))
    for (const run of chinese) expect(text).toContain(run)
  })
})

test('a commercial invoice carries its data', async () => {
  const file = join(folder, 'invoice.pdf')
  writeFileSync(file, await printPaper((paperType('commercial-invoice') as (typeof paperTypes)[number]).layout(shipment, { languages: ['en'], paper: 'A4' })))
  run('pdfdetach', '-saveall', '-o', folder, file)
  expect(JSON.parse(readFileSync(join(folder, 'invoice.json'), 'utf8'))).toMatchObject({ format: 'mendunia-invoice', version: 1, total: '5985.27' })
  expect(readFileSync(join(folder, 'invoice.xml'), 'utf8')).toContain('<cbc:ID>INV/2026/10/A-0042</cbc:ID>')
})
