import { type Minor, wholeUnitsDown } from '../money/index.ts'

/**
 * Rule PPN_DPP_NILAI_LAIN: VAT of a document = net × 11/12 × 12 %, down to a whole rupiah, once per document. The tax base
 * "nilai lain" of 11/12 is not rounded on the way.
 * @param net  of the document without VAT, smallest units of rupiah, zero or more
 * @source PMK 131/2024, article 3, valid from 2025-01-01
 */
export function ppnOfNet(net: Minor): Minor {
  return wholeUnitsDown(BigInt(net) * 11n * 12n, 12n * 100n)
}

/**
 * VAT that an amount paid in advance includes: 11/111 of it (net × 11 % on top of net), down to a whole rupiah. VAT arises when
 * money is received before the delivery.
 * @source PMK 131/2024, article 3; law 8/1983 on VAT, article 11 (2)
 */
export function ppnInGross(gross: Minor): Minor {
  return wholeUnitsDown(BigInt(gross) * 11n, 111n)
}

/**
 * Rule VAT_BACK: VAT taken back by a credit note or a purchase return (nota retur): all that is left if its net is the net still
 * left, else the same share of it, down to a whole rupiah.
 * @source PMK 65/PMK.03/2010 (returns of goods); events contract, section 2
 */
export function vatBack(net: Minor, left: { readonly net: Minor; readonly vat: Minor }): Minor {
  if (net === left.net) return left.vat
  if (left.net === 0) return 0
  return wholeUnitsDown(BigInt(net) * BigInt(left.vat), BigInt(left.net))
}
