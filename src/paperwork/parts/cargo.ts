import { type ShipmentFigures, type ShipmentData, cubicMetreText, isExport } from '../../core/shipment/index.ts'
import { parseDecimal } from '../../core/money/index.ts'
import { formatDecimal, formatFixed } from '../format.ts'
import { type Pen, hairline, type as sizes } from '../page/pen.ts'
import type { Sheet } from '../page/sheet.ts'
import { wrapText } from '../page/text.ts'
import type { Language, Languages } from '../types.ts'
import { codeName, label, word } from '../words/index.ts'

/** Kilograms with three decimals on every paper, as carriers and customs compare them. */
export function weightText(grams: bigint, language: Language): string {
  return formatFixed(grams, 3, language)
}

export function volumeText(cubicDecimetres: bigint, language: Language): string {
  return formatDecimal(parseDecimal(cubicMetreText(cubicDecimetres)) ?? { digits: 0n, scale: 0 }, language, 3)
}

/** `17 bags, 12 cartons`. */
export function packagesText(byType: Readonly<Record<string, number>>, language: Language): string {
  return Object.entries(byType).map(([code, count]) => (language === 'zh'
    ? `${count}${codeName('packages', code, language)}`
    : `${count} ${singular(codeName('packages', code, language), count, language)}`.trim())).join(language === 'zh' ? '，' : ', ')
}

export function singular(name: string, count: number, language: Language): string {
  if (language !== 'en' || count !== 1) return name
  return name === 'boxes' ? 'box' : name.replace(/(ss|ch)es$/, '$1').replace(/(?<!s)s$/, '')
}

const marksPerColumn = 3

/** Marks on the left in short columns, packages and weights on the right. */
export function cargoStripHeight(data: ShipmentData): number {
  if ((data.shipment?.marks ?? []).length > 1 || (data.lines ?? []).some((line) => line.packages)) return 48
  return isExport(data) ? 24 : 0
}

export function drawCargoStrip(
  pen: Pen, sheet: Sheet, y: number, input: { data: ShipmentData, figures: ShipmentFigures, languages: Languages },
): number {
  const { data, figures, languages } = input
  const language = languages[0]
  const height = cargoStripHeight(data)
  if (height === 0) return y
  const marks = (data.shipment?.marks ?? []).filter((mark) => mark.trim() !== '')
  pen.horizontal(sheet.left, sheet.right, y, hairline, 'ink')
  pen.vertical(sheet.middle, y, y + height, hairline, 'ink')
  pen.text(sheet.left + 2, y + 8.5, label('marks', languages), sizes.label)
  const shown = marks.length === 0 ? [word('noMarks', language)] : marks
  const columns = Math.ceil(shown.length / marksPerColumn)
  const columnWidth = (sheet.inner / 2 - 6) / Math.max(columns, 1)
  for (const [index, mark] of shown.entries()) {
    const column = Math.floor(index / marksPerColumn)
    const style = { size: fitSize(mark, columnWidth - 6, 8) }
    pen.text(sheet.left + 2 + column * columnWidth, y + 20 + (index % marksPerColumn) * 10.5, mark, style)
  }
  const { packages, net, gross, volume, byType } = figures.packages
  const none = packages === 0
  const cells: [string, string][] = [
    [label('packages', languages), none ? '-' : packagesText(byType, language)],
    [label('grossWeight', languages), none ? '-' : `${weightText(gross, language)} kg`],
    [label('volume', languages), none ? '-' : `${volumeText(volume, language)} m³`],
    [label('netWeight', languages), none ? '-' : `${weightText(net, language)} kg`],
  ]
  const cellWidth = sheet.inner / 4
  for (const [index, [name, value]] of (height < 48 ? cells.slice(0, 2) : cells).entries()) {
    const x = sheet.middle + (index % 2) * cellWidth
    const top = y + Math.floor(index / 2) * 24
    if (index % 2 === 1) pen.vertical(x, top, top + 24)
    if (index === 2) pen.horizontal(sheet.middle, sheet.right, top)
    pen.text(x + 4, top + 8.5, name, sizes.label)
    pen.text(x + 4, top + 19.5, value, { size: fitSize(value, cellWidth - 8, 9) })
  }
  return y + height
}

function fitSize(text: string, width: number, size: number): number {
  let smaller = size
  while (smaller > 6 && wrapText(text, width, smaller).length > 1) smaller -= 0.5
  return smaller
}

