import { type CurrencyCode, baseCurrency, exponentOf, isCurrency, microText, minorText, parseDecimal, percentOf, priceTimes, toMicro } from '../../../core/money/index.ts'

/** Amounts as canonical text; an unknown currency is shown with two decimals. */
export function moneyText(amount: number, currency: string | null): string {
  return minorText(amount + 0, isCurrency(currency) ? currency : baseCurrency)
}

export { microText }

/** What a typed event comes to so far, for lists of drafts; lines that cannot be read yet count as nothing. */
export function draftTotal(event: Readonly<Record<string, unknown>>): string {
  const currency: CurrencyCode = isCurrency(event['currency']) ? event['currency'] : baseCurrency
  let total = 0
  for (const line of Array.isArray(event['lines']) ? (event['lines'] as Readonly<Record<string, unknown>>[]) : []) total += lineTotal(line, currency)
  const amount = decimal(event['amount'])
  if (total === 0 && amount !== null && amount.scale <= exponentOf(currency)) return minorText(Number(amount.digits) * 10 ** (exponentOf(currency) - amount.scale), currency)
  return moneyText(total, currency)
}

function lineTotal(line: Readonly<Record<string, unknown>> | null, currency: CurrencyCode): number {
  const quantity = decimal(line?.['quantity'])
  const price = decimal(line?.['unitPrice'])
  if (quantity === null || price === null || quantity.scale > 6) return 0
  try {
    const gross = priceTimes(toMicro(quantity), price, currency)
    const discount = decimal(line?.['discountPercent'])
    return discount === null ? gross : gross - percentOf(gross, discount)
  } catch {
    // Larger than an amount can be: posting will refuse it, the list shows nothing meanwhile.
    return 0
  }
}

function decimal(value: unknown): ReturnType<typeof parseDecimal> {
  return typeof value === 'string' ? parseDecimal(value) : null
}
