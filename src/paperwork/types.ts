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
  /** Number of the confirmation that the buyer's order has already, in another folder. */
  readonly orderConfirmedBy?: string
  /** What a port's code or name stands for in the shipped list, and the nearest one where it stands for none. */
  readonly portNamed?: (text: string) => { readonly known: boolean, readonly nearest: string | null }
  /** Cost of one unit by product, in the currency of the shipment. */
  readonly unitCosts?: Readonly<Record<string, string>>
  /** Quantity in stock by product. */
  readonly onHand?: Readonly<Record<string, string>>
  /** Last day that is closed in the books. */
  readonly lockedThrough?: string
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
  /** The label itself, by language, where the words have none of that key. */
  readonly text?: Readonly<Record<Language, string>>
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

/** Who gives a paper out. What is not the exporter's is a data sheet: every value in the order of the official form. */
export type Issuer = 'exporter' | 'customs' | 'originOffice' | 'quarantine' | 'foodAuthority' | 'verifier' | 'carrier' | 'postalOperator' | 'chineseCustoms' | 'taxOffice' | 'fumigator'

/** Whether a shipment needs a paper: by law or contract, by custom, only if somebody asks for it, or never. */
export type Demand = 'required' | 'usual' | 'possible' | 'none'

/** One value of a paper, for copying into an official form: where it stands there, what it is, where it comes from. */
export interface PaperBox {
  readonly no: string
  /** Name of the field in the official system, where it has one. */
  readonly name: string
  readonly label: string
  readonly value: string
  /** As a machine takes it: `5413.71`, `2026-10-13`. */
  readonly plain: string
  /** Path of the field in the shipment data. */
  readonly path: string
}

/** A file that a system of others reads. */
export interface MachineFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
}

export interface PaperType {
  /** Name in file names and on the command line. */
  readonly type: string
  readonly issuer: Issuer
  readonly demand: (data: ShipmentData) => Demand
  /** Languages in which it is usually wanted, and how many originals and copies. */
  readonly languages: Languages
  readonly copies: { readonly originals: number, readonly copies: number }
  readonly boxes?: (data: ShipmentData, language: Language) => readonly PaperBox[]
  readonly machineFile?: (data: ShipmentData) => MachineFile
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
