import type { CurrencyCode } from '../money/index.ts'

/** What a code stands for; `own` is a code or id that the event itself introduces. */
export type CodeTarget = 'own' | 'party' | 'product' | 'warehouse' | 'account' | 'event'

/**
 * How many decimals an amount may have: those of the base currency, of the `currency` beside it (or of the whole event), or of
 * an account or document that only the book knows (checked when it is posted; here at most what any currency has).
 */
export type MoneyPlaces = 'base' | 'document' | 'book'
export type Sign = 'positive' | 'notNegative' | 'notZero'

export type FieldSpec =
  | { readonly kind: 'text'; readonly max: number; readonly multiline: boolean }
  | { readonly kind: 'code'; readonly of: CodeTarget }
  | { readonly kind: 'decimal'; readonly places: number | MoneyPlaces; readonly sign: Sign; readonly max?: number; readonly micro?: boolean }
  | { readonly kind: 'integer'; readonly least: number | null }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'word'; readonly words: readonly string[]; readonly tax: boolean }
  | { readonly kind: 'currency'; readonly only?: CurrencyCode }
  | { readonly kind: 'date' }
  | { readonly kind: 'month' }
  | { readonly kind: 'year' }
  | { readonly kind: 'rates' }
  | { readonly kind: 'list'; readonly row: Fields | FieldSpec; readonly empty: boolean }

declare const valueOfField: unique symbol

/** One field of an event: how its JSON value must look. `T` is the type of that JSON value. */
export interface Field<T = unknown, R extends boolean = boolean> {
  readonly spec: FieldSpec
  readonly required: R
  readonly [valueOfField]?: T
}

export type Fields = Readonly<Record<string, Field>>

type Value<F> = F extends Field<infer T> ? T : never

/** The JSON object that a set of fields describes. */
export type ValueOf<F extends Fields> = {
  readonly [K in keyof F as F[K]['required'] extends true ? K : never]: Value<F[K]>
} & {
  readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: Value<F[K]>
}

/** Longest name or code, and longest free text, in UTF-16 units. */
export const nameMax = 200
export const freeTextMax = 2000

function field<T>(spec: FieldSpec): Field<T, true> {
  return { spec, required: true }
}

export function optional<T>(inner: Field<T, true>): Field<T, false> {
  return { spec: inner.spec, required: false }
}

export const name = (): Field<string, true> => field({ kind: 'text', max: nameMax, multiline: false })
export const freeText = (): Field<string, true> => field({ kind: 'text', max: freeTextMax, multiline: true })
export const code = (of: CodeTarget): Field<string, true> => field({ kind: 'code', of })
export const money = (places: MoneyPlaces, sign: Sign = 'positive'): Field<string, true> => field({ kind: 'decimal', places, sign })
export const quantity = (sign: Sign = 'positive'): Field<string, true> => field({ kind: 'decimal', places: 6, sign, micro: true })
export const unitPrice = (): Field<string, true> => field({ kind: 'decimal', places: 6, sign: 'notNegative' })
export const rate = (): Field<string, true> => field({ kind: 'decimal', places: 8, sign: 'positive' })
export const percent = (): Field<string, true> => field({ kind: 'decimal', places: 4, sign: 'notNegative', max: 100 })
export const integer = (least: number | null): Field<number, true> => field({ kind: 'integer', least })
export const boolean = (): Field<boolean, true> => field({ kind: 'boolean' })
export const currency = (only?: CurrencyCode): Field<CurrencyCode, true> => field(only ? { kind: 'currency', only } : { kind: 'currency' })
export const date = (): Field<string, true> => field({ kind: 'date' })
export const month = (): Field<string, true> => field({ kind: 'month' })
export const year = (): Field<string, true> => field({ kind: 'year' })
export const rates = (): Field<Readonly<Partial<Record<CurrencyCode, string>>>, true> => field({ kind: 'rates' })

export function word<const W extends string>(...words: readonly W[]): Field<W, true> {
  return field({ kind: 'word', words, tax: false })
}

/** A tax code; another word is `TAX_CODE_UNKNOWN`. */
export function taxCode<const W extends string>(...words: readonly W[]): Field<W, true> {
  return field({ kind: 'word', words, tax: true })
}

/** Rows that must be there. */
export function rows<const F extends Fields>(row: F): Field<readonly ValueOf<F>[], true> {
  return field({ kind: 'list', row, empty: false })
}

/** Rows of which there may be none. */
export function maybeRows<const F extends Fields>(row: F): Field<readonly ValueOf<F>[], false> {
  return { spec: { kind: 'list', row, empty: true }, required: false }
}

export function codes(of: CodeTarget, empty = false): Field<readonly string[], true> {
  return field({ kind: 'list', row: { kind: 'code', of }, empty })
}
