import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import rattan from '../../../test/fixtures/shipments/shipment-rattan-lcl-shanghai.json' with { type: 'json' }
import type { ShipmentData } from '../../core/shipment/index.ts'
import { paperTypes } from '../registry.ts'
import type { Languages } from '../types.ts'
import type { PageDescription, TextItem } from './description.ts'
import { paginate } from './table.ts'
import { splitRuns, textWidth, wrapText } from './text.ts'

const text = fc.string({ unit: fc.constantFrom(...'abcdefg ABC 12345 ,.-/()“” 中文字符，。（）《》'), maxLength: 80 })

describe('text', () => {
  it('breaks into lines that fit and loses nothing', () => {
    fc.assert(fc.property(text, fc.integer({ min: 30, max: 300 }), (content, width) => {
      const lines = wrapText(content, width, 9)
      for (const line of lines) expect(textWidth(line, 9) <= width || [...line].length === 1).toBe(true)
      expect(lines.join('').replace(/\s/g, '')).toBe(content.normalize('NFC').replace(/\s/g, ''))
    }))
  })

  it('cuts into runs that join to the same text', () => {
    fc.assert(fc.property(text, (content) => { expect(splitRuns(content).map((run) => run.text).join('')).toBe(content) }))
  })

  it('gives Chinese its own font and keeps a figure with its unit', () => {
    expect(splitRuns('Shanghai 上海 PO 1').map((run) => `${run.face}:${run.text}`)).toEqual(['latin:Shanghai ', 'han:上海 ', 'latin:PO 1'])
    expect(wrapText('Dried husk 100 g', textWidth('Dried husk 100', 9) + 1, 9)).toEqual(['Dried husk', '100 g'])
  })
})

describe('pages of a table', () => {
  it('hold every row once, in order, within their room, and leave two rows for the totals', () => {
    const rows = fc.array(fc.integer({ min: 12, max: 60 }), { minLength: 1, maxLength: 120 })
    fc.assert(fc.property(rows, fc.integer({ min: 0, max: 400 }), (heights, firstRoom) => {
      const input = { heights, firstRoom, otherRoom: 640, carry: 18, tail: 200 }
      const pages = paginate(input)
      expect(pages.flatMap((page) => Array.from({ length: page.to - page.from }, (_, index) => page.from + index))).toEqual(heights.map((_, index) => index))
      for (const [index, page] of pages.entries()) {
        const used = heights.slice(page.from, page.to).reduce((a, b) => a + b, 0)
        const room = (index === 0 ? firstRoom : 640) - (page.from > 0 ? 18 : 0)
        expect(used + (index === pages.length - 1 ? 200 : page.to > page.from ? 18 : 0)).toBeLessThanOrEqual(room)
      }
      const last = pages.at(-1)
      if (pages.length > 1 && last && heights.length > 2) expect(last.to - last.from).toBeGreaterThanOrEqual(2)
    }), { numRuns: 300 })
  })
})

const home: ShipmentData = {
  company: {
    sellerName: 'CV Anyam Rotan Samudra Nusantara Jaya Abadi Sentosa Makmur Bersama Keluarga Besar', country: 'ID', signName: 'Raden Roro Sri Wahyuningsih Kusumawardhani',
    sellerAddress: ['Jl. Raya Tegalwangi No. 218, Weru, Kabupaten Cirebon 45154, Jawa Barat, lantai dua di belakang pasar'],
    bank: { name: 'Bank Contoh Nusantara Sejahtera Abadi, Kantor Cabang Pembantu Tegalwangi Weru Cirebon Barat', holder: 'CV Anyam Rotan Samudra', account: '1' },
  },
  buyer: { name: 'PT Toko Contoh', country: 'ID', address: ['Jakarta'], taxId: '0011223344556000' }, currency: 'IDR', taxBase: '9166667.00', taxAmount: '1100000.00',
  freeText: 'Barang yang sudah dibeli tidak dapat dikembalikan. '.repeat(6), lines: [{ sku: 'RC-01', descriptionId: 'Kursi', quantity: '10', unit: 'pcs', unitPrice: '1000000' }],
}
const languages: Languages[] = [['en'], ['id'], ['zh'], ['en', 'zh'], ['id', 'en']]

describe('a paper', () => {
  it.each(paperTypes.map((type) => [type.type, type] as const))('%s has no two texts over each other and nothing outside its margins', (_name, type) => {
    const long = structuredClone(rattan) as unknown as { -readonly [K in keyof ShipmentData]: ShipmentData[K] }
    const lines = long.lines ?? []
    long.lines = Array.from({ length: 37 }, (_, index) => ({
      ...lines[index % lines.length], ...(index % 5 === 0 ? { descriptionEn: 'Hand-woven rattan lounge chair with a very long description, natural finish, waxed, with two cushions of unbleached cotton '.repeat(2) } : {}),
    }))
    // A form's rows do not depend on the sheet; the papers with a layout of their own are tried on each.
    const sheets = type.boxes === undefined && type.type !== 'carton-label' ? ['A4', 'F4', 'Letter'] as const : ['Letter'] as const
    for (const data of [rattan as unknown as ShipmentData, ...(type.type === 'carton-label' ? [] : [long as ShipmentData]), type.sample, {}, home]) {
      for (const paper of sheets) {
        for (const chosen of languages) expectClean(type.layout(data, { languages: chosen, paper }), type.type === 'carton-label')
      }
    }
  })
})

/** @param label  four labels fill a sheet to its edges */
function expectClean(description: PageDescription, label: boolean): void {
  const [left, right, bottom] = label ? [14, 14, 14] : [50, 28, 36]
  for (const page of description.pages) {
    const texts = page.items.filter((item) => item.kind === 'text')
    const boxes = texts.map((item) => ({ item, left: item.x, right: item.x + textWidth(item.text, item.size, item.bold), top: item.y - item.size * 0.72, bottom: item.y + item.size * 0.2 }))
    for (const box of boxes) {
      expect(box.left, box.item.text).toBeGreaterThan(left)
      expect(box.right, box.item.text).toBeLessThan(description.width - right)
      expect(box.bottom, box.item.text).toBeLessThan(description.height - bottom)
    }
    boxes.sort((a, b) => a.top - b.top)
    for (const [index, box] of boxes.entries()) {
      for (let next = index + 1; next < boxes.length; next += 1) {
        const other = boxes[next]
        if (!other || other.top >= box.bottom) break
        const over = Math.min(box.right, other.right) - Math.max(box.left, other.left)
        if (over > 0.5 && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 0.3) throw new Error(`"${show(box.item)}" lies over "${show(other.item)}"`)
      }
    }
  }
}

function show(item: TextItem): string {
  return `${item.text} @${item.x},${item.y}`
}
