/** Currencies a book can hold and their exponents: how many decimals their smallest unit has (ISO 4217). */
export const currencyExponents = {
  IDR: 2, USD: 2, CNY: 2, EUR: 2, SGD: 2, AUD: 2, GBP: 2, MYR: 2, HKD: 2, JPY: 0, KRW: 0, KWD: 3,
} as const satisfies Record<string, number>

export type CurrencyCode = keyof typeof currencyExponents
export const currencyCodes = Object.keys(currencyExponents) as CurrencyCode[]
export const baseCurrency: CurrencyCode = 'IDR'

export function isCurrency(code: unknown): code is CurrencyCode {
  return typeof code === 'string' && Object.hasOwn(currencyExponents, code)
}

export function exponentOf(currency: CurrencyCode): number {
  return currencyExponents[currency]
}
