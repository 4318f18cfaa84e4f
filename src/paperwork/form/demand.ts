import { type ShipmentData, destinationCountry, hsDigits, isExport, sellerInsures, transportKind } from '../../core/shipment/index.ts'
import type { Demand } from '../types.ts'

// What a shipment asks for, from destination, goods, delivery term, transport and payment (domain notes "export papers", 1.2 and 1.4).
// Agreements and lists of goods change: each stands here once, with its source.

/** @source ASEAN; Timor-Leste since 2025-10-26 */
export const asean: readonly string[] = ['BN', 'KH', 'LA', 'MM', 'MY', 'PH', 'SG', 'TH', 'TL', 'VN']
/** @source RCEP agreement, parties in force */
export const rcepParties: readonly string[] = ['BN', 'KH', 'LA', 'MM', 'MY', 'PH', 'SG', 'TH', 'VN', 'CN', 'JP', 'KR', 'AU', 'NZ']

export function when(condition: boolean, then: Demand, otherwise: Demand = 'none'): Demand {
  return condition ? then : otherwise
}

export function bySea(data: ShipmentData): boolean {
  return transportKind(data)?.startsWith('sea') ?? false
}

export function byAir(data: ShipmentData): boolean {
  return transportKind(data) === 'air'
}

export function byCourier(data: ShipmentData): boolean {
  return transportKind(data) === 'courier' || transportKind(data) === 'post'
}

export function wholeContainer(data: ShipmentData): boolean {
  return transportKind(data) === 'sea-fcl'
}

/** A postal item is declared by its consignment note unless the exporter chose a PEB. @source PMK 96/2023, PMK 4/2025 art. 43 */
export function declaredByNote(data: ShipmentData): boolean {
  return byCourier(data) && data.shipment?.exportDeclaration !== 'PEB'
}

export function hasCredit(data: ShipmentData): boolean {
  return (data.payment?.lc !== undefined && data.payment.lc !== null) || /\bL\/C\b/i.test(data.payment?.term ?? '')
}

export function byCollection(data: ShipmentData): boolean {
  return !hasCredit(data) && /\bD\/?[PA]\b/i.test(data.payment?.term ?? '')
}

export function insured(data: ShipmentData): boolean {
  return sellerInsures(data.incoterm ?? '')
}

export function goesTo(data: ShipmentData, countries: readonly string[]): boolean {
  return isExport(data) && countries.includes(destinationCountry(data))
}

export function hasPaper(data: ShipmentData, key: string): boolean {
  return data.papers?.[key] !== undefined
}

export function chapters(data: ShipmentData): number[] {
  return (data.lines ?? []).map((line) => Number(hsDigits(line.hs8).slice(0, 2))).filter((chapter) => chapter > 0)
}

/** Food, drink and what is eaten: chapters 2 to 22. */
export function hasFood(data: ShipmentData): boolean {
  return chapters(data).some((chapter) => chapter >= 2 && chapter <= 22 && chapter !== 5 && chapter !== 6)
}

/** Plants and their parts: chapters 6 to 14. */
export function hasPlants(data: ShipmentData): boolean {
  return chapters(data).some((chapter) => chapter >= 6 && chapter <= 14)
}

/** Goods of rattan, bamboo and other plaiting material, and raw wood. */
export function hasPlantFibre(data: ShipmentData): boolean {
  return (data.lines ?? []).some((line) => /^(14|44|46|53|940152|940153|940382|940383)/.test(hsDigits(line.hs8)))
}

/** Timber products that need a V-Legal document; rattan and bamboo furniture lie outside. @source Permendag 23/2023 (verify list) */
export function hasTimber(data: ShipmentData): boolean {
  return (data.lines ?? []).some((line) => /^(44(0[1-9]|1\d|2[01])|47|48|94016|9403(30|40|50|60|91)|940610)/.test(hsDigits(line.hs8)))
}

/** A certificate of origin form: required where the folder keeps one, usual where the agreement reaches, else on request. */
export function originForm(data: ShipmentData, key: string, countries: readonly string[], reach: Demand = 'usual'): Demand {
  if (!isExport(data)) return 'none'
  if (hasPaper(data, key)) return 'required'
  return goesTo(data, countries) ? (hasOriginPaper(data) ? 'possible' : reach) : 'none'
}

export function hasOriginPaper(data: ShipmentData): boolean {
  return Object.keys(data.papers ?? {}).some((key) => /^(form[A-Z]|rcep)/.test(key))
}
