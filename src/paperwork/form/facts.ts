import type { Language, Languages } from '../types.ts'
import { bilingual } from '../words/index.ts'
import { cargoFacts } from './cargo-facts.ts'
import { type Context, type Fact, type Value, contextOf, dateValue, decimalValue, typedText, valueOf } from './context.ts'
import labels from './labels.json' with { type: 'json' }
import { moneyFacts } from './money-facts.ts'
import { partyFacts } from './party-facts.ts'
import type { BoxSpec, Triple } from './spec.ts'
import { transportFacts } from './transport-facts.ts'

/** Every fact that a paper can name. */
export const facts: Readonly<Record<string, Fact>> = { ...partyFacts, ...transportFacts, ...cargoFacts, ...moneyFacts }

const place: Readonly<Record<Language, 0 | 1 | 2>> = { id: 0, en: 1, zh: 2 }

export function inLanguage(triple: Triple, language: Language): string {
  return triple[place[language]]
}

export function inLanguages(triple: Triple, languages: Languages): string {
  return bilingual(languages.map((language) => inLanguage(triple, language)), languages)
}

/** Label of a fact of the shipment or of a row; a name that has none stands for itself. */
export function factLabel(name: string): Triple {
  return ((labels as Readonly<Record<string, readonly string[]>>)[name] as Triple | undefined) ?? [name, name, name]
}

export function labelOf(spec: { readonly label?: Triple, readonly fact?: string, readonly typed?: string }): Triple {
  return spec.label ?? factLabel(spec.fact ?? spec.typed ?? '')
}

export function factValue(name: string, context: Context): Value {
  return valueOf(facts[name]?.value(context))
}

/** Value of a box: a fact, what was typed on this paper, or a sentence with facts in it. */
export function boxValue(spec: BoxSpec, context: Context): Value {
  if (spec.text !== undefined) {
    const text = context.languages.map((language) => sentence(inLanguage(spec.text ?? ['', '', ''], language), { ...context, language, languages: [language] })).join('\n')
    return { text, plain: text }
  }
  if (spec.typed !== undefined) {
    const typed = typedText(context, spec.typed)
    if (typed !== undefined) return valueOf(spec.as === 'date' ? dateValue(typed, context) : spec.as === 'amount' || spec.as === 'number' ? decimalValue(typed, context) : typed)
    return spec.otherwise === undefined ? { text: '', plain: '' } : factValue(spec.otherwise, context)
  }
  return factValue(spec.fact ?? '', context)
}

export function boxPath(spec: BoxSpec, paperKey: string): string {
  return spec.typed === undefined ? facts[spec.fact ?? '']?.path ?? '' : `papers.${paperKey}.${spec.typed}`
}

/** `{fact}` in a text gives way to its value on one line, `{typed:name}` to what was typed on this paper, `-` where there is none. */
export function sentence(text: string, context: Context): string {
  return text.replace(/\{(typed:)?(\w+)\}/g, (_, typed: string | undefined, name: string) => {
    const value = typed === undefined ? factValue(name, context).text : typedText(context, name) ?? ''
    return value === '' ? '-' : value.replaceAll('\n', ', ')
  })
}

export { contextOf }
