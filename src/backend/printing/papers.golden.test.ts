import { describe, expect, it } from 'vitest'
import coffee from '../../../test/fixtures/shipments/shipment-coffee-air-tokyo.json' with { type: 'json' }
import rattan from '../../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import type { ShipmentData } from '../../core/shipment/index.ts'
import { type Languages, type PaperSize, paperType, paperTypes } from '../../paperwork/index.ts'
import { pageTexts, printPaper } from './index.ts'

// What the papers say, page by page, as a reader extracts it from the file; and how many pages they take. A change of wording,
// order or page break shows here; the files are in test/golden. `vitest -u` writes them anew, after looking at the pages.

const chairs = rattan as unknown as ShipmentData
const allLanguages: Languages[] = [['en'], ['en', 'zh'], ['id'], ['zh']]
const papers: PaperSize[] = ['A4', 'F4', 'Letter']

function withLines(count: number): ShipmentData {
  const lines = chairs.lines ?? []
  return { ...chairs, lines: Array.from({ length: count }, (_, index) => ({ ...lines[index % lines.length], sku: `R-${String(index + 1).padStart(3, '0')}` })) }
}

const layoutOf = (name: string, data: ShipmentData, languages: Languages, paper: PaperSize): ReturnType<NonNullable<ReturnType<typeof paperType>>['layout']> => {
  const type = paperType(name)
  if (!type) throw new Error(`${name} is not registered`)
  return type.layout(data, { languages, paper, copyMark: { kind: 'original', number: 1, of: 3 } })
}

describe.each(['commercial-invoice', 'packing-list'])('golden: %s', (name) => {
  it('takes these pages for 1, 30 and 200 lines', () => {
    const counts: Record<string, string> = {}
    for (const languages of allLanguages) {
      for (const paper of papers) {
        counts[`${languages.join('+')} ${paper}`] = [1, 30, 200].map((lines) => layoutOf(name, withLines(lines), languages, paper).pages.length).join(' ')
      }
    }
    expect(counts).toMatchSnapshot()
  })

  it.each(allLanguages.map((languages) => [languages.join('+'), languages] as const))('says in %s', async (code, languages) => {
    const pages = await pageTexts(await printPaper(layoutOf(name, chairs, languages, 'A4')))
    await expect(pages.join('\n\n')).toMatchFileSnapshot(`../../../test/golden/${name}.${code}.txt`)
  })

  it.each(papers)('says over several pages of %s', async (paper) => {
    const pages = await pageTexts(await printPaper(layoutOf(name, withLines(30), ['en'], paper)))
    await expect(pages.join('\n\n')).toMatchFileSnapshot(`../../../test/golden/${name}.en.30-lines.${paper}.txt`)
    for (const [index, page] of pages.entries()) expect(page).toContain(`${index + 1} of ${pages.length}`)
  })

  it('says by air under a letter of credit', async () => {
    const pages = await pageTexts(await printPaper(layoutOf(name, coffee as unknown as ShipmentData, ['id', 'en'], 'Letter')))
    await expect(pages.join('\n\n')).toMatchFileSnapshot(`../../../test/golden/${name}.coffee.id+en.txt`)
  })

  it('carries totals from page to page through 200 lines', async () => {
    const pages = await pageTexts(await printPaper(layoutOf(name, withLines(200), ['en', 'zh'], 'A4')))
    const carried = (page: string | undefined, words: string): string[] => new RegExp(`${words} [^0-9−]*((?:[0-9][0-9,.]*\\s?)+)`).exec(page ?? '')?.[1]?.trim().split(/\s+/) ?? []
    for (let index = 1; index < pages.length; index += 1) {
      const left = carried(pages[index - 1], 'Carried forward 转下页')
      const right = carried(pages[index], 'Brought forward 承前页')
      expect(left.length).toBeGreaterThan(0)
      expect(right[0]).toBe(left[0])
      expect(pages[index]).toContain(`Page ${index + 1} of ${pages.length}`)
    }
  })
})

describe.each(paperTypes.filter(({ type }) => type !== 'commercial-invoice' && type !== 'packing-list').map((type) => [type.type, type] as const))('golden: %s', (name, type) => {
  it('says of its sample in its own languages', async () => {
    const pages = await pageTexts(await printPaper(type.layout(type.sample, { languages: type.languages, paper: 'A4' })))
    await expect(pages.join('\n\n')).toMatchFileSnapshot(`../../../test/golden/papers/${name}.${type.languages.join('+')}.txt`)
  })
})
