import type { EventTotals } from '../../contract/index.ts'
import type { BusinessEvent } from '../../core/events/index.ts'
import { type CurrencyCode, type Decimal, type Minor, isCurrency, minorText, parseDecimal, percentOf, priceTimes, sum, toMicro, toMinor } from '../../core/money/index.ts'
import type { Posting } from '../../core/posting/index.ts'
import { ppnOfNet } from '../../core/tax/index.ts'

interface Line { readonly product?: unknown; readonly quantity?: unknown; readonly unitPrice?: unknown; readonly discountPercent?: unknown; readonly amount?: unknown }

/** Events whose lines have a price: only these have totals. */
const priced: readonly string[] = ['sales.order', 'sales.invoice', 'purchase.receive', 'purchase.invoice', 'expense.post']

/** Events whose lines take from those of another document: their amounts are known once the books have worked them out. */
const taken: readonly string[] = ['sales.creditNote', 'purchase.return']

/** Null for goods that go back before they were billed: no amount is owed. */
function takenTotals({ currency, rate, facts }: Posting): EventTotals | null {
  const { net, vat, lines } = facts
  if (net === 0 && vat === 0) return null
  const of = currency ?? 'IDR'
  return {
    currency: of, rate, gross: minorText(net, of), discount: minorText(0, of), net: minorText(net, of), vat: minorText(vat, of), total: minorText(sum(net, vat), of),
    lines: lines.map((line) => minorText(line.net, of)),
  }
}

/**
 * Totals of a document as they stand, also while it is being typed: a line that is not complete yet counts as nothing.
 * A posted document's net and VAT are those of its posting.
 */
export function eventTotals(event: BusinessEvent, posting?: Posting): EventTotals | null {
  if (taken.includes(event.event)) return posting ? takenTotals(posting) : null
  if (!priced.includes(event.event) || !Array.isArray(event['lines'])) return null
  const currency: CurrencyCode = isCurrency(event['currency']) ? event['currency'] : 'IDR'
  const lines = (event['lines'] as readonly Line[]).map((line) => lineAmounts(line ?? {}, currency))
  const gross = sum(...lines.map((line) => line?.gross ?? 0))
  const lineNet = sum(...lines.map((line) => line?.net ?? 0))
  const discount = decimal(event['discount'])
  const invoiceDiscount = discount ? minorOr(discount, currency, 0) : 0
  const net = posting && posting.facts.lines.length > 0 ? posting.facts.net : lineNet - invoiceDiscount
  const vat = posting && posting.facts.lines.length > 0 ? posting.facts.vat : event['tax'] === 'ppn12' && currency === 'IDR' && net > 0 ? ppnOfNet(net) : 0
  return {
    currency, rate: posting?.rate ?? (typeof event['rate'] === 'string' ? event['rate'] : null), gross: minorText(gross, currency), discount: minorText(gross - net, currency),
    net: minorText(net, currency), vat: minorText(vat, currency), total: minorText(sum(net, vat), currency),
    lines: lines.map((line) => (line ? minorText(line.net, currency) : null)),
  }
}

function lineAmounts(line: Line, currency: CurrencyCode): { gross: Minor; net: Minor } | null {
  const amount = decimal(line.amount)
  if (amount && line.product === undefined) {
    const value = minorOr(amount, currency, 0)
    return { gross: value, net: value }
  }
  const quantity = decimal(line.quantity)
  const price = decimal(line.unitPrice)
  if (!quantity || !price || quantity.scale > 6) return null
  const gross = priceTimes(toMicro(quantity), price, currency)
  const percent = decimal(line.discountPercent)
  return { gross, net: percent ? gross - percentOf(gross, percent) : gross }
}

function decimal(value: unknown): Decimal | null {
  return typeof value === 'string' ? parseDecimal(value) : null
}

function minorOr(value: Decimal, currency: CurrencyCode, otherwise: Minor): Minor {
  try {
    return toMinor(value, currency)
  } catch {
    return otherwise
  }
}

/** Revenue less cost in base currency, and its share of revenue; null where nothing was sold. */
export function grossProfit(revenue: Minor, cost: Minor): { amount: string; percent: string } | null {
  if (revenue === 0) return null
  const permille = Math.round(((revenue - cost) / revenue) * 1000)
  return { amount: minorText(revenue - cost), percent: `${permille < 0 ? '-' : ''}${Math.trunc(Math.abs(permille) / 10)}.${Math.abs(permille) % 10}` }
}
