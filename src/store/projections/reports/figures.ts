import { type CurrencyCode, baseCurrency, microText, minorText } from '../../../core/money/index.ts'
import { fieldsOf } from '../masters.ts'
import type { Sql } from '../sql.ts'

/** Base amounts with two decimals, never `-0.00`. */
export function rupiah(amount: number): string {
  return minorText(amount + 0, baseCurrency)
}

export function money(amount: number, currency: string): string {
  return minorText(amount + 0, currency as CurrencyCode)
}

export function quantityText(quantity: number): string {
  return microText(quantity + 0)
}

/** Account fields by code, each read once. */
export class Chart {
  readonly #sql: Sql
  readonly #known = new Map<string, Readonly<Record<string, unknown>>>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  fields(code: string): Readonly<Record<string, unknown>> {
    let fields = this.#known.get(code)
    if (!fields) this.#known.set(code, (fields = fieldsOf(this.#sql, 'account', code) ?? {}))
    return fields
  }

  type(code: string): string {
    return String(this.fields(code)['type'] ?? '')
  }

  isCash(code: string): boolean {
    return this.fields(code)['cash'] === true
  }
}

export interface Row { readonly account: string; readonly amount: string }
export interface Section { readonly rows: readonly Row[]; readonly total: string }

export interface ReportArguments {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly asOf?: string | undefined
  readonly account?: string | undefined
  readonly product?: string | undefined
  readonly party?: string | undefined
  /** What the columns or rows of a report are told apart by. */
  readonly by?: string | undefined
}
