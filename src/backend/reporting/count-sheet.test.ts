import { describe, expect, it } from 'vitest'
import { printPaper } from '../printing/index.ts'
import { countSheetDescription } from './count-sheet.ts'

const goods = Array.from({ length: 60 }, (_, index) => ({ code: `RC-${100 + index}`, name: index === 0 ? '藤餐椅 Kursi rotan dengan nama yang panjang sekali sampai tidak muat di kolomnya' : `Kursi rotan ${index}`, unit: 'pcs' }))
const sheet = { company: 'CV Rotan Samudra', warehouse: 'UTAMA Gudang Plered', date: '2026-11-24', goods }
const textsOf = (description: ReturnType<typeof countSheetDescription>): string[] => description.pages.flatMap((page) => page.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])))

describe('the count sheet', () => {
  it('lists every good once, over as many pages as it takes, each with its heading and page number', () => {
    const description = countSheetDescription(sheet, 'id')
    const texts = textsOf(description)
    expect(description.pages.length).toBe(3)
    for (const good of goods) expect(texts.filter((text) => text === good.code)).toHaveLength(1)
    expect(texts.filter((text) => text === 'Lembar hitung stok')).toHaveLength(3)
    expect(texts).toContain('3 / 3')
  })

  it('stays inside the sheet', () => {
    for (const page of countSheetDescription(sheet, 'zh').pages) {
      for (const item of page.items) {
        if (item.kind !== 'text') continue
        expect(item.x).toBeGreaterThanOrEqual(0)
        expect(item.y).toBeLessThanOrEqual(297 * (72 / 25.4))
      }
    }
  })

  it('prints, also for a warehouse in which nothing lies', async () => {
    const bytes = await printPaper(countSheetDescription({ ...sheet, goods: [] }, 'en'))
    expect(Buffer.from(bytes.slice(0, 5)).toString('latin1')).toBe('%PDF-')
  })
})
