import type { PlainDate } from '../calendar/index.ts'
import { type Decimal, parseDecimal } from '../money/index.ts'

/** One rate or limit with its validity, as `resources/tax/rules.json` has it. `to` is its last day. */
export interface TaxRule {
  readonly code: string
  readonly from: PlainDate
  readonly to: PlainDate | null
  /** Decimal text, or a fraction `a/b`. */
  readonly value: string
  readonly source: string
  /** Not confirmed by the text of the regulation. */
  readonly verify?: boolean
}

/** A value as an exact fraction. */
export interface Fraction { readonly numerator: bigint; readonly denominator: bigint }

/** The rule in force on a day; where two overlap the later one counts. Null before the first. */
export function taxRuleOn(rules: readonly TaxRule[], code: string, date: PlainDate): TaxRule | null {
  let found: TaxRule | null = null
  for (const rule of rules) {
    if (rule.code === code && rule.from <= date && (rule.to === null || date <= rule.to) && (found === null || rule.from >= found.from)) found = rule
  }
  return found
}

/** The value of a rule as a fraction: `11/12`, or `0.5` as 5/10. Null for what is neither. */
export function fractionOf(value: string): Fraction | null {
  const parts = /^([0-9]+)\/([1-9][0-9]*)$/.exec(value)
  if (parts) return { numerator: BigInt(parts[1] ?? '0'), denominator: BigInt(parts[2] ?? '1') }
  const decimal: Decimal | null = parseDecimal(value)
  return decimal === null || decimal.digits < 0n ? null : { numerator: decimal.digits, denominator: 10n ** BigInt(decimal.scale) }
}

/** The fraction of a rule on a day; null where no rule is in force. */
export function taxValueOn(rules: readonly TaxRule[], code: string, date: PlainDate): Fraction | null {
  const rule = taxRuleOn(rules, code, date)
  return rule === null ? null : fractionOf(rule.value)
}
