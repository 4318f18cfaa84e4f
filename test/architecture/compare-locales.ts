// What a set of translations lacks: keys, placeholders, texts.

export type Words = { readonly [key: string]: string | Words }

/** Indonesian and Chinese have one plural form, English two: `key_one` and `key_other` are one key here. */
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')

function flatten(words: Words, prefix = ''): [key: string, text: unknown][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? flatten(value, `${prefix}${key}.`) : [[withoutPlural(prefix + key), value] as [string, unknown]],
  )
}

export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1] ?? ''))].sort()
}

/**
 * Compares one area's texts in all languages.
 * @returns one line per defect: key missing in a language, placeholder that not all use, empty text
 */
export function compareLocales(byLanguage: Readonly<Record<string, Words>>): string[] {
  const languages = Object.keys(byLanguage)
  const flat = new Map(languages.map((language) => [language, flatten(byLanguage[language] ?? {})]))
  const keys = [...new Set([...flat.values()].flat().map(([key]) => key))].sort()
  return keys.flatMap((key) => {
    const texts = languages.map((language) => ({ language, all: (flat.get(language) ?? []).filter(([own]) => own === key).map(([, text]) => text) }))
    const missing = texts.filter(({ all }) => all.length === 0).map(({ language }) => `${key}: missing in ${language}`)
    const empty = texts.filter(({ all }) => all.some((text) => typeof text !== 'string' || text.trim() === '')).map(({ language }) => `${key}: empty in ${language}`)
    // A singular form may say "one" in words and leave the count out, so the forms of a language are taken together.
    const used = texts.filter(({ all }) => all.length > 0).map(({ all }) => [...new Set(all.flatMap((text) => placeholdersOf(String(text))))].sort().join(', '))
    const differing = new Set(used).size > 1 ? [`${key}: placeholders differ (${used.join(' | ')})`] : []
    return [...missing, ...empty, ...differing]
  })
}
