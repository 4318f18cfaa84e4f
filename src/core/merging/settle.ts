import { type FieldAlternative, type MutableDocument, type Settle, canonicalJson, conflictingFields, mergeLeaves } from '../document/index.ts'
import { parseDecimal } from '../money/index.ts'
import { fieldKind } from './field-kind.ts'

/** Where a draft went is told as a pair of documents, not as a choice between two values. */
const toldElsewhere: ReadonlySet<string> = new Set(['draft posted', 'draft discarded'])

/**
 * The rule of a field's kind over the values that stand side by side.
 * @param candidates  the greatest dot first, as `mergeLeaves` gives them
 * @returns null where a person has to choose; always for money that differs, and for a value that was written while another device cleared it
 */
export const settleField: Settle = (type, name, candidates) => {
  const [shown] = candidates
  if (!shown) return null
  if (toldElsewhere.has(`${type} ${name}`)) return { value: firstValue(candidates) }
  const kind = fieldKind(name)
  if (kind === 'set') return union(candidates)
  if (candidates.some((one) => !('value' in one))) return null
  const values = candidates.map(({ value }) => value)
  switch (kind) {
    case 'text':
      return longest(values)
    case 'lines':
      return allAlike(values, (value) => (Array.isArray(value) ? value.map((line) => (typeof line === 'string' ? spaced(line) : line)) : value))
    case 'quantity':
    case 'money':
      return allAlike(values, (value) => plainNumber(value))
    case 'rows':
      return allAlike(values, (value) => value)
    case 'reference':
    case 'choice':
      return allAlike(values, (value) => (typeof value === 'string' ? value.trim() : value))
  }
}

/** Concurrent versions of a document as one, by the rules of its fields; null as `mergeLeaves`. */
export function mergeDocuments(leaves: readonly object[]): MutableDocument | null {
  return mergeLeaves(leaves, settleField)
}

/** The fields of which a person has to choose a value. */
export function openFields(document: Pick<MutableDocument, 'type' | 'fields' | 'dots' | 'conflicts'>): readonly string[] {
  return conflictingFields(document, settleField)
}

/** What all values are alike under `form`: shown is the one of the greatest dot. */
function allAlike(values: readonly unknown[], form: (value: unknown) => unknown): { readonly value: unknown } | null {
  const [first, ...rest] = values.map((value) => canonicalJson(form(value) ?? null))
  return rest.every((other) => other === first) ? { value: values[0] } : null
}

/** Every element of any side, once; of sides that are no lists there is no union. */
function union(candidates: readonly FieldAlternative[]): { readonly value: unknown } | null {
  const found = new Map<string, unknown>()
  for (const { value } of candidates) {
    if (value === undefined || value === null) continue
    if (!Array.isArray(value)) return null
    for (const element of value) found.set(canonicalJson(element ?? null), element)
  }
  return { value: [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, element]) => element) }
}

/** Texts of which each begins the longest: somebody went on writing where the other stopped. */
function longest(values: readonly unknown[]): { readonly value: unknown } | null {
  if (!values.every((value) => typeof value === 'string')) return allAlike(values, (value) => value)
  const sorted = [...values].sort((a, b) => spaced(b).length - spaced(a).length)
  const most = spaced(sorted[0] ?? '')
  if (!sorted.every((text) => text.trim() !== '' && most.startsWith(spaced(text)))) return null
  return { value: values.find((text) => spaced(text) === most) }
}

function spaced(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ')
}

function plainNumber(value: unknown): unknown {
  if (typeof value === 'number') return { number: String(value) }
  const decimal = typeof value === 'string' ? parseDecimal(value.trim()) : null
  if (decimal === null) return value
  let { digits, scale } = decimal
  while (scale > 0 && digits % 10n === 0n) {
    digits /= 10n
    scale -= 1
  }
  return { number: scale === 0 ? String(digits) : `${digits}e-${scale}` }
}

function firstValue(candidates: readonly FieldAlternative[]): unknown {
  return candidates.find((one) => 'value' in one)?.value
}
