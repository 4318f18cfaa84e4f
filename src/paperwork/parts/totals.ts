import { type ShipmentData, type ShipmentFigures, isExport } from '../../core/shipment/index.ts'
import { parseDecimal } from '../../core/money/index.ts'
import { formatDecimal } from '../format.ts'
import type { Languages } from '../types.ts'
import { label } from '../words/index.ts'

export interface TotalRow {
  readonly kind: 'plain' | 'total' | 'note'
  readonly label: string
  readonly amount: string
}

/**
 * The column under the lines, top to bottom: subtotal, discount, goods value at the price basis, charges, tax, total; then
 * "of which" charges (`broken_out`), deposit and balance. Rows that would say nothing are left out.
 */
export function totalRows(data: ShipmentData, figures: ShipmentFigures, languages: Languages, money: (minor: bigint) => string): TotalRow[] {
  const rows: TotalRow[] = []
  const plain = (text: string, amount: bigint): void => { rows.push({ kind: 'plain', label: text, amount: money(amount) }) }
  const added = data.chargesShown === 'added'
  const charges = added && ((figures.freight ?? 0n) !== 0n || (figures.insurance ?? 0n) !== 0n)
  if (figures.discount !== 0n || charges || figures.otherCharges !== 0n || figures.taxAmount !== null) plain(label('subtotal', languages), figures.subtotal)
  if (figures.discount !== 0n) plain(`${label('discount', languages)}${percent(data, languages)}`, -figures.discount)
  if (charges) {
    if (figures.discount !== 0n || data.priceBasis !== undefined) plain([label('goodsValue', languages), data.priceBasis ?? ''].join(' ').trim(), figures.goodsValue)
    if (figures.freight !== null && figures.freight !== 0n) plain(label('freight', languages), figures.freight)
    if (figures.insurance !== null && figures.insurance !== 0n) plain(label('insurance', languages), figures.insurance)
  }
  if (figures.otherCharges !== 0n) plain(label('otherCharges', languages), figures.otherCharges)
  if (figures.taxBase !== null) rows.push({ kind: 'note', label: label('taxBase', languages), amount: money(figures.taxBase) })
  if (figures.taxAmount !== null) plain(label('tax', languages), figures.taxAmount)
  const term = isExport(data) ? [data.incoterm, data.incotermPlace].filter((part) => part !== undefined).join(' ') : ''
  rows.push({ kind: 'total', label: [label('total', languages), term].join(' ').trim(), amount: money(figures.total) })
  const note = (text: string, amount: bigint | null): void => {
    if (amount !== null && amount !== 0n) rows.push({ kind: 'note', label: text, amount: money(amount) })
  }
  if (data.chargesShown === 'broken_out') {
    note(label('ofWhichFreight', languages), figures.freight)
    note(label('ofWhichInsurance', languages), figures.insurance)
  }
  if (figures.depositReceived !== null && figures.depositReceived !== 0n) {
    plain(label('deposit', languages), -figures.depositReceived)
    plain(label('balance', languages), figures.total - figures.depositReceived)
  }
  return rows
}

function percent(data: ShipmentData, languages: Languages): string {
  const value = data.discountAmount === undefined && data.discountPercent !== undefined ? parseDecimal(data.discountPercent) : null
  return value === null ? '' : ` ${formatDecimal(value, languages[0])}%`
}
