import { type PackageRow, type ShipmentData, destinationCountry, shipmentFigures } from '../../core/shipment/index.ts'
import { barBoxes, code128, gtinCheckDigit, itf14 } from '../code/barcode.ts'
import { qrBoxes } from '../code/qr.ts'
import { formatFixed } from '../format.ts'
import type { PageDescription } from '../page/description.ts'
import { type Pen, fineRule, fittedStyle, newPen } from '../page/pen.ts'
import { sheetOf, sizeOf } from '../page/sheet.ts'
import { printable, wrapText } from '../page/text.ts'
import { descriptions } from '../parts/goods.ts'
import { describe } from '../parts/paper.ts'
import type { Languages, LayoutOptions } from '../types.ts'
import { codeName } from '../words/index.ts'
import { handlingSigns } from './handling-signs.ts'
import { words } from './words.ts'

/** What a label needs beside the lines of its description, in points. */
const otherLines = 326

interface Label { readonly number: number, readonly total: number, readonly row: PackageRow }

/** Every label of the shipment: one for each package; two faces of a carton take two prints. */
export function labelsOf(data: ShipmentData): Label[] {
  const { rows, packages } = shipmentFigures(data)
  return rows.filter((row) => !row.mixed).flatMap((row) => Array.from({ length: Math.min(row.packageCount, 20_000) }, (_, index) => ({ number: row.packageFrom + index, total: packages.packages, row })))
}

/** One label a page on 100 × 150 mm; four on a sheet of A4, F4 or Letter. */
export function layout(data: ShipmentData, options: LayoutOptions): PageDescription {
  const labels = labelsOf(data)
  const { width, height } = sizeOf(options.paper)
  const perPage = options.paper === 'Label' ? 1 : 4
  const cell = options.paper === 'Label' ? { width, height } : { width: width / 2, height: height / 2 }
  const pages = Array.from({ length: Math.max(1, Math.ceil(labels.length / perPage)) }, (_, page) => {
    const pen = newPen()
    for (const [index, label] of labels.slice(page * perPage, (page + 1) * perPage).entries()) {
      drawLabel(pen, (index % 2) * cell.width + 14, Math.floor(index / 2) * cell.height + 14, { width: cell.width - 28, height: cell.height - 28 }, label, data, options.languages)
    }
    if (labels.length === 0) pen.text(20, 30, words[options.languages[0]].none, { size: 10 })
    return pen.items
  })
  const invoice = data.papers?.['commercialInvoice']
  const title = words[options.languages[0]].title
  const description = describe({ title, number: invoice?.no ?? '', author: data.company?.sellerName ?? '', date: invoice?.date ?? '', sheet: sheetOf(options.paper), options, pages })
  return { ...description, paper: options.paper, width: Math.round(width * 100) / 100, height: Math.round(height * 100) / 100 }
}

