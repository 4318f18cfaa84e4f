import { formatDate } from '../format.ts'
import { type Pen, hairline, type as sizes } from '../page/pen.ts'
import type { Sheet } from '../page/sheet.ts'
import { fitText, wrapText } from '../page/text.ts'
import { drawSignature, footHeight, signatureWidth } from '../parts/foot.ts'
import { type Context, joined } from './context.ts'
import { factValue, inLanguage, inLanguages } from './facts.ts'
import type { Block } from './flow.ts'
import type { Triple } from './spec.ts'

const millimetre = 72 / 25.4
/** Room for the duty stamp: 24 × 32 mm, left of the signature, so that the hand crosses it. @source UU 10/2020 */
const stampWidth = 32 * millimetre
const stampHeight = 24 * millimetre

const words: Readonly<Record<'buyer' | 'receiver' | 'carrier' | 'duty', Triple>> = {
  buyer: ['Pembeli', 'The buyer', '买方'], receiver: ['Diterima oleh: nama, jam, tanda tangan', 'Received by: name, time, signature', '收货人：姓名、时间、签字'],
  carrier: ['Sopir', 'Driver', '司机'], duty: ['Meterai', 'Duty stamp', '印花'],
}

/** Who signs, at the foot of the last page. */
export function signBlock(section: { readonly by: 'seller' | 'both' | 'receiver', readonly stampDuty?: boolean }, context: Context, date: string): Block {
  return {
    height: footHeight, pinned: true,
    draw: (pen, sheet, y) => {
      pen.horizontal(sheet.left, sheet.right, y, hairline, 'ink')
      const company = context.data.company ?? {}
      drawSignature(pen, sheet, y, { ...context.data, company: { ...company, signPlace: company.signPlace ?? factValue('signPlace', context).text } }, date, context.languages)
      const titles = (triple: Triple): string[] => context.languages.map((language) => inLanguage(triple, language))
      if (section.by === 'both') drawOther(pen, sheet, y, sheet.left, 190, titles(words.buyer), context.data.buyer?.name ?? '')
      if (section.by === 'receiver') {
        drawOther(pen, sheet, y, sheet.left, 160, titles(words.receiver), '')
        drawOther(pen, sheet, y, sheet.left + 166, 120, titles(words.carrier), '')
      }
      if (section.stampDuty === true) drawDuty(pen, sheet, y, inLanguages(words.duty, context.languages))
      pen.horizontal(sheet.left, sheet.right, y + footHeight, hairline, 'ink')
    },
  }
}

function drawOther(pen: Pen, sheet: Sheet, y: number, x: number, width: number, titles: readonly string[], name: string): void {
  const lines = titles.flatMap((title) => wrapText(title, width - 6, sizes.label.size))
  for (const [row, title] of lines.entries()) pen.text(x + 2, y + 8.5 + row * 8, title, sizes.label)
  pen.text(x + 2, y + 11.5 + lines.length * 8, fitText(name, width - 4, sizes.strong.size, true), sizes.strong)
  pen.horizontal(x + 2, x + width - 10, y + footHeight - 24, hairline, 'ink')
}

function drawDuty(pen: Pen, sheet: Sheet, y: number, title: string): void {
  const right = sheet.right - signatureWidth - 8
  const left = right - stampWidth
  const top = y + 12
  for (const at of [top, top + stampHeight]) pen.horizontal(left, right, at)
  for (const at of [left, right]) pen.vertical(at, top, top + stampHeight)
  pen.text(left + 4, top + 10, title, sizes.label)
  pen.text(left + 4, top + 20, 'Rp10.000', sizes.label)
}

/** `Cirebon, 5 October 2026`. */
export function placeAndDate(context: Context, date: string): string {
  return joined(', ', factValue('signPlace', context).text, date === '' ? '' : formatDate(date, context.language))
}

