import type { PageDescription } from '../page/description.ts'
import type { Sheet } from '../page/sheet.ts'
import type { PageItem } from '../page/description.ts'
import { printable } from '../page/text.ts'
import type { LayoutOptions } from '../types.ts'
import { word } from '../words/index.ts'

const tags = { id: 'id-ID', en: 'en-GB', zh: 'zh-Hans-CN' } as const

/** The finished description from the items of each page. */
export function describe(
  input: { title: string, number: string, author: string, date: string, sheet: Sheet, options: LayoutOptions, pages: readonly PageItem[][] },
): PageDescription {
  const { options, sheet } = input
  const draft = options.draft === true
  return {
    title: printable([input.title, input.number].filter((part) => part !== '').join(' ')),
    author: printable(input.author),
    subject: printable(input.title),
    language: tags[options.languages[0]],
    date: input.date,
    paper: sheet.paper,
    width: Math.round(sheet.width * 100) / 100,
    height: Math.round(sheet.height * 100) / 100,
    watermark: draft ? [...new Set(options.languages.map((language) => word('draft', language)))].join(' ') : null,
    pages: input.pages.map((items) => ({ items })),
  }
}

/** `commercial-invoice-INV-2026-10-A-0042`, or the type alone; every character that a file system refuses becomes `-`. */
export function fileNameOf(type: string, number: string | undefined): string {
  const part = (number ?? '').trim().replace(/[/\\:*?"<>|\s\p{C}]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '')
  return part === '' ? `${type}.pdf` : `${type}-${part}.pdf`
}
