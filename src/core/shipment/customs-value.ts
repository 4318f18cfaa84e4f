import type { Incoterm } from './incoterms.ts'

export interface CustomsValueInput {
  readonly term: Incoterm | null
  /** Goods after discount, in minor units, as priced. */
  readonly goods: bigint
  readonly freight: bigint
  readonly insurance: bigint
  /** Freight and insurance stand on top of the goods (`chargesShown` = `added`) instead of being inside the prices. */
  readonly chargesAdded: boolean
  readonly toOnBoard: bigint
  readonly afterDischarge: bigint
  readonly importDuty: bigint
}

export interface CustomsValue {
  readonly fob: bigint
  readonly cif: bigint
  readonly freight: bigint
  readonly insurance: bigint
}

/**
 * FOB and CIF of an invoice for each of the eleven terms. The export declaration (PEB) asks FOB whatever was sold.
 * With charges added, the prices are those of the term without them; the sales value is then goods + charges.
 * @source domain notes "export papers", 2.5 "FOB/CIF block"; PMK 155/PMK.04/2022 for the FOB of the PEB
 */
export function customsValue(input: CustomsValueInput): CustomsValue {
  const { term, goods, freight, insurance, chargesAdded, toOnBoard, afterDischarge, importDuty } = input
  const ofFob = (fob: bigint): CustomsValue => ({ fob, cif: fob + freight + insurance, freight, insurance })
  switch (term) {
    case 'EXW': case 'FCA': case 'FAS': return ofFob(goods + toOnBoard)
    case null: case 'FOB': return ofFob(goods)
    case 'CFR': case 'CPT': {
      const sold = chargesAdded ? goods + freight : goods
      return { fob: sold - freight, cif: sold + insurance, freight, insurance }
    }
    case 'CIF': case 'CIP': {
      const sold = chargesAdded ? goods + freight + insurance : goods
      return { fob: sold - freight - insurance, cif: sold, freight, insurance }
    }
    case 'DAP': case 'DPU': {
      const sold = chargesAdded ? goods + freight + insurance : goods
      return ofFob(sold - freight - insurance - afterDischarge)
    }
    case 'DDP': {
      const sold = chargesAdded ? goods + freight + insurance : goods
      return ofFob(sold - freight - insurance - afterDischarge - importDuty)
    }
  }
}
