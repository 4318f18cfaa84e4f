/** The eleven rules of Incoterms 2020 (ICC publication 723E). */
export const incoterms = ['EXW', 'FCA', 'FAS', 'FOB', 'CFR', 'CIF', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP'] as const
export type Incoterm = typeof incoterms[number]

export function isIncoterm(term: unknown): term is Incoterm {
  return typeof term === 'string' && (incoterms as readonly string[]).includes(term)
}

/** For sea and inland waterway only. */
export function seaOnly(term: string): boolean {
  return term === 'FAS' || term === 'FOB' || term === 'CFR' || term === 'CIF'
}

/** Main carriage is the seller's. */
export function sellerPaysFreight(term: string): boolean {
  return /^[CD]/.test(term)
}

/** The seller has to insure (A5). */
export function sellerInsures(term: string): boolean {
  return term === 'CIF' || term === 'CIP'
}
