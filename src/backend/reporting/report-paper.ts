import type { ReportColumn, ReportRow, ReportTable } from '../../core/report-layout/index.ts'
import type { PageDescription } from '../../paperwork/page/description.ts'
import { type Pen, hairline, newPen } from '../../paperwork/page/pen.ts'
import { fitText, textWidth } from '../../paperwork/page/text.ts'
import { placesOf, spellCell, spellPeriod, spellPeriods } from './spelling.ts'
import { type ReportLanguage, reportText } from './words.ts'

const millimetre = 72 / 25.4
const margin = 15 * millimetre
const size = 8
const rowHeight = 13
const headHeight = 16
const gap = 8

const languageTags: Readonly<Record<ReportLanguage, string>> = { id: 'id', en: 'en', zh: 'zh-Hans' }

/**
 * The report as a paper: A4, sideways where it has many columns; title and headings on every page, page numbers at the foot,
 * a section's heading never alone at the bottom.
 * @param about who it belongs to and the date that the file carries
 */
export function toPdfDescription(table: ReportTable, language: ReportLanguage, about: { readonly company: string; readonly date: string }): PageDescription {
  const [width, height] = table.wide ? [297 * millimetre, 210 * millimetre] : [210 * millimetre, 297 * millimetre]
  const places = placesOf(table)
  const texts = table.rows.map((row) => table.columns.map((column) => spellCell(row.cells[column.id], places, language)))
  const widths = columnWidths(table, texts, width - 2 * margin)
  const bottom = height - margin - 14
  const pens: Pen[] = []
  let pen = newPen()
  let y = 0

  const newPage = (): void => {
    pen = newPen()
    pens.push(pen)
    y = margin
    if (pens.length === 1) {
      pen.text(margin, y + 10, about.company, { size: 9.5, bold: true })
      y += 18
      pen.text(margin, y + 12, table.title, { size: 14, bold: true })
      y += 20
    } else {
      pen.text(margin, y + 10, fitText(`${about.company} · ${table.title}`, width - 2 * margin, 8), { size: 8, ink: 'label' })
      y += 14
    }
    pen.text(margin, y + 8, `${spellPeriods(table, language)} · ${reportText(language, 'currencyNote', { currency: table.currency })}`, { size: 7.5, ink: 'label' })
    y += 18
    eachColumn(table.columns, widths, (column, left, cellWidth) => {
      write(pen, column, left, cellWidth, y + 10, column.heading, true)
    })
    y += headHeight
    pen.horizontal(margin, width - margin, y, 0.6, 'ink')
  }

  newPage()
  for (const [index, row] of table.rows.entries()) {
    const needed = row.kind === 'section' ? rowHeight * 3 + 6 : rowHeight + (row.kind === 'total' ? 6 : 0)
    if (y + needed > bottom) newPage()
    if (row.kind === 'section' && index > 0) y += 6
    drawRow(pen, table, row, texts[index] ?? [], widths, y, width)
    y += rowHeight + (row.kind === 'total' ? 4 : 0)
  }
  if (table.rows.length === 0) pen.text(margin, y + 14, reportText(language, 'empty'), { size })
  for (const [index, page] of pens.entries()) {
    page.right(width - margin, height - margin, reportText(language, 'page', { page: index + 1, pages: pens.length }), { size: 7, ink: 'label' })
  }
  return {
    title: `${table.title} · ${spellPeriod(table.period, language)}`, author: about.company, subject: table.title, language: languageTags[language], date: about.date, paper: 'A4', width, height, watermark: null,
    pages: pens.map((page) => ({ items: page.items })),
  }
}

function drawRow(pen: Pen, table: ReportTable, row: ReportRow, texts: readonly string[], widths: readonly number[], y: number, width: number): void {
  const bold = row.kind !== 'line' && row.kind !== 'opening'
  if (row.kind === 'section') {
    pen.text(margin, y + 9.5, fitText(texts.filter((text) => text !== '').join('  '), width - 2 * margin, size, true), { size, bold })
    pen.horizontal(margin, width - margin, y + rowHeight, hairline)
    return
  }
  const summed = row.kind === 'subtotal' || row.kind === 'total'
  eachColumn(table.columns, widths, (column, left, cellWidth, index) => {
    const text = texts[index] ?? ''
    if (text === '') return
    write(pen, column, left, cellWidth, y + 9.5, text, bold)
    if (column.align === 'end' && summed) pen.horizontal(left, left + cellWidth, y, 0.6, 'ink')
    if (column.align === 'end' && row.kind === 'total') {
      pen.horizontal(left, left + cellWidth, y + rowHeight, 0.6, 'ink')
      pen.horizontal(left, left + cellWidth, y + rowHeight + 1.8, 0.6, 'ink')
    }
  })
  if (row.kind === 'line') pen.horizontal(margin, width - margin, y + rowHeight, 0.2)
}

function write(pen: Pen, column: ReportColumn, left: number, cellWidth: number, baseline: number, text: string, bold: boolean): void {
  const fitted = fitText(text, cellWidth, size, bold)
  if (column.align === 'end') pen.right(left + cellWidth, baseline, fitted, { size, bold })
  else pen.text(left, baseline, fitted, { size, bold })
}

function eachColumn(columns: readonly ReportColumn[], widths: readonly number[], draw: (column: ReportColumn, left: number, width: number, index: number) => void): void {
  let left = margin
  for (const [index, column] of columns.entries()) {
    const cellWidth = widths[index] ?? 0
    if (cellWidth > 0) draw(column, left, cellWidth, index)
    left += cellWidth > 0 ? cellWidth + gap : 0
  }
}

/** Figures get what they need, since a cut figure is a wrong one; texts share the rest. An empty column takes no room. */
function columnWidths(table: ReportTable, texts: readonly (readonly string[])[], inner: number): number[] {
  const wanted = table.columns.map((column, index) => {
    const filled = table.rows.map((row, at) => (row.kind === 'section' ? '' : texts[at]?.[index] ?? '')).filter((text) => text !== '')
    if (filled.length === 0) return 0
    return Math.max(textWidth(column.heading, size, true), ...filled.map((text) => textWidth(text, size, true))) + 1
  })
  const gaps = gap * Math.max(0, wanted.filter((width) => width > 0).length - 1)
  const flexible = table.columns.map((column, index) => (column.align === 'start' && (wanted[index] ?? 0) > 0 ? index : -1)).filter((index) => index >= 0)
  const fixed = wanted.reduce((sum, width, index) => (flexible.includes(index) ? sum : sum + width), 0)
  let room = inner - gaps - fixed
  const widths = [...wanted]
  // The narrowest texts first: each takes at most an equal part of what is left.
  const byWidth = [...flexible].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  for (const [position, index] of byWidth.entries()) {
    widths[index] = Math.max(20, Math.min(wanted[index] ?? 0, room / (byWidth.length - position)))
    room -= widths[index] ?? 0
  }
  const main = table.columns.findIndex((column, index) => column.flexible === true && (widths[index] ?? 0) > 0)
  if (main >= 0 && room > 0) widths[main] = (widths[main] ?? 0) + room
  return widths
}
