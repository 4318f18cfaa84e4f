import type { ShipmentData } from '../../core/shipment/index.ts'
import type { PageDescription } from '../page/description.ts'
import { hairline, type as sizes } from '../page/pen.ts'
import { sheetOf } from '../page/sheet.ts'
import { wrapText } from '../page/text.ts'
import { type TitleInput, continuationHeight, drawContinuation, letterHeadOf } from '../parts/head.ts'
import { describe } from '../parts/paper.ts'
import type { LayoutOptions } from '../types.ts'
import { contextOf } from './context.ts'
import { factValue, inLanguage } from './facts.ts'
import { type Block, flow } from './flow.ts'
import { sectionBlocks } from './sections.ts'
import type { FormSpec } from './spec.ts'

/** Number of a paper: its own, else that of the fact that stands for it. */
export function numberOf(spec: FormSpec, data: ShipmentData): string {
  const own = data.papers?.[spec.paperKey]?.no
  return own ?? (spec.number === undefined ? '' : factValue(spec.number, contextOf(data, ['en'], spec.paperKey)).plain)
}

/** Its date: its own, else the first of the dates that the form names. A paper never takes the clock's. */
export function dateOf(spec: FormSpec, data: ShipmentData): string {
  const own = data.papers?.[spec.paperKey]?.date
  if (own !== undefined && own !== '') return own
  const context = contextOf(data, ['en'], spec.paperKey)
  for (const name of spec.date ?? []) {
    const date = factValue(name, context).plain
    if (date !== '') return date
  }
  return ''
}

/** Page description of a form. */
export function formLayout(spec: FormSpec, data: ShipmentData, options: LayoutOptions): PageDescription {
  const sheet = sheetOf(options.paper)
  const context = contextOf(data, options.languages, spec.paperKey)
  const number = numberOf(spec, data)
  const date = dateOf(spec, data)
  const titles = options.languages.map((language) => inLanguage(spec.title, language))
  const title: TitleInput = { data, options, titles, number, date }
  const head = letterHeadOf(title)
  const blocks: Block[] = [
    ...(spec.notice === undefined ? [] : [noticeBlock(spec.notice, options, sheet.inner)]),
    ...spec.sections.flatMap((section) => sectionBlocks(section, context, sheet, date)),
  ]
  const pages = flow(blocks, sheet, {
    first: { height: head.height + (spec.notice === undefined && spec.sections[0]?.kind === 'bands' ? 0 : 6), draw: (pen, at, page, count) => { head.draw(pen, at, at.top, page, count) } },
    other: { height: continuationHeight + 4, draw: (pen, at, page, count) => { drawContinuation(pen, at, at.top, title, page, count); pen.horizontal(at.left, at.right, at.top + continuationHeight - 2, hairline, 'ink') } },
  })
  const watermark = spec.watermark === undefined ? null : inLanguage(spec.watermark, options.languages[0])
  const description = describe({ title: titles[0] ?? '', number, author: data.company?.sellerName ?? '', date, sheet, options, pages })
  return { ...description, watermark: description.watermark ?? watermark }
}

function noticeBlock(notice: FormSpec['notice'], options: LayoutOptions, inner: number): Block {
  const lines = notice === undefined ? [] : options.languages.flatMap((language) => wrapText(inLanguage(notice, language), inner - 4, 7.5))
  return { height: lines.length * 9.5 + 5, draw: (pen, sheet, y) => { for (const [row, text] of lines.entries()) pen.text(sheet.left + 2, y + 8 + row * 9.5, text, { ...sizes.small, ink: 'label' }) } }
}
