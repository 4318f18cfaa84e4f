import { type Decimal, parseDecimal } from '../../core/money/index.ts'
import { type PackageRow, type ShipmentData, decimalOrNull, packageTotals, shipmentFigures } from '../../core/shipment/index.ts'
import { packagesInWords } from '../amount-in-words.ts'
import { formatDecimal, formatFixed, significantPlaces } from '../format.ts'
import type { PageDescription, PageItem } from '../page/description.ts'
import { fineRule, hairline, newPen, type as sizes } from '../page/pen.ts'
import { sheetOf } from '../page/sheet.ts'
import { type Cells, type Column, type Density, compactDensity, drawHead, drawRow, gutter, headHeight, normalDensity, paginate, rowOf, splitTallRow, wrapCell } from '../page/table.ts'
import { textWidth } from '../page/text.ts'
import { boxOf } from '../parts/band.ts'
import { cargoStripHeight, drawCargoStrip, packagesText, singular, volumeText, weightText } from '../parts/cargo.ts'
import { drawLines, drawSignature, footHeight, signatureWidth, statementLines } from '../parts/foot.ts'
import { goodsCell } from '../parts/goods.ts'
import { type HeadInput, continuationHeight, drawContinuation, halfWidth, headOf, referenceBox, transportDocumentBox } from '../parts/head.ts'
import { describe } from '../parts/paper.ts'
import type { Language, Languages, LayoutOptions } from '../types.ts'
import { codeName, label, labelLines, word } from '../words/index.ts'
import { words } from './words.ts'

const carryHeight = 18
const totalHeight = 22
const strong = { size: 8.5, bold: true }

/** The packing list of a shipment: what lies in which package, how heavy, how large. No prices. Set tighter where that saves a page. */
export function layout(data: ShipmentData, options: LayoutOptions): PageDescription {
  const normal = layoutAt(data, options, normalDensity)
  if (normal.pages.length === 1) return normal
  const compact = layoutAt(data, options, compactDensity)
  return compact.pages.length < normal.pages.length ? compact : normal
}

