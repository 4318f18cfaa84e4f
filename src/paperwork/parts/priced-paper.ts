import { type Decimal, parseDecimal } from '../../core/money/index.ts'
import { type ShipmentData, type ShipmentFigures, decimalOrNull, isExport, paymentShares, shipmentFigures } from '../../core/shipment/index.ts'
import { amountInWords } from '../amount-in-words.ts'
import { formatDecimal, formatFixed, significantPlaces } from '../format.ts'
import type { PageDescription, PageItem } from '../page/description.ts'
import { fineRule, hairline, newPen, type as sizes } from '../page/pen.ts'
import { sheetOf } from '../page/sheet.ts'
import { type Cells, type Column, type Density, compactDensity, drawHead, drawRow, gutter, headHeight, normalDensity, paginate, rowOf, splitTallRow, wrapCell } from '../page/table.ts'
import { textWidth, wrapText } from '../page/text.ts'
import { boxOf } from './band.ts'
import { cargoStripHeight, drawCargoStrip } from './cargo.ts'
import { drawBank, drawLines, drawSignature, footHeight, linesHeight, statementLines } from './foot.ts'
import { goodsCell } from './goods.ts'
import { type HeadInput, continuationHeight, drawContinuation, halfWidth, headOf } from './head.ts'
import { describe } from './paper.ts'
import type { Language, Languages, LayoutOptions } from '../types.ts'
import { codeName, label, labelLines, word } from '../words/index.ts'
import { totalRows } from './totals.ts'

/** What one priced paper (invoice, proforma, quotation, order confirmation) shows beside the goods and their prices. */
export interface PricedPaper {
  readonly titles: readonly string[]
  readonly no: string
  readonly date: string
  readonly references: HeadInput['references']
  /** Two boxes under the terms. */
  readonly last: HeadInput['last']
  readonly statements: readonly (string | undefined)[]
  /** Further amounts that are said in words below the total, each with its label by language. */
  readonly alsoInWords?: readonly { readonly amount: bigint, readonly label: Readonly<Record<Language, string>> }[]
}

/** Money and figures as this paper writes them. */
export interface PricedContext {
  readonly figures: ShipmentFigures
  readonly money: (minor: bigint) => string
}

/**
 * A paper with goods, prices and totals, on as many pages as it needs. Set tighter where that saves a page.
 */
export function pricedLayout(data: ShipmentData, options: LayoutOptions, paperOf: (context: PricedContext) => PricedPaper): PageDescription {
  const normal = layoutAt(data, options, normalDensity, paperOf)
  if (normal.pages.length === 1) return normal
  const compact = layoutAt(data, options, compactDensity, paperOf)
  return compact.pages.length < normal.pages.length ? compact : normal
}

