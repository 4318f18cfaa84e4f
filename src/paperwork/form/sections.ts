import { type Pen, fineRule, fittedStyle, hairline, type as sizes } from '../page/pen.ts'
import type { Sheet } from '../page/sheet.ts'
import { type CellLine, type Cells, type Column, type TableRow, drawHead, drawRow, gutter, headHeight, leadingOf, rowOf, splitTallRow, wrapCell } from '../page/table.ts'
import { textWidth, wrapText } from '../page/text.ts'
import { type Box, type BandColumn, bandHeight, boxOf, boxPad, drawBand } from '../parts/band.ts'
import { drawBank, footHeight } from '../parts/foot.ts'
import { label } from '../words/index.ts'
import { type Context, valueOf } from './context.ts'
import { boxValue, factLabel, factValue, inLanguage, inLanguages, labelOf, sentence } from './facts.ts'
import type { Block } from './flow.ts'
import { rowTables } from './row-facts.ts'
import { signBlock } from './sign.ts'
import type { BoxSpec, ColumnSpec, RowSource, SectionSpec, Triple } from './spec.ts'

const strong = { size: 8.5, bold: true }
const rowHeightMax = 560

/** The blocks of one section of a form. */
export function sectionBlocks(section: SectionSpec, context: Context, sheet: Sheet, date: string): Block[] {
  switch (section.kind) {
    case 'bands': return withHeading(section.heading, context, section.rows.flatMap((row) => bandBlocks(row, context, sheet)))
    case 'boxes': return withHeading(section.heading, context, boxBlocks(section.boxes, context, sheet))
    case 'items': return withHeading(section.heading, context, itemBlocks(section, context, sheet))
    case 'table': return section.whenAny === true && rowTables[section.of].count(context) === 0 ? [] : withHeading(section.heading, context, tableBlocks(section, context, sheet))
    case 'text': return section.when !== undefined && factValue(section.when, context).text === '' ? [] : textBlocks(section, context, sheet)
    case 'totals': return totalsBlocks(section.rows, context)
    case 'words': return wordsBlocks(section, context, sheet)
    case 'bank': return [{ height: footHeight, draw: (pen, at, y) => { pen.horizontal(at.left, at.right, y, hairline, 'ink'); drawBank(pen, at, y, context.data, context.languages) } }]
    case 'space': return [{ height: section.height, draw: () => undefined }]
    case 'sign': return [signBlock(section, context, date)]
  }
}

function withHeading(heading: Triple | undefined, context: Context, blocks: Block[]): Block[] {
  if (heading === undefined || blocks.length === 0) return blocks
  const text = inLanguages(heading, context.languages)
  return [{ height: 20, keep: true, draw: (pen, sheet, y) => { pen.text(sheet.left + 2, y + 14, text, fittedStyle(text, sheet.inner - 4, sizes.strong)) } }, ...blocks]
}

function bandBlocks(row: readonly BoxSpec[], context: Context, sheet: Sheet): Block[] {
  const shares = row.map((spec) => spec.share ?? 0)
  const left = 1 - shares.reduce((a, b) => a + b, 0)
  const open = shares.filter((share) => share === 0).length
  const boxes = row.map((spec, index): { box: Box, share: number } => {
    const share = shares[index] === 0 ? left / open : shares[index] ?? 0
    const name = inLanguages(labelOf(spec), context.languages)
    const value = boxValue(spec, context)
    const title = spec.no === undefined ? name : `${spec.no} ${name}`
    const lines = value.text.split('\n')
    // Lines of one box keep one size; a single line may be set smaller to stay whole.
    if (lines.length > 1) return { share, box: { label: title, lines: lines.flatMap((line) => wrapCell(line, share * sheet.inner - 2 * boxPad, { size: 8.5 })) } }
    return { share, box: boxOf(title, lines, share * sheet.inner, spec.strong === true ? sizes.strong : sizes.value) }
  })
  return splitBoxes(boxes).map((part) => {
    const column = (at: Sheet): BandColumn[] => [{ x: at.left, width: at.inner, rows: [{ min: 2, boxes: part }] }]
    return {
      height: bandHeight(column(sheet)),
      draw: (pen, at, y) => {
        const bottom = drawBand(pen, at, y, column(at))
        pen.horizontal(at.left, at.right, bottom, hairline, 'ink')
      },
    }
  })
}