function layoutAt(data: ShipmentData, options: LayoutOptions, density: Density): PageDescription {
  const { languages } = options
  const language = languages[0]
  const sheet = sheetOf(options.paper)
  const figures = shipmentFigures(data)
  const paper = data.papers?.packingList ?? {}
  const invoice = data.papers?.commercialInvoice
  const titles = languages.map((each) => words[each].title)
  const delivery = data.incoterm === undefined ? '' : [data.incoterm, data.incotermPlace].filter((part) => part !== undefined).join(' ')
  const container = [data.shipment?.containerNo, data.shipment?.containerType, data.shipment?.sealNo].filter((part) => part !== undefined).join(' / ')
  const head: HeadInput = {
    data, options, titles, number: paper.no ?? '', date: paper.date ?? '',
    references: [
      referenceBox('invoiceRef', invoice?.no, invoice?.date, languages),
      referenceBox('buyerOrder', data.order?.buyerOrderNo, data.order?.buyerOrderDate, languages),
      referenceBox('contract', data.order?.contractNo, data.order?.contractDate, languages),
      referenceBox('lc', data.payment?.lc?.no, data.payment?.lc?.date, languages),
    ],
    terms: boxOf(label('container', languages), [container], halfWidth),
    last: [boxOf(label('deliveryTerm', languages), [delivery], halfWidth / 2), transportDocumentBox(data, languages)],
  }
  const headPart = headOf(head)
  const widest = (grams: bigint): number => Math.max(40, textWidth(weightText(grams, language), strong.size, true)) + 8
  const columns = columnsOf(languages, sheet.inner, widest(figures.packages.net), widest(figures.packages.gross))
  const rowsRoom = sheet.bottom - sheet.top - continuationHeight - headHeight(columns) - 2 * carryHeight - 8
  const rows = figures.rows.flatMap((row, index) => splitTallRow(tableRow(row, data, columns, languages, density), rowsRoom, density)
    .map((part, piece) => ({ ...part, row: index, first: piece === 0 })))
  const inWords = figures.packages.packages === 0 ? [] : languages.map((each) => `${word('totalPackages', each).toUpperCase()}: ${packagesInWords(figures.packages.packages, each)}`)
  const byType = Object.keys(figures.packages.byType).length > 1 ? [packagesText(figures.packages.byType, language)] : []
  const statements = statementLines([...inWords, ...byType, ...woodStatements(data, languages), data.freeText], sheet.inner - signatureWidth - 16)
  const foot = Math.max(footHeight, statements.length * 10.5 + 16)
  const tail = totalHeight + foot + 10
  const firstTop = sheet.top + headPart.height + cargoStripHeight(data)
  const room = (top: number): number => sheet.bottom - top - headHeight(columns)
  const plan = paginate({ heights: rows.map((row) => row.height), firstRoom: room(firstTop), otherRoom: room(sheet.top + continuationHeight), carry: carryHeight, tail })
  const pages: PageItem[][] = []
  for (const [index, part] of plan.entries()) {
    const pen = newPen()
    let y = index === 0 ? headPart.draw(pen, sheet, sheet.top, 1, plan.length) : drawContinuation(pen, sheet, sheet.top, head, index + 1, plan.length)
    if (index === 0) y = drawCargoStrip(pen, sheet, y, { data, figures, languages })
    drawHead(pen, columns, sheet, y)
    y += headHeight(columns)
    const sums = (key: Parameters<typeof label>[0], to: number): Cells => {
      const upTo = rows.slice(0, to).filter((row) => row.first).map((row) => figures.rows[row.row]).filter((row) => row !== undefined)
      return sumCells(label(key, languages), upTo, data, language)
    }
    const carry = (key: 'carriedForward' | 'broughtForward', to: number): void => {
      drawRow(pen, columns, sheet, y, sums(key, to))
      y += carryHeight
      pen.horizontal(sheet.left, sheet.right, y, hairline, 'ink')
    }
    if (part.from > 0) carry('broughtForward', part.from)
    for (let row = part.from; row < part.to; row += 1) {
      const each = rows[row]
      if (!each) continue
      drawRow(pen, columns, sheet, y, each.cells, density)
      y += each.height
      if (row < part.to - 1) pen.horizontal(sheet.left, sheet.right, y)
    }
    pen.horizontal(sheet.left, sheet.right, y, index === plan.length - 1 ? fineRule : hairline, 'ink')
    if (index < plan.length - 1) {
      if (part.to > 0) carry('carriedForward', part.to)
    } else {
      drawRow(pen, columns, sheet, y + 1, sums('totalPackages', rows.length))
      pen.horizontal(sheet.left, sheet.right, y + 18.5, hairline, 'ink')
      pen.horizontal(sheet.left, sheet.right, y + 20.1, hairline, 'ink')
      const top = sheet.bottom - foot
      pen.horizontal(sheet.left, sheet.right, top, hairline, 'ink')
      pen.text(sheet.left + 2, top + 8.5, label('statements', languages), sizes.label)
      drawLines(pen, sheet.left + 2, top + 10.5, statements)
      drawSignature(pen, sheet, sheet.bottom - footHeight, data, paper.date ?? '', languages)
      pen.horizontal(sheet.left, sheet.right, sheet.bottom, fineRule, 'ink')
    }
    pages.push(pen.items)
  }
  return describe({ title: titles[0] ?? '', number: paper.no ?? '', author: data.company?.sellerName ?? '', date: paper.date ?? '', sheet, options, pages })
}

function columnsOf(languages: Languages, inner: number, net: number, gross: number): Column[] {
  const fixed: Column[] = [
    { key: 'packages', width: 46, align: 'left', head: labelLines('packageNos', languages) },
    { key: 'kind', width: 56, align: 'left', head: labelLines('packageKind', languages) },
    { key: 'goods', width: 0, align: 'left', head: labelLines('goods', languages) },
    { key: 'quantity', width: 50, align: 'right', head: labelLines('quantity', languages) },
    { key: 'net', width: net, align: 'right', head: labelLines('net', languages) },
    { key: 'gross', width: gross, align: 'right', head: labelLines('gross', languages) },
    { key: 'size', width: 68, align: 'right', head: labelLines('dimensions', languages) },
    { key: 'volume', width: 40, align: 'right', head: labelLines('cbm', languages) },
  ]
  const used = fixed.reduce((sum, column) => sum + column.width, 0)
  return fixed.map((column) => (column.key === 'goods' ? { ...column, width: inner - used } : column))
}

