// Words that all papers share: labels, messages of the common rules, names of codes. Imports nothing of ours but types.
// Invariant: every key stands in all three languages; a second language follows the first in the same line.
import type { Language, Languages } from '../types.ts'
import ruleEn from '../rules/words.en.json' with { type: 'json' }
import ruleId from '../rules/words.id.json' with { type: 'json' }
import ruleZh from '../rules/words.zh-Hans.json' with { type: 'json' }
import names from './code-names.json' with { type: 'json' }
import en from './words.en.json' with { type: 'json' }
import id from './words.id.json' with { type: 'json' }
import zh from './words.zh-Hans.json' with { type: 'json' }

export type Label = keyof typeof en.labels

const words = { id, en, zh } satisfies Record<Language, typeof en>

export const commonRuleWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  id: { ...id.rules, ...ruleId }, en: { ...en.rules, ...ruleEn }, zh: { ...zh.rules, ...ruleZh },
}

export function word(label: Label, language: Language): string {
  return words[language].labels[label]
}

/** `Consignee 收货人`, `Penerima barang / Consignee`, or one language alone. */
export function bilingual(texts: readonly string[], languages: Languages): string {
  const [first = '', second] = texts
  if (second === undefined || second === first) return first
  return `${first}${languages.includes('zh') ? ' ' : ' / '}${second}`
}

export function label(key: Label, languages: Languages): string {
  return bilingual(languages.map((language) => word(key, language)), languages)
}

/** The label in each language, for headings that stand under each other. */
export function labelLines(key: Label, languages: Languages): string[] {
  const lines = languages.map((language) => word(key, language))
  return lines[0] === lines[1] ? lines.slice(0, 1) : lines
}

const index: Readonly<Record<Language, 0 | 1 | 2>> = { id: 0, en: 1, zh: 2 }
type Names = Readonly<Record<string, readonly string[]>>

/** A code's name; a code that the shipped list does not have prints as it is. */
export function codeName(list: 'countries' | 'ports' | 'units' | 'packages', code: string | undefined, language: Language): string {
  if (code === undefined) return ''
  return (names[list] as Names)[code]?.[index[language]] ?? code
}

export function codeNames(list: 'countries' | 'ports' | 'units' | 'packages', code: string | undefined, languages: Languages): string {
  return bilingual(languages.map((language) => codeName(list, code, language)), languages)
}
