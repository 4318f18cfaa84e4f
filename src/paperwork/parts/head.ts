import { type ShipmentData, destinationCountry, isExport, transportDocument, transportKind } from '../../core/shipment/index.ts'
import { formatDate } from '../format.ts'
import { type Pen, fineRule, fittedStyle, type as sizes } from '../page/pen.ts'
import { type Sheet, gridX } from '../page/sheet.ts'
import { fitText, printable, textWidth } from '../page/text.ts'
import type { CopyMark, Language, Languages, LayoutOptions } from '../types.ts'
import { codeNames, label, word } from '../words/index.ts'
import { type BandColumn, type Box, bandHeight, boxOf, boxPad, drawBand, drawBox } from './band.ts'
import { buyerBox, consigneeBoxes, notifyBox, sellerBox } from './parties.ts'

/** Title, number and date: what the head of every paper shows on the right. */
export interface TitleInput {
  readonly data: ShipmentData
  readonly options: LayoutOptions
  /** Title by language of the paper, first language first. */
  readonly titles: readonly string[]
  readonly number: string
  readonly date: string
}

/** What the head of a shipping paper shows. @source UN Layout Key (UNECE recommendation 1): parties left, references right */
export interface HeadInput extends TitleInput {
  /** Four boxes under the number. */
  readonly references: readonly [Box, Box, Box, Box]
  readonly terms: Box
  /** Two boxes under the terms. */
  readonly last: readonly [Box, Box]
}

const titleHeight = 24
const numberHeight = 24
const half = 35 * gridX

/** Height of the whole first head, so that the page can be planned before it is drawn. */
export function headOf(input: HeadInput): { height: number, draw: (pen: Pen, sheet: Sheet, y: number, page: number, pages: number) => number } {
  const { data, options } = input
  const { languages } = options
  const seller = sellerBox(data, languages, half)
  const { consignee, buyer } = consigneeBoxes(data, languages, half)
  const cell = (box: Box, share = 0.5): { box: Box, share: number } => ({ box, share })
  const columns = (sheet: { left: number, middle: number }): BandColumn[][] => {
    const [one, two, three, four] = input.references
    if (!isExport(data)) return domesticBands(input, sheet, seller, buyerBox(data, languages, half))
    return [
      [
        { x: sheet.left, width: half, rows: [{ min: 8, boxes: [cell(seller, 1)] }] },
        {
          x: sheet.middle, width: half,
          rows: [
            { min: (titleRows(input) + numberHeight) / 12, boxes: [cell({ label: '', lines: [] }, 1)] },
            { min: 2, boxes: [cell(one), cell(two)] }, { min: 2, boxes: [cell(three), cell(four)] },
          ],
        },
      ],
      [
        { x: sheet.left, width: half, rows: [{ min: 6, boxes: [cell(consignee, 1)] }] },
        { x: sheet.middle, width: half, rows: [{ min: 6, boxes: [cell(buyer, 1)] }] },
      ],
      [
        { x: sheet.left, width: half, rows: [{ min: 3, boxes: [cell(notifyBox(data, languages, half), 1)] }, ...transportRows(data, languages)] },
        {
          x: sheet.middle, width: half,
          rows: [
            { min: 2, boxes: [cell(countryBox('origin', originsOf(data), languages)), cell(countryBox('destination', [destinationCountry(data)], languages))] },
            { min: 3, boxes: [cell(input.terms, 1)] },
            { min: 2, boxes: [cell(input.last[0]), cell(input.last[1])] },
          ],
        },
      ],
    ]
  }
  const height = columns({ left: 0, middle: half }).reduce((total, band) => total + bandHeight(band), 0)
  return {
    height,
    draw: (pen, sheet, y, page, pages) => {
      let at = y
      for (const band of columns(sheet)) at = drawBand(pen, sheet, at, band)
      pen.horizontal(sheet.left, sheet.right, y, fineRule, 'ink')
      drawTitle(pen, sheet, y, input, page, pages)
      return at
    },
  }
}

