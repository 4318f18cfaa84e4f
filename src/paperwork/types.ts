import type { ShipmentData, ShipmentFigures } from '../core/shipment/index.ts'
import type { PageDescription, PaperSize } from './page/description.ts'

/** Languages of papers. `zh` is Simplified Chinese; its words are in the `zh-Hans` files. */
export type Language = 'id' | 'en' | 'zh'
export const paperLanguages: readonly Language[] = ['id', 'en', 'zh']

/** One language, or two side by side; the first decides how numbers and dates are written. */
export type Languages = readonly [Language] | readonly [Language, Language]

export type Severity = 'error' | 'warning'

/** Something that a rule found. An error stops the final paper, a warning is the user's to accept; the text is `findingMessage`. */
export interface Finding {
  readonly code: string
  readonly severity: Severity
  readonly paper: string
  /** Path of the field in the shipment data, `lines[2].hs8`. */
  readonly field: string
  readonly params: Readonly<Record<string, string>>
}

/** What a rule may know besides the shipment: facts of the book that no single shipment holds. All optional. */
export interface BookFacts {
  /** Numbers that other papers of this series carry already. */
  readonly numbersInUse?: readonly string[]
  /** Countries on the sanction list that the user keeps. */
  readonly sanctionedCountries?: readonly string[]
  /** HS codes of the shipped list, digits only. */
  readonly hsCodes?: ReadonlySet<string>
  /** An invoice to the same buyer, with the same order and total, of the last 30 days. */
  readonly similarInvoice?: string
}

export interface RuleInput {
  readonly data: ShipmentData
  readonly figures: ShipmentFigures
  /** Calendar date on which the check is made. */
  readonly today: string
  readonly exporting: boolean
  readonly facts: BookFacts
}

export interface Found {
  readonly field: string
  readonly params?: Readonly<Record<string, string>>
}

/** One check. It returns everything it finds; the code never changes once published, the wording may. */
export interface Rule {
  readonly code: string
  readonly severity: Severity
  /** Law, standard or custom from which the rule comes. */
  readonly source: string
  readonly check: (input: RuleInput) => readonly Found[]
}

/** A field that a paper prints: missing required ones are `GEN-017`, missing wanted ones `GEN-018`. */
export interface Need {
  readonly field: string
  /** Key of its label in the words. */
  readonly label: string
  readonly required: boolean
  /** Asked only of goods that leave the country. */
  readonly exportOnly?: boolean
  readonly present: (data: ShipmentData) => boolean
}

export interface CopyMark {
  readonly kind: 'original' | 'copy' | 'reprint'
  readonly number?: number
  readonly of?: number
}

export interface LayoutOptions {
  readonly languages: Languages
  readonly paper: PaperSize
  readonly draft?: boolean
  readonly copyMark?: CopyMark
}

export interface PaperType {
  /** Name in file names and on the command line. */
  readonly type: string
  readonly title: Readonly<Record<Language, string>>
  /** Where its number and date stand in `papers` of the shipment. */
  readonly paperKey: string
  readonly needs: readonly Need[]
  readonly rules: readonly Rule[]
  readonly layout: (data: ShipmentData, options: LayoutOptions) => PageDescription
  readonly fileName: (data: ShipmentData) => string
  readonly sample: ShipmentData
  /** Texts of the paper's own rules by language and code; those of `rules/` stand in its own words. */
  readonly ruleWords?: Readonly<Record<Language, Readonly<Record<string, string>>>>
}
