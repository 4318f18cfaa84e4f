import { decimalText, divideHalfUp } from '../../core/money/index.ts'
import { type LinePackages, type ShipmentData, decimalOrNull, gramsOf, kilogramText, scaled } from '../../core/shipment/index.ts'
import type { PackingRule } from './folder-store.ts'

/**
 * Lays a quantity into packages by the product's rule: as many full ones as it fills, and one with the rest, whose weights are its
 * share of the contents and the whole tare. Null where the product has no rule or the rule no quantity.
 */
export function packed(quantity: string | undefined, rule: PackingRule | null): LinePackages[] | null {
  const wanted = decimalOrNull(quantity)
  const each = decimalOrNull(rule?.quantityPerPackage)
  if (rule === null || wanted === null || each === null || each.digits <= 0n || wanted.digits <= 0n) return null
  const scale = Math.max(wanted.scale, each.scale)
  const [all, one] = [scaled(wanted, scale), scaled(each, scale)]
  const full = all / one
  const rest = all - full * one
  const size = { ...(rule.typeCode === undefined ? {} : { typeCode: rule.typeCode }), ...(rule.lengthCm === undefined ? {} : { lengthCm: rule.lengthCm }), ...(rule.widthCm === undefined ? {} : { widthCm: rule.widthCm }), ...(rule.heightCm === undefined ? {} : { heightCm: rule.heightCm }) }
  const weights = (net: string | undefined, gross: string | undefined): Pick<LinePackages, 'netPerPackageKg' | 'grossPerPackageKg'> => ({ ...(net === undefined ? {} : { netPerPackageKg: net }), ...(gross === undefined ? {} : { grossPerPackageKg: gross }) })
  const rows: LinePackages[] = []
  if (full > 0n) rows.push({ count: Number(full), quantityPerPackage: decimalText(each), ...size, ...weights(rule.netPerPackageKg, rule.grossPerPackageKg) })
  if (rest > 0n) {
    const [net, gross] = [gramsOf(rule.netPerPackageKg), gramsOf(rule.grossPerPackageKg)]
    const part = net === null ? null : divideHalfUp(net * rest, one)
    rows.push({
      count: 1, quantityPerPackage: decimalText({ digits: rest, scale }), ...size,
      ...weights(part === null ? undefined : kilogramText(part), part === null || gross === null || net === null ? undefined : kilogramText(part + gross - net)),
    })
  }
  return rows
}

/** Changes that pack every line by its product's rule; the lines without a rule are named. */
export function packingChanges(data: ShipmentData, ruleOf: (sku: string) => PackingRule | null): { readonly changes: Record<string, unknown>; readonly without: string[] } {
  const changes: Record<string, unknown> = {}
  const without: string[] = []
  for (const [index, line] of (data.lines ?? []).entries()) {
    const rows = packed(line.quantity, ruleOf(line.sku ?? ''))
    if (rows === null) without.push(line.sku ?? String(index + 1))
    else changes[`lines[${index}].packages`] = rows.length === 1 ? rows[0] : rows
  }
  return { changes, without }
}