function tableRow(row: PackageRow, data: ShipmentData, columns: readonly Column[], languages: Languages, density: Density): ReturnType<typeof rowOf> {
  const language = languages[0]
  const line = data.lines?.[row.line] ?? {}
  const goodsWidth = (columns.find((column) => column.key === 'goods')?.width ?? 0) - gutter
  const cell = (text: string, ...small: string[]): Cells[string] => [
    { text, style: density.cell }, ...small.filter((each) => each !== '').map((each) => ({ text: each, style: density.small })),
  ]
  const unit = codeName('units', line.unit, language)
  const quantity = (value: Decimal | null): string => (value === null ? '-' : `${formatDecimal(value, language)} ${unit}`.trim())
  const goods = goodsCell(line, languages, goodsWidth, density, { short: true })
  if (row.mixed) return rowOf({ kind: cell(label('mixed', languages)), goods, quantity: cell(quantity(row.quantity)) }, density)
  const each = (text: string): string => (row.packageCount > 1 ? `@ ${text}` : '')
  const kind = singular(codeName('packages', row.typeCode, language), row.packageCount, language)
  const sides = [row.lengthCm, row.widthCm, row.heightCm].map((side) => sideText(side, language))
  return rowOf({
    packages: cell(row.packageFrom === row.packageTo ? String(row.packageFrom) : `${row.packageFrom}–${row.packageTo}`),
    kind: wrapCell(`${row.packageCount} ${kind}`.trim(), 56 - gutter, density.cell),
    goods,
    quantity: cell(quantity(row.quantity), row.quantityPerPackage === null ? '' : each(formatDecimal(row.quantityPerPackage, language))),
    net: cell(row.netPerPackage === null ? '-' : weightText(row.net, language), row.netPerPackage === null ? '' : each(weightText(row.netPerPackage, language))),
    gross: cell(row.grossPerPackage === null ? '-' : weightText(row.gross, language), row.grossPerPackage === null ? '' : each(weightText(row.grossPerPackage, language))),
    size: cell(sides.every((side) => side === '-') ? '-' : sides.join(' × ')),
    volume: cell(row.volume === 0n ? '-' : volumeText(row.volume, language), row.volume === 0n || row.packageCount < 2 ? '' : each(formatFixed(row.unitVolume, 4, language))),
  }, density)
}

function sideText(side: string, language: Language): string {
  const value = parseDecimal(side)
  return value === null ? '-' : formatDecimal(value, language, significantPlaces(value))
}

function sumCells(text: string, rows: readonly PackageRow[], data: ShipmentData, language: Language): Cells {
  const totals = packageTotals(rows)
  const units = new Set(rows.map((row) => data.lines?.[row.line]?.unit ?? ''))
  const one = (value: string): Cells[string] => [{ text: value, style: strong }]
  let quantity: Decimal = { digits: 0n, scale: 0 }
  for (const row of rows) {
    const add = row.quantity ?? decimalOrNull('0') ?? quantity
    const scale = Math.max(quantity.scale, add.scale)
    quantity = { digits: quantity.digits * 10n ** BigInt(scale - quantity.scale) + add.digits * 10n ** BigInt(scale - add.scale), scale }
  }
  return {
    kind: one(String(totals.packages)),
    goods: one(text),
    quantity: units.size === 1 ? one(`${formatDecimal(quantity, language)} ${codeName('units', [...units][0], language)}`.trim()) : [],
    net: one(weightText(totals.net, language)),
    gross: one(weightText(totals.gross, language)),
    volume: one(volumeText(totals.volume, language)),
  }
}

function woodStatements(data: ShipmentData, languages: Languages): string[] {
  const { woodPackaging, ippcCode, treatmentType, treatmentDate } = data.shipment ?? {}
  if (woodPackaging === false) return languages.map((each) => word('noWood', each))
  if (ippcCode === undefined) return []
  return languages.map((each) => `${word('heatTreated', each)} ${[ippcCode, treatmentType, treatmentDate].filter((part) => part !== undefined).join(' ')}`)
}
