import type { ShipmentLine } from '../../core/shipment/index.ts'
import { formatDate } from '../format.ts'
import { type CellLine, type Density, wrapCell } from '../page/table.ts'
import type { Language, Languages } from '../types.ts'
import { word } from '../words/index.ts'

/** The description in the paper's languages; where the first is missing, what there is. */
export function descriptions(line: ShipmentLine, languages: Languages): string[] {
  const by: Record<Language, string | undefined> = { id: line.descriptionId, en: line.descriptionEn, zh: line.descriptionZh }
  const variant = [line.variant?.colour, line.variant?.size].filter((part) => part !== undefined && part !== '').join(', ')
  const first = by[languages[0]] ?? by.en ?? by.id ?? by.zh ?? '-'
  const second = languages[1] === undefined ? undefined : by[languages[1]]
  return [variant === '' ? first : `${first}, ${variant}`, ...(second === undefined || second === first ? [] : [second])]
}

/** Description lines, then item code and what customs and buyers ask about the goods in small type. */
export function goodsCell(line: ShipmentLine, languages: Languages, width: number, density: Density, extra: { short?: boolean } = {}): CellLine[] {
  const language = languages[0]
  const details = [
    line.sku, line.buyerSku === undefined ? undefined : `${word('buyerSku', language)} ${line.buyerSku}`,
    extra.short || line.brand === undefined ? undefined : `${word('brand', language)} ${line.brand}`,
    extra.short || line.material === undefined ? undefined : line.material,
    line.lotNo === undefined ? undefined : `${word('lot', language)} ${line.lotNo}`,
    line.expiryDate === undefined ? undefined : `${word('expiry', language)} ${formatDate(line.expiryDate, language)}`,
  ].filter((part) => part !== undefined && part !== '').join(' · ')
  return [...descriptions(line, languages).flatMap((text) => wrapCell(text, width, density.cell)), ...wrapCell(details, width, density.small)]
}
