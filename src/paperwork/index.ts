// The registry of papers: what each needs, its rules, its layout. Imports core and its own words.
// Invariant: pure; data in, findings and page descriptions out. No PDF library, no font file, no clock, no Intl.
export { amountInWords, cardinalWords, packagesInWords } from './amount-in-words.ts'
export { applicablePapers, checkPaper, findingMessage, paperType } from './check.ts'
export { checkShipment, concernedPapers, sourceOf } from './check-shipment.ts'
export { type Fix, fixOf, valueAt } from './fixes.ts'
export { formatDate, formatDecimal, formatFixed } from './format.ts'
export type { Attachment, Face, Ink, Page, PageDescription, PageItem, PaperSize, RuleItem, ShapeItem, TextItem } from './page/description.ts'
export { ascenderOf } from './page/metrics.ts'
export { missingCharacters, splitRuns, textWidth } from './page/text.ts'
export { type Law, laws, paperKeyOf, rulesOf, usualForm } from './rules/index.ts'
export { paperTypes } from './registry.ts'
export { paperLanguages } from './types.ts'
export type { BookFacts, CopyMark, Demand, Finding, Issuer, Language, Languages, LayoutOptions, MachineFile, Need, PaperBox, PaperType, Severity } from './types.ts'
