import { compareDecimals } from '../../core/money/index.ts'
import { type ShipmentData, cubicMetreText, decimalOrNull, kilogramText } from '../../core/shipment/index.ts'
import type { Found, RuleInput } from '../types.ts'

/** Packages and weights that somebody stated beside the packing: CI-017 on the invoice, PL-005 on the packing list. */
export function statedTotals(data: ShipmentData, packages: RuleInput['figures']['packages']): readonly Found[] {
  const stated = data.totals
  if (stated === undefined) return []
  const list: Found[] = []
  const compare = (field: string, a: string | undefined, b: string, what: string): void => {
    const left = decimalOrNull(a)
    const right = decimalOrNull(b)
    if (left !== null && right !== null && compareDecimals(left, right) !== 0) list.push({ field: `totals.${field}`, params: { what, a: a ?? '', b } })
  }
  compare('packages', stated.packages === undefined ? undefined : String(stated.packages), String(packages.packages), 'packages')
  compare('netWeightKg', stated.netWeightKg, kilogramText(packages.net), 'netWeight')
  compare('grossWeightKg', stated.grossWeightKg, kilogramText(packages.gross), 'grossWeight')
  compare('volumeCbm', stated.volumeCbm, cubicMetreText(packages.volume), 'volume')
  return list
}