/** Boxes with more lines than half a page holds go on in further boxes under the same label. */
function splitBoxes(boxes: readonly { readonly box: Box, readonly share: number }[]): { box: Box, share: number }[][] {
  const parts: { box: Box, share: number }[][] = []
  for (let from = 0; from === 0 || boxes.some(({ box }) => box.lines.length > from); from += linesPerBox) {
    parts.push(boxes.map(({ box, share }) => ({ share, box: { label: box.label, lines: box.lines.slice(from, from + linesPerBox) } })))
  }
  return parts
}

const linesPerBox = 36

/** Columns of a data sheet; the names of the official system get their own only where a section has some. */
function sheetColumns(inner: number, named: boolean): Column[] {
  const widths: [string, number][] = [['no', 34], ['label', named ? 142 : 170], ...(named ? [['name', 104] as [string, number]] : [])]
  const used = widths.reduce((sum, [, width]) => sum + width, 0)
  return [...widths, ['value', inner - used] as [string, number]].map(([key, width]): Column => ({ key, width, align: 'left', head: [] }))
}

interface SheetRow { readonly no: string, readonly name: string, readonly label: Triple, readonly value: string, readonly strong: boolean }

/** Rows of a data sheet: number of the box, its name here and in the official system, the value. */
function sheetRows(rows: readonly SheetRow[], context: Context, sheet: Sheet): Block[] {
  const columns = sheetColumns(sheet.inner, rows.some((row) => row.name !== ''))
  const room = (key: string): number => (columns.find((column) => column.key === key)?.width ?? 0) - gutter
  return rows.flatMap((row) => {
    const cells: Cells = {
      no: row.no === '' ? [] : [{ text: row.no, style: fittedStyle(row.no, room('no') + 4, { size: 8, ink: 'label' }) }],
      label: context.languages.flatMap((language, index) => wrapCell(inLanguage(row.label, language), room('label'), index === 0 ? { size: 8 } : sizes.cellSmall)),
      name: wrapCell(row.name, room('name'), { size: 6.5, ink: 'label' }),
      value: (row.value === '' ? '-' : row.value).split('\n').flatMap((line) => wrapCell(line, room('value'), row.strong ? strong : sizes.cell)),
    }
    return splitTallRow(rowOf(cells), rowHeightMax).map((part) => rowBlock(part, columns))
  })
}

function rowBlock(row: TableRow, columns: readonly Column[]): Block {
  return {
    height: row.height,
    draw: (pen, sheet, y) => {
      drawRow(pen, columns, sheet, y, row.cells)
      pen.horizontal(sheet.left, sheet.right, y + row.height)
    },
  }
}

function boxBlocks(boxes: readonly BoxSpec[], context: Context, sheet: Sheet): Block[] {
  return sheetRows(boxes.map((spec) => ({ no: spec.no ?? '', name: spec.name ?? '', label: labelOf(spec), value: boxValue(spec, context).text, strong: spec.strong === true })), context, sheet)
}

function itemBlocks(section: { readonly of: RowSource, readonly boxes: readonly ColumnSpec[] }, context: Context, sheet: Sheet): Block[] {
  const table = rowTables[section.of]
  const count = table.count(context)
  return Array.from({ length: count }, (_, index) => {
    const sku = valueOf(table.fact('sku', index, context)?.result).text
    const text = `${index + 1} / ${count}${sku === '' ? '' : ` · ${sku}`}`
    const head: Block = {
      height: 16, keep: true,
      draw: (pen, at, y) => {
        pen.text(at.left + 2, y + 11.5, text, strong)
        pen.horizontal(at.left, at.right, y + 16, hairline, 'ink')
      },
    }
    return [head, ...sheetRows(section.boxes.map((column) => ({
      no: column.no ?? '', name: column.name ?? '', label: labelOf(column), value: valueOf(table.fact(column.fact, index, context)?.result).text, strong: false,
    })), context, sheet)]
  }).flat()
}

