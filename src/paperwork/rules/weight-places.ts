import { type ShipmentData, decimalOrNull, packagesOf } from '../../core/shipment/index.ts'

/** Kilograms print with two decimals unless one of them needs three; never mixed on one paper. */
export function weightPlaces(data: ShipmentData): 2 | 3 {
  const weights = (data.lines ?? []).flatMap(packagesOf)
    .flatMap((packages) => [packages.netPerPackageKg, packages.grossPerPackageKg])
  return weights.some((text) => {
    const value = decimalOrNull(text)
    return value !== null && value.scale > 2 && (value.digits * 1000n / 10n ** BigInt(value.scale)) % 10n !== 0n
  }) ? 3 : 2
}
