import type { HomeSummary } from '../../../contract/index.ts'

const isZero = (text: string): boolean => !/[1-9]/.test(text)

/** A book in which nothing has been done yet: home then says what to begin with. */
export function isNewBook(summary: HomeSummary): boolean {
  return summary.attention.length === 0 && summary.cash.byCurrency.every((entry) => isZero(entry.balance)) && isZero(summary.receivables.total) && isZero(summary.sales.total)
    && summary.stock.products === 0 && summary.stock.empty === 0 && summary.cash.days.every((day) => isZero(day.base))
}

/** A share in whole percent, from the exact texts; null where the whole is zero or less. */
export function wholePercent(part: string, whole: string): number | null {
  const [p, w] = [Number(part), Number(whole)]
  return Number.isFinite(p) && Number.isFinite(w) && w > 0 ? Math.round((p / w) * 100) : null
}

/** The change of the latest month against the one before, `+8` or `−12`; null where there is nothing to compare with. */
export function monthChange(months: HomeSummary['sales']['months']): number | null {
  const [before, latest] = [months.at(-2), months.at(-1)]
  if (!before || !latest || Number(before.base) <= 0) return null
  return Math.round((Number(latest.base) / Number(before.base) - 1) * 100)
}

/** The largest countries with their shares, the rest as one; without those of less than half a percent. */
export function countryShares(sales: HomeSummary['sales'], shown = 4): { country: string | null; percent: number }[] {
  // What was credited is not told by country: together the countries are never more than the whole.
  const invoiced = sales.countries.reduce((sum, entry) => sum + Number(entry.base), 0)
  const whole = invoiced > Number(sales.total) ? String(invoiced) : sales.total
  const all = sales.countries.flatMap((entry) => {
    const percent = wholePercent(entry.base, whole)
    return percent !== null && percent > 0 ? [{ country: entry.country as string | null, percent }] : []
  }).sort((a, b) => b.percent - a.percent)
  if (all.length <= shown) return all
  const rest = all.slice(shown - 1).reduce((sum, entry) => sum + entry.percent, 0)
  return [...all.slice(0, shown - 1), { country: null, percent: rest }]
}
