import type { RateTableView, TaxRateWeek } from '../../contract/index.ts'
import { addDays, addMonths, monthOf } from '../../core/calendar/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import { type CurrencyCode, compareDecimals, currencyCodes, divideHalfUp, fixedText, parseDecimal } from '../../core/money/index.ts'
import { rateWeekOf, readRateTable, weekday } from '../../core/tax/index.ts'
import type { Book } from '../../store/book/index.ts'
import { applyEvents } from '../posting/apply-events.ts'
import { newUlid } from '../posting/identity.ts'
import { decreeCurrencies } from './tables.ts'

/** A rate that moved by more than this in a week was probably read or typed wrongly. */
const suspectTenthsOfPercent = 100n

/** The latest tax rate that was entered for a day of this span. */
function rateWithin(book: Book, currency: string, from: string, to: string): string | null {
  return book.projections.sql.value<string>("SELECT rate FROM exchange_rate WHERE currency = ? AND kind = 'tax' AND date >= ? AND date <= ? ORDER BY date DESC, ord DESC LIMIT 1", currency, from, to) ?? null
}

/** The tax exchange rates of the week of a day, and what is missing for the currencies that are invoiced in. */
export function rateWeek(book: Book, today: string): TaxRateWeek {
  const { from, to } = rateWeekOf(today)
  const month = monthOf(today)
  const used = book.projections.sql.values<string>(
    "SELECT DISTINCT currency FROM posted_sum WHERE event IN ('sales.invoice', 'purchase.invoice') AND currency NOT IN ('', 'IDR') AND month >= ? AND month <= ? AND documents > 0 ORDER BY currency", addMonths(month, -1), month,
  )
  const rates = currencyCodes.flatMap((currency) => {
    const rate = rateWithin(book, currency, from, to)
    return rate === null ? [] : [{ currency, rate, before: rateWithin(book, currency, '0001-01-01', addDays(from, -1)) }]
  })
  return { from, to, missing: used.filter((currency) => !rates.some((rate) => rate.currency === currency)), rates }
}

/** @throws RefusalError RATE_TABLE_EMPTY */
export function readDecree(book: Book, text: string, today: string): RateTableView {
  const table = readRateTable(text, decreeCurrencies())
  if (table.rates.length === 0) throw new RefusalError(refuse('RATE_TABLE_EMPTY'))
  const { from } = rateWeekOf(table.from ?? today)
  return {
    ...table,
    rates: table.rates.map((rate) => {
      const last = rate.currency === null ? null : rateWithin(book, rate.currency, '0001-01-01', addDays(from, -1))
      const tenths = last === null ? null : changeOf(last, rate.rate)
      return { ...rate, change: tenths === null ? null : fixedText(tenths, 1), isSuspect: tenths !== null && (tenths < 0n ? -tenths : tenths) > suspectTenthsOfPercent }
    }),
  }
}

/** Change in tenths of a percent; null where there is nothing to compare with. */
function changeOf(before: string, now: string): bigint | null {
  const [a, b] = [parseDecimal(before), parseDecimal(now)]
  if (!a || !b || a.digits === 0n) return null
  const scale = Math.max(a.scale, b.scale)
  const [x, y] = [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale)]
  return divideHalfUp((y - x) * 1000n, x)
}

/**
 * Keeps the rates of a week that begins on `from`.
 * @throws RefusalError RATE_WEEK where that is no Wednesday; the refusals of `rate.set`
 */
export function setRates(book: Book, from: string, decree: string, rates: readonly { readonly currency: CurrencyCode; readonly rate: string }[], author: string): { set: number; unchanged: number } {
  if (weekday(from) !== 2) throw new RefusalError(refuse('RATE_WEEK', { date: from }, 'from'))
  const changed = rates.filter(({ currency, rate }) => {
    const [known, given] = [parseDecimal(rateWithin(book, currency, from, from) ?? ''), parseDecimal(rate)]
    return !known || !given || compareDecimals(known, given) !== 0
  })
  const events = changed.map(({ currency, rate }) => ({ event: 'rate.set', id: `rate/tax/${newUlid()}`, date: from, currency, rate, kind: 'tax', ...(decree === '' ? {} : { decree }) }))
  book.transaction(() => {
    for (const group of applyEvents(book, events, { author })) for (const result of group) if (result.status === 'refused') throw new RefusalError(...result.refusals)
  })
  return { set: changed.length, unchanged: rates.length - changed.length }
}