function layoutAt(data: ShipmentData, options: LayoutOptions, density: Density, paperOf: (context: PricedContext) => PricedPaper): PageDescription {
  const { languages } = options
  const language = languages[0]
  const sheet = sheetOf(options.paper)
  const figures = shipmentFigures(data)
  const places = moneyPlaces(data, figures)
  const money = (minor: bigint): string => (places === figures.exponent
    ? formatFixed(minor, places, language)
    : formatFixed(minor / 10n ** BigInt(figures.exponent - places), places, language))
  const paper = paperOf({ figures, money })
  const { titles } = paper
  const { totalLeading } = density
  const amountLeading = density.words + 3
  const head: HeadInput = {
    data, options, titles, number: paper.no, date: paper.date, references: paper.references, last: paper.last,
    terms: boxOf(label(isExport(data) || data.incoterm !== undefined ? 'terms' : 'paymentTerms', languages), termLines(data, money, figures.total, language), halfWidth),
  }
  const headPart = headOf(head)
  const columns = columnsOf(data, languages, sheet.inner, money)
  const rowsRoom = sheet.bottom - sheet.top - continuationHeight - headHeight(columns) - 2 * carryHeight - 8
  const rows = lineRows(data, figures, columns, languages, money, density).flatMap((row) => splitTallRow(row, rowsRoom, density).map((part, index) => ({ ...part, line: row.line, first: index === 0 })))
  const header = data.goodsHeader === undefined ? [] : wrapText(data.goodsHeader, sheet.inner - 8, sizes.strong.size, true)
  const headerHeight = header.length === 0 ? 0 : header.length * 11.5 + 4
  const totals = totalRows(data, figures, languages, money)
  const statements = statementLines(paper.statements, sheet.inner / 2 - 24)
  const amounts = [
    ...languages.flatMap((each) => wrapText(inWords(figures.total, data.currency ?? '', figures.exponent, each), sheet.inner - 4, density.words)),
    ...(paper.alsoInWords ?? []).flatMap(({ amount, label: name }) => languages.flatMap((each) => (
      wrapText(`${name[each]} ${data.currency ?? ''} ${money(amount)}: ${wordsOf(amount, data.currency ?? '', figures.exponent, each)}`, sheet.inner - 4, density.words)))),
  ]
  const totalsHeight = 6 + Math.max(totals.reduce((sum, row) => sum + (row.kind === 'total' ? totalRowHeight : totalLeading), 0), linesHeight(statements)) + 5
  const wordsHeight = amounts.length * amountLeading + 7
  const tail = totalsHeight + wordsHeight + footHeight + 6
  const firstTop = sheet.top + headPart.height + cargoStripHeight(data)
  const room = (top: number): number => sheet.bottom - top - headHeight(columns)
  const plan = paginate({
    heights: rows.map((row) => row.height), firstRoom: room(firstTop) - headerHeight, otherRoom: room(sheet.top + continuationHeight), carry: carryHeight, tail,
  })
  const pages: PageItem[][] = []
  for (const [index, part] of plan.entries()) {
    const pen = newPen()
    let y: number
    if (index === 0) {
      y = headPart.draw(pen, sheet, sheet.top, 1, plan.length)
      y = drawCargoStrip(pen, sheet, y, { data, figures, languages })
    } else {
      y = drawContinuation(pen, sheet, sheet.top, head, index + 1, plan.length)
    }
    drawHead(pen, columns, sheet, y)
    y += headHeight(columns)
    if (index === 0) {
      for (const [row, text] of header.entries()) pen.text(sheet.left + 2, y + 11 + row * 11.5, text, sizes.strong)
      y += headerHeight
    }
    const carried = (to: number): Cells => carryCells(rows.slice(0, to).filter((row) => row.first).map((row) => row.line), data, figures.lines, language, money)
    const carry = (key: 'carriedForward' | 'broughtForward', to: number): void => {
      drawRow(pen, columns, sheet, y, { ...carried(to), goods: [{ text: label(key, languages), style: carryStyle }] })
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
    if (index < plan.length - 1) {
      if (part.to > 0) {
        pen.horizontal(sheet.left, sheet.right, y, hairline, 'ink')
        carry('carriedForward', part.to)
      }
    } else {
      pen.horizontal(sheet.left, sheet.right, y, fineRule, 'ink')
      drawTail(y)
    }
    pages.push(pen.items)

    function drawTail(top: number): void {
      drawLines(pen, sheet.left + 2, top + 5, statements)
      drawTotals(top + 6)
      const wordsTop = top + totalsHeight
      pen.horizontal(sheet.left, sheet.right, wordsTop)
      for (const [row, text] of amounts.entries()) pen.text(sheet.left + 2, wordsTop + 11 + row * amountLeading, text, { size: density.words })
      pen.horizontal(sheet.left, sheet.right, wordsTop + wordsHeight, hairline, 'ink')
      const footTop = sheet.bottom - footHeight
      pen.horizontal(sheet.left, sheet.right, footTop, hairline, 'ink')
      drawBank(pen, sheet, footTop, data, languages)
      drawSignature(pen, sheet, footTop, data, paper.date, languages)
      pen.horizontal(sheet.left, sheet.right, sheet.bottom, fineRule, 'ink')
    }

    function drawTotals(top: number): void {
      let at = top
      const left = sheet.middle + 4
      for (const row of totals) {
        const style = row.kind === 'total' ? sizes.total : row.kind === 'note' ? sizes.small : sizes.value
        if (row.kind === 'total') {
          pen.horizontal(left, sheet.right, at + 1, hairline, 'ink')
          pen.text(left, at + 13.5, row.label, style)
          pen.right(sheet.right - 2, at + 13.5, row.amount, style)
          pen.right(sheet.right - 6 - textWidth(row.amount, style.size, true), at + 13.5, data.currency ?? '', { size: 7, ink: 'label' })
          pen.horizontal(left, sheet.right, at + 16.6, hairline, 'ink')
          pen.horizontal(left, sheet.right, at + 18.2, hairline, 'ink')
          at += totalRowHeight
          continue
        }
        pen.text(left, at + 9.5, row.label, { ...style, ...(row.kind === 'note' ? { ink: 'label' as const } : {}) })
        pen.right(sheet.right - 2, at + 9.5, row.amount, { ...style, ...(row.kind === 'note' ? { ink: 'label' as const } : {}) })
        at += totalLeading
      }
    }
  }
  return describe({ title: titles[0] ?? '', number: paper.no, author: data.company?.sellerName ?? '', date: paper.date, sheet, options, pages })
}

const carryHeight = 18
const totalRowHeight = 20
const carryStyle = { size: 8.5, bold: true }

/** Whole rupiah print without decimals, as Indonesian papers do; any sen on the paper brings both decimals back everywhere. */
function moneyPlaces(data: ShipmentData, figures: ReturnType<typeof shipmentFigures>): number {
  if (data.currency !== 'IDR' || figures.exponent !== 2) return figures.exponent
  const amounts = [
    ...figures.lines.map((line) => line.lineAmount), figures.discount, figures.freight ?? 0n, figures.insurance ?? 0n, figures.otherCharges,
    figures.taxAmount ?? 0n, figures.taxBase ?? 0n, figures.depositReceived ?? 0n,
  ]
  return amounts.every((amount) => amount % 100n === 0n) ? 0 : 2
}

function wordsOf(amount: bigint, currency: string, exponent: number, language: Language): string {
  const size = amount < 0n ? -amount : amount
  return size / 10n ** BigInt(exponent) > 999_999_999_999_999n ? '' : amountInWords(amount, currency, exponent, language)
}

function inWords(total: bigint, currency: string, exponent: number, language: Language): string {
  const text = wordsOf(total, currency, exponent, language)
  if (text === '') return ''
  return language === 'en' ? text : language === 'id' ? `Terbilang: ${text}` : `大写金额：${text}`
}

function termLines(data: ShipmentData, money: (minor: bigint) => string, total: bigint, language: Language): string[] {
  const version = data.incotermVersion ?? 'Incoterms 2020'
  const delivery = data.incoterm === undefined ? '' : `${[data.incoterm, data.incotermPlace].filter((part) => part !== undefined).join(' ')}, ${version.replace('Incoterms ', 'Incoterms® ')}`
  const shares = paymentShares(data, total)
  const lc = data.payment?.lc
  return [
    delivery, data.payment?.term ?? '',
    shares.length > 1 ? shares.map((share) => `${share.percent}% ${data.currency ?? ''} ${money(share.amount)}`).join(' · ') : '',
    lc?.issuingBank === undefined ? '' : `${word('issuingBank', language)}: ${lc.issuingBank}`,
  ].filter((text) => text !== '')
}

function columnsOf(data: ShipmentData, languages: Languages, inner: number, money: (minor: bigint) => string): Column[] {
  const widest = Math.max(60, ...shipmentFigures(data).lines.map((line) => textWidth(money(line.lineAmount), 8.5)), textWidth(money(shipmentFigures(data).subtotal), 8.5, true))
  const exporting = isExport(data)
  const fixed: Column[] = [
    { key: 'no', width: 24, align: 'left', head: labelLines('item', languages) },
    { key: 'goods', width: 0, align: 'left', head: labelLines('goods', languages) },
    ...(exporting ? [{ key: 'hs', width: 56, align: 'left' as const, head: labelLines('hsOrigin', languages) }] : []),
    { key: 'quantity', width: 50, align: 'right', head: labelLines('quantity', languages) },
    { key: 'unit', width: 36, align: 'left', inset: 5, head: labelLines('unit', languages) },
    { key: 'price', width: 62, align: 'right', head: labelLines('unitPrice', languages) },
    { key: 'amount', width: Math.min(widest + 14, 110), align: 'right', head: [...labelLines('amount', languages).slice(0, -1), `${labelLines('amount', languages).at(-1) ?? ''} ${data.currency ?? ''}`] },
  ]
  const used = fixed.reduce((sum, column) => sum + column.width, 0)
  return fixed.map((column) => (column.key === 'goods' ? { ...column, width: inner - used } : column))
}

function lineRows(
  data: ShipmentData, figures: ReturnType<typeof shipmentFigures>, columns: readonly Column[], languages: Languages, money: (minor: bigint) => string, density: Density,
): (ReturnType<typeof rowOf> & { line: number })[] {
  const language = languages[0]
  const lines = data.lines ?? []
  const goodsWidth = (columns.find((column) => column.key === 'goods')?.width ?? 0) - gutter
  const quantityPlaces = placesOf(lines.map((line) => decimalOrNull(line.quantity)))
  const pricePlaces = Math.max(figures.exponent === 2 && data.currency === 'IDR' ? 0 : figures.exponent, placesOf(lines.map((line) => decimalOrNull(line.unitPrice))))
  const cell = (text: string): Cells[string] => [{ text, style: density.cell }]
  return lines.map((line, index) => {
    const quantity = decimalOrNull(line.quantity)
    const price = decimalOrNull(line.unitPrice)
    const figure = figures.lines[index]
    const discount = figure === undefined || figure.lineDiscount === 0n
      ? []
      : [{ text: `${word('lineDiscount', language)} ${line.lineDiscountPercent === undefined ? money(figure.lineDiscount) : `${percentText(line.lineDiscountPercent, language)}%`}`, style: density.small }]
    const unit = codeName('units', line.unit, language)
    return {
      line: index,
      ...rowOf({
        no: cell(String(index + 1)),
        goods: goodsCell(line, languages, goodsWidth, density),
        hs: [...wrapCell(line.hs8 ?? '-', 54, density.cell), ...wrapCell(line.countryOrigin, 54, density.small)],
        quantity: cell(quantity === null ? '-' : formatDecimal(quantity, language, quantityPlaces)),
        unit: cell(unit),
        price: [{ text: price === null ? '-' : formatDecimal(price, language, pricePlaces), style: density.cell }, ...discount],
        amount: cell(figure === undefined ? '-' : money(figure.lineAmount)),
      }, density),
    }
  })
}

function placesOf(values: readonly (Decimal | null)[]): number {
  return Math.max(0, ...values.map((value) => (value === null ? 0 : significantPlaces(value))))
}

function percentText(percent: string, language: Language): string {
  const value = parseDecimal(percent)
  return value === null ? percent : formatDecimal(value, language)
}

function carryCells(
  indices: readonly number[], data: ShipmentData, lines: readonly { lineAmount: bigint }[], language: Language, money: (minor: bigint) => string,
): Cells {
  const units = new Set(indices.map((index) => data.lines?.[index]?.unit ?? ''))
  const amount = indices.reduce((sum, index) => sum + (lines[index]?.lineAmount ?? 0n), 0n)
  let quantity: Decimal = { digits: 0n, scale: 0 }
  for (const index of indices) quantity = plus(quantity, decimalOrNull(data.lines?.[index]?.quantity) ?? { digits: 0n, scale: 0 })
  const one = units.size === 1
  return {
    quantity: one ? [{ text: formatDecimal(quantity, language), style: carryStyle }] : [],
    unit: one ? [{ text: codeName('units', [...units][0], language), style: carryStyle }] : [],
    amount: [{ text: money(amount), style: carryStyle }],
  }
}

function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale }
}
