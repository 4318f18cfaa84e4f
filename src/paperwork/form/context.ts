import { type ShipmentData, type ShipmentFigures, shipmentFigures } from '../../core/shipment/index.ts'
import { fixedText, parseDecimal } from '../../core/money/index.ts'
import { formatDate, formatDecimal, formatFixed } from '../format.ts'
import type { Language, Languages } from '../types.ts'

/** What a fact is computed from, and how the paper writes it. */
export interface Context {
  readonly data: ShipmentData
  readonly figures: ShipmentFigures
  readonly languages: Languages
  readonly language: Language
  /** Key of the paper in `papers`: its own typed values are there. */
  readonly paperKey: string
}

/** A value as it is printed and as a machine takes it (`5413.71`, `2026-10-13`): what is copied to an official form. */
export interface Value {
  readonly text: string
  readonly plain: string
}

export type FactResult = string | Value | null | undefined

/** One fact: where it comes from in the shipment, and its value. An absent value reads as null. */
export interface Fact {
  readonly path: string
  readonly value: (context: Context) => FactResult
}

export function contextOf(data: ShipmentData, languages: Languages, paperKey: string, figures: ShipmentFigures = shipmentFigures(data)): Context {
  return { data, figures, languages, language: languages[0], paperKey }
}

export function valueOf(result: FactResult): Value {
  if (result === null || result === undefined) return { text: '', plain: '' }
  return typeof result === 'string' ? { text: result, plain: result } : result
}

export function dateValue(date: string | undefined, { language }: Context): FactResult {
  return date === undefined || date === '' ? null : { text: formatDate(date, language), plain: date }
}

/** An amount in minor units of the invoice's currency. */
export function moneyValue(minor: bigint | null | undefined, context: Context): FactResult {
  if (minor === null || minor === undefined) return null
  const { exponent } = context.figures
  return { text: formatFixed(minor, exponent, context.language), plain: fixedText(minor, exponent) }
}

/** The amount with its currency before it: `USD 5,985.27`. */
export function currencyValue(minor: bigint | null | undefined, context: Context): FactResult {
  const value = moneyValue(minor, context)
  if (value === null || value === undefined || typeof value === 'string') return null
  return { text: `${context.data.currency ?? ''} ${value.text}`.trim(), plain: value.plain }
}

/** `digits` × 10^-scale, with a unit behind it on paper only. */
export function measureValue(digits: bigint, scale: number, { language }: Context, unit = ''): Value {
  return { text: `${formatFixed(digits, scale, language)}${unit === '' ? '' : ` ${unit}`}`, plain: fixedText(digits, scale) }
}

export function decimalValue(text: string | undefined, { language }: Context, placesMin = 0, unit = ''): FactResult {
  if (text === undefined || text === '') return null
  const value = parseDecimal(text)
  return value === null ? text : { text: `${formatDecimal(value, language, placesMin)}${unit === '' ? '' : ` ${unit}`}`, plain: text }
}

/** A figure with the places that it was written with: amounts of one column keep theirs. */
export function asWritten(text: string | undefined, context: Context): FactResult {
  return decimalValue(text, context, text?.split('.')[1]?.length ?? 0)
}

export function joined(separator: string, ...parts: readonly (string | undefined | null)[]): string {
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join(separator)
}

/** `INV/2026/10/A-0042, 5 Oct 2026`. */
export function reference(no: string | undefined, date: string | undefined, context: Context): FactResult {
  const text = joined(', ', no, date === undefined ? undefined : formatDate(date, context.language))
  return text === '' ? null : { text, plain: joined(' ', no, date) }
}

/** What was typed on this paper, or on another one. */
export function typedText(context: Context, name: string, key = context.paperKey): string | undefined {
  const value = context.data.papers?.[key]?.[name]
  return value === undefined || value === '' ? undefined : String(value)
}