/** A sale at home has no ports, countries and transport documents: seller, buyer, terms and two references are its head. */
function domesticBands(input: HeadInput, sheet: { left: number, middle: number }, seller: Box, buyer: Box): BandColumn[][] {
  const [one, two] = input.references
  return [
    [
      { x: sheet.left, width: half, rows: [{ min: 6, boxes: [{ box: seller, share: 1 }] }] },
      {
        x: sheet.middle, width: half,
        rows: [
          { min: (titleRows(input) + numberHeight) / 12, boxes: [{ box: { label: '', lines: [] }, share: 1 }] },
          { min: 2, boxes: [{ box: one, share: 0.5 }, { box: two, share: 0.5 }] },
        ],
      },
    ],
    [
      { x: sheet.left, width: half, rows: [{ min: 5, boxes: [{ box: buyer, share: 1 }] }] },
      { x: sheet.middle, width: half, rows: [{ min: 3, boxes: [{ box: input.terms, share: 1 }] }, { min: 2, boxes: [{ box: input.last[0], share: 1 }] }] },
    ],
  ]
}

/** The head of a letter or a form: the house on the left, title, number and date on the right. */
export function letterHeadOf(input: TitleInput): { height: number, draw: (pen: Pen, sheet: Sheet, y: number, page: number, pages: number) => number } {
  const seller = sellerBox(input.data, input.options.languages, half)
  const band = (sheet: { left: number, middle: number }): BandColumn[] => [
    { x: sheet.left, width: half, rows: [{ min: 5, boxes: [{ box: seller, share: 1 }] }] },
    { x: sheet.middle, width: half, rows: [{ min: (titleRows(input) + numberHeight) / 12, boxes: [{ box: { label: '', lines: [] }, share: 1 }] }] },
  ]
  return {
    height: bandHeight(band({ left: 0, middle: half })),
    draw: (pen, sheet, y, page, pages) => {
      const bottom = drawBand(pen, sheet, y, band(sheet))
      pen.horizontal(sheet.left, sheet.right, y, fineRule, 'ink')
      pen.horizontal(sheet.left, sheet.right, bottom, fineRule, 'ink')
      drawTitle(pen, sheet, y, input, page, pages)
      return bottom
    },
  }
}

/** The short head of every further page: whose paper, which, and where in it. @returns the y below it */
export const continuationHeight = 30

export function drawContinuation(pen: Pen, sheet: Sheet, y: number, input: TitleInput, page: number, pages: number): number {
  const language = input.options.languages[0]
  const reference = [input.number, formatDate(input.date, language), pageText(page, pages, language)].filter((text) => text !== '').join(' · ')
  const width = textWidth(reference, 8)
  const title = input.titles.join(' ')
  pen.horizontal(sheet.left, sheet.right, y, fineRule, 'ink')
  pen.text(sheet.left + 2, y + 11, fitText(input.data.company?.sellerName ?? '', sheet.inner - width - 20, 9, true), sizes.strong)
  pen.text(sheet.left + 2, y + 21.5, title, sizes.small)
  pen.right(sheet.right - 2, y + 11, reference, { size: 8 })
  return y + continuationHeight
}

/** Both titles on one line if they fit beside the copy mark, else the second below the first. */
function titlesFitOneLine(input: TitleInput): boolean {
  const [first = '', second] = input.titles
  if (second === undefined) return true
  return textWidth(first.toUpperCase(), sizes.title.size, true) + 8 + textWidth(second, 12, true) <= half - 12
}

function titleRows(input: TitleInput): number {
  return titlesFitOneLine(input) ? titleHeight : titleHeight + 12
}

function drawTitle(pen: Pen, sheet: Sheet, y: number, input: TitleInput, page: number, pages: number): void {
  const [first = '', second] = input.titles
  const language = input.options.languages[0]
  const x = sheet.middle + 6
  const room = half - 12
  const title = fittedStyle(first.toUpperCase(), room, sizes.title)
  pen.text(x, y + 17.5, first.toUpperCase(), title)
  if (second !== undefined) {
    if (titlesFitOneLine(input)) pen.text(x + textWidth(first.toUpperCase(), title.size, true) + 8, y + 17.5, second, { size: 12, bold: true })
    else pen.text(x, y + 30, second, fittedStyle(second, room, sizes.subtitle))
  }
  drawCopyMark(pen, sheet, y, input.options)
  const top = y + titleRows(input)
  pen.horizontal(sheet.middle, sheet.right, top)
  const shares = [0.42, 0.34, 0.24]
  const boxes: Box[] = [
    { label: label('number', input.options.languages), lines: [] }, { label: label('date', input.options.languages), lines: [] },
    { label: label('page', input.options.languages), lines: [] },
  ]
  const values = [input.number === '' ? '-' : input.number, input.date === '' ? '-' : formatDate(input.date, language), pageText(page, pages, language, true)]
  let left = sheet.middle
  for (const [index, box] of boxes.entries()) {
    const width = (shares[index] ?? 0) * half
    if (index > 0) pen.vertical(left, top, top + numberHeight)
    drawBox(pen, left, top, box, width)
    pen.text(left + 4, top + 19.5, values[index] ?? '', fittedStyle(values[index] ?? '', width - 6, index === 0 ? sizes.strong : sizes.value))
    left += width
  }
}