function tableBlocks(section: { readonly of: RowSource, readonly columns: readonly ColumnSpec[] }, context: Context, sheet: Sheet): Block[] {
  const table = rowTables[section.of]
  const used = section.columns.reduce((sum, column) => sum + (column.width ?? 0), 0)
  const columns = section.columns.map((column, index): Column => ({
    key: column.fact, width: column.width ?? sheet.inner - used, align: column.right === true ? 'right' : 'left', ...(section.columns[index - 1]?.right === true && column.right !== true ? { inset: 6 } : {}),
    head: context.languages.flatMap((language) => wrapText(inLanguage(labelOf(column), language), Math.max((column.width ?? sheet.inner - used) - 3, 20), sizes.head.size)),
  }))
  const head: Block = { height: headHeight(columns), keep: true, draw: (pen, at, y) => drawHead(pen, columns, at, y) }
  const count = table.count(context)
  const sums = section.columns.some((column) => column.sum === true)
  const sumRow = (text: string, to: number): TableRow => rowOf(Object.fromEntries(section.columns.map((column, index): [string, CellLine[]] => {
    const value = column.sum === true ? valueOf(table.sum(column.fact, to, context)).text : ''
    const first = index === labelColumn(section.columns)
    return [column.fact, value !== '' ? wrapCell(value, Math.max((columns[index]?.width ?? 0) - 2, 20), fittedStyle(value, (columns[index]?.width ?? 40) - 4, strong)) : first ? wrapCell(text, roomFrom(index) - gutter, strong) : []]
  })))
  // The word before the sums may run over the columns beside it that have none.
  function roomFrom(index: number): number {
    let room = columns[index]?.width ?? 0
    for (let next = index + 1; next < columns.length && section.columns[next]?.sum !== true && columns[next]?.align !== 'right'; next += 1) room += columns[next]?.width ?? 0
    return room
  }
  const carry = (to: number) => (key: 'carriedForward' | 'broughtForward'): Block => rowBlock(sumRow(label(key, context.languages), to), columns)
  const rows = Array.from({ length: count }, (_, index): Block[] => {
    const cells = Object.fromEntries(section.columns.map((column, at): [string, CellLine[]] => {
      const text = valueOf(table.fact(column.fact, index, context)?.result).text.replace(/^\{(\w+)\}$/, (_whole, name: string) => inLanguages(factLabel(name), context.languages))
      const width = (columns[at]?.width ?? 40) - (column.right === true ? 4 : gutter)
      return [column.fact, (text === '' ? '-' : text).split('\n').flatMap((line, row) => (column.right === true ? [{ text: line, style: fittedStyle(line, width, row === 0 ? sizes.cell : sizes.cellSmall) }] : wrapCell(line, width, row === 0 || context.languages.length > 1 && row === 1 ? sizes.cell : sizes.cellSmall)))]
    }))
    return splitTallRow(rowOf(cells), rowHeightMax).map((row) => ({
      ...rowBlock(row, columns), repeat: head, ...(sums ? { carry: carry(index) } : {}), ...(index >= count - 2 && sums ? { keep: true } : {}),
    }))
  }).flat()
  const empty: Block[] = count > 0 ? [] : [rowBlock(rowOf({ [section.columns[labelColumn(section.columns)]?.fact ?? '']: [{ text: '-', style: sizes.cell }] }), columns)]
  const total: Block[] = !sums ? [] : [{ ...totalBlock(sumRow(label('total', context.languages), count), columns), repeat: head }]
  return [head, ...rows, ...empty, ...total]
}

