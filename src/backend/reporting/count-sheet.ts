import en from '../../locales/en/stock.json' with { type: 'json' }
import id from '../../locales/id/stock.json' with { type: 'json' }
import zh from '../../locales/zh-Hans/stock.json' with { type: 'json' }
import type { PageDescription } from '../../paperwork/page/description.ts'
import { type Pen, newPen } from '../../paperwork/page/pen.ts'
import { fitText } from '../../paperwork/page/text.ts'
import { spellPeriod } from './spelling.ts'
import type { ReportLanguage } from './words.ts'

const words = { id: id.sheet, en: en.sheet, zh: zh.sheet } as const
const languageTags: Readonly<Record<ReportLanguage, string>> = { id: 'id', en: 'en', zh: 'zh-Hans' }

const millimetre = 72 / 25.4
const width = 210 * millimetre
const height = 297 * millimetre
const margin = 15 * millimetre
const rowHeight = 20
const size = 9
/** Left edges: number, code, name, unit, counted, note. */
const columns = [0, 24, 104, 300, 344, 430].map((offset) => margin + offset)
/** Lines for goods that nobody expected there. */
const emptyRows = 6

export interface CountSheet {
  readonly company: string
  readonly warehouse: string
  readonly date: string
  readonly goods: readonly { readonly code: string; readonly name: string; readonly unit: string }[]
}

/** A list to count by: what should lie in a warehouse, with room to write, and without the book's figures. */
export function countSheetDescription(sheet: CountSheet, language: ReportLanguage): PageDescription {
  const text = words[language]
  const [left = 0, code = 0, name = 0, unit = 0, counted = 0, note = 0] = columns
  const right = width - margin
  const bottom = height - margin - 60
  const pens: Pen[] = []
  let pen = newPen()
  let y = 0

  const newPage = (): void => {
    pen = newPen()
    pens.push(pen)
    y = margin
    pen.text(margin, y + 10, sheet.company, { size: 9.5, bold: true })
    pen.text(margin, y + 30, text.title, { size: 14, bold: true })
    pen.text(margin, y + 46, `${sheet.warehouse} · ${spellPeriod({ asOf: sheet.date }, language)}`, { size, ink: 'label' })
    y += 62
    for (const [at, heading] of [[left, '#'], [code, text.code], [name, text.name], [unit, text.unit], [counted, text.counted], [note, text.note]] as const) pen.text(at, y + 9, heading, { size: 8, bold: true })
    y += 14
    pen.horizontal(margin, right, y, 0.8, 'ink')
  }
  const row = (number: string, good: CountSheet['goods'][number] | null): void => {
    if (y + rowHeight > bottom) newPage()
    pen.text(left, y + 13.5, number, { size, ink: 'label' })
    if (good) {
      pen.text(code, y + 13.5, fitText(good.code, name - code - 6, size, true), { size, bold: true })
      pen.text(name, y + 13.5, fitText(good.name, unit - name - 6, size), { size })
      pen.text(unit, y + 13.5, fitText(good.unit, counted - unit - 6, size), { size })
    }
    // The place to write in: a line that is heavier than the row's own.
    pen.horizontal(counted, note - 10, y + rowHeight - 3, 0.8, 'ink')
    y += rowHeight
    pen.horizontal(margin, right, y, 0.25)
  }

  newPage()
  for (const [index, good] of sheet.goods.entries()) row(String(index + 1), good)
  for (let index = 0; index < emptyRows; index += 1) row('', null)
  for (const [index, page] of pens.entries()) {
    const foot = height - margin
    page.text(margin, foot - 22, `${text.countedBy} ______________________`, { size })
    page.text(width / 2, foot - 22, `${text.checkedBy} ______________________`, { size })
    page.right(right, foot, `${index + 1} / ${pens.length}`, { size: 7, ink: 'label' })
  }
  return {
    title: `${text.title} · ${sheet.warehouse} · ${sheet.date}`, author: sheet.company, subject: text.title, language: languageTags[language], date: sheet.date, paper: 'A4', width, height, watermark: null,
    pages: pens.map((page) => ({ items: page.items })),
  }
}
