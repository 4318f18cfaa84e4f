import { isPlainDate } from '../../core/calendar/index.ts'
import { type Decimal, compareDecimals } from '../../core/money/index.ts'
import { type ShipmentData, decimalOrNull, gramsOf, isIncoterm, scaled } from '../../core/shipment/index.ts'
import type { Found, Rule, RuleInput } from '../types.ts'
import { isDate } from './general.ts'

/** How the rules read what was typed on one paper alone (`papers.<key>.<name>`). */
export function typed(data: ShipmentData, key: string, name: string): string | undefined {
  const value = data.papers?.[key]?.[name]
  return typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

export function ticked(data: ShipmentData, key: string, name: string): boolean | undefined {
  const value = data.papers?.[key]?.[name]
  return typeof value === 'boolean' ? value : undefined
}

export const at = (key: string, name: string): string => `papers.${key}.${name}`
export const dateOf = (data: ShipmentData, key: string): string | undefined => {
  const date = data.papers?.[key]?.date
  return isDate(date) ? date : undefined
}

/** The day of a date or of a date with a time. */
export function dayOf(text: string | undefined): string | undefined {
  const day = text?.slice(0, 10)
  return day !== undefined && isPlainDate(day) ? day : undefined
}

export const termOf = (data: ShipmentData): string => (isIncoterm(data.incoterm) ? data.incoterm : '')
export const squeezed = (text: string | undefined): string => (text ?? '').toUpperCase().replace(/[\s.,;:()/-]+/g, ' ').trim()

/** A finding where two days are in the wrong order; nothing where one of them is not there. */
export function after(a: string | undefined, b: string | undefined, field: string): readonly Found[] {
  return isDate(a) && isDate(b) && a > b ? [{ field, params: { a, b } }] : []
}

/** A finding where two figures differ; nothing where one of them is no figure. */
export function differ(a: string | undefined, b: string | undefined, field: string, more: Readonly<Record<string, string>> = {}): readonly Found[] {
  const left = decimalOrNull(a)
  const right = decimalOrNull(b)
  return left !== null && right !== null && compareDecimals(left, right) !== 0 ? [{ field, params: { a: a ?? '', b: b ?? '', ...more } }] : []
}

export function minor({ figures }: RuleInput, text: string | undefined): bigint | null {
  const value = decimalOrNull(text)
  return value === null ? null : scaled(value, figures.exponent)
}

export const grams = gramsOf
export const zero: Decimal = { digits: 0n, scale: 0 }

export function isPositive(text: string | undefined): boolean {
  const value = decimalOrNull(text)
  return value !== null && value.digits > 0n
}

export const error = (code: string, source: string, check: Rule['check']): Rule => ({ code, severity: 'error', source, check })
export const warning = (code: string, source: string, check: Rule['check']): Rule => ({ code, severity: 'warning', source, check })
