import { type Minor, wholeUnitsDown } from '../money/index.ts'

/**
 * Rule FINAL_INCOME: final income tax of small businesses = 0.5 % of the month's turnover, down to a whole rupiah.
 * @param turnover  of the month, smallest units of rupiah; below zero counts as zero
 * @source PP 55/2022, article 56, valid from 2022-12-20
 */
export function finalIncomeTaxOf(turnover: Minor): Minor {
  return turnover <= 0 ? 0 : wholeUnitsDown(BigInt(turnover) * 5n, 1000n)
}
