import { type DecreeCurrency, type DueRule, type HolidayYear, type PpnRates, type TaxRule, taxValueOn } from '../../core/tax/index.ts'
import { readResource } from '../resources.ts'

/** The dated tables of `resources/tax`, each read once. */
const once = <T>(read: () => T): (() => T) => {
  let value: T | undefined
  return () => (value ??= read())
}
const table = (name: string): Record<string, unknown> => readResource('tax', `${name}.json`) as Record<string, unknown>

export const taxRules = once(() => table('rules')['rules'] as readonly TaxRule[])
export const dueRules = once(() => table('due-dates')['rules'] as readonly DueRule[])
export const holidayYears = once(() => table('holidays')['years'] as readonly HolidayYear[])
export const decreeCurrencies = once(() => table('exchange-currencies')['currencies'] as readonly DecreeCurrency[])

const units = once(() => {
  const codes = new Map<string, string>()
  for (const [code, names] of Object.entries(table('units')['units'] as Record<string, readonly string[]>)) for (const name of [code.toLowerCase(), ...names]) codes.set(name, code)
  return codes
})
/** Coretax's code of a unit as people write it: `pcs` → `UM.0021`. */
export const unitCode = (unit: string): string | null => units().get(unit.trim().toLowerCase().replace(/\.$/, '')) ?? null

const countries = once(() => {
  const { alpha3, override } = table('countries') as { alpha3: string; override: Record<string, string> }
  const words = alpha3.split(' ')
  const codes = new Map<string, string>()
  for (let at = 0; at + 1 < words.length; at += 2) codes.set(words[at] ?? '', words[at + 1] ?? '')
  for (const [code, own] of Object.entries(override)) codes.set(code, own)
  return codes
})
/** Coretax's code of a country by its two letters; three letters that it knows are left as they are. */
export function taxCountry(code: string): string | null {
  const upper = code.trim().toUpperCase()
  return countries().get(upper) ?? ([...countries().values()].includes(upper) ? upper : null)
}

/** PPN of a day; null before it existed. */
export function ppnRatesOn(date: string): PpnRates | null {
  const rate = taxValueOn(taxRules(), 'ppn.rate', date)
  const base = taxValueOn(taxRules(), 'ppn.otherBase', date)
  return rate && base ? { rate, base } : null
}
