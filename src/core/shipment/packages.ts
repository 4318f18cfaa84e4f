import { type Decimal, compareDecimals, decimalText, divideHalfUp } from '../money/decimal.ts'
import { decimalOrNull, gramsOf, product, scaled } from './measures.ts'
import type { LinePackages, ShipmentData, ShipmentLine } from './shipment-data.ts'

/** One row of a packing list: packages of the same content and size, with running numbers. */
export interface PackageRow {
  readonly row: number
  /** Index of the shipment line whose goods lie in these packages. */
  readonly line: number
  readonly sku: string
  readonly packageFrom: number
  readonly packageTo: number
  readonly packageCount: number
  readonly typeCode: string
  readonly mixed: boolean
  readonly quantityPerPackage: Decimal | null
  readonly quantity: Decimal | null
  readonly netPerPackage: bigint | null
  readonly grossPerPackage: bigint | null
  /** Grams. */
  readonly net: bigint
  readonly gross: bigint
  readonly lengthCm: string
  readonly widthCm: string
  readonly heightCm: string
  /** Ten-thousandths of a cubic metre, one package. */
  readonly unitVolume: bigint
  /** Cubic decimetres (thousandths of a cubic metre) of the row, rounded here; totals add these. */
  readonly volume: bigint
  /** Cubic centimetres of the row, exact, in thousandths: chargeable weight of air freight divides them. */
  readonly cubicCentimetres: bigint
}

export interface PackageTotals {
  readonly packages: number
  readonly byType: Readonly<Record<string, number>>
  readonly net: bigint
  readonly gross: bigint
  readonly volume: bigint
  readonly cubicCentimetres: bigint
}

/** The kinds of package that a line states, as a list. */
export function packagesOf(line: ShipmentLine): readonly LinePackages[] {
  if (line.packages === undefined || line.packages === null) return []
  return Array.isArray(line.packages) ? line.packages as readonly LinePackages[] : [line.packages as LinePackages]
}

/**
 * The rows of the packing list. Numbers count on from 1 unless a row states its own.
 * @source domain notes "export papers", arithmetic 4: volume of one package rounded to 4 decimals, of a row to 3, total = sum of rows
 */
export function packageRows(data: ShipmentData): PackageRow[] {
  const rows: PackageRow[] = []
  let next = 1
  for (const [index, line] of (data.lines ?? []).entries()) {
    for (const packages of packagesOf(line)) {
      const mixed = packages.mixed === true || packages.count === 0
      const count = mixed ? 0 : countOf(packages)
      const from = packages.from ?? (mixed ? Math.max(next - 1, 1) : next)
      const to = packages.to ?? (mixed ? from : from + count - 1)
      const perPackage = decimalOrNull(packages.quantityPerPackage)
      const net = gramsOf(packages.netPerPackageKg)
      const gross = gramsOf(packages.grossPerPackageKg)
      const sides = [packages.lengthCm, packages.widthCm, packages.heightCm].map((side) => decimalOrNull(side) ?? zero)
      const box = product(...sides)
      const unitVolume = mixed ? 0n : scaled({ digits: box.digits, scale: box.scale + 6 }, 4)
      rows.push({
        row: rows.length + 1,
        line: index,
        sku: line.sku ?? '',
        packageFrom: from,
        packageTo: to,
        packageCount: count,
        typeCode: packages.typeCode ?? '',
        mixed,
        quantityPerPackage: perPackage,
        quantity: perPackage === null ? null : mixed ? perPackage : product(perPackage, { digits: BigInt(count), scale: 0 }),
        netPerPackage: net,
        grossPerPackage: gross,
        net: mixed ? 0n : (net ?? 0n) * BigInt(count),
        gross: mixed ? 0n : (gross ?? 0n) * BigInt(count),
        lengthCm: packages.lengthCm ?? '',
        widthCm: packages.widthCm ?? '',
        heightCm: packages.heightCm ?? '',
        unitVolume,
        volume: divideHalfUp(unitVolume * BigInt(count), 10n),
        cubicCentimetres: scaled(box, 3) * BigInt(count),
      })
      if (!mixed) next = Math.max(next, to + 1)
    }
  }
  return rows
}

export function packageTotals(rows: readonly PackageRow[]): PackageTotals {
  const byType: Record<string, number> = {}
  let packages = 0
  let net = 0n
  let gross = 0n
  let volume = 0n
  let cubicCentimetres = 0n
  for (const row of rows) {
    packages += row.packageCount
    if (row.packageCount > 0) byType[row.typeCode] = (byType[row.typeCode] ?? 0) + row.packageCount
    net += row.net
    gross += row.gross
    volume += row.volume
    cubicCentimetres += row.cubicCentimetres
  }
  return { packages, byType, net, gross, volume, cubicCentimetres }
}

/** Weight for size by which a carrier charges, in grams, up to the next half kilogram. @source IATA: cm3/6000; couriers cm3/5000 */
export function chargeableWeight(totals: PackageTotals, divisor: 6000 | 5000): { volumeWeight: bigint, chargeable: bigint } {
  const volumeWeight = divideHalfUp(totals.cubicCentimetres, BigInt(divisor))
  const heavier = volumeWeight > totals.gross ? volumeWeight : totals.gross
  return { volumeWeight, chargeable: (heavier + 499n) / 500n * 500n }
}

/** What was packed of each sku against what is invoiced; only those that differ. */
export function packingDifferences(data: ShipmentData, rows: readonly PackageRow[]): { sku: string, packed: string, invoiced: string }[] {
  const packed = new Map<string, Decimal>()
  const invoiced = new Map<string, Decimal>()
  for (const line of data.lines ?? []) add(invoiced, line.sku ?? '', decimalOrNull(line.quantity) ?? zero)
  for (const row of rows) add(packed, row.sku, row.quantity ?? zero)
  const differences: { sku: string, packed: string, invoiced: string }[] = []
  for (const [sku, quantity] of invoiced) {
    const inside = packed.get(sku) ?? zero
    if (compareDecimals(quantity, inside) !== 0) differences.push({ sku, packed: decimalText(inside), invoiced: decimalText(quantity) })
  }
  return differences
}

/** Package numbers that occur twice or not at all between the first and the last. */
export function packageNumberFaults(rows: readonly PackageRow[]): { twice: number[], missing: number[] } {
  const seen = new Map<number, number>()
  let last = 0
  for (const row of rows) {
    if (row.mixed) continue
    // A typed range of millions is a slip; it is reported by PL-003 and needs no list of its numbers here.
    if (row.packageTo - row.packageFrom > 100_000) continue
    for (let number = row.packageFrom; number <= row.packageTo; number += 1) seen.set(number, (seen.get(number) ?? 0) + 1)
    last = Math.max(last, row.packageTo)
  }
  const twice: number[] = []
  const missing: number[] = []
  for (let number = 1; number <= Math.min(last, 1_000_000); number += 1) {
    const times = seen.get(number) ?? 0
    if (times > 1) twice.push(number)
    if (times === 0) missing.push(number)
  }
  return { twice, missing }
}

const zero: Decimal = { digits: 0n, scale: 0 }

function countOf(packages: LinePackages): number {
  const count = packages.count
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : 0
}

function add(sums: Map<string, Decimal>, sku: string, quantity: Decimal): void {
  const before = sums.get(sku) ?? zero
  const scale = Math.max(before.scale, quantity.scale)
  const digits = before.digits * 10n ** BigInt(scale - before.scale) + quantity.digits * 10n ** BigInt(scale - quantity.scale)
  sums.set(sku, { digits, scale })
}
