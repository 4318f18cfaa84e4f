import { hsDigits } from './identifiers.ts'
import { destinationCountry, transportKind } from './parties.ts'
import type { ShipmentData, ShipmentLine } from './shipment-data.ts'

// What kind of shipment it is: which papers and rules concern it follows from these answers.

export const isSea = (data: ShipmentData): boolean => transportKind(data)?.startsWith('sea') === true
export const isLcl = (data: ShipmentData): boolean => transportKind(data) === 'sea-lcl'
export const isFcl = (data: ShipmentData): boolean => transportKind(data) === 'sea-fcl'
export const isAir = (data: ShipmentData): boolean => transportKind(data) === 'air'
export const isCourier = (data: ShipmentData): boolean => transportKind(data) === 'courier' || transportKind(data) === 'post'

/** Paid through a documentary credit. */
export function hasCredit(data: ShipmentData): boolean {
  return (data.payment?.lc !== undefined && data.payment.lc !== null) || /\bL\/C\b|letter of credit/i.test(data.payment?.term ?? '')
}

/** Paid through a bank against documents (D/P) or acceptance (D/A). */
export function isCollection(data: ShipmentData): boolean {
  return /\bD\/[PA]\b|\bCAD\b|inkaso|collection/i.test(data.payment?.term ?? '')
}

/** A courier's consignment note is the export declaration. @source PMK 96/2023 as changed by PMK 4/2025, art. 43 */
export function usesConsignmentNote(data: ShipmentData): boolean {
  const declared = data.shipment?.exportDeclaration?.toUpperCase()
  return declared === 'CN' || (declared !== 'PEB' && isCourier(data))
}

const lineIn = (data: ShipmentData, holds: (hs: string, line: ShipmentLine) => boolean): boolean => (data.lines ?? []).some((line) => holds(hsDigits(line.hs8), line))
const chapter = (hs: string): number => Number(hs.slice(0, 2))

/** Food and drink by chapter of the tariff, spices, coffee and tea among them. */
export function isFoodLine(line: ShipmentLine): boolean {
  const number = chapter(hsDigits(line.hs8))
  return number >= 2 && number <= 22 && number !== 5 && number !== 6 && number !== 13 && number !== 14
}
export const isFood = (data: ShipmentData): boolean => (data.lines ?? []).some(isFoodLine)

const plaitedAndRattan = (hs: string): boolean => hs.startsWith('940152') || hs.startsWith('940153') || hs.startsWith('940382') || hs.startsWith('940383') || hs.startsWith('46')

/** Goods of plants for which a phytosanitary certificate may be asked. @source domain notes "export papers", PC-001 */
export function isPlantLine(line: ShipmentLine): boolean {
  const hs = hsDigits(line.hs8)
  const number = chapter(hs)
  return (number >= 6 && number <= 15) || number === 44 || number === 53 || plaitedAndRattan(hs)
}
export const isPlantGoods = (data: ShipmentData): boolean => (data.lines ?? []).some(isPlantLine)

/** Rattan and bamboo goods. */
export const isRattanOrBamboo = (data: ShipmentData): boolean => lineIn(data, plaitedAndRattan)

/** Timber products that need a legality document. @source domain notes "export papers", 2.28 (verify list) */
export function isTimberLine(line: ShipmentLine): boolean {
  return /^(44(0[1-9]|1[0-9]|2[01])|47|48|94016|940330|940340|940350|940360|940391|940610)/.test(hsDigits(line.hs8))
}
export const isTimber = (data: ShipmentData): boolean => (data.lines ?? []).some(isTimberLine)

/** What an L/C says about a paper in its list of documents, by words of that list. */
const wordsInCredit: Readonly<Record<string, RegExp>> = {
  beneficiaryCertificate: /beneficiary/i, phyto: /phytosanitary/i, insurance: /insurance/i, rcep: /\brcep\b/i, formE: /form e\b/i, formD: /form d\b/i, formB: /form b\b/i, formA: /form a\b|gsp/i, weightList: /weight/i,
  fumigation: /fumigation/i, health: /health certificate/i, halal: /halal/i, draft: /draft|bill of exchange/i, packingList: /packing list/i,
}

/** The folder numbers or dates this paper, or the L/C names it among its documents. */
export function asksPaper(data: ShipmentData, key: string): boolean {
  if (data.papers?.[key] !== undefined) return true
  const words = wordsInCredit[key]
  return words !== undefined && (data.payment?.lc?.documents ?? []).some((document) => words.test(document))
}

export const asean: readonly string[] = ['BN', 'KH', 'ID', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'VN', 'TL']
export const isAseanBound = (data: ShipmentData): boolean => asean.includes(destinationCountry(data)) && destinationCountry(data) !== 'ID'