/** The first column that is not added up and has room for a word. */
function labelColumn(columns: readonly ColumnSpec[]): number {
  const index = columns.findIndex((column) => column.sum !== true && (column.width ?? 100) >= 60)
  return index < 0 ? 0 : index
}

function totalBlock(row: TableRow, columns: readonly Column[]): Block {
  return {
    height: row.height + 3,
    draw: (pen, sheet, y) => {
      pen.horizontal(sheet.left, sheet.right, y, fineRule, 'ink')
      drawRow(pen, columns, sheet, y, row.cells)
      pen.horizontal(sheet.left, sheet.right, y + row.height, hairline, 'ink')
      pen.horizontal(sheet.left, sheet.right, y + row.height + 1.6, hairline, 'ink')
    },
  }
}

function textBlocks(section: Extract<SectionSpec, { kind: 'text' }>, context: Context, sheet: Sheet): Block[] {
  const size = section.size === 'small' ? 7.5 : section.size === 'large' ? 11 : 9
  const style = { size, bold: section.bold === true }
  const leading = leadingOf(style) + 1
  return context.languages.flatMap((language, index) => {
    const text = sentence(inLanguage(section.text, language), { ...context, language, languages: [language] })
    if (index > 0 && text === sentence(inLanguage(section.text, context.languages[0]), { ...context, languages: [context.languages[0]] })) return []
    const lines = text.split('\n').flatMap((line) => wrapText(line, sheet.inner - 8, size, style.bold))
    return lines.map((line, at): Block => ({
      height: leading + (at === lines.length - 1 ? 5 : 0) + (at === 0 ? 3 : 0), ...(section.bold === true ? { keep: true } : {}),
      draw: (pen, on, y) => { pen.text(section.centred === true ? on.left + (on.inner - textWidth(line, size, style.bold)) / 2 : on.left + 2, y + leading - 1 + (at === 0 ? 3 : 0), line, style) },
    }))
  })
}

function totalsBlocks(rows: readonly { readonly fact: string, readonly label?: Triple, readonly strong?: boolean }[], context: Context): Block[] {
  return rows.filter((row) => factValue(row.fact, context).text !== '').map((row, index, all): Block => ({
    height: row.strong === true ? 19 : 13.5, ...(index < all.length - 1 ? { keep: true } : {}),
    draw: (pen: Pen, sheet: Sheet, y: number) => {
      const style = row.strong === true ? sizes.total : sizes.value
      const value = factValue(row.fact, context).text
      const name = inLanguages(labelOf(row), context.languages)
      const left = sheet.middle + 4
      if (row.strong === true) pen.horizontal(left, sheet.right, y + 1, hairline, 'ink')
      pen.text(left, y + (row.strong === true ? 13.5 : 10.5), name, fittedStyle(name, sheet.right - left - 14 - textWidth(value, style.size, row.strong), style))
      pen.right(sheet.right - 2, y + (row.strong === true ? 13.5 : 10.5), value, style)
    },
  }))
}

function wordsBlocks(section: { readonly fact: string, readonly label?: Triple }, context: Context, sheet: Sheet): Block[] {
  const lines = context.languages.flatMap((language) => {
    const text = factValue(section.fact, { ...context, language, languages: [language] }).text
    if (text === '') return []
    const name = inLanguage(labelOf(section), language)
    return wrapText(/^SAY /.test(text) && section.label === undefined ? text : `${name}: ${text}`, sheet.inner - 4, 8.5)
  })
  if (lines.length === 0) return []
  return [{
    height: lines.length * 11.5 + 8,
    draw: (pen, at, y) => {
      for (const [row, text] of lines.entries()) pen.text(at.left + 2, y + 11.5 + row * 11.5, text, { size: 8.5 })
      pen.horizontal(at.left, at.right, y + lines.length * 11.5 + 7)
    },
  }]
}
