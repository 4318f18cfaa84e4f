// Our papers as programs of other people read them: qpdf checks the file, poppler its text, fonts and page sizes. Run by `.ci/run`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printPaper } from '../src/backend/printing/index.ts'
import type { ShipmentData } from '../src/core/shipment/index.ts'
import { type PaperSize, paperTypes } from '../src/paperwork/index.ts'
import rattan from './fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }

const shipment = rattan as unknown as ShipmentData
const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8' })

let folder = ''
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'mendunia-papers-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Paper sizes in points, as poppler prints them. */
const sizes: Record<PaperSize, [width: number, height: number]> = { A4: [595.28, 841.89], F4: [609.45, 935.43], Letter: [612, 792] }

describe.each(paperTypes.map((type) => [type.type, type] as const))('%s', (name, type) => {
  test.each(Object.keys(sizes) as PaperSize[])('in English and Chinese on %s', async (paper) => {
    const file = join(folder, `${name}-${paper}.pdf`)
    writeFileSync(file, await printPaper(type.layout(shipment, { languages: ['en', 'zh'], paper, copyMark: { kind: 'original', number: 1, of: 3 } })))

    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found')

    const text = run('pdftotext', '-layout', file, '-')
    expect(text).toContain('SHANGHAI')
    expect(text).toMatch(/[\u4e00-\u9fff]{2}/)

    const fonts = run('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts) expect(font).toMatch(/\byes\s+yes\s+yes\b/)

    const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(run('pdfinfo', file))
    expect(Number(size?.[1])).toBeCloseTo(sizes[paper][0], 0)
    expect(Number(size?.[2])).toBeCloseTo(sizes[paper][1], 0)
  })
})
