import type { BusinessEvent } from '../../../core/events/index.ts'
import { type DraftLine, listOf, type ProductFacts, textOf, withField, withFields } from '../../document/index.ts'

export const lineMarks = ['product', 'quantity', 'unitPrice', 'description', 'account', 'amount'] as const

/** A line takes from the good what is not typed yet: name, unit, HS code and, in the same currency, the price. */
export function lineOfProduct(line: DraftLine, product: ProductFacts, currency: string, language: 'id' | 'en' | 'zh'): DraftLine {
  const isOther = textOf(line, 'product') !== product.code || line['description'] === undefined
  const price = product.saleCurrency === currency ? product.salePrice : ''
  const filled = withFields(line, {
    product: product.code,
    description: isOther ? (language === 'zh' && product.nameZh ? product.nameZh : product.name) : line['description'],
    hsCode: isOther ? product.hsCode : line['hsCode'],
    unit: isOther || !product.units.some((unit) => unit.unit === line['unit']) ? product.unit : line['unit'],
  })
  return textOf(line, 'unitPrice') === '' ? withField(filled, 'unitPrice', price) : filled
}


/**
 * Packages of a line, proposed from how the good is packed: as many full packages as the quantity needs.
 * Quantities per package that do not divide it leave the count rounded up, for a person to look at.
 */
export function proposePackages(line: DraftLine, product: ProductFacts): DraftLine {
  const perPackage = Number(product.packaging['quantityPerPackage'] ?? 0)
  const quantity = Number(textOf(line, 'quantity'))
  if (!(perPackage > 0) || !(quantity > 0)) return { ...product.packaging }
  return { ...product.packaging, count: Math.ceil(quantity / perPackage) }
}

/** Keeps `shipment.packages` in step with the lines: one entry per line, as the papers read them. */
export function withPackages(event: BusinessEvent): BusinessEvent {
  const lines = listOf(event, 'lines')
  const shipment = event['shipment'] as DraftLine | undefined
  if (!lines.some((line) => line['packages'] !== undefined)) {
    if (shipment?.['packages'] === undefined) return event
    const { packages: _gone, ...rest } = shipment
    return withField(event, 'shipment', Object.keys(rest).length > 0 ? rest : undefined)
  }
  return { ...event, shipment: { ...shipment, packages: lines.map((line) => (line['packages'] as DraftLine | undefined) ?? {}) } }
}

/** Gross and net weight and volume of what is packed, as the footer says them; null while nothing is packed. */
export function packedFigures(lines: readonly DraftLine[]): { grossKg: string; volumeM3: string; packages: number } | null {
  let grossGrams = 0
  let cubicMillimetres = 0
  let packages = 0
  for (const line of lines) {
    const packed = line['packages'] as DraftLine | undefined
    const count = Number(packed?.['count'] ?? 0)
    if (!packed || !(count > 0)) continue
    packages += count
    grossGrams += Math.round(Number(packed['grossPerPackageKg'] ?? 0) * 1000) * count
    cubicMillimetres += Math.round(Number(packed['lengthCm'] ?? 0) * 10) * Math.round(Number(packed['widthCm'] ?? 0) * 10) * Math.round(Number(packed['heightCm'] ?? 0) * 10) * count
  }
  if (packages === 0) return null
  return { grossKg: (grossGrams / 1000).toFixed(3), volumeM3: (cubicMillimetres / 1e9).toFixed(3), packages }
}
