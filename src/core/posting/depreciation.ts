import { addMonths, monthIndex } from '../calendar/index.ts'
import { type Minor, divideHalfUp, safe } from '../money/index.ts'

/** What an asset is written off by: base currency, `startPeriod` is month 1. */
export interface AssetTerms {
  readonly cost: Minor
  readonly residual: Minor
  readonly lifeMonths: number
  readonly startPeriod: string
}

/** Number of a month in the asset's life: 1 is `startPeriod`, beyond `lifeMonths` the life is over. */
export function monthOfLife(terms: Pick<AssetTerms, 'startPeriod'>, period: string): number {
  return monthIndex(period) - monthIndex(terms.startPeriod) + 1
}

/**
 * Straight line: of month n the difference of two rounded sums, so that nothing is lost over the life.
 * @source events contract, section 5, `depreciation.post`
 */
export function depreciationOf({ cost, residual, lifeMonths }: AssetTerms, month: number): Minor {
  const until = (months: number): Minor => safe(divideHalfUp(BigInt(cost - residual) * BigInt(months), BigInt(lifeMonths)))
  return until(month) - until(month - 1)
}

/** The first month of the life that is not among `taken`, or null when all are. */
export function nextPeriod({ startPeriod, lifeMonths }: Pick<AssetTerms, 'startPeriod' | 'lifeMonths'>, taken: ReadonlySet<string>): string | null {
  for (let month = 0; month < lifeMonths; month += 1) {
    const period = addMonths(startPeriod, month)
    if (!taken.has(period)) return period
  }
  return null
}
