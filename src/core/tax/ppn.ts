import { type Minor, divideHalfUp, safe, wholeUnitsDown } from '../money/index.ts'
import type { Fraction } from './rules.ts'

/** The rates of a day, from the table of rates. */
export interface PpnRates {
  /** Percent. */
  readonly rate: Fraction
  /** Share of the price that is the base: 11/12 since 2025. */
  readonly base: Fraction
}

/** What the events contract posts `ppn12` with. */
const contractRates: PpnRates = { rate: { numerator: 12n, denominator: 1n }, base: { numerator: 11n, denominator: 12n } }

/**
 * Rule PPN_DPP_NILAI_LAIN: VAT of a document = net × 11/12 × 12 %, down to a whole rupiah, once per document. The tax base
 * "nilai lain" of 11/12 is not rounded on the way.
 * @param net  of the document without VAT, smallest units of rupiah, zero or more
 * @source PMK 131/2024, article 3, valid from 2025-01-01
 */
export function ppnOfNet(net: Minor, { rate, base }: PpnRates = contractRates): Minor {
  return wholeUnitsDown(BigInt(net) * base.numerator * rate.numerator, base.denominator * rate.denominator * 100n)
}

/**
 * The figures of one line of a tax invoice, half up to two decimals each from the exact value.
 * @returns `otherBase` the base that VAT is taken from (DPP nilai lain), `vat` its VAT
 * @source PMK 131/2024, article 3; Coretax import template
 */
export function invoiceLineTax(base: Minor, rates: PpnRates): { readonly otherBase: Minor; readonly vat: Minor } {
  const numerator = BigInt(base) * rates.base.numerator
  return {
    otherBase: safe(divideHalfUp(numerator, rates.base.denominator)),
    vat: safe(divideHalfUp(numerator * rates.rate.numerator, rates.base.denominator * rates.rate.denominator * 100n)),
  }
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
