import { addMonths, firstDayOf, lastDayOf, monthOf } from '../../../core/calendar/index.ts'
import type { Place } from '../../app/navigation.ts'

export const isZero = (text: string): boolean => !/[1-9]/.test(text)
export const isNegative = (text: string): boolean => text.startsWith('-') && !isZero(text)

/** A year of movements, up to the end of this month. */
export const cardSpan = (today: string): { from: string; to: string } => ({ from: firstDayOf(addMonths(monthOf(today), -11)), to: lastDayOf(monthOf(today)) })

export function stockCardPlace(product: string, today: string): Place {
  return { screen: 'reports.report', params: { name: 'stock-card', product, ...cardSpan(today) } }
}

/** The part of the stock valuation that editors read. */
export interface Valuation { readonly rows: readonly { readonly product: string; readonly warehouses: readonly { readonly warehouse: string; readonly quantity: string }[] }[] }

export function stockOf(valuation: Valuation | undefined, product: string, warehouse: string): string {
  return valuation?.rows.find((row) => row.product === product)?.warehouses.find((entry) => entry.warehouse === warehouse)?.quantity ?? '0'
}
