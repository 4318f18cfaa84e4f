import type { PartyData, PartyReference, ShipmentData } from './shipment-data.ts'

export interface ResolvedParty {
  readonly party: PartyData
  /** Whose data stand here: the file said `same as …`, or it is this party's own. */
  readonly sameAs: 'buyer' | 'seller' | null
}

/** Follows `same as buyer` and `same as seller`; an absent consignee or notify party is the buyer. */
export function resolveParty(data: ShipmentData, reference: PartyReference | undefined): ResolvedParty {
  if (reference === undefined || reference === 'same as buyer') return { party: data.buyer ?? {}, sameAs: 'buyer' }
  if (reference === 'same as seller') return { party: sellerAsParty(data), sameAs: 'seller' }
  if (typeof reference === 'string') return { party: { name: reference }, sameAs: null }
  return { party: reference, sameAs: null }
}

export function sellerAsParty(data: ShipmentData): PartyData {
  const company = data.company ?? {}
  return {
    name: company.sellerName, address: company.sellerAddress, country: company.country,
    phone: company.phone, email: company.email, taxId: company.npwp,
  }
}

/** Goods leave the country. A buyer whose country nobody wrote down is taken as foreign: the stricter rules then ask for it. */
export function isExport(data: ShipmentData): boolean {
  return (data.buyer?.country ?? '') !== (data.company?.country ?? 'ID')
}

/** The country where the goods go: of the port of discharge, else of the consignee, else of the buyer. */
export function destinationCountry(data: ShipmentData): string {
  const port = data.shipment?.portDischarge
  if (port !== undefined && /^[A-Z]{2}[A-Z0-9]{3}$/.test(port)) return port.slice(0, 2)
  return resolveParty(data, data.consignee).party.country ?? data.buyer?.country ?? ''
}

export type TransportKind = 'sea-lcl' | 'sea-fcl' | 'sea' | 'rail' | 'road' | 'air' | 'post' | 'courier' | 'other'

/** Reads `1 sea LCL`, `4 air`, `5 courier` and plain words (codes: UN/ECE recommendation 19). */
export function transportKind(data: ShipmentData): TransportKind | null {
  const mode = data.shipment?.mode?.toLowerCase()
  if (mode === undefined || mode.trim() === '') return null
  if (/sea|ocean|laut|^1\b|^8\b/.test(mode)) return /lcl/.test(mode) ? 'sea-lcl' : /fcl/.test(mode) ? 'sea-fcl' : 'sea'
  if (/courier|kurir/.test(mode)) return 'courier'
  if (/air|udara|^4\b/.test(mode)) return 'air'
  if (/rail|^2\b/.test(mode)) return 'rail'
  if (/road|truck|darat|^3\b/.test(mode)) return 'road'
  if (/post|^5\b/.test(mode)) return 'post'
  return 'other'
}

/** Number and date of the transport document, whichever kind travels with the goods. */
export function transportDocument(data: ShipmentData): { kind: 'bl' | 'awb', no?: string, date?: string } {
  const shipment = data.shipment ?? {}
  const byAir = transportKind(data) === 'air' || transportKind(data) === 'courier'
  if (byAir) return { kind: 'awb', no: shipment.awbNo ?? shipment.courierNo, date: shipment.awbDate }
  return { kind: 'bl', no: shipment.hblNo ?? shipment.blNo, date: shipment.hblDate ?? shipment.blDate }
}