function pageText(page: number, pages: number, language: Language, bare = false): string {
  const text = word('pageOf', language).replace('{n}', String(page)).replace('{m}', String(pages))
  return bare || language === 'zh' ? text : `${word('page', language)} ${text}`
}

function copyMarkText(mark: CopyMark | undefined, languages: Languages): string {
  if (mark === undefined) return ''
  const number = mark.number === undefined ? '' : mark.of === undefined ? ` ${mark.number}` : ` ${mark.number}/${mark.of}`
  return `${word(mark.kind, languages[0])}${number}`
}

/** Above the frame at the right end, in the line of the title. */
function drawCopyMark(pen: Pen, sheet: Sheet, y: number, options: LayoutOptions): void {
  const text = copyMarkText(options.copyMark, options.languages)
  if (text !== '') pen.right(sheet.right, y - 4, text, { size: 7.5, bold: true })
}

function originsOf(data: ShipmentData): string[] {
  return [...new Set((data.lines ?? []).map((line) => line.countryOrigin ?? ''))].filter((code) => code !== '')
}

function countryBox(key: 'origin' | 'destination', codes: readonly string[], languages: Languages): Box {
  const text = codes.length > 2 ? codes.join(', ') : codes.map((code) => codeNames('countries', code, languages)).join(', ')
  return boxOf(label(key, languages), [text], half / 2)
}

function transportRows(data: ShipmentData, languages: Languages): { min: number, boxes: { box: Box, share: number }[] }[] {
  const shipment = data.shipment ?? {}
  const kind = transportKind(data)
  const air = kind === 'air' || kind === 'courier'
  const means = air ? shipment.flight : [shipment.vessel, shipment.voyage].filter((part) => part !== undefined).join(' ')
  const port = (code: string | undefined): string => codeNames('ports', code, languages)
  const box = (key: Parameters<typeof label>[0], ...texts: (string | undefined)[]): { box: Box, share: number } =>
    ({ box: boxOf(label(key, languages), texts, half / 2), share: 0.5 })
  return [
    {
      min: 2,
      boxes: [
        box(kind === null || kind.startsWith('sea') ? 'vesselSea' : air ? 'vesselAir' : 'vesselOther', ...withDate(means, shipment.etd, languages[0])),
        box(air ? 'airportLoading' : 'portLoading', port(shipment.portLoading)),
      ],
    },
    {
      min: 2,
      boxes: [
        box(air ? 'airportDischarge' : 'portDischarge', port(shipment.portDischarge)),
        // The place of an E or F term is where the goods begin their way.
        box('finalDestination', shipment.finalDestination !== undefined ? port(shipment.finalDestination) : /^[EF]/.test(data.incoterm ?? '') ? port(shipment.portDischarge) : data.incotermPlace),
      ],
    },
  ]
}

/** `QT-PO-26-0731, 31 Jul 2026` on one line, or the date below the number: a date is never torn. */
function withDate(text: string | undefined, date: string | undefined, language: Language): string[] {
  const parts = [text ?? '', date === undefined ? '' : formatDate(date, language)].filter((part) => part !== '')
  const line = parts.join(', ')
  return textWidth(printable(line), 7) <= half / 2 - 2 * boxPad ? [line] : parts
}

export function transportDocumentBox(data: ShipmentData, languages: Languages): Box {
  const { kind, no, date } = transportDocument(data)
  return boxOf(label(kind === 'awb' ? 'transportDocAwb' : 'transportDocBl', languages), withDate(no, date, languages[0]), half / 2)
}

export function referenceBox(key: Parameters<typeof label>[0], no: string | undefined, date: string | undefined, languages: Languages): Box {
  return boxOf(label(key, languages), withDate(no, date, languages[0]), half / 2)
}

export const halfWidth = half
