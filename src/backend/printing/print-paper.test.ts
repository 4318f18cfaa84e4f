import { describe, expect, it } from 'vitest'
import { fontMetrics } from '../../../resources/fonts/build-metrics.ts'
import rattan from '../../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import type { ShipmentData } from '../../core/shipment/index.ts'
import { type PageDescription, paperType } from '../../paperwork/index.ts'
import faces from '../../paperwork/page/font-metrics.json' with { type: 'json' }
import { GlyphMissingError, pageCount, pageImages, pageTexts, printPaper, printPapers } from './index.ts'

const chairs = rattan as unknown as ShipmentData
const describePaper = (data: ShipmentData, draft = false): PageDescription => {
  const type = paperType('commercial-invoice')
  if (!type) throw new Error('commercial-invoice is not registered')
  return type.layout(data, { languages: ['en', 'zh'], paper: 'A4', draft })
}

describe('printing a paper', () => {
  it('gives the same bytes for the same document, dated by it', async () => {
    const first = await printPaper(describePaper(chairs))
    const again = await printPaper(describePaper(chairs))
    expect(Buffer.from(again).equals(Buffer.from(first))).toBe(true)
    expect(Buffer.from(first).toString('latin1')).toContain('D:20261005120000Z')
    expect(pageCount(first)).toBe(1)
  })

  it('embeds only the characters that it prints, in Noto Sans and Noto Sans SC', async () => {
    const pdf = await printPaper(describePaper(chairs))
    const text = Buffer.from(pdf).toString('latin1')
    for (const name of ['NotoSans-Regular', 'NotoSans-Bold', 'NotoSansSC-Regular', 'NotoSansSC-Bold']) expect(text).toMatch(new RegExp(`[A-Z]{6}\\+${name}`))
    expect(pdf.length).toBeLessThan(100_000)
  })

  it('refuses a character that no font has and names it', async () => {
    const printing = printPaper(describePaper({ ...chairs, buyer: { ...chairs.buyer, name: 'Café 카페' } }))
    await expect(printing).rejects.toThrow(GlyphMissingError)
    await expect(printing).rejects.toMatchObject({ code: 'GEN-008', characters: ['카', '페'], params: { character: '카' } })
  })

  it('prints accents, Cyrillic, Greek and rare Chinese characters, and drops control and direction marks', async () => {
    const [text] = await pageTexts(await printPaper(describePaper({ ...chairs, buyer: { ...chairs.buyer, name: 'Zoë\u202e Ωμέγα\t Кафе 陈䶮' } })))
    expect(text).toContain('Zoë')
    expect(text).toContain('Кафе')
    expect(text?.replace(/ /g, '')).toContain('陈䶮')
  })

  it('is PDF/A-3 with a title, paragraphs and tables in reading order, and names its language', async () => {
    const text = Buffer.from(await printPaper(describePaper(chairs))).toString('latin1')
    for (const mark of ['/MarkInfo', '/StructTreeRoot', '/S /H1', '/S /P', '/S /Table', '/S /TR', '/S /TH', '/S /TD', '/Lang (en-GB)', '<pdfaid:part>3</pdfaid:part>', '<pdfaid:conformance>B</pdfaid:conformance>']) expect(text, mark).toContain(mark)
  })

  it('sets several papers in one file, each under its bookmark', async () => {
    const pdf = await printPapers([describePaper(chairs), describePaper(chairs, true)])
    expect(pageCount(pdf)).toBe(2)
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Outlines')
  })

  it('marks a draft behind its text', async () => {
    const [plain] = await pageImages(await printPaper(describePaper(chairs)), 40)
    const [draft] = await pageImages(await printPaper(describePaper(chairs, true)), 40)
    expect(Buffer.from(draft ?? []).equals(Buffer.from(plain ?? []))).toBe(false)
  })

  it('makes one picture a page', async () => {
    const many = { ...chairs, lines: Array.from({ length: 30 }, (_, index) => (chairs.lines ?? [])[index % 6] ?? {}) }
    const pdf = await printPaper(describePaper(many))
    const images = await pageImages(pdf, 50)
    expect(images).toHaveLength(pageCount(pdf))
    for (const image of images) expect(Buffer.from(image.subarray(1, 4)).toString('latin1')).toBe('PNG')
  })
})

describe('the widths that papers are laid out with', () => {
  it('are those of the shipped fonts', () => { expect(faces).toEqual(fontMetrics()) })
})
