import { type Minor, wholeUnitsDown } from '../money/index.ts'
import type { Fraction } from './rules.ts'

/** The rate that the events contract posts with, in percent: PP 55/2022. */
const contractRate: Fraction = { numerator: 5n, denominator: 10n }

/**
 * Rule FINAL_INCOME: final income tax of small businesses = 0.5 % of the month's turnover, down to a whole rupiah.
 * @param turnover  of the month, smallest units of rupiah; below zero counts as zero
 * @param rate  percent, from the table of rates; without it that of the events contract
 * @source PP 55/2022, article 56, valid from 2022-12-20
 */
export function finalIncomeTaxOf(turnover: Minor, rate: Fraction = contractRate): Minor {
  return turnover <= 0 ? 0 : wholeUnitsDown(BigInt(turnover) * rate.numerator, 100n * rate.denominator)
}

/**
 * What of a month's turnover is taxed where a part of the year is free (persons: Rp 500 million of a calendar year).
 * @param before  turnover of the year before this month
 * @param free  zero for whoever has no free part
 * @source PP 55/2022, article 60
 */
export function taxableTurnover(before: Minor, turnover: Minor, free: Minor): Minor {
  const over = (sum: Minor): Minor => Math.max(0, sum - free)
  return over(before + turnover) - over(before)
}