function drawLabel(pen: Pen, x: number, y: number, size: { readonly width: number, readonly height: number }, { number, total, row }: Label, data: ShipmentData, languages: Languages): void {
  const { width, height } = size
  const line = data.lines?.[row.line] ?? {}
  const frame: [number, number, number, number][] = [[x, y, width, 1.2], [x, y + height - 1.2, width, 1.2], [x, y, 1.2, height], [x + width - 1.2, y, 1.2, height]]
  pen.boxes(frame)
  const pad = 8
  const inner = width - 2 * pad
  let at = y + 6
  const put = (text: string, points: number, bold = false, gap = 3): void => {
    const style = fittedStyle(text, inner, { size: points, bold })
    at += points + gap
    pen.text(x + pad, at, text, style)
  }
  const marks = (data.shipment?.marks ?? []).filter((mark) => mark.trim() !== '' && !/^(C|P)\/NO/i.test(mark) && !/^MADE IN/i.test(mark))
  const [mainMark = data.buyer?.name ?? '', ...otherMarks] = marks
  put(mainMark, 26, true, 0)
  for (const mark of otherMarks.slice(0, 3)) put(mark, 15, true)
  for (const text of [data.order?.buyerOrderNo, data.order?.contractNo].filter((each): each is string => each !== undefined && !otherMarks.some((mark) => mark.includes(each))).slice(0, 1)) put(text, 11)
  at += 5
  pen.horizontal(x, x + width, at, fineRule, 'ink')
  const item = [line.sku, line.buyerSku].filter((part) => part !== undefined && part !== '').join(' / ')
  put(item, 17, true, 2)
  for (const text of descriptions(line, languages).flatMap((each) => wrapText(each, inner, 11)).slice(0, Math.max(1, Math.min(4, Math.floor((height - otherLines) / 13.5))))) put(text, 11, false, 2.5)
  const quantity = row.quantityPerPackage === null ? '-' : `${formatFixed(row.quantityPerPackage.digits, row.quantityPerPackage.scale, 'en').replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))} ${line.unit ?? ''}`
  const pairs: [string, string][] = [
    ['QTY', quantity.trim()], ['N.W.', row.netPerPackage === null ? '-' : `${formatFixed(row.netPerPackage, 3, 'en')} KG`], ['G.W.', row.grossPerPackage === null ? '-' : `${formatFixed(row.grossPerPackage, 3, 'en')} KG`],
    ['DIMS', row.lengthCm === '' ? '-' : `${row.lengthCm}x${row.widthCm}x${row.heightCm} CM`],
    ...(line.lotNo === undefined ? [] : [['LOT', line.lotNo] as [string, string]]),
    ...(line.productionDate === undefined ? [] : [['PROD', line.productionDate] as [string, string]]), ...(line.expiryDate === undefined ? [] : [['EXP', line.expiryDate] as [string, string]]),
    ...(line.gaccNo === undefined ? [] : [['GACC', line.gaccNo] as [string, string]]),
  ]
  at += 4
  for (const [index, [name, value]] of pairs.entries()) {
    const left = x + pad + (index % 2) * (inner / 2)
    if (index % 2 === 0) at += 18
    pen.text(left, at, name, { size: 7.5, ink: 'label' })
    pen.text(left + 30, at, value, fittedStyle(value, inner / 2 - 34, { size: 13, bold: true }))
  }
  at += 6
  pen.horizontal(x, x + width, at, fineRule, 'ink')
  put(`C/NO. ${number} OF ${total}`, 26, true, 2)
  const made = [`MADE IN ${codeName('countries', line.countryOrigin ?? 'ID', 'en').toUpperCase()}`, ...(languages.includes('zh') || destinationCountry(data) === 'CN' ? [`${codeName('countries', line.countryOrigin ?? 'ID', 'zh')}制造`] : [])].join('  ')
  put(made, 13, true, 5)
  drawCodes(pen, x + pad, y + height - 70, inner, { number, total, row }, data, line)
}

/** At the foot: barcode on the left, QR code and handling signs on the right. */
function drawCodes(pen: Pen, x: number, y: number, width: number, { number, row }: Label, data: ShipmentData, line: NonNullable<ShipmentData['lines']>[number]): void {
  const side = 52
  const invoice = data.papers?.['commercialInvoice']?.no ?? ''
  const code = ['MND1', invoice, number, line.sku ?? '', row.quantityPerPackage === null ? '' : String(Number(row.quantityPerPackage.digits) / 10 ** row.quantityPerPackage.scale), line.lotNo ?? ''].join(';')
  pen.boxes(qrBoxes(printable(code).slice(0, 200), x + width - side, y + 4, side))
  handlingSigns(pen, x + width - side - 46, y + 6)
  const room = width - side - 60
  const gtin = line.gtin
  const text = gtin !== undefined && /^\d{14}$/.test(gtin) && gtinCheckDigit(gtin.slice(0, 13)) === gtin[13] ? gtin : `${(line.sku ?? 'ITEM').replace(/[^\x21-\x7e]/g, '')}-${number}`
  const modules = text === gtin ? itf14(text) : code128(text)
  pen.boxes(barBoxes(modules, x + 2, y + 6, Math.min(room, modules.reduce((sum, size) => sum + size, 0) * 1.1), 36))
  const style = fittedStyle(text, room, { size: 8 })
  pen.text(x + 2, y + 52, text, style)
}

