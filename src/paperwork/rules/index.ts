// The rules of every paper, by its name. Imports core and the words of papers.
// Invariant: a code has one severity and one meaning wherever it is found; the code never changes, the wording may.
import type { Rule } from '../types.ts'
import { generalRules } from './general.ts'

const keys: Readonly<Record<string, string>> = {
  'phytosanitary-application': 'phyto', 'insurance-declaration': 'insurance', 'peb-data': 'peb', 'bl-draft-check': 'blDraft', 'origin-calculation': 'originCost', 'lc-presentation': 'presentation',
}

/** Where number and date of a paper stand in `papers` of a shipment: its name in camel case, with a few older names. */
export function paperKeyOf(type: string): string {
  return keys[type] ?? type.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** The rules of a paper. */
export function rulesOf(type: string): readonly Rule[] {
  return generalRules(paperKeyOf(type))
}
