import type { ShipmentData } from '../../core/shipment/index.ts'
import { formatDate } from '../format.ts'
import { type Pen, fittedStyle, hairline, type as sizes } from '../page/pen.ts'
import type { Sheet } from '../page/sheet.ts'
import { wrapText } from '../page/text.ts'
import type { CellLine } from '../page/table.ts'
import { leadingOf } from '../page/table.ts'
import type { Languages } from '../types.ts'
import { label } from '../words/index.ts'

/** Room for a stamp and a hand: 70 × 30 mm. */
export const signatureWidth = 198
export const footHeight = 90

/** Place, date, room to sign, name in capitals, title: bottom right of the last page. */
export function drawSignature(pen: Pen, sheet: Sheet, y: number, data: ShipmentData, date: string, languages: Languages): void {
  const company = data.company ?? {}
  const x = sheet.right - signatureWidth + 8
  const place = [company.signPlace ?? '', date === '' ? '' : formatDate(date, languages[0])].filter((text) => text !== '').join(', ')
  pen.vertical(sheet.right - signatureWidth, y, y + footHeight)
  pen.text(x, y + 8.5, label('signature', languages), sizes.label)
  const name = wrapText(company.sellerName ?? '', signatureWidth - 14, 9, true)
  const style = name.length > 1 ? { size: 7.5, bold: true } : sizes.strong
  const shown = name.length > 1 ? wrapText(company.sellerName ?? '', signatureWidth - 14, 7.5, true).slice(0, 2) : name
  for (const [row, text] of shown.entries()) pen.text(x, y + 19.5 + row * 9.5, text, style)
  pen.text(x, y + 20 + 9.5 * Math.max(shown.length, 1), place, sizes.small)
  pen.horizontal(x, sheet.right - 6, y + footHeight - 24, hairline, 'ink')
  const signer = (company.signName ?? '').toUpperCase()
  pen.text(x, y + footHeight - 14, signer, fittedStyle(signer, signatureWidth - 14, sizes.strong))
  pen.text(x, y + footHeight - 4.5, company.signTitle ?? '', fittedStyle(company.signTitle ?? '', signatureWidth - 14, sizes.small))
}

export function drawBank(pen: Pen, sheet: Sheet, y: number, data: ShipmentData, languages: Languages): void {
  const bank = data.company?.bank
  const x = sheet.left + 2
  pen.text(x, y + 8.5, label('bank', languages), sizes.label)
  if (bank === undefined) {
    pen.text(x, y + 19.5, '-', sizes.value)
    return
  }
  const width = sheet.inner - signatureWidth - 12
  pen.text(x, y + 19.5, bank.name ?? '', fittedStyle(bank.name ?? '', width, sizes.strong))
  pen.text(x, y + 30, bank.address ?? '', fittedStyle(bank.address ?? '', width, { size: 8 }))
  const pairs: [string, string | undefined][] = [
    [label('account', languages), bank.account === undefined ? undefined : [bank.account, bank.currency ?? ''].join('  ').trim()],
    [label('holder', languages), bank.holder], ['SWIFT/BIC', bank.swift],
  ]
  let at = y + 47
  for (const [name, value] of pairs) {
    if (value === undefined) continue
    pen.text(x, at, name, sizes.label)
    pen.text(x + 92, at, value, fittedStyle(value, width - 92, sizes.value))
    at += 13
  }
}

/** Statements beside the totals or in the foot, wrapped. */
export function statementLines(texts: readonly (string | undefined)[], width: number): CellLine[] {
  return texts.flatMap((text) => (text === undefined || text === '' ? [] : wrapText(text, width, 8).map((line): CellLine => ({ text: line, style: { size: 8 } }))))
}

export function drawLines(pen: Pen, x: number, y: number, lines: readonly CellLine[]): number {
  let at = y
  for (const line of lines) {
    at += leadingOf(line.style)
    pen.text(x, at - 2.4, line.text, line.style)
  }
  return at
}

export function linesHeight(lines: readonly CellLine[]): number {
  return lines.reduce((height, line) => height + leadingOf(line.style), 0)
}
